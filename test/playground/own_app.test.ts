// Our own app in the playground: its recipes, its Zaps. In one file, since its process takes seconds to load.
import { readFileSync } from 'node:fs';
import type { Refusal, StepName, SwitchedOn } from '../../playground/api.js';
import { collectBooks } from '../../playground/book/collect.js';
import { recipesPage } from '../../playground/book/recipes_page.js';
import type { Polled } from '../../playground/zap/live_zap.js';
import { recipes } from '../../recipes/index.js';
import type { Zap } from '../../recipes/zap.js';
import {
  closePlaygrounds,
  testPlayground,
  watchedSandboxes,
  type TestPlayground,
} from '../helpers/playground.js';

const { sandboxes, vixiees } = watchedSandboxes();
let playground: TestPlayground;
beforeAll(async () => {
  playground = await testPlayground({ brand: 'all', sandboxes });
});
afterAll(closePlaygrounds);

const poll = async (id: string) => (await playground.ask<Polled>(`zaps/${id}/poll`, {})).answer;
/** Polls until a run started: search indexes and webhooks take their time. */
const runs = async (id: string) => {
  for (;;) {
    const polled = await poll(id);
    if (polled.runs.length > 0 || polled.problem) return polled;
    await new Promise(setImmediate);
  }
};

describe('each recipe runs from end to end on the sandboxes', () => {
  test.each(recipes.map((recipe) => [recipe.zap.name, recipe] as const))(
    '%s',
    async (_name, recipe) => {
      const { zap, event, result } = recipe;
      const { status, answer } = await playground.ask<SwitchedOn>('zaps', { zap, timezone: 'UTC' });
      expect({ status, answer }).toMatchObject({ status: 200 });
      // Records of another app are there at the first look; elsewhere nothing starts before something happens.
      if (event) {
        expect(await poll(answer.id)).toMatchObject({ runs: [] });
        await playground.ask(`zaps/${answer.id}/happen`, { event });
      }
      const { runs: started, problem } = await runs(answer.id);
      expect(problem).toBeUndefined();
      for (const run of started) {
        expect(run.steps.map(({ report }) => report.problem)).toEqual(
          zap.steps.map(() => undefined),
        );
        expect(run.isComplete).toBe(true);
      }
      expect(started.at(-1)?.steps.at(-1)?.report.output?.[0]).toMatchObject(result);
    },
  );

  test('docs/recipes.md is what `npm run book` writes', async () => {
    const used = new Set(
      recipes.flatMap(({ zap }) =>
        [zap.trigger, ...zap.steps].map((step) =>
          'key' in step ? step.connection + step.key : '',
        ),
      ),
    );
    const books = await collectBooks(playground, (id, { key }) => used.has(id + key));
    const page = recipesPage(recipes, new Map(books.map((book) => [book.id, book])));
    expect(readFileSync('docs/recipes.md', 'utf8')).toBe(page);
  });
});

