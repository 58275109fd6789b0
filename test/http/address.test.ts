import { normaliseBaseUrl } from '../../http/base_url.js';
import { path } from '../../http/path.js';
import { problemOf } from '../helpers/fakes/fake_platform.js';

const LAMBDA = 'AWS_LAMBDA_FUNCTION_NAME';
const before = process.env[LAMBDA];

function onZapier(yes: boolean): void {
  if (yes) process.env[LAMBDA] = 'zapier-app';
  else Reflect.deleteProperty(process.env, LAMBDA);
}

beforeEach(() => onZapier(false));
afterAll(() => {
  if (before === undefined) Reflect.deleteProperty(process.env, LAMBDA);
  else process.env[LAMBDA] = before;
});

const normalise = (text: string): string => normaliseBaseUrl(text, ['app', 'api']);

describe('normaliseBaseUrl', () => {
  it.each([
    ['a bare host', 'chat.example.com', 'https://chat.example.com'],
    ['blanks around it', '  chat.example.com\n', 'https://chat.example.com'],
    ['a trailing slash', 'https://chat.example.com/', 'https://chat.example.com'],
    ['upper case', 'HTTPS://CHAT.Example.COM', 'https://chat.example.com'],
    ['a port', 'chat.example.com:3000', 'https://chat.example.com:3000'],
    ['the usual port', 'https://chat.example.com:443', 'https://chat.example.com'],
    ['a path', 'https://example.com/desk/', 'https://example.com/desk'],
    ['doubled slashes', 'https://example.com//desk//eu/', 'https://example.com/desk/eu'],
    ['a pasted page', 'https://chat.example.com/app/accounts/1', 'https://chat.example.com'],
    ['a pasted API address', 'chat.example.com/api/v1', 'https://chat.example.com'],
    [
      'a pasted page that names another',
      'chat.example.com/app?to=https://x.example',
      'https://chat.example.com',
    ],
    ['a tail below a path', 'https://example.com/desk/api/v1/', 'https://example.com/desk'],
    [
      'a pasted page with its query',
      'https://chat.example.com/app/accounts/1/contacts?page=2#top',
      'https://chat.example.com',
    ],
    [
      'a segment that only starts like a tail',
      'https://example.com/apple',
      'https://example.com/apple',
    ],
    ['IPv4', 'https://203.0.113.7:3000', 'https://203.0.113.7:3000'],
    ['IPv6', 'https://[2001:DB8::1]/', 'https://[2001:db8::1]'],
    ['another alphabet', 'https://דוגמה.co.il', 'https://xn--6dbbec0c.co.il'],
    ['http on localhost', 'http://localhost:3000/', 'http://localhost:3000'],
    ['http on 127.0.0.1', 'http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['http on the rest of 127/8', 'http://127.8.8.8', 'http://127.8.8.8'],
    ['http on ::1', 'http://[::1]:3000', 'http://[::1]:3000'],
    ['https on localhost', 'localhost:3000', 'https://localhost:3000'],
    ['http on 127.0.0.10', 'http://127.10.200.255', 'http://127.10.200.255'],
    ['a name of one letter', 'https://x.example.com', 'https://x.example.com'],
  ])('takes %s', (_what, text, expected) => {
    expect(normalise(text)).toBe(expected);
  });

  it('cuts only at the tails it is given', () => {
    expect(normaliseBaseUrl('https://example.com/app/api', ['api'])).toBe(
      'https://example.com/app',
    );
    expect(normaliseBaseUrl('https://example.com/app', [])).toBe('https://example.com/app');
  });

  it.each([
    '',
    ' ',
    'chat',
    'https://chat',
    'https://',
    'https:/chat.example.com',
    'not an address',
    'javascript:alert(1)',
    'https://my_host.example.com',
    'https://-chat.example.com',
    'https://chat.example.com:99999',
    'https://chat..example.com',
  ])('refuses %j as no web address', async (text) => {
    const { kind, message } = await problemOf(() => normalise(text));
    expect(kind).toBe('error');
    expect(message).toBe(
      'API URL: this is not a web address. Enter an address such as `https://chat.example.com`.',
    );
  });

  it.each(['https://jane:secret@chat.example.com', 'jane@chat.example.com', 'https://:secret@a.b'])(
    'refuses the user info of %s without repeating it',
    async (text) => {
      const { message } = await problemOf(() => normalise(text));
      expect(message).toBe(
        'API URL: remove the user name and password from the address; the key has its own field.',
      );
    },
  );

  it.each([
    'https://chat.example.com?x=1',
    'https://example.com/desk?x=1',
    'https://chat.example.com/#/contacts',
  ])('refuses the query or fragment of %s', async (text) => {
    const { message } = await problemOf(() => normalise(text));
    expect(message).toBe(
      'API URL: remove everything from the `?` or `#` on; only the address itself is needed.',
    );
  });

  it.each([
    ['http://chat.example.com', 'https://chat.example.com'],
    ['http://chat.example.com:3000/app', 'https://chat.example.com:3000'],
    ['http://192.168.0.10', 'https://192.168.0.10'],
    ['http://127.0.0.1.example.com', 'https://127.0.0.1.example.com'],
    ['http://localhost.example.com', 'https://localhost.example.com'],
    ['http://files.localhost', 'https://files.localhost'],
    ['http://10.127.0.0.1.example', 'https://10.127.0.0.1.example'],
    ['ftp://chat.example.com', 'https://chat.example.com'],
    ['ftp://localhost', 'https://localhost'],
  ])('refuses %s and suggests %s', async (text, suggestion) => {
    const { message } = await problemOf(() => normalise(text));
    expect(message).toBe(
      `API URL: the address must start with \`https://\`, so that your key travels encrypted. Try \`${suggestion}\`.`,
    );
  });

  it.each([
    'http://localhost:3000',
    'https://localhost',
    'https://localhost.',
    'https://desk.localhost',
    'http://127.0.0.1',
    'https://2130706433',
    'https://0x7f.1',
    'https://[::1]',
    'https://[::]',
    'https://0.0.0.0',
    'https://[::ffff:127.0.0.1]',
    'https://10.1.2.3',
    'http://192.168.0.10',
    'https://172.16.0.1:3000/app',
    'https://100.64.0.1',
    'https://169.254.169.254/latest',
    'https://198.18.0.1',
    'https://224.0.0.1',
    'https://[fd00::1]',
    'https://[fe80::1]',
    'https://[64:ff9b::a00:1]',
    'https://[2002:a00:1::]',
  ])('refuses %s on Zapier', async (text) => {
    onZapier(true);
    const { message } = await problemOf(() => normalise(text));
    expect(message).toMatch(
      /^API URL: Zapier cannot reach .+, which is not on the internet\. Enter an address that is open to everyone\.$/,
    );
    expect(message.length).toBeLessThanOrEqual(250);
  });

  it('takes them elsewhere: the machine is the user’s own', () => {
    expect(normalise('https://10.1.2.3')).toBe('https://10.1.2.3');
    expect(normalise('https://[fd00::1]')).toBe('https://[fd00::1]');
  });

  it('takes other hosts on Zapier', () => {
    onZapier(true);
    expect(normalise('chat.example.com')).toBe('https://chat.example.com');
  });
});

describe('path', () => {
  it('leaves a path without ids alone', () => {
    expect(path`/api/v1/profile`).toBe('/api/v1/profile');
  });

  it.each<[string | number, string]>([
    [7, '7'],
    [' 7 ', '7'],
    ['a/b', 'a%2Fb'],
    ['a b', 'a%20b'],
    ['שלום', '%D7%A9%D7%9C%D7%95%D7%9D'],
    ['a?b#c&d', 'a%3Fb%23c%26d'],
    ['../1', '..%2F1'],
    ['%2e%2e', '%252e%252e'],
    ['...', '...'],
  ])('encodes %j', (id, encoded) => {
    expect(path`/contacts/${id}/labels`).toBe(`/contacts/${encoded}/labels`);
  });

  it('puts every id in its place', () => {
    expect(path`/accounts/${1}/contacts/${'a b'}`).toBe('/accounts/1/contacts/a%20b');
  });

  it('refuses what is longer than any ID, which a server would cut off without a word', async () => {
    expect(path`/contacts/${'7'.repeat(500)}`).toHaveLength(510);
    const { message } = await problemOf(() => path`/contacts/${'7'.repeat(501)}`);
    expect(message).toMatch(/^`7+…?` is not an ID\. /);
    expect(message.length).toBeLessThanOrEqual(250);
  });

  it.each(['', ' ', '.', '..', ' .. '])('refuses %j', async (id) => {
    const { kind, message } = await problemOf(() => path`/contacts/${id}`);
    expect(kind).toBe('error');
    expect(message).toBe(
      `\`${id.trim()}\` is not an ID. Choose the record from the list or map its ID from a step.`,
    );
  });
});
