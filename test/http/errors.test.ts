import { Agent } from 'node:https';
import { HttpsProxyAgent } from 'https-proxy-agent';
import type { ZObject } from 'zapier-platform-core';
import { agentFor } from '../../http/agent.js';
import { readBody } from '../../http/body.js';
import type { ErrorRule, Facts } from '../../http/error_rule.js';
import { explain, waitSeconds, type FailedAnswer } from '../../http/errors.js';
import { fault, isMissing, Problem, problem, type ProblemKind } from '../../http/problem.js';
import { toZapierError } from '../../http/zapier_error.js';
import { PLATFORM, problemOf, refusal, wireWith } from '../helpers/fakes/fake_platform.js';
import { shortestWaits } from '../helpers/shortest_waits.js';

shortestWaits();

const TRY_AGAIN = 'This is usually temporary: try again, or replay the run later.';

const rules: ErrorRule[] = [
  { status: 401, says: /expired/i, kind: 'expired', text: () => 'The key expired.' },
  { status: 401, text: ({ platform }) => `${platform} does not know the key.` },
  { status: 401, says: /never reached/, text: () => 'Too late.' },
  { status: 400, says: /no such/, missing: true, text: ({ said }) => `Gone: ${said}` },
  { status: 409, kind: 'halted', text: () => 'Already so.' },
  { status: 410, kind: 'throttled', text: () => 'Later.' },
  { status: 422, says: /^taken/, text: ({ attributes }) => `Taken: ${attributes.join()}.` },
  { status: 429, text: () => 'Never used.' },
];

function answer(fields: Partial<FailedAnswer> & { status: number }): FailedAnswer {
  return {
    body: readBody('', ''),
    retryAfter: undefined,
    subject: '',
    writes: undefined,
    ...fields,
  };
}

const json = (data: unknown) => readBody(JSON.stringify(data), 'application/json');
const html = readBody('<html><h1>Blocked</h1></html>', 'text/html');
const wire = wireWith({ errors: rules });