describe('a Zap that is on', () => {
  const switchOn = (zap: Zap) =>
    playground.ask<SwitchedOn & Refusal>('zaps', { zap, timezone: 'America/Sao_Paulo' });
  const happen = (id: string, event: string) =>
    playground.ask<Refusal>(`zaps/${id}/happen`, { event });
  const create = {
    kind: 'creates',
    key: 'create_contact',
    connection: 'sandbox_99digital',
    input: { name: '{{1__name}}', email: '{{1__email}}' },
  } as const;
  const find = {
    kind: 'searches',
    key: 'find_contact',
    connection: 'sandbox_99digital',
    input: { email: '{{1__email}}' },
  } as const;
  const polling = {
    kind: 'triggers',
    key: 'new_contact',
    connection: 'sandbox_vixiees',
    input: {},
  } as const;

  test('starts a run for what is new alone, with its values mapped', async () => {
    const { answer } = await switchOn({ name: 'Copy', trigger: polling, steps: [create, find] });
    // The contacts of the seed are old: none of them starts a run.
    expect((await poll(answer.id)).runs).toEqual([]);
    await happen(answer.id, 'contact_arrives');
    const { runs: started } = await runs(answer.id);
    expect(started).toHaveLength(1);
    const [run] = started;
    expect(run?.isComplete).toBe(true);
    expect(run?.steps.map(({ number }) => number)).toEqual(['2', '3']);
    expect(run?.steps[0]?.input).toEqual({
      name: run?.record['name'],
      email: run?.record['email'],
    });
    expect(run?.steps[1]?.report.output?.[0]?.['email']).toBe(run?.record['email']);
    expect((await poll(answer.id)).runs).toEqual([]);
  });
  test('stops where a search finds nothing, and where a step fails', async () => {
    const { answer } = await switchOn({ name: 'Stop', trigger: polling, steps: [find, create] });
    await happen(answer.id, 'contact_arrives');
    const { runs: started } = await runs(answer.id);
    expect(started[0]).toMatchObject({ isComplete: false });
    expect(started[0]?.steps.map(({ report }) => report.output)).toEqual([[]]);
  });
  test('subscribes an instant trigger, takes its webhooks, and unsubscribes', async () => {
    const trigger = {
      kind: 'triggers',
      key: 'new_contact_instant',
      connection: 'sandbox_chatwoot',
      input: {},
    } as const;
    const { answer } = await switchOn({ name: 'Instant', trigger, steps: [create] });
    await happen(answer.id, 'contact_arrives');
    const { runs: started } = await runs(answer.id);
    expect(started[0]?.isComplete).toBe(true);
    const off = await playground.ask(`zaps/${answer.id}`, undefined, 'DELETE');
    expect(off.status).toBe(200);
    const { answer: gone } = await playground.ask<Refusal>(`zaps/${answer.id}/poll`, {});
    expect(gone.problem).toContain('off');
  });
  test('records of another app each start a run', async () => {
    const trigger = {
      app: 'Google Sheets',
      label: 'New Spreadsheet Row',
      records: [
        { name: 'Row One', email: 'one@rows.example.com' },
        { name: 'Row Two', email: 'two@rows.example.com' },
      ],
    };
    const { answer } = await switchOn({ name: 'Rows', trigger, steps: [create] });
    const { runs: started } = await poll(answer.id);
    expect(started.map(({ isComplete }) => isComplete)).toEqual([true, true]);
  });
  test('a trigger that the platform has not is refused in its words', async () => {
    const trigger = { ...polling, key: 'new_conversation' };
    const { status, answer } = await switchOn({ name: 'No', trigger, steps: [] });
    expect(status).toBe(400);
    expect(answer.problem).toMatch(/Vixiees/);
  });
  test('what can not happen is said', async () => {
    const { answer } = await switchOn({ name: 'Copy', trigger: polling, steps: [] });
    expect((await happen(answer.id, 'earthquake')).answer.problem).toContain('earthquake');
  });
  test('a Zap that is none is refused', async () => {
    expect((await playground.ask('zaps', { zap: { name: 'x' }, timezone: 'UTC' })).status).toBe(
      400,
    );
  });
});

test('a sandbox that stopped in the middle, and it is started again', async () => {
  const find: StepName = { kind: 'searches', key: 'find_contact' };
  const input = { email: 'jane.doe@example.com' };
  expect((await playground.run('sandbox_vixiees', find, input)).output).toHaveLength(1);
  await vixiees.at(-1)?.close();
  const { status, answer } = await playground.ask<Refusal>('form', {
    connection: 'sandbox_vixiees',
    ...find,
    input,
  });
  expect([status, answer.remedy]).toEqual([503, 'restart_sandbox']);
  expect(answer.problem).toContain('The sandbox has stopped');
  await playground.ask(`connections/sandbox_vixiees/restart`, {});
  expect((await playground.run('sandbox_vixiees', find, input)).output).toHaveLength(1);
});
