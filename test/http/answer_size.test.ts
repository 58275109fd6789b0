import { createServer, type Server, type ServerResponse } from 'node:http';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { request, type ApiRequest } from '../../http/request.js';
import { withZ } from '../helpers/running/core_z.js';
import { problemOf, wireWith } from '../helpers/fakes/fake_platform.js';
import { close, listen } from '../helpers/servers/local_server.js';
import { sampleOf } from '../helpers/thorough.js';

const MB = 1024 * 1024;
const TOO_LARGE = /^Acme Desk sent an answer of more than 10 MB, which is the most that is read\./;

let bomb: Buffer;
let server: Server;
let baseUrl: string;
let answer: (response: ServerResponse) => void;
/** What the server got rid of, in bytes. */
let sent: number;
let closed: Promise<void>;

beforeAll(async () => {
  bomb = gzipSync(Buffer.alloc(100 * MB, ' '));
  server = createServer((incoming, response) => {
    incoming.resume();
    incoming.on('end', () => answer(response));
    closed = new Promise((done) => response.on('close', done));
    response.on('close', () => (sent = response.socket?.bytesWritten ?? sent));
  });
  baseUrl = `http://${await listen(server)}`;
});
afterAll(() => close(server));
beforeEach(() => (sent = 0));

const send = (call: ApiRequest): Promise<unknown> =>
  withZ((z) => request(z, wireWith({ baseUrl }), call));

const READ: ApiRequest = { method: 'GET', path: '/' };
const LOGGED_OR_NOT: [string, ApiRequest][] = [
  ['as usual', READ],
  ['raw', { ...READ, secret: true }],
];

/** Answers without ever ending. */
function endless(response: ServerResponse): void {
  const chunk = Buffer.alloc(64 * 1024, ' ');
  const more = (): void => {
    while (!response.destroyed && response.write(chunk)) sent += chunk.length;
    sent += chunk.length;
    response.once('drain', more);
  };
  response.writeHead(200, { 'content-type': 'application/json' });
  more();
}

function whole(body: Buffer, headers: Record<string, string> = {}): typeof answer {
  return (response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers });
    response.end(body);
  };
}

/** JSON of so many bytes; no bare text, whose every letter core would search for secrets. */
const jsonOf = (bytes: number): Buffer => Buffer.from(`{"text":"${'x'.repeat(bytes - 11)}"}`);
const LARGEST = jsonOf(10 * MB);
const TOO_MUCH = jsonOf(10 * MB + 1);

/** Brotli as usual takes seconds for it. */
function quickBrotli(body: Buffer): Buffer {
  return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });
}

type Packing = [how: string, pack: (body: Buffer) => Buffer, encoding: string | undefined];
const PACKINGS: Packing[] = [
  ['as it is', (body) => body, undefined],
  ['with gzip', gzipSync, 'gzip'],
  ['with deflate', deflateSync, 'deflate'],
  ['with brotli', quickBrotli, 'br'],
];

describe.each(LOGGED_OR_NOT)('an answer read %s', (_how, call) => {
  it('that never ends is left when it becomes too large', async () => {
    answer = endless;
    const { message, details } = await problemOf(() => send(call));
    expect(message).toMatch(TOO_LARGE);
    expect(details.isFault).toBe(true);
    await closed;
    // What is under way fills the sockets' buffers.
    expect(sent).toBeLessThan(40 * MB);
  });

  // Each way to pack is read raw or as usual, in `npm run thorough` both.
  it.each(sampleOf(PACKINGS, 2, call.secret ? 1 : 0))(
    '%s, is counted unpacked',
    async (_case, pack, encoding) => {
      const headers: Record<string, string> = encoding ? { 'content-encoding': encoding } : {};
      answer = whole(pack(TOO_MUCH), headers);
      expect((await problemOf(() => send(call))).message).toMatch(TOO_LARGE);
      answer = whole(pack(LARGEST), headers);
      const { text } = (await send(call)) as { text: string };
      expect(text).toHaveLength(10 * MB - 11);
    },
  );

  it('is left though a few kilobytes unpack to a hundred megabytes', async () => {
    answer = whole(bomb, { 'content-encoding': 'gzip' });
    const before = process.memoryUsage().arrayBuffers;
    expect((await problemOf(() => send(call))).message).toMatch(TOO_LARGE);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60 * MB);
  });
});

describe('an answer that is too large', () => {
  beforeEach(() => (answer = whole(TOO_MUCH)));

  it('names what to do', async () => {
    const { kind, message } = await problemOf(() => send(READ));
    expect(kind).toBe('error');
    expect(message).toMatch(/Ask for fewer records/);
    expect(message.length).toBeLessThanOrEqual(250);
  });

  it.each(['POST', 'PUT'] as const)(
    'to a write (%s) says that it may have been done',
    async (method) => {
      const { message, details } = await problemOf(() =>
        send({ method, path: '/', body: { a: 1 } }),
      );
      expect(message).toMatch(TOO_LARGE);
      expect(message).toMatch(/may have been (done|made)/);
      expect(details.unsure).toBe(true);
    },
  );

  it('of a refusal is no different', async () => {
    answer = (response) => response.writeHead(500).end(TOO_MUCH);
    expect((await problemOf(() => send(READ))).message).toMatch(TOO_LARGE);
  });
});
