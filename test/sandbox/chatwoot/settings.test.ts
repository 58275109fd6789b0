import { keys, seeded } from '../../../sandbox/chatwoot/index.js';
import {
  account,
  badRole,
  call,
  expectForAdministrators,
  ids,
  invalid,
  missing,
  outcome,
  railsError,
  sandbox,
  settingsServer,
  type Row,
  unknown,
} from '../../helpers/sandbox/settings.js';

settingsServer();

describe('canned responses', () => {
  const path = `${account}/canned_responses`;
  const codes = async (query = ''): Promise<unknown[]> =>
    (await call<Row[]>('GET', path + query, { key: keys.agent })).body.map(
      (row) => row['short_code'],
    );

  it('lists them bare and raw', async () => {
    const { body } = await call<Row[]>('GET', path);
    expect(body[0]).toEqual({
      id: 1,
      account_id: 1,
      short_code: 'hello',
      content: 'Hello, how can we help?',
      created_at: '2026-01-06T09:00:00.000Z',
      updated_at: '2026-01-06T09:00:00.000Z',
    });
  });

  it('finds by text, short codes that start with it first', async () => {
    await call('POST', path, { body: { short_code: 'say-hello', content: 'Hi' } });
    expect(await codes('?search=HELLO')).toEqual(['hello', 'say-hello', 'bye']);
    expect(await codes('?search=team')).toEqual(['bye']);
    expect(await codes('?search=nothing')).toEqual([]);
  });

  it('lets agents create, change and delete', async () => {
    const options = { key: keys.agent };
    const created = await call('POST', path, {
      ...options,
      body: { short_code: 'Later', content: 'We will call back.' },
    });
    expect(created.body).toMatchObject({ id: 3, short_code: 'Later' });
    const changed = await call('PATCH', `${path}/3`, { ...options, body: { content: 'Soon.' } });
    expect(changed.body).toMatchObject({ short_code: 'Later', content: 'Soon.' });
    const { status, text } = await call('DELETE', `${path}/3`, options);
    expect([status, text]).toEqual([200, '']);
    expect(await codes()).toEqual(['hello', 'bye']);
  });

  it('refuses blanks, taken short codes, unknown ids and a single GET', async () => {
    expect(await outcome('POST', path, { body: { content: '' } })).toEqual(
      invalid("Content can't be blank, Short code can't be blank", 'content', 'short_code'),
    );
    expect(await outcome('POST', path, { body: { content: 'x', short_code: 'bye' } })).toEqual(
      invalid('Short code has already been taken', 'short_code'),
    );
    expect(await outcome('POST', path, { body: {} })).toEqual(missing('canned_response'));
    expect(await outcome('DELETE', `${path}/99`)).toEqual([404, unknown]);
    expect((await fetch(`${sandbox.url}${path}/1`)).status).toBe(404);
  });
});

