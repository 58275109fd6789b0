import type { Store } from '../store.js';

/** Takes a former member out of an account's teams, inboxes and conversations. */
export function forgetMember(store: Store, accountId: number, userId: number): void {
  for (const row of [...store.teams, ...store.inboxes]) {
    if (row.account_id !== accountId) continue;
    row.member_ids = row.member_ids.filter((id) => id !== userId);
  }
  for (const conversation of store.conversations) {
    if (conversation.account_id !== accountId || conversation.assignee_id !== userId) continue;
    conversation.assignee_id = null;
  }
}
