import type { JsonObject } from './params.js';
import type { AccountUser, Inbox, Role, Store, User } from './store.js';

/** Whether a user may see an inbox: administrators all, agents their own. */
export function seesInbox(inbox: Inbox, user: User, role: Role): boolean {
  return role === 'administrator' || inbox.member_ids.includes(user.id);
}

/** The name that contacts see. */
export function availableName(user: User): string {
  return user.display_name === null || user.display_name === '' ? user.name : user.display_name;
}

/** A user as a member of an account. */
export function agentJson(store: Store, user: User, accountId: number): object {
  const member = store.accountUsers.find(
    (row) => row.account_id === accountId && row.user_id === user.id,
  );
  return {
    id: user.id,
    account_id: accountId,
    availability_status: member ? presence(user, member) : null,
    auto_offline: member?.auto_offline ?? null,
    confirmed: user.confirmed ?? true,
    email: user.email,
    provider: 'email',
    available_name: availableName(user),
    name: user.name,
    role: member?.role ?? null,
    thumbnail: '',
  };
}

/** Everyone counts as present but who never signed in; those are offline unless they say not. */
function presence(user: User, member: AccountUser): AccountUser['availability'] {
  return user.confirmed === false && member.auto_offline ? 'offline' : member.availability;
}

/** The working hours a new inbox has: weekdays from nine to five. */
export function weeklySchedule(): JsonObject[] {
  return [0, 1, 2, 3, 4, 5, 6].map((day) => {
    const isWeekday = day > 0 && day < 6;
    return {
      day_of_week: day,
      closed_all_day: !isWeekday,
      open_hour: isWeekday ? 9 : null,
      open_minutes: isWeekday ? 0 : null,
      close_hour: isWeekday ? 17 : null,
      close_minutes: isWeekday ? 0 : null,
      open_all_day: false,
    };
  });
}