describe('automation rules', () => {
  const path = `${account}/automation_rules`;
  const condition = (key: string, operator: string | null = null): Row => ({
    attribute_key: key,
    filter_operator: 'equal_to',
    values: ['x'],
    query_operator: operator,
  });
  const rule = {
    name: 'Greet',
    event_name: 'conversation_created',
    conditions: [condition('status', 'and'), condition('order_number')],
    actions: [{ action_name: 'add_label', action_params: ['vip'] }],
  };

  it('answers a new rule bare, and below payload everywhere else', async () => {
    const created = await call('POST', path, { body: rule });
    expect(created).toMatchObject({ status: 200, body: { id: 2, ...rule, active: true } });
    expect(created.body['created_on']).toEqual(expect.any(Number));
    const one = await call('GET', `${path}/2`);
    expect(one.body).toEqual({ payload: created.body });
    const changed = await call('PATCH', `${path}/2`, { body: { name: 'Hi', active: false } });
    expect(changed.body).toEqual({ payload: { ...created.body, name: 'Hi', active: false } });
    const listed = await call<{ payload: Row[] }>('GET', path);
    expect(ids(listed.body.payload)).toEqual([1, 2]);
    const cloned = await call<{ payload: Row }>('POST', `${path}/2/clone`);
    expect(cloned.body.payload).toMatchObject({ id: 3, name: 'Hi' });
    const { status, text } = await call('DELETE', `${path}/2`);
    expect([status, text]).toEqual([200, '']);
    expect(sandbox.store.automationRules.map(({ id }) => id)).toEqual([1, 3]);
  });

  it.each([
    [
      { conditions: [condition('mood'), condition('weather', 'or')] },
      { conditions: ['Automation conditions mood,weather not supported.'] },
    ],
    [
      { actions: [{ action_name: 'dance' }] },
      { actions: ['Automation actions dance not supported.'] },
    ],
    [
      { conditions: [condition('status'), condition('email')] },
      { conditions: ['Automation conditions should have query operator.'] },
    ],
    [
      { conditions: [condition('status', 'xor'), condition('email')] },
      { conditions: ['Query operator must be either "AND" or "OR"'] },
    ],
    [
      { actions: [{ action_name: 'send_attachment', action_params: ['abc'] }] },
      'Invalid attachment',
    ],
  ])('refuses %j', async (change, error) => {
    const body = { ...rule, ...change };
    expect(await outcome('POST', path, { body })).toEqual([422, { error }]);
    expect(await outcome('PATCH', `${path}/1`, { body })).toEqual([422, { error }]);
    expect(sandbox.store.automationRules.map(({ name }) => name)).toEqual(['Urgent mail']);
  });

  it.each(['name', 'event_name', 'conditions', 'actions'])('fails without %s', async (name) => {
    const body = { ...rule, [name]: undefined };
    expect(await outcome('POST', path, { body })).toEqual([500, railsError]);
  });

  it('answers an empty error when only the database refuses a change', async () => {
    const answer = await outcome('PATCH', `${path}/1`, { body: { name: null } });
    expect(answer).toEqual([422, { error: {} }]);
  });

  it('fails for an unknown id, and is for administrators only', async () => {
    for (const method of ['GET', 'PATCH', 'DELETE']) {
      expect(await outcome(method, `${path}/99`)).toEqual([500, railsError]);
    }
    await expectForAdministrators([
      ['POST', path],
      ['PATCH', `${path}/1`],
      ['DELETE', `${path}/1`],
    ]);
    expect(await outcome('GET', path, { key: keys.agent })).toEqual([401, badRole]);
    expect(await outcome('GET', `${path}/1`, { key: keys.agent })).toEqual([401, badRole]);
  });
});

describe('custom filters', () => {
  const path = `${account}/custom_filters`;
  const listed = async (query = '', key: string = keys.administrator): Promise<unknown[]> =>
    ids((await call<Row[]>('GET', path + query, { key })).body);

  it('lists one kind of the own filters, conversations unless told', async () => {
    expect(await listed()).toEqual([1]);
    expect(await listed('?filter_type=contact')).toEqual([2]);
    expect(await listed('?filter_type=1')).toEqual([2]);
    expect(await listed('?filter_type=nonsense')).toEqual([]);
    expect(await listed('', keys.agent)).toEqual([]);
  });

  it('creates, shows, changes and deletes', async () => {
    const query = { payload: [{ attribute_key: 'city', values: ['Lisbon'] }] };
    const created = await call('POST', path, {
      body: { name: 'Lisbon', filter_type: 'contact', query },
    });
    expect(created.body).toMatchObject({ id: 3, name: 'Lisbon', filter_type: 'contact', query });
    const changed = await call('PATCH', `${path}/3`, { body: { name: 'Porto' } });
    expect(changed.body).toMatchObject({ id: 3, name: 'Porto', query });
    expect((await call('GET', `${path}/3`)).body).toEqual(changed.body);
    const { status, text } = await call('DELETE', `${path}/3`);
    expect([status, text]).toEqual([204, '']);
    expect(await outcome('GET', `${path}/3`)).toEqual([404, unknown]);
  });

  it('ignores the documented type, and has braces as text for no query', async () => {
    const { body } = await call('POST', path, {
      key: keys.agent,
      body: { name: 'Mine', type: 'contact' },
    });
    expect(body).toMatchObject({ filter_type: 'conversation', query: '{}' });
  });

  it('hides filters of others, and fails without a name or with an unknown kind', async () => {
    expect(await outcome('GET', `${path}/1`, { key: keys.agent })).toEqual([404, unknown]);
    expect(await outcome('DELETE', `${path}/1`, { key: keys.agent })).toEqual([404, unknown]);
    expect(await outcome('POST', path, { body: { query: {} } })).toEqual([500, railsError]);
    expect(await outcome('POST', path, { body: { name: 'x', filter_type: 'team' } })).toEqual([
      500,
      railsError,
    ]);
    expect(await outcome('POST', path, { body: {} })).toEqual(missing('custom_filter'));
  });

  it('refuses the 1001st filter', async () => {
    const [first] = sandbox.store.customFilters;
    if (!first) throw new Error('The seed has no filter');
    sandbox.store.customFilters = Array.from({ length: 1000 }, (_, id) => ({ ...first, id }));
    expect(await outcome('POST', path, { body: { name: 'One more' } })).toEqual(
      invalid(
        'Account Limit reached. The maximum number of allowed custom filters for a user per account is 1000.',
        'account_id',
      ),
    );
  });
});

