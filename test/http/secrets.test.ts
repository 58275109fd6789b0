import { withoutSecrets } from '../../http/secrets.js';
import { wireOf } from '../../platforms/toolkit/wire.js';
import { readConnection } from '../../steps/connection.js';
import { explain } from '../../http/errors.js';
import { readBody } from '../../http/body.js';

const KEY = 'qN4v/R8sT+2wXy6=&"ZbC';
/** What a password may hold that a key never does. */
const TYPED = "it's<5>4\r\n9 9/";
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const base64url = (text: string): string => Buffer.from(text).toString('base64url');

/** A key as servers and proxies write it into what they say. */
const ECHOES: [string, string][] = [
  ['as it is', KEY],
  ['in upper case', KEY.toUpperCase()],
  ['in lower case', KEY.toLowerCase()],
  ['percent-encoded', encodeURIComponent(KEY)],
  ['percent-encoded in lower case', encodeURIComponent(KEY).toLowerCase()],
  ['percent-encoded wholly', Array.from(KEY, (char) => `%${hex(char)}`).join('')],
  ['percent-encoded twice', encodeURIComponent(encodeURIComponent(KEY))],
  ['in a query', new URLSearchParams({ key: KEY }).toString().slice('key='.length)],
  ['as JSON', JSON.stringify(KEY).slice(1, -1)],
  ['as JSON of JSON', JSON.stringify(JSON.stringify(KEY)).slice(3, -3)],
  ['as JSON of Rails', JSON.stringify(KEY).slice(1, -1).replaceAll('&', '\\u0026')],
  ['as HTML', KEY.replaceAll('&', '&amp;').replaceAll('"', '&quot;')],
  ['as HTML by numbers', KEY.replaceAll('&', '&#38;').replaceAll('"', '&#x22;')],
  ['in base64', base64(KEY)],
  ['in base64 for addresses', Buffer.from(KEY).toString('base64url')],
];

function hex(char: string): string {
  return char.charCodeAt(0).toString(16).padStart(2, '0');
}

