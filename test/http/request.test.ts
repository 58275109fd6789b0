import { getEventListeners } from 'node:events';
import { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import type { ZObject } from 'zapier-platform-core';
import { request, type ApiRequest } from '../../http/request.js';
import { fileProblems, wireProblems } from '../../http/problems.js';
import { problemOf, wireWith } from '../helpers/fakes/fake_platform.js';
import { holdTimeLimits } from '../helpers/time_limit.js';

type Options = Record<string, unknown>;

/** A `z` whose request answers with one JSON text and keeps the options it was given. */
function fakeZ(text: string): { z: ZObject; sent: Options[] } {
  const sent: Options[] = [];
  const getHeader = (name: string) => (name === 'content-type' ? 'application/json' : undefined);
  const send = (options: Options) => {
    sent.push(options);
    const answer = { status: 200, getHeader };
    return Promise.resolve(
      options['raw']
        ? { ...answer, text: () => Promise.resolve(text) }
        : { ...answer, content: text },
    );
  };
  return { z: { request: send } as unknown as ZObject, sent };
}

/** A `z` whose request answers just so. */
function answering(
  status: number,
  text: string,
  contentType: string,
  more: Record<string, string | undefined> = {},
): ZObject {
  const headers: Record<string, string | undefined> = { 'content-type': contentType, ...more };
  const answer = { status, getHeader: (name: string) => headers[name], content: text };
  return { request: () => Promise.resolve(answer) } as unknown as ZObject;
}

async function sentFor(call: ApiRequest, wire = wireWith()): Promise<Options> {
  const { z, sent } = fakeZ('{"id":1}');
  await request(z, wire, call);
  return sent[0] ?? {};
}

describe('what z.request is asked for', () => {
  afterEach(() => jest.restoreAllMocks());

  it('is nothing where a server would not read the address to its end', async () => {
    const { z, sent } = fakeZ('{"id":1}');
    const asked = (text: string) =>
      request(z, wireWith(), { method: 'GET', path: '/search', query: { page: 1, q: text } });
    const { kind, message } = await problemOf(() => asked('é'.repeat(1_000_000)));
    expect(kind).toBe('error');
    expect(message).toMatch(/^`é+…?` is too long to search by: it has 1,000,000 characters\./);
    expect(message.length).toBeLessThanOrEqual(250);
    expect(sent).toEqual([]);
    await asked('é'.repeat(900));
    expect(sent).toHaveLength(1);
    const longest = 6000 - 'page=1&q='.length;
    await asked('x'.repeat(longest));
    expect(sent).toHaveLength(2);
    await problemOf(() => asked('x'.repeat(longest + 1)));
    expect(sent).toHaveLength(2);
  });

  it('is a text body and a finished URL, which core leaves as they are', async () => {
    const wire = wireWith({ baseUrl: 'https://chat.example.com', headers: { 'X-Key': 'k' } });
    const options = await sentFor(
      {
        method: 'POST',
        path: '/contacts',
        query: { q: 'a+b {{x}}', page: 2, blank: ' ', none: undefined, 'labels[]': ['a', '', 'b'] },
        body: { name: '{{contact.name}}', cleared: null, empty: '' },
      },
      wire,
    );
    expect(options).toMatchObject({
      url: 'https://chat.example.com/contacts?q=a%2Bb+%7B%7Bx%7D%7D&page=2&labels%5B%5D=a&labels%5B%5D=b',
      method: 'POST',
      body: '{"name":"{{contact.name}}","cleared":null,"empty":""}',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json; charset=utf-8',
        'X-Key': 'k',
      },
      merge: false,
      redirect: 'manual',
      skipThrowForStatus: true,
      throwForThrottlingEarly: false,
    });
    expect(options).not.toHaveProperty('params');
    expect(options).not.toHaveProperty('agent');
  });

  it('is raw for answers with secrets, because core logs every other body', async () => {
    expect(await sentFor({ method: 'GET', path: '/profile', secret: true })).toMatchObject({
      raw: true,
    });
    expect(await sentFor({ method: 'GET', path: '/contacts' })).not.toHaveProperty('raw');
  });

  it('keeps what a user typed of credentials out of core’s log: the body goes as a stream', async () => {
    const call = { method: 'POST', path: '/hooks', secrets: ['t0ps3cret'] } as const;
    const body = { token: 't0ps3cret', name: 'é' };
    const options = await sentFor({ ...call, body });
    expect(options['body']).toBeInstanceOf(Readable);
    expect(await textOf(options['body'] as Readable)).toBe(JSON.stringify(body));
    expect(options['headers']).toMatchObject({
      'content-length': String(Buffer.byteLength(JSON.stringify(body))),
    });
    expect(await sentFor(call)).not.toHaveProperty('body');
    expect((await sentFor({ ...call, body, secrets: [] }))['body']).toBe(JSON.stringify(body));
  });

  it.each([200, 404])('leaves nothing waiting for its time once %s is answered', async (status) => {
    const waiting = new AbortController();
    jest.spyOn(AbortSignal, 'timeout').mockReturnValue(waiting.signal);
    const z = answering(status, '{"id":1}', 'application/json');
    await request(z, wireWith(), { method: 'GET', path: '/contacts/1' }).catch(() => undefined);
    expect(getEventListeners(waiting.signal, 'abort')).toEqual([]);
  });

  it('ends with the run, however much time the connection allows', async () => {
    const now = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(now);
    const limit = holdTimeLimits();
    const slow = {
      request: ({ signal }: { signal: AbortSignal }) => {
        const answer = untilAborted(signal);
        limit.end();
        return answer;
      },
    };
    const nearlyOver = wireWith({ timeoutSeconds: 20, deadline: now + 600 });
    const call: ApiRequest = { method: 'PUT', path: '/' };
    await expect(request(slow as unknown as ZObject, nearlyOver, call)).rejects.toThrow(
      /time of this run was used up while it was still answering\. The change may have been made all the same; running the step again is safe/,
    );
    expect(limit.asked).toEqual([600]);
  });

  it.each<[string, ApiRequest, string, RegExp]>([
    ['a POST', { method: 'POST', path: '/' }, 'halted', /It may have been done all the same: look/],
    [
      'a POST that can be repeated',
      { method: 'POST', path: '/', repeatable: true },
      'error',
      /may have been made all the same; running the step again is safe/,
    ],
    [
      'a POST that reads',
      { method: 'POST', path: '/', readOnly: true },
      'error',
      /^(?!.*all the same).*$/,
    ],
    ['a PATCH', { method: 'PATCH', path: '/' }, 'error', /running the step again is safe/],
    ['a GET', { method: 'GET', path: '/' }, 'error', /^(?!.*all the same).*$/],
  ])('whose answer is not the operation’s: %s', async (_what, call, kind, text) => {
    const wire = wireWith();
    const answers: [number, string, string][] = [
      [200, '{"hello":"world"}', 'application/json'],
      [200, '{"id":', 'application/json'],
      [200, `{"id":${'['.repeat(20_000)}${']'.repeat(20_000)}}`, 'application/json'],
      [200, '', 'application/json'],
      [200, 'OK', 'text/plain'],
      [200, '<html></html>', 'text/html'],
      [500, '{"error":"boom"}', 'application/json'],
      [502, '<html></html>', 'text/html'],
      [504, '', ''],
      [408, '', ''],
    ];
    const refuse = (): never => {
      throw wireProblems.unexpectedAnswer(wire.platform);
    };
    for (const answer of answers) {
      const failure = await problemOf(() => request(answering(...answer), wire, call, refuse));
      expect({ answer, kind: failure.kind }).toEqual({ answer, kind });
      expect(failure.message).toMatch(text);
    }
  });

  it.each([
    [300, undefined],
    [301, 'https://elsewhere.example.com/'],
    [400, undefined],
    [401, undefined],
    [404, undefined],
    [422, undefined],
    [429, undefined],
  ])('was surely not done after status %i', async (status, location) => {
    const z = answering(status, '{"error":"no"}', 'application/json', { location });
    const call: ApiRequest = { method: 'POST', path: '/' };
    const failure = await problemOf(() => request(z, wireWith(), call));
    expect(failure.details.unsure).toBeUndefined();
    expect(failure.message).not.toMatch(/all the same/);
  });

  it('was surely not done where the table says so of a 5xx', async () => {
    const errors = [{ status: 500, nothingDone: true, text: () => 'No such thing.' }] as const;
    const z = answering(500, '{"error":"no"}', 'application/json');
    const call: ApiRequest = { method: 'POST', path: '/' };
    const failure = await problemOf(() => request(z, wireWith({ errors }), call));
    expect(failure).toMatchObject({ kind: 'error', message: 'No such thing.' });
  });

  it('is not even asked when the run is over, so that nothing is done that is reported as not done', async () => {
    const { z, sent } = fakeZ('{}');
    const over = wireWith({ deadline: Date.now() + 100 });
    await expect(request(z, over, { method: 'PUT', path: '/' })).rejects.toThrow(
      /time of this run is used up, and the rest of the step was not tried/,
    );
    expect(sent).toEqual([]);
  });

  it('is asked while there is just time enough', async () => {
    const now = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(now);
    const { z, sent } = fakeZ('{}');
    await request(z, wireWith({ deadline: now + 500 }), { method: 'PUT', path: '/' });
    expect(sent).toHaveLength(1);
  });

  it('waits for its turn, and is not asked where that comes too late', async () => {
    const { z, sent } = fakeZ('{}');
    const call: ApiRequest = { method: 'GET', path: '/' };
    await request({ ...z, turn: () => Promise.resolve(true) }, wireWith(), call);
    expect(sent).toHaveLength(1);
    const tooLate = { ...z, turn: () => Promise.resolve(false) };
    await expect(request(tooLate, wireWith(), call)).rejects.toThrow(/time of this run is used up/);
    expect(sent).toHaveLength(1);
  });

  it('is broken off at once where a file of its form broke off before', async () => {
    const facts = { field: 'Attachments', place: 1, host: 'files.example.com', name: 'a.pdf' };
    const stream = new Readable({ read: () => undefined });
    stream.on('error', () => undefined).destroy(fileProblems.tooSlow(facts));
    await new Promise((done) => stream.on('close', done));
    const file = { stream, name: 'a.pdf', contentType: undefined, length: undefined, facts };
    const seen: boolean[] = [];
    const z = {
      request: ({ signal }: { signal: AbortSignal }) => {
        seen.push(signal.aborted);
        return Promise.reject(new DOMException('aborted', 'AbortError'));
      },
    } as unknown as ZObject;
    const form = [{ name: 'attachments[]', file }];
    await expect(
      request(z, wireWith(), { method: 'POST', path: '/messages', form }),
    ).rejects.toThrow(/^Attachments: file 1 .*came too slowly/);
    expect(seen).toEqual([true]);
  });
});

