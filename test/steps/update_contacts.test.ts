import { fault, Problem } from '../../http/problem.js';
import type { Contact } from '../../objects/contact.js';
import {
  fakePlatform,
  problemOf,
  refusal,
  type FakeOptions,
  type FakePlatform,
} from '../helpers/fakes/fake_platform.js';
import { endsOf, runRows, standingClock } from '../helpers/fakes/rows.js';
import { beforeUpdates, people } from '../helpers/fakes/units.js';
import { isThorough } from '../helpers/thorough.js';

const jane: Contact = { id: '7', name: 'Jane', email: 'jane@example.com', phone: '+972551234567' };
const john: Contact = { id: '8', name: 'John', email: 'john@example.com' };
const holds = [jane, john];

const rowsFor = (contacts: readonly Contact[]): Record<string, unknown>[] =>
  contacts.map(({ email }) => ({ contact: email, name: 'New' }));

/** What was written, in order: the contact's ID, or the values of a new one. */
function written({ calls }: FakePlatform): unknown[] {
  return calls
    .filter(([method]) => method === 'update' || method === 'create')
    .map(([method, given]) => (method === 'update' ? (given as { id: string }).id : given));
}

/** A fake that looks many up at once. @param most how many */
function withMany(options: FakeOptions, most: number): FakePlatform {
  const platform = fakePlatform(options);
  platform.contacts.many = {
    most,
    find: (wanted) =>
      Promise.resolve(
        wanted.map((keys) =>
          (options.holds ?? []).filter(
            (one) => one.email === (keys.email ?? '-') || one.phone === (keys.phone ?? '-'),
          ),
        ),
      ),
  };
  return platform;
}

const throttled = (seconds: number): Problem =>
  new Problem('throttled', 'Too many requests.', { retryAfterSeconds: seconds });
const deadKey = new Problem('expired', 'The key is not valid any more.');

describe('rows', () => {
  it('each are done as Update Contact does one, and told in order', async () => {
    const platform = fakePlatform({ holds });
    const result = await runRows(platform, {
      rows: [
        { contact: 'jane@example.com', name: 'Ann' },
        { contact: '8', find_by: 'id', attr_plan: 'pro' },
        { contact: '055-123 4567', find_by: 'phone', attr_plan: 'free' },
        { contact: 'zoe@example.com', name: 'Zoe' },
      ],
      if_missing: 'create',
      default_country: 'IL',
    });
    expect(result).toMatchObject({
      total: 4,
      updated: 3,
      created: 1,
      unchanged: 0,
      failed: 0,
      not_done: 0,
      finished: true,
      rows: [
        { row: 1, outcome: 'updated', contact_id: '7' },
        { row: 2, outcome: 'updated', contact_id: '8' },
        { row: 3, outcome: 'updated', contact_id: '7', same_as_row: 1 },
        { row: 4, outcome: 'created', contact_id: '900' },
      ],
    });
    expect(result).not.toHaveProperty('stopped_because');
    expect(written(platform)).toEqual(['7', '8', { email: 'zoe@example.com', name: 'Zoe' }]);
  });

  it('come as JSON text too, and a row may say for itself what the options say for all', async () => {
    const platform = fakePlatform({ holds });
    const rows = [
      { contact: 'jane@example.com', name: 'Ann' },
      { contact: 'zoe@example.com', name: 'Zoe', if_missing: 'skip' },
    ];
    const result = await runRows(platform, { rows_json: JSON.stringify(rows) });
    expect(endsOf(result)).toEqual(['updated', 'not_found']);
    expect(endsOf(await runRows(fakePlatform({ holds }), { rows: JSON.stringify(rows) }))).toEqual([
      'updated',
      'not_found',
    ]);
  });

  it('get the labels of all, beside their own', async () => {
    const platform = fakePlatform({ holds });
    const input = { add_labels_to_all: 'vip, lead' };
    await runRows(platform, {
      ...input,
      rows: [
        { contact: '7', add_labels: 'Lead, churned' },
        { contact: '8', replace_labels: 'new' },
      ],
    });
    const labels = platform.calls
      .filter(([method]) => method === 'draft')
      .map(([, change]) => (change as { labels: object }).labels);
    expect(labels).toEqual([
      { add: ['Lead', 'churned', 'vip'], remove: [], replace: undefined },
      { add: [], remove: [], replace: ['new', 'vip', 'lead'] },
    ]);
  });

  it.each([
    [{}, /^Rows: there is no row/],
    [{ rows: [] }, /^Rows: there is no row/],
    [{ rows_json: '[]' }, /^Rows: there is no row/],
    [{ rows_json: '[{' }, /^Rows as JSON: this is not valid JSON/],
    [{ rows_json: '7' }, /^Rows as JSON: this JSON must be a list/],
    [{ rows: [{ contact: '7', name: 'A' }], rows_json: '[{}]' }, /both hold rows/],
    [{ rows: [{ contact: '7', name: 'A' }], email: 'a@example.com' }, /`email` is not a field/],
    [{ rows: [{ contact: '7', name: 'A' }], continue_from: 'row 7' }, /^Continue From: `row 7`/],
    [{ rows: [{ contact: '7', name: 'A' }], continue_from: '00000000:7+' }, /other rows/],
  ])('refuses %j before any request', async (input, message) => {
    const platform = fakePlatform({ holds });
    expect((await problemOf(() => runRows(platform, input))).message).toMatch(message);
    expect(written(platform)).toEqual([]);
  });
});

