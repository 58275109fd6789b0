import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError, objectOf } from '../api_error.js';
import { tooManyRequests, unauthorized } from './errors.js';
import type { VixieesStore } from './store.js';

/** The real host and base path are unknown: this path is a free choice. */
export const basePath = '/api/v1';

/** The account's secret key (an account has one). */
export const keys = { account: 'vixiees-sandbox-key-0001' };

/** One request that passed the gateway. */
export interface Call {
  id: string;
  /** As sent, still percent-encoded: filters have no `name=value` form. */
  query: string;
  body: Record<string, unknown>;
}

export interface Answer {
  /** 200 unless told. */
  status?: number;
  body: unknown;
}

/** Adds a route below the base path. */
export type AddRoute = (
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  handler: (call: Call) => Answer,
) => void;

/** What every route shares: the key and the rate limits. */
export function createGateway(app: FastifyInstance, store: VixieesStore): AddRoute {
  app.setNotFoundHandler(() => {
    throw new ApiError(404, { error: 'NotFound', message: 'no such path' });
  });

  return (method, path, handler) => {
    app.route({
      method,
      url: basePath + path,
      handler: (request: FastifyRequest<{ Params: { id?: string } }>, reply: FastifyReply) => {
        if (request.headers['x-api-key'] !== keys.account) throw unauthorized();
        countRequest(store);
        const { status = 200, body } = handler({
          id: request.params.id ?? '',
          query: request.url.split(/\?(.*)/s)[1] ?? '',
          body: objectOf(request.body),
        });
        return reply.code(status).send(body);
      },
    });
  };
}

function countRequest(store: VixieesStore): void {
  const { licences, perLicence, minuteMs, burst, burstMs } = store.rateLimit;
  const leftInMinute = store.minuteWindow.left(licences * perLicence, minuteMs);
  const leftInBurst = store.burstWindow.left(burst, burstMs);
  if (leftInMinute === 0 || leftInBurst === 0) throw tooManyRequests();
  store.minuteWindow.add();
  store.burstWindow.add();
}
