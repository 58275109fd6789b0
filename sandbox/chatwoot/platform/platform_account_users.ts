import { invalid } from '../rails/errors.js';
import { forgetMember } from '../account/former_members.js';
import { newMember } from '../account/user_records.js';
import { permitScalars, toInteger } from '../rails/params.js';
import { permittedAccount, type PlatformRoute } from './platform_auth.js';
import { enumName } from '../rails/root_key.js';
import { roles, type AccountUser, type Store } from '../store.js';

/** Adds the memberships of the accounts a platform app made or was given. */
export function platformAccountUserRoutes(route: PlatformRoute, store: Store): void {
  const path = '/accounts/:account_id/account_users';

  route('GET', path, (context) => {
    const account = permittedAccount(store, context);
    return store.membersOf(account.id).map((row) => rowJson(store, row));
  });

  route('POST', path, (context) => {
    const account = permittedAccount(store, context);
    const { user_id, role } = permitScalars(context.params, ['user_id', 'role']);
    const userId = toInteger(user_id);
    const roleName = role === undefined ? undefined : enumName(roles, role);
    const known = store.member(account.id, userId);
    if (known) {
      const hasChanged = roleName !== undefined && roleName !== known.role;
      if (hasChanged) Object.assign(known, { role: roleName, updated_at: new Date() });
      return rowJson(store, known);
    }
    if (!store.users.some((row) => row.id === userId)) throw invalid('user', 'must exist');
    const now = new Date();
    const dates = { created_at: now, updated_at: now };
    const member = { ...newMember(account.id, userId), role: roleName ?? 'agent', ...dates };
    store.accountUsers.push(member);
    return rowJson(store, member);
  });

  route('DELETE', path, (context) => {
    const account = permittedAccount(store, context);
    const userId = toInteger(context.params['user_id']);
    const member = store.member(account.id, userId);
    if (!member) return undefined;
    store.accountUsers = store.accountUsers.filter((row) => row !== member);
    store.later(() => forgetMember(store, account.id, userId));
    return undefined;
  });
}

/** The database row as it is. */
function rowJson(store: Store, row: AccountUser): object {
  const numbered = store.accountUsers.flatMap(({ id }) => (id === undefined ? [] : [{ id }]));
  row.id ??= store.nextId('account_users', numbered);
  row.created_at ??= row.active_at ?? new Date();
  row.updated_at ??= row.created_at;
  return { ...row, inviter_id: null, custom_role_id: null, agent_capacity_policy_id: null };
}
