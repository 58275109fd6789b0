import type { Conversation, Store } from '../store.js';

/** Takes a former member out of an account's teams, inboxes and conversations. */
export function forgetMember(store: Store, accountId: number, userId: number): void {
  const isOwn = (row: { account_id: number }): boolean => row.account_id === accountId;
  const groups = [...store.teams, ...store.inboxes].filter(isOwn);
  forgetUser(userId, groups, store.conversations.filter(isOwn));
}

/** Takes a user out of teams, inboxes and conversations. */
export function forgetUser(
  userId: number,
  groups: { member_ids: number[] }[],
  conversations: Conversation[],
): void {
  for (const group of groups) group.member_ids = group.member_ids.filter((id) => id !== userId);
  for (const conversation of conversations) {
    if (conversation.assignee_id === userId) conversation.assignee_id = null;
  }
}
