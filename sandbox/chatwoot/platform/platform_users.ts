import { randomBytes } from 'node:crypto';
import type { ValidationErrors } from '../rails/errors.js';
import {
  isBlank,
  permitObject,
  permitScalars,
  pick,
  toText,
  type JsonObject,
} from '../rails/params.js';
import { permittedRow, type PlatformContext, type PlatformRoute } from './platform_auth.js';
import { permitTexts } from '../rails/root_key.js';
import type { Store, User } from '../store.js';
import { checkUser, newUser } from '../account/user_records.js';
import { forgetUser } from '../account/former_members.js';
import { membershipsOf, userJson } from '../account/user_json.js';

/** Adds the users a platform app made or was given. */
export function platformUserRoutes(route: PlatformRoute, store: Store): void {
  route('GET', '/users/:id', (context) => platformUserJson(store, findUser(store, context)));

  route('POST', '/users', ({ platformApp, params }) => {
    const email = sentEmail(params) ?? null;
    const known = store.users.find((row) => row.email === email);
    const user = known ?? invitedUser(store, params, email);
    if (!known) store.users.push(user);
    // Whoever sends the e-mail of a user who exists gets that user, with their token.
    if (!platformApp.user_ids.includes(user.id)) platformApp.user_ids.push(user.id);
    return platformUserJson(store, Object.assign(user, { confirmed: true }));
  });

  route(['PATCH', 'PUT'], '/users/:id', (context) => {
    const user = findUser(store, context);
    const { params } = context;
    const email = sentEmail(params);
    const texts = {
      ...permitTexts(params, ['name', 'display_name']),
      ...(email !== undefined && { email }),
    };
    checkUser(store, { ...user, ...texts }, (errors) => checkPassword(params, errors, false));
    const attributes = permitObject(params, 'custom_attributes');
    Object.assign(user, texts);
    if (attributes) user.custom_attributes = { ...user.custom_attributes, ...attributes };
    return platformUserJson(store, user);
  });

  route('DELETE', '/users/:id', (context) => {
    const user = findUser(store, context);
    store.later(() => removeUser(store, user));
    return undefined;
  });

  route('GET', '/users/:id/login', (context) => {
    const user = findUser(store, context);
    const { protocol, host } = context.request;
    const token = randomBytes(32).toString('hex');
    const email = encodeURIComponent(user.email);
    return { url: `${protocol}://${host}/app/login?email=${email}&sso_auth_token=${token}` };
  });

  route('POST', '/users/:id/token', (context) => {
    const user = findUser(store, context);
    return {
      access_token: user.access_token,
      expiry: null,
      user: pick(user, 'id', 'name', 'display_name', 'email', 'pubsub_token'),
    };
  });
}

function findUser(store: Store, { platformApp, params }: PlatformContext): User {
  return permittedRow(store.users, params['id'], platformApp.user_ids);
}

function sentEmail(params: JsonObject): string | null | undefined {
  const { email } = permitScalars(params, ['email']);
  return email === undefined ? undefined : (toText(email)?.trim().toLowerCase() ?? null);
}

/** @throws 422 when the user isn't valid; a password is needed, though nothing here uses it */
function invitedUser(store: Store, params: JsonObject, email: string | null): User {
  const { name = null, display_name = null } = permitTexts(params, ['name', 'display_name']);
  const draft = { name, display_name, email };
  checkUser(store, draft, (errors) => checkPassword(params, errors, true));
  const attributes = permitObject(params, 'custom_attributes');
  return { ...newUser(store, draft), ...(attributes && { custom_attributes: attributes }) };
}

const passwordParts = [
  ['uppercase', /\p{Lu}/u],
  ['lowercase', /\p{Ll}/u],
  ['number', /\d/],
  ['special', /[^\p{L}\d\s]/u],
] as const;

function checkPassword(params: JsonObject, errors: ValidationErrors, isRequired: boolean): void {
  const { password = null } = permitScalars(params, ['password']);
  const text = toText(password);
  if (text === null && !isRequired) return;
  if (isBlank(text)) errors.add('password', "can't be blank");
  if (text === null) return;
  if (text.length < 6) errors.add('password', 'must contain at least 6 characters');
  if (text.length > 128) errors.add('password', 'is too long (maximum is 128 characters)');
  for (const [kind, pattern] of passwordParts) {
    if (!pattern.test(text)) {
      errors.add('password', `must contain at least 1 ${kind} character`);
    }
  }
}

function removeUser(store: Store, user: User): void {
  store.users = store.users.filter((row) => row !== user);
  store.accountUsers = store.accountUsers.filter((row) => row.user_id !== user.id);
  forgetUser(user.id, [...store.teams, ...store.inboxes], store.conversations);
  for (const article of store.articles) {
    if (article.author_id === user.id) article.author_id = null;
  }
}

/** A user as their platform app sees them, with the token of the application API. */
function platformUserJson(store: Store, user: User): object {
  return {
    ...userJson(store, user),
    accounts: membershipsOf(store, user).map((row) => ({
      id: row.account_id,
      name: store.accounts.find((account) => account.id === row.account_id)?.name ?? null,
      ...pick(row, 'active_at', 'role'),
    })),
  };
}
