import { isMissing, isTaken } from '../http/problem.js';
import type { Contact } from '../objects/contact.js';
import { checkChange, isNothing } from '../platforms/toolkit/writes/change_checks.js';
import type { RecordChange } from '../platforms/contract/change.js';
import type { ContactKey, ContactKeys, ContactTarget } from '../platforms/contract/contacts.js';
import { toE164, toPhoneKeys } from '../platforms/toolkit/values/phone.js';
import type { ConnectedPlatform } from '../platforms/contract/platform.js';
import { contactProblems, inputProblems } from '../platforms/toolkit/problems.js';
import { toEmail } from '../platforms/toolkit/values/index.js';

/** What an Update Contact step asks for; blank fields are already gone. */
export interface UpdateRequest {
  findBy: ContactKey;
  /** The id, email, phone or external id to find the contact by. */
  contact: string;
  ifMissing: IfMissing;
  /** Country that completes national phone numbers, by code or name. */
  defaultCountry: string | undefined;
  change: RecordChange;
}

export type IfMissing = 'stop' | 'create' | 'skip';

/** The contact after the step, or what became of it. */
export type UpdateResult = (Contact | { id?: never }) & {
  outcome: 'updated' | 'created' | 'not_found' | 'unchanged';
};

/** What each key is called in messages. */
const keyLabels: Record<ContactKey, string> = {
  id: 'ID',
  email: 'email',
  phone: 'phone number',
  external_id: 'external ID',
};

/**
 * Changes one contact: checks everything that can be checked, finds the contact unless its id is given,
 * then writes. Requests: 1 by id, 2 by another key, more only for labels and clearing.
 * @throws Problem for bad input before anything is sent
 */
export async function updateContact(
  platform: ConnectedPlatform,
  request: UpdateRequest,
): Promise<UpdateResult> {
  const { contacts } = platform;
  const { findBy, ifMissing, defaultCountry } = request;
  // "Make sure that this contact exists" needs nothing but the key.
  const mayCreate = ifMissing === 'create' && findBy !== 'id';
  if (isNothing(request.change) && !mayCreate) throw inputProblems.nothingToChange();
  const keys = await checkKey(platform, findBy, request.contact, defaultCountry);
  const value = keys[findBy] ?? '';
  // What is looked up is taken as others hold it; what is written must be right.
  const newValue =
    mayCreate && findBy === 'phone'
      ? await toE164('Contact', request.contact, defaultCountry)
      : value;
  const change = await checkChange(platform, request.change, defaultCountry);
  const draft = await contacts.draft(change);

  const target = await findTarget(platform, findBy, keys);
  if (target?.known && isNothing(change)) return { ...target.known, outcome: 'unchanged' };
  // By id nothing is looked up first, so the write itself tells that the contact doesn't exist.
  const maySkip = findBy === 'id' && ifMissing !== 'stop';
  const updated =
    target &&
    (await draft.update(target).catch((failure: unknown) => {
      if (maySkip && isMissing(failure)) return undefined;
      throw failure;
    }));
  if (updated) return { ...updated, outcome: 'updated' };
  if (ifMissing === 'skip') return { outcome: 'not_found' };
  if (ifMissing === 'stop') {
    throw contactProblems.notFound(platform.name, keyLabels[findBy], value);
  }
  if (findBy === 'id') throw contactProblems.noIdToCreate(platform.name, value);
  const key = Object.hasOwn(change.values, findBy) ? {} : { [findBy]: newValue };
  try {
    const created = await draft.create(key);
    return { ...created, outcome: 'created' };
  } catch (failure) {
    // Another run created it in the meantime.
    const rival = isTaken(failure) ? await findTarget(platform, findBy, keys) : undefined;
    if (!rival) throw failure;
    if (isNothing(change)) return { ...(rival.known ?? { id: rival.id }), outcome: 'unchanged' };
    return { ...(await draft.update(rival)), outcome: 'updated' };
  }
}

async function checkKey(
  platform: ConnectedPlatform,
  findBy: ContactKey,
  typed: string,
  defaultCountry: string | undefined,
): Promise<ContactKeys> {
  if (findBy === 'email') return { email: toEmail('Contact', typed) };
  if (findBy === 'phone') return toPhoneKeys('Contact', typed, defaultCountry);
  if (findBy === 'id') platform.contacts.checkId(typed, 'Contact');
  return { [findBy]: typed };
}

async function findTarget(
  platform: ConnectedPlatform,
  findBy: ContactKey,
  keys: ContactKeys,
): Promise<ContactTarget | undefined> {
  const value = keys[findBy] ?? '';
  if (findBy === 'id') return { id: value };
  const found = await platform.contacts.find(keys);
  if (found.length > 1) {
    throw contactProblems.several(platform.name, keyLabels[findBy], value, found);
  }
  return found[0] && { id: found[0].id, known: found[0] };
}
