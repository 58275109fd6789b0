// What a hundred rows cost in one run of Update Contacts, and in a hundred runs of Update Contact one after
// another, on each sandbox with its platform's own limits in force.
import { setTimeout as sleep } from 'node:timers/promises';
import { keys as chatwootKeys, seeded, startChatwootSandbox } from '../sandbox/chatwoot/index.js';
import {
  keys as highlevelKeys,
  locationId,
  startHighlevelSandbox,
} from '../sandbox/highlevel/index.js';
import type { Sandbox } from '../sandbox/server.js';
import { basePath, keys as vixieesKeys, startVixieesSandbox } from '../sandbox/vixiees/index.js';

type Row = Record<string, unknown>;

/** Runs a step on a connection, as Zapier would. @throws what the step throws */
export type RunStep = (
  key: string,
  authData: Record<string, string>,
  input: Row,
) => Promise<unknown>;

/** What one way of doing all rows took. */
export interface Cost {
  requests: number;
  /** Runs of a step, those that Zapier repeats after a limit among them. */
  runs: number;
  /** Requests that the platform refused for its limit. */
  refused: number;
  seconds: number;
}

/** What the rows cost on a platform. */
export interface RowsFigure {
  platform: string;
  rows: number;
  many: Cost;
  single: Cost;
}

export interface RowsOptions {
  /** 100 unless told. */
  rows?: number;
  /** All unless told. */
  platforms?: readonly string[];
  /** How late every answer comes: on loopback nothing is far away. */
  latencyMs?: number;
  /** Lets time pass between a run that a limit stopped and the next. */
  wait?: (milliseconds: number) => Promise<unknown>;
}

/** A sandbox with people in it. */
interface Place {
  authData: Record<string, string>;
  /** As a platform's form calls a first name. */
  nameField: string;
  /** What each row asks for besides a name. */
  more?: Row;
  requests: { status: number }[];
  /** Makes every answer come so much later. */
  slow(milliseconds: number): void;
  /** Until the platform's limit has passed, in milliseconds. */
  windowMs: number;
  /** Puts somebody into the account. */
  add(email: string): void;
  close(): Promise<void>;
}

const PLACES: Record<string, () => Promise<Place>> = {
  chatwoot: async () => {
    const sandbox = await startChatwootSandbox();
    const { acme } = seeded.accounts;
    return {
      authData: {
        platform: 'chatwoot',
        apiKey: chatwootKeys.administrator,
        baseUrl: sandbox.url,
        accountId: String(acme),
      },
      nameField: 'name',
      requests: sandbox.requests,
      slow: (milliseconds) => slow(sandbox, milliseconds),
      windowMs: 60_000,
      add: (email) => void sandbox.store.addContact(acme, { email, name: 'Old' }),
      close: () => sandbox.close(),
    };
  },
  highlevel: openHighlevel,
  'highlevel, with tags': async () => ({ ...(await openHighlevel()), more: { add_labels: 'vip' } }),
  vixiees: async () => {
    const sandbox = await startVixieesSandbox();
    return {
      authData: {
        platform: 'vixiees',
        apiKey: vixieesKeys.account,
        baseUrl: sandbox.url + basePath,
      },
      nameField: 'first_name',
      requests: sandbox.requests,
      slow: (milliseconds) => slow(sandbox, milliseconds),
      windowMs: 60_000,
      add: (email) => void sandbox.store.addContact({ email, first_name: 'Old' }),
      close: () => sandbox.close(),
    };
  },
};

async function openHighlevel(): Promise<Place> {
  const sandbox = await startHighlevelSandbox();
  return {
    authData: {
      platform: 'highlevel',
      apiKey: highlevelKeys.all,
      baseUrl: sandbox.url,
      accountId: locationId,
    },
    nameField: 'first_name',
    requests: sandbox.requests,
    slow: (milliseconds) => slow(sandbox, milliseconds),
    windowMs: 10_000,
    add: (email) => void sandbox.store.addContact({ email, firstName: 'Old' }),
    close: () => sandbox.close(),
  };
}
/** Where rows can be measured. */
export const rowPlatforms = Object.keys(PLACES);

