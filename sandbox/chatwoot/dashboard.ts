import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { railsNotFound } from './rails/errors.js';

const page = `<!DOCTYPE html>
<html>
  <head><meta charset="utf-8"><title>Acme Chat</title></head>
  <body><noscript>This app needs JavaScript.</noscript><div id="app"></div></body>
</html>
`;

/** Adds the single-page app, and what the server says to every other path that it doesn't know. */
export function dashboardRoutes(app: FastifyInstance): void {
  for (const path of ['/', '/app', '/app/*']) {
    app.get(path, (request, reply) =>
      asksForJson(request)
        ? reply.code(406).send({
            error: 'Please use API routes instead of dashboard routes for JSON requests',
          })
        : sendHtml(reply, 200, page),
    );
  }

  app.setNotFoundHandler((request, reply) => {
    if (asksForJson(request)) return reply.code(404).send(railsNotFound().body);
    return sendHtml(reply, 404, '<!DOCTYPE html><title>404</title><h1>Not found</h1>\n');
  });
}

/** True when the client asks for JSON and nothing else, which is what Rails calls that format. */
function asksForJson(request: FastifyRequest): boolean {
  return request.headers.accept?.split(';')[0]?.trim() === 'application/json';
}

function sendHtml(reply: FastifyReply, status: number, html: string): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(html);
}
