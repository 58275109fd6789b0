import type { Contact } from '../objects/contact.js';
import type { ContactKeys } from '../platforms/contract/contacts.js';
import { readNamedContact } from './named_contact.js';
import { toPhoneKeys } from '../platforms/toolkit/values/phone.js';
import type { ConnectedPlatform } from '../platforms/contract/platform.js';
import { inputProblems } from '../platforms/toolkit/problems.js';
import {
  omit,
  refuseOthers,
  toEmail,
  toOptionalText,
  toText,
} from '../platforms/toolkit/values/index.js';

/**
 * Contacts for a Find Contact step. Keys match exactly, the surest key's contacts first; the search
 * text is tried only when no key is filled.
 * @param input the step's filled fields
 * @returns `[]` for a miss
 * @throws Problem when nothing is filled, a value can't be what its field says, or an input is no field of
 * this step nor of Create Contact
 */
export async function findContact(
  platform: ConnectedPlatform,
  input: Record<string, unknown>,
): Promise<Contact[]> {
  const { contacts } = platform;
  const { contact, external_id, email, phone, default_country, text, ...others } = input;
  // "Find or Create Contact" is one form, and may hand over what is for the new contact.
  const isForCreate = (key: string): boolean => key === 'add_labels' || contacts.isInput(key);
  refuseOthers(omit(others, Object.keys(others).filter(isForCreate)));
  const country = { typed: toOptionalText(default_country) };
  const keys: ContactKeys = {};
  if (external_id !== undefined) keys.external_id = toText(external_id);
  if (email !== undefined) keys.email = toEmail('Email', email);
  if (phone !== undefined) {
    Object.assign(keys, await toPhoneKeys('Phone', toText(phone), country.typed));
  }
  const named =
    contact === undefined ? undefined : await readNamedContact(platform, contact, { country });
  if (named?.by === 'id') keys.id = named.value;
  if (named && named.by !== 'id') {
    const found = await contacts.find(named.keys);
    if (found.length > 0 || Object.keys(keys).length === 0) return found;
  }
  if (Object.keys(keys).length > 0) return contacts.find(keys);
  if (text === undefined) throw inputProblems.noSearch();
  return contacts.search(toText(text));
}
