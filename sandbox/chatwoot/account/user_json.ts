import { availableName } from './agent_json.js';
import { isBlank } from '../rails/params.js';
import type { AccountUser, Store, User } from '../store.js';

/** What a user's own profile and the platform API both tell of a user, all but the accounts. */
export function userJson(store: Store, user: User): object {
  const [active] = membershipsOf(store, user).toSorted(
    (a, b) => (b.active_at?.getTime() ?? 0) - (a.active_at?.getTime() ?? 0),
  );
  return {
    access_token: user.access_token,
    account_id: active?.account_id ?? null,
    available_name: availableName(user),
    avatar_url: '',
    confirmed: user.confirmed ?? true,
    display_name: user.display_name,
    message_signature: user.message_signature ?? null,
    email: user.email,
    id: user.id,
    name: user.name,
    provider: 'email',
    pubsub_token: user.pubsub_token,
    ...(!isBlank(user.custom_attributes) && { custom_attributes: user.custom_attributes }),
    role: active?.role ?? null,
    ui_settings: user.ui_settings,
    uid: user.email,
  };
}

/** A user's places in accounts. */
export function membershipsOf(store: Store, user: User): AccountUser[] {
  return store.accountUsers.filter((row) => row.user_id === user.id);
}
