import type { FastifyInstance, FastifyRequest } from 'fastify';
import { authenticate } from '../auth.js';
import { notFound, serverError, unprocessable } from '../rails/errors.js';
import {
  isBlank,
  permitObject,
  permitScalars,
  readParams,
  toBoolean,
  toInteger,
  type JsonObject,
} from '../rails/params.js';
import { profileJson } from './profile.js';
import { enumName, permitTexts, requireRoot } from '../rails/root_key.js';
import { availabilities, type AccountUser, type Store, type User } from '../store.js';
import { checkUser } from './user_records.js';

/** Adds what users change about themselves; the values are bare or below `profile`. */
export function profileChangeRoutes(app: FastifyInstance, store: Store): void {
  app.route({
    method: ['PUT', 'PATCH'],
    url: '/api/v1/profile',
    handler: (request, reply) => {
      const { user, root } = readChange(store, request);
      updateUser(store, user, root);
      return reply.send(profileJson(store, user));
    },
  });

  app.post('/api/v1/profile/availability', (request) => {
    const { user, root } = readChange(store, request);
    const member = findMembership(store, user, root);
    const { availability = null } = permitScalars(root, ['availability']);
    member.availability = enumName(availabilities, availability);
    return profileJson(store, user);
  });

  app.post('/api/v1/profile/auto_offline', (request) => {
    const { user, root } = readChange(store, request);
    const member = findMembership(store, user, root);
    const { auto_offline: isOffline = null } = permitScalars(root, ['auto_offline']);
    const value = toBoolean(isOffline ?? false);
    if (value === null) throw serverError();
    member.auto_offline = value;
    return profileJson(store, user);
  });
}

function readChange(store: Store, request: FastifyRequest): { user: User; root: JsonObject } {
  const user = authenticate(store, request);
  return { user, root: requireRoot({ params: readParams(request), request }, 'profile') };
}

/** @throws 404 when the user isn't a member of that account */
function findMembership(store: Store, user: User, root: JsonObject): AccountUser {
  const member = store.member(toInteger(root['account_id']), user.id);
  if (!member) throw notFound();
  return member;
}

/**
 * Changes a user. A new e-mail waits for a confirmation that never comes here.
 * @throws 422 when it isn't valid, or for any password: nobody knows the current one; 500 for
 * `account_id`, which the server permits but can't assign
 */
function updateUser(store: Store, user: User, root: JsonObject): void {
  const { password, account_id: accountId } = permitScalars(root, ['password', 'account_id']);
  if (!isBlank(password)) throw unprocessable('Invalid current password');
  if (accountId !== undefined) throw serverError();
  const texts = permitTexts(root, ['name', 'display_name', 'message_signature', 'email']);
  const { email: sentEmail, name: sentName, ...others } = texts;
  const email = sentEmail === undefined ? user.email : (sentEmail?.toLowerCase().trim() ?? null);
  const name = sentName === undefined ? user.name : (sentName ?? '');
  const settings = permitObject(root, 'ui_settings');
  const { phone_number: phone } = permitScalars(root, ['phone_number']);
  const next: User = {
    ...user,
    ...others,
    name,
    ...(settings && { ui_settings: settings }),
    ...(phone !== undefined &&
      store.atLeast('3.6.0') && {
        custom_attributes: { ...user.custom_attributes, phone_number: phone },
      }),
  };
  checkUser(store, { ...next, email });
  Object.assign(user, next);
}
