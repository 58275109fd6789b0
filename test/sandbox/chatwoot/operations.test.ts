import {
  keys,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../../sandbox/chatwoot/index.js';

interface Call {
  key?: string;
  body?: unknown;
}
type Body = Record<string, unknown>;
interface Answer {
  status: number;
  text: string;
  body: Body;
  rows: Body[];
}

const account = '/api/v1/accounts/1';
const account2 = '/api/v2/accounts/1';
const platform = '/platform/api/v1';
const app = { key: keys.platformApp };
const agent = { key: keys.agent };
const notAuthorized = { error: 'You are not authorized to do this action' };
const notFound = { error: 'Resource could not be found' };
/** The seed's conversations are from January to March 2026. */
const since = Date.parse('2026-01-01T00:00:00.000Z') / 1000;
const until = Date.parse('2026-04-01T00:00:00.000Z') / 1000;
const spring = `since=${since}&until=${until}`;

let sandbox: ChatwootSandbox;

beforeAll(async () => {
  sandbox = await startChatwootSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

async function call(
  method: string,
  path: string,
  { key = keys.administrator, body }: Call = {},
): Promise<Answer> {
  const response = await fetch(sandbox.url + path, {
    method,
    headers: {
      Accept: 'application/json',
      'Api-Access-Token': key,
      'Content-Type': 'application/json',
    },
    ...(body !== undefined && method !== 'GET' && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = text === '' ? {} : (JSON.parse(text) as Body | Body[]);
  const list = Array.isArray(json) ? json : ((json['payload'] as Body[] | undefined) ?? []);
  return {
    status: response.status,
    text,
    body: Array.isArray(json) ? {} : json,
    rows: Array.isArray(list) ? list : [list],
  };
}

describe('inboxes', () => {
  const inboxes = `${account}/inboxes`;

  test('agents see theirs without the secrets of the channel', async () => {
    const seen = await call('GET', `${inboxes}/2`, agent);
    expect(seen.body).toMatchObject({ id: 2, channel_type: 'Channel::Api', timezone: 'UTC' });
    expect(seen.body).not.toHaveProperty('hmac_token');
    const all = await call('GET', `${inboxes}/2/`);
    expect(all.body['hmac_token']).toEqual(expect.any(String));
    const hidden = await call('GET', `${inboxes}/3`, agent);
    expect([hidden.status, hidden.body]).toEqual([401, notAuthorized]);
    expect((await call('GET', `${inboxes}/99`)).body).toEqual(notFound);
    expect((await call('GET', inboxes, agent)).rows).toHaveLength(2);
  });

  test.each([
    ['api', { webhook_url: 'https://hooks.example.com' }, 'Channel::Api', 'inbox_identifier'],
    ['web_widget', { website_url: 'https://example.com' }, 'Channel::WebWidget', 'website_token'],
    ['email', { email: 'new@example.com' }, 'Channel::Email', 'imap_address'],
  ])('an inbox with a channel of type %s is made', async (type, values, channelType, shown) => {
    const body = { name: 'New', greeting_enabled: true, channel: { type, ...values } };
    const made = await call('POST', `${inboxes}/`, { body });
    expect(made.body).toMatchObject({
      name: 'New',
      channel_type: channelType,
      greeting_enabled: true,
      ...values,
    });
    expect(typeof made.body[shown]).toBe('string');
    const read = await call('GET', `${inboxes}/${String(made.body['id'])}`);
    expect(read.body).toEqual(made.body);
  });

  test.each([
    [{ name: 'X' }, 500, undefined],
    [{ name: 'X', channel: { type: 'fax' } }, 422, 'Channel must exist'],
    [{ channel: { type: 'api' } }, 422, "Name can't be blank"],
    [{ name: 'X', channel: { type: 'web_widget' } }, 422, "Website url can't be blank"],
    [
      { name: 'X', channel: { type: 'email', email: 'support@example.com' } },
      422,
      'Email has already been taken',
    ],
    [{ name: 'X', channel: { type: 'whatsapp' } }, 422, 'Provider config Invalid Credentials'],
    [
      { name: 'X', timezone: 'Mars', channel: { type: 'api' } },
      422,
      'Timezone is not included in the list',
    ],
  ])('%j is no inbox', async (body, status, message) => {
    const count = sandbox.store.inboxes.length;
    const refused = await call('POST', inboxes, { body });
    expect([refused.status, refused.body['message']]).toEqual([status, message]);
    expect(sandbox.store.inboxes).toHaveLength(count);
  });

  test('an update keeps what was not sent, and is for administrators', async () => {
    const body = {
      name: 'Renamed',
      enable_auto_assignment: false,
      channel: { webhook_url: 'https://other.example.com' },
      working_hours: [{ day_of_week: 6, closed_all_day: false, open_all_day: true }],
    };
    const changed = await call('PATCH', `${inboxes}/2`, { body });
    expect(changed.body).toMatchObject({
      name: 'Renamed',
      enable_auto_assignment: false,
      hmac_mandatory: false,
      webhook_url: 'https://other.example.com',
    });
    const week = changed.body['working_hours'] as Body[];
    expect(week[6]).toMatchObject({ open_all_day: true, close_minutes: 59 });
    expect(week[5]).toMatchObject({ open_all_day: false, close_hour: 17 });
    expect((await call('PATCH', `${inboxes}/2`, { ...agent, body })).status).toBe(401);
    expect((await call('POST', inboxes, { ...agent, body })).body).toEqual(notAuthorized);
  });

  test('a mail server that cannot be reached is refused', async () => {
    const refused = await call('PATCH', `${inboxes}/4`, {
      body: { channel: { imap_enabled: true, imap_address: 'imap.example.org' } },
    });
    expect(refused.status).toBe(422);
    expect(refused.body['message']).toMatch(/IMAP/);
  });

  test('the bot of an inbox is set, read and taken away', async () => {
    const path = `${inboxes}/2`;
    expect((await call('GET', `${path}/agent_bot`)).body).toEqual({});
    const set = await call('POST', `${path}/set_agent_bot`, { body: { agent_bot: 1 } });
    expect([set.status, set.text]).toEqual([200, '']);
    expect((await call('GET', `${path}/agent_bot`)).body).toMatchObject({
      agent_bot: { id: 1, name: 'Acme Greeter' },
    });
    const unknown = await call('POST', `${path}/set_agent_bot`, { body: { agent_bot: 99 } });
    expect(unknown.body).toEqual(notFound);
    const byAgent = { ...agent, body: { agent_bot: null } };
    expect((await call('POST', `${path}/set_agent_bot`, byAgent)).status).toBe(401);
    await call('POST', `${path}/set_agent_bot`, { body: { agent_bot: null } });
    expect((await call('GET', `${path}/agent_bot`)).body).toEqual({});
  });

  test('a deleted inbox goes away later, with its conversations', async () => {
    expect((await call('DELETE', `${inboxes}/2`, agent)).status).toBe(401);
    const deleted = await call('DELETE', `${inboxes}/2`);
    expect(deleted.body['message']).toMatch(/deletion request/);
    await sandbox.settle();
    expect((await call('GET', `${inboxes}/2`)).status).toBe(404);
    expect(sandbox.store.conversations.some((row) => row.inbox_id === 2)).toBe(false);
  });
});

describe('inbox members', () => {
  const members = `${account}/inbox_members`;
  const ids = (answer: Answer): unknown[] => answer.rows.map((row) => row['id']);

  test('are listed, added, replaced and removed', async () => {
    expect(ids(await call('GET', `${members}/2`, agent))).toEqual([2]);
    const added = await call('POST', members, { body: { inbox_id: 2, user_ids: [1, 2] } });
    expect(ids(added)).toEqual([1, 2]);
    const replaced = await call('PATCH', members, { body: { inbox_id: 2, user_ids: [3] } });
    expect(ids(replaced)).toEqual([3]);
    const removed = await call('DELETE', members, { body: { inbox_id: 2, user_ids: [3] } });
    expect([removed.status, removed.text]).toEqual([200, '']);
    expect(ids(await call('GET', `${members}/2`))).toEqual([]);
  });

  test.each([
    ['POST', { inbox_id: 99, user_ids: [1] }, 404, undefined],
    ['POST', { inbox_id: 2, user_ids: [99] }, 422, 'User must exist'],
    ['POST', { inbox_id: 2, user_ids: ['2'] }, 422, 'User has already been taken'],
    ['PATCH', { inbox_id: 2 }, 500, undefined],
  ])('%s %j is refused', async (method, body, status, message) => {
    const refused = await call(method, members, { body });
    expect([refused.status, refused.body['message']]).toEqual([status, message]);
    expect((await call(method, members, { ...agent, body })).status).not.toBe(200);
    expect(sandbox.store.inboxes[1]?.member_ids).toEqual([2]);
  });
});

describe('integrations', () => {
  const apps = `${account}/integrations/apps`;
  const hooks = `${account}/integrations/hooks`;
  const settings = { project_id: 'acme', credentials: { private_key_id: 'k' } };

  test('the apps show their forms to administrators only', async () => {
    const [first] = (await call('GET', apps)).rows;
    expect(first).toMatchObject({ id: 'webhook', hook_type: 'account', action: '/webhook' });
    const seen = (await call('GET', apps, agent)).rows;
    expect(seen.map((row) => row['id'])).toContain('dialogflow');
    expect(seen.some((row) => 'settings_json_schema' in row)).toBe(false);
    expect((await call('GET', `${apps}/dialogflow`)).body).toMatchObject({ enabled: true });
  });

  test('a hook is made, changed and deleted; its secrets are not shown', async () => {
    const body = { app_id: 'google_translate', settings };
    const made = await call('POST', hooks, { body });
    expect(made.body).toMatchObject({ app_id: 'google_translate', status: true });
    expect(made.body['settings']).toEqual({ project_id: 'acme' });
    const path = `${hooks}/${String(made.body['id'])}`;
    const changed = await call('PATCH', path, {
      body: { hook: { status: 'disabled', settings: { ...settings, project_id: 'beta' } } },
    });
    expect(changed.body).toMatchObject({ status: false, settings: { project_id: 'beta' } });
    expect((await call('DELETE', path, agent)).body).toEqual(notAuthorized);
    const deleted = await call('DELETE', path);
    expect([deleted.status, deleted.text]).toEqual([200, '']);
    expect((await call('DELETE', path)).body).toEqual(notFound);
  });

  test.each([
    [{}, { error: 'param is missing or the value is empty: hook' }],
    [{ app_id: 'dialogflow', settings }, { message: "Inbox can't be blank" }],
    [
      { app_id: 'dialogflow', inbox_id: 1, settings: { project_id: 1 } },
      { message: 'Settings : Invalid settings data' },
    ],
    [{ settings }, { message: "App can't be blank" }],
  ])('%j is no hook', async (body, answer) => {
    const refused = await call('POST', hooks, { body });
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject(answer);
    expect((await call('POST', hooks, { ...agent, body })).body).toEqual(notAuthorized);
  });
});

describe('help center', () => {
  const portals = `${account}/portals`;
  const categories = `${portals}/acme-help/categories`;
  const articles = `${portals}/acme-help/articles`;

  test('portals are listed and made', async () => {
    const list = await call('GET', portals, agent);
    expect(list.body['meta']).toEqual({ current_page: 1, portals_count: 1 });
    expect(list.rows[0]).toMatchObject({ slug: 'acme-help', meta: { published_count: null } });
    const body = { name: 'Docs', slug: 'docs', custom_domain: 'https://docs.example.com/x' };
    const made = await call('POST', portals, { body });
    expect(made.body).toMatchObject({ slug: 'docs', custom_domain: 'docs.example.com' });
    expect(made.body['config']).toMatchObject({ default_locale: 'en', layout: 'classic' });
    expect((await call('GET', `${portals}/acme-help`)).body['meta']).toMatchObject({
      all_articles_count: 1,
      published_count: 1,
      categories_count: 1,
    });
  });

  test('a portal is changed under its slug only', async () => {
    const body = { portal: { name: 'Acme Docs', slug: 'acme-docs' } };
    expect((await call('PATCH', portals, { body })).status).toBe(404);
    expect((await call('PATCH', `${portals}/acme-help`, { ...agent, body })).status).toBe(401);
    expect((await call('PATCH', `${portals}/nothing`, { body })).status).toBe(500);
    const changed = await call('PATCH', `${portals}/acme-help`, { body });
    expect(changed.body).toMatchObject({ name: 'Acme Docs', slug: 'acme-docs', color: '#1f93ff' });
    const deleted = await call('DELETE', `${portals}/acme-docs`);
    expect([deleted.status, deleted.text]).toEqual([200, '']);
    expect(sandbox.store.articles).toEqual([]);
  });

  test.each([
    [{}, 'param is missing or the value is empty: portal'],
    [{ color: 'red' }, "Name can't be blank, Slug can't be blank, Color is invalid"],
    [{ name: 'A', slug: 'acme-help' }, 'Slug has already been taken'],
    [{ name: 'A', slug: 'a', config: { layout: 'x' } }, 'Layout must be of type enum'],
  ])('%j is no portal', async (body, message) => {
    const refused = await call('POST', portals, { body });
    expect(refused.status).toBe(422);
    expect(refused.body['message'] ?? refused.body['error']).toBe(message);
    expect((await call('POST', portals, { ...agent, body })).body).toEqual(notAuthorized);
  });

  test('categories are made, listed, changed and deleted', async () => {
    const body = { name: 'Shipping', slug: 'shipping', locale: 'pt_BR', parent_category_id: 1 };
    const made = await call('POST', categories, { body });
    expect(made.body['payload']).toMatchObject({ slug: 'shipping', parent_category: { id: 1 } });
    const path = `${categories}/${String(made.rows[0]?.['id'])}`;
    expect((await call('GET', `${categories}?locale=en`, agent)).rows).toHaveLength(1);
    expect((await call('GET', path, agent)).body).toEqual(notAuthorized);
    const changed = await call('PATCH', path, { body: { category: { name: 'Delivery' } } });
    expect((await call('GET', path)).body).toEqual(changed.body);
    expect(changed.body['payload']).toMatchObject({ name: 'Delivery', slug: 'shipping' });
    expect((await call('DELETE', path)).status).toBe(200);
    expect((await call('GET', path)).body).toEqual(notFound);
  });

  test.each([
    [{ locale: 'en' }, "Slug can't be blank, Name can't be blank"],
    [
      { name: 'A', slug: 'a', locale: 'fr' },
      'Locale fr of category is not part of portal\'s ["en", "pt_BR"].',
    ],
    [{ name: 'A', slug: 'billing' }, 'Locale should be unique in the category and portal'],
  ])('%j is no category', async (body, message) => {
    const refused = await call('POST', categories, { body });
    expect([refused.status, refused.body['message']]).toEqual([422, message]);
    expect((await call('POST', `${portals}/no/categories`, { body })).body).toEqual(notFound);
  });

  test('articles are made, listed, changed and deleted', async () => {
    const body = { title: 'How to Pay', content: 'By card.', author_id: 2, category_id: 1 };
    const made = await call('POST', articles, { body });
    expect(made.body['payload']).toMatchObject({
      status: 'draft',
      position: 20,
      slug: expect.stringMatching(/^\d+-how-to-pay$/) as unknown,
      category: { slug: 'billing' },
      author: { id: 2 },
    });
    const path = `${articles}/${String(made.rows[0]?.['id'])}`;
    const list = await call('GET', `${articles}?query=pay&locale=en`, agent);
    expect(list.rows.map((row) => row['title'])).toEqual(['How to Pay']);
    expect(list.body['meta']).toMatchObject({ all_articles_count: 2, mine_articles_count: 1 });
    const translated = {
      title: 'Pagar',
      author_id: 1,
      associated_article_id: made.rows[0]?.['id'],
    };
    await call('POST', articles, { body: translated });
    expect((await call('GET', path)).body['payload']).toMatchObject({
      associated_articles: [{ title: 'Pagar', portal: { slug: 'acme-help' } }],
    });
    const orphan = { ...translated, slug: 'orphan', associated_article_id: 99 };
    expect((await call('POST', articles, { body: orphan })).body).toEqual(notFound);
    const changed = await call('PATCH', path, { body: { status: 1 } });
    expect(changed.body['payload']).toMatchObject({ status: 'published', title: 'How to Pay' });
    expect((await call('GET', path)).body).toEqual(changed.body);
    expect((await call('DELETE', path)).status).toBe(200);
    expect((await call('GET', path)).body).toEqual(notFound);
  });

  test.each([
    [{ title: 'A' }, 422, "Author must exist, Author can't be blank"],
    [{ author_id: 1 }, 422, "Title can't be blank"],
    [{ title: 'A', author_id: 1, status: 'published' }, 422, "Content can't be blank"],
    [{ title: 'A', author_id: 1, slug: 'search' }, 422, 'Slug is reserved'],
    [{ title: 'A', author_id: 1, status: 'gone' }, 500, undefined],
    [{ title: 'A', author_id: 1, slug: '1767600000-where-are-my-invoices' }, 500, undefined],
  ])('%j is no article', async (body, status, message) => {
    const refused = await call('POST', articles, { body });
    expect([refused.status, refused.body['message']]).toEqual([status, message]);
    expect((await call('POST', articles, { ...agent, body })).body).toEqual(notAuthorized);
  });
});

describe('reports', () => {
  const reports = `${account2}/reports`;
  const summaries = `${account2}/summary_reports`;

  test.each([
    `${reports}?metric=conversations_count&type=account`,
    `${reports}/summary?type=account`,
    `${reports}/conversations?type=account`,
    `${reports}/first_response_time_distribution`,
    `${reports}/inbox_label_matrix`,
    `${reports}/outgoing_messages_count?group_by=agent`,
    `${summaries}/agent`,
    `${summaries}/team`,
    `${summaries}/inbox`,
    `${summaries}/label`,
    `${summaries}/channel`,
    `${account}/reporting_events`,
  ])('%s is for administrators', async (path) => {
    expect((await call('GET', path)).status).toBe(200);
    const refused = await call('GET', path, agent);
    expect([refused.status, refused.body]).toEqual([401, notAuthorized]);
  });

  test('a metric has one value per period', async () => {
    const path = `${reports}?metric=conversations_count&type=account&group_by=month&${spring}`;
    const { rows } = await call('GET', path);
    expect(rows.map((row) => row['timestamp'])).toEqual(
      ['2026-01-01', '2026-02-01', '2026-03-01'].map((day) => Date.parse(day) / 1000),
    );
    const made = sandbox.store.conversations.filter((row) => row.account_id === 1);
    const total = rows.reduce((sum, row) => sum + Number(row['value']), 0);
    expect(total).toBe(made.length);
    const days = await call('GET', path.replace('&group_by=month', ''));
    expect(days.rows).toHaveLength(90);
    const average = await call(
      'GET',
      path.replace('conversations_count', 'avg_first_response_time'),
    );
    const february = average.rows[1];
    const values = sandbox.store.reportingEvents
      .filter((row) => row.name === 'first_response')
      .map((row) => row.value);
    expect(february).toMatchObject({
      count: values.length,
      value: values.reduce((sum, value) => sum + value, 0) / values.length,
    });
  });

  test.each([
    ['?metric=nonsense&type=account', 200],
    ['?metric=conversations_count', 500],
    ['?metric=conversations_count&type=planet', 500],
    ['?metric=conversations_count&type=agent&id=99', 404],
    [`?metric=conversations_count&type=account&since=x&until=${until}`, 500],
    ['/conversations', 422],
    ['/outgoing_messages_count', 422],
  ])('GET reports%s answers %i', async (path, status) => {
    const answer = await call('GET', reports + path);
    expect(answer.status).toBe(status);
    if (status === 422) expect(answer.text).toBe('');
    if (status === 404) expect(answer.body).toEqual(notFound);
    if (status === 200) expect(answer.text).toBe('{}');
  });

  test.each(['account', 'agent&id=2', 'inbox&id=4', 'label&id=1', 'team&id=1'])(
    'the summary of %s counts its own rows',
    async (type) => {
      const { body } = await call('GET', `${reports}/summary?type=${type}&${spring}`);
      const conversations = sandbox.store.conversations.filter(
        (row) =>
          type === 'account' ||
          (type.startsWith('agent') && row.assignee_id === 2) ||
          (type.startsWith('inbox') && row.inbox_id === 4) ||
          (type.startsWith('label') && row.labels.includes('vip')) ||
          (type.startsWith('team') && row.team_id === 1),
      );
      expect(conversations.length).toBeGreaterThan(0);
      expect(body['conversations_count']).toBe(conversations.length);
      expect(body['previous']).toMatchObject({ conversations_count: 0, avg_resolution_time: null });
    },
  );

  test('what is open right now, for the account and by agent', async () => {
    const open = sandbox.store.conversations.filter((row) => row.status === 'open');
    const whole = await call('GET', `${reports}/conversations?type=account`);
    expect(whole.body).toMatchObject({ open: open.length, pending: 0 });
    const agents = await call('GET', `${reports}/conversations/?type=agent&user_id=2`);
    expect(agents.rows).toHaveLength(3);
    expect(agents.rows[0]).toMatchObject({
      id: 2,
      metric: { open: open.filter((row) => row.assignee_id === 2).length },
    });
  });

  test('tables set inboxes, labels and senders against each other', async () => {
    const matrix = await call('GET', `${reports}/inbox_label_matrix?inbox_ids[]=2&label_ids[]=1`);
    expect(matrix.body).toEqual({
      inboxes: [{ id: 2, name: 'Acme App' }],
      labels: [{ id: 1, title: 'vip' }],
      matrix: [[1]],
    });
    const sent = sandbox.store.messages.filter((row) => row.message_type === 1);
    for (const group of ['agent', 'inbox', 'team', 'label']) {
      const path = `${reports}/outgoing_messages_count?group_by=${group}&${spring}`;
      const [first] = (await call('GET', path)).rows;
      expect(Number(first?.['outgoing_messages_count'])).toBeGreaterThan(0);
      expect(Number(first?.['outgoing_messages_count'])).toBeLessThanOrEqual(sent.length);
    }
    const times = await call('GET', `${reports}/first_response_time_distribution`);
    expect(times.body['Channel::Email']).toEqual({
      '0-1h': 0,
      '1-4h': 1,
      '4-8h': 0,
      '8-24h': 0,
      '24h+': 0,
    });
  });

  test('summary reports have a row for everyone', async () => {
    const inboxes = await call('GET', `${summaries}/inbox?${spring}`);
    expect(inboxes.rows).toHaveLength(sandbox.store.inboxes.length);
    expect(inboxes.rows.find((row) => row['id'] === 4)).toEqual({
      id: 4,
      conversations_count: 1,
      resolved_conversations_count: 1,
      avg_resolution_time: 7200,
      avg_first_response_time: 7200,
      avg_reply_time: null,
    });
    const teams = await call('GET', `${summaries}/team?${spring}`);
    expect(teams.rows[0]).toMatchObject({ id: 1, resolved_conversations_count: 1 });
    const agents = await call('GET', `${summaries}/agent`);
    expect(agents.rows.map((row) => row['conversations_count'])).toEqual([0, 0, 0]);
    const labels = await call('GET', `${summaries}/label`);
    expect(labels.rows.find((row) => row['name'] === 'lead')).toMatchObject({
      conversations_count: 1,
      avg_resolution_time: 7200,
    });
    const channels = await call('GET', `${summaries}/channel?${spring}`);
    expect(channels.body['Channel::Email']).toMatchObject({ resolved: 1, open: 0, total: 1 });
    const tooLong = await call('GET', `${summaries}/channel?since=1&until=${until}`);
    expect([tooLong.status, tooLong.body]).toEqual([
      422,
      { error: 'Date range cannot exceed 6 months' },
    ]);
  });

  test('what happens to a conversation is written down', async () => {
    const events = `${account}/conversations/1/reporting_events`;
    expect((await call('GET', events, agent)).rows.map((row) => row['name'])).toEqual([
      'conversation_opened',
    ]);
    await call('POST', `${account}/conversations/1/messages`, {
      ...agent,
      body: { content: 'Hi' },
    });
    await call('POST', `${account}/conversations/1/toggle_status`, {
      body: { status: 'resolved' },
    });
    const { rows } = await call('GET', events);
    expect(rows.map((row) => [row['name'], row['user_id']])).toEqual([
      ['conversation_opened', 2],
      ['first_response', 2],
      ['conversation_resolved', 2],
    ]);
    expect((await call('GET', `${account}/conversations/99/reporting_events`)).status).toBe(404);
    const page = await call('GET', `${account}/reporting_events?name=conversation_resolved`);
    expect(page.body['meta']).toEqual({ count: 2, current_page: 1, total_pages: 1 });
    expect(page.rows[0]).toMatchObject({ conversation_id: 1, value_in_business_hours: 0 });
  });
});

describe('platform API', () => {
  test.each([
    ['GET', '/accounts'],
    ['POST', '/accounts'],
    ['GET', '/accounts/2/account_users'],
    ['POST', '/users'],
    ['GET', '/users/3/login'],
    ['GET', '/agent_bots'],
    ['DELETE', '/agent_bots/1'],
  ])('%s %s opens to an app alone', async (method, path) => {
    for (const key of [keys.administrator, keys.bot, 'nonsense']) {
      const refused = await call(method, platform + path, { key });
      expect([refused.status, refused.body]).toEqual([401, { error: 'Invalid access_token' }]);
    }
  });

  test.each([
    ['GET', '/accounts/1'],
    ['PATCH', '/accounts/1'],
    ['DELETE', '/accounts/1'],
    ['GET', '/accounts/1/account_users'],
    ['POST', '/accounts/1/account_users'],
    ['GET', '/users/1'],
    ['GET', '/users/1/login'],
  ])("%s %s is not the app's", async (method, path) => {
    const refused = await call(method, platform + path, app);
    expect([refused.status, refused.body]).toEqual([401, { error: 'Non permissible resource' }]);
    const unknown = await call(method, platform + path.replace('/1', '/99'), app);
    expect([unknown.status, unknown.body]).toEqual([404, { status: 404, error: 'Not Found' }]);
  });

  test('accounts are made, changed and deleted', async () => {
    const body = { name: 'Umbrella', locale: 'pt_BR', features: { sla: true, macros: false } };
    const made = await call('POST', `${platform}/accounts`, { ...app, body });
    expect(made.body).toMatchObject({ name: 'Umbrella', locale: 'pt_BR', status: 'active' });
    expect(made.body['features']).toMatchObject({ sla: true, labels: true });
    expect(made.body['features']).not.toHaveProperty('macros');
    const path = `${platform}/accounts/${String(made.body['id'])}`;
    const changed = await call('PATCH', path, { ...app, body: { status: 'suspended' } });
    expect(changed.body).toEqual({ ...made.body, status: 'suspended' });
    expect((await call('GET', path, app)).body).toEqual(changed.body);
    expect((await call('GET', `${platform}/accounts`, app)).rows).toHaveLength(2);
    const deleted = await call('DELETE', path, app);
    expect([deleted.status, deleted.text]).toEqual([200, '']);
    await sandbox.settle();
    expect((await call('GET', path, app)).status).toBe(404);
  });

  test.each([
    [{}, 422, "Name can't be blank"],
    [{ name: 'A', limits: { inboxes: 'many' } }, 422, 'Limits : Invalid data'],
    [{ name: 'A', locale: 'tlh' }, 500, undefined],
    [{ name: 'A', features: { teleport: true } }, 500, undefined],
  ])('%j is no account', async (body, status, message) => {
    const refused = await call('POST', `${platform}/accounts`, { ...app, body });
    expect([refused.status, refused.body['message']]).toEqual([status, message]);
  });

  test('account users are listed, made, changed and deleted', async () => {
    const path = `${platform}/accounts/2/account_users`;
    const [row] = (await call('GET', path, app)).rows;
    expect(row).toMatchObject({ account_id: 2, user_id: 3, role: 'administrator' });
    const made = await call('POST', path, { ...app, body: { user_id: 2, role: 'agent' } });
    expect(made.body).toMatchObject({ id: expect.any(Number) as unknown, role: 'agent' });
    const again = await call('POST', path, { ...app, body: { user_id: 2, role: 'administrator' } });
    expect(again.body).toMatchObject({ id: made.body['id'], role: 'administrator' });
    expect((await call('GET', '/api/v1/accounts/2/inboxes', agent)).status).toBe(200);
    const nobody = await call('POST', path, { ...app, body: { user_id: 99, role: 'agent' } });
    expect(nobody.body['message']).toBe('User must exist');
    const wrong = await call('POST', path, { ...app, body: { user_id: 2, role: 'owner' } });
    expect(wrong.status).toBe(500);
    const deleted = await call('DELETE', path, { ...app, body: { user_id: 2 } });
    expect([deleted.status, deleted.text]).toEqual([200, '']);
    expect((await call('GET', '/api/v1/accounts/2/inboxes', agent)).status).toBe(401);
  });

  test('users are made, changed, signed in and deleted', async () => {
    const body = { name: 'Nils', email: 'Nils@Example.com', password: 'Passw0rd!' };
    const made = await call('POST', `${platform}/users`, { ...app, body });
    expect(made.body).toMatchObject({ email: 'nils@example.com', confirmed: true, accounts: [] });
    const path = `${platform}/users/${String(made.body['id'])}`;
    const custom = { custom_attributes: { team: 'red' } };
    await call('PATCH', path, { ...app, body: custom });
    const changed = await call('PATCH', path, {
      ...app,
      body: { display_name: 'N.', custom_attributes: { desk: 4 } },
    });
    expect(changed.body).toMatchObject({
      available_name: 'N.',
      name: 'Nils',
      custom_attributes: { team: 'red', desk: 4 },
    });
    expect((await call('GET', path, app)).body).toEqual(changed.body);
    const login = await call('GET', `${path}/login`, app);
    expect(login.body['url']).toMatch(
      /\/app\/login\?email=nils%40example\.com&sso_auth_token=[0-9a-f]{64}$/,
    );
    const token = await call('POST', `${path}/token`, app);
    const profile = await call('GET', '/api/v1/profile', {
      key: String(token.body['access_token']),
    });
    expect(profile.body).toMatchObject({ id: made.body['id'], name: 'Nils' });
    const deleted = await call('DELETE', path, app);
    expect([deleted.status, deleted.text]).toEqual([200, '']);
    await sandbox.settle();
    expect((await call('GET', path, app)).status).toBe(404);
  });

  test('whoever sends the e-mail of a user gets that user', async () => {
    const body = { name: 'Other', email: 'omar.haddad@example.com' };
    const given = await call('POST', `${platform}/users`, { ...app, body });
    expect(given.body).toMatchObject({ id: 2, name: 'Omar Haddad', access_token: keys.agent });
    expect((await call('GET', `${platform}/users/2`, app)).status).toBe(200);
  });

  test.each([
    [{ name: 'A', email: 'a@example.com' }, "Password can't be blank"],
    [
      { name: 'A', email: 'a@example.com', password: 'password' },
      'Password must contain at least 1 uppercase character, ' +
        'Password must contain at least 1 number character, ' +
        'Password must contain at least 1 special character',
    ],
    [{ email: 'a@example.com', password: 'Passw0rd!' }, "Name can't be blank"],
  ])('%j is no user', async (body, message) => {
    const refused = await call('POST', `${platform}/users`, { ...app, body });
    expect([refused.status, refused.body['message']]).toEqual([422, message]);
  });

  test('agent bots are made, changed and deleted', async () => {
    const bots = `${platform}/agent_bots`;
    expect((await call('GET', bots, app)).rows).toMatchObject([{ id: 1, access_token: keys.bot }]);
    const made = await call('POST', bots, { ...app, body: { name: 'Helper', account_id: 2 } });
    expect(made.body).toMatchObject({ name: 'Helper', description: null, account_id: 2 });
    const path = `${bots}/${String(made.body['id'])}`;
    const changed = await call('PATCH', path, { ...app, body: { description: 'Helps' } });
    expect(changed.body).toEqual({ ...made.body, description: 'Helps' });
    expect((await call('GET', path, app)).body).toEqual(changed.body);
    const long = `https://${'x'.repeat(2048)}`;
    const refused = await call('PATCH', path, { ...app, body: { outgoing_url: long } });
    expect(refused.body['message']).toBe('Outgoing url is too long (maximum is 2048 characters)');
    const deleted = await call('DELETE', path, app);
    expect([deleted.status, deleted.text]).toEqual([200, '']);
    expect((await call('GET', path, app)).status).toBe(404);
  });
});
