import type { ValidationErrors } from '../rails/errors.js';
import { isBlank } from '../rails/params.js';
import { checkLengths, stringLimit, textLimit } from '../rails/root_key.js';
import type { Store, User } from '../store.js';

type Checked = Pick<User, 'name' | 'display_name' | 'message_signature'> & {
  email: string | null;
  id?: number;
};

/**
 * Adds what is wrong with a user. E-mails have two rules each for blank, format and a new
 * user's uniqueness (Devise's and its token extension's), so those messages come twice.
 */
export function checkUser(store: Store, user: Checked, errors: ValidationErrors): void {
  checkLengths(errors, [
    ['name', user.name, stringLimit],
    ['display_name', user.display_name, stringLimit],
    ['email', user.email, stringLimit],
    ['message_signature', user.message_signature, textLimit],
  ]);
  const { email } = user;
  const other = store.users.find((row) => row.email === email && row.id !== user.id);
  if (isBlank(email)) errors.add('email', "can't be blank");
  const isEmail = isBlank(email) || /^[^@\s]+@[^@\s]+$/.test(email ?? '');
  if (!isEmail) errors.add('email', 'is not an email');
  if (other && user.id === undefined) errors.add('email', 'has already been taken');
  if (other) errors.add('email', 'has already been taken');
  if (!isEmail) errors.add('email', 'is invalid');
  if (isBlank(user.name)) errors.add('name', "can't be blank");
  if (isBlank(email)) errors.add('email', "can't be blank");
}
