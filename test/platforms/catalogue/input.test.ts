// What people and agents fill into the catalogue's operations, and what they are told of it.
import { chatwootOperations as operations } from '../../../platforms/chatwoot/operations/index.js';
import {
  keys,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../../sandbox/chatwoot/index.js';
import type { EntryField } from '../../../platforms/catalogue/entry.js';
import { endingOf } from '../../helpers/ending.js';
import { catalogues, type CatalogueServer } from '../../helpers/running/catalogues.js';
import { runOperation } from '../../helpers/running/operation_run.js';
import { operationInputs } from '../../operation_inputs/index.js';

type Row = Record<string, unknown>;

let sandbox: ChatwootSandbox;
beforeAll(async () => {
  sandbox = await startChatwootSandbox({ edition: 'enterprise' });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.reset();
  sandbox.requests.length = 0;
});

const run = (key: string, input: Row, apiKey: string = keys.administrator): Promise<unknown> =>
  runOperation(sandbox.url, key, input, { apiKey });

const webhook = { url: 'https://hooks.example.com/all' };
const rule = { name: 'Mute', event_name: 'Message Created', actions: '[]', conditions: '[]' };
const time = { since: '2026-02-07', until: '2026-02-14' };

describe('what is meant is understood', () => {
  it.each([
    [
      'create_agent',
      { email: 'kim@example.com', role: 'Administrator' },
      { role: 'administrator' },
    ],
    [
      'create_agent',
      { email: 'kim@example.com', role: 'ADMINISTRATOR' },
      { role: 'administrator' },
    ],
    ['create_automation_rule', rule, { event_name: 'message_created' }],
    ['update_account_settings', { locale: 'Portuguese (Brazil)' }, { locale: 'pt_BR' }],
    [
      'create_webhook',
      { ...webhook, subscriptions: 'Contact Created, message_created' },
      { subscriptions: ['contact_created', 'message_created'] },
    ],
    [
      'create_custom_attribute',
      { attribute_display_name: 'Size', attribute_key: 'size', attribute_values: 'S, M, L' },
      { attribute_values: ['S', 'M', 'L'] },
    ],
    [
      'create_custom_attribute',
      { attribute_display_name: 'Way', attribute_key: 'way', attribute_values: ['Yes, now', 'No'] },
      { attribute_values: ['Yes, now', 'No'] },
    ],
  ])('%s with %o', async (key, input, given) => {
    await expect(run(key, input)).resolves.toMatchObject(given);
  });

  it.each([['1, 3'], [['1, 3']], ['[1, 3]'], [[1, 3]]])('agents as %o', async (agents) => {
    await run('update_inbox_members', { inbox: '1', agents });
    expect(sandbox.store.inboxes[0]?.member_ids).toEqual([1, 3]);
  });

  it('a choice by its label decides about other fields too', async () => {
    const input = { metric: 'Resolutions', type: 'An Agent', agent: '2', team: '1', ...time };
    await expect(run('find_report', input)).resolves.toMatchObject([{ id: 'resolutions_count' }]);
    expect(sandbox.requests.at(-1)?.query).toMatch(/(^|&)id=2(&|$)/);
    await expect(run('find_report', { ...input, agent: '' })).rejects.toThrow(
      /^Agent: this field is required/,
    );
  });
});

describe('an ID is a whole number', () => {
  it.each(['1.5', '1st', '-1', 'sales', '.', '../1'])('not %s', async (id) => {
    const message = `\`${id}\` is not an ID, which is a whole number.`;
    await expect(run('delete_team', { team: id })).rejects.toThrow(`Team: ${message}`);
    await expect(run('find_team', { team: id })).rejects.toThrow(`Team: ${message}`);
    await expect(run('find_conversation_counts', { inbox: id })).rejects.toThrow(message);
    await expect(run('add_team_members', { team: '1', agents: [id] })).rejects.toThrow(message);
    await expect(run('delete_message', { conversation: '1', message: id })).rejects.toThrow(
      message,
    );
    await expect(run('delete_user', { user: id }, keys.platformApp)).rejects.toThrow(message);
    expect(sandbox.requests).toHaveLength(0);
  });
});

describe('an ID of more than 4 bytes, such as a phone number', () => {
  const TEXT_LISTS = [
    'list_api_inboxes',
    'list_inbox_contacts',
    'list_integrations',
    'list_labels',
    'list_portals',
  ];
  const fields = operations.flatMap((operation) =>
    operation.fields
      .filter(({ type, dynamic }) =>
        dynamic ? !TEXT_LISTS.includes(dynamic) : type === 'id' || type === 'integer',
      )
      .map((field) => [operation.key, field] as const),
  );

  it('is refused in every field that takes a number, before a request', async () => {
    expect(fields.length).toBeGreaterThan(100);
    for (const [key, { key: input, label, list, onlyFor }] of fields) {
      const given = {
        ...operationInputs[key]?.full,
        ...(onlyFor && { [onlyFor.field]: onlyFor.value }),
        [input]: list ? ['5511987654321'] : '5511987654321',
      };
      // A contact may be named by a phone number too, but not without its plus.
      const why = input === 'contact' ? 'can be no contact ID' : 'is too big';
      await expect(run(key, given)).rejects.toThrow(`${label}: \`5511987654321\` ${why}`);
    }
    expect(sandbox.requests).toHaveLength(0);
  });
});

describe('what is refused before a request', () => {
  it.each([
    ['create_agent', { email: 'a@b.co', role: 'Boss' }, /^Role: `Boss` is not .*`Agent`, `Adminis/],
    [
      'create_automation_rule',
      { ...rule, conditions: '{}' },
      /^Conditions: this JSON must be a list/,
    ],
    ['create_custom_filter', { name: 'Mine', query: '[1]' }, /^Query: this JSON must be an object/],
    [
      'create_custom_filter',
      { name: 'Mine', query: 'null' },
      /^Query: this JSON must be an object/,
    ],
    [
      'update_inbox',
      { inbox: '1', channel: '"x"' },
      /^More Channel Settings: this JSON must be an/,
    ],
    ['update_account_settings', { auto_resolve_after: 3e9 }, /^Resolve Automatically.*is too big/],
    ['update_inbox_members', { inbox: '1', agents: '[]' }, /^Agents: this list has no value in it/],
    ['update_team_members', { team: '1', agents: ' , ' }, /^Agents: this list has no value in it/],
    ['update_team', { team: '1', name: ' ', description: '' }, /^Nothing to change/],
  ])('%s with %o', async (key, input, message) => {
    await expect(run(key, input)).rejects.toThrow(message);
    expect(sandbox.requests).toHaveLength(0);
  });
});

describe("the server's refusals name fields by their labels", () => {
  const long = 'x'.repeat(300);
  it.each([
    [
      'create_canned_response',
      { short_code: long, content: 'Hi' },
      /^Short Code: Chatwoot refused/,
    ],
    [
      'create_custom_attribute',
      { attribute_display_name: 'Size', attribute_key: '{{x}}' },
      /^Key: Chatwoot refused/,
    ],
    ['create_automation_rule', { ...rule, name: long }, /It says: "Name: is too long/],
    ['create_article', { portal: 'acme-help', title: 'A', author: '99' }, /^Author: Chatwoot refu/],
    ['update_profile', { message_signature: 'x'.repeat(30_000) }, /^Message Signature: Chatwoot/],
    [
      'create_inbox',
      { type: 'api', name: 'A', max_assignment_limit: -1 },
      /^Most Conversations per Agent: Chatwoot refused/,
    ],
    ['add_inbox_members', { inbox: '1', agents: '99' }, /^Agents: Chatwoot refused/],
    ['add_team_members', { team: '1', agents: '99' }, /^Agents: Chatwoot has no agent with one of/],
  ])('%s with %o', async (key, input, message) => {
    await expect(run(key, input)).rejects.toThrow(message);
  });

  it('in the platform API too', async () => {
    const user = { name: 'Dana', email: 'dana@example.com', initial_sign_in: 'x' };
    await expect(run('create_user', user, keys.platformApp)).rejects.toThrow(/^Password: Chatwoot/);
  });
});

describe('a record that is not there', () => {
  it('may be each of those that the step names', async () => {
    await expect(run('set_inbox_agent_bot', { inbox: '2', agent_bot: '99' })).rejects.toThrow(
      /^Chatwoot has no inbox 2, or no agent bot 99 in this account\./,
    );
  });

  it('is told of with the start of a long value alone', async () => {
    const input = { portal: 'p'.repeat(300), title: 'A', author: '1' };
    await expect(run('create_article', input)).rejects.toThrow(
      /no portal p{60}…, or no author 1 in/,
    );
    const wrong = run('update_team', { team: 't'.repeat(5000), name: 'A' });
    await expect(wrong).rejects.toThrow(/^Team: `t{60}…` is not an ID/);
  });
});

it("the platform API's failures have their operation's explanation", async () => {
  const input = { account: '2', features: { teleport: true } };
  await expect(run('update_platform_account', input, keys.platformApp)).rejects.toThrow(
    /^Features: the server failed .*a feature that it does not have/,
  );
});

describe.each(catalogues)('every field of $platform', ({ operations: entries, ...walked }) => {
  let server: CatalogueServer;
  beforeAll(async () => {
    server = await walked.start();
  });
  afterAll(() => server.close());
  beforeEach(() => server.reset());

  const fields = entries.flatMap(({ key, fields: own }) => own.map((field) => ({ key, field })));
  /** Refused with each of the values, before a request. */
  const refuses = async (
    values: readonly unknown[],
    is: (field: EntryField) => boolean,
    says: (label: string) => RegExp,
  ): Promise<number> => {
    const meant = fields.filter(({ field }) => is(field));
    for (const { key, field } of meant) {
      for (const value of values) {
        const { onlyFor } = field;
        const chosen = onlyFor && { [onlyFor.field]: onlyFor.value };
        const given = { ...walked.inputOf(key).full, ...chosen, [field.key]: value };
        expect(await endingOf(server.run(key, given))).toMatch(says(escaped(field.label)));
      }
    }
    expect(server.requests).toEqual([]);
    return meant.length;
  };

  it('that is a list refuses one without a value', async () => {
    const count = await refuses(
      ['[]', ' , '],
      ({ list }) => list === true,
      (label) => new RegExp(`^${label}: this list has no value in it`),
    );
    expect(count).toBeGreaterThan(3);
  });

  it('that is a time refuses what is none', async () => {
    const count = await refuses(
      ['tomorrow', '2026-02-30', '25:00'],
      ({ type }) => type === 'datetime',
      (label) => new RegExp(`^${label}: \`(tomorrow|2026-02-30|25:00)\``),
    );
    expect(count).toBeGreaterThan(2);
  });

  it('that is a yes or no refuses a perhaps', async () => {
    const count = await refuses(
      ['perhaps'],
      ({ type }) => type === 'boolean',
      (label) => new RegExp(`^${label}: \`perhaps\` is neither yes nor no`),
    );
    expect(count).toBeGreaterThan(2);
  });

  it('that is required must be filled', async () => {
    const count = await refuses(
      ['', ' '],
      ({ required }) => required === true,
      (label) => new RegExp(`^${label}: this field is required`),
    );
    expect(count).toBeGreaterThan(20);
  });
});

function escaped(text: string): string {
  return text.replace(/[()?.]/g, '\\$&');
}