describe('explain by the platform’s table', () => {
  it.each<[string, Partial<FailedAnswer> & { status: number }, ProblemKind, string]>([
    [
      'the first row that fits',
      { status: 401, body: json({ error: 'Key EXPIRED' }) },
      'expired',
      'The key expired.',
    ],
    [
      'the next row when the words differ',
      { status: 401, body: json({ error: 'never reached' }) },
      'error',
      `${PLATFORM} does not know the key.`,
    ],
    ['a row without words', { status: 409 }, 'halted', 'Already so.'],
    ['a row of the kind throttled', { status: 410 }, 'throttled', 'Later.'],
    ['a row before the page of a firewall', { status: 409, body: html }, 'halted', 'Already so.'],
    [
      'all words joined, and the refused fields',
      { status: 422, body: json({ message: ['taken', 'too'], attributes: ['email', 'name'] }) },
      'error',
      'Taken: email,name.',
    ],
    [
      'the general text when no row’s words fit',
      { status: 422, body: json({ message: 'not taken' }) },
      'error',
      `${PLATFORM} refused the request (status 422). It says: "not taken".`,
    ],
  ])('takes %s', (_what, given, kind, message) => {
    const result = explain(wire, answer(given));
    expect(result).toBeInstanceOf(Problem);
    expect(result).toMatchObject({ kind, message });
  });

  it('hands the row every fact', () => {
    const seen: Facts[] = [];
    const rule: ErrorRule = { status: 403, text: (facts) => (seen.push(facts), 'x') };
    const body = json({
      error: 'a',
      message: 'b',
      attributes: ['email'],
      canonicalCode: 'BAD_EMAIL',
    });
    explain(wireWith({ errors: [rule] }), answer({ status: 403, body, subject: 'contact 99' }));
    expect(seen).toEqual([
      {
        platform: PLATFORM,
        host: 'chat.example.com:8443',
        status: 403,
        subject: 'contact 99',
        said: 'a b',
        code: 'BAD_EMAIL',
        kind: 'json',
        attributes: ['email'],
      },
    ]);
  });

  it.each<[number, unknown, boolean]>([
    [400, { error: 'no such contact' }, true],
    [400, { error: 'bad date' }, false],
    [401, {}, false],
    [404, {}, false],
    [422, {}, false],
    [500, {}, false],
  ])('status %i with %j is missing: %j', (status, data, missing) => {
    const result = explain(wire, answer({ status, body: json(data) }));
    expect(result.details.refusal?.missing).toBe(missing);
    expect(isMissing(result)).toBe(missing);
  });

  it('chooses a row by the words or by the name of the refusal', () => {
    const errors: ErrorRule[] = [
      { status: 400, says: /no room/, code: /_FULL$/, text: () => 'Full.' },
      { status: 400, text: () => 'Other.' },
    ];
    const textFor = (data: unknown) =>
      explain(wireWith({ errors }), answer({ status: 400, body: json(data) })).message;
    expect(textFor({ error: 'no room' })).toBe('Full.');
    expect(textFor({ error: 'x', canonicalCode: 'BOX_FULL' })).toBe('Full.');
    expect(textFor({ error: 'x', canonicalCode: 'BOX_FULLER' })).toBe('Other.');
    expect(textFor({})).toBe('Other.');
  });

  it('takes a 404 for missing only when its row says so', () => {
    const errors: ErrorRule[] = [
      { status: 404, says: /no such/, missing: true, text: () => 'Nobody.' },
    ];
    const result = explain(
      wireWith({ errors }),
      answer({ status: 404, body: json({ error: 'no such' }) }),
    );
    expect(result.message).toBe('Nobody.');
    expect(isMissing(result)).toBe(true);
    const proxy = explain(wireWith({ errors }), answer({ status: 404 }));
    expect(isMissing(proxy)).toBe(false);
  });

  it('takes a secret out before it cuts, and quotes no megabytes', () => {
    const key = 'live-key-0123456789abcdef';
    const secretWire = wireWith({ secrets: [key], errors: [] });
    // Wherever the text would be cut, no part of the key is left.
    for (let length = 150; length < 250; length += 1) {
      const body = json({ error: `${'x'.repeat(length)}${key}` });
      const { message, details } = explain(secretWire, answer({ status: 422, body }));
      expect(`${message} ${details.refusal?.said ?? ''}`).not.toMatch(/live-k/);
    }
    const texts = Array.from({ length: 20_000 }, (_, place) => `field ${place} is wrong`);
    const { message, details } = explain(
      wire,
      answer({ status: 422, body: json({ errors: texts }) }),
    );
    expect(message.length).toBeLessThanOrEqual(250);
    expect(details.refusal?.said.length).toBeLessThanOrEqual(2000);
  });

  it('keeps the refused fields and the platform’s words for the code', () => {
    const body = json({ message: 'taken', error: 'so', attributes: ['email'] });
    expect(explain(wire, answer({ status: 422, body })).details).toEqual({
      refusal: {
        status: 422,
        attributes: ['email'],
        said: 'so taken',
        missing: false,
        data: body.data,
      },
    });
  });
});