describe('a row that is bad', () => {
  it('leaves the ninety-nine others alone', async () => {
    const contacts = people(100);
    const rows = rowsFor(contacts);
    rows[41] = { contact: 'not@', name: 'New' };
    const platform = fakePlatform({ holds: contacts });
    const result = await runRows(platform, { rows });
    expect(result).toMatchObject({ updated: 99, failed: 1, finished: true });
    expect(result.rows[41]).toEqual({
      row: 42,
      outcome: 'failed',
      reason: 'Contact: `not@` is not an email address. It looks like `jane@example.com`.',
    });
  });

  it('is refused before any row is sent', async () => {
    const platform = fakePlatform({ holds });
    const rows = [
      { contact: '7', name: 'Ann' },
      { contact: '8', email: 'bad' },
    ];
    await runRows(platform, { rows });
    const methods = platform.calls.map(([method]) => method);
    expect(methods).toEqual(['checkId', 'draft', 'checkId', 'update']);
  });

  it.each<[string, unknown, string]>([
    ['says nobody', { name: 'Ann' }, 'failed: Contact: this field is required.'],
    ['is no object', 'Ann', 'failed: This row is not an object'],
    ['has an unknown way of being found', { contact: '7', find_by: 'fax' }, 'failed: Find Contact'],
    ['is the header', { contact: 'E-Mail', name: 'Name' }, 'failed: This row holds the names of'],
    ['is a header of keys', { contact: 'Kontakt', first_name: 'First Name' }, 'failed: This row h'],
    ['is for nobody', { contact: '999', name: 'Ann' }, 'failed: Acme Desk refused the request'],
    ['is empty', { contact: '', name: ' ' }, 'unchanged'],
    ['has nothing but the key', { contact: '7', name: '' }, 'unchanged'],
  ])('as it %s is told', async (_how, row, end) => {
    const rows = [row, { contact: '8', name: 'New' }];
    const [first, second] = endsOf(await runRows(fakePlatform({ holds }), { rows }));
    expect(first).toContain(end);
    expect(second).toBe('updated');
  });

  it('is none for a word that a column might be called, where it says whose it is', async () => {
    const rows = [{ contact: 'jane@example.com', name: 'Name' }];
    expect(endsOf(await runRows(fakePlatform({ holds }), { rows }))).toEqual(['updated']);
  });

  it('makes the run fail where no row was done', async () => {
    const rows = [{ contact: '7', name: 'Ann', email: 'x' }, { name: 'Ann' }];
    const failure = await problemOf(() => runRows(fakePlatform({ holds }), { rows }));
    expect(failure.kind).toBe('error');
    expect(failure.message).toMatch(/^No row was done\. Row 1: Email: `x` is not an email/);
  });

  it('has the reason of the platform where the server refuses it', async () => {
    const platform = beforeUpdates(fakePlatform({ holds }), (id) => {
      if (id === '8') throw refusal(422);
    });
    const rows = [
      { contact: '7', name: 'A' },
      { contact: '8', name: 'A' },
    ];
    expect(endsOf(await runRows(platform, { rows }))).toEqual([
      'updated',
      'failed: Acme Desk refused the request (status 422).',
    ]);
  });
});

