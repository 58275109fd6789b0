import { keys } from '../../../sandbox/chatwoot/index.js';
import {
  account,
  agent,
  call,
  notAuthorized,
  notFound,
  operationsServer,
  sandbox,
  type Answer,
  type Body,
} from '../../helpers/sandbox/operations.js';

operationsServer();

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
      agent_bot: {
        id: 1,
        name: 'Acme Greeter',
        access_token: { owner_type: 'AgentBot', owner_id: 1, token: keys.bot },
      },
    });
    const seen = await call('GET', `${path}/agent_bot`, agent);
    expect(seen.body['agent_bot']).not.toHaveProperty('access_token');
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
