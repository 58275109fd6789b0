import { randomBytes } from 'node:crypto';
import { apiOf, type Api } from './api.js';
import { liveApp, type LiveApp } from './app.js';
import { idOf, messageOf, type Row } from './check.js';
import { makeAccount, type AccountKeys } from './account.js';
import { startReceiver, type Receiver } from './receiver.js';
import type { Need } from './scenario.js';

/** A Chatwoot with an account to try things in. */
export interface LiveServer {
  url: string;
  /** As `GET /api` tells it. */
  version: string;
  accountId: string;
  keys: AccountKeys;
  /** In the name of everything that a run makes. */
  mark: string;
  receiver: Receiver | undefined;
  app: LiveApp;
  api: Api;
  atLeast(release: string): boolean;
  has(need: Need): boolean;
  /** A text nobody has used yet, of small letters and digits. */
  fresh(): string;
  /** Paths of records that outlive the account, such as users: a scenario adds what it makes. */
  made: string[];
  /** Takes back everything that was made. */
  close(): Promise<void>;
}

/** Where to run, and as whom. */
export interface Place {
  url: string;
  platformToken?: string;
  /** An administrator's, with the account to work in. */
  token?: string;
  account?: string;
  /** What the server sees of this machine; `loopback` where it runs here; none where it sees nothing. */
  receiveAt?: string;
}

/**
 * Opens a server: with a platform app's token in an account of its own, else in the account named.
 * @throws Error where it isn't a Chatwoot, or the token doesn't fit
 */
export async function openServer(place: Place): Promise<LiveServer> {
  const url = place.url.replace(/\/+$/, '');
  const mark = `live${randomBytes(4).toString('hex')}`;
  let keys: AccountKeys = { administrator: place.token ?? '' };
  let accountId = place.account ?? '';
  const api = apiOf(
    url,
    () => accountId,
    () => keys.administrator,
  );
  const { version } = await api.root<{ version?: string }>('GET', '/api', undefined, '');
  if (!version) throw new Error(`${url} tells no version at /api: is it a Chatwoot?`);
  // Before anything is made: its port may be taken.
  const receiver = place.receiveAt
    ? await startReceiver(place.receiveAt === 'loopback' ? undefined : place.receiveAt)
    : undefined;
  let remove = (): Promise<void> => removeMarked(api, mark);
  let made: string[] = [];
  try {
    if (place.platformToken) {
      ({ keys, accountId, made, remove } = await makeAccount(api, mark, place.platformToken));
    } else {
      accountId ||= await onlyAccount(api);
    }
  } catch (fault) {
    await receiver?.close();
    throw fault;
  }
  const has: Record<Need, unknown> = {
    receiver,
    agent: keys.agent,
    bot: keys.bot,
    platformApp: keys.platformApp,
  };
  let count = 0;
  return {
    ...{ url, version, accountId, keys, mark, receiver, api, made },
    app: liveApp({ platform: 'chatwoot', apiKey: keys.administrator, baseUrl: url, accountId }),
    atLeast: (release) => isAtLeast(version, release),
    has: (need) => Boolean(has[need]),
    fresh: () => `${mark}n${(count += 1)}`,
    close: async () => {
      try {
        await remove();
      } finally {
        await receiver?.close();
      }
    },
  };
}

/** @throws Error where the key reaches several accounts, or none */
async function onlyAccount(api: Api): Promise<string> {
  const { accounts = [] } = await api.root<{ accounts?: Row[] }>('GET', '/api/v1/profile');
  if (accounts.length !== 1) throw new Error('Name the account to work in with --account.');
  return idOf(accounts[0]);
}

function isAtLeast(version: string, release: string): boolean {
  const numbers = (text: string): number[] => text.split('.').map((part) => parseInt(part, 10));
  const [have, want] = [numbers(version), numbers(release)];
  const place = want.findIndex((number, index) => number !== (have[index] ?? 0));
  return place < 0 || (have[place] ?? 0) > (want[place] ?? 0);
}

/** Of an account that was there before, only what bears the run's mark goes. */
async function removeMarked(api: Api, mark: string): Promise<void> {
  const lists = [
    'webhooks',
    'inboxes',
    'labels',
    'teams',
    'custom_attribute_definitions',
    'portals',
  ];
  const faults: unknown[] = [];
  const remove = async (path: string): Promise<void> => {
    await api.call('DELETE', path).catch((fault: unknown) => faults.push(fault));
  };
  for (const list of lists) {
    const rows = await api.call<unknown>('GET', `/${list}`).catch((fault: unknown) => {
      faults.push(fault);
      return [];
    });
    for (const row of rowsOf(rows)) {
      if (!JSON.stringify(row).includes(mark)) continue;
      await remove(`/${list}/${list === 'portals' ? String(row['slug']) : idOf(row)}`);
    }
  }
  const before = faults.length;
  for (;;) {
    const found = await markedContacts(api, mark);
    if (found.length === 0 || faults.length > before) break;
    for (const row of found) await remove(`/contacts/${idOf(row)}`);
  }
  if (faults.length > 0)
    throw new Error(`Not all of ${mark} could be removed: ${messageOf(faults[0])}`);
}

/** By a filter: of searches there may be none left for the rest of the minute. */
async function markedContacts(api: Api, mark: string): Promise<Row[]> {
  const payload = ['name', 'email'].map((attribute_key, index, { length }) => ({
    ...{ attribute_key, filter_operator: 'contains', values: [mark] },
    query_operator: index < length - 1 ? 'or' : null,
  }));
  return rowsOf(await api.call<unknown>('POST', '/contacts/filter', { payload }));
}

/** A list's rows, whatever it is wrapped in. */
export function rowsOf(body: unknown): Row[] {
  if (Array.isArray(body)) return body as Row[];
  const { payload } = body as { payload?: Row[] | { webhooks?: Row[] } };
  return Array.isArray(payload) ? payload : (payload?.webhooks ?? []);
}
