import type { Host } from '../../http/host.js';
import { asText, isRecord } from '../../http/body.js';
import type { ErrorRule } from '../../http/error_rule.js';
import { path } from '../../http/path.js';
import { Problem, statusOf } from '../../http/problem.js';
import { request, type ApiRequest } from '../../http/request.js';
import type { Wire } from '../../http/wire.js';
import { recordIn, rowsIn } from '../toolkit/answer.js';
import { like, type Keeping, type Memory } from '../toolkit/cache.js';
import { chatwootProblems } from './problems.js';
import { isId } from './ids.js';

/** A Chatwoot server with a key: what the modules of this folder talk through. */
export interface ChatwootClient {
  host: Host;
  wire: Wire;
  memory: Memory;
  /** Both reach the same action; each vendor documents one. */
  updateMethod: 'PUT' | 'PATCH';
  /** As typed in the connection. */
  typedAccountId: string | undefined;
  /** The inbox's, where the identity of contacts is verified; as typed in the connection. */
  hmacToken: string | undefined;
  /** The number of the account to work in, found out at most once a run. @throws Problem as `openAccount` does */
  accountId(): Promise<string>;
}

/** A client with its account open: what readers of the account's answers go by. */
export interface AccountClient extends ChatwootClient {
  /** The account's number. */
  account: string;
}

/** Reads an answer of the account's API. @throws Problem when it isn't what the API promises */
export type AccountReader<Result> = (
  data: unknown,
  client: AccountClient,
) => Result | Promise<Result>;

/** An account the key's owner belongs to, from `GET /api/v1/profile`. */
export interface Account {
  id: string;
  name: string;
  role: string;
  active: boolean;
}

/** The key's owner; the secrets that the profile also holds stay in `readProfile`. */
export interface Profile {
  id: string;
  name: string;
  accounts: Account[];
}

/** What a client is made of. */
type Facts = Omit<ChatwootClient, 'accountId'>;

/** A client whose account is opened when the first request needs it. */
export function newClient(facts: Facts): ChatwootClient {
  let opened: Promise<string> | undefined;
  return {
    ...facts,
    accountId: () => {
      opened ??= findAccountId(facts).catch((failure: unknown) => {
        opened = undefined;
        throw failure;
      });
      return opened;
    },
  };
}

/**
 * The client with its account: the connection's, or the only one the key belongs to (looked up once a day).
 * @throws Problem when it isn't a number, the key belongs to several accounts, or to a bot
 */
export async function openAccount(client: ChatwootClient): Promise<AccountClient> {
  return { ...client, account: await client.accountId() };
}

/** The client for a request whose refusals mean more than the general rules say. */
export function withErrors(client: ChatwootClient, errors: readonly ErrorRule[]): ChatwootClient {
  return { ...client, wire: { ...client.wire, errors: [...errors, ...client.wire.errors] } };
}

const ACCOUNT: Keeping<string> = { version: 1, seconds: 24 * 60 * 60, shape: like('') };

/** Sends a request below the connection's account, `/api/v1/accounts/{id}`. See `request`. */
export async function accountRequest(client: ChatwootClient, call: ApiRequest): Promise<unknown>;
export async function accountRequest<Result>(
  client: ChatwootClient,
  call: ApiRequest,
  read: AccountReader<Result>,
): Promise<Result>;
export async function accountRequest(
  client: ChatwootClient,
  call: ApiRequest,
  read: AccountReader<unknown> = (data) => data,
): Promise<unknown> {
  const own = await openAccount(client);
  const asked = { ...call, path: `${path`/api/v1/accounts/${own.account}`}${call.path}` };
  const sent = request(client.host, client.wire, asked, (data) => read(data, own));
  return call.method === 'POST'
    ? sent.catch((failure: unknown) => throwOfBot(client, failure))
    : sent;
}

/**
 * Servers before 3.6 refuse a bot that answers in none of the account's inboxes in the words in which they
 * refuse a person who is no member (in POST requests alone: others are closed to bots). Who holds the key is
 * asked then.
 */
