import { readConnection } from '../../../steps/connection.js';
import type { Contact } from '../../../objects/contact.js';
import type { ChangedContacts } from '../../../platforms/contract/contacts.js';
import type { FeedRequest } from '../../../platforms/contract/feed.js';
import { memoryOf, type Memory } from '../../../platforms/toolkit/cache.js';
import { valueUnder } from '../../../platforms/toolkit/output.js';
import { watchedContacts } from '../../../steps/polling/changed_fields.js';
import { lightZ } from '../../simulator/zapier/z.js';

const HOUR = 60 * 60_000;
const START = Date.parse('2026-03-02T08:00:00.000Z');
const time = (hours: number): string => new Date(START + hours * HOUR).toISOString();

/** Contacts in memory, and Zaps that poll for changes of some of their fields. */
class Contacts implements ChangedContacts {
  rows: Contact[] = [];
  asked: FeedRequest[] = [];
  light = lightZ(
    () => undefined,
    () => undefined,
  );

  feed() {
    return {
      page: (request: FeedRequest) => {
        this.asked.push(request);
        const entries = this.rows.map((item) => ({
          key: item.id,
          at: Date.parse(item.updated_at ?? ''),
          item,
        }));
        return Promise.resolve({ entries, next: undefined });
      },
    };
  }

  fields = () => Promise.resolve([]);
  isField = () => Promise.resolve(true);
  valueOf = valueUnder;

  /** What a poll tells, as `id time`. @param since hours after the start; undefined for a sample */
  async poll(since: number | undefined, fields = ['email'], isPopulating = false) {
    const contacts = await this.records(since, fields, isPopulating);
    return contacts.map(({ id, updated_at }) => `${id} ${updated_at?.slice(11, 16)}`);
  }

  async records(since: number | undefined, fields = ['email'], isPopulating = false) {
    const memory = memoryOf(this.light.z, readConnection({ apiKey: 'key' }));
    const watched = watchedContacts(this, fields, { trigger: 'updated_contact', memory });
    const at = since === undefined ? undefined : START + since * HOUR;
    const { entries } = await watched.feed.page({ cursor: undefined, since: at, isPopulating });
    await watched.save();
    return entries.flatMap(({ item }) => (item ? [item] : []));
  }
}

let contacts: Contacts;
beforeEach(async () => {
  contacts = new Contacts();
  contacts.rows = [
    { id: 'ann', email: 'ann@example.com', city: 'Rome', updated_at: time(0) },
    { id: 'bob', email: 'bob@example.com', city: 'Oslo', updated_at: time(0) },
  ];
  await contacts.poll(0, ['email'], true);
});

const change = (index: number, hours: number, values: Partial<Contact>): void => {
  contacts.rows = contacts.rows.map((row, at) =>
    at === index ? { ...row, ...values, updated_at: time(hours) } : row,
  );
};

it('tells of a change of a chosen field, and of no other', async () => {
  change(0, 2, { email: 'ann@example.org' });
  change(1, 2, { city: 'Bergen' });
  expect(await contacts.poll(1)).toEqual(['ann 10:00']);
});

it('hands a change over under its own time, whatever changes after it, until nobody needs it', async () => {
  change(0, 2, { email: 'ann@example.org' });
  expect(await contacts.poll(1)).toEqual(['ann 10:00']);
  change(0, 3, { city: 'Milan' });
  expect(await contacts.records(1)).toMatchObject([
    { id: 'ann', email: 'ann@example.org', city: 'Milan', updated_at: time(2) },
  ]);
  expect(await contacts.poll(2.5)).toEqual([]);
  change(0, 4, { email: 'ann@example.net' });
  expect(await contacts.poll(1)).toEqual(['ann 12:00']);
});

it('tells of a change and of the way back', async () => {
  change(0, 2, { email: undefined });
  expect(await contacts.poll(1)).toEqual(['ann 10:00']);
  change(0, 3, { email: 'ann@example.com' });
  expect(await contacts.poll(1)).toEqual(['ann 11:00']);
});

