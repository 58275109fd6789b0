import { isRecord } from '../../../../http/body.js';
import { omit } from '../../../toolkit/values/index.js';
import type { ChatwootField } from '../entry.js';

/** For fields that may be given credentials: Zapier keeps what a step was given, and shows it. */
export const STAYS_READABLE =
  '**Careful:** what stands here, keys and passwords too, can be read in the Zap and its history.';

/** The contact of a step. */
export const contact = {
  key: 'contact',
  label: 'Contact',
  dynamic: 'list_contacts',
} as const satisfies ChatwootField;

/** The conversation of a step. */
export const conversation = {
  key: 'conversation',
  label: 'Conversation',
  dynamic: 'list_conversations',
} as const satisfies ChatwootField;

/** An inbox of the account; where a step may take it as a filter or as a value. */
export const inbox = {
  key: 'inbox',
  label: 'Inbox',
  name: 'inbox_id',
  dynamic: 'list_inboxes',
} as const satisfies ChatwootField;

/** A portal of the help center, by its slug. */
export const portal = {
  key: 'portal',
  label: 'Portal',
  helpText:
    "A help center portal, or its slug: the portal's part of its address, like `acme-help`.",
  dynamic: 'list_portals',
} as const satisfies ChatwootField;

/**
 * The records of an answer whose `conversation_id` is a database row's: other steps would take it for
 * the number of another conversation.
 */
export function withoutRowIds(answer: unknown): unknown[] {
  return [answer]
    .flat()
    .filter(isRecord)
    .map((record) => omit(record, ['conversation_id']));
}
