import {
  account,
  agent,
  call,
  notAuthorized,
  notFound,
  operationsServer,
  sandbox,
} from '../../helpers/sandbox/operations.js';

operationsServer();

const account2 = '/api/v2/accounts/1';
/** The seed's conversations are from January to March 2026. */
const since = Date.parse('2026-01-01T00:00:00.000Z') / 1000;
const until = Date.parse('2026-04-01T00:00:00.000Z') / 1000;
const spring = `since=${since}&until=${until}`;

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
