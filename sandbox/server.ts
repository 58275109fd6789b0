import type { IncomingMessage } from 'node:http';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

/** One request as the sandbox saw it, in the order of arrival. */
export interface RecordedRequest {
  method: string;
  /** Path without the query, as sent (still percent-encoded). */
  path: string;
  /** Query as sent, without the question mark. */
  query: string;
  headers: Record<string, string>;
  /** Parsed JSON body, raw text for other types, `undefined` without one. */
  body: unknown;
  /** Status answered; 0 when the sandbox dropped the connection. */
  status: number;
  /** Body answered: parsed JSON, else text. */
  answer: unknown;
}

/** A fault asked for by a test; it applies to the next matching request(s). */
export interface Fault {
  method?: string;
  path?: RegExp;
  /** How many requests it hits; 1 unless told. */
  times?: number;
  /** The request is carried out all the same; else no route runs. */
  afterwards?: true;
  /** How many matching requests are answered as usual before it. */
  skip?: number;
  /** Called when the request has come in; the answer waits for it. Alone: the normal answer, late. */
  until?: () => Promise<unknown>;
  /** Answer with this instead of the normal answer. */
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  /** `reset`: the socket is closed without an answer. `cut`: the beginning of the body, then closed. */
  connection?: 'reset' | 'cut';
}

export interface Sandbox {
  /** `http://127.0.0.1:<port>`, without a trailing slash. */
  url: string;
  requests: RecordedRequest[];
  /** Queues a fault; faults are tried in the order they were asked for. */
  fail(fault: Fault): void;
  clearFaults(): void;
  close(): Promise<void>;
}

export interface SandboxOptions {
  /** A free port is taken unless told. */
  port?: number;
}

/**
 * Starts one emulated platform on loopback.
 * @param routes adds the platform's routes to the server
 * @throws when the port is taken
 */
export async function startServer(
  routes: (app: FastifyInstance) => void,
  options: SandboxOptions = {},
): Promise<Sandbox> {
  // forceCloseConnections: node-fetch keeps sockets alive, and close() would wait for them.
  const app = Fastify({
    forceCloseConnections: true,
    // A quarter of the time that a start takes: each GET would have a second route.
    exposeHeadRoutes: false,
    rewriteUrl: headAsGet,
    routerOptions: { maxParamLength: 500 },
    schemaController: {
      compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas },
    },
  });
  const requests: RecordedRequest[] = [];
  const faults: Fault[] = [];
  const recorded = new WeakMap<FastifyRequest, RecordedRequest>();
  const late = new WeakMap<FastifyRequest, Fault>();

  app.addHook('onRequest', (request, _reply, done) => {
    const [path = '', query = ''] = request.url.split(/\?(.*)/s);
    const entry: RecordedRequest = {
      method: request.method,
      path,
      query,
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      ),
      body: undefined,
      status: 0,
      answer: undefined,
    };
    recorded.set(request, entry);
    requests.push(entry);
    done();
  });

  app.addHook('preHandler', async (request, reply) => {
    const entry = recorded.get(request);
    if (entry && request.body !== undefined) entry.body = structuredClone(request.body);
    const fault = takeFault(faults, request);
    if (fault?.afterwards) late.set(request, fault);
    else if (fault) await applyFault(fault, reply);
  });

  app.addHook('onSend', (request, reply, payload, done) => {
    const fault = late.get(request);
    if (fault?.connection) {
      reply.raw.destroy();
      return;
    }
    if (fault) {
      reply.code(fault.status ?? 200).headers(fault.headers ?? {});
      done(null, fault.body ?? '');
      return;
    }
    const entry = recorded.get(request);
    // Parsed when somebody looks: most answers interest nobody.
    if (entry && typeof payload === 'string') {
      let answer: { parsed: unknown } | undefined;
      Object.defineProperty(entry, 'answer', {
        enumerable: true,
        get: () => (answer ??= { parsed: parseJson(payload) }).parsed,
      });
    }
    done(null, payload);
  });

  app.addHook('onResponse', (request, reply, done) => {
    const entry = recorded.get(request);
    if (entry && reply.raw.writableFinished) entry.status = reply.statusCode;
    done();
  });

  routes(app);
  const url = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });

  return {
    url,
    requests,
    fail: (fault) => void faults.push({ ...fault }),
    clearFaults: () => void faults.splice(0),
    close: () => app.close(),
  };
}

/** HEAD is answered like GET, as Rails does; Node leaves the body out, since the answer was made for a HEAD. */
function headAsGet(request: IncomingMessage): string {
  if (request.method === 'HEAD') request.method = 'GET';
  return request.url ?? '/';
}

/** Instead of Fastify's own compilers, which take longer to load than all the rest of it. */
function noSchemas(): never {
  throw new Error('The sandbox describes no route by a schema.');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function takeFault(faults: Fault[], request: FastifyRequest): Fault | undefined {
  const path = request.url.split('?')[0] ?? '';
  const index = faults.findIndex(
    (fault) =>
      (!fault.method || fault.method === request.method) && (!fault.path || fault.path.test(path)),
  );
  const fault = faults[index];
  if (!fault) return undefined;
  if (fault.skip) {
    fault.skip -= 1;
    return undefined;
  }
  fault.times = (fault.times ?? 1) - 1;
  if (fault.times <= 0) faults.splice(index, 1);
  return fault;
}

async function applyFault(fault: Fault, reply: FastifyReply): Promise<void> {
  await fault.until?.();
  if (fault.connection === 'reset') {
    reply.hijack();
    reply.raw.destroy();
    return;
  }
  if (fault.connection === 'cut') {
    const body = fault.body ?? '{"payload":{"id":1,"na';
    reply.hijack();
    reply.raw.writeHead(fault.status ?? 200, {
      'content-type': 'application/json; charset=utf-8',
      ...fault.headers,
    });
    reply.raw.write(body, () => reply.raw.destroy());
    return;
  }
  if (fault.status !== undefined || fault.body !== undefined) {
    await reply
      .code(fault.status ?? 200)
      .headers({ 'content-type': 'application/json; charset=utf-8', ...fault.headers })
      .send(fault.body ?? '');
  }
}
