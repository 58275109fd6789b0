import type { Contact } from '../objects/contact.js';
import { checkChange, isNothing } from '../platforms/toolkit/writes/change_checks.js';
import type { RecordChange } from '../platforms/contract/change.js';
import type { ConnectedPlatform } from '../platforms/contract/platform.js';
import { inputProblems } from '../platforms/toolkit/problems.js';

/**
 * Creates a contact with the filled fields.
 * @param defaultCountry completes national phone numbers
 * @throws Problem for bad input before anything is sent, and for a contact that exists already, with its ID
 */
export async function createContact(
  platform: ConnectedPlatform,
  change: RecordChange,
  defaultCountry: string | undefined,
): Promise<Contact> {
  if (isNothing(change)) throw inputProblems.nothingToCreate();
  const checked = await checkChange(platform, change, defaultCountry);
  const draft = await platform.contacts.draft(checked);
  return draft.create();
}
