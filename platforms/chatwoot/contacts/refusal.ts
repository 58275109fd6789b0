import { asText } from '../../../http/body.js';
import { Problem } from '../../../http/problem.js';
import type { Contact } from '../../../objects/contact.js';
import type { ContactKey } from '../../contract/contacts.js';
import { contactProblems } from '../../toolkit/problems.js';
import { lookUp } from '../../toolkit/values/index.js';
import type { ChatwootClient } from '../client.js';
import { findContacts, readContact } from './find.js';
import { fieldLabels } from '../errors.js';
import { chatwootProblems } from '../problems.js';

/** Values of no two contacts of an account can be the same: the API's name and ours. */
const UNIQUE_FIELDS: Record<string, ContactKey> = {
  identifier: 'external_id',
  email: 'email',
  phone_number: 'phone',
};

/**
 * Says whose the value is when the server refuses one that must be unique. Its own words may be in
 * any language, so the owner is looked up for every refused unique field.
 * @throws Problem always
 */
export async function explainRefusal(
  client: ChatwootClient,
  failure: unknown,
  sent: Record<string, unknown>,
  ownId: string | undefined,
): Promise<never> {
  const refusal = failure instanceof Problem ? failure.details.refusal : undefined;
  if (refusal?.status !== 422) throw failure;
  for (const name of refusal.attributes) {
    const key = lookUp(UNIQUE_FIELDS, name);
    if (!key) continue;
    const label = lookUp(fieldLabels, name) ?? name;
    const value = sent[name] ?? (await storedValue(client, ownId, key));
    if (typeof value !== 'string') continue;
    const owners = await findContacts(client, { [key]: value }).catch(() => []);
    const owner = owners.find(({ id }) => id !== ownId);
    if (name in sent) {
      if (owner) throw contactProblems.taken(label, value, owner);
    } else if (owner) {
      const { platform } = client.wire;
      throw chatwootProblems.sharedPhone(platform, `${owner.name ?? 'no name'} (ID ${owner.id})`);
    } else if (failure instanceof Problem) {
      throw chatwootProblems.storedValue(label, refusal.said);
    }
  }
  throw failure;
}

/** A value that was refused though the step didn't send it. */
async function storedValue(
  client: ChatwootClient,
  id: string | undefined,
  key: ContactKey,
): Promise<unknown> {
  if (id === undefined) return undefined;
  return readContact(client, id).then(
    (contact) => contact[key],
    () => undefined,
  );
}

/**
 * Two creates of the same contact at the same moment: one wins, and the other gets a status 500. Also where
 * the failure came after the work was done, the contact is there.
 * @returns the contact where it is as it was to be
 * @throws Problem that names it where it is another one, or the failure where there is none
 */
export async function afterLostRace(
  client: ChatwootClient,
  failure: unknown,
  sent: Record<string, unknown>,
): Promise<Contact> {
  const unique = uniqueValues(sent);
  const [owner] =
    Object.keys(unique).length > 0 ? await findContacts(client, unique).catch(() => []) : [];
  if (!owner) throw failure;
  const shared = Object.entries(UNIQUE_FIELDS).filter(
    ([name, key]) => asText(sent[name]).toLowerCase() === owner[key]?.toLowerCase(),
  );
  const isAsAsked = sent['name'] === undefined || sent['name'] === owner.name;
  if (isAsAsked && shared.length === Object.keys(unique).length) return owner;
  const [name = ''] = shared[0] ?? [];
  throw contactProblems.taken(lookUp(fieldLabels, name) ?? name, asText(sent[name]), owner);
}

/** What no other contact can have, by which a new one can be found again. */
export function uniqueValues(sent: Record<string, unknown>): Partial<Record<ContactKey, string>> {
  return Object.fromEntries(
    Object.entries(UNIQUE_FIELDS).flatMap(([name, key]) => {
      const value = sent[name];
      return typeof value === 'string' ? [[key, value]] : [];
    }),
  );
}
