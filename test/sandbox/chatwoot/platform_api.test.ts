import { keys } from '../../../sandbox/chatwoot/index.js';
import { agent, call, operationsServer, sandbox } from '../../helpers/sandbox/operations.js';

operationsServer();

const platform = '/platform/api/v1';
const app = { key: keys.platformApp };

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

  test('the list of accounts fails for good once one of them was deleted', async () => {
    const list = `${platform}/accounts`;
    const made = await call('POST', list, { ...app, body: { name: 'Umbrella' } });
    await call('DELETE', `${list}/${String(made.body['id'])}`, app);
    expect((await call('GET', list, app)).status).toBe(200);
    await sandbox.settle();
    const failure = { status: 500, error: 'Internal Server Error' };
    expect((await call('GET', list, app)).body).toEqual(failure);
    await call('POST', list, { ...app, body: { name: 'Umbrella' } });
    const again = await call('GET', list, app);
    expect([again.status, again.body]).toEqual([500, failure]);
    expect((await call('GET', `${list}/2`, app)).status).toBe(200);
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
