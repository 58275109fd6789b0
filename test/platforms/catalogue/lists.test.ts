// What operations' dropdowns are filled with, and what a server without an operation is told of.
import type { Bundle, ZObject } from 'zapier-platform-core';
import { chatwootLists } from '../../../platforms/chatwoot/lists.js';
import type { ListKey } from '../../../platforms/contract/list.js';
import { chatwootOperations as operations } from '../../../platforms/chatwoot/operations/index.js';
import { toInputField } from '../../../platforms/contract/operations.js';
import { seeded } from '../../../sandbox/chatwoot/seed/seeded.js';
import { platforms } from '../../../platforms/index.js';
import {
  keys,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../../sandbox/chatwoot/index.js';
import { singleValue } from '../../../platforms/catalogue/values.js';
import { chatwootValues } from '../../../platforms/chatwoot/operations/values.js';
import { searches } from '../../../searches/index.js';
import { operationSearches } from '../../../searches/operations.js';
import { listTrigger } from '../../helpers/running/list_trigger.js';
import { emptyZ } from '../../simulator/zapier/z.js';

let sandbox: ChatwootSandbox;
beforeAll(async () => {
  sandbox = await startChatwootSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.reset();
  sandbox.requests.length = 0;
});

async function run(
  perform: (z: ZObject, bundle: Bundle) => Promise<unknown>,
  inputData: Record<string, unknown>,
  page = 0,
  apiKey: string = keys.administrator,
): Promise<unknown> {
  const authData = {
    platform: 'chatwoot',
    apiKey,
    baseUrl: sandbox.url,
    accountId: '1',
  };
  return perform(emptyZ(), { authData, inputData, meta: { page } } as unknown as Bundle);
}

/** The lists that the platform offers. */
const LISTED = Object.keys(chatwootLists) as ListKey[];

interface Choice {
  id: string;
  name: string;
}

const keyFor = (key: string): string =>
  key.startsWith('list_platform_') || key === 'list_account_users'
    ? keys.platformApp
    : keys.administrator;

/** A row for lists that are empty in the seed. */
function prepare(): void {
  sandbox.store.customFilters.push({
    id: 1,
    account_id: 1,
    user_id: 1,
    name: 'Mine',
    filter_type: 'conversation',
    query: {},
    created_at: new Date(),
    updated_at: new Date(),
  });
  sandbox.store.webhooks.push({
    id: 1,
    account_id: 1,
    inbox_id: null,
    name: 'Zapier',
    url: 'https://hooks.example.com/1',
    subscriptions: [],
    secret: null,
  });
}

/** The answer with each row of its list twice: the same but for what the server keeps unique. */
function doubled(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.flatMap((row: unknown) =>
      typeof row === 'object' && row !== null
        ? [row, withOtherIds(row)]
        : [row, `${row as string}2`],
    );
  }
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.entries(value).map(([key, held]): [string, unknown] => [
    key,
    ['payload', 'data', 'webhooks'].includes(key) ? doubled(held) : held,
  ]);
  return Object.fromEntries(inner);
}

const UNIQUE = ['id', 'user_id', 'slug', 'url', 'inbox_identifier', 'short_code', 'attribute_key'];

function withOtherIds(value: unknown, isTop = true): unknown {
  if (Array.isArray(value)) return value.map((row) => withOtherIds(row, isTop));
  if (typeof value !== 'object' || value === null) return value;
  // Titles of labels are unique, those of articles aren't.
  const unique = 'show_on_sidebar' in value ? [...UNIQUE, 'title'] : UNIQUE;
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => {
      const isKey = key === 'id' || (isTop && unique.includes(key));
      if (isKey && typeof held === 'number') return [key, held + 1000];
      if (isKey && typeof held === 'string') return [key, `${held}2`];
      if (key === 'contact_inboxes') return [key, withOtherSources(held)];
      return [key, key === 'hooks' || key === 'inbox' ? withOtherIds(held, false) : held];
    }),
  );
}

function withOtherSources(sessions: unknown): unknown {
  return (sessions as { source_id: string }[]).map((session) => ({
    ...session,
    source_id: `${session.source_id}2`,
  }));
}

const list = (key: ListKey, inputData = {}, page = 0): Promise<unknown> =>
  run(listTrigger(key).operation.perform, inputData, page);