function slow(sandbox: Sandbox, milliseconds: number): void {
  sandbox.fail({ until: () => sleep(milliseconds), times: Infinity });
}

/** So few that no platform refuses one of both ways. */
const WARMING_ROWS = 10;

/** Does rows by email in both ways, on one platform after another. */
export async function measureRows(
  run: RunStep,
  { rows = 100, platforms = rowPlatforms, latencyMs = 0, wait = sleep }: RowsOptions = {},
): Promise<RowsFigure[]> {
  const figures: RowsFigure[] = [];
  for (const [platform, open] of Object.entries(PLACES)) {
    if (!platforms.includes(platform)) continue;
    // On a server of its own, whose limit is another: the way that comes first would pay for all that loads late.
    await inBothWays(await open(), WARMING_ROWS, { run, wait: () => Promise.resolve() });
    const place = await open();
    if (latencyMs > 0) place.slow(latencyMs);
    figures.push({ platform, rows, ...(await inBothWays(place, rows, { run, wait })) });
  }
  return figures;
}

/** Does so many rows by email in one run, and then in runs of their own, and closes the place. */
async function inBothWays(
  place: Place,
  rows: number,
  { run, wait }: { run: RunStep; wait: (milliseconds: number) => Promise<unknown> },
): Promise<Pick<RowsFigure, 'many' | 'single'>> {
  const emails = Array.from({ length: rows }, (_row, index) => `row${index}@example.com`);
  for (const email of emails) place.add(email);
  const rowFor = (email: string, name: string): Row => ({
    contact: email,
    [place.nameField]: name,
    ...place.more,
  });
  const many = await cost(place, () =>
    runMany(
      run,
      place,
      emails.map((email) => rowFor(email, 'Many')),
      wait,
    ),
  );
  // The limit's window is over, so that each way has its own; few need none.
  if (rows > WARMING_ROWS) await wait(place.windowMs);
  const single = await cost(place, async () => {
    let runs = 0;
    for (const email of emails) runs += await runSingle(run, place, rowFor(email, 'One'), wait);
    return runs;
  });
  await place.close();
  return { many, single };
}

async function cost({ requests }: Place, work: () => Promise<number>): Promise<Cost> {
  requests.length = 0;
  const start = Date.now();
  const runs = await work();
  return {
    requests: requests.length,
    runs,
    refused: requests.filter(({ status }) => status === 429).length,
    seconds: (Date.now() - start) / 1000,
  };
}

/** One run after another until nothing is left. @returns how many */
async function runMany(
  run: RunStep,
  { authData, windowMs }: Place,
  rows: readonly Row[],
  wait: (milliseconds: number) => Promise<unknown>,
): Promise<number> {
  let token = '';
  for (let runs = 1; ; runs += 1) {
    const input = { rows, continue_from: token };
    const result = (await run('update_contacts', authData, input)) as {
      finished: boolean;
      failed: number;
      continue_from: string;
    };
    if (result.failed > 0) throw new Error(`Rows failed: ${JSON.stringify(result)}`);
    if (result.finished) return runs;
    token = result.continue_from;
    await wait(windowMs);
  }
}

/** Update Contact, again after a limit as Zapier does. @returns the number of runs */
async function runSingle(
  run: RunStep,
  { authData, windowMs, requests }: Place,
  input: Row,
  wait: (milliseconds: number) => Promise<unknown>,
): Promise<number> {
  for (let runs = 1; ; runs += 1) {
    try {
      await run('update_contact', authData, input);
      return runs;
    } catch (failure) {
      if (requests.at(-1)?.status !== 429) throw failure;
      await wait(windowMs);
    }
  }
}
