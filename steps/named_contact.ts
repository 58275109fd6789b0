import type { Contact } from '../objects/contact.js';
import type { ContactKey, ContactKeys, ContactTarget } from '../platforms/contract/contacts.js';
import type { ConnectedPlatform } from '../platforms/contract/platform.js';
import { contactProblems, inputProblems } from '../platforms/toolkit/problems.js';
import { toEmail, toText, withoutInvisible } from '../platforms/toolkit/values/index.js';
import { isInternational, toPhoneKeys } from '../platforms/toolkit/values/phone.js';

/** A contact as a step names it, checked but not looked up yet. */
export interface NamedContact {
  /** Label of the field that names it. */
  field: string;
  /** What it is named by. */
  by: ContactKey;
  /** The key's value as it is looked up. */
  value: string;
  keys: ContactKeys;
}

/** How a contact field is read. */
interface Reading {
  /** Label of the field; `Contact` unless told. */
  field?: string;
  /** What the value is; told from its form where nobody says. */
  findBy?: ContactKey | undefined;
  /** The field itself says what its values are, not Find Contact By. */
  isOfOneKind?: boolean;
  /** The step has a Default Country; completes national phone numbers where it is filled. */
  country?: { typed: string | undefined };
}

/** What each key is called in messages. */
export const keyLabels: Record<ContactKey, string> = {
  id: 'ID',
  email: 'email',
  phone: 'phone number',
  external_id: 'external ID',
};

/** Each key, as what a value is said to be. */
const keyNouns: Record<ContactKey, string> = {
  id: 'an ID',
  email: 'an email address',
  phone: 'a phone number',
  external_id: 'an external ID',
};

/** A phone number's beginning that no ID has; `00` may be one's. */
const PLUS = /^[\s(]*\+/;
/** As many digits as a number has at least, and what people write between them. */
const DIGITS = /^[\s().–-]*(?:\d[\s().–-]*){7,}$/;

/**
 * Reads a field that names a contact. Sends nothing.
 * @param typed as the step got it; undefined when blank
 * @throws Problem naming the field when it is blank or can't be what it is taken for
 */
export async function readNamedContact(
  platform: ConnectedPlatform,
  typed: unknown,
  { field = 'Contact', findBy, isOfOneKind, country }: Reading = {},
): Promise<NamedContact> {
  if (typed === undefined) throw inputProblems.missing(field);
  const text = toText(typed);
  const form = keyByForm(platform, text);
  if (findBy && contradicts(platform, findBy, form, text)) {
    const tell = isOfOneKind ? inputProblems.otherKind : inputProblems.contradicted;
    throw tell(field, text, keyNouns[findBy]);
  }
  const by = findBy ?? form;
  if (by === 'phone' && !country && !isInternational(text)) {
    throw inputProblems.contactWithoutPlus(field, text);
  }
  if (by === 'id') platform.contacts.checkId(text, field);
  const keys = await keysOf({ field, by, text }, country?.typed);
  return { field, by, value: keys[by] ?? '', keys };
}

/**
 * The contact that is meant; undefined where nobody has the key. No request by ID, one otherwise.
 * @throws Problem naming their IDs where several have it
 */
export async function findNamed(
  platform: ConnectedPlatform,
  named: NamedContact,
): Promise<ContactTarget | undefined> {
  if (named.by === 'id') return { id: named.value };
  return onlyOne(platform, named, await platform.contacts.find(named.keys));
}

/** The one contact that was found; undefined for none. @throws Problem where several have the key */
export function onlyOne(
  platform: ConnectedPlatform,
  { by, value }: NamedContact,
  found: readonly Contact[],
): ContactTarget | undefined {
  if (found.length > 1) throw contactProblems.several(platform.name, keyLabels[by], value, found);
  return found[0] && { id: found[0].id, known: found[0] };
}

/**
 * The ID of the contact that is meant, for a step that can't be undone: it must be certain that nobody else has the key.
 * @throws Problem where another contact may be meant
 */
export async function certainIdOf(
  platform: ConnectedPlatform,
  named: NamedContact,
): Promise<string> {
  if (named.by === 'id') return named.value;
  const { contacts } = platform;
  // Another way to write a number may be somebody else's.
  const keys = { [named.by]: named.value };
  const found = await (contacts.findEvery?.(keys) ?? contacts.find(keys));
  return idOf(platform, named, onlyOne(platform, named, found));
}

/**
 * The ID of the contact in a field.
 * @param typed as the step got it; undefined when blank
 * @throws Problem naming the field for what can't be a contact's, for several, and (missing) for none
 */
export async function contactId(
  platform: ConnectedPlatform,
  typed: unknown,
  field = 'Contact',
): Promise<string> {
  const named = await readNamedContact(platform, typed, { field });
  return idOf(platform, named, await findNamed(platform, named));
}

function idOf(
  platform: ConnectedPlatform,
  { field, by, value }: NamedContact,
  target: ContactTarget | undefined,
): string {
  if (!target) throw contactProblems.nobody(platform.name, field, keyLabels[by], value);
  return target.id;
}

/** What a text is, told from its form: an e-mail, a phone number, else an ID. */
function keyByForm({ contacts }: ConnectedPlatform, text: string): ContactKey {
  const visible = withoutInvisible(text);
  if (visible.includes('@')) return 'email';
  if (PLUS.test(visible)) return 'phone';
  return !contacts.isId(text) && DIGITS.test(visible) ? 'phone' : 'id';
}

/** Whether a value can't be what it is said to be. What might be, is looked up. */
function contradicts(
  { contacts }: ConnectedPlatform,
  said: ContactKey,
  form: ContactKey,
  text: string,
): boolean {
  if (said === 'id') return form !== 'id' && !contacts.isId(text);
  if (said === 'phone') return form === 'email';
  return said === 'email' && form !== 'email';
}

async function keysOf(
  { field, by, text }: { field: string; by: ContactKey; text: string },
  defaultCountry: string | undefined,
): Promise<ContactKeys> {
  if (by === 'email') return { email: toEmail(field, text) };
  if (by === 'phone') return toPhoneKeys(field, text, defaultCountry);
  return { [by]: text };
}