describe('a list', () => {
  const declared = platforms.flatMap(({ lists = {} }) => Object.entries(lists));

  it('is called alike on all platforms that have it', () => {
    for (const [key, { noun, plural }] of declared) {
      const { noun: shown, display } = listTrigger(key as ListKey);
      expect([key, shown, display.label]).toEqual([key, noun, `List ${plural}`]);
    }
  });

  it('is declared for every field that chooses from one', () => {
    const keysOf = Object.keys(chatwootLists);
    const fields = operations.flatMap((operation) => operation.fields);
    const chosen = fields.flatMap(({ dynamic }) => dynamic ?? []);
    expect(chosen.length).toBeGreaterThan(100);
    expect(chosen.filter((key) => !keysOf.includes(key))).toEqual([]);
  });

  it('names what it needs, and its fields wait for that', () => {
    const needing = declared.filter(([, { dependsOn }]) => dependsOn);
    expect(needing.map(([key]) => key)).toEqual(
      expect.arrayContaining([
        'list_account_users',
        'list_articles',
        'list_categories',
        'list_contact_inboxes',
        'list_inbox_contacts',
        'list_messages',
      ]),
    );
    for (const [key, { dependsOn = {} }] of declared) {
      const { inputFields } = listTrigger(key as ListKey).operation;
      expect([key, inputFields.map((field) => field.key)]).toEqual([key, Object.keys(dependsOn)]);
    }
    for (const { key, fields } of operations) {
      for (const field of fields) {
        const list = declared.find(([listKey]) => listKey === field.dynamic)?.[1];
        const needs = list?.dependsOn && Object.keys(list.dependsOn);
        const { dependsOn, required } = toInputField(field);
        expect([key, field.key, dependsOn]).toEqual([key, field.key, needs]);
        expect(fields.map((one) => one.key)).toEqual(expect.arrayContaining(needs ?? []));
        // An optional field that says `required: false` would not be locked.
        const stated = needs && !field.required ? undefined : field.required === true;
        expect([key, field.key, required]).toEqual([key, field.key, stated]);
      }
    }
  });

  it('is there for every ID of a record that some list holds', () => {
    const typed = operations.flatMap(({ key, fields }) =>
      fields.filter(({ type }) => type === 'id').map((field) => `${key}.${field.key}`),
    );
    // No API lists the users of a server.
    expect(typed).toEqual([
      'create_account_user.user',
      'find_user.user',
      'update_user.user',
      'delete_user.user',
      'find_sso_link.user',
    ]);
  });

  it('has a search that exists, which gives out what its choices go by', () => {
    const links = new Set(declared.flatMap(([, { search }]) => search ?? []));
    expect(links.size).toBeGreaterThan(15);
    for (const link of links) {
      const [key = '', id = ''] = link.split('.');
      const search = (searches as Record<string, { operation: { sample: object } }>)[key];
      expect([link, search?.operation.sample]).toEqual([
        link,
        expect.objectContaining({ [id]: expect.anything() as unknown }),
      ]);
    }
  });

  it('tells how its ids are sent: as numbers unless they are texts', () => {
    const sent = Object.fromEntries(
      operations.flatMap(({ fields }) =>
        fields.flatMap((field) =>
          field.dynamic
            ? [[field.dynamic, singleValue(chatwootValues, field, field.goesBy ? 'Acme' : '7')]]
            : [],
        ),
      ),
    );
    expect(sent).toMatchObject({
      list_api_inboxes: 'Acme',
      list_integrations: 'Acme',
      list_labels: 'acme',
      list_portals: 'Acme',
      list_portal_ids: 7,
      list_teams: 7,
    });
  });
});

