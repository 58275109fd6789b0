// What polls of New Contact cost in accounts of many sizes, on each sandbox: `polls.ts <index.js> <records,records>`.
import { connect, createServer, type AddressInfo } from 'node:net';
import { keys as chatwootKeys, startChatwootSandbox } from '../../sandbox/chatwoot/index.js';
import {
  keys as highlevelKeys,
  locationId,
  startHighlevelSandbox,
} from '../../sandbox/highlevel/index.js';
import { basePath, keys as vixieesKeys, startVixieesSandbox } from '../../sandbox/vixiees/index.js';
import { answer } from '../apart.js';
import { loadApp, type RunMethod } from '../core.js';
import type { PollFigure } from '../polls.js';

const POLL = 'triggers.new_contact.operation.perform';
const DAY = 86_400_000;
const NEW = 300;

/** An account of so many contacts, the last of them a day old. */
interface Account {
  platform: string;
  url: string;
  authData: Record<string, string>;
  /** The most that its API gives on a page. */
  page: number;
  sandbox: { requests: unknown[]; close(): Promise<void> };
  add: (at: Date, number: number) => void;
}

const OPEN: (() => Promise<Account>)[] = [
  async () => {
    const sandbox = await startChatwootSandbox();
    const authData = { apiKey: chatwootKeys.administrator, accountId: '1' };
    return {
      ...{ platform: 'chatwoot', sandbox, url: sandbox.url, authData, page: 15 },
      add: (at, number) =>
        void sandbox.store.addContact(1, {
          // The sandbox looks for the next free ID among all: of 100,000 that takes minutes.
          id: 1000 + number,
          name: `N ${number}`,
          email: `n${number}@a.org`,
          created_at: at,
        }),
    };
  },
  async () => {
    const sandbox = await startVixieesSandbox();
    const authData = { apiKey: vixieesKeys.account };
    return {
      ...{ platform: 'vixiees', sandbox, url: sandbox.url + basePath, authData, page: 1000 },
      add: (at, number) =>
        void sandbox.store.addContact({ first_name: `N ${number}`, created_at: at.toISOString() }),
    };
  },
  async () => {
    const sandbox = await startHighlevelSandbox();
    sandbox.store.searchLagMs = 0;
    const authData = { apiKey: highlevelKeys.all, accountId: locationId };
    return {
      ...{ platform: 'highlevel', sandbox, url: sandbox.url, authData, page: 100 },
      add: (at, number) =>
        void sandbox.store.addContact({ firstName: `N ${number}`, dateAdded: at.toISOString() }),
    };
  },
];

const [, , file = '', sizes = ''] = process.argv;
const { run } = await loadApp(file);
const figures: PollFigure[] = [];
for (const open of OPEN) {
  for (const records of sizes.split(',').map(Number)) {
    figures.push(await measure(await open(), records, run));
  }
}
answer(figures);

async function measure(
  account: Account,
  records: number,
  runMethod: RunMethod,
): Promise<PollFigure> {
  const { platform, sandbox, url, page, add } = account;
  const { requests } = sandbox;
  const now = Date.now();
  for (let number = 0; number < records; number += 1) {
    add(new Date(now - DAY - (records - number) * 1000), number);
  }
  const wire = await countingBytes(Number(new URL(url).port));
  const baseUrl = url.replace(/:\d+/, `:${String(wire.port)}`);
  const poll = { authData: { ...account.authData, platform, baseUrl }, inputData: {}, memory: {} };
  const counted = async (): Promise<{ requests: number; bytes: number; given: number }> => {
    const [requestsBefore, bytesBefore] = [requests.length, wire.bytes()];
    const given = (await runMethod(POLL, poll)) as unknown[];
    const bytes = wire.bytes() - bytesBefore;
    return { requests: requests.length - requestsBefore, bytes, given: given.length };
  };
  await runMethod(POLL, { ...poll, meta: { isPopulatingDedupe: true } });
  // Once more, so that what is remembered for a day is.
  await runMethod(POLL, poll);
  const idle = await counted();
  for (let number = 0; number < NEW; number += 1) {
    add(new Date(now - (NEW - number) * 1000), records + number);
  }
  const busy = await counted();
  await sandbox.close();
  wire.close();
  // One record that was there before has to be seen, else more may be new.
  return { platform, records, idle, busy, leastPages: Math.ceil((NEW + 1) / page) };
}

/** A way to a port of this machine that counts what comes back. */
async function countingBytes(
  target: number,
): Promise<{ port: number; bytes: () => number; close: () => void }> {
  let bytes = 0;
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    upstream.on('data', (chunk) => (bytes += chunk.length));
    for (const socket of [client, upstream]) {
      socket.on('error', () => {
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { port, bytes: () => bytes, close: () => server.close() };
}
