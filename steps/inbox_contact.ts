import { checkValues } from '../platforms/toolkit/writes/change_checks.js';
import type {
  InboxContact,
  InboxContactRequest,
  InboxContacts,
} from '../platforms/contract/inbox_contacts.js';

/** Creates a contact in an inbox through the inbox's own API. @throws Problem for bad input first */
export async function createInboxContact(
  inboxContacts: InboxContacts,
  request: InboxContactRequest,
  defaultCountry: string | undefined,
): Promise<InboxContact> {
  return inboxContacts.create(await checked(request, defaultCountry));
}

/**
 * Changes a contact through an inbox's own API: 1 request, 1 before it that looks for clashes, and what that
 * API can't do after it.
 * @throws Problem for bad input first
 */
export async function updateInboxContact(
  inboxContacts: InboxContacts,
  request: InboxContactRequest & { sourceId: string },
  defaultCountry: string | undefined,
): Promise<InboxContact> {
  return inboxContacts.update({ ...request, ...(await checked(request, defaultCountry)) });
}

async function checked(
  request: InboxContactRequest,
  defaultCountry: string | undefined,
): Promise<InboxContactRequest> {
  return { ...request, values: await checkValues(request.values, defaultCountry) };
}
