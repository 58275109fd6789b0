import { agentJson } from './agent_json.js';
import { requireAdministrator, type AccountContext, type AccountRoute } from '../auth.js';
import { invalid, notFound, serverError } from '../rails/errors.js';
import { forgetMember } from './former_members.js';
import {
  isBlank,
  permitScalars,
  toBoolean,
  toInteger,
  toText,
  type JsonObject,
} from '../rails/params.js';
import { enumName, permitTexts, requireRoot } from '../rails/root_key.js';
import { availabilities, roles, type AccountUser, type Store, type User } from '../store.js';
import { checkUser, newMember, newUser } from './user_records.js';

/** Adds the members of the account, administrators included; only those change them. */
export function agentRoutes(route: AccountRoute, store: Store): void {
  route('GET', '/agents', ({ account }) => {
    return store.users
      .filter((user) => store.member(account.id, user.id))
      .toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))
      .map((user) => agentJson(store, user, account.id));
  });

  route('POST', '/agents', (context) => {
    requireAdministrator(context);
    const { account } = context;
    const root = requireRoot(context, 'agent');
    const values = memberValues(root);
    const invited = findOrBuildUser(store, root);
    if (store.member(account.id, invited.id)) {
      throw invalid('user_id', 'has already been taken');
    }
    if (!store.users.includes(invited)) store.users.push(invited);
    store.accountUsers.push({ ...newMember(account.id, invited.id), ...values });
    return agentJson(store, invited, account.id);
  });

  route(['PUT', 'PATCH'], '/agents/:id', (context) => {
    const { user, member } = findAgent(store, context);
    const root = requireRoot(context, 'agent');
    const name = permitTexts(root, ['name']).name ?? user.name;
    checkUser(store, { ...user, name });
    const values = memberValues(root);
    user.name = name;
    Object.assign(member, values);
    return agentJson(store, user, context.account.id);
  });

  route('DELETE', '/agents/:id', (context) => {
    const { user, member } = findAgent(store, context);
    store.accountUsers = store.accountUsers.filter((row) => row !== member);
    store.later(() => {
      forgetMember(store, member.account_id, user.id);
      removeIfNobodys(store, user);
    });
    return undefined;
  });
}

/**
 * The member that an administrator asks for.
 * @throws 404, then 401 for agents
 */
function findAgent(store: Store, context: AccountContext): { user: User; member: AccountUser } {
  const id = toInteger(context.params['id']);
  const user = store.users.find((row) => row.id === id);
  const member = store.member(context.account.id, id);
  if (!user || !member) throw notFound();
  requireAdministrator(context);
  return { user, member };
}

/**
 * The membership's values that were sent; nulls count as not sent.
 * @throws 500 for a role or an availability that doesn't exist
 */
function memberValues(root: JsonObject): Partial<AccountUser> {
  const sent = permitScalars(root, ['role', 'availability', 'auto_offline']);
  const { role = null, availability = null, auto_offline: offline = null } = sent;
  const autoOffline = offline === null ? undefined : toBoolean(offline);
  if (autoOffline === null) throw serverError();
  return {
    ...(role !== null && { role: enumName(roles, role) }),
    ...(availability !== null && { availability: enumName(availabilities, availability) }),
    ...(autoOffline !== undefined && { auto_offline: autoOffline }),
  };
}

/**
 * The user with that e-mail, whatever account they are of, or a new one that still has to
 * follow the link in the invitation.
 * @throws 422 when the new user isn't valid, 500 without name and e-mail
 */
function findOrBuildUser(store: Store, root: JsonObject): User {
  const sent = permitScalars(root, ['email', 'name']);
  const email = toText(sent.email ?? null)?.toLowerCase() ?? null;
  const known = store.users.find((row) => row.email === email);
  if (known) return known;
  const sentName = toText(sent.name ?? null);
  if (email === null && isBlank(sentName)) throw serverError();
  if (isBlank(sentName) && !store.atLeast('3.6.0')) {
    throw invalid('name', "can't be blank");
  }
  const name = sentName === null || isBlank(sentName) ? (email?.split('@')[0] ?? '') : sentName;
  const user = { name, display_name: null, email: email?.trim() ?? null };
  checkUser(store, user);
  return { ...newUser(store, user), confirmed: false };
}

/** Removes a user with what is theirs alone, once no account has them. */
function removeIfNobodys(store: Store, user: User): void {
  if (store.accountUsers.some((row) => row.user_id === user.id)) return;
  store.users = store.users.filter((row) => row !== user);
  store.customFilters = store.customFilters.filter((row) => row.user_id !== user.id);
}
