import { needed } from './capability.js';
import { checkValues } from './contact_change.js';
import type {
  ConnectedPlatform,
  InboxContact,
  InboxContactRequest,
  InboxContacts,
} from './platform.js';
import { inputProblems } from './problems.js';
import { omit } from './values.js';

/** They prove who the contact is, and change nothing. */
const PROOF_FIELDS = ['external_id', 'identifier_hash'];

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
 * Changes a contact through an inbox's own API: 1 request, and 1 before it that looks for clashes.
 * @throws Problem for bad input first
 */
export async function updateInboxContact(
  platform: ConnectedPlatform,
  request: InboxContactRequest & { sourceId: string },
  defaultCountry: string | undefined,
): Promise<InboxContact> {
  const inboxContacts = inboxContactsOf(platform);
  const changes = omit(request.values, PROOF_FIELDS);
  if (Object.keys(changes).length === 0) throw inputProblems.nothingToChange();
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
