import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError, forbiddenByRole, notFound, unauthorized } from './rails/errors.js';
import { readParams, toInteger, type JsonObject } from './rails/params.js';
import type { Account, AccountUser, AgentBot, Store, User } from './store.js';

/** What a route that bots may call too knows about its caller: a member or a bot. */
export interface CallerContext {
  store: Store;
  account: Account;
  user?: User;
  accountUser?: AccountUser;
  bot?: AgentBot;
  params: JsonObject;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** What a route of the application API knows about its caller. */
export interface AccountContext extends CallerContext {
  user: User;
  accountUser: AccountUser;
}

/** Answers with JSON, with a text as it is, or with an empty body for `undefined`. */
type Handler<Context> = (context: Context) => object | string | undefined;
type Route<Context> = (method: Method | Method[], path: string, handler: Handler<Context>) => void;
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type AccountRoute = Route<AccountContext>;
/** Adds a route that an agent bot's token opens as well, `since` some release. */
export type BotRoute = (
  since: string,
  method: Method | Method[],
  path: string,
  handler: Handler<CallerContext>,
) => void;
/** For what bots were always allowed. */
export const BOTS_ALWAYS = '0';
/**
 * Since when bots may assign and prioritise as well, in their own account's inboxes too: 3.5.2 lets them set a
 * status, start a conversation and write.
 */
export const BOTS_CHANGE = '3.6.0';
/** Since when they may write custom attributes (chatwoot/chatwoot#11447), and show that they type (#13705). */
export const BOTS_WRITE_ATTRIBUTES = '4.2.0';
export const BOTS_TYPE = '4.12.0';
/** Since when bots are shown a conversation and its labels (chatwoot/chatwoot#14655). */
export const BOTS_READ = '4.15.0';

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
  const { user } = authenticateCaller(store, request);
  if (!user) throw unauthorized(closedToBots);
  return user;
}

const closedToBots = 'Access to this endpoint is not authorized for bots';

function authenticateCaller(
  store: Store,
  request: FastifyRequest,
): Pick<CallerContext, 'user' | 'bot'> {
  const token = accessToken(request);
  if (token === '') {
    throw new ApiError(401, {
      errors: ['You need to sign in or sign up before continuing.'],
    });
  }
  const holds = (owner: { access_token: string }): boolean => owner.access_token === token;
  const user = store.users.find(holds);
  if (user) return { user };
  const bot = store.agentBots.find(holds);
  if (bot) return { bot };
  if (store.platformApps.some(holds)) throw unauthorized(closedToBots);
  throw unauthorized('Invalid Access Token');
}

/** Makes the function that adds routes below `/api/v1/accounts/:account_id`, for members only. */
export function accountRoutes(
  app: FastifyInstance,
  store: Store,
  version: 'v1' | 'v2' = 'v1',
): AccountRoute {
  return (method, path, handler) => {
    app.route({
      method,
      url: `/api/${version}/accounts/:account_id${path}`,
      handler: (request, reply) => {
        const user = authenticate(store, request);
        const params = readParams(request);
        const account = activeAccount(store, toInteger(params['account_id']));
        const accountUser = membership(store, account, user);
        return reply.send(handler({ store, account, user, accountUser, params, request, reply }));
      },
    });
  };
}

/** Like `accountRoutes`, for the few routes that agent bots of the account may call too. */
export function botRoutes(app: FastifyInstance, store: Store): BotRoute {
  return (since, method, path, handler) => {
    app.route({
      method,
      url: `/api/v1/accounts/:account_id${path}`,
      handler: (request, reply) => {
        const { user, bot } = authenticateCaller(store, request);
        if (bot && !store.atLeast(since)) throw unauthorized(closedToBots);
        const params = readParams(request);
        const account = activeAccount(store, toInteger(params['account_id']));
        if (bot && !isOfAccount(store, bot, account)) {
          throw unauthorized(
            store.atLeast(BOTS_CHANGE)
              ? 'Bot is not authorized to access this account'
              : 'You are not authorized to access this account',
          );
        }
        const caller = user ? { user, accountUser: membership(store, account, user) } : { bot };
        return reply.send(handler({ store, account, ...caller, params, request, reply }));
      },
    });
  };
}

/** A bot is of the account that made it, and of those in whose inboxes it answers: of these alone in 3.5. */
function isOfAccount(store: Store, bot: AgentBot, account: Account): boolean {
  const answers = store.inboxes.some(
    (row) => row.account_id === account.id && row.agent_bot_id === bot.id,
  );
  return answers || (bot.account_id === account.id && store.atLeast(BOTS_CHANGE));
}

function activeAccount(store: Store, id: number): Account {
  const account = store.accounts.find((row) => row.id === id);
  if (!account) throw notFound();
  if (account.status === 'suspended') throw unauthorized('Account is suspended');
  return account;
}

function membership(store: Store, account: Account, user: User): AccountUser {
  const accountUser = store.member(account.id, user.id);
  if (!accountUser) throw unauthorized('You are not authorized to access this account');
  return accountUser;
}

/** @throws 401 when the caller isn't an administrator of the account */
export function requireAdministrator(context: AccountContext): void {
  if (context.accountUser.role !== 'administrator') throw forbiddenByRole();
}

/**
 * The row of the context's account whose id a parameter holds.
 * @throws 404
 */
export function accountRow<Row extends { id: number; account_id: number | null }>(
  rows: Row[],
  { account, params }: Pick<CallerContext, 'account' | 'params'>,
  name = 'id',
): Row {
  const id = toInteger(params[name]);
  const found = rows.find((row) => row.id === id && row.account_id === account.id);
  if (!found) throw notFound();
  return found;
}
