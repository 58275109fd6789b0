import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isGiven, type Zap } from '../../recipes/zap.js';
import type { SwitchedOn } from '../api.js';
import { NotSwitchedOn, switchOn, type Delivery, type LiveZap } from '../zap/live_zap.js';
import type { Connections } from './connections.js';
import type { Asked } from './forms.js';
import { Refused } from './refused.js';

interface ZapRoutes {
  connections: Connections;
  asked: (connection: string) => Promise<Asked>;
}

interface Named {
  Params: { id: string };
}

const step = {
  type: 'object',
  required: ['kind', 'key', 'connection', 'input'],
  properties: {
    kind: { enum: ['triggers', 'searches', 'creates'] },
    key: { type: 'string' },
    connection: { type: 'string' },
    input: { type: 'object' },
  },
};
const given = {
  type: 'object',
  required: ['app', 'label', 'records'],
  properties: { records: { type: 'array', items: { type: 'object' } } },
};
const zapBody = {
  type: 'object',
  required: ['zap', 'timezone'],
  properties: {
    timezone: { type: 'string' },
    zap: {
      type: 'object',
      required: ['name', 'trigger', 'steps'],
      properties: { trigger: { anyOf: [step, given] }, steps: { type: 'array', items: step } },
    },
  },
};
/** Zaps that are on at once; the oldest goes off for a further one. */
const MOST_ZAPS = 20;

/** Zaps that are on: they are watched from the page, and webhooks come in for them. */
export function addZapRoutes(server: FastifyInstance, { connections, asked }: ZapRoutes): void {
  const live = new Map<string, { zap: Zap; running: LiveZap }>();
  const zapOf = (id: string): { zap: Zap; running: LiveZap } => {
    const found = live.get(id);
    if (!found) throw new Refused(404, 'This Zap is off. Switch it on again.');
    return found;
  };

  server.post<{ Body: { zap: Zap; timezone: string } }>(
    '/api/zaps',
    { schema: { body: zapBody } },
    async ({ body: { zap, timezone }, headers }): Promise<SwitchedOn> => {
      const id = randomBytes(16).toString('hex');
      const world = { asked, timezone, targetUrl: `http://${headers.host ?? ''}/hooks/${id}` };
      const running = await switchOn(zap, world).catch((error: unknown) => {
        throw error instanceof NotSwitchedOn ? new Refused(400, error.message) : error;
      });
      const [oldest] = live.keys();
      if (live.size >= MOST_ZAPS && oldest !== undefined) await off(oldest);
      live.set(id, { zap, running });
      return { id, known: running.known };
    },
  );
  server.post<Named>('/api/zaps/:id/poll', ({ params }) => zapOf(params.id).running.poll());
  server.post<Named & { Body: { event: string } }>(
    '/api/zaps/:id/happen',
    {
      schema: {
        body: { type: 'object', required: ['event'], properties: { event: { type: 'string' } } },
      },
    },
    async ({ params, body }) => {
      const { trigger } = zapOf(params.id).zap;
      if (isGiven(trigger)) throw new Refused(400, 'This trigger is of another app.');
      await connections.happen(trigger.connection, body.event);
      return {};
    },
  );
  const off = async (id: string): Promise<void> => {
    const { running } = zapOf(id);
    live.delete(id);
    await running.switchOff();
  };
  server.delete<Named>('/api/zaps/:id', async ({ params }) => {
    await off(params.id);
    return {};
  });

  // Webhooks of the platforms: their secret is the address, and their body is wanted as it came.
  void server.register((hooks, _options, done) => {
    hooks.removeAllContentTypeParsers();
    hooks.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, parsed) =>
      parsed(null, body),
    );
    hooks.post<Named>('/hooks/:id', (request, reply) => {
      live.get(request.params.id)?.running.receive(deliveryOf(request));
      return reply.send({ status: 'success' });
    });
    done();
  });
}

/** In the shape in which Zapier hands a webhook on. */
function deliveryOf({ method, url, headers, body }: FastifyRequest): Delivery {
  const plain = ['content-type', 'content-length'];
  const names = Object.entries(headers).map(([name, value]): [string, string] => {
    const camel = name.replace(/(^|-)([a-z])/g, (part) => part.toUpperCase());
    return [plain.includes(name) ? camel : `Http-${camel}`, String(value)];
  });
  return {
    method,
    querystring: url.split('?')[1] ?? '',
    headers: Object.fromEntries(names),
    content: typeof body === 'string' ? body : '',
  };
}