describe('agent bots', () => {
  const path = `${account}/agent_bots`;

  it('creates, shows, changes and deletes a bot with its token', async () => {
    const created = await call('POST', path, {
      body: { name: 'Triage', description: 'Sorts', outgoing_url: 'https://bots.example.com/t' },
    });
    expect(created.body).toMatchObject({
      id: 2,
      name: 'Triage',
      outgoing_url: 'https://bots.example.com/t',
      bot_type: 'webhook',
      bot_config: {},
      account_id: 1,
      access_token: expect.stringMatching(/^\S{24}$/),
      secret: expect.any(String),
      system_bot: false,
    });
    const changed = await call('PATCH', `${path}/2`, { body: { bot_config: { tone: 'dry' } } });
    expect(changed.body).toEqual({ ...created.body, bot_config: { tone: 'dry' } });
    const seenByAgent = await call('GET', `${path}/2`, { key: keys.agent });
    expect(seenByAgent.body).toMatchObject({ id: 2, bot_config: { tone: 'dry' } });
    expect(Object.keys(seenByAgent.body)).not.toContain('access_token');
    const { status, text } = await call('DELETE', `${path}/2`);
    expect([status, text]).toEqual([200, '']);
    expect(await outcome('GET', `${path}/2`)).toEqual([404, unknown]);
  });

  it("shows the installation's bots without address and secrets, and doesn't change them", async () => {
    const [bot] = sandbox.store.agentBots;
    if (!bot) throw new Error('The seed has no bot');
    bot.account_id = null;
    const { body } = await call<Row[]>('GET', path);
    expect(body).toEqual([
      {
        id: 1,
        name: 'Acme Greeter',
        description: 'Says hello outside office hours',
        thumbnail: '',
        bot_type: 'webhook',
        bot_config: {},
        account_id: null,
        system_bot: true,
      },
    ]);
    expect((await call('GET', `${path}/1`)).status).toBe(200);
    expect(await outcome('PATCH', `${path}/1`, { body: { name: 'x' } })).toEqual([404, unknown]);
  });

  it('forgets a deleted bot everywhere', async () => {
    await call('DELETE', `${path}/1`);
    expect(sandbox.store.platformApps[0]?.agent_bot_ids).toEqual([]);
    const { status } = await call('GET', path, { key: keys.bot });
    expect(status).toBe(401);
  });

  it('refuses long addresses and unknown types, and agents before the id', async () => {
    const outgoing_url = `https://x.example/${'a'.repeat(2048)}`;
    expect(await outcome('POST', path, { body: { outgoing_url } })).toEqual(
      invalid('Outgoing url is too long (maximum is 2048 characters)', 'outgoing_url'),
    );
    expect(await outcome('POST', path, { body: { bot_type: 'csml' } })).toEqual([500, railsError]);
    await expectForAdministrators([
      ['POST', path],
      ['PATCH', `${path}/99`],
      ['DELETE', `${path}/1`],
    ]);
  });
});

