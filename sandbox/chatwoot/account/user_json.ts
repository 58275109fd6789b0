import { availableName } from './agent_json.js';
import { isBlank, pick } from '../rails/params.js';
import type { AccountUser, Store, User } from '../store.js';

/** What a user's own profile and the platform API both tell of a user, all but the accounts. */
export function userJson(store: Store, user: User): object {
  const [active] = membershipsOf(store, user).toSorted(
    (a, b) => (b.active_at?.getTime() ?? 0) - (a.active_at?.getTime() ?? 0),
  );
  return {
    ...pick(
      user,
      'access_token',
      'display_name',
      'email',
      'id',
      'name',
      'pubsub_token',
      'ui_settings',
    ),
    account_id: active?.account_id ?? null,
    available_name: availableName(user),
    avatar_url: '',
    confirmed: user.confirmed ?? true,
    message_signature: user.message_signature ?? null,
    provider: 'email',
    ...(!isBlank(user.custom_attributes) && { custom_attributes: user.custom_attributes }),
    role: active?.role ?? null,
    uid: user.email,
  };
}

/** A user's places in accounts. */
export function membershipsOf(store: Store, user: User): AccountUser[] {
  return store.accountUsers.filter((row) => row.user_id === user.id);
}
