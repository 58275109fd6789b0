import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { Refused } from './refused.js';

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Lets in only the page itself: the host must be this computer by a name that no DNS can point here, another
 * origin is refused, and everything below `/api/` wants the token of the start line.
 */
export function guard(app: FastifyInstance, token: string): void {
  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers({
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    const { host = '', origin } = request.headers;
    if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host)) {
      throw new Refused(403, 'The playground answers only at 127.0.0.1 and localhost.');
    }
    if (origin !== undefined && origin !== `http://${host}`) {
      throw new Refused(403, 'The playground answers only its own page.');
    }
    if (request.url.startsWith('/api/') && !isToken(request.headers.authorization, token)) {
      throw new Refused(
        401,
        'Open the address that the start line of the playground shows: it holds the token.',
      );
    }
    done();
  });
}

function isToken(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? '');
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