describe('rows for one contact', () => {
  it('are one where they are identical', async () => {
    const platform = fakePlatform({ holds });
    const row = { contact: 'jane@example.com', name: 'Ann' };
    const rows = [row, { contact: '8', name: 'B' }, { ...row, contact: 'JANE@example.com' }];
    const result = await runRows(platform, { rows });
    expect(result.rows).toEqual([
      { row: 1, outcome: 'updated', contact_id: '7' },
      { row: 2, outcome: 'updated', contact_id: '8' },
      { row: 3, outcome: 'updated', contact_id: '7', same_as_row: 1 },
    ]);
    expect(written(platform)).toEqual(['7', '8']);
  });

  it('are merged where they go together, however each is found', async () => {
    const platform = withMany({ holds }, 10);
    const rows = [
      { contact: 'jane@example.com', name: 'Ann', add_labels: 'vip' },
      { contact: '+972551234567', attr_plan: 'pro', add_labels: 'lead' },
      { contact: '7', clear_fields: 'email' },
    ];
    const result = await runRows(platform, { rows });
    expect(result.rows.map(({ same_as_row: same }) => same)).toEqual([undefined, 1, 1]);
    expect(written(platform)).toEqual(['7']);
    const last = platform.calls.filter(([method]) => method === 'draft').at(-1);
    expect(last?.[1]).toEqual({
      values: { name: 'Ann', attr_plan: 'pro' },
      clear: ['email'],
      labels: { add: ['vip', 'lead'], remove: [], replace: undefined },
      fieldMeta: {},
    });
  });

  it.each<[string, object, object, string]>([
    ['values', { name: 'Ann' }, { name: 'Anna' }, 'name'],
    ['a value and emptying it', { email: 'a@example.com' }, { clear_fields: 'email' }, 'email'],
    ['labels', { add_labels: 'vip' }, { remove_labels: 'VIP' }, 'labels'],
    ['lists of labels', { replace_labels: 'vip' }, { add_labels: 'lead' }, 'labels'],
    ['all labels', { clear_fields: 'labels' }, { add_labels: 'lead' }, 'labels'],
  ])('are refused with their numbers where they differ in %s', async (_how, one, other, field) => {
    const platform = withMany({ holds }, 10);
    const rows = [
      { contact: '8', name: 'B' },
      { contact: '7', ...one },
      { contact: 'jane@example.com', ...other },
    ];
    const result = await runRows(platform, { rows });
    const refused = `failed: Rows 2, 3 are for the same contact, but differ in \`${field}\`. None of them was done. Make them one row.`;
    expect(endsOf(result)).toEqual(['updated', refused, refused]);
    expect(written(platform)).toEqual(['8']);
  });

  it('that isn’t there yet make one new contact', async () => {
    const platform = withMany({ holds }, 10);
    const rows = [
      { contact: 'zoe@example.com', name: 'Zoe' },
      { contact: '+12025550123', email: 'Zoe@example.com', attr_plan: 'pro' },
    ];
    const result = await runRows(platform, { rows, if_missing: 'create' });
    expect(result).toMatchObject({ created: 2, rows: [{ row: 1 }, { row: 2, same_as_row: 1 }] });
    expect(written(platform)).toEqual([
      { name: 'Zoe', email: 'Zoe@example.com', phone: '+12025550123', attr_plan: 'pro' },
    ]);
  });

  it('of which one was done before are told apart', async () => {
    const contacts = people(320);
    const rows = [...rowsFor(contacts), { contact: 'p1', name: 'Other' }];
    const result = await runRows(fakePlatform({ holds: contacts }), { rows });
    expect(result).toMatchObject({ updated: 320, failed: 1 });
    expect(result.rows.at(-1)?.reason).toMatch(/^Row 1 is for the same contact and was done, but/);
  });
});

