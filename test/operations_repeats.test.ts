// Writes of the catalogue that add something, run again as Zapier does. Without core, as in operations.test.ts.
import type { ZObject } from 'zapier-platform-core';
import { operations } from '../platforms/list.js';
import type { WriteOperation } from '../platforms/operations.js';
import { startChatwootSandbox, type ChatwootSandbox } from '../sandbox/chatwoot/index.js';
import type { Fault } from '../sandbox/server.js';
import { emptyZ } from './helpers/light_steps.js';
import { keyOf, runOperation } from './helpers/operation_run.js';
import { HaltedError } from './helpers/zapier_simulator_z.js';
import { operationInputs } from './operation_inputs/index.js';

type Row = Record<string, unknown>;

const LATE: readonly [string, Fault][] = [
  ['an error page', { afterwards: true, status: 504, body: '<html>Gateway Timeout</html>' }],
  ['a cut connection', { afterwards: true, connection: 'reset' }],
  ['an answer of something else', { afterwards: true, status: 200, body: '{"hello":"world"}' }],
];
const MAYBE = /may have been done all the same/;
const EARLIER = /^An earlier run sent exactly this.*not sent again for 12 hours/;

let sandbox: ChatwootSandbox;
let z: ZObject;
beforeAll(async () => {
  sandbox = await startChatwootSandbox({ edition: 'enterprise' });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.reset();
  sandbox.clearFaults();
  sandbox.requests.length = 0;
  z = emptyZ();
});

const inputOf = (key: string): (typeof operationInputs)[string] & object => {
  const input = operationInputs[key];
  if (!input) throw new Error(`test/operation_inputs has nothing for ${key}`);
  return input;
};
/** The contact of the client API has a conversation without messages in the seed. */
const withoutEmptyConversations = (): void => {
  const { store } = sandbox;
  const written = new Set(store.messages.map((message) => message.conversation_id));
  store.conversations = store.conversations.filter(({ id }) => written.has(id));
};
const run = (key: string, given: Row): Promise<Row> =>
  runOperation(sandbox.url, key, given, { apiKey: keyOf(inputOf(key)), z }) as Promise<Row>;
const failureOf = async (result: Promise<unknown>): Promise<Error> =>
  result.then(
    (value) => {
      throw new Error(`expected a failure, got ${JSON.stringify(value)}`);
    },
    (failure: unknown) => failure as Error,
  );
const fail = (fault: Fault): void => sandbox.fail({ method: 'POST', ...fault });

/** How many rows each table has. */
const counts = (): Record<string, number> =>
  Object.fromEntries(
    Object.entries(sandbox.store).flatMap(([name, rows]) =>
      Array.isArray(rows) ? [[name, rows.length]] : [],
    ),
  );
const sent = (): string[] => sandbox.requests.map(({ method }) => method);

const adding = operations.filter(
  (operation): operation is WriteOperation =>
    operation.kind === 'create' && operation.method === 'POST' && !operation.repeatable,
);

/** What no list shows for certain: a run after one without a clear answer halts. */
const HALTS: readonly string[] = [];
/** What can't be told from what was there, where it was not done. */
const NOT_DONE_HALTS: readonly string[] = ['create_article'];

it('every write that adds says how it is looked for, or is known to halt', () => {
  const silent = adding.filter(({ lookup }) => lookup === undefined).map(({ key }) => key);
  expect(silent).toEqual(HALTS);
});

describe.each(adding)('$key', ({ key }) => {
  const input = inputOf(key);
  beforeEach(() => {
    input.prepare?.(sandbox.store);
    if (key === 'create_inbox_conversation') withoutEmptyConversations();
  });

  describe.each([
    ['with what is required', input.minimal],
    ['with everything', input.full],
  ])('%s', (_what, given) => {
    it.each(LATE)(
      'done and answered by %s: the repeat gives what is there',
      async (_how, fault) => {
        fail(fault);
        const failure = await failureOf(run(key, given));
        expect(failure).toBeInstanceOf(HaltedError);
        expect(failure.message).toMatch(MAYBE);
        await sandbox.settle();
        const after = counts();

        const found = await run(key, given);
        await sandbox.settle();
        expect(counts()).toEqual(after);
        expect(sent().filter((method) => method === 'POST')).toHaveLength(1);
        if (given === input.full) expect(found).toMatchObject(input.gives);
        expect(found['id']).toMatch(/./);
      },
    );

    it('not done: the repeat does it', async () => {
      fail({ connection: 'reset' });
      await failureOf(run(key, given));
      const before = counts();
      const again = run(key, given);
      if (NOT_DONE_HALTS.includes(key) && given === input.minimal) {
        expect((await failureOf(again)).message).toMatch(EARLIER);
        return;
      }
      const made = await again;
      await sandbox.settle();
      expect(counts()).not.toEqual(before);
      if (given === input.full) expect(made).toMatchObject(input.gives);
    });
  });

  it('is not looked for after a clear answer', async () => {
    fail({ status: 429, body: 'Retry later' });
    await failureOf(run(key, input.minimal));
    fail({ status: 422, body: '{"message":"No way"}' });
    await failureOf(run(key, input.minimal));
    await run(key, input.minimal);
    // What is clear by now is no repeat any more, but somebody's wish: the server decides on it.
    await run(key, input.minimal).catch(() => undefined);
    expect(sent()).toEqual(['POST', 'POST', 'POST', 'POST']);
  });

  it('with another input is another one', async () => {
    fail({ afterwards: true, status: 504 });
    await failureOf(run(key, input.minimal));
    sandbox.requests.length = 0;
    const other = { ...input.full, ...(key === 'create_inbox_message' && { content: 'Another' }) };
    await run(key, other).catch(() => undefined);
    expect(sent()).toEqual(['POST']);
  });
});
