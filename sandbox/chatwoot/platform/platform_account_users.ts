import { ValidationErrors } from '../rails/errors.js';
import { forgetMember } from '../account/former_members.js';
import { permitScalars, toInteger } from '../rails/params.js';
import { type PlatformRoute } from './platform_auth.js';
import { permittedAccount } from './platform_auth.js';
import { enumName } from '../rails/root_key.js';
import type { Account, AccountUser, Store } from '../store.js';

const roles = ['agent', 'administrator'] as const;

/** Adds the memberships of the accounts a platform app made or was given. */
export function platformAccountUserRoutes(route: PlatformRoute, store: Store): void {
  const path = '/accounts/:account_id/account_users';

  route('GET', path, (context) => {
    const account = permittedAccount(store, context);
    return store.accountUsers
      .filter((row) => row.account_id === account.id)
      .map((row) => rowJson(store, row));
  });

  route('POST', path, (context) => {
    const account = permittedAccount(store, context);
    const { user_id, role } = permitScalars(context.params, ['user_id', 'role']);
    const userId = toInteger(user_id);
    const roleName = role === undefined ? undefined : enumName(roles, role);
    const known = find(store, account, userId);
    if (known) {
      const hasChanged = roleName !== undefined && roleName !== known.role;
      if (hasChanged) Object.assign(known, { role: roleName, updated_at: new Date() });
      return rowJson(store, known);
    }
    if (!store.users.some((row) => row.id === userId)) {
      const errors = new ValidationErrors();
      errors.add('user', 'must exist');
      throw errors.toError();
    }
    const now = new Date();
    const member: AccountUser = {
      account_id: account.id,
      user_id: userId,
      role: roleName ?? 'agent',
      active_at: null,
      availability: 'online',
      auto_offline: true,
      created_at: now,
      updated_at: now,
    };
    store.accountUsers.push(member);
    return rowJson(store, member);
  });

  route('DELETE', path, (context) => {
    const account = permittedAccount(store, context);
    const userId = toInteger(context.params['user_id']);
    const member = find(store, account, userId);
    if (!member) return undefined;
    store.accountUsers = store.accountUsers.filter((row) => row !== member);
    store.later(() => forgetMember(store, account.id, userId));
    return undefined;
  });
}

function find(store: Store, account: Account, userId: number): AccountUser | undefined {
  return store.accountUsers.find((row) => row.account_id === account.id && row.user_id === userId);
}

/** The database row as it is. */
function rowJson(store: Store, row: AccountUser): object {
  const numbered = store.accountUsers.flatMap(({ id }) => (id === undefined ? [] : [{ id }]));
  row.id ??= store.nextId('account_users', numbered);
  row.created_at ??= row.active_at ?? new Date();
  row.updated_at ??= row.created_at;
  return {
    id: row.id,
    account_id: row.account_id,
    user_id: row.user_id,
    role: row.role,
    inviter_id: null,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    active_at: row.active_at?.toISOString() ?? null,
    availability: row.availability,
    auto_offline: row.auto_offline,
    custom_role_id: null,
    agent_capacity_policy_id: null,
  };
}
