import type { ZObject } from 'zapier-platform-core';
import { request, type ApiRequest } from '../http/request.js';
import { wireWith } from './helpers/fake_platform.js';

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

async function sentFor(call: ApiRequest, wire = wireWith()): Promise<Options> {
  const { z, sent } = fakeZ('{"id":1}');
  await request(z, wire, call);
  return sent[0] ?? {};
}

describe('what z.request is asked for', () => {
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

  it('ends with the run, however much time the connection allows', async () => {
    const slow = { request: ({ signal }: { signal: AbortSignal }) => untilAborted(signal) };
    const nearlyOver = wireWith({ timeoutSeconds: 20, deadline: Date.now() + 600 });
    const call: ApiRequest = { method: 'PUT', path: '/' };
    await expect(request(slow as unknown as ZObject, nearlyOver, call)).rejects.toThrow(
      /did not finish answering.*may have been made all the same; running the step again is safe/,
    );
  });

  it('is not even asked when the run is over, so that nothing is done that is reported as not done', async () => {
    const { z, sent } = fakeZ('{}');
    const over = wireWith({ deadline: Date.now() + 100 });
    await expect(request(z, over, { method: 'PUT', path: '/' })).rejects.toThrow(
      /time of this run is used up, and the rest of the step was not tried/,
    );
    expect(sent).toEqual([]);
  });
});

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(new DOMException('aborted', 'AbortError'));
    });
  });
}
