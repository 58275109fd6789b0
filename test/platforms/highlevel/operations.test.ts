// Operations of HighLevel's catalogue against the sandbox. Without core, which would take longer than the requests.
import type { HighlevelEntry } from '../../../platforms/highlevel/operations/entry.js';
import { highlevelOperations as operations } from '../../../platforms/highlevel/operations/index.js';
import {
  keys,
  locationId,
  startHighlevelSandbox,
  type HighlevelSandbox,
} from '../../../sandbox/highlevel/index.js';
import type { ListKey } from '../../../platforms/contract/list.js';
import { endingOf } from '../../helpers/ending.js';
import { listTrigger } from '../../helpers/running/list_trigger.js';
import { runOperation } from '../../helpers/running/operation_run.js';
import { misfitsOf, outputFieldsOf, rowsOf, valuesIn } from '../../helpers/outputs.js';
import { emptyZ } from '../../simulator/zapier/z.js';
import { sampleOf } from '../../helpers/thorough.js';
import { highlevelInputs } from '../../operation_inputs/highlevel.js';
import { operationCreates } from '../../../creates/operations.js';
import { operationSearches } from '../../../searches/operations.js';
import type { Bundle, ZObject } from 'zapier-platform-core';

type Row = Record<string, unknown>;
type Perform = (z: ZObject, bundle: Bundle) => Promise<unknown>;

const JANE = 'contact0000000000001';
const WELCOME = '00000000-0000-4000-8000-000000000001';
const DRAFT = '00000000-0000-4000-8000-000000000002';

let sandbox: HighlevelSandbox;
beforeAll(async () => {
  sandbox = await startHighlevelSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.reset();
});

const run = (key: string, input: Row, apiKey: string = keys.all, z = emptyZ()): Promise<unknown> =>
  runOperation(sandbox.url, key, input, {
    ...{ platform: 'highlevel', apiKey, accountId: locationId, z },
  });

const calls = (): string[] => sandbox.requests.map(({ method, path }) => `${method} ${path}`);