describe('explain by the general rules', () => {
  it.each<[string, Partial<FailedAnswer> & { status: number }, string]>([
    ['a bare refusal', { status: 400 }, `${PLATFORM} refused the request (status 400).`],
    [
      'a refusal with a subject and words',
      { status: 400, subject: 'contact 99', body: json({ errors: { name: ['is long'] } }) },
      `${PLATFORM} refused the request (status 400, contact 99). It says: "name: is long".`,
    ],
    [
      'a refusal in plain text',
      { status: 400, body: readBody('Retry later', 'text/plain') },
      `${PLATFORM} refused the request (status 400). It says: "Retry later".`,
    ],
    [
      'a record that is missing',
      { status: 404, subject: 'contact 99' },
      `${PLATFORM} found nothing for contact 99. Check the ID and, if nothing works, the connection's API URL.`,
    ],
    [
      'an address that is missing',
      { status: 404 },
      `${PLATFORM} found nothing at this address. Check the ID and, if nothing works, the connection's API URL.`,
    ],
    [
      'a firewall’s page',
      { status: 403, body: html, subject: 'contact 99' },
      'chat.example.com:8443 refused the request with a web page (status 403, contact 99). A firewall in front of the server, or a wrong API URL in the connection, does that.',
    ],
    [
      'a server’s error page',
      { status: 502, body: html },
      `${PLATFORM} has a problem of its own (status 502). ${TRY_AGAIN}`,
    ],
    [
      'an error page of a server that names no reason',
      { status: 500, subject: 'contact 99' },
      `${PLATFORM} has a problem of its own (status 500, contact 99). ${TRY_AGAIN}`,
    ],
  ])('%s', (_what, given, message) => {
    expect(explain(wireWith(), answer(given))).toMatchObject({ kind: 'error', message });
  });

  it('quotes what a broken server says', () => {
    const body = json({ error: 'database is locked' });
    const { message } = explain(wireWith(), answer({ status: 503, body }));
    expect(message).toContain('It says: "database is locked".');
    expect(message).toContain(TRY_AGAIN);
  });
});

describe('explain of too many requests', () => {
  it('is an error where the allowance of the day is used up: that lasts for hours', () => {
    const result = explain(wire, answer({ status: 429, allowanceLeft: '0' }));
    expect(result).toMatchObject({
      kind: 'error',
      message: expect.stringMatching(/^.* allows no more requests today.*Replay/),
      details: { isFault: true },
    });
    for (const allowanceLeft of ['1', '', undefined]) {
      expect(explain(wire, answer({ status: 429, allowanceLeft })).kind).toBe('throttled');
    }
  });

  it.each<[string, string | undefined, number]>([
    ['a number', '7', 7],
    ['nothing: the platform’s window', undefined, 60],
    ['a date in the past: the platform’s window', 'Wed, 21 Oct 2015 07:28:00 GMT', 60],
    ['garbage: the platform’s window', 'soon', 60],
  ])('waits as long as Retry-After says: %s', (_what, retryAfter, seconds) => {
    const body = readBody('Retry later', 'text/plain');
    const result = explain(wire, answer({ status: 429, retryAfter, body }));
    expect(result).toMatchObject({
      kind: 'throttled',
      message: `${PLATFORM} received too many requests at once. Zapier tries again by itself.`,
      details: {
        retryAfterSeconds: seconds,
        refusal: { status: 429, attributes: [], said: 'Retry later', missing: false },
      },
    });
  });

  it('waits until a date', () => {
    const retryAfter = new Date(Date.now() + 90_000).toUTCString();
    const { retryAfterSeconds } = explain(wire, answer({ status: 429, retryAfter })).details;
    expect(retryAfterSeconds).toBeGreaterThanOrEqual(88);
    expect(retryAfterSeconds).toBeLessThanOrEqual(90);
  });
});

