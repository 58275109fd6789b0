import { needed } from './capability.js';
import { checkValues } from '../platforms/toolkit/writes/change_checks.js';
import type {
  ConnectedPlatform,
  InboxContact,
  InboxContactRequest,
  InboxContacts,
} from '../platforms/contract/platform.js';

/** Creates a contact in an inbox through the inbox's own API. @throws Problem for bad input first */
export async function createInboxContact(
  platform: ConnectedPlatform,
  request: InboxContactRequest,
  defaultCountry: string | undefined,
): Promise<InboxContact> {
  const inboxContacts = inboxContactsOf(platform);
  return inboxContacts.create(await checked(request, defaultCountry));
}

/**
 * Changes a contact through an inbox's own API: 1 request, 1 before it that looks for clashes, and what that
 * API can't do after it.
 * @throws Problem for bad input first
 */
export async function updateInboxContact(
  platform: ConnectedPlatform,
  request: InboxContactRequest & { sourceId: string },
  defaultCountry: string | undefined,
): Promise<InboxContact> {
  const inboxContacts = inboxContactsOf(platform);
  return inboxContacts.update({ ...request, ...(await checked(request, defaultCountry)) });
}

/** The client API of a platform. @throws Problem where there is none */
export function inboxContactsOf(platform: ConnectedPlatform): InboxContacts {
  return needed(platform, platform.inboxContacts, 'change contacts by inbox');
}

async function checked(
  request: InboxContactRequest,
  defaultCountry: string | undefined,
): Promise<InboxContactRequest> {
  return { ...request, values: await checkValues(request.values, defaultCountry) };
}
