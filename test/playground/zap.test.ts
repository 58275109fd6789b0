import type { Polled } from '../../playground/zap/live_zap.js';
import { resolveInput, valuesOfRecord } from '../../playground/zap/mapping.js';
import type { Refusal, StepName, SwitchedOn } from '../../playground/api.js';
import type { Zap } from '../../recipes/zap.js';
import {
  closePlaygrounds,
  testPlayground,
  watchedSandboxes,
  type TestPlayground,
} from '../helpers/playground.js';

describe('values of earlier steps', () => {
  const data = {
    '1': {
      name: 'Ana',
      count: 3,
      tags: ['a', 'b'],
      custom: { plan: 'Pro' },
      items: [
        { sku: 'x', n: 1 },
        { sku: 'y', n: 2 },
      ],
      active: false,
    },
  };
  const fields = [
    { key: 'text' },
    { key: 'list', list: true },
    { key: 'pairs', dict: true },
    { key: 'lines', children: [{ key: 'sku' }, { key: 'n' }, { key: 'unit' }] },
  ];
  test.each([
    [
      'a text around them',
      { text: 'Hi {{1__name}}, {{ 1__count }} of {{1__custom__plan}}' },
      { text: 'Hi Ana, 3 of Pro' },
    ],
    ['what is false', { text: '{{1__active}}' }, { text: 'false' }],
    ['a list in a text', { text: '{{1__tags}}' }, { text: 'a, b' }],
    ['a list in a list', { list: ['{{1__tags}}', 'c'] }, { list: ['a', 'b', 'c'] }],
    ['a part of line items', { text: '{{1__items__sku}}' }, { text: 'x, y' }],
    ['pairs', { pairs: { a: '{{1__name}}' } }, { pairs: { a: 'Ana' } }],
    [
      'line items into lines, a single value in each',
      { lines: [{ sku: '{{1__items__sku}}', n: '{{1__items__n}}', unit: 'kg' }] },
      {
        lines: [
          { sku: 'x', n: 1, unit: 'kg' },
          { sku: 'y', n: 2, unit: 'kg' },
        ],
      },
    ],
    ['what is not there', { text: '{{1__nothing__at_all}}{{9__name}}' }, { text: '' }],
    ['what is no token', { text: '{{contact.name}} {{x}}' }, { text: '{{contact.name}} {{x}}' }],
  ])('%s', (_what, input, expected) => {
    expect(resolveInput(input, fields, data)).toEqual(expected);
  });
  test('a mapped value is not read for tokens again', () => {
    const sly = { '1': { name: '{{2__secret}}' }, '2': { secret: 's' } };
    expect(resolveInput({ text: '{{1__name}}' }, fields, sly)).toEqual({ text: '{{2__secret}}' });
  });
  test('every value of a record is offered with its path and label', () => {
    expect(valuesOfRecord(data['1'], (key) => key.toUpperCase())).toEqual([
      { path: 'name', label: 'NAME', value: 'Ana' },
      { path: 'count', label: 'COUNT', value: '3' },
      { path: 'tags', label: 'TAGS', value: 'a, b' },
      { path: 'custom__plan', label: 'CUSTOM PLAN', value: 'Pro' },
      { path: 'items__sku', label: 'ITEMS SKU', value: 'x' },
      { path: 'items__n', label: 'ITEMS N', value: '1' },
      { path: 'active', label: 'ACTIVE', value: 'false' },
    ]);
  });
});

describe('our own app', () => {
  const { sandboxes, vixiees } = watchedSandboxes();
  let playground: TestPlayground;
  beforeAll(async () => {
    playground = await testPlayground({ sandboxes });
  });
  afterAll(closePlaygrounds);

  describe('a Zap that is on', () => {
    const switchOn = (zap: Zap) =>
      playground.ask<SwitchedOn & Refusal>('zaps', { zap, timezone: 'America/Sao_Paulo' });
    const happen = (id: string, event: string) =>
      playground.ask<Refusal>(`zaps/${id}/happen`, { event });
    const poll = async (id: string) => (await playground.ask<Polled>(`zaps/${id}/poll`, {})).answer;
    /** Polls until a run started: search indexes and webhooks take their time. */
    const runs = async (id: string) => {
      for (;;) {
        const polled = await poll(id);
        if (polled.runs.length > 0 || polled.problem) return polled;
        await new Promise(setImmediate);
      }
    };
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
});