describe('dropdowns', () => {
  it.each([
    ['list_portals', {}, { id: 'acme-help', name: 'Acme Help (acme-help)' }],
    ['list_portal_ids', {}, { id: '1', name: 'Acme Help (acme-help)' }],
    ['list_categories', { portal: 'acme-help' }, { id: '1', name: 'Billing (en, billing)' }],
    ['list_articles', { portal: 'acme-help' }, { id: '1', name: 'Where are my invoices? (ID 1)' }],
    ['list_integration_hooks', {}, { id: '1', name: 'dialogflow #1' }],
  ] as const)('%s', async (key, input, choice) => {
    expect(await list(key, input)).toEqual([choice]);
    expect(await list(key, input, 1)).toEqual([]);
  });

  it.each([...LISTED.map((key) => [key])])('%s shows no two rows alike', async (key = '') => {
    const input = {
      portal: 'acme-help',
      contact: '1',
      conversation: '2',
      account: '2',
      inbox: seeded.apiInbox.inbox_identifier,
    };
    const of = (): Promise<Choice[]> =>
      run(listTrigger(key as ListKey).operation.perform, input, 0, keyFor(key)) as Promise<
        Choice[]
      >;
    prepare();
    const before = await of();
    expect(before.length).toBeGreaterThan(0);
    const answers = sandbox.requests.map(({ answer }) => answer);
    for (const answer of answers) sandbox.fail({ body: JSON.stringify(doubled(answer)) });
    const after = await of();
    expect(after).toHaveLength(2 * before.length);
    expect(new Set(after.map(({ name }) => name)).size).toBe(after.length);
    sandbox.clearFaults();
  });

  it('of a portal have nothing before one is chosen', async () => {
    expect(await list('list_categories')).toEqual([]);
    expect(await list('list_articles')).toEqual([]);
    expect(sandbox.requests).toHaveLength(0);
  });

  it('of inboxes take a contact’s email, and say where it is nobody’s', async () => {
    const byId = await list('list_contact_inboxes', { contact: '1' });
    expect(byId).not.toEqual([]);
    expect(await list('list_contact_inboxes', { contact: 'jane.doe@example.com' })).toEqual(byId);
    await expect(
      list('list_contact_inboxes', { contact: 'nobody.at.all@example.com' }),
    ).rejects.toThrow(/no contact with the email `nobody\.at\.all@example\.com`/);
  });

  it('of messages show the latest first, without what the server notes itself', async () => {
    const { messages, conversations } = sandbox.store;
    const website = conversations.find(({ display_id: id }) => id === 2)?.id;
    const ids = (await list('list_messages', { conversation: '2' })) as Choice[];
    const own = messages.filter(
      ({ conversation_id: of, message_type: type }) => of === website && type !== 2,
    );
    expect(own.length).toBeGreaterThan(2);
    expect(ids.map(({ id }) => Number(id))).toEqual(own.map(({ id }) => id).toReversed());
  });

  it('of an inbox’s contacts go by the identifiers they have there', async () => {
    const inbox = seeded.apiInbox.inbox_identifier;
    expect(await list('list_inbox_contacts', { inbox })).toContainEqual({
      id: seeded.apiInbox.source_id,
      name: expect.stringContaining('Jane Doe') as string,
    });
    expect(await list('list_inbox_contacts', { inbox: 'nope' })).toEqual([]);
    expect(await list('list_inbox_contacts', { inbox }, 20)).toEqual([]);
  });

  it('that the platform hasn’t say so, instead of being empty', async () => {
    const authData = { platform: 'vixiees', apiKey: 'x', baseUrl: 'https://127.0.0.1:1' };
    const { perform } = listTrigger('list_conversations').operation;
    const bundle = { authData, inputData: {}, meta: {} } as unknown as Bundle;
    await expect(perform(emptyZ(), bundle)).rejects.toThrow(/^Vixiees has no such list/);
  });

  it('give the pages of a long list', async () => {
    const [article] = sandbox.store.articles;
    if (!article) throw new Error('the seed has no article');
    sandbox.store.articles = Array.from({ length: 26 }, (_, index) => ({
      ...article,
      id: index + 1,
    }));
    expect(await list('list_articles', { portal: 'acme-help' })).toHaveLength(25);
    expect(await list('list_articles', { portal: 'acme-help' }, 1)).toHaveLength(1);
  });
});

describe('accounts of a platform app', () => {
  const accounts = (): Promise<unknown> =>
    run(listTrigger('list_platform_accounts').operation.perform, {}, 0, keys.platformApp);

  it('cannot be listed once one was deleted, and the ID can be filled in', async () => {
    sandbox.store.platformApps[0]?.account_ids.push(99);
    await expect(accounts()).rejects.toThrow(/^Account: .*deleted.*Fill in the ID/);
  });

  it('cannot be listed by an older server', async () => {
    sandbox.fail({ status: 404, body: '{"status":404,"error":"Not Found"}' });
    await expect(accounts()).rejects.toThrow(/^Account: .*since 4\.5.*Fill in the ID/);
  });
});

describe('a server without an operation', () => {
  it('has no audit log', async () => {
    const perform = operationSearches['find_audit_log']?.operation.perform;
    await expect(run(perform as Parameters<typeof run>[0], {})).rejects.toThrow(
      /only the Enterprise edition keeps one/,
    );
  });
});
