// Writes of the catalogue that add something, run again as Zapier does. Without core, as in operations.test.ts.
import type { ZObject } from 'zapier-platform-core';
import { chatwootOperations as operations } from '../../../platforms/chatwoot/operations/index.js';
import type { ChatwootWrite } from '../../../platforms/chatwoot/operations/entry.js';
import { startChatwootSandbox, type ChatwootSandbox } from '../../../sandbox/chatwoot/index.js';
import type { Fault } from '../../../sandbox/server.js';
import { keyOf, runOperation } from '../../helpers/running/operation_run.js';
import { emptyZ, HaltedError } from '../../simulator/zapier/z.js';
import { operationInputs } from '../../operation_inputs/index.js';
import { sampleOf } from '../../helpers/thorough.js';

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
  (operation): operation is ChatwootWrite =>
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

describe('a run that finds a mark', () => {
  const lost: Fault = { afterwards: true, status: 504 };
  const never: Fault = { connection: 'reset' };
  const bot = { name: 'Triage', outgoing_url: 'https://bots.example.com/triage' };
  const { create_inbox_message: inboxMessage } = operationInputs;

  it('halts where several may be it', async () => {
    await run('create_agent_bot', bot);
    fail(lost);
    await failureOf(run('create_agent_bot', bot));
    expect((await failureOf(run('create_agent_bot', bot))).message).toMatch(EARLIER);
    expect(sandbox.store.agentBots.filter(({ name }) => name === 'Triage')).toHaveLength(2);
  });

  it('halts where another one of the name was there before: it may be ours, changed', async () => {
    await run('create_agent_bot', { ...bot, outgoing_url: 'https://bots.example.com/old' });
    fail(never);
    await failureOf(run('create_agent_bot', bot));
    expect((await failureOf(run('create_agent_bot', bot))).message).toMatch(EARLIER);
  });

  it('leaves it to the server where there can only be one: what was there before is not ours', async () => {
    await run('create_label', { title: 'Fragile', color: '#111111' });
    fail({ status: 502 });
    const given = { title: 'Fragile', color: '#222222' };
    await failureOf(run('create_label', given));
    expect((await failureOf(run('create_label', given))).message).toMatch(/already been taken/);
  });

  it('takes nothing from before for it, where the list says when it was made', async () => {
    const input = inputOf('create_automation_rule').full;
    await run('create_automation_rule', input);
    const [old] = sandbox.store.automationRules.slice(-1);
    if (old) old.created_at = new Date(Date.now() - 600_000);
    fail(never);
    await failureOf(run('create_automation_rule', input));
    const made = await run('create_automation_rule', input);
    expect(made['id']).not.toBe(String(old?.id));
  });

  it('halts where newer ones may have pushed it off the list', async () => {
    if (!inboxMessage) throw new Error('no input');
    fail(never);
    await failureOf(run('create_inbox_message', inboxMessage.full));
    for (let count = 0; count < 20; count += 1) {
      await run('create_inbox_message', { ...inboxMessage.full, content: `Text ${count}` });
    }
    const again = run('create_inbox_message', inboxMessage.full);
    expect((await failureOf(again)).message).toMatch(EARLIER);
  });

  it('reads on where the list has pages', async () => {
    const input = inputOf('create_article').full;
    const [article] = sandbox.store.articles;
    if (!article) throw new Error('the seed has no article');
    fail(lost);
    await failureOf(run('create_article', input));
    const made = sandbox.store.articles.at(-1);
    for (let id = 100; id < 130; id += 1) {
      const updated_at = new Date(Date.now() + 1000);
      const author_id = made?.author_id ?? null;
      sandbox.store.articles.push({ ...article, id, slug: `s${id}`, author_id, updated_at });
    }
    sandbox.requests.length = 0;
    expect(await run('create_article', input)).toMatchObject({ id: String(made?.id) });
    expect(sent()).toEqual(['GET', 'GET', 'GET']);
  });

  it.each([403, 404, 500])('halts where the list is answered by %s', async (status) => {
    fail(lost);
    await failureOf(run('create_team', { name: 'Ops' }));
    sandbox.fail({ method: 'GET', status, body: '{"error":"x"}' });
    const failure = await failureOf(run('create_team', { name: 'Ops' }));
    expect(failure).toBeInstanceOf(HaltedError);
    expect(failure.message).toMatch(EARLIER);
  });

  it.each([429, 503])('asks again later where the list is answered by %s', async (status) => {
    fail(lost);
    await failureOf(run('create_team', { name: 'Ops' }));
    sandbox.fail({ method: 'GET', status, body: 'x' });
    expect(await failureOf(run('create_team', { name: 'Ops' }))).not.toBeInstanceOf(HaltedError);
    expect(await run('create_team', { name: 'Ops' })).toMatchObject({ name: 'ops' });
    expect(sent().filter((method) => method === 'POST')).toHaveLength(1);
  });

  it('forgets the mark once the end is clear', async () => {
    fail(lost);
    await failureOf(run('create_platform_agent_bot', { name: 'Triage' }));
    await run('create_platform_agent_bot', { name: 'Triage' });
    const before = counts();
    await run('create_platform_agent_bot', { name: 'Triage' });
    expect(counts()['agentBots']).toBe((before['agentBots'] ?? 0) + 1);
  });
});

describe.each(sampleOf(adding, 2))('$key', ({ key }) => {
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