// All of them run in `npm run thorough`, and in `contract_operations.test.ts` where the vendor's document is there.
describe.each(sampleOf(operations, 2))('$key', (operation: HighlevelEntry) => {
  const { key, kind, fields, scope } = operation;
  const input = highlevelInputs[key];
  if (!input) throw new Error(`test/operation_inputs/highlevel.ts has nothing for ${key}`);
  const required = fields.filter((field) => field.required);
  const { requests = 1 } = input;
  const [few, all] = typeof requests === 'number' ? [requests, requests] : [requests.minimal, 1];
  const hasContact = fields.some((field) => field.key === 'contact');
  const { unknown } = input;

  beforeEach(() => input.prepare?.(sandbox.store));

  it(`runs with what is required alone: requests ${few}`, async () => {
    await expect(run(key, input.minimal)).resolves.toBeDefined();
    expect(sandbox.requests).toHaveLength(few);
  });

  it(`runs with everything: requests ${all}`, async () => {
    const [result] = rowsOf(await run(key, input.full));
    expect(result).toMatchObject(input.gives);
    expect(Object.keys(result ?? {})).not.toContain('succeded');
    expect(sandbox.requests).toHaveLength(all);
    input.leaves?.(sandbox.store);
  });

  it('finds the same record by its ID alone', async () => {
    if (!input.single) return;
    expect(rowsOf(await run(key, input.single))).toEqual([expect.objectContaining(input.gives)]);
  });

  it('refuses to run without a required field, before any request', async () => {
    for (const field of required) {
      const message = await endingOf(run(key, { ...input.full, [field.key]: '' }));
      expect(message).toBe(
        `${field.label}: this field is required. Fill it in, or map it from an earlier step.`,
      );
    }
    expect(sandbox.requests).toEqual([]);
  });

  (unknown ? it : it.skip)('says that an unknown record is unknown', async () => {
    const result = run(key, unknown ?? {});
    if (kind === 'search') expect(rowsOf(await result)).toEqual([]);
    else expect(await endingOf(result)).toMatch(input.unknownSays ?? /^HighLevel has no \w+ /);
  });

  (hasContact ? it : it.skip)('takes an email for the contact', async () => {
    const given = { ...input.full, contact: 'jane.doe@example.com' };
    expect(rowsOf(await run(key, given))[0]).toMatchObject(input.gives);
  });

  it('names the scope that the token lacks', async () => {
    sandbox.fail({
      status: 401,
      body: '{"message":"The token is not authorized for this scope."}',
    });
    const message = await endingOf(run(key, input.full));
    expect(message).toContain(`\`${scope}\``);
    expect(message.length).toBeLessThanOrEqual(250);
  });

  it.each(['{"succeded":false}', '{"hello":"world"}'])('believes no %s', async (body) => {
    sandbox.fail({ status: 200, body, headers: { 'content-type': 'application/json' } });
    expect(await endingOf(run(key, input.full))).not.toMatch(/^no failure/);
  });

  it('gives out all that its sample has, and a label for each', async () => {
    const step = operationCreates[key] ?? operationSearches[key];
    if (!step) throw new Error(`there is no step ${key}`);
    const rows = rowsOf(await run(key, input.full));
    const { sample } = step.operation as { sample: Row };
    expect(rows.flatMap((row) => misfitsOf(sample, row))).toEqual([]);
    const outputs = await outputFieldsOf(step.operation, {
      ...{ platform: 'highlevel', apiKey: keys.all, baseUrl: sandbox.url, accountId: locationId },
    });
    const labelled = new Set(outputs.map((field) => field.key));
    const whole = new Set(outputs.flatMap((field) => (field.dict ? [field.key] : [])));
    const given = rows.flatMap((row) => [...valuesIn(row, whole).keys()]);
    expect(given.filter((name) => !labelled.has(name))).toEqual([]);
    expect(new Set(outputs.map(({ label }) => label)).size).toBe(outputs.length);
  });
});

it('every input belongs to an operation', () => {
  expect(Object.keys(highlevelInputs).sort()).toEqual(operations.map(({ key }) => key).sort());
});

describe('a new task', () => {
  const input = highlevelInputs['create_task']?.full ?? {};

  it('is sent with its time in UTC, and as open unless told', async () => {
    await run('create_task', highlevelInputs['create_task']?.minimal ?? {});
    expect(sandbox.requests[0]?.body).toEqual({
      ...{ title: 'Send the bill', dueDate: '2026-05-01T14:00:00.000Z', completed: false },
    });
  });

  it('whose answer got lost is found again, though its description came back as HTML', async () => {
    const z = emptyZ();
    sandbox.fail({ method: 'POST', path: /tasks$/, afterwards: true, connection: 'reset' });
    await endingOf(run('create_task', input, keys.all, z));
    expect(rowsOf(await run('create_task', input, keys.all, z))[0]).toMatchObject(
      highlevelInputs['create_task']?.gives ?? {},
    );
    expect(sandbox.store.tasks).toHaveLength(2);
  });
});

it('a task is opened again by a no', async () => {
  const task = 'task0000000000000001';
  await run('complete_task', { contact: JANE, task });
  expect(await run('complete_task', { contact: JANE, task, completed: 'no' })).toMatchObject({
    completed: false,
  });
});

it('a task of another contact is no task of this one', async () => {
  const input = { contact: 'contact0000000000002', task: 'task0000000000000001' };
  expect(await endingOf(run('delete_task', input))).toMatch(/^HighLevel has no task /);
});

it.each(['add_to_workflow', 'add_to_campaign'])(
  '%s is done once, whatever repeats the run',
  async (key) => {
    const z = emptyZ();
    const input = highlevelInputs[key]?.full ?? {};
    for (const fault of [{ connection: 'reset' as const }, { status: 504, body: '<html>' }]) {
      sandbox.fail({ method: 'POST', afterwards: true, ...fault });
      await endingOf(run(key, input, keys.all, z));
    }
    await endingOf(run(key, input, keys.all, z));
    expect(calls().filter((call) => call.startsWith('POST'))).toHaveLength(1);
  },
);

