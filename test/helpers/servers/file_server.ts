// A server of files on loopback, which also takes forms.
import {
  createServer,
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { FileRules } from '../../../http/files/download.js';
import { close as closeServer, listen } from './local_server.js';

export const SIGNATURE = 'X-Amz-Signature=5ecre7';
export const KEY = 'qN4vR8sT2wXy6ZbC1dEf5GhJ';

/** What the local server got, and what it is to answer by path. */
let server: Server;
export let origin: string;
export let host: string;
export let seen: { url: string; headers: IncomingHttpHeaders; body: string }[];
export let answers: Record<string, (response: ServerResponse) => void>;

/** The server for the tests of the file that calls this; it has no files before each of them. */
export function fileServer(): void {
  beforeAll(async () => {
    server = createServer((incoming, response) => {
      const entry = { url: incoming.url ?? '', headers: incoming.headers, body: '' };
      seen.push(entry);
      const answer = answers[entry.url.split('?')[0] ?? ''] ?? ((res) => res.writeHead(404).end());
      incoming.on('error', () => undefined);
      if (incoming.method === 'GET') {
        answer(response);
        return;
      }
      // A server that takes nothing of what it is sent.
      if (entry.url === '/stuck') {
        uploads.onData();
        return;
      }
      incoming.on('data', (chunk: Buffer) => {
        entry.body += chunk.toString('utf8');
        uploads.onData();
      });
      incoming.on('end', () => answer(response));
    });
    host = await listen(server);
    origin = `http://${host}`;
  });
  afterAll(() => closeServer(server));
  beforeEach(() => {
    seen = [];
    answers = {};
    uploads.onData = () => undefined;
  });
  afterEach(() => jest.restoreAllMocks());
}

/** Called when something of a body has come in, or is let wait. */
export const uploads = { onData: (): void => undefined };

/** Answers a path with a file. */
export function serve(
  path: string,
  content: string,
  headers: Record<string, string | number> = {},
): void {
  answers[path] = (response) => {
    response.writeHead(200, { 'content-length': Buffer.byteLength(content), ...headers });
    response.end(content);
  };
}

export const rules = (changes: Partial<FileRules> = {}): FileRules => ({
  field: 'Attachments',
  mostBytes: 1024,
  timeoutSeconds: 5,
  deadline: Date.now() + 5000,
  ...changes,
});
