// Update Contacts on every sandbox, at its platform's real limits. Without core: see light_steps.
import type { ZObject } from 'zapier-platform-core';
import { measureRows, rowPlatforms } from '../../bench/rows.js';
import {
  keys as highlevelKeys,
  locationId,
  startHighlevelSandbox,
} from '../../sandbox/highlevel/index.js';
import { basePath, keys as vixieesKeys, startVixieesSandbox } from '../../sandbox/vixiees/index.js';
import type { RowsResult } from '../../steps/update_contacts.js';
import { systemClock } from '../../steps/rows/clock.js';
import { chatwoot } from '../conformance/harness/chatwoot.js';
import { highlevel } from '../conformance/harness/highlevel.js';
import { vixiees } from '../conformance/harness/vixiees.js';
import type { Harness, Server } from '../conformance/harness.js';
import { virtualTime } from '../helpers/fakes/virtual_time.js';
import { formOf, messageOf, runStep } from '../helpers/running/light_steps.js';
import { isThorough } from '../helpers/thorough.js';
import { emptyZ } from '../simulator/zapier/z.js';

type Row = Record<string, unknown>;

afterEach(() => jest.restoreAllMocks());

const opened: { close(): Promise<void> }[] = [];
afterEach(() => Promise.all(opened.splice(0).map((sandbox) => sandbox.close())));

describe.each<[string, Harness]>([
  ['chatwoot', chatwoot('chatwoot')],
  ['highlevel', highlevel],
  ['vixiees', vixiees],
])('on %s', (_platform, harness) => {
  const { firstName } = harness;
  let server: Server;
  let z: ZObject;
  beforeAll(async () => {
    server = await harness.start();
  });
  afterAll(() => server.close());
  beforeEach(() => {
    server.reset();
    z = emptyZ();
    virtualTime();
  });

  const emailOf = (index: number): string => `row${index}@example.com`;
  const arrive = (index: number): string =>
    server.arrive(
      { email: emailOf(index), phone: `+1202555${1000 + index}`, first_name: 'Old' },
      new Date(),
    );
  const rowsFor = (count: number): Row[] =>
    Array.from({ length: count }, (_row, index) => ({
      contact: emailOf(index),
      [firstName.input]: `New ${index}`,
    }));
  const run = async (input: Row): Promise<RowsResult> =>
    (await runStep('update_contacts', server.authData, input, z)) as RowsResult;
  const nameOf = (id: string): unknown => server.stored(id)?.[firstName.stored];

  it('does rows found in every way, and creates who is missing', async () => {
    const ids = [0, 1, 2].map(arrive);
    const [first = '', second = '', third = ''] = ids;
    const result = await run({
      if_missing: 'create',
      default_country: 'US',
      rows: [
        { contact: emailOf(0), [firstName.input]: 'A' },
        { contact: second, [firstName.input]: 'B' },
        { contact: '(202) 555-1002', find_by: 'phone', [firstName.input]: 'C' },
        { contact: 'new@example.com', [firstName.input]: 'D' },
      ],
    });
    expect(result).toMatchObject({ updated: 3, created: 1, failed: 0, finished: true });
    const made = result.rows[3]?.contact_id ?? '';
    expect([first, second, third, made].map(nameOf)).toEqual(['A', 'B', 'C', 'D']);
    expect(server.stored(made)).toMatchObject({ email: 'new@example.com' });
  });

  it('writes the others where one of a hundred is bad', async () => {
    const ids = Array.from({ length: 100 }, (_id, index) => arrive(index));
    const rows = rowsFor(100);
    rows[50] = { contact: emailOf(50), email: 'bad' };
    const result = await run({ rows });
    expect(result).toMatchObject({ updated: 99, failed: 1, not_done: 0 });
    expect(ids.map(nameOf)).toEqual(
      ids.map((_id, index) => (index === 50 ? 'Old' : `New ${index}`)),
    );
  });

  it('doubles nothing when Zapier runs the step again after a lost answer', async () => {
    const rows = ['x@example.com', 'y@example.com', 'z@example.com'].map((contact) => ({
      contact,
      [firstName.input]: 'Once',
    }));
    const input = { rows, if_missing: 'create' };
    server.loseNext();
    const first = await run(input);
    expect(first).toMatchObject({ created: 2, failed: 1 });
    const second = await run(input);
    expect(second).toMatchObject({ updated: 3, failed: 0 });
    const ids = new Set(second.rows.map(({ contact_id: id }) => id));
    expect(ids.size).toBe(3);
    const found = (await runStep('find_contact', server.authData, { email: 'x@example.com' })) as {
      length: number;
    };
    expect(found).toHaveLength(1);
  });

  it('makes one contact of two rows for a new one', async () => {
    const rows = [
      { contact: 'new@example.com', [firstName.input]: 'D' },
      { contact: 'NEW@example.com', phone: '+12025551999' },
    ];
    const result = await run({ rows, if_missing: 'create' });
    expect(result).toMatchObject({ created: 2 });
    expect(new Set(result.rows.map(({ contact_id: id }) => id)).size).toBe(1);
  });

  it('tells done rows where the key dies in the middle, and says reconnect where none was done', async () => {
    const ids = [0, 1, 2, 3].map(arrive);
    const rows = rowsFor(4);
    // One request at a time, so that the third is the third.
    const writes = rows.map((row, index) => ({ ...row, contact: ids[index], find_by: 'id' }));
    expect(await run({ rows: writes.slice(0, 1) })).toMatchObject({ updated: 1 });
    server.fail(harness.deadKey);
    const result = await run({ rows: writes });
    expect(result.updated).toBeGreaterThan(0);
    expect(result.not_done).toBeGreaterThan(0);
    expect(result.failed).toBe(0);
    expect(result.stopped_because).toMatch(/key|token/i);
    for (const [index, { outcome }] of result.rows.entries()) {
      if (outcome === 'updated') expect(nameOf(ids[index] ?? '')).toBe(`New ${index}`);
    }
    server.fail(harness.deadKey);
    expect(await messageOf(run({ rows: [writes[3]] }))).toMatch(/key|token/i);
  });

  it('has the fields of Update Contact in each row, and nothing that line items can’t have', async () => {
    const form = await formOf('update_contacts', server.authData);
    const rows = form.find(({ key }) => key === 'rows') as unknown as {
      children: Record<string, unknown>[];
    };
    const own = await formOf('update_contact', server.authData);
    const ofRow = rows.children.map(({ key }) => key);
    const forAll = ['if_missing', 'default_country'];
    const wanted = own.filter(
      ({ key, type }) => !forAll.includes(key) && !['file', 'copy'].includes(type ?? ''),
    );
    expect(ofRow).toEqual(expect.arrayContaining(wanted.map(({ key }) => key)));
    const keys = form.flatMap(({ key }) => (key === 'rows' ? ofRow : [key]));
    expect(new Set(keys).size).toBe(keys.length);
    for (const child of rows.children) {
      for (const not of ['list', 'dict', 'group', 'dynamic', 'search', 'altersDynamicFields']) {
        expect(child).not.toHaveProperty(not);
      }
    }
  });
});

