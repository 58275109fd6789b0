import type { Contact } from '../objects/contact.js';
import type { ContactKeys } from './contacts.js';
import { toPhoneKeys } from './phone.js';
import type { ConnectedPlatform } from './platform.js';
import { inputProblems } from './problems.js';
import { toEmail, toOptionalText, toText } from './values.js';

/**
 * Contacts for a Find Contact step. Keys match exactly, the surest key's contacts first; the search
 * text is tried only when no key is filled.
 * @param input the step's filled fields
 * @returns `[]` for a miss
 * @throws Problem when nothing is filled, or a value can't be what its field says
 */
export async function findContact(
  platform: ConnectedPlatform,
  input: Record<string, unknown>,
): Promise<Contact[]> {
  const { contacts } = platform;
  const keys: ContactKeys = {};
  if (input['contact'] !== undefined) keys.id = toText(input['contact']);
  if (input['external_id'] !== undefined) keys.external_id = toText(input['external_id']);
  if (input['email'] !== undefined) keys.email = toEmail('Email', input['email']);
  if (input['phone'] !== undefined) {
    const country = toOptionalText(input['default_country']);
    Object.assign(keys, await toPhoneKeys('Phone', toText(input['phone']), country));
  }
  if (keys.id) contacts.checkId(keys.id, 'Contact');
  if (Object.keys(keys).length > 0) return contacts.find(keys);
  if (input['text'] === undefined) throw inputProblems.noSearch();
  return contacts.search(toText(input['text']));
}