describe('labels', () => {
  const path = `${account}/labels`;

  it('creates, shows, changes and deletes a label', async () => {
    const created = await call('POST', path, { body: { title: 'Big_Deal' } });
    expect(created.body).toEqual({
      id: 5,
      title: 'big_deal',
      description: null,
      color: '#1f93ff',
      show_on_sidebar: null,
    });
    const changed = await call('PATCH', `${path}/5`, {
      body: { color: '#000000', show_on_sidebar: true },
    });
    expect(changed.body).toEqual({ ...created.body, color: '#000000', show_on_sidebar: true });
    expect((await call('GET', `${path}/5`)).body).toEqual(changed.body);
    const { status, text } = await call('DELETE', `${path}/5`);
    expect([status, text]).toEqual([200, '']);
    expect(await outcome('GET', `${path}/5`)).toEqual([404, unknown]);
  });

  it('renames and removes on contacts and conversations in the background', async () => {
    const jane = sandbox.store.contact(1, seeded.contacts.janeDoe);
    await call('PATCH', `${path}/1`, { body: { title: 'gold' } });
    expect(jane?.labels).toEqual(['vip', 'newsletter']);
    await sandbox.settle();
    expect(jane?.labels).toEqual(['newsletter', 'gold']);
    expect(sandbox.store.conversations[0]?.labels).toEqual(['gold']);
    await call('DELETE', `${path}/1`);
    await sandbox.settle();
    expect(jane?.labels).toEqual(['newsletter']);
    expect(sandbox.store.conversations[0]?.labels).toEqual([]);
  });

  it.each([
    ['', 'Title must not be blank, Title is invalid'],
    ['a', 'Title is invalid'],
    ['-ab', 'Title is invalid'],
    ['two words', 'Title is invalid'],
    ['VIP', 'Title has already been taken'],
  ])('refuses the title "%s"', async (title, message) => {
    expect(await outcome('POST', path, { body: { title } })).toEqual(invalid(message, 'title'));
  });

  it('lets agents list and nothing else', async () => {
    await expectForAdministrators([
      ['POST', path],
      ['PATCH', `${path}/1`],
      ['DELETE', `${path}/1`],
    ]);
    expect(await outcome('GET', `${path}/1`, { key: keys.agent })).toEqual([401, badRole]);
    expect((await call('GET', path, { key: keys.agent })).status).toBe(200);
  });
});

describe('custom attribute definitions', () => {
  const path = `${account}/custom_attribute_definitions`;

  it('refuses texts too long, and null for the type and the model', async () => {
    const body = { attribute_display_name: 'Plan', attribute_key: 'x'.repeat(256) };
    expect(await outcome('POST', path, { body })).toEqual(
      invalid('Attribute key is too long (maximum is 255 characters)', 'attribute_key'),
    );
    const nulls = { attribute_display_type: null, attribute_model: '' };
    const message = "Attribute display type can't be blank, Attribute model can't be blank";
    expect(await outcome('PATCH', `${path}/1`, { body: nulls })).toEqual(
      invalid(message, 'attribute_display_type', 'attribute_model'),
    );
    const kept = await call('GET', `${path}/1`);
    expect(kept.body).toMatchObject({ attribute_display_type: 'text' });
  });
});