it('goes on with the next run where an account may send 25 requests a minute', async () => {
  const sandbox = await startVixieesSandbox();
  opened.push(sandbox);
  const time = virtualTime();
  sandbox.store.rateLimit.licences = 1;
  const ids = Array.from(
    { length: 60 },
    (_id, index) => sandbox.store.addContact({ email: `row${index}@example.com` }).id,
  );
  const rows = ids.map((_id, index) => ({
    contact: `row${index}@example.com`,
    first_name: `N${index}`,
  }));
  const authData = {
    platform: 'vixiees',
    apiKey: vixieesKeys.account,
    baseUrl: sandbox.url + basePath,
  };
  let token = '';
  const updated: number[] = [];
  for (let runs = 0; runs < 3; runs += 1) {
    const input = { rows, continue_from: token };
    const result = (await runStep('update_contacts', authData, input)) as RowsResult;
    expect(result.failed).toBe(0);
    updated.push(result.updated);
    token = result.continue_from;
    time.pass(60_000);
  }
  expect(updated).toEqual([24, 24, 12]);
  expect(token).toMatch(/:done$/);
  const names = ids.map(
    (id) => sandbox.store.contacts.find((contact) => contact.id === id)?.first_name,
  );
  expect(names).toEqual(rows.map(({ first_name: name }) => name));
  // Those that were on their way when the limit was reached.
  expect(sandbox.requests.filter(({ status }) => status === 429).length).toBeLessThanOrEqual(8);
});

it('waits for a limit that others reached in the middle of the run, and does every row once', async () => {
  const sandbox = await startHighlevelSandbox();
  opened.push(sandbox);
  const time = virtualTime();
  const { store } = sandbox;
  const ids = Array.from(
    { length: 60 },
    (_id, index) => store.addContact({ email: `row${index}@example.com`, firstName: 'Old' }).id,
  );
  // Other Zaps of the location sent these a moment ago.
  for (let sent = 0; sent < 70; sent += 1) store.burstWindow.add();
  const rows = ids.map((contact, index) => ({ contact, first_name: `New ${index}` }));
  const authData = {
    platform: 'highlevel',
    apiKey: highlevelKeys.all,
    baseUrl: sandbox.url,
    accountId: locationId,
  };
  const result = (await runStep('update_contacts', authData, { rows })) as RowsResult;
  expect(result).toMatchObject({ updated: 60, failed: 0, not_done: 0, finished: true });
  expect(ids.map((id) => store.contacts.get(id)?.firstName)).toEqual(
    rows.map(({ first_name: name }) => name),
  );
  const statuses = sandbox.requests.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(60);
  // No more than were on their way at that moment.
  expect(statuses.filter((status) => status === 429).length).toBeLessThanOrEqual(6);
  expect(time.passed()).toBe(10_000);
});

describe('a hundred rows at the real limits', () => {
  const REQUESTS: Record<string, number> = {
    chatwoot: 107,
    highlevel: 102,
    'highlevel, with tags': 103,
    vixiees: 101,
  };

  it('take fewer requests than single runs, and provoke no refusal', async () => {
    const time = virtualTime(false);
    // The others take as long each, and are measured by `npm run thorough`.
    const platforms = isThorough ? rowPlatforms : ['highlevel, with tags'];
    const figures = await measureRows((key, authData, input) => runStep(key, authData, input), {
      wait: (milliseconds) => systemClock.wait(milliseconds),
      platforms,
    });
    expect(time.passed()).toBeGreaterThan(0);
    for (const { many, single } of figures) {
      expect(many.refused).toBe(0);
      expect(many.runs).toBe(1);
      expect(many.requests).toBeLessThan(single.requests);
    }
    expect(figures.map(({ platform, many }) => [platform, many.requests])).toEqual(
      platforms.map((platform) => [platform, REQUESTS[platform]]),
    );
  });
});
