// Whatever reaches a webhook's address, which anybody may write to: a Zap gets what the server signed or holds.
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import type { Bundle } from 'zapier-platform-core';
import { keys, startChatwootSandbox, type ChatwootSandbox } from '../../sandbox/chatwoot/index.js';
import type { Delivery } from '../../sandbox/chatwoot/index.js';
import { triggers } from '../../triggers/index.js';
import { damageAt, damaged } from '../helpers/damage.js';
import { fuzz, oddText } from '../helpers/fuzz.js';
import { complaintsOf } from '../helpers/readable.js';
import { emptyZ, ZapierError } from '../simulator/zapier/z.js';

const SECRET = 'w3bh00kSecr3tOfThisZap';
const FORGED = 'forged by somebody';
const ACCOUNT = '/api/v1/accounts/1';
const EVENTS = [
  ...['contact_created', 'contact_updated', 'conversation_created', 'conversation_updated'],
  ...['conversation_status_changed', 'message_created'],
];

let sandbox: ChatwootSandbox;
const deliveries: Delivery[] = [];

async function call(method: string, path: string, body: object): Promise<Record<string, unknown>> {
  const response = await fetch(`${sandbox.url}${ACCOUNT}${path}`, {
    method,
    headers: { 'Api-Access-Token': keys.administrator, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Record<string, unknown>;
}

beforeAll(async () => {
  sandbox = await startChatwootSandbox();
  // Nobody listens there: the bodies are what is wanted.
  await call('POST', '/webhooks', { url: 'http://127.0.0.1:1/', subscriptions: EVENTS });
  await call('POST', '/contacts', { name: 'Ann', email: 'ann@example.com' });
  await call('PUT', '/contacts/1', { name: 'Jane Roe' });
  await call('POST', '/conversations', { contact_id: 1, inbox_id: 4, source_id: 'x1' });
  await call('POST', '/conversations/1/messages', { content: 'Hello' });
  await call('POST', '/conversations/1/toggle_status', { status: 'resolved' });
  await sandbox.settle();
  deliveries.push(...sandbox.deliveries);
});
afterAll(() => sandbox.close());

const signatures = ['right', 'of another body', 'of another key', 'old', 'none', 'odd'] as const;

const cases = fc.record({
  trigger: fc.constantFrom(
    ...Object.entries(triggers)
      .filter(([key]) => key.endsWith('_instant'))
      .map(([key, { operation }]) => ({ key, perform: operation.perform })),
  ),
  at: fc.nat(),
  signature: fc.constantFrom(...signatures),
  harms: fc.array(damageAt, { maxLength: 1 }),
  /** Turns every name into one that the server never said. */
  forges: fc.boolean(),
  odd: oddText,
});

function headersFor(body: string, signature: (typeof signatures)[number], odd: string) {
  const now = Math.floor(Date.now() / 1000);
  const timestamp = String(signature === 'old' ? now - 86_400 : now);
  const key = signature === 'of another key' ? 'another' : SECRET;
  const signedBody = signature === 'of another body' ? `${body} ` : body;
  const digest = createHmac('sha256', key).update(`${timestamp}.${signedBody}`).digest('hex');
  switch (signature) {
    case 'none':
      return {};
    case 'odd':
      return { 'Http-X-Chatwoot-Timestamp': odd, 'Http-X-Chatwoot-Signature': odd };
    default:
      return {
        'Http-X-Chatwoot-Timestamp': timestamp,
        'Http-X-Chatwoot-Signature': `sha256=${digest}`,
      };
  }
}

describe('what reaches a webhook', () => {
  it('becomes events of the server’s alone', async () => {
    expect(new Set(deliveries.map(({ event }) => event)).size).toBe(EVENTS.length);
    const seen = { signed: 0, unsigned: 0 };
    await fuzz(0.1, cases, async ({ trigger, at, signature, harms, forges, odd }) => {
      const { body = '' } = deliveries[at % deliveries.length] ?? {};
      const forged = forges
        ? body.replaceAll(/"(name|content)":"[^"]*"/g, `"$1":"${FORGED}"`)
        : body;
      const content = harms.reduce(damaged, forged);
      const bundle = {
        authData: {
          platform: 'chatwoot',
          apiKey: keys.administrator,
          baseUrl: sandbox.url,
          accountId: '1',
        },
        inputData: {},
        meta: {},
        subscribeData: { id: '1', account: '1', secret: SECRET },
        rawRequest: { headers: headersFor(content, signature, odd), content },
      };
      const result = await trigger
        .perform(emptyZ(), bundle as unknown as Bundle)
        .catch((failure: unknown) => {
          if (!(failure instanceof ZapierError)) throw failure;
          expect(complaintsOf(failure.message, content)).toEqual([]);
          return [];
        });
      const events = result as { id?: unknown }[];
      expect(events.length).toBeLessThanOrEqual(1);
      for (const { id } of events) expect(String(id)).toMatch(/^\d+$/);
      const isSigned = signature === 'right';
      if (events.length > 0) seen[isSigned ? 'signed' : 'unsigned'] += 1;
      if (!isSigned) expect(JSON.stringify(events)).not.toContain(FORGED);
      expect(JSON.stringify(events)).not.toContain(SECRET);
    });
    // The property says nothing where nothing comes through.
    expect(seen).toEqual({ signed: expect.any(Number), unsigned: expect.any(Number) });
    expect(Math.min(seen.signed, seen.unsigned)).toBeGreaterThan(0);
  });
});
