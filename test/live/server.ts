import { randomBytes } from 'node:crypto';
import { apiOf, type Api } from './api.js';
import { liveApp, type LiveApp } from './app.js';
import { idOf, type Row } from './check.js';
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
  let remove = (): Promise<void> => removeMarked(api, mark);
  if (place.platformToken) {
    const made = await makeAccount(api, mark, place.platformToken);
    ({ keys, accountId, remove } = made);
  } else if (!accountId) {
    const { accounts = [] } = await api.root<{ accounts?: Row[] }>('GET', '/api/v1/profile');
    if (accounts.length !== 1) throw new Error('Name the account to work in with --account.');
    accountId = idOf(accounts[0]);
  }
  const receiver = place.receiveAt
    ? await startReceiver(place.receiveAt === 'loopback' ? undefined : place.receiveAt)
    : undefined;
  const has: Record<Need, unknown> = {
    receiver,
    agent: keys.agent,
    bot: keys.bot,
    platformApp: keys.platformApp,
  };
  let count = 0;
  return {
    ...{ url, version, accountId, keys, mark, receiver, api },
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

function isAtLeast(version: string, release: string): boolean {
  const numbers = (text: string): number[] => text.split('.').map((part) => parseInt(part, 10));
  const [have, want] = [numbers(version), numbers(release)];
  const place = want.findIndex((number, index) => number !== (have[index] ?? 0));
  return place < 0 || (have[place] ?? 0) > (want[place] ?? 0);
}

/** Of an account that was there before, only what bears the run's mark goes. */
async function removeMarked(api: Api, mark: string): Promise<void> {
  const lists = ['webhooks', 'inboxes', 'labels', 'teams', 'custom_attribute_definitions'];
  const faults: unknown[] = [];
  const remove = async (path: string): Promise<void> => {
    await api.call('DELETE', path).catch((fault: unknown) => faults.push(fault));
  };
  for (const list of lists) {
    for (const row of rowsOf(await api.call<unknown>('GET', `/${list}`))) {
      if (JSON.stringify(row).includes(mark)) await remove(`/${list}/${idOf(row)}`);
    }
  }
  for (;;) {
    const found = rowsOf(await api.call<unknown>('GET', `/contacts/search?q=${mark}`));
    if (found.length === 0 || faults.length > 0) break;
    for (const row of found) await remove(`/contacts/${idOf(row)}`);
  }
  if (faults.length > 0)
    throw new Error(`Not all of ${mark} could be removed: ${String(faults[0])}`);
}

/** A list's rows, whatever it is wrapped in. */
export function rowsOf(body: unknown): Row[] {
  if (Array.isArray(body)) return body as Row[];
  const { payload } = body as { payload?: Row[] | { webhooks?: Row[] } };
  return Array.isArray(payload) ? payload : (payload?.webhooks ?? []);
}
