import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { openFiles, type FileRules, type RemoteFile } from '../../http/files/download.js';
import { encodeForm } from '../../http/files/multipart.js';
import { request } from '../../http/request.js';
import type { Wire } from '../../http/wire.js';
import { withZ } from '../helpers/running/core_z.js';
import { problemOf, wireWith } from '../helpers/fakes/fake_platform.js';
import { holdTimeLimits, type TimeLimit } from '../helpers/time_limit.js';
import {
  answers,
  fileServer,
  KEY,
  origin,
  rules,
  seen,
  serve,
  SIGNATURE,
  uploads,
} from '../helpers/servers/file_server.js';

fileServer();

describe('a form', () => {
  const wire = (changes: Partial<Wire> = {}) =>
    wireWith({
      baseUrl: origin,
      headers: { 'Api-Access-Token': KEY },
      deadline: Date.now() + 60_000,
      ...changes,
    });
  const send = (urls: string[], changes: Partial<FileRules> = {}, texts: [string, string][] = []) =>
    withZ(async (z) => {
      const { files, close } = await openFiles(urls, rules(changes));
      try {
        return await request(z, wire(), {
          method: 'POST',
          path: '/messages',
          form: [
            ...texts.map(([name, value]) => ({ name, text: value })),
            ...files.map((file) => ({ name: 'attachments[]', file })),
          ],
        });
      } finally {
        close();
      }
    });
  const posted = () => seen.filter(({ url }) => url === '/messages');
  let limit: TimeLimit;
  const outOfTime = (): void => limit.endOf(600);
  beforeEach(() => {
    answers['/messages'] = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"id":1}');
    };
  });

  it('arrives with its texts as they are, its files and their names, and its length', async () => {
    serve('/a.pdf', 'PDF', { 'content-type': 'application/pdf' });
    serve('/b', 'TXT', { 'content-type': 'text/plain' });
    const typed = 'Hi {{contact.name}}, {{bundle.authData.apiKey}} – שלום';
    expect(await send([`${origin}/a.pdf`, `${origin}/b`], {}, [['content', typed]])).toEqual({
      id: 1,
    });
    const { headers, body } = posted()[0] ?? { headers: {}, body: '' };
    const parts = await new Response(body, {
      headers: { 'content-type': headers['content-type'] ?? '' },
    }).formData();
    expect(parts.get('content')).toBe(typed);
    const files = parts.getAll('attachments[]') as File[];
    expect(files.map(({ name, type }) => [name, type])).toEqual([
      ['a.pdf', 'application/pdf'],
      ['file-2.txt', 'text/plain'],
    ]);
    expect(await Promise.all(files.map((file) => file.text()))).toEqual(['PDF', 'TXT']);
    expect(Number(headers['content-length'])).toBe(Buffer.byteLength(body));
    expect(headers).toHaveProperty('api-access-token', KEY);
  });

  it('is sent in chunks when a file does not tell its length', async () => {
    answers['/c.txt'] = (response) => {
      response.writeHead(200);
      response.write('one');
      response.end('two');
    };
    await send([`${origin}/c.txt`]);
    expect(posted()[0]?.headers['transfer-encoding']).toBe('chunked');
    expect(posted()[0]?.body).toContain('onetwo');
  });

  it('carries several megabytes', async () => {
    serve('/big.txt', 'x'.repeat(5_000_000));
    serve('/big2.txt', 'y'.repeat(5_000_000));
    await send([`${origin}/big.txt`, `${origin}/big2.txt`], { mostBytes: 6_000_000 });
    expect(posted()[0]?.body.length).toBeGreaterThan(10_000_000);
  });

  it('with a file that breaks off is broken off too, and the file is blamed', async () => {
    serve('/a.txt', 'whole');
    answers['/cut.txt'] = (response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('half');
      uploads.onData = () => response.socket?.destroy();
    };
    const { message } = await problemOf(() =>
      send([`${origin}/a.txt`, `${origin}/cut.txt?${SIGNATURE}`]),
    );
    expect(message).toMatch(/^Attachments: file 2 \(`cut\.txt` at .* could not be read to its end/);
    expect(message).not.toContain('5ecre7');
    expect(posted()[0]?.body).not.toMatch(/--\r\n$/);
  });

  it('with a file that turns out too big is broken off', async () => {
    answers['/big.txt'] = (response) => {
      response.writeHead(200);
      response.write('x'.repeat(800));
      uploads.onData = () => response.end('x'.repeat(800));
    };
    const { message } = await problemOf(() => send([`${origin}/big.txt`]));
    expect(message).toMatch(/^Attachments: file 1 .* is bigger than/);
  });

  /** Sends with 0.6 s for all of it, as the connection has it; `outOfTime` is their end. */
  const sendInTime = (
    urls: string[],
    path = '/messages',
    whenOpen: (files: RemoteFile[]) => void = () => undefined,
  ) =>
    withZ(async (z) => {
      limit = holdTimeLimits();
      const { files, close } = await openFiles(urls, rules({ mostBytes: 64 * 1024 * 1024 }));
      whenOpen(files);
      const form = files.map((file) => ({ name: 'attachments[]', file }));
      try {
        return await request(z, wire({ timeoutSeconds: 0.6 }), { method: 'POST', path, form });
      } finally {
        close();
      }
    });

  it('with a file that stops coming is the file’s fault, not the platform’s', async () => {
    serve('/a.txt', 'whole');
    answers['/slow.txt'] = (response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('half');
    };
    uploads.onData = () => {
      if (posted()[0]?.body.includes('half')) outOfTime();
    };
    const { message } = await problemOf(() =>
      sendInTime([`${origin}/a.txt`, `${origin}/slow.txt?${SIGNATURE}`, `${origin}/a.txt`]),
    );
    expect(message).toMatch(/^Attachments: file 2 \(`slow\.txt` at .*came too slowly/);
    expect(message).toContain('Nothing was sent.');
    expect(message).not.toContain('5ecre7');
    expect(posted()[0]?.body).not.toMatch(/--\r\n$/);
  });

  it('that the platform does not take is its fault, and not done', async () => {
    serve('/big.txt', 'x'.repeat(32 * 1024 * 1024));
    const { message } = await problemOf(() =>
      sendInTime([`${origin}/big.txt`], '/stuck', ([file]) => {
        // Held up because nothing of it is taken, not because nothing of it comes.
        uploads.onData = () => {
          if (file?.stream.isPaused()) outOfTime();
          else file?.stream.once('pause', outOfTime);
        };
      }),
    );
    expect(message).toMatch(/^Acme Desk did not finish answering/);
    expect(message).not.toMatch(/may have been/);
  });

  it('that the platform has whole but does not answer may have been taken', async () => {
    serve('/a.txt', 'whole');
    answers['/messages'] = outOfTime;
    const { message } = await problemOf(() => sendInTime([`${origin}/a.txt`]));
    expect(message).toMatch(/^Acme Desk did not finish answering.*may have been done/);
  });

  it('is not sent again to where the server sends on: its files are used up', async () => {
    serve('/a.txt', 'x');
    answers['/messages'] = (response) => response.writeHead(307, { location: '/messages/' }).end();
    const { message } = await problemOf(() => send([`${origin}/a.txt`]));
    expect(message).toMatch(/keeps redirecting the request to itself, so it did not arrive/);
    expect(seen.map(({ url }) => url)).toEqual(['/a.txt', '/messages']);
  });

  it('cannot be led astray by the name of a file', async () => {
    const stream = Readable.from([]);
    const facts = { field: 'Attachments', place: 1, host: 'files.example.com', name: undefined };
    const file = { stream, name: 'x"; name="y', contentType: undefined, length: undefined, facts };
    const { body } = await encodeForm([{ name: 'a"\r\nX: y', file }]);
    const sent = await text(body.pipe(new PassThrough()));
    expect(sent).toContain('name="a%22%0D%0AX: y"; filename="x%22; name=%22y"');
  });

  it('says of a file’s type what is known of it', async () => {
    const facts = { field: 'Attachments', place: 1, host: 'files.example.com', name: undefined };
    const sentAs = async (contentType: string | undefined) => {
      const stream = Readable.from(['x']);
      const file = { stream, name: 'a', contentType, length: 1, facts };
      const { body } = await encodeForm([{ name: 'f', file }]);
      return text(body.pipe(new PassThrough()));
    };
    expect(await sentAs('image/webp')).toContain('Content-Type: image/webp');
    expect(await sentAs(undefined)).toContain('Content-Type: application/octet-stream');
  });

  it('is broken at once by a file that broke off before, and by one whose turn is yet to come', async () => {
    const facts = { field: 'Attachments', place: 1, host: 'files.example.com', name: undefined };
    const failure = new Error('broke off');
    const formOf = (stream: Readable) => {
      const file = { stream, name: 'a', contentType: undefined, length: undefined, facts };
      return encodeForm([{ name: 'f', file }]);
    };
    const before = new PassThrough().on('error', () => undefined).destroy(failure);
    await new Promise((done) => before.on('close', done));
    expect((await formOf(before)).broken.reason).toBe(failure);
    const later = new PassThrough().on('error', () => undefined);
    const { broken } = await formOf(later);
    expect(broken.aborted).toBe(false);
    later.destroy(failure);
    await new Promise((done) => later.on('close', done));
    expect(broken.reason).toBe(failure);
  });
});
