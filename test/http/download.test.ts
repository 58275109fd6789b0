import { createServer, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { openFiles, type FileRules, type RemoteFile } from '../../http/files/download.js';
import { problemOf } from '../helpers/fakes/fake_platform.js';
import { close as closeServer, listen } from '../helpers/servers/local_server.js';
import { nameServer } from '../helpers/names.js';
import { holdTimeLimits, type TimeLimit } from '../helpers/time_limit.js';
import {
  answers,
  fileServer,
  host,
  KEY,
  origin,
  rules,
  seen,
  serve,
  SIGNATURE,
} from '../helpers/servers/file_server.js';

const resolveTo = nameServer();

fileServer();

/** A clock that stands still so many milliseconds before a deadline, and time limits that the test ends. */
function atStandstill(milliseconds: number): { limit: TimeLimit; deadline: number } {
  const now = Date.now();
  jest.spyOn(Date, 'now').mockReturnValue(now);
  return { limit: holdTimeLimits(), deadline: now + milliseconds };
}

/** Where nobody listens. */
async function closedHost(): Promise<string> {
  const other = createServer();
  const closed = await listen(other);
  await closeServer(other);
  return closed;
}

/** Opens one file, hands it over and closes it. */
async function opened<Result>(
  url: string,
  use: (file: RemoteFile) => Promise<Result>,
  changes: Partial<FileRules> = {},
): Promise<Result> {
  const { files, close } = await openFiles([url], rules(changes));
  try {
    const [file] = files;
    if (!file) throw new Error('no file');
    return await use(file);
  } finally {
    close();
  }
}

const failureOf = (url: string, changes: Partial<FileRules> = {}) =>
  problemOf(() => opened(url, (file) => text(file.stream), changes)).then(({ message }) => {
    expect(message).not.toContain('5ecre7');
    expect(message).toMatch(/^Attachments: file 1 .*Nothing was sent\. /s);
    expect(message).not.toContain('…');
    return message;
  });

describe('a file from its address', () => {
  it('is read without anything of the connection, and brings its name, type and length', async () => {
    serve('/a/report.pdf', 'content', { 'content-type': 'application/pdf; v=1' });
    const facts = await opened(`${origin}/a/report.pdf?${SIGNATURE}`, async (file) => ({
      content: await text(file.stream),
      name: file.name,
      contentType: file.contentType,
      length: file.length,
    }));
    expect(facts).toEqual({
      content: 'content',
      name: 'report.pdf',
      contentType: 'application/pdf',
      length: 7,
    });
    expect(seen[0]?.url).toBe(`/a/report.pdf?${SIGNATURE}`);
    expect(seen[0]?.headers['accept-encoding']).toBe('identity');
    expect(JSON.stringify(seen[0]?.headers)).not.toContain(KEY);
    expect(seen[0]?.headers).not.toHaveProperty('api-access-token');
  });

  it('is followed to where its server sends on, still without a key', async () => {
    answers['/hydrate/.abc:sig/'] = (response) => {
      response.writeHead(302, { location: '/stored/7' }).end('moved');
    };
    serve('/stored/7', 'x', { 'content-disposition': `attachment; filename="a b.txt"` });
    expect(await opened(`${origin}/hydrate/.abc:sig/`, ({ name }) => Promise.resolve(name))).toBe(
      'a b.txt',
    );
    expect(seen.map(({ url }) => url)).toEqual(['/hydrate/.abc:sig/', '/stored/7']);
    expect(JSON.stringify(seen)).not.toContain(KEY);
  });

  it('that is packed has no known length', async () => {
    const packed = gzipSync('content '.repeat(20));
    answers['/a.txt'] = (response) => {
      const headers = { 'content-encoding': 'gzip', 'content-length': packed.length };
      response.writeHead(200, headers).end(packed);
    };
    const facts = await opened(`${origin}/a.txt`, async ({ length, stream }) => ({
      length,
      content: await text(stream),
    }));
    expect(facts).toEqual({ length: undefined, content: 'content '.repeat(20) });
  });

  it.each<[string, (content: Buffer) => Buffer]>([
    ['x-gzip', gzipSync],
    ['Deflate', deflateSync],
    ['br', brotliCompressSync],
    ['deflate, br', (content) => brotliCompressSync(deflateSync(content))],
  ])('is unpacked where its server packs it all the same, as %s', async (coding, pack) => {
    answers['/a.txt'] = (response) => {
      response.writeHead(200, { 'content-encoding': coding }).end(pack(Buffer.from('content')));
    };
    expect(await opened(`${origin}/a.txt`, ({ stream }) => text(stream))).toBe('content');
  });

  it('may be as big as is allowed, known before or not', async () => {
    const content = 'x'.repeat(1024);
    serve('/told.bin', content);
    answers['/untold.bin'] = (response) => {
      response.writeHead(200);
      response.write('x');
      response.end('x'.repeat(1023));
    };
    for (const path of ['/told.bin', '/untold.bin']) {
      expect(await opened(`${origin}${path}`, ({ stream }) => text(stream))).toBe(content);
    }
  });

  it('is asked for as whatever it is', async () => {
    serve('/a.pdf', 'x');
    const type = ({ contentType }: RemoteFile) => Promise.resolve(contentType);
    expect(await opened(`${origin}/a.pdf`, type)).toBeUndefined();
    expect(seen[0]?.headers).toMatchObject({ accept: '*/*', 'user-agent': 'Zapier' });
  });

  it.each([200, 201, 404, 400])(
    'is not followed where status %i gives another address too',
    async (status) => {
      answers['/a.pdf'] = (response) =>
        response.writeHead(status, { location: '/elsewhere' }).end('content');
      const read = opened(`${origin}/a.pdf`, ({ stream }) => text(stream));
      if (status < 300) expect(await read).toBe('content');
      else expect((await problemOf(() => read)).message).toContain(`status ${status}`);
      expect(seen.map(({ url }) => url)).toEqual(['/a.pdf']);
    },
  );

  it('is followed by every status that sends on', async () => {
    answers['/a.pdf'] = (response) => response.writeHead(300, { location: '/b.pdf' }).end();
    serve('/b.pdf', 'content');
    expect(await opened(`${origin}/a.pdf`, ({ stream }) => text(stream))).toBe('content');
  });

  it.each([
    ['no address', 'http://[', /only sends on/],
    ['nowhere', undefined, /status 300/],
  ])('that is sent on to %s says so', async (_where, location, message) => {
    answers['/a.pdf'] = (response) =>
      response.writeHead(300, location === undefined ? {} : { location }).end();
    expect(await failureOf(`${origin}/a.pdf`)).toMatch(message);
  });

  it.each([
    ['404', 404, /could not be opened: .* status 404\. Nothing was sent\. Has the link expired/],
    ['403', 403, /status 403\. Nothing was sent\. Has the link expired/],
    // Node takes it for an answer like any other.
    ['101', 101, /status 101\. Nothing was sent/],
    ['503', 503, /status 503\. Nothing was sent\. This is usually temporary/],
  ])('that answers %s says so', async (_case, status, text) => {
    answers['/secret.pdf'] = (response) => response.writeHead(status).end('denied');
    const message = await failureOf(`${origin}/secret.pdf?${SIGNATURE}`);
    expect(message).toMatch(text);
    expect(message).toContain(`file 1 (\`secret.pdf\` at ${host})`);
  });

  it('never shows a path that may be a signature', async () => {
    expect(await failureOf(`${origin}/engine/hydrate/4/.eJx5:1k:5ecre7/`)).toContain(
      `file 1 (${host}) could not be opened`,
    );
  });

  it('that says it is too big is not read', async () => {
    serve('/big.bin', 'x'.repeat(1025));
    expect(await failureOf(`${origin}/big.bin`)).toMatch(/is bigger than 0 MB/);
    const { message } = await problemOf(() => openFiles([`${origin}/big.bin`], rules()));
    expect(message).toMatch(/is bigger than 0 MB/);
  });

  it('that turns out too big while it comes is stopped', async () => {
    answers['/big.bin'] = (response) => {
      response.writeHead(200);
      for (let part = 0; part < 5; part += 1) response.write('x'.repeat(500));
      response.end();
    };
    const message = await failureOf(`${origin}/big.bin`, { mostBytes: 2 * 1024 });
    expect(message).toMatch(/is bigger than 0 MB, the most that is taken/);
  });

  it.each([
    ['with a length', { 'content-length': 100 }],
    ['in chunks', {}],
  ])('that breaks off, sent %s, is no whole file', async (_case, headers) => {
    answers['/cut.pdf'] = (response) => {
      response.writeHead(200, headers);
      response.write('half', () => response.socket?.destroy());
    };
    expect(await failureOf(`${origin}/cut.pdf?${SIGNATURE}`)).toMatch(
      /could not be read to its end \((UND_ERR_SOCKET|ECONNRESET)\)/,
    );
  });

  it('that comes too slowly is given up', async () => {
    answers['/slow.pdf'] = (response) => {
      response.writeHead(200);
      response.write('half');
    };
    const { limit, deadline } = atStandstill(700);
    const { message } = await problemOf(() =>
      opened(
        `${origin}/slow.pdf`,
        (file) => {
          const content = text(file.stream);
          limit.endOf(700);
          return content;
        },
        { deadline },
      ),
    );
    expect(message).toMatch(/^Attachments: file 1 .*came too slowly\. Nothing was sent\./);
  });

  it('that is open may come for as long as the run takes', async () => {
    const { limit, deadline } = atStandstill(5000);
    let finish = (): void => undefined;
    answers['/slow.txt'] = (response) => {
      response.writeHead(200);
      response.write('half');
      finish = () => response.end(' and half');
    };
    const content = await opened(
      `${origin}/slow.txt`,
      (file) => {
        limit.endOf(200);
        finish();
        return text(file.stream);
      },
      { timeoutSeconds: 0.2, deadline },
    );
    expect(content).toBe('half and half');
  });

  it('that is opened too late for anything to be sent is given up', async () => {
    const { limit, deadline } = atStandstill(700);
    answers['/silent.pdf'] = () => limit.endOf(200);
    expect(await failureOf(`${origin}/silent.pdf`, { deadline })).toMatch(/came too slowly/);
    expect(limit.asked).toEqual([700, 200]);
  });

  it('that is opened when there is no time left at all is given up', async () => {
    const { limit, deadline } = atStandstill(-1);
    answers['/silent.pdf'] = limit.end;
    expect(await failureOf(`${origin}/silent.pdf`, { deadline })).toMatch(/came too slowly/);
    expect(limit.asked).toEqual([0, 0]);
  });

  it.each([
    ['that is never answered for', '/silent.pdf', undefined],
    [
      'whose server sends on to one',
      '/there.pdf',
      (response: ServerResponse) => response.writeHead(302, { location: '/silent.pdf' }).end(),
    ],
  ])('%s is given up when the connection’s timeout is over', async (_case, path, answer) => {
    const { limit, deadline } = atStandstill(5000);
    const others = new Promise<void>((done) => {
      answers['/whole.txt'] = (response) => {
        response.socket?.on('close', done);
        response.end('whole');
      };
    });
    if (answer) answers[path] = answer;
    answers['/silent.pdf'] = () => void others.then(() => limit.endOf(200));
    const { message } = await problemOf(() =>
      openFiles(
        [`${origin}/whole.txt`, `${origin}${path}`],
        rules({ timeoutSeconds: 0.2, deadline }),
      ),
    );
    expect(message).toMatch(/^Attachments: file 2 .*came too slowly\. Nothing was sent\./);
    expect(limit.asked).toEqual([5000, 200]);
  });

  it('that nobody answers for, or that never ends redirecting, says so', async () => {
    const closed = `http://${await closedHost()}/a.pdf?${SIGNATURE}`;
    expect(await failureOf(closed)).toMatch(/ECONNREFUSED/);
    answers['/round'] = (response) => response.writeHead(302, { location: '/round' }).end();
    expect(await failureOf(`${origin}/round?${SIGNATURE}`)).toMatch(/only sends on/);
    expect(seen).toHaveLength(6);
  });

  it('that is a page to log in is refused, but not a page that was meant', async () => {
    serve('/view', '<html>', { 'content-type': 'text/html' });
    expect(await failureOf(`${origin}/view`)).toMatch(/is a web page, not a file/);
    serve('/a.html.php', '<html>', { 'content-type': 'text/html' });
    expect(await failureOf(`${origin}/a.html.php`)).toMatch(/is a web page, not a file/);
    serve('/mail.htm', '<html>', { 'content-type': 'text/html' });
    expect(await opened(`${origin}/mail.htm`, (file) => text(file.stream))).toBe('<html>');
    serve('/mail.html', '<html>', { 'content-type': 'text/html' });
    expect(await opened(`${origin}/mail.html`, (file) => text(file.stream))).toBe('<html>');
  });

  it.each([
    'ftp://files.example.com/a.pdf?sig=5ecre7',
    'data:text/plain,5ecre7',
    'httpsx://files.example.com/5ecre7.pdf',
    'xhttp://files.example.com/5ecre7.pdf',
    'no address',
    'https://u:5ecre7@a.example/a.pdf',
  ])('that is no web address is refused: %s', async (address) => {
    expect(await failureOf(address)).toMatch(/is not a file's web address/);
  });

  it('is asked for over TLS where its address says so', async () => {
    expect(await failureOf(`https://${host}/a.pdf`)).toMatch(
      /could not be (opened|read).*\(EPROTO\)/,
    );
  });

  it('is not looked for at an address that its server sends on to another protocol', async () => {
    answers['/a'] = (response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end();
    expect(await failureOf(`${origin}/a`)).toMatch(/is not a file's web address/);
  });

  describe('on Zapier', () => {
    beforeEach(() => (process.env['AWS_LAMBDA_FUNCTION_NAME'] = 'x'));
    afterEach(() => delete process.env['AWS_LAMBDA_FUNCTION_NAME']);

    it.each([
      '127.0.0.1:9001',
      '0x7f.1',
      'localhost',
      'localhost.',
      'files.localhost',
      '169.254.169.254',
      '10.1.2.3',
      '100.64.0.1',
      '198.18.0.1',
      '224.0.0.1',
      '[::1]',
      '[::ffff:10.0.0.1]',
      '[64:ff9b::7f00:1]',
      '[2002:7f00:1::]',
      '[fe80::1]',
    ])('is not taken from its own network: %s', async (own) => {
      expect(await failureOf(`http://${own}/a.pdf`)).toMatch(/not open to the internet/);
      expect(seen).toEqual([]);
    });

    it('is not taken from there by a name that leads there', async () => {
      resolveTo({ 'files.example.com': ['8.8.8.8', '127.0.0.1'] });
      const port = host.split(':')[1] ?? '';
      expect(await failureOf(`http://files.example.com:${port}/a.pdf?${SIGNATURE}`)).toMatch(
        /`a\.pdf` at files\.example\.com:\d+\) is on a network that is not open to the internet/,
      );
      expect(seen).toEqual([]);
    });

    it.each([
      ['address', (port: string) => `http://127.0.0.1:${port}/2018-06-01/runtime`],
      ['name', (port: string) => `http://inside.example.com:${port}/2018-06-01/runtime`],
    ])('is not followed there by %s', async (_case, target) => {
      const port = host.split(':')[1] ?? '';
      resolveTo({ 'inside.example.com': ['127.0.0.1'] });
      // The first hops are taken from loopback too, before the check is on.
      delete process.env['AWS_LAMBDA_FUNCTION_NAME'];
      answers['/1'] = (response) => response.writeHead(302, { location: '/2' }).end();
      answers['/2'] = (response) => {
        process.env['AWS_LAMBDA_FUNCTION_NAME'] = 'x';
        response.writeHead(307, { location: target(port) }).end();
      };
      expect(await failureOf(`${origin}/1`)).toMatch(/not open to the internet/);
      expect(seen.map(({ url }) => url)).toEqual(['/1', '/2']);
    });
  });

  it('closes the others when one cannot be opened', async () => {
    let refuse = (): void => undefined;
    const refused = new Promise<void>((resolve) => (refuse = resolve));
    answers['/none.bin'] = (response) => void refused.then(() => response.writeHead(404).end());
    const closed = new Promise((resolve) => {
      answers['/open.bin'] = (response) => {
        response.on('close', () => resolve('closed'));
        response.writeHead(200);
        response.write('x', refuse);
      };
    });
    await problemOf(() => openFiles([`${origin}/open.bin`, `${origin}/none.bin`], rules()));
    await expect(closed).resolves.toBe('closed');
  });
});