describe('time', () => {
  it('that runs out leaves the rest of many rows to the next run, which does them', async () => {
    const total = isThorough ? 5000 : 1000;
    const contacts = people(total);
    const clock = standingClock();
    const platform = beforeUpdates(fakePlatform({ holds: contacts }), () => clock.pass(50));
    const rows = rowsFor(contacts);
    const first = await runRows(platform, { rows }, clock, 5);
    expect(first).toMatchObject({ total, failed: 0, finished: false });
    expect(first.updated).toBeGreaterThan(480);
    expect(first.updated + first.not_done).toBe(total);
    expect(first.stopped_because).toMatch(/^The time of this run was used up/);
    const from = first.updated + 1;
    expect(first.continue_from).toMatch(new RegExp(`^[0-9a-f]{8}:${from}\\+$`));

    const quick = fakePlatform({ holds: contacts });
    const second = await runRows(quick, { rows, continue_from: first.continue_from });
    expect(second).toMatchObject({ total: total - first.updated, finished: true, not_done: 0 });
    expect(second.rows[0]?.row).toBe(from);
    const both = [...written(platform), ...written(quick)];
    expect(both).toEqual(contacts.map(({ id }) => id));

    const third = await runRows(quick, { rows, continue_from: second.continue_from });
    expect(third).toMatchObject({ total: 0, finished: true, rows: [] });
    expect(third.continue_from).toBe(second.continue_from);
  });

  it('that runs out in the middle of a row leaves that row, and fails where it was the first', async () => {
    const cut = new Problem('halted', 'Cut off.', { isFault: true, isOver: true, unsure: true });
    const platform = beforeUpdates(fakePlatform({ holds }), (id) => {
      if (id === '8') throw cut;
    });
    const rows = [...rowsFor(holds), { contact: '7', attr_plan: 'pro' }];
    const result = await runRows(platform, { rows });
    expect(endsOf(result)).toEqual(['updated', 'not_done', 'updated']);
    expect(result.continue_from).toMatch(/:2$/);
    const alone = await problemOf(() => runRows(platform, { rows: [rows[1]] }));
    expect(alone.message).toMatch(/so slow that the time of this run is used up/);
  });
});

describe('a limit of the platform', () => {
  it('is waited for in the run, and the row sent again', async () => {
    const clock = standingClock();
    let refusals = 2;
    const platform = beforeUpdates(fakePlatform({ holds }), () => {
      if (refusals-- > 0) throw throttled(10);
    });
    const start = clock.now();
    expect(endsOf(await runRows(platform, { rows: rowsFor(holds) }, clock))).toEqual([
      'updated',
      'updated',
    ]);
    expect(clock.now() - start).toBe(20_000);
  });

  it('that lasts longer than the run leaves the rest, and is Zapier’s to wait for where none was done', async () => {
    const platform = beforeUpdates(fakePlatform({ holds }), (id) => {
      if (id === '8') throw throttled(60);
    });
    const result = await runRows(platform, { rows: rowsFor(holds) });
    expect(endsOf(result)).toEqual(['updated', 'not_done']);
    expect(result.stopped_because).toMatch(/^Too many requests\. Map Continue From/);
    const failure = await problemOf(() => runRows(platform, { rows: rowsFor([john]) }));
    expect(failure.kind).toBe('throttled');
  });
});

describe('what all rows share', () => {
  it('a key that dies in the middle: done rows are told, the rest is left', async () => {
    const contacts = people(10);
    const platform = beforeUpdates(fakePlatform({ holds: contacts }), (id) => {
      if (Number(id.slice(1)) > 4) throw deadKey;
    });
    const result = await runRows(platform, { rows: rowsFor(contacts) });
    expect(result).toMatchObject({ updated: 4, failed: 0, not_done: 6 });
    expect(result.continue_from).toMatch(/:5\+$/);
    expect(result.stopped_because).toBe(deadKey.message);
    const failure = await problemOf(() => runRows(platform, { rows: rowsFor(contacts.slice(4)) }));
    expect(failure.kind).toBe('expired');
  });

  it.each([
    ['a server that is down', refusal(503)],
    ['a right that the key lacks', refusal(403)],
    ['no connection', fault({ what: 'Could not be reached.' })],
  ])('%s stops the run after three rows', async (_what, failure) => {
    const contacts = people(200);
    const platform = beforeUpdates(fakePlatform({ holds: contacts }), (id) => {
      if (id !== 'p1') throw failure;
    });
    const result = await runRows(platform, { rows: rowsFor(contacts) });
    expect(result).toMatchObject({ updated: 1, failed: 3, not_done: 196 });
    expect(result.stopped_because).toBe(failure.message);
  });
});

