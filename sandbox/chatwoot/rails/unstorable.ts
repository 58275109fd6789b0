import type { FastifyInstance } from 'fastify';
import { serverError, unprocessable } from './errors.js';

/**
 * Refuses what no text of the database can hold, as the real server does: half an emoji is no UTF-8 (400), and a
 * null character fails in the database, which only the messages' controller makes a 422 of.
 */
export function refuseUnstorable(app: FastifyInstance): void {
  app.addHook('preHandler', (request, _reply, done) => {
    const [, query = ''] = request.url.split(/\?(.*)/s);
    const texts = [...textsIn(request.body), ...new URLSearchParams(query).values()];
    if (texts.some((text) => /\p{Surrogate}/u.test(text))) throw new SyntaxError('invalid UTF-8');
    if (texts.some((text) => text.includes('\0'))) {
      const isMessage = request.method === 'POST' && /\/messages(\?|$)/.test(request.url);
      throw isMessage ? unprocessable('string contains null byte') : serverError();
    }
    done();
  });
}

/** All texts of a body, keys included. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)]);
}
