import type { FastifyInstance } from 'fastify';
import { isBlank, type Json } from './params.js';

interface Identified {
  id: number;
}

/** An answer other than 200, thrown by a route. Without a body the answer is empty. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly body?: object,
  ) {
    super(`Chatwoot sandbox answers ${status}`);
  }
}

/** 401 with the message in `error`. */
export function unauthorized(error: string): ApiError {
  return new ApiError(401, { error });
}

/** 401 for a token that is fine but whose role may not do this. */
export function forbiddenByRole(): ApiError {
  return unauthorized('You are not authorized to do this action');
}

/** 404 as the token APIs answer it. */
export function notFound(): ApiError {
  return new ApiError(404, { error: 'Resource could not be found' });
}

/** 404 as Rails itself answers it: unknown routes, and the client API. */
export function railsNotFound(): ApiError {
  return new ApiError(404, { status: 404, error: 'Not Found' });
}

/** 422 with the message in `error`: filters and missing parameters. */
export function unprocessable(error: string): ApiError {
  return new ApiError(422, { error });
}

/** 422 with the message in `error` for a required parameter. */
export function parameterMissing(name: string): ApiError {
  return unprocessable(`param is missing or the value is empty: ${name}`);
}

/** 500 as Rails answers an exception nobody caught, database errors included. */
export function serverError(): ApiError {
  return new ApiError(500, { status: 500, error: 'Internal Server Error' });
}

/** Validation errors of one record, collected in the order Rails reports them. */
export class ValidationErrors {
  readonly #messages: string[] = [];
  readonly #attributes = new Set<string>();

  /** Adds `message` for `attribute`, whose humanised name precedes it in the answer. */
  add(attribute: string, message: string): void {
    this.#messages.push(`${humanize(attribute)} ${message}`);
    this.#attributes.add(attribute);
  }

  /** Adds that a value may not be blank, for each of the columns that is. */
  presence<Name extends string>(
    row: Readonly<Partial<Record<Name, Json>>>,
    ...names: Name[]
  ): void {
    for (const name of names) if (isBlank(row[name])) this.add(name, "can't be blank");
  }

  /** Adds that a value is taken, when another row has it and the same in the columns of `scope`. */
  uniqueness<Name extends string>(
    rows: readonly Readonly<Identified & Record<Name, unknown>>[],
    row: Readonly<Identified & Record<Name, unknown>>,
    name: Name,
    ...scope: Name[]
  ): void {
    const columns = [name, ...scope];
    const isTaken = rows.some(
      (other) => other.id !== row.id && columns.every((column) => other[column] === row[column]),
    );
    if (isTaken) this.add(name, 'has already been taken');
  }

  /** Adds that a text has more characters than its column takes. */
  length(name: string, text: string | null | undefined, limit: number): void {
    if (Array.from(text ?? '').length <= limit) return;
    this.add(name, `is too long (maximum is ${limit} characters)`);
  }

  /** Adds a `message` about the record as a whole, which no attribute's name precedes. */
  addToBase(message: string): void {
    this.#messages.push(message);
    this.#attributes.add('base');
  }

  /** @throws 422 when anything was added */
  raise(): void {
    if (this.#messages.length > 0) throw this.toError();
  }

  /** The 422 for what was added. */
  toError(): ApiError {
    return new ApiError(422, {
      message: this.#messages.join(', '),
      attributes: [...this.#attributes],
    });
  }
}

/** 422 for one attribute of a record. */
export function invalid(attribute: string, message: string): ApiError {
  const errors = new ValidationErrors();
  errors.add(attribute, message);
  return errors.toError();
}

function humanize(attribute: string): string {
  const words = attribute.replace(/_id$/, '').replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Turns everything a route throws into the answer Chatwoot gives for it. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: Error, _request, reply) => {
    if (error instanceof ApiError) return reply.code(error.status).send(error.body);
    if (error instanceof SyntaxError) {
      return reply.code(400).send({ status: 400, error: 'Bad Request' });
    }
    return reply.code(500).send(serverError().body);
  });
}