describe('waitSeconds', () => {
  const now = Date.parse('2026-03-14T09:00:00Z');

  it.each<[string | undefined, number | undefined]>([
    ['5', 5],
    [' 120 ', 120],
    ['0', 1],
    ['9'.repeat(400), 3600],
    ['31536000', 3600],
    ['Sun, 14 Mar 2027 09:00:00 GMT', 3600],
    ['Sat, 14 Mar 2026 09:01:30 GMT', 90],
    ['Sat, 14 Mar 2026 09:00:00 GMT', undefined],
    ['Sat, 14 Mar 2026 08:59:00 GMT', undefined],
    ['-5', undefined],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('of %j is %j', (header, seconds) => {
    expect(waitSeconds(header, now)).toBe(seconds);
  });

  it('reads a date that begins with its day', () => {
    const now = Date.parse('28 Nov 2026 12:00:00 GMT');
    expect(waitSeconds('28 Nov 2026 12:00:30 GMT', now)).toBe(30);
  });

  it('rounds up', () => {
    expect(waitSeconds('Sat, 14 Mar 2026 09:00:10 GMT', now + 500)).toBe(10);
    expect(waitSeconds('Sat, 14 Mar 2026 09:00:10 GMT', now - 1)).toBe(11);
  });
});

describe('Problem', () => {
  it('says what was done right behind what happened', () => {
    const details = refusal(422).details;
    const first = new Problem('expired', { what: 'It failed.', todo: 'Try again.' }, details);
    const second = first.withState('Done: the name.');
    expect(second).toMatchObject({ kind: 'expired', details });
    expect(second.message).toBe('It failed. Done: the name. Try again.');
    expect(first.message).toBe('It failed. Try again.');
  });

  it.each([
    [true, 'halted'],
    [false, 'error'],
  ])(
    'of a write whose end is unknown (adds: %j) is %s, without advice to try again',
    (adds, kind) => {
      const failure = fault({ what: 'It was slow.', todo: 'Try again.', said: 'busy' });
      expect(failure.asUnsure(adds, 'It may be done.')).toMatchObject({
        kind,
        message: 'It was slow. It may be done. It says: "busy".',
        details: { unsure: true },
      });
    },
  );

  it('is never longer than what Zapier shows, and cuts the platform’s words first', () => {
    const said = 'because '.repeat(300).trim();
    const { message } = problem({ what: 'It failed.', todo: 'Fix it.', said });
    expect(message.length).toBeLessThanOrEqual(250);
    expect(message).toMatch(/^It failed\. Fix it\. It says: "because because .* because…"\.$/);
    expect(problem('word '.repeat(100)).message).toMatch(/^(word )+word…$/);
    expect(problem('w'.repeat(1000)).message).toHaveLength(250);
  });

  it('leaves the platform’s words out where there is no room for them', () => {
    const what = `${'x'.repeat(230)}.`;
    expect(problem({ what, said: 'too many words to be shown here' }).message).toBe(what);
  });

  it('cuts what a user filled in, not what to do about it', () => {
    expect(problem(`Email: \`${'a'.repeat(5000)}\` is not one.`).message).toBe(
      `Email: \`${'a'.repeat(60)}…\` is not one.`,
    );
  });

  it('is a plain error by default', () => {
    expect(problem('Fix it.')).toMatchObject({
      kind: 'error',
      name: 'Problem',
      message: 'Fix it.',
      details: {},
    });
  });

  it.each<[string, unknown, boolean]>([
    ['a missing record', refusal(404), true],
    ['another refusal', refusal(422), false],
    ['a problem without an answer', problem('x'), false],
    ['another error', new Error('404'), false],
    ['something that looks like one', { details: { refusal: { missing: true } } }, false],
    ['nothing', undefined, false],
  ])('isMissing of %s', (_what, failure, expected) => {
    expect(isMissing(failure)).toBe(expected);
  });
});

const missing = (status: number, isMissing = true): Problem =>
  new Problem('error', 'x', {
    refusal: { status, attributes: [], said: '', missing: isMissing },
  });

describe('toZapierError', () => {
  /** The classes of core 19.1 `src/errors.js`, as far as they matter here. */
  class AppError extends Error {
    constructor(
      message: string,
      readonly code?: string,
      readonly status?: number,
    ) {
      super(message);
    }
  }
  class HaltedError extends Error {}
  class ExpiredAuthError extends Error {}
  class ThrottledError extends Error {
    constructor(
      message: string,
      readonly delay?: number,
    ) {
      super(message);
    }
  }
  const errors = { Error: AppError, HaltedError, ExpiredAuthError, ThrottledError };
  const z = { errors } as unknown as ZObject;

  it.each<[ProblemKind, new (message: string) => Error]>([
    ['error', AppError],
    ['halted', HaltedError],
    ['expired', ExpiredAuthError],
    ['throttled', ThrottledError],
  ])('makes the kind %s the class Zapier acts on', (kind, errorClass) => {
    const error = toZapierError(z, new Problem(kind, 'What happened.'));
    expect(error.constructor).toBe(errorClass);
    expect(error).toMatchObject({ message: 'What happened.', doNotContextify: true });
  });

  it('hands the wait over', () => {
    const failure = new Problem('throttled', 'Slow down.', { retryAfterSeconds: 42 });
    expect(toZapierError(z, failure)).toMatchObject({ message: 'Slow down.', delay: 42 });
  });

  it('keeps runs apart that were throttled at the same moment', () => {
    jest.spyOn(Math, 'random').mockReturnValue(0.999);
    const throttled = (retryAfterSeconds: number) =>
      toZapierError(z, new Problem('throttled', 'Slow down.', { retryAfterSeconds }));
    expect(throttled(1)).toMatchObject({ delay: 1 });
    expect(throttled(10)).toMatchObject({ delay: 19 });
    expect(throttled(3600)).toMatchObject({ delay: 3659 });
  });

  it('hands the status over', () => {
    expect(toZapierError(z, refusal(422))).toMatchObject({ status: 422, code: 'InvalidData' });
    expect(toZapierError(z, problem('x'))).toMatchObject({ status: undefined });
  });

  it.each<[string, Problem, string | undefined]>([
    ['bad input', problem('x'), 'InvalidData'],
    ['a missing record', refusal(404), 'NotFound'],
    ['a missing record by the platform’s words', missing(422), 'NotFound'],
    ['an address that leads nowhere', missing(404, false), 'NotFound'],
    ['what nobody has', new Problem('error', 'x', { isMiss: true }), 'NotFound'],
    ['a missing right', refusal(403), 'PermissionDenied'],
    ['a failing server', refusal(500), undefined],
    ['a failing network', fault({ what: 'x' }), undefined],
    ['a write whose end is unknown', refusal(422).asUnsure(false, 'y'), undefined],
  ])('names what is wrong in Zapier’s words: %s', (_what, failure, code) => {
    expect(toZapierError(z, failure)).toMatchObject({ code });
  });

  it('lets another failure through with its own words and class', () => {
    const failure = new TypeError('x is not a function');
    const error = toZapierError(z, failure);
    expect(error).toBe(failure);
    expect(error).toMatchObject({ message: 'x is not a function', doNotContextify: true });
  });

  it('makes an error of a thrown text', () => {
    const error = toZapierError(z, 'boom');
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ message: 'boom', doNotContextify: true });
  });
});

