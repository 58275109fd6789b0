import { Problem, statusOf } from '../http/problem.js';
import type { Contact } from '../objects/contact.js';
import type { ContactKey } from '../platforms/contract/contacts.js';
import type { ConnectedPlatform } from '../platforms/contract/platform.js';
import { inputProblems } from '../platforms/toolkit/problems.js';
import { refuseOthers, toList, toOptionalText } from '../platforms/toolkit/values/index.js';
import { inParts } from '../platforms/toolkit/values/in_parts.js';
import { readNamedContact, type NamedContact } from './named_contact.js';
import { printOf } from './rows/continuation.js';
import { inParallel } from './rows/in_parallel.js';
import type { Line } from './rows/line.js';

/** What Find Many Contacts gives out: all that were found, and who was not. */
export interface FoundContacts {
  /** The same for the same values. */
  id: string;
  found: number;
  /** The values that nobody has, as they were given. */
  missing: string[];
  /** In the order of the values, each with the one it was found by. */
  contacts: (Contact & { found_by: string })[];
}

/** A value that is looked up. */
interface Wanted {
  given: string;
  named: NamedContact;
}

/** The fields, by what their values are. */
const FIELDS: [key: string, label: string, by: ContactKey][] = [
  ['emails', 'Emails', 'email'],
  ['phones', 'Phones', 'phone'],
  ['external_ids', 'External IDs', 'external_id'],
];

/**
 * Contacts by many keys, in as few requests as the platform allows.
 * @param input the step's filled fields
 * @returns `[]` where nobody has any of them
 * @throws Problem when nothing is filled, or a value can't be what its field says
 */
export async function findManyContacts(
  platform: ConnectedPlatform,
  line: Line,
  { default_country: country, ...input }: Record<string, unknown>,
): Promise<FoundContacts[]> {
  const wanted = await readWanted(platform, input, toOptionalText(country));
  const found = await lookUp(platform, line, wanted);
  const contacts = wanted.flatMap((one) =>
    (found.get(one) ?? []).map((contact) => ({ ...contact, found_by: one.given })),
  );
  if (contacts.length === 0) return [];
  const given = wanted.map((one) => one.given);
  const missing = wanted.filter((one) => !found.get(one)?.length).map((one) => one.given);
  return [{ id: printOf(given), found: contacts.length, missing, contacts }];
}

async function readWanted(
  platform: ConnectedPlatform,
  input: Record<string, unknown>,
  typed: string | undefined,
): Promise<Wanted[]> {
  const own = FIELDS.filter(([, , by]) => by !== 'external_id' || hasExternalIds(platform));
  const known = new Set(own.map(([key]) => key));
  refuseOthers(Object.fromEntries(Object.entries(input).filter(([key]) => !known.has(key))));
  const wanted = new Map<string, Wanted>();
  for (const [key, field, findBy] of own) {
    for (const given of toList(input[key]).flatMap((text) => valuesIn(text, findBy))) {
      const reading = { field, findBy, isOfOneKind: true, country: { typed } };
      const named = await readNamedContact(platform, given, reading);
      const name = `${findBy} ${named.value.toLowerCase()}`;
      if (!wanted.has(name)) wanted.set(name, { given, named });
    }
  }
  if (wanted.size === 0) throw inputProblems.noKeys();
  return [...wanted.values()];
}

/** An external ID may hold commas. */
function valuesIn(text: string, by: ContactKey): string[] {
  const values = by === 'external_id' ? [text] : text.split(',');
  return values.map((value) => value.trim()).filter((value) => value !== '');
}

async function lookUp(
  { contacts }: ConnectedPlatform,
  { atOnce }: Line,
  wanted: readonly Wanted[],
): Promise<Map<Wanted, readonly Contact[]>> {
  const found = new Map<Wanted, readonly Contact[]>();
  const { many } = contacts;
  if (many && wanted.length > 1) {
    await inParallel(atOnce, inParts(wanted, many.most), async (part) => {
      const told = await many.find(part.map(({ named }) => named.keys)).catch(noneIfRefused);
      for (const [index, one] of part.entries()) {
        const whom = told[index];
        if (whom) found.set(one, whom);
      }
    });
  }
  const rest = wanted.filter((one) => !found.has(one));
  await inParallel(atOnce, rest, async (one) => {
    found.set(one, await contacts.find(one.named.keys));
  });
  return found;
}

/**
 * Nothing, where the server refuses to look so many up at once: each is asked for by itself. What each of them
 * would run into as well is thrown.
 */
function noneIfRefused(failure: unknown): [] {
  const status = statusOf(failure);
  if (!(failure instanceof Problem) || status === undefined) throw failure;
  if (failure.kind !== 'error' || [401, 403].includes(status)) throw failure;
  return [];
}

function hasExternalIds({ contacts }: ConnectedPlatform): boolean {
  return contacts.isInput('external_id');
}