describe('a failure without a code', () => {
  it('is no network that is closed, but a server that could not be reached', async () => {
    const z = { request: () => Promise.reject(new Error('x')) } as unknown as ZObject;
    await expect(request(z, wireWith(), { method: 'GET', path: '/' })).rejects.toThrow(
      /^Acme Desk could not be reached at chat\.example\.com:8443 \(no connection\)\./,
    );
  });
});

describe('an answer', () => {
  const GET: ApiRequest = { method: 'GET', path: '/' };
  const messageOf = async (z: ZObject, call = GET, wire = wireWith()) =>
    (await problemOf(() => request(z, wire, call))).message;

  it('may be empty where the API promises nothing else, but never cut', async () => {
    const call: ApiRequest = { method: 'DELETE', path: '/', emptyAnswer: true };
    expect(await request(answering(200, ' ', 'application/json'), wireWith(), call)).toBe(
      undefined,
    );
    for (const refused of [
      () => messageOf(answering(200, '', 'application/json')),
      () => messageOf(answering(200, '{"id":', 'application/json'), call),
    ]) {
      expect(await refused()).toMatch(/^Acme Desk sent an incomplete answer\./);
    }
  });

  it.each([
    [
      'a web page',
      'text/html',
      /^chat\.example\.com:8443 answered with a web page instead of data/,
    ],
    ['words', 'text/plain', /^Acme Desk sent an answer that this integration does not understand/],
  ])('that is %s says so', async (_what, contentType, message) => {
    expect(await messageOf(answering(200, 'OK', contentType))).toMatch(message);
  });

  it.each([
    ['nowhere', 300, undefined],
    ['nowhere', 302, undefined],
    ['no address', 302, 'https://['],
  ])(
    'that sends on to %s (%i) is no success and no other failure',
    async (_to, status, location) => {
      const z = answering(status, '{"id":1}', 'application/json', { location });
      expect(await messageOf(z)).toMatch(
        /^Acme Desk: chat\.example\.com:8443 sends requests on to an address that is none\./,
      );
    },
  );

  it('that refuses is told apart by what the request was about', async () => {
    const errors = [
      { status: 400, text: ({ subject }: { subject: string }) => `No (${subject}).` },
    ] as const;
    const z = answering(400, '{"error":"no"}', 'application/json');
    const wire = wireWith({ errors });
    expect(await messageOf(z, GET, wire)).toBe('No ().');
    expect(await messageOf(z, { ...GET, subject: 'contact 9' }, wire)).toBe('No (contact 9).');
  });

  it('never quotes a secret, neither the connection’s nor one that the user typed', async () => {
    const z = answering(422, '{"error":"bad k3yOfTheWire and t0ps3cret"}', 'application/json');
    const wire = wireWith({ secrets: ['k3yOfTheWire'] });
    expect(await messageOf(z, GET, wire)).toContain('bad … and t0ps3cret');
    expect(await messageOf(z, { ...GET, secrets: ['t0ps3cret'] }, wire)).toContain('bad … and …');
  });

  it('of too many requests says whether waiting helps, where a header counts what is left', async () => {
    const asked = async (left: string, allowanceHeader?: string) => {
      const z = answering(429, '{}', 'application/json', { 'x-left': left });
      const wire = wireWith(allowanceHeader ? { allowanceHeader } : {});
      return (await problemOf(() => request(z, wire, GET))).kind;
    };
    expect(await asked('0', 'x-left')).toBe('error');
    expect(await asked('5', 'x-left')).toBe('throttled');
    expect(await asked('0')).toBe('throttled');
  });
});

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(new DOMException('aborted', 'AbortError'));
    });
  });
}
