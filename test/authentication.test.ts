import nock from 'nock';
import { authentication, test } from '../authentication.js';
import { BASE, connection, failureOf, run } from './helpers/running/app.js';
import { guardNetwork, server } from './helpers/nock.js';
import { shortestWaits } from './helpers/shortest_waits.js';

shortestWaits();

const profile = {
  id: 5,
  access_token: 'secret-access-token',
  pubsub_token: 'secret-pubsub-token',
  hmac_identifier: 'secret-hmac',
  name: 'Jane Cooper',
  available_name: 'Jane',
  account_id: 1,
  accounts: [{ id: 1, name: 'Acme Support', status: 'active', role: 'administrator' }],
};
const globex = { id: 2, name: 'Globex Care', status: 'active', role: 'agent' };
const refuseBots = () =>
  server()
    .get('/api/v1/profile')
    .reply(401, { error: 'Access to this endpoint is not authorized for bots' });
const withoutAccount = { ...connection, accountId: '' };

describe('connection', () => {
  guardNetwork();

  it('is tested in one request and named after account, user and host', async () => {
    server().get('/api/v1/profile').reply(200, profile);
    const result = await run(test);
    expect(result).toEqual({ label: 'Acme Support (Jane on chat.example.com)' });
    expect(JSON.stringify(result)).not.toContain('secret');
  });

  it('needs no account number when the key belongs to one active account', async () => {
    const suspended = { id: 3, name: 'Old', status: 'suspended', role: 'agent' };
    server()
      .get('/api/v1/profile')
      .reply(200, { ...profile, accounts: [suspended, ...profile.accounts] });
    await expect(run(test, { authData: withoutAccount })).resolves.toEqual({
      label: 'Acme Support (Jane on chat.example.com)',
    });
  });

  it('asks which account when the key belongs to several', async () => {
    server()
      .get('/api/v1/profile')
      .reply(200, { ...profile, accounts: [...profile.accounts, globex] });
    const { name, message } = await failureOf(run(test, { authData: withoutAccount }));
    expect(name).toBe('AppError');
    expect(message).toMatch(/^Account ID: .*1 \(Acme Support\), 2 \(Globex Care\)\.$/);
  });

  it('names the accounts when the typed one is not the key’s', async () => {
    server().get('/api/v1/profile').reply(200, profile);
    const { message } = await failureOf(
      run(test, { authData: { ...connection, accountId: '77' } }),
    );
    expect(message).toMatch(/^Account ID: .*no access to account 77.*1 \(Acme Support\)/);
  });

  it('takes the account number from a pasted address', async () => {
    server().get('/api/v1/profile').reply(200, profile);
    const authData = { ...connection, accountId: `${BASE}/app/accounts/1/dashboard` };
    await expect(run(test, { authData })).resolves.toMatchObject({
      label: expect.stringContaining('Acme') as string,
    });
  });

  it('refuses a suspended account', async () => {
    const suspended = { id: 3, name: 'Old Ltd', status: 'suspended', role: 'agent' };
    const accounts = [...profile.accounts, suspended];
    server()
      .get('/api/v1/profile')
      .times(2)
      .reply(200, { ...profile, accounts });
    const authData = { ...connection, accountId: '3' };
    expect((await failureOf(run(test, { authData }))).message).toMatch(/Old Ltd is suspended/);
    const unknown = { ...connection, accountId: '4' };
    expect((await failureOf(run(test, { authData: unknown }))).message).toMatch(
      /It has access to: 1 \(Acme Support\)\.$/,
    );
  });

  it('says reconnect for a key the server does not know, and only then', async () => {
    server().get('/api/v1/profile').reply(401, { error: 'Invalid Access Token' });
    const { name, message } = await failureOf(run(test));
    expect(name).toBe('ExpiredAuthError');
    expect(message).toBe(
      'Your API key does not appear to be valid: Chatwoot does not know it. Copy the access token from your profile settings in Chatwoot and reconnect this account.',
    );
  });

  it.each([
    [
      'a key that a proxy swallowed',
      401,
      { errors: ['You need to sign in or sign up before continuing.'] },
      /did not receive the key.*Api-Access-Token/,
    ],
    [
      'an HTML page',
      200,
      '<!DOCTYPE html><html></html>',
      /chat\.example\.com answered with a web page.*API URL/,
    ],
    ['another API', 200, { hello: 'world' }, /does not understand.*API URL leads to Chatwoot/],
    ['an answer cut short', 200, '{"accounts":[{"id"', /incomplete answer.*try again/],
    [
      'a server fault',
      502,
      '<html>Bad Gateway</html>',
      /problem of its own \(status 502\).*try again/,
    ],
  ])('explains %s without calling the key dead', async (_case, status, body, text) => {
    server()
      .get('/api/v1/profile')
      .reply(status, body, {
        'content-type':
          typeof body === 'string' && body.startsWith('<') ? 'text/html' : 'application/json',
      });
    const { name, message } = await failureOf(run(test));
    expect(name).toBe('AppError');
    expect(message).toMatch(text);
  });

  it.each([
    ['Agent Bot', 401, { error: 'Invalid access_token' }],
    ['Agent Bot', 403, '<html>Forbidden</html>'],
    ['Platform App', 200, []],
  ])('names a connection with the key of a Chatwoot %s', async (kind, status, body) => {
    refuseBots();
    server().get('/platform/api/v1/agent_bots').reply(status, body);
    await expect(run(test, { authData: withoutAccount })).resolves.toEqual({
      label: `${kind} on chat.example.com`,
    });
  });

  it('leaves open whose key it is when the server fails meanwhile', async () => {
    refuseBots();
    server().get('/platform/api/v1/agent_bots').reply(502, 'Bad Gateway');
    expect((await failureOf(run(test))).message).toMatch(/problem of its own \(status 502/);
  });

  it('refuses an Account ID that is none, beside the key of a bot too', async () => {
    refuseBots();
    server().get('/platform/api/v1/agent_bots').reply(401, { error: 'Invalid access_token' });
    const authData = { ...connection, accountId: 'acme' };
    expect((await failureOf(run(test, { authData }))).message).toMatch(
      /^Account ID: `acme` is not an account number/,
    );
  });

  it('waits as long as the server says, else as long as its rate window lasts', async () => {
    server().get('/api/v1/profile').reply(429, 'Retry later\n');
    expect(await failureOf(run(test))).toMatchObject({ name: 'ThrottledError', delay: 60 });
    server().get('/api/v1/profile').reply(429, 'Retry later\n', { 'retry-after': '7' });
    expect(await failureOf(run(test))).toMatchObject({ name: 'ThrottledError', delay: 7 });
  });

  it.each([
    ['http://chat.example.com', /API URL: the address must start with `https:\/\/`/],
    ['https://me:pw@chat.example.com', /API URL: remove the user name and password/],
    ['not a url', /API URL: this is not a web address/],
    ['https://chat.example.com?x=1', /API URL: remove everything from the `\?`/],
  ])('refuses the API URL %s without a request', async (baseUrl, text) => {
    const { message } = await failureOf(run(test, { authData: { ...connection, baseUrl } }));
    expect(message).toMatch(text);
    expect(message).not.toContain('pw');
  });

  it.each([
    `${BASE}/app/accounts/1/dashboard?x=1`,
    `${BASE}/api/v1`,
    'chat.example.com/',
    `${BASE}/`,
  ])('takes the pasted API URL %s', async (baseUrl) => {
    server().get('/api/v1/profile').reply(200, profile);
    await expect(run(test, { authData: { ...connection, baseUrl } })).resolves.toMatchObject({
      label: expect.stringContaining('Acme Support') as string,
    });
  });

  it('knows the address of 99digital and of Chatwoot Cloud, and asks for Konverte Digital’s', async () => {
    nock('https://online.99digital.co.il').get('/api/v1/profile').reply(200, profile);
    nock('https://app.chatwoot.com').get('/api/v1/profile').reply(200, profile);
    const of = (platform: string) =>
      run(test, { authData: { ...connection, platform, baseUrl: '' } });
    expect(await of('99digital')).toEqual({
      label: 'Acme Support (Jane on online.99digital.co.il)',
    });
    expect(await of('chatwoot')).toEqual({ label: 'Acme Support (Jane on app.chatwoot.com)' });
    expect((await failureOf(of('konverte_digital'))).message).toMatch(
      /API URL: enter the address.*Konverte Digital/,
    );
  });

  it.each([
    [{ apiKey: ' ' }, /^API Key: enter your key/],
    [{ apiKey: 'abc\ndef' }, /^API Key: it holds spaces, line breaks/],
    [{ apiKey: 'ключ' }, /^API Key: it holds spaces, line breaks or letters/],
    [{ platform: 'intercom' }, /^Platform: `intercom` is not one of Konverte Digital, 99digital/],
    [{ accountId: 'acme' }, /^Account ID: `acme` is not an account number/],
    [{ timeoutSeconds: '90' }, /^Timeout: enter a number of seconds from 1 to 28/],
    [{ proxyUrl: 'ftp://x' }, /^Proxy URL: this is not a proxy address/],
  ])('names the field that is wrong in %j', async (fields, text) => {
    nock(BASE).get('/api/v1/profile').optionally().reply(200, profile);
    const authData = { ...connection, ...(fields as Record<string, string>) };
    expect((await failureOf(run(test, { authData }))).message).toMatch(text);
    nock.cleanAll();
  });

  it('requires only the platform and the key', () => {
    const required = authentication.fields.filter((field) => field.required);
    expect(required.map(({ key }) => key)).toEqual(['platform', 'apiKey']);
  });
});
