import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError, objectOf } from '../api_error.js';
import { forbidden, unauthorized } from './errors.js';
import { locationId, scopesOf } from './keys.js';
import type { HighlevelStore } from './store.js';

const versions = ['v3', '2023-02-21', '2021-07-28', '2021-04-15', '2021-01-01'];
const dayMs = 24 * 60 * 60 * 1000;

/** One request that passed the gateway. */
export interface Call {
  params: Record<string, string>;
  query: Record<string, unknown>;
  body: Record<string, unknown>;
}

export interface Answer {
  /** 200 unless told. */
  status?: number;
  body: object;
}

/** Adds a route that needs the given scope. */
export type AddRoute = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  scope: string,
  handler: (call: Call) => Answer,
) => void;

/** What every route shares: `Version`, token, scope, rate limit, `traceId`. */
export function createGateway(app: FastifyInstance, store: HighlevelStore): AddRoute {
  app.addHook('preSerialization', async (_request, _reply, payload) => ({
    ...objectOf(payload),
    traceId: randomUUID(),
  }));
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({
      statusCode: 404,
      message: `Cannot ${request.method} ${request.url}`,
      error: 'Not Found',
    }),
  );

  return (method, path, scope, handler) => {
    const answer = (
      request: FastifyRequest<{ Params: Call['params']; Querystring: Call['query'] }>,
      reply: FastifyReply,
    ): FastifyReply => {
      checkVersion(request);
      checkToken(request, scope);
      countRequest(store, reply);
      const { params, query } = request;
      const result = handler({ params, query, body: objectOf(request.body) });
      return reply.code(result.status ?? 200).send(result.body);
    };
    // HighLevel's framework takes a path with and without the last slash.
    const bare = path.replace(/\/$/, '');
    app.route({ method, url: bare, handler: answer });
    app.route({ method, url: `${bare}/`, handler: answer });
  };
}

/** Refuses a location the token was not made for. @throws 403 */
export function checkLocation(id: unknown): void {
  if (typeof id === 'string' && id !== locationId) {
    throw forbidden('The token does not have access to this location.');
  }
}

function checkVersion(request: FastifyRequest): void {
  const version = request.headers['version'];
  if (version === undefined) throw unauthorized('version header was not found.');
  if (!versions.some((known) => known === version)) {
    throw unauthorized('version header is invalid');
  }
}

function checkToken(request: FastifyRequest, scope: string): void {
  const token = (request.headers.authorization ?? '').replace(/^Bearer /, '');
  const scopes = scopesOf.get(token);
  if (!scopes) {
    throw unauthorized(
      token.startsWith('pit-')
        ? 'Invalid Private Integration token'
        : 'Invalid token: access token is invalid',
    );
  }
  if (!scopes.includes(scope)) {
    throw unauthorized('The token is not authorized for this scope.');
  }
}

function countRequest(store: HighlevelStore, reply: FastifyReply): void {
  const { max, intervalMs, daily } = store.rateLimit;
  const leftInBurst = store.burstWindow.left(max, intervalMs);
  const leftToday = store.dayWindow.left(daily, dayMs);
  const refused = leftInBurst === 0 || leftToday === 0;
  if (!refused) {
    store.burstWindow.add();
    store.dayWindow.add();
  }
  reply.headers({
    'x-ratelimit-limit-daily': daily,
    'x-ratelimit-daily-remaining': refused ? leftToday : leftToday - 1,
    'x-ratelimit-interval-milliseconds': intervalMs,
    'x-ratelimit-max': max,
    'x-ratelimit-remaining': refused ? leftInBurst : leftInBurst - 1,
  });
  // The body is unverified (HighLevel documents none), and so is the absence of Retry-After.
  if (refused) throw new ApiError(429, { statusCode: 429, message: 'Too Many Requests' });
}
