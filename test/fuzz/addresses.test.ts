// Whatever is typed into a connection: nothing is asked of an address inside, the key goes to one host, and no
// secret is said again.
import fc from 'fast-check';
import type { Bundle, ZObject } from 'zapier-platform-core';
import { authentication } from '../../authentication.js';
import { fuzz, oddText } from '../helpers/fuzz.js';
import { complaintsOf } from '../helpers/readable.js';
import type { Perform } from '../helpers/running/steps.js';
import { emptyZ, ZapierError } from '../simulator/zapier/z.js';

const KEY = 'qN4vR8sT2wXy6ZbC1dEf5GhJ';
const PASSWORD = 'hU7gTf4rDe2s';

/** Hosts inside, in the spellings that URLs know; and some that are none, or are open to all. */
const hosts = [
  ...['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', '127.0.0.1', '127.1', '127.0.0.1.'],
  ...['0x7f.1', '2130706433', '017700000001', '0', '0.0.0.0', '10.0.0.1', '192.168.0.1'],
  ...['172.16.5.4', '169.254.169.254', '100.64.0.1', '[::1]', '[::]', '[::ffff:127.0.0.1]'],
  ...['[::ffff:7f00:1]', '[fe80::1]', '[fd00::1]', '[64:ff9b::7f00:1]', '[fe80::1%25eth0]'],
  ...['①②⑦.⓪.⓪.①', '127。0。0。1', '１２７.0.0.1', 'ⓛocalhost', '127.0.0.1%2eexample.com'],
  ...['chat.example.com', 'CHAT.example.com', 'xn--e1afmkfd.xn--p1ai', 'a..b', '-a.b', 'a_b.c'],
  ...['1.1.1.1', '[2606:4700::1111]', 'example.com@127.0.0.1', '127.0.0.1#@a.com', 'a.com\\@127.1'],
];

const address = fc
  .record({
    scheme: fc.constantFrom('', 'http://', 'https://', 'HTTPS://', '//', 'ftp://', 'https:/', ' '),
    login: fc.constantFrom('', '', '', `jane:${PASSWORD}@`, `:${PASSWORD}@`, 'a@'),
    host: fc.oneof(fc.constantFrom(...hosts), fc.webAuthority(), fc.ipV4(), fc.ipV6(), oddText),
    port: fc.constantFrom('', '', ':1', ':443', ':65536', ':x'),
    path: fc.oneof(
      fc.constantFrom('', '/', '/app/accounts/1', '/..', '/a?b', '#c', '/%2e%2e/'),
      oddText,
    ),
  })
  .map(({ scheme, login, host, port, path }) => scheme + login + host + port + path);

/** An address that only machines of a network of their own have, told apart without the app's own lists. */
const INSIDE =
  /^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))(\.\d+){1,3}$|localhost\.?$|^\[(::1?|f[cd].*|fe[89ab].*|::ffff:(7f|a|a9fe|c0a8|ac1)[^\]]*|64:ff9b::7f.*)\]$/;

interface Sent {
  url: string;
  headers: Record<string, string>;
}

/** A `z` that is offline: it keeps what would have been sent. */
function offline(): { z: ZObject; sent: Sent[] } {
  const sent: Sent[] = [];
  const request = (options: Sent): Promise<never> => {
    sent.push(options);
    return Promise.reject(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }));
  };
  return { z: { ...emptyZ(), request } as unknown as ZObject, sent };
}

const connections = fc.record(
  {
    platform: fc.oneof(
      {
        weight: 8,
        arbitrary: fc.constantFrom('chatwoot', 'konverte_digital', 'highlevel', 'vixiees'),
      },
      { weight: 1, arbitrary: oddText },
    ),
    apiKey: fc.oneof({ weight: 4, arbitrary: fc.constant(KEY) }, oddText),
    baseUrl: address,
    accountId: fc.oneof(fc.constantFrom('', '1'), oddText),
    proxyUrl: fc.oneof({ weight: 2, arbitrary: fc.constant('') }, address),
    timeoutSeconds: fc.oneof(fc.constantFrom('', '20'), oddText),
    hmacToken: fc.oneof(fc.constant(''), oddText),
    allowSelfSigned: fc.oneof(fc.constantFrom('', 'true'), oddText),
  },
  { requiredKeys: ['platform', 'apiKey', 'baseUrl'] },
);

describe('what is typed into a connection', () => {
  const isLambda = process.env['AWS_LAMBDA_FUNCTION_NAME'];
  beforeAll(() => {
    process.env['AWS_LAMBDA_FUNCTION_NAME'] = 'zapier';
  });
  afterAll(() => {
    if (isLambda === undefined) delete process.env['AWS_LAMBDA_FUNCTION_NAME'];
    else process.env['AWS_LAMBDA_FUNCTION_NAME'] = isLambda;
  });

  it('leads to the internet alone, with a key for one host', async () => {
    let asked = 0;
    await fuzz(0.2, connections, async (authData) => {
      const { z, sent } = offline();
      const bundle = { authData, inputData: {}, meta: {} } as unknown as Bundle;
      const failure = await (authentication.test as Perform)(z, bundle).then(
        () => new Error('nothing is there to connect to'),
        (reason: unknown) => reason,
      );
      if (!(failure instanceof ZapierError)) throw failure;
      const typed = JSON.stringify(authData);
      expect(complaintsOf(failure.message, typed)).toEqual([]);
      if (authData.apiKey === KEY) expect(failure.message).not.toContain(KEY);
      expect(failure.message).not.toContain(PASSWORD);
      asked += sent.length;
      for (const { url, headers } of sent) {
        const { protocol, hostname, username, password } = new URL(url);
        expect([protocol, username, password]).toEqual(['https:', '', '']);
        expect(hostname).not.toMatch(INSIDE);
        expect(Object.values(headers).join('')).not.toMatch(/[\r\n\0]/);
      }
      expect(new Set(sent.map(({ url }) => new URL(url).origin)).size).toBeLessThanOrEqual(1);
    });
    // The property says nothing where every address is refused.
    expect(asked).toBeGreaterThan(0);
  });
});
