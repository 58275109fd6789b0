// What an agent bot's key can do with conversations and messages, on servers of 3.5 and of today.
import {
  keys,
  seeded,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../../sandbox/chatwoot/index.js';
import { formOf, messageOf, runStep } from '../../helpers/running/light_steps.js';
import { emptyZ } from '../../simulator/zapier/z.js';

type Row = Record<string, unknown>;

const { inboxes, conversations } = seeded;
const OMAR = '2';
const LONGEST = 250;

let today: ChatwootSandbox;
let old: ChatwootSandbox;
beforeAll(async () => {
  [today, old] = await Promise.all([
    startChatwootSandbox(),
    startChatwootSandbox({ version: '3.5.2' }),
  ]);
});
afterAll(() => Promise.all([today.close(), old.close()]));
beforeEach(() => {
  for (const server of [today, old]) {
    server.reset();
    server.clearFaults();
    server.requests.length = 0;
    const [website] = server.store.inboxes;
    if (!website) throw new Error('the seed has no inbox');
    // Servers of 3.5 know a bot by the inboxes that it answers in.
    website.agent_bot_id = 1;
  }
});

const authOf = (server: ChatwootSandbox) => ({
  platform: 'chatwoot',
  apiKey: keys.bot,
  baseUrl: server.url,
  accountId: '1',
});
const run = (step: string, inputData: Row, server = today, z = emptyZ()): Promise<unknown> =>
  runStep(step, authOf(server), inputData, z);
const stored = (id: number, server = today) => {
  const row = server.store.conversations.find(
    ({ account_id, display_id }) => account_id === 1 && display_id === id,
  );
  if (!row) throw new Error(`the sandbox has no conversation ${id}`);
  return row;
};
const sent = (server = today) =>
  server.requests.map(({ method, path, status }) => {
    const end = path.split('/accounts/1/')[1] ?? path;
    return `${method} ${end}${status >= 400 ? ` ${status}` : ''}`;
  });

describe.each([
  ['today', () => today],
  ['of 3.5', () => old],
])('on a server %s', (_version, serverOf) => {
  it.each([
    ['update_conversation', { conversation: '2' }, 'status'],
    ['create_conversation', { contact: '1', inbox: String(inboxes.api) }, 'message'],
    ['send_message', { conversation: String(conversations.whatsapp) }, 'private'],
  ])('the form of %s loads, without what the key is not shown', async (step, input, field) => {
    const shown = (await formOf(step, authOf(serverOf()), input)).map(({ key }) => key);
    expect(shown).toContain(field);
    expect(shown.some((key) => key.startsWith('attr_') || key.startsWith('template'))).toBe(false);
  });

  it('starts a conversation, where the server makes up what the contact is called there', async () => {
    const server = serverOf();
    const started = await run(
      'create_conversation',
      { contact: '1', inbox: String(inboxes.api), message: 'Hi' },
      server,
    );
    expect(started).toMatchObject({ is_new: true, last_message: 'Hi', contact: { id: '1' } });
    expect(sent(server)).toEqual(['GET contacts/1 401', 'POST conversations']);
  });

  it('starts one in the session that is named, in one request', async () => {
    const server = serverOf();
    const source_id = seeded.apiInbox.source_id;
    await run('create_conversation', { contact: '1', inbox: '2', source_id }, server);
    expect(sent(server)).toEqual(['POST conversations']);
    const session = server.store.contactInboxes.find((row) => row.source_id === source_id);
    expect(server.store.conversations.at(-1)?.contact_inbox_id).toBe(session?.id);
  });

  it('sends a message', async () => {
    const server = serverOf();
    const message = await run('send_message', { conversation: '2', message: 'Hi' }, server);
    expect(message).toMatchObject({ content: 'Hi', sender_type: 'agent_bot' });
    expect(sent(server)).toEqual(['POST conversations/2/messages']);
  });

  it('sets a status', async () => {
    const server = serverOf();
    const input = { conversation: '2', status: 'resolved' };
    const changed = await run('update_conversation', input, server);
    expect(changed).toMatchObject({ id: '2', status: 'resolved' });
    expect(stored(2, server).status).toBe('resolved');
    expect(sent(server).at(-1)).toBe('POST conversations/2/toggle_status');
    expect(server.requests).toHaveLength(2);
  });
});

it('puts the team of a new conversation in afterwards: the server fails to show a bot such a one', async () => {
  const z = emptyZ();
  const input = { contact: '1', inbox: String(inboxes.website), agent: OMAR, team: '1' };
  const started = await run('create_conversation', input, today, z);
  expect(started).toMatchObject({ is_new: true, assignee_id: OMAR, team_id: '1' });
  expect(sent()).toEqual([
    'GET assignable_agents 401',
    'GET teams 401',
    'GET contacts/1 401',
    'POST conversations',
    'POST conversations/7/assignments',
  ]);
  today.requests.length = 0;
  await run('create_conversation', input, today, z);
  // That the lists are for people is remembered.
  expect(sent()).toEqual([
    'GET contacts/1 401',
    'POST conversations',
    'POST conversations/8/assignments',
  ]);
});

it('says which team or agent there is none of', async () => {
  const input = { contact: '1', inbox: String(inboxes.website) };
  expect(await messageOf(run('create_conversation', { ...input, team: '99' }))).toMatch(
    /Team: Chatwoot has no team `99` in this account/,
  );
  expect(await messageOf(run('create_conversation', { ...input, agent: '99' }))).toMatch(
    /Agent: Chatwoot has no agent `99` in this account/,
  );
});

it.each([
  ['create_conversation', 'POST', /conversations$/, { contact: '1', inbox: '2', message: 'Hi' }],
  ['send_message', 'POST', /messages$/, { conversation: '2', message: 'Hi' }],
])(
  '%s is not sent again where nobody can look whether it was done',
  async (step, method, path, input) => {
    const z = emptyZ();
    today.fail({ method, path, status: 502 });
    await messageOf(run(step, input, today, z));
    today.requests.length = 0;
    expect(await messageOf(run(step, input, today, z))).toMatch(
      /^An earlier run sent exactly this/,
    );
    expect(sent().every((call) => !call.startsWith('POST'))).toBe(true);
  },
);

it('changes labels and priority where the server lets it', async () => {
  const input = { conversation: '2', add_labels: ['vip'], priority: 'low', status: 'pending' };
  await run('update_conversation', input);
  expect(stored(2)).toMatchObject({ labels: ['vip'], priority: 'low', status: 'pending' });
});

it.each([
  [{ add_labels: ['vip'] }],
  [{ clear_fields: ['labels'] }],
  [{ replace_labels: ['vip'], status: 'resolved' }],
])('on a server of 3.5, what must be merged needs a person: %j', async (input) => {
  const text = await messageOf(run('update_conversation', { conversation: '2', ...input }, old));
  expect(text).toMatch(/^This step needs a person's access token/);
  expect(stored(2, old)).toMatchObject({ status: 'open', labels: [] });
});

describe('what a server of 3.5 keeps from bots', () => {
  const created = { contact: '1', inbox: String(inboxes.api) };

  it.each([
    [{ priority: 'high' }],
    [{ priority: 'high', status: 'resolved' }],
    [{ agent: OMAR, status: 'resolved' }],
    [{ team: '1', status: 'resolved' }],
  ])('is said before anything is changed: %j', async (input) => {
    const before = structuredClone(stored(2, old));
    const text = await messageOf(run('update_conversation', { conversation: '2', ...input }, old));
    expect(text).toMatch(/^This step needs a person's access token.*before Chatwoot 3\.6/);
    expect(text.length).toBeLessThanOrEqual(LONGEST);
    expect(stored(2, old)).toEqual(before);
  });

  it.each([
    [{ team: '1' }, 'the team'],
    [{ add_labels: ['vip'] }, 'the labels'],
    [{ priority: 'high' }, 'the priority'],
  ])('is said with what was started: %j', async (input, part) => {
    const z = emptyZ();
    const start = (): Promise<string> =>
      messageOf(run('create_conversation', { ...created, ...input }, old, z));
    const text = await start();
    expect(text).toMatch(/^This step needs a person's access token/);
    expect(text).toContain(`Done: the new conversation (ID 7). Not done: ${part}.`);
    await start();
    expect(old.store.conversations).toHaveLength(7);
  });

  it('an agent comes with the new conversation', async () => {
    const started = await run('create_conversation', { ...created, agent: OMAR }, old);
    expect(started).toMatchObject({ assignee_id: OMAR });
  });

  it('a snooze gives what the server says of it', async () => {
    const snoozed_until = '2030-01-01T00:00:00.000Z';
    const input = { conversation: '2', status: 'snoozed', snoozed_until };
    expect(await run('update_conversation', input, old)).toEqual({
      id: '2',
      status: 'snoozed',
      snoozed_until,
    });
  });
});

describe('a bot that answers in none of the inboxes', () => {
  const steps: [string, Row][] = [
    ['send_message', { conversation: '2', message: 'Hi' }],
    ['update_conversation', { conversation: '2', status: 'resolved' }],
    ['create_conversation', { contact: '1', inbox: String(inboxes.api) }],
  ];

  it.each(steps)(
    '%s says that on 3.5, where the server speaks as of a person',
    async (step, input) => {
      for (const inbox of old.store.inboxes) inbox.agent_bot_id = null;
      const text = await messageOf(run(step, input, old));
      expect(text).toMatch(
        /^This agent bot answers in none of the inboxes of this account in Chatwoot/,
      );
      expect(text.length).toBeLessThanOrEqual(LONGEST);
      expect(sent(old).at(-1)).toBe('GET /api/v1/profile 401');
    },
  );

  it.each(steps)('%s says that today, where it is another account’s', async (step, input) => {
    const text = await messageOf(
      runStep(step, { ...authOf(today), accountId: '2' }, input, emptyZ()),
    );
    expect(text).toMatch(
      /^This agent bot answers in none of the inboxes of this account in Chatwoot/,
    );
    expect(sent(today)).not.toContain('GET /api/v1/profile 401');
  });

  it('a person who is no member is told of the Account ID', async () => {
    const authData = { ...authOf(old), apiKey: keys.administrator, accountId: '2' };
    const text = await messageOf(runStep('send_message', authData, steps[0]?.[1] ?? {}, emptyZ()));
    expect(text).toMatch(/^Account ID: the key's owner is not a member of this account/);
  });
});

it('offers to clear what the key can clear', async () => {
  const fields = await formOf('update_conversation', authOf(today), { conversation: '2' });
  const clear = fields.find(({ key }) => key === 'clear_fields') as unknown as {
    choices: { perform: (z: unknown, bundle: unknown) => Promise<{ results: { id: string }[] }> };
  };
  const bundle = { authData: authOf(today), inputData: {}, meta: {} };
  const { results } = await clear.choices.perform(emptyZ(), bundle);
  expect(results.map(({ id }) => id)).toEqual(['agent', 'team', 'priority', 'labels']);
});