async function throwOfBot(client: ChatwootClient, failure: unknown): Promise<never> {
  const refusal = failure instanceof Problem ? failure.details.refusal : undefined;
  if (refusal && /^you are not authorized to access this account/i.test(refusal.said)) {
    const isBot = await readProfile(client).then(() => false, isForPeople);
    const { platform } = client.wire;
    if (isBot) throw chatwootProblems.botElsewhere(platform, refusal);
  }
  throw failure;
}

/** Sends a request for a report, below `/api/v2/accounts/{id}`. */
export async function reportRequest(client: ChatwootClient, call: ApiRequest): Promise<unknown> {
  const { account } = await openAccount(client);
  const base = path`/api/v2/accounts/${account}`;
  return request(client.host, client.wire, { ...call, path: `${base}${call.path}` });
}

async function findAccountId(client: Facts): Promise<string> {
  if (client.typedAccountId) return checkAccountId(client.typedAccountId);
  return client.memory.cached('account', ACCOUNT, async () => {
    const profile = await readProfile(client).catch((failure: unknown) => {
      throw isForPeople(failure) ? chatwootProblems.accountOfBot() : failure;
    });
    return chooseAccount(client, profile).id;
  });
}

/** True when the server refused a key because no person holds it: a bot's, or a platform app's. */
export function isForPeople(failure: unknown): boolean {
  return failure instanceof Problem && /for bots/i.test(failure.details.refusal?.said ?? '');
}

/**
 * True where the application API has no such route, in Rails' own words; of a record that isn't there it says
 * something else. The client and the platform API say the same of both.
 */
export function isNoRoute(failure: unknown): boolean {
  const data = failure instanceof Problem ? failure.details.refusal?.data : undefined;
  return (
    statusOf(failure) === 404 &&
    isRecord(data) &&
    data['status'] === 404 &&
    /^not found$/i.test(asText(data['error']))
  );
}

/** True for a failure of the server's own, which some have over whole parts of the API for good. */
export function isServerError(failure: unknown): boolean {
  return statusOf(failure) === 500;
}

/** What is read, or undefined where the server lets only a person's key read it. */
export async function unlessForPeople<Found>(read: Promise<Found>): Promise<Found | undefined> {
  try {
    return await read;
  } catch (failure) {
    if (isForPeople(failure)) return undefined;
    throw failure;
  }
}

/** The typed account's number, also from a pasted address. @throws Problem when there is none */
export function checkAccountId(typed: string): string {
  const id = /(?:^|\/accounts\/)(\d+)(?:$|[/?#])/.exec(typed)?.[1];
  if (!id || !isId(id)) throw chatwootProblems.accountNotNumber(typed);
  return id;
}

/**
 * The account to work in.
 * @throws Problem when the typed one isn't the key's, or none is typed and the key has several
 */
export function chooseAccount(client: Facts, profile: Profile): Account {
  const { platform } = client.wire;
  const active = profile.accounts.filter((account) => account.active);
  const [only, ...others] = active;
  if (client.typedAccountId) {
    const typed = checkAccountId(client.typedAccountId);
    const account = profile.accounts.find(({ id }) => id === typed);
    if (account && !account.active) throw chatwootProblems.suspended(account.name);
    if (account) return account;
  }
  if (!only) throw chatwootProblems.noAccount(platform);
  const names = active.map(({ id, name }) => `${id} (${name})`).join(', ');
  if (client.typedAccountId) {
    throw chatwootProblems.accountNotOwn(client.typedAccountId, names);
  }
  if (others.length > 0) throw chatwootProblems.accountNeeded(names);
  return only;
}

/** Who the key belongs to, in one request whose answer (it holds the key itself) reaches no log. */
export async function readProfile(client: Facts): Promise<Profile> {
  const data = await request(client.host, client.wire, {
    method: 'GET',
    path: '/api/v1/profile',
    secret: true,
  });
  const owner = recordIn(client.wire, data);
  return {
    id: asText(owner['id']),
    name: asText(owner['available_name']) || asText(owner['name']),
    accounts: rowsIn(client.wire, owner, { at: ['accounts'] }).map((account) => ({
      id: asText(account['id']),
      name: asText(account['name']),
      role: asText(account['role']),
      active: account['status'] === undefined || account['status'] === 'active',
    })),
  };
}
