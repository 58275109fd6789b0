// A Chatwoot sandbox and the server that its webhooks reach.
import {
  createServer,
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import {
  keys,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../../sandbox/chatwoot/index.js';
import { close, listen } from '../servers/local_server.js';

export interface Arrival {
  path: string;
  method: string;
  headers: IncomingHttpHeaders;
  text: string;
  body: Record<string, unknown>;
}
interface Answer {
  status: number;
  text: string;
  body: unknown;
}
export interface WebhookBody {
  payload: { webhook: Record<string, unknown> & { id: number; secret: string } };
}

export const account = '/api/v1/accounts/1';

/** The sandbox of the test that runs. */
export let sandbox: ChatwootSandbox;
let receiver: Server;
export let receiverUrl: string;

/** A sandbox and a receiver without arrivals, back at the seed before each test of the file that calls this. */
export function webhookReceiver(): void {
  beforeAll(async () => {
    sandbox = await startChatwootSandbox();
    receiver = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        arrivals.push({
          path: request.url ?? '',
          method: request.method ?? '',
          headers: request.headers,
          text,
          body: JSON.parse(text) as Record<string, unknown>,
        });
        receiving.answer(response);
      });
    });
    receiverUrl = `http://${await listen(receiver)}`;
  });

  beforeEach(async () => {
    await sandbox.settle();
    sandbox.reset();
    sandbox.deliveries.splice(0);
    Object.assign(sandbox, {
      duplicateDeliveries: false,
      corruptBodies: false,
      webhookTimeoutMs: 5000,
    });
    arrivals.length = 0;
    receiving.answer = (response) =>
      response.writeHead(response.req.url === '/gone' ? 410 : 200).end('{}');
  });

  afterAll(async () => {
    await sandbox.close();
    await close(receiver);
  });
}

export const arrivals: Arrival[] = [];
/** How the receiver answers. */
export const receiving: { answer: (response: ServerResponse) => void } = {
  answer: () => undefined,
};

/** Calls the sandbox as an administrator, unless told another key. */
export async function call(
  method: string,
  path: string,
  body?: object,
  { key = keys.administrator, server = sandbox }: { key?: string; server?: ChatwootSandbox } = {},
): Promise<Answer> {
  const response = await fetch(server.url + path, {
    method,
    headers: { 'Api-Access-Token': key, 'Content-Type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, text, body: text === '' ? undefined : JSON.parse(text) };
}

/** Subscribes the receiver; gives the webhook. */
export async function subscribe(
  subscriptions: string[],
  url = receiverUrl,
): Promise<WebhookBody['payload']['webhook']> {
  const { status, body } = await call('POST', `${account}/webhooks`, { url, subscriptions });
  expect(status).toBe(200);
  return (body as WebhookBody).payload.webhook;
}

/** Waits for the deliveries and gives the only one. */
export async function onlyArrival(): Promise<Arrival> {
  await sandbox.settle();
  expect(arrivals).toHaveLength(1);
  const [arrival] = arrivals;
  if (!arrival) throw new Error('Nothing arrived');
  return arrival;
}