it('tells of a contact that it has not seen, whatever changed, and then no more', async () => {
  contacts.rows.push({ id: 'eve', city: 'Bonn', updated_at: time(2) });
  expect(await contacts.poll(1)).toEqual(['eve 10:00']);
  change(2, 3, { city: 'Trier' });
  expect(await contacts.poll(1)).toEqual(['eve 10:00']);
});

it('tells of all that change after it forgot', async () => {
  contacts.light.loseCache();
  change(0, 2, { city: 'Milan' });
  expect(await contacts.poll(1)).toEqual(['ann 10:00']);
  change(0, 3, { city: 'Turin' });
  expect(await contacts.poll(2.5)).toEqual([]);
});

it('does not take a state from before for a change', async () => {
  const [before] = contacts.rows;
  change(0, 2, { email: 'ann@example.org' });
  await contacts.poll(-1);
  contacts.rows = before ? [before] : [];
  expect(await contacts.poll(-1)).toEqual([]);
});

it('tells two changes of one second apart, where a clock does not', async () => {
  change(0, 2, { email: 'ann@example.org' });
  await contacts.poll(1);
  change(0, 2, { email: 'ann@example.net' });
  expect((await contacts.records(1))[0]?.updated_at).toBe('2026-03-02T10:00:00.001Z');
  change(0, 2, { email: 'ann@example.com' });
  expect((await contacts.records(1))[0]?.updated_at).toBe('2026-03-02T10:00:00.002Z');
  expect((await contacts.records(1))[0]?.updated_at).toBe('2026-03-02T10:00:00.002Z');
});

it('compares lists whatever their order, attributes by their keys, and blank with absent', async () => {
  const fields = ['custom_attributes.plan', 'labels', 'dndSettings', 'custom_attributes'];
  const held = { custom_attributes: { plan: 'a', seats: 2 }, labels: ['x', 'y'] };
  change(0, 2, { ...held, dndSettings: { SMS: { status: 'active', code: '' }, Email: {} } });
  for (const field of fields) await contacts.poll(0, [field], true);
  change(0, 4, {
    custom_attributes: { seats: 2, plan: 'a' },
    labels: ['y', 'x'],
    dndSettings: { SMS: { status: 'active' } },
  });
  for (const field of fields) expect(await contacts.poll(3, [field])).toEqual([]);
  change(0, 5, { custom_attributes: { plan: 'a' }, labels: ['x'] });
  expect(await contacts.poll(3, ['custom_attributes.plan'])).toEqual([]);
  expect(await contacts.poll(3, ['labels'])).toEqual(['ann 13:00']);
  expect(await contacts.poll(3, ['custom_attributes'])).toEqual(['ann 13:00']);
});

it('gives a sample of whatever there is, and notes nothing', async () => {
  contacts.light.loseCache();
  expect(await contacts.poll(undefined)).toEqual(['ann 08:00', 'bob 08:00']);
  change(0, 2, {});
  expect(await contacts.poll(1)).toEqual(['ann 10:00']);
});

it('gets to know all there are when the Zap is switched on, of which Zapier is told no more than it keeps', async () => {
  contacts.light.loseCache();
  expect(await contacts.records(3, ['email'], true)).toEqual([
    { id: 'ann', updated_at: time(0) },
    { id: 'bob', updated_at: time(0) },
  ]);
  expect(contacts.asked.at(-1)).toMatchObject({ since: 0, isPopulating: true });
  change(1, 4, { city: 'Bergen' });
  expect(await contacts.poll(3)).toEqual([]);
});

it('tells of a change at the very time that polls go back to', async () => {
  change(0, 2, { email: 'ann@example.org' });
  expect(await contacts.poll(2)).toEqual(['ann 10:00']);
});

it('tells of a list whose entries are others', async () => {
  change(0, 1, { tags: ['a', 'b'] });
  await contacts.poll(1, ['tags']);
  change(0, 2, { tags: ['a', 'c'] });
  expect(await contacts.poll(2, ['tags'])).toEqual(['ann 10:00']);
});

