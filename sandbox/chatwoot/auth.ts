import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError, forbiddenByRole, notFound, unauthorized } from './errors.js';
import { readParams, toInteger, type JsonObject } from './params.js';
import type { Account, AccountUser, Store, User } from './store.js';

/** What a route of the application API knows about its caller. */
export interface AccountContext {
  account: Account;
  user: User;
  accountUser: AccountUser;
  params: JsonObject;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** Answers with JSON, or with an empty body for `undefined`. */
export type AccountHandler = (context: AccountContext) => object | undefined;
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type AccountRoute = (
  method: Method | Method[],
  path: string,
  handler: AccountHandler,
) => void;

/** The token as the server sees it: Rack knows one name for both spellings of the header. */
export function accessToken(request: FastifyRequest): string {
  const value = request.headers['api_access_token'] ?? request.headers['api-access-token'] ?? '';
  return String(value).trim();
}

/**
 * Finds the user behind the request's token.
 * @throws 401 in the server's three wordings: no token, unknown token, token of a bot or an app
 */
export function authenticate(store: Store, request: FastifyRequest): User {
  const token = accessToken(request);
  if (token === '') {
    throw new ApiError(401, {
      errors: ['You need to sign in or sign up before continuing.'],
    });
  }
  const holds = (owner: { access_token: string }): boolean => owner.access_token === token;
  const user = store.users.find(holds);
  if (user) return user;
  if (store.agentBots.some(holds) || store.platformApps.some(holds)) {
    throw unauthorized('Access to this endpoint is not authorized for bots');
  }
  throw unauthorized('Invalid Access Token');
}

/** Makes the function that adds routes below `/api/v1/accounts/:account_id`, for members only. */
export function accountRoutes(app: FastifyInstance, store: Store): AccountRoute {
  return (method, path, handler) => {
    app.route({
      method,
      url: `/api/v1/accounts/:account_id${path}`,
      handler: (request, reply) => {
        const user = authenticate(store, request);
        const params = readParams(request);
        const account = activeAccount(store, toInteger(params['account_id']));
        const accountUser = membership(store, account, user);
        return reply.send(handler({ account, user, accountUser, params, request, reply }));
      },
    });
  };
}

function activeAccount(store: Store, id: number): Account {
  const account = store.accounts.find((row) => row.id === id);
  if (!account) throw notFound();
  if (account.status === 'suspended') throw unauthorized('Account is suspended');
  return account;
}

function membership(store: Store, account: Account, user: User): AccountUser {
  const accountUser = store.accountUsers.find(
    (row) => row.account_id === account.id && row.user_id === user.id,
  );
  if (!accountUser) throw unauthorized('You are not authorized to access this account');
  return accountUser;
}

/** @throws 401 when the caller isn't an administrator of the account */
export function requireAdministrator(context: AccountContext): void {
  if (context.accountUser.role !== 'administrator') throw forbiddenByRole();
}