describe('what a run tells', () => {
  it('is how many rows ended in each way, and each, with what is left and why', async () => {
    const platform = beforeUpdates(fakePlatform({ holds }), (id) => {
      if (id === 'p1') throw throttled(60);
    });
    const rows = [
      { contact: '7', name: 'Ann' },
      { contact: 'zoe@example.com', name: 'Zoe', if_missing: 'create' },
      { name: '' },
      { contact: 'kim@example.com', name: 'Kim', if_missing: 'skip' },
      { contact: 'jane@example.com', attr_plan: 'pro' },
      { name: 'Nobody' },
      { contact: 'p1', name: 'A' },
      { contact: '8', name: 'A' },
    ];
    expect(await runRows(platform, { rows })).toStrictEqual({
      id: '99b576a2',
      total: 8,
      ...{ updated: 2, created: 1, unchanged: 1, not_found: 1, failed: 1, not_done: 2 },
      finished: false,
      continue_from: '99b576a2:7+',
      stopped_because:
        'Too many requests. Map Continue From into another Update Contacts step with the same rows, which does the others.',
      rows: [
        { row: 1, outcome: 'updated', contact_id: '7' },
        { row: 2, outcome: 'created', contact_id: '900' },
        { row: 3, outcome: 'unchanged' },
        { row: 4, outcome: 'not_found' },
        { row: 5, outcome: 'updated', contact_id: '7', same_as_row: 1 },
        {
          row: 6,
          outcome: 'failed',
          reason: 'Contact: this field is required. Fill it in, or map it from an earlier step.',
        },
        { row: 7, outcome: 'not_done' },
        { row: 8, outcome: 'not_done' },
      ],
    });
  });

  it('says which row a failed one was done with', async () => {
    const rows = [
      { contact: '8', name: 'A' },
      { contact: '999', name: 'A' },
      { contact: '999', attr_plan: 'pro' },
    ];
    const reason = refusal(404).message;
    expect((await runRows(fakePlatform({ holds }), { rows })).rows.slice(1)).toEqual([
      { row: 2, outcome: 'failed', reason },
      { row: 3, outcome: 'failed', same_as_row: 2, reason },
    ]);
  });

  it('is not why it stopped where no row is left', async () => {
    const contacts = people(4);
    const platform = beforeUpdates(fakePlatform({ holds: contacts }), (id) => {
      if (id !== 'p1') throw refusal(503);
    });
    const result = await runRows(platform, { rows: rowsFor(contacts) });
    expect(result).toMatchObject({ updated: 1, failed: 3, finished: true });
    expect(result.continue_from).toBe(`${result.id}:done`);
    expect(result).not.toHaveProperty('stopped_because');
  });

  it('is a failure where no row was done: what stopped them, else the first row’s', async () => {
    const down = refusal(503);
    const failing = beforeUpdates(fakePlatform({ holds: people(4) }), () => {
      throw down;
    });
    const rows = rowsFor(people(4));
    expect(await problemOf(() => runRows(failing, { rows }))).toBe(down);
    const two = rows.slice(0, 2);
    expect((await problemOf(() => runRows(failing, { rows: two }))).message).toBe(
      `No row was done. Row 1: ${down.message}`,
    );
    const { id } = await runRows(fakePlatform({ holds: people(4) }), { rows: two });
    const rest = { rows: two, continue_from: `${id}:2+` };
    expect((await problemOf(() => runRows(failing, rest))).message).toBe(
      `No row was done. Row 2: ${down.message}`,
    );
  });

  it('is a failure where there was no time for any row', async () => {
    const clock = standingClock();
    const platform = fakePlatform({ holds });
    const draft = platform.contacts.draft.bind(platform.contacts);
    platform.contacts.draft = (change) => {
      clock.pass(20_000);
      return draft(change);
    };
    const failure = await problemOf(() => runRows(platform, { rows: rowsFor(holds) }, clock));
    expect(failure.message).toBe(
      'Acme Desk was so slow that the time of this run is used up, and the rest of the step was not tried. This is usually temporary: try again, or replay the run later.',
    );
    expect(written(platform)).toEqual([]);
  });
});
