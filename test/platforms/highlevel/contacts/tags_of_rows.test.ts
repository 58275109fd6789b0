// Tags of many rows: one request adds them to all. Without core: see light_steps.
import { highlevelAuth, highlevelServer, sandbox } from '../../../helpers/sandbox/highlevel.js';
import { locationId } from '../../../../sandbox/highlevel/keys.js';
import type { RowsResult } from '../../../../steps/update_contacts.js';
import { endingOf } from '../../../helpers/ending.js';
import { virtualTime } from '../../../helpers/fakes/virtual_time.js';
import { runStep } from '../../../helpers/running/light_steps.js';

type Row = Record<string, unknown>;

const BULK = '/contacts/bulk/tags/update/add';
const json = { 'content-type': 'application/json' };

highlevelServer();

const run = async (input: Row): Promise<RowsResult> =>
  (await runStep('update_contacts', highlevelAuth(), input)) as RowsResult;

/** IDs of so many new contacts, with a tag of their own. */
function crowd(count: number): string[] {
  return Array.from(
    { length: count },
    (_id, index) =>
      sandbox.store.addContact({
        email: `row${index}@example.com`,
        firstName: 'Old',
        tags: ['customer'],
      }).id,
  );
}

const rowsFor = (count: number): Row[] =>
  Array.from({ length: count }, (_row, index) => ({
    contact: `row${index}@example.com`,
    first_name: 'New',
  }));
const tagsOf = (id: string): unknown => sandbox.store.contacts.get(id)?.tags;
const paths = (): string[] => sandbox.requests.map(({ path }) => path.replace(/\?.*/, ''));

describe('a hundred rows with tags', () => {
  it('take 103 requests, the last of which adds the tags to all', async () => {
    virtualTime();
    const ids = crowd(100);
    const rows = rowsFor(100).map((row) => ({ ...row, add_labels: 'VIP' }));
    const result = await run({ rows, add_labels_to_all: 'lead' });
    expect(result).toMatchObject({ updated: 100, failed: 0, finished: true });
    expect(sandbox.requests).toHaveLength(103);
    expect(paths().filter((path) => path === '/contacts/search')).toHaveLength(2);
    const last = sandbox.requests.at(-1);
    expect(last).toMatchObject({
      method: 'POST',
      path: BULK,
      body: { locationId, tags: ['VIP', 'lead'] },
    });
    expect(new Set((last?.body as { contacts: string[] }).contacts)).toEqual(new Set(ids));
    for (const id of ids) expect(tagsOf(id)).toEqual(['customer', 'vip', 'lead']);
  });

  it('take 3 where nothing else is asked for', async () => {
    const ids = crowd(100);
    const rows = rowsFor(100).map(({ contact }) => ({ contact }));
    expect(await run({ rows, add_labels_to_all: 'vip' })).toMatchObject({ updated: 100 });
    expect(sandbox.requests).toHaveLength(3);
    expect(ids.map(tagsOf)).toEqual(ids.map(() => ['customer', 'vip']));
  });
});

it('at the real limit no row is written without its tags when the time is over', async () => {
  virtualTime();
  const ids = crowd(300);
  const input = { rows: rowsFor(300), add_labels_to_all: 'vip' };
  const first = await run(input);
  expect(first).toMatchObject({ failed: 0, finished: false });
  expect(first.updated).toBeGreaterThan(225);
  const { contacts } = sandbox.store;
  const isNew = (id: string): boolean => contacts.get(id)?.firstName === 'New';
  const isTagged = (id: string): boolean => contacts.get(id)?.tags.includes('vip') ?? false;
  expect(ids.filter(isNew)).toHaveLength(first.updated);
  expect(ids.filter(isTagged)).toEqual(ids.filter(isNew));
  expect(sandbox.requests.filter(({ status }) => status === 429)).toEqual([]);
});

describe('a row fails, with what was done,', () => {
  const fault = { path: /bulk/, headers: json };

  it('whose tags the answer doesn’t confirm', async () => {
    const [one = '', two = '', three = ''] = crowd(3);
    const told = { message: 'Tags updated', oldTags: ['customer'], tagsRemoved: [] };
    const responses = [
      { contactId: one, type: 'success', ...told, tagsAdded: ['vip'] },
      { contactId: two, type: 'success', ...told, tagsAdded: [] },
      { contactId: three, type: 'error', message: 'contact is deleted' },
    ];
    const body = JSON.stringify({ succeded: true, errorCount: 1, responses });
    sandbox.fail({ ...fault, status: 201, body });
    const result = await run({ rows: rowsFor(3), add_labels_to_all: 'vip' });
    const left = 'Done: the fields. Not done: the tags to add.';
    expect(result.rows).toEqual([
      { row: 1, outcome: 'updated', contact_id: one },
      {
        row: 2,
        outcome: 'failed',
        reason: `Tags: HighLevel reported success, but its answer shows no change of vip. ${left}`,
      },
      {
        row: 3,
        outcome: 'failed',
        reason: `Tags: This contact was deleted, or was never there. ${left}`,
      },
    ]);
  });

  const FAULTS = [
    ['a refusal', { status: 422, body: '{"message":["tags must be an array"]}' }],
    ['a missing scope', { status: 401, body: '{"message":"not authorized for this scope."}' }],
    ['a broken server', { status: 500, body: '{}', times: 9 }],
    ['an answer that isn’t one', { status: 201, body: '{"ok":true}', times: 9 }],
  ] as const;

  it.each(FAULTS)('at %s of the request that adds them', async (_what, answer) => {
    virtualTime();
    const [id = ''] = crowd(3);
    sandbox.fail({ ...fault, ...answer });
    const [first = {}, second = {}, third = {}] = rowsFor(3);
    const rows = [{ ...first, add_labels: 'vip' }, { ...second, add_labels: 'vip' }, third];
    const result = await run({ rows });
    expect(result).toMatchObject({ updated: 1, failed: 2, finished: true });
    for (const { reason = '' } of result.rows.slice(0, 2)) {
      expect(reason).toMatch(/Done: the fields\..*the tags to add/);
      expect(reason.length).toBeLessThanOrEqual(250);
    }
    expect(sandbox.store.contacts.get(id)?.firstName).toBe('New');
  });

  it.each(FAULTS)('and so does the run at %s, where it is each row', async (_what, answer) => {
    virtualTime();
    crowd(3);
    sandbox.fail({ ...fault, ...answer });
    const message = await endingOf(run({ rows: rowsFor(3), add_labels_to_all: 'vip' }));
    expect(message).toMatch(
      /^(No row was done to its end\. )?Row 1: .*Done: the fields\..*tags to add/,
    );
    expect(message.length).toBeLessThanOrEqual(250);
  });
});

it('tags that were added already do no harm when the step runs again', async () => {
  const ids = crowd(3);
  const input = { rows: rowsFor(3), add_labels_to_all: 'vip' };
  expect(await run(input)).toMatchObject({ updated: 3 });
  expect(await run(input)).toMatchObject({ updated: 3, failed: 0 });
  expect(ids.map(tagsOf)).toEqual(ids.map(() => ['customer', 'vip']));
});