it('gives all that the feed has, each under its own key, and the contact only of a change', async () => {
  change(0, 2, { email: 'ann@example.org' });
  const memory = memoryOf(contacts.light.z, readConnection({ apiKey: 'key' }));
  const { feed } = watchedContacts(contacts, ['email'], { trigger: 'updated_contact', memory });
  const { entries } = await feed.page({ cursor: undefined, since: START + HOUR });
  expect(entries).toEqual([
    {
      key: `ann ${time(2)}`,
      at: START + 2 * HOUR,
      item: { id: 'ann', email: 'ann@example.org', city: 'Rome', updated_at: time(2) },
    },
    { key: 'bob', at: START, item: undefined },
  ]);
  // A contact comes up again with each change.
  expect(feed.surfaces).toBe(true);
});

it('asks the feed for no more than polls go back to, unless the Zap is switched on', async () => {
  const memory = memoryOf(contacts.light.z, readConnection({ apiKey: 'key' }));
  const { feed } = watchedContacts(contacts, ['email'], { trigger: 'updated_contact', memory });
  await feed.page({ cursor: undefined, since: START + HOUR });
  expect(contacts.asked.at(-1)).toEqual({ cursor: undefined, since: START + HOUR });
});

describe('what is kept', () => {
  let kept: Map<string, unknown>;
  let calls: string[];
  let memory: Memory;

  beforeEach(() => {
    kept = new Map();
    calls = [];
    const { z } = contacts.light;
    const cache = {
      get: (key: string) => {
        calls.push('get');
        return Promise.resolve(kept.get(key) ?? null);
      },
      set: (key: string, value: unknown) => {
        calls.push('set');
        kept.set(key, value);
        return Promise.resolve(true);
      },
    };
    memory = memoryOf({ ...z, cache } as never, readConnection({ apiKey: 'key' }));
  });

  const poll = async (since: number, isPopulating = false): Promise<number> => {
    const given = { trigger: 'updated_contact', memory };
    const watched = watchedContacts(contacts, ['email', 'city'], given);
    const request = { cursor: undefined, since: START + since * HOUR, isPopulating };
    const { entries } = await watched.feed.page(request);
    await watched.save();
    return entries.filter(({ item }) => item).length;
  };

  it('is no value of a customer’s, and not their ID', async () => {
    await poll(0, true);
    const text = JSON.stringify([...kept]);
    expect(kept.size).toBeGreaterThan(0);
    for (const { id, email, city } of contacts.rows) {
      for (const value of [id, email, city]) expect(text).not.toContain(value);
    }
  });

  it('costs nothing when nothing is new, and for a change one look and one write', async () => {
    await poll(0, true);
    calls = [];
    expect(await poll(1)).toBe(0);
    expect(calls).toEqual([]);
    change(0, 2, { email: 'ann@example.org' });
    expect(await poll(1)).toBe(1);
    expect(calls).toEqual(['get', 'set']);
    calls = [];
    expect(await poll(1)).toBe(1);
    expect(calls).toEqual(['get']);
  });

  it('stays small: what changed longest ago is forgotten first', async () => {
    contacts.rows = Array.from({ length: 15_000 }, (_, index) => ({
      id: String(index),
      email: `${index}@example.com`,
      updated_at: time(-index / 100),
    }));
    await poll(0, true);
    const sizes = [...kept.values()].map((value) => JSON.stringify(value).length);
    expect(sizes).toHaveLength(32);
    expect(Math.max(...sizes)).toBeLessThan(12_000);
    contacts.rows = contacts.rows.map((row) => ({ ...row, updated_at: time(1) }));
    // The thousands that changed last are all known still.
    contacts.rows = contacts.rows.slice(0, 9000);
    expect(await poll(0.5)).toBe(0);
  });

  it('is taken for nothing where it is of another form', async () => {
    await poll(0, true);
    for (const key of kept.keys()) kept.set(key, ['', 'x'.repeat(33), '0'.repeat(33)]);
    change(0, 2, { email: 'ann@example.org' });
    expect(await poll(1)).toBe(1);
    for (const key of kept.keys()) kept.set(key, { seen: true });
    expect(await poll(1)).toBe(1);
  });
});
