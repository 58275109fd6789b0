import { accountRow, type CallerContext } from '../auth.js';
import { forbiddenByRole } from '../rails/errors.js';
import type { Inbox, Role, Store, User } from '../store.js';

/** Whether a user may see an inbox: administrators all, agents their own. */
export function seesInbox(inbox: Inbox, user: User, role: Role): boolean {
  return role === 'administrator' || inbox.member_ids.includes(user.id);
}

/** @throws 401 for an inbox the agent isn't in; bots see all */
export function checkInbox({ user, accountUser }: CallerContext, inbox: Inbox): void {
  if (user && accountUser && !seesInbox(inbox, user, accountUser.role)) throw forbiddenByRole();
}

/**
 * The inbox of the context's account that a parameter names.
 * @throws 404, or 401 when it exists but the agent isn't a member
 */
export function findVisibleInbox(store: Store, context: CallerContext, name = 'inbox_id'): Inbox {
  const inbox = accountRow(store.inboxes, context, name);
  checkInbox(context, inbox);
  return inbox;
}