describe('agentFor', () => {
  it('is the usual one without network options', async () => {
    expect(await agentFor(wireWith())).toBeUndefined();
  });

  it('takes any certificate when the connection says so', async () => {
    const agent = await agentFor(wireWith({ allowSelfSigned: true }));
    expect(agent).toBeInstanceOf(Agent);
    expect(tlsOptions(agent).rejectUnauthorized).toBe(false);
  });

  it.each(['http://proxy.example.com:3128', 'https://jane:secret@proxy.example.com'])(
    'goes through %s and checks certificates',
    async (proxyUrl) => {
      const agent = await agentFor(wireWith({ proxyUrl }));
      if (!(agent instanceof HttpsProxyAgent)) throw new Error('no proxy agent');
      expect(agent.proxy.href).toBe(new URL(proxyUrl).href);
      expect(tlsOptions(agent).rejectUnauthorized).not.toBe(false);
    },
  );

  it('takes any certificate through a proxy when the connection says so', async () => {
    const proxyUrl = 'http://proxy.example.com:3128';
    const agent = await agentFor(wireWith({ proxyUrl, allowSelfSigned: true }));
    expect(tlsOptions(agent).rejectUnauthorized).toBe(false);
  });

  /** What Node merges into the TLS options of every request that goes through the agent. */
  function tlsOptions(agent: unknown): Agent['options'] {
    return (agent as Agent).options;
  }

  it.each([
    'proxy.example.com:3128',
    'proxy',
    'socks5://proxy.example.com',
    'http://',
    'a b',
    'http://j:%zz@p.example',
  ])('refuses the proxy %j', async (proxyUrl) => {
    const { kind, message } = await problemOf(() => agentFor(wireWith({ proxyUrl })));
    expect(kind).toBe('error');
    expect(message).toBe(
      'Proxy URL: this is not a proxy address. It looks like `http://proxy.example.com:3128`.',
    );
  });
});
