import type { AccountContext, CallerContext } from '../auth.js';
import { forbiddenByRole, notFound } from '../rails/errors.js';
import { seesInbox } from '../inboxes/inbox_access.js';
import { toInteger } from '../rails/params.js';
import type { Conversation, Store } from '../store.js';

/**
 * The conversation of the context's account whose display id a parameter names.
 * Administrators and bots see all; agents those of their inboxes, and those of their teams.
 * @throws 404, or 401 when it exists but the agent may not see it
 */
export function findConversation(
  store: Store,
  { account, user, accountUser, params }: CallerContext,
  name = 'conversation_id',
): Conversation {
  const displayId = toInteger(params[name]);
  const conversation = store.conversations.find(
    (row) => row.account_id === account.id && row.display_id === displayId,
  );
  if (!conversation) throw notFound();
  if (!user || accountUser?.role === 'administrator') return conversation;
  const inbox = store.inboxes.find((row) => row.id === conversation.inbox_id);
  const team = store.teams.find((row) => row.id === conversation.team_id);
  const isMember = [inbox, team].some((row) => row?.member_ids.includes(user.id));
  if (!isMember) throw forbiddenByRole();
  return conversation;
}

/** The conversations lists may show the caller; being in the team isn't enough here. */
export function listedConversations(
  store: Store,
  { account, user, accountUser }: AccountContext,
): Conversation[] {
  const visible = new Set(
    store.inboxes
      .filter((inbox) => seesInbox(inbox, user, accountUser.role))
      .map((inbox) => inbox.id),
  );
  return store.conversations.filter(
    (row) => row.account_id === account.id && visible.has(row.inbox_id),
  );
}
