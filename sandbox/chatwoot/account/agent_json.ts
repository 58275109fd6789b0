import { isBlank } from '../rails/params.js';
import type { AccountUser, Store, User } from '../store.js';

/** The name that contacts see. */
export function availableName(user: User): string {
  return user.display_name === null || user.display_name === '' ? user.name : user.display_name;
}

/** A user as a member of an account. */
export function agentJson(store: Store, user: User, accountId: number): object {
  const member = store.member(accountId, user.id);
  return {
    id: user.id,
    account_id: accountId,
    availability_status: member ? presence(user, member) : null,
    auto_offline: member?.auto_offline ?? null,
    confirmed: user.confirmed ?? true,
    email: user.email,
    ...(!isBlank(user.custom_attributes) && { custom_attributes: user.custom_attributes }),
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
