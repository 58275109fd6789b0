import { ValidationErrors } from '../rails/errors.js';
import { isBlank } from '../rails/params.js';
import { stringLimit, textLimit } from '../rails/root_key.js';
import type { AccountUser, Store, User } from '../store.js';
import { newToken } from '../token.js';

/** A user before its rules were checked; a new one has no id. */
export interface UserDraft {
  id?: number;
  name: string | null;
  display_name: string | null;
  email: string | null;
  message_signature?: string | null;
}

/**
 * Checks a user, with the errors of what else was sent last. E-mails have two rules each for blank, format and
 * a new user's uniqueness (Devise's and its token extension's), so those messages come twice.
 * @throws 422
 */
export function checkUser(
  store: Store,
  user: UserDraft,
  addErrors?: (errors: ValidationErrors) => void,
): void {
  const errors = new ValidationErrors();
  errors.length('name', user.name, stringLimit);
  errors.length('display_name', user.display_name, stringLimit);
  errors.length('email', user.email, stringLimit);
  errors.length('message_signature', user.message_signature, textLimit);
  const { email } = user;
  const other = store.users.find((row) => row.email === email && row.id !== user.id);
  const isEmail = isBlank(email) || /^[^@\s]+@[^@\s]+$/.test(email ?? '');
  if (!isEmail) errors.add('email', 'is invalid');
  if (!isEmail) errors.add('email', 'is not an email');
  if (other && user.id === undefined) errors.add('email', 'has already been taken');
  if (other) errors.add('email', 'has already been taken');
  errors.presence(user, 'name', 'email');
  addErrors?.(errors);
  errors.raise();
}

/** A user as it is inserted, with tokens of its own. */
export function newUser(store: Store, { name, display_name, email }: UserDraft): User {
  return {
    id: store.nextId('users', store.users),
    name: name ?? '',
    display_name,
    email: email ?? '',
    access_token: newToken(),
    pubsub_token: newToken(),
    ui_settings: {},
  };
}

/** An agent as the columns' defaults make one. */
export function newMember(accountId: number, userId: number): AccountUser {
  return {
    account_id: accountId,
    user_id: userId,
    role: 'agent',
    active_at: null,
    availability: 'online',
    auto_offline: true,
  };
}