describe('account', () => {
  it('shows the account to its members, a suspended one too', async () => {
    const { body } = await call('GET', account, { key: keys.agent });
    expect(body).toMatchObject({
      id: 1,
      name: 'Acme Support',
      locale: 'en',
      domain: null,
      status: 'active',
      settings: {},
      features: { labels: true },
      cache_keys: { label: '0000000000', inbox: '0000000000', team: '0000000000' },
      latest_chatwoot_version: '4.15.1',
    });
    const suspended = await call('GET', '/api/v1/accounts/3', { key: keys.suspended });
    expect(suspended.body).toMatchObject({ id: 3, status: 'suspended' });
    expect(await outcome('GET', '/api/v1/accounts/2')).toEqual([404, unknown]);
  });

  it('changes name, language, settings and what the company is', async () => {
    const { status, body } = await call('PATCH', account, {
      body: { name: 'Acme', locale: 'pt_BR', auto_resolve_after: 60, industry: 'Retail' },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: 'Acme',
      locale: 'pt_BR',
      settings: { auto_resolve_after: 60 },
      custom_attributes: { plan_name: null, industry: 'Retail' },
    });
    expect((await call('GET', account)).body).toMatchObject(body);
  });

  it('tells when its labels last changed', async () => {
    await call('POST', `${account}/labels`, { body: { title: 'fresh' } });
    const { body } = await call<{ cache_keys: Row }>('GET', account);
    expect(Number(body.cache_keys['label'])).toBeGreaterThan(1_700_000_000);
    expect(body.cache_keys['team']).toBe('0000000000');
  });

  it('refuses what is not valid, and agents', async () => {
    const patch = (body: unknown): Promise<[number, unknown]> =>
      outcome('PATCH', account, { body });
    expect(await patch({ name: '' })).toEqual(invalid("Name can't be blank", 'name'));
    expect(await patch({ auto_resolve_after: 5 })).toEqual(
      invalid('Auto resolve after must be greater than or equal to 10', 'auto_resolve_after'),
    );
    expect(await patch({ support_email: 'a b@c' })).toEqual(
      invalid('Support email is not a valid email address', 'support_email'),
    );
    expect(await patch({ locale: 'tlh' })).toEqual([500, railsError]);
    await expectForAdministrators([['PATCH', account]]);
  });

  it('has no audit logs, which are part of the enterprise edition', async () => {
    const headers = { 'Api-Access-Token': keys.administrator, Accept: 'application/json' };
    const response = await fetch(`${sandbox.url}${account}/audit_logs`, { headers });
    expect([response.status, await response.json()]).toEqual([
      404,
      { status: 404, error: 'Not Found' },
    ]);
  });
});

describe('profile', () => {
  const profile = '/api/v1/profile';

  it('changes what users say about themselves', async () => {
    const { status, body } = await call('PUT', profile, {
      key: keys.agent,
      body: { profile: { display_name: 'Omi', message_signature: 'Omar', phone_number: '+1555' } },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: 'Omar Haddad',
      display_name: 'Omi',
      available_name: 'Omi',
      message_signature: 'Omar',
      custom_attributes: { phone_number: '+1555' },
    });
    expect((await call('GET', profile, { key: keys.agent })).body).toEqual(body);
  });

  it('keeps the e-mail until a new one is confirmed', async () => {
    const { status, body } = await call('PUT', profile, { body: { email: 'new@example.com' } });
    expect([status, body['email']]).toEqual([200, 'jane.cooper@example.com']);
  });

  it('refuses blank names, taken e-mails, passwords and nothing', async () => {
    const put = (body: unknown): Promise<[number, unknown]> => outcome('PUT', profile, { body });
    expect(await put({ name: '' })).toEqual(invalid("Name can't be blank", 'name'));
    expect(await put({ email: 'omar.haddad@example.com' })).toEqual(
      invalid('Email has already been taken', 'email'),
    );
    expect(await put({ password: 'New!pass1', current_password: 'x' })).toEqual([
      422,
      { error: 'Invalid current password' },
    ]);
    expect(await put({})).toEqual(missing('profile'));
  });

  it('sets availability and going offline per account', async () => {
    const busy = await call('POST', `${profile}/availability`, {
      body: { account_id: 1, availability: 'busy' },
    });
    expect(busy.body).toMatchObject({ accounts: [{ id: 1, availability: 'busy' }] });
    const stays = await call('POST', `${profile}/auto_offline`, {
      body: { profile: { account_id: 1, auto_offline: false } },
    });
    expect(stays.body).toMatchObject({ accounts: [{ id: 1, auto_offline: false }] });
    expect(
      await outcome('POST', `${profile}/availability`, {
        body: { account_id: 2, availability: 'busy' },
      }),
    ).toEqual([404, unknown]);
    expect(
      await outcome('POST', `${profile}/availability`, {
        body: { account_id: 1, availability: 'away' },
      }),
    ).toEqual([500, railsError]);
  });
});