describe('hostile input', () => {
  it.each(sampleOf(operations, 2, 1))(
    '$key takes what no server holds out of every text',
    async ({ key }) => {
      const { full = {}, prepare } = highlevelInputs[key] ?? {};
      const sent = (): unknown[] =>
        sandbox.requests.map(({ method, path, query, body }) => [method, path, query, body]);
      prepare?.(sandbox.store);
      await run(key, full);
      const clean = sent();
      sandbox.reset();
      prepare?.(sandbox.store);
      const spoilt = (value: unknown): unknown =>
        Array.isArray(value) ? value.map(spoilt) : `\ude00${String(value)}\0`;
      const given = Object.entries(full).map(([name, value]) => [name, spoilt(value)]);
      await run(key, Object.fromEntries(given) as Row);
      expect(sent()).toEqual(clean);
    },
  );

  it.each(sampleOf(operations, 2, 1))('$key refuses a field that it has not', async ({ key }) => {
    const message = await endingOf(run(key, { ...highlevelInputs[key]?.full, nonsense: 'x' }));
    expect(message).toMatch(/^`nonsense`/);
    expect(sandbox.requests).toEqual([]);
  });
});

describe('dropdowns', () => {
  const list = (key: ListKey, inputData: Row = {}): Promise<unknown> =>
    (listTrigger(key).operation.perform as Perform)(emptyZ(), {
      authData: {
        ...{ platform: 'highlevel', apiKey: keys.all, baseUrl: sandbox.url, accountId: locationId },
      },
      inputData,
      meta: { page: 0 },
    } as unknown as Bundle);

  it('offer published workflows of the location alone', async () => {
    expect(await list('list_workflows')).toEqual([{ id: WELCOME, name: 'Welcome' }]);
    expect(sandbox.store.workflows.map(({ id }) => id)).toContain(DRAFT);
  });

  it('offer published campaigns alone', async () => {
    expect(await list('list_campaigns')).toEqual([{ id: 'campaignSpring000001', name: 'Spring' }]);
  });

  it('offer the tasks and notes of the chosen contact, and none before one is chosen', async () => {
    highlevelInputs['find_contact_note']?.prepare?.(sandbox.store);
    expect(await list('list_tasks', { contact: JANE })).toEqual([
      { id: 'task0000000000000001', name: 'Call Jane back (2026-01-06)' },
    ]);
    expect(await list('list_notes', { contact: JANE })).toEqual([
      { id: 'note0000000000000001', name: 'Prefers calls in the morning' },
    ]);
    expect(await list('list_notes', { contact: 'jane.doe@example.com' })).toHaveLength(1);
    sandbox.requests.length = 0;
    expect(await list('list_tasks')).toEqual([]);
    expect(await list('list_notes')).toEqual([]);
    expect(sandbox.requests).toEqual([]);
  });
});

describe('followers', () => {
  it('that HighLevel does not take, though it answers like any other, are told', async () => {
    const followers = ['userBob0000000000001', 'userOfElsewhere00001'];
    const message = await endingOf(run('add_followers', { contact: JANE, followers }));
    expect(message).toMatch(/^Followers: .*userOfElsewhere00001 does not follow the contact/);
    expect(message.length).toBeLessThanOrEqual(250);
    expect(sandbox.store.contacts.get(JANE)?.followers).toEqual(['userBob0000000000001']);
  });

  it('that still follow are told', async () => {
    sandbox.fail({
      ...{ status: 200, headers: { 'content-type': 'application/json' } },
      body: '{"followers":["userBob0000000000001"],"followersRemoved":[]}',
    });
    const input = { contact: JANE, followers: ['userBob0000000000001'] };
    expect(await endingOf(run('remove_followers', input))).toMatch(/still follows the contact/);
  });
});
