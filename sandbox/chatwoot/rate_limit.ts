import type { FastifyInstance } from 'fastify';
import type { Store } from './store.js';

/** Limits contact searches per account and calendar minute, before any token is looked at. */
export function limitSearches(app: FastifyInstance, store: Store): void {
  app.addHook('preHandler', async (request, reply) => {
    const account = /\/api\/v1\/accounts\/(\d+)\/contacts\/search/.exec(request.url)?.[1];
    if (!account || store.countSearch(account)) return;
    await reply.code(429).type('text/plain').send('Retry later\n');
  });
}
