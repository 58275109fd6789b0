import type { FastifyError, FastifyInstance } from 'fastify';

/** Thrown by a route: the whole answer of a refused request. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly body: Record<string, unknown>,
  ) {
    super(`HTTP ${status}`);
  }
}

/** Answers what a route throws, and Fastify's own errors, as JSON. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | ApiError, _request, reply) => {
    if (error instanceof ApiError) return reply.code(error.status).send(error.body);
    const statusCode = error.statusCode ?? 500;
    return reply.code(statusCode).send({ statusCode, message: error.message });
  });
}

/** Takes an empty body with a JSON content type as no body (Fastify alone refuses it). */
export function acceptEmptyJson(app: FastifyInstance): void {
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
    try {
      done(null, text === '' ? undefined : JSON.parse(String(text)));
    } catch (error) {
      done(new ApiError(400, { statusCode: 400, message: (error as Error).message }));
    }
  });
}

/** The value when it is a JSON object, else an empty one. */
export function objectOf(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {};
}

/** Whether the value is a JSON object: no array, not null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
