// Without nock, which replaces node's sockets: what a broken line does to real ones is the point here.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect as connectSocket, type Socket } from 'node:net';
import { test } from '../../authentication.js';
import { perform as update } from '../../creates/update_contact.js';
import { keys, startChatwootSandbox, type ChatwootSandbox } from '../../sandbox/chatwoot/index.js';
import { certificate } from '../helpers/servers/certificate.js';
import { connection, failureOf, run } from '../helpers/running/app.js';
import { close, listen } from '../helpers/servers/local_server.js';
import { holdTimeLimits } from '../helpers/time_limit.js';
import { nameServer } from '../helpers/names.js';

const resolveTo = nameServer();

describe('a bad line', () => {
  let sandbox: ChatwootSandbox;
  const authData = () => ({ ...connection, apiKey: keys.administrator, baseUrl: sandbox.url });
  const updateJane = (more = {}) =>
    run(update, {
      inputData: { contact: '1', name: 'J' },
      authData: { ...authData(), ...more },
    });

  beforeAll(async () => {
    sandbox = await startChatwootSandbox();
  });
  afterAll(() => sandbox.close());
  const opened: Server[] = [];
  // A proxy's tunnels are no HTTP connections any more, so they must be closed by hand.
  const sockets: Socket[] = [];
  afterEach(async () => {
    jest.restoreAllMocks();
    sandbox.clearFaults();
    for (const socket of sockets.splice(0)) socket.destroy();
    await Promise.all(opened.splice(0).map(close));
  });
  const listenAs = async (listener: Server, scheme: string): Promise<string> => {
    opened.push(listener);
    listener.on('connection', (socket: Socket) => sockets.push(socket));
    return `${scheme}://${await listen(listener)}`;
  };

  it.each([
    [
      'reset',
      { connection: 'reset' },
      /could not be reached at 127\.0\.0\.1.*may have been made.*again is safe/,
    ],
    ['cut body', { connection: 'cut' }, /incomplete answer.*may have been made.*again is safe/],
    ['empty body', { body: '' }, /incomplete answer/],
    [
      'HTML',
      { status: 503, body: '<html></html>' },
      /problem of its own \(status 503, contact 1\)/,
    ],
    ['broken JSON', { body: '{"payload":{"id":' }, /incomplete answer/],
  ] as const)('(%s) is the platform’s fault and says to try again', async (_case, fault, text) => {
    sandbox.fail(fault);
    const { name, message } = await failureOf(updateJane());
    expect(name).toBe('AppError');
    expect(message).toMatch(text);
  });

  it('that cuts a body of known length, which node-fetch does not notice, ends at the timeout', async () => {
    const limit = holdTimeLimits();
    const whenAnswered = (event: unknown): void => {
      const { response } = event as { response: IncomingMessage };
      response.socket.once('close', limit.end);
    };
    subscribe('http.client.response.finish', whenAnswered);
    sandbox.fail({ connection: 'cut', headers: { 'content-length': '999' } });
    const { message } = await failureOf(updateJane({ timeoutSeconds: '1' }));
    unsubscribe('http.client.response.finish', whenAnswered);
    expect(message).toMatch(/did not finish answering within 1 s.*may have been made/);
  });

  it('that is slow ends at the connection’s timeout', async () => {
    const limit = holdTimeLimits();
    sandbox.fail({
      until: () => {
        limit.end();
        return new Promise(() => undefined);
      },
    });
    const { message } = await failureOf(updateJane({ timeoutSeconds: '1' }));
    expect(limit.asked).toEqual([1000]);
    expect(message).toMatch(/^Chatwoot did not finish answering within 1 s\..*may have been made/);
  });

  it('to nowhere names the host', async () => {
    const { message } = await failureOf(
      run(update, {
        inputData: { contact: '1', name: 'J' },
        authData: { ...authData(), baseUrl: 'http://127.0.0.1:9' },
      }),
    );
    expect(message).toMatch(/could not be reached at 127\.0\.0\.1:9 \(ECONNREFUSED\)/);
    expect(message).not.toContain('may have been made');
  });

  it('through a proxy works', async () => {
    const proxy = createHttpServer();
    const tunnels: string[] = [];
    proxy.on('connect', (request, socket) => {
      tunnels.push(request.url ?? '');
      const [host = '', port = ''] = (request.url ?? '').split(':');
      const upstream = connectSocket(Number(port), host, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        upstream.pipe(socket).pipe(upstream);
      });
    });
    const proxyUrl = await listenAs(proxy, 'http');
    await expect(updateJane({ proxyUrl })).resolves.toMatchObject({ id: '1' });
    expect(tunnels).toEqual([sandbox.url.replace('http://', '')]);
  });

  it('of a proxy is told apart from the platform’s', async () => {
    for (const [proxyUrl, text] of [
      [
        'http://user:hush@127.0.0.1:9',
        /^Proxy URL: the proxy at 127\.0\.0\.1:9 could not be used \(ECONNREFUSED\)/,
      ],
      ['http://no-such-proxy.invalid:3128', /^Proxy URL: the proxy at no-such-proxy\.invalid:3128/],
    ] as const) {
      const { message } = await failureOf(updateJane({ proxyUrl }));
      expect(message).toMatch(text);
      expect(message).not.toContain('hush');
    }
    const closed = createHttpServer().on('connect', (_request, socket) => {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
    });
    const refused = await failureOf(updateJane({ proxyUrl: await listenAs(closed, 'http') }));
    expect(refused.message).toMatch(/^Proxy URL: .*wants a user name and password/);
    const closing = createHttpServer().on('connect', (_request, socket) => socket.end());
    const { message } = await failureOf(updateJane({ proxyUrl: await listenAs(closing, 'http') }));
    expect(message).toMatch(/^Proxy URL: /);
  });

  it('with a self-signed certificate is refused, unless the connection allows it', async () => {
    const https = createHttpsServer(certificate, (_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({ id: 1, name: 'J', accounts: [{ id: 1, name: 'Acme', status: 'active' }] }),
      );
    });
    const baseUrl = await listenAs(https, 'https');
    const secure = { ...connection, baseUrl };
    expect((await failureOf(run(test, { authData: secure }))).message).toMatch(
      /certificate of 127\.0\.0\.1:\d+ is not valid.*Allow Self-Signed Certificate/,
    );
    const allowed = { ...secure, allowSelfSigned: 'true' };
    await expect(run(test, { authData: allowed })).resolves.toMatchObject({ label: /Acme/ });
  });

  describe('on Zapier', () => {
    beforeEach(() => (process.env['AWS_LAMBDA_FUNCTION_NAME'] = 'x'));
    afterEach(() => delete process.env['AWS_LAMBDA_FUNCTION_NAME']);

    /** A listener on loopback that counts who connects, as what runs beside us on Zapier would be. */
    const inside = async (listener: Server, scheme: string) => {
      let met = 0;
      listener.on('connection', () => (met += 1));
      const { port } = new URL(await listenAs(listener, scheme));
      return { port, met: () => met };
    };

    it('leads no further when the API’s name leads inside, whatever else it leads to', async () => {
      for (const addresses of [['127.0.0.1'], ['8.8.8.8', '127.0.0.1']]) {
        const { port, met } = await inside(createHttpsServer(certificate), 'https');
        resolveTo({ 'desk.example.com': addresses });
        for (const allowSelfSigned of ['true', 'false']) {
          const { message } = await failureOf(
            updateJane({ baseUrl: `https://desk.example.com:${port}`, allowSelfSigned }),
          );
          expect(message).toMatch(/^API URL: Zapier cannot reach desk\.example\.com:\d+, which/);
          expect(message).not.toContain('may have been');
        }
        expect(met()).toBe(0);
      }
    });

    it.each([
      ['address', '127.0.0.1'],
      ['another spelling', '0x7f.1'],
      ['localhost', 'localhost'],
      ['name', 'proxy.example.com'],
    ])('leads no further when the proxy is inside, by %s', async (_case, host) => {
      for (const scheme of ['http', 'https']) {
        const { port, met } = await inside(createHttpServer(), scheme);
        resolveTo({ 'proxy.example.com': ['127.0.0.1'] });
        const { message } = await failureOf(
          updateJane({
            baseUrl: 'https://desk.example.com',
            proxyUrl: `${scheme}://user:hush@${host}:${port}`,
          }),
        );
        expect(message).toMatch(
          /^Proxy URL: Zapier cannot reach .*:\d+, which is not on the inter/,
        );
        expect(message).not.toContain('hush');
        expect(met()).toBe(0);
      }
    });
  });
});