describe('withoutSecrets', () => {
  it.each(ECHOES)('takes out a key %s, wherever it stands', (_how, echo) => {
    for (const [before, after] of [
      ['', ''],
      ['no such key: ', '.'],
      ['token=', '&page=2'],
      ['{"token":"', '"}'],
    ]) {
      expect(withoutSecrets(`${before}${echo}${after}`, [KEY])).toBe(`${before}…${after}`);
    }
  });

  it.each([
    ['as it is', TYPED],
    ['as HTML', 'it&apos;s&lt;5&gt;4&#13;\n9 9/'],
    ['as JSON', JSON.stringify(TYPED).slice(1, -1)],
    ['as JSON of PHP', JSON.stringify(TYPED).slice(1, -1).replaceAll('/', '\\/')],
    ['in a query', new URLSearchParams({ key: TYPED }).toString().slice('key='.length)],
    ['in base64', base64(TYPED)],
  ])('takes out a password of any characters %s', (_how, echo) => {
    expect(withoutSecrets(`no: ${echo}.`, [TYPED])).toBe('no: ….');
  });

  it('takes out one with backslashes, however often they were doubled', () => {
    const secret = 'dom\\user\\\\pass';
    for (const echo of [secret, JSON.stringify(secret), JSON.stringify(JSON.stringify(secret))]) {
      expect(withoutSecrets(echo, [secret])).toMatch(/^[\\"]*…[\\"]*$/);
    }
  });

  it('takes what base64 for addresses writes otherwise, percent-encoded too', () => {
    for (const secret of ['key>>>?key', 'key???>key']) {
      for (const form of [base64(secret), encodeURIComponent(base64(secret)), base64url(secret)]) {
        expect(withoutSecrets(`token ${form}.`, [secret])).toBe('token ….');
      }
    }
  });

  it('takes one of eight characters out of words, a shorter one only for itself', () => {
    expect(withoutSecrets('xsecret78x', ['secret78'])).toBe('x…x');
    expect(withoutSecrets('xsecret7x', ['secret7'])).toBe('xsecret7x');
  });

  it('takes six bytes out of base64, and leaves what fewer would be', () => {
    expect(withoutSecrets(base64('abcdef'), ['abcdef'])).toBe('…');
    expect(withoutSecrets(base64('abcde'), ['abcde'])).toBe(base64('abcde'));
  });

  it('takes no empty secret', () => {
    expect(withoutSecrets('Bad key.', [''])).toBe('Bad key.');
  });

  it('takes it out each time it stands there', () => {
    expect(withoutSecrets(`${KEY} ${KEY.toUpperCase()} ${base64(KEY)}`, [KEY])).toBe('… … …');
  });

  it.each(['user', 'user1', 'user12', 'Bearer'])(
    'leaves nothing of a key to read where base64 holds it behind %s',
    (name) => {
      for (const after of ['', ':x', ':xy', ':xyz']) {
        const clean = withoutSecrets(`Basic ${base64(`${name}:${KEY}${after}`)}`, [KEY]);
        const [, left = ''] = clean.split('Basic ');
        const read = left.split('…').map((part) => Buffer.from(part, 'base64').toString('latin1'));
        expect(clean).toContain('…');
        expect(read.join(' ')).not.toMatch(/qN4|ZbC/);
      }
    },
  );

  it('takes out the longest first, so that nothing of it stays', () => {
    expect(withoutSecrets('abcdefgh12345678', ['abcdefgh', 'abcdefgh12345678'])).toBe('…');
  });

  it('takes a short one for itself only, not out of words', () => {
    expect(withoutSecrets('hush: a hushed proxy said "hush"', ['hush'])).toBe(
      '…: a hushed proxy said "…"',
    );
  });

  it('takes no secret for a pattern', () => {
    expect(withoutSecrets('a.c*(x abcxxxx', ['a.c*(x'])).toBe('… abcxxxx');
    expect(withoutSecrets('$& $1', ['12345678'])).toBe('$& $1');
  });

  it('takes out what is no ASCII, and lines, as JSON has them by numbers or letters', () => {
    const secret = 'p\u00e4ssw\u00f6rd\u20ac\ud83d\ude00\nsecond\tline';
    const numbered = secret.replaceAll(
      /[^a-z]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    for (const echo of [secret, JSON.stringify(secret).slice(1, -1), numbered]) {
      expect(withoutSecrets(`no ${echo}!`, [secret])).toBe('no …!');
    }
  });

  it('takes a secret of any length out, in each form', () => {
    const file = Array.from({ length: 300 }, (_, index) => `line${String(index)}"/+`).join('\n');
    for (const echo of [file, encodeURIComponent(file), JSON.stringify(file), base64(file)]) {
      expect(withoutSecrets(`denied: ${echo}`, [file])).not.toMatch(/line\d|bGluZ|xpbm|aW5l/);
    }
    expect(withoutSecrets('denied', ['a'.repeat(1_000_000)])).toBe('denied');
  });

  it('leaves a text without secrets alone', () => {
    expect(withoutSecrets('Name is too long', [KEY, ''])).toBe('Name is too long');
    expect(withoutSecrets('Name is too long', [])).toBe('Name is too long');
  });

  it('is quick on long texts, whatever is in them', () => {
    const before = process.cpuUsage();
    for (const text of ['%', '\\', '&', KEY.slice(0, 8), 'q', 'qN4v%']) {
      withoutSecrets(text.repeat(10_000).slice(0, 10_000), [KEY, `%%%%%%${KEY}`, '\\\\\\\\\\\\&']);
    }
    const { user, system } = process.cpuUsage(before);
    expect(user + system).toBeLessThan(1_000_000);
  });
});

describe('the secrets of a connection', () => {
  const wire = (fields: Record<string, string>) =>
    wireOf(readConnection({ platform: 'chatwoot', apiKey: KEY, ...fields }), {
      platform: 'Chatwoot',
      baseUrl: 'https://chat.example.com',
      headers: {},
      errors: [],
      rateWindowSeconds: 60,
    });
  const said = (fields: Record<string, string>, text: string): string =>
    explain(wire(fields), {
      status: 400,
      body: readBody(JSON.stringify({ error: text }), 'application/json'),
      retryAfter: undefined,
      subject: '',
      writes: undefined,
    }).message;

  it.each([
    ['the key', {}, KEY],
    ['the HMAC token', { hmacToken: 'Jh3gF6dS9aQw2Er5Ty8Ui1Op' }, 'Jh3gF6dS9aQw2Er5Ty8Ui1Op'],
    ['the proxy’s password', { proxyUrl: 'http://jane:hu%24hHu%24h@p.example:3128' }, 'hu$hHu$h'],
    [
      'the same as it is written there',
      { proxyUrl: 'http://jane:hu%24hHu%24h@p.example:3128' },
      'hu%24hHu%24h',
    ],
    ['a short password of the proxy', { proxyUrl: 'http://jane:pw1@p.example' }, 'pw1'],
    [
      'what a proxy is sent',
      { proxyUrl: 'http://jane:pw1@p.example' },
      base64('jane:pw1').replace(/=+$/, ''),
    ],
    [
      'a token that a proxy takes for a name',
      { proxyUrl: 'http://Tok3nTok3n@p.example' },
      'Tok3nTok3n',
    ],
  ])('are %s', (_what, fields, secret) => {
    const message = said(fields, `denied for "${secret}" here`);
    expect(message).not.toContain(secret);
    expect(message).toContain('denied for "…" here');
  });

  it('do not fail on a proxy address that is none', () => {
    for (const proxyUrl of ['p.example:3128', 'http://jane:%zz@p.example', 'a b']) {
      expect(said({ proxyUrl }, KEY)).not.toContain(KEY);
    }
  });
});
