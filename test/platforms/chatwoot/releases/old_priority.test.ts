// Priorities on servers of 3.5, which have no PATCH /conversations/{id} and fail over a filter by priority.
import {
  keys,
  seeded,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../../../sandbox/chatwoot/index.js';
import { messageOf, runStep } from '../../../helpers/running/light_steps.js';
import { emptyZ } from '../../../simulator/zapier/z.js';

type Row = Record<string, unknown>;

const { inboxes } = seeded;
const OMAR = '2';

let today: ChatwootSandbox;
let old: ChatwootSandbox;
const others: ChatwootSandbox[] = [];
beforeAll(async () => {
  [today, old] = await Promise.all([
    startChatwootSandbox(),
    startChatwootSandbox({ version: '3.5' }),
  ]);
});
afterAll(() => Promise.all([today, old, ...others].map((server) => server.close())));
beforeEach(() => {
  for (const server of [today, old]) {
    server.reset();
    server.clearFaults();
    server.requests.length = 0;
  }
});

const run = (
  step: string,
  inputData: Row,
  server = old,
  z = emptyZ(),
  apiKey: string = keys.administrator,
): Promise<unknown> => {
  const authData = { platform: 'chatwoot', apiKey, baseUrl: server.url, accountId: '1' };
  return runStep(step, authData, inputData, z);
};
const stored = (id: number, server = old) => {
  const row = server.store.conversations.find(
    ({ account_id, display_id }) => account_id === 1 && display_id === id,
  );
  if (!row) throw new Error(`the sandbox has no conversation ${id}`);
  return row;
};
const sent = (server = old) =>
  server.requests.map(({ method, path, status }) => {
    const end = path.split('/accounts/1/')[1] ?? path;
    return `${method} ${end}${status >= 400 ? ` ${status}` : ''}`;
  });

describe('Update Conversation', () => {
  it('sets a priority by the route that every version has, and gives the conversation', async () => {
    const z = emptyZ();
    const changed = await run(
      'update_conversation',
      { conversation: '1', priority: 'low' },
      old,
      z,
    );
    expect(changed).toMatchObject({ id: '1', priority: 'low', contact: { id: '1' } });
    expect(stored(1).priority).toBe('low');
    expect(sent()).toEqual([
      'PATCH conversations/1 404',
      'GET conversations/1',
      'POST conversations/1/toggle_priority',
    ]);

    // That the route is missing is remembered.
    old.requests.length = 0;
    await run('update_conversation', { conversation: '1', priority: 'urgent' }, old, z);
    expect(sent()).toEqual(['GET conversations/1', 'POST conversations/1/toggle_priority']);
    expect(old.requests[1]?.body).toEqual({ priority: 'urgent' });
  });

  it('empties it', async () => {
    stored(1).priority = 'high';
    const input = { conversation: '1', clear_fields: ['priority'] };
    const changed = await run('update_conversation', input);
    expect(changed).not.toHaveProperty('priority');
    expect(old.requests.at(-1)?.body).toEqual({ priority: null });
    expect(stored(1).priority).toBeNull();
  });

  it('leaves nothing else undone', async () => {
    const changed = await run('update_conversation', {
      conversation: '1',
      priority: 'urgent',
      team: '1',
      agent: OMAR,
      status: 'resolved',
      add_labels: ['lead'],
    });
    const wanted = { priority: 'urgent', team_id: '1', assignee_id: OMAR, status: 'resolved' };
    expect(changed).toMatchObject(wanted);
    expect(stored(1)).toMatchObject({ priority: 'urgent', team_id: 1, status: 'resolved' });
    expect(stored(1).labels).toContain('lead');
  });

  it('keeps the labels and attributes that are there beside a priority', async () => {
    const { labels, custom_attributes } = structuredClone(stored(1));
    await run('update_conversation', { conversation: '1', priority: 'low', add_labels: ['lead'] });
    expect(stored(1)).toMatchObject({ labels: [...labels, 'lead'], custom_attributes });
  });

  it('says of a missing conversation that it is missing', async () => {
    const text = await messageOf(
      run('update_conversation', { conversation: '211', priority: 'low' }),
    );
    expect(text).toMatch(/^Chatwoot has no conversation 211 in this account/);
  });

  it("works with a bot's key where the server lets it, as on 3.6", async () => {
    const server = await startChatwootSandbox({ version: '3.6.0' });
    others.push(server);
    const [website] = server.store.inboxes;
    if (website) website.agent_bot_id = 1;
    const input = { conversation: '2', priority: 'low' };
    const changed = await run('update_conversation', input, server, emptyZ(), keys.bot);
    expect(changed).toEqual({ id: '2', priority: 'low' });
    expect(stored(2, server).priority).toBe('low');
  });

  it('believes the answer of a fork that has the route, whatever its number is', async () => {
    const fork = await startChatwootSandbox({ version: '3.7.0-konverte' });
    others.push(fork);
    await run('update_conversation', { conversation: '1', priority: 'low' }, fork);
    expect(sent(fork)).toEqual(['PATCH conversations/1']);
  });

  it('takes one request on servers of today', async () => {
    await run('update_conversation', { conversation: '1', priority: 'low' }, today);
    expect(sent(today)).toEqual(['PATCH conversations/1']);
  });
});

describe('Create Conversation', () => {
  const input = { contact: '1', inbox: String(inboxes.api), message: 'Hi', priority: 'high' };

  it('has a priority, and is made once', async () => {
    const made = await run('create_conversation', { ...input, add_labels: ['lead'] });
    expect(made).toMatchObject({ is_new: true, priority: 'high', labels: ['lead'] });
    expect(old.store.conversations.at(-1)).toMatchObject({ priority: 'high', labels: ['lead'] });
    expect(sent().filter((call) => call === 'POST conversations')).toHaveLength(1);
    expect(sent().slice(-2)).toEqual([
      'PATCH conversations/7 404',
      'POST conversations/7/toggle_priority',
    ]);
  });

  it('takes the same requests as ever on servers of today', async () => {
    await run('create_conversation', input, today);
    expect(sent(today).slice(-2)).toEqual(['POST conversations', 'PATCH conversations/7']);
  });
});

describe('Find Conversation by priority', () => {
  beforeEach(() => {
    stored(1).priority = 'urgent';
    stored(1, today).priority = 'urgent';
  });

  it.each([
    ['alone', { priority: 'urgent' }],
    ['with a status', { priority: 'urgent', status: 'open' }],
  ])('%s finds the same as on servers of today', async (_case, query) => {
    const found = (await run('find_conversation', query)) as Row[];
    expect(found.map(({ id }) => id)).toEqual(
      ((await run('find_conversation', query, today)) as Row[]).map(({ id }) => id),
    );
    expect(found.map(({ id }) => id)).toContain('1');
    expect(sent()).toEqual(['POST conversations/filter 500', 'POST conversations/filter']);
    expect(sent(today)).toEqual(['POST conversations/filter']);
  });

  it('finds nothing where all were looked at', async () => {
    for (const row of old.store.conversations) row.priority = null;
    expect(await run('find_conversation', { priority: 'low' })).toEqual([]);
  });

  it('reads four pages at most, and then says that there may be more', async () => {
    for (const row of old.store.conversations) row.priority = null;
    const [first] = old.store.conversations;
    for (let id = 1000; id < 1120; id += 1) {
      if (first) old.store.conversations.push({ ...first, id, display_id: id });
    }
    const text = await messageOf(run('find_conversation', { priority: 'low' }));
    expect(text).toMatch(/^Priority: .*since 3\.8.*latest 100 conversations/);
    expect(text.length).toBeLessThanOrEqual(250);
    expect(sent()).toHaveLength(5);
    expect(old.requests.at(-1)?.query).toBe('page=4');
  });

  it('a server that fails for another reason is said to fail', async () => {
    today.fail({ path: /filter$/, status: 500, times: 2 });
    expect(await messageOf(run('find_conversation', { priority: 'low' }, today))).toMatch(
      /problem of its own/,
    );
  });
});
