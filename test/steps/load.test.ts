// Many Zaps on one connection, against each platform's own limit: nothing is lost, and nothing done twice.
import type { ZObject } from 'zapier-platform-core';
import type { Brand } from '../../brands/brand.js';
import { brand as highlevelBrand } from '../../brands/highlevel.js';
import { brand as vixieesBrand } from '../../brands/vixiees.js';
import {
  connectedSteps,
  requestsOf,
  reseed,
  runConnected,
  type ConnectedStep,
} from '../helpers/running/every_step.js';
import { everySandbox, sandboxOf, type Side } from '../helpers/sandbox/every_sandbox.js';
import { randomOf } from '../simulator/zapier/random.js';
import { fakeDate, sharedZ, work, type Job } from '../helpers/running/zapier_load.js';
import { isThorough } from '../helpers/thorough.js';
import { noWaits } from '../helpers/no_waits.js';

noWaits();

everySandbox();
fakeDate();
// The spread of waits, the same in every run of the test.
beforeEach(() => {
  const random = randomOf(7);
  jest.spyOn(Math, 'random').mockImplementation(() => random.next());
});
afterEach(() => jest.restoreAllMocks());

let steps: ConnectedStep[];
beforeAll(async () => {
  steps = await connectedSteps();
});

function stepOf(key: string, side: Side): ConnectedStep {
  const step = steps.find((one) => one.key === key && one.side === side);
  if (!step) throw new Error(`there is no ${key} on ${side}`);
  return step;
}

/** All platforms' limits as they are by their documents. */
function begin(side: Side): void {
  reseed(side);
  const { store } = sandboxOf(side);
  if ('rateLimit' in store && 'max' in store.rateLimit) store.rateLimit.max = 100;
}

const refusals = (side: Side): number =>
  requestsOf(side).filter(({ status }) => status === 429).length;

const figures: object[] = [];

/** How a platform calls a contact's name. */
const NAMES: Record<Side, string> = {
  chatwoot: 'name',
  highlevel: 'first_name',
  vixiees: 'first_name',
};

function contactsIn(side: Side): { email?: string | null }[] {
  const { contacts } = sandboxOf(side).store;
  return contacts instanceof Map ? [...contacts.values()] : contacts;
}

/** A hundred Zaps that each write a contact of their own. */
function hundredWriters(side: Side): { emails: string[]; jobs: Job[] } {
  const step = stepOf('update_contact', side);
  const emails = Array.from({ length: 100 }, (_, index) => `load${String(index)}@example.com`);
  const jobs = emails.map((email): Job => {
    const labels = side === 'vixiees' ? {} : { add_labels: ['lead'] };
    const input = {
      contact: email,
      find_by: 'email',
      if_missing: 'create',
      [NAMES[side]]: 'Ann',
      ...labels,
    };
    return { at: Date.now(), run: (z) => runConnected(step, input, z), lock: email };
  });
  return { emails, jobs };
}

describe('a hundred Zaps that start at the same moment', () => {
  it.each<[Side, Brand | undefined]>([
    ['chatwoot', undefined],
    ['highlevel', undefined],
    ['highlevel', highlevelBrand],
    // Its limits are the lowest: each of the hundred is sent again and again.
    ...(isThorough ? ([['vixiees', undefined]] as [Side, undefined][]) : []),
    ['vixiees', vixieesBrand],
  ])('each write their contact once on %s', async (side, brand) => {
    begin(side);
    const before = contactsIn(side).length;
    const { emails, jobs } = hundredWriters(side);
    const report = await work(jobs, sharedZ(), brand?.throttle);
    expect(report).toMatchObject({ done: 100, failed: [] });
    expect(contactsIn(side)).toHaveLength(before + 100);
    const held = contactsIn(side).map(({ email }) => email);
    for (const email of emails) expect(held.filter((one) => one === email)).toHaveLength(1);
    // Zapier's own throttle holds them before the platform refuses them.
    if (brand) expect(refusals(side)).toBe(0);
    figures.push({ side, throttle: brand !== undefined, ...report, refused: refusals(side) });
  });

  afterAll(() => {
    // For docs/reliability.md.
    if (process.env['FIGURES']) console.info(JSON.stringify(figures, null, 1));
  });
});

describe('ten Zaps that write one contact’s labels at the same moment', () => {
  it.each<[Side, string]>([
    ['chatwoot', '1'],
    ['highlevel', 'contact0000000000001'],
  ])('all leave theirs on %s, one after another', async (side, contact) => {
    begin(side);
    const step = stepOf('add_contact_labels', side);
    const labels = Array.from({ length: 10 }, (_, index) => `label${String(index)}`);
    const jobs = labels.map((label): Job => {
      const input = { contact, add_labels: [label] };
      return { at: Date.now(), run: (z) => runConnected(step, input, z), lock: contact };
    });
    expect(await work(jobs, sharedZ())).toMatchObject({ done: 10, failed: [] });
    const { store } = sandboxOf(side);
    const text = JSON.stringify(
      store.contacts instanceof Map
        ? store.contacts.get(contact)
        : store.contacts.find(({ id }) => String(id) === contact),
    );
    for (const label of labels) expect(text).toContain(`"${label}"`);
  });
});

describe('five Zaps that poll while ten write', () => {
  it.each<Side>(['chatwoot', 'highlevel', 'vixiees'])(
    'each get every new contact of %s once',
    async (side) => {
      begin(side);
      const create = stepOf('create_contact', side);
      const poll = stepOf('new_contact', side);
      const z = sharedZ();
      const zaps = Array.from({ length: 5 }, () => new Map<string, number>());
      const pollAll = async (at: number): Promise<void> => {
        const jobs = zaps.map((seen): Job => {
          const read = async (own: ZObject): Promise<void> => {
            const rows = (await runConnected(poll, {}, own)) as { id: string }[];
            // Zapier passes on what it has not seen, however often it comes.
            for (const { id } of rows) seen.set(id, (seen.get(id) ?? 0) + 1);
          };
          return { at, run: read };
        });
        expect(await work(jobs, z)).toMatchObject({ failed: [] });
      };
      await pollAll(Date.now());
      const old = zaps.map((seen) => new Set(seen.keys()));
      const rounds = isThorough ? 5 : 2;
      for (let round = 0; round < rounds; round += 1) {
        const at = Date.now() + 60_000;
        const jobs = Array.from({ length: 10 }, (_, index): Job => {
          const email = `new${String(round)}-${String(index)}@example.com`;
          const input = { email, [NAMES[side]]: 'Ann' };
          return { at, run: (own) => runConnected(create, input, own) };
        });
        expect(await work(jobs, z)).toMatchObject({ done: 10, failed: [] });
        await pollAll(Date.now() + 60_000);
      }
      zaps.forEach((seen, index) => {
        expect([...seen.keys()].filter((id) => !old[index]?.has(id))).toHaveLength(10 * rounds);
      });
    },
  );
});
