// Conditions and actions in JSON: what an agent or a hurried person writes, and what the server is sent.
import {
  keys,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../../sandbox/chatwoot/index.js';
import { messageOf } from '../../helpers/running/light_steps.js';
import { runOperation } from '../../helpers/running/operation_run.js';

type Row = Record<string, unknown>;

let sandbox: ChatwootSandbox;
beforeAll(async () => {
  sandbox = await startChatwootSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.reset();
  sandbox.requests.length = 0;
});

const run = (key: string, input: Row): Promise<unknown> =>
  runOperation(sandbox.url, key, input, { apiKey: keys.administrator });
const found = async (filter: unknown): Promise<string[]> => {
  const page = (await run('find_contacts_by_filter', { filter })) as { results: { id: string }[] };
  return page.results.map(({ id }) => id);
};
const is = (attribute_key: string, values: unknown, others: Row = {}): Row => ({
  attribute_key,
  filter_operator: 'equal_to',
  values,
  ...others,
});
const conditionsSent = (): unknown => {
  const { payload, conditions, query } = sandbox.requests.at(-1)?.body as Row;
  return payload ?? conditions ?? (query as Row)['payload'];
};

describe('what is meant is sent', () => {
  it.each([
    ['a text without its list', is('country_code', 'BR'), ['BR'], '1'],
    ['a phone as a number', is('phone_number', [5511987654321]), ['5511987654321'], '1'],
    ['a number for a number', is('seats', 25), ['25'], '34'],
    ['a yes as a truth', is('blocked', true), ['true'], '4'],
  ])('%s', async (_case, condition, values, id) => {
    expect(await found([condition])).toContain(id);
    expect(conditionsSent()).toEqual([{ ...condition, values, query_operator: null }]);
  });

  it('the last condition is joined to nothing, whatever it says', async () => {
    const filter = [
      is('country_code', ['BR'], { query_operator: 'and' }),
      is('email', ['jane.doe@example.com'], { query_operator: 'AND' }),
    ];
    expect(await found(filter)).toEqual(['1']);
    expect(conditionsSent()).toMatchObject([{ query_operator: 'and' }, { query_operator: null }]);
  });

  it('presence is compared with nothing', async () => {
    const present = { attribute_key: 'labels', filter_operator: 'is_present' };
    expect(await found([present])).toContain('39');
    expect(conditionsSent()).toEqual([{ ...present, values: [], query_operator: null }]);
  });

  it('in filters of conversations, where numbers of records stay numbers', async () => {
    const filter = [is('inbox_id', 4, { query_operator: 'AND' }), is('display_id', 4)];
    await run('find_conversations_by_filter', { filter });
    expect(conditionsSent()).toMatchObject([{ values: [4] }, { values: ['4'] }]);
  });

  it('in saved filters and automation rules', async () => {
    await run('create_custom_filter', { name: 'Open', query: { payload: [is('status', 'open')] } });
    expect(conditionsSent()).toEqual([is('status', ['open'], { query_operator: null })]);
    const rule = {
      name: 'Refunds',
      event_name: 'message_created',
      conditions: [is('content', 'refund', { query_operator: 'and' }), is('team_id', [1])],
      actions: [
        { action_name: 'add_label', action_params: 2026 },
        { action_name: 'assign_team', action_params: [1] },
        { action_name: 'mute_conversation' },
      ],
    };
    await run('create_automation_rule', rule);
    expect(sandbox.requests.at(-1)?.body).toMatchObject({
      conditions: [{ values: ['refund'] }, { values: [1], query_operator: null }],
      actions: [
        { action_name: 'add_label', action_params: ['2026'] },
        { action_name: 'assign_team', action_params: [1] },
        { action_name: 'mute_conversation', action_params: [] },
      ],
    });
  });

  it('what a value was and became', async () => {
    const values = { from: ['open'], to: ['resolved'] };
    const changed = { attribute_key: 'status', filter_operator: 'attribute_changed', values };
    const rule = { name: 'A', event_name: 'conversation_updated', actions: '[]' };
    await run('create_automation_rule', { ...rule, conditions: [changed] });
    expect(conditionsSent()).toMatchObject([{ values }]);
  });
});

describe('what no server can use is refused before a request', () => {
  const rule = { name: 'A', event_name: 'message_created', conditions: '[]', actions: '[]' };
  it.each([
    ['find_contacts_by_filter', { filter: ['email'] }, /^Filter: condition 1 must be an object/],
    [
      'find_contacts_by_filter',
      { filter: [{ filter_operator: 'equal_to', values: ['x'] }] },
      /^Filter: condition 1: `attribute_key` must be a name, like `"email"`/,
    ],
    [
      'find_contacts_by_filter',
      { filter: [{ attribute_key: 'email', values: ['x'] }] },
      /^Filter: condition 1: `filter_operator` must be a name/,
    ],
    [
      'find_contacts_by_filter',
      { filter: [is('email', [{ is: 'x' }])] },
      /^Filter: condition 1: `values` must be a list of texts, like `\["open"\]`/,
    ],
    [
      'find_contacts_by_filter',
      { filter: [is('email', [])] },
      /^Filter: condition 1: `values` must/,
    ],
    [
      'find_contacts_by_filter',
      { filter: [is('email', undefined)] },
      /^Filter: condition 1: `values` must/,
    ],
    [
      'find_conversations_by_filter',
      { filter: [is('status', 'open'), is('status', 'pending')] },
      /^Filter: condition 1: `query_operator` must be `"AND"` or `"OR"`, since another condition/,
    ],
    [
      'create_custom_filter',
      { name: 'A', query: { payload: 'status' } },
      /^Query: `payload` must be the list of conditions/,
    ],
    [
      'update_custom_filter',
      { custom_filter: '1', query: { payload: [is('status', [['open']])] } },
      /^Query: condition 1: `values` must be a list of texts/,
    ],
    [
      'create_automation_rule',
      { ...rule, conditions: [is('content', null)] },
      /^Conditions: condition 1: `values` must be/,
    ],
    [
      'create_automation_rule',
      { ...rule, actions: [{ action_params: ['x'] }] },
      /^Actions: action 1: `action_name` must be a name/,
    ],
    [
      'update_automation_rule',
      { automation_rule: '1', actions: [{ action_name: 'add_label', action_params: [{}, ['x']] }] },
      /^Actions: action 1: `action_params` must be a list of texts/,
    ],
  ])('%s with %j', async (key, input, text) => {
    expect(await messageOf(run(key, input))).toMatch(text);
    expect(sandbox.requests).toEqual([]);
  });
});
