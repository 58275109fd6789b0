import { ApiError } from '../api_error.js';

/** 400: unknown contact, duplicate, a search the index refuses. */
export function badRequest(message: string, meta?: Record<string, unknown>): ApiError {
  return new ApiError(400, { statusCode: 400, message, ...(meta && { meta }) });
}

/** A refused message, with the code word that stays when the sentence changes. */
export function messageRefused(status: number, message: string, code: string): ApiError {
  const error = status === 422 ? 'Unprocessable Entity' : 'Bad Request';
  const canonicalCode = `CONVERSATIONS_${code}`;
  return new ApiError(status, { statusCode: status, error, message, canonicalCode });
}

/** 404: the thread to answer in. */
export function notFound(message: string): ApiError {
  return new ApiError(404, { statusCode: 404, message, error: 'Not Found' });
}

/** 401: token, scope or `Version` header. */
export function unauthorized(message: string): ApiError {
  return new ApiError(401, { statusCode: 401, message, error: 'Unauthorized' });
}

/** 403: the token belongs to another location. */
export function forbidden(message: string): ApiError {
  return new ApiError(403, { statusCode: 403, message, error: 'Forbidden' });
}

/** 422: `message` is an array for property checks, a string for rules about the whole record. */
export function unprocessable(message: string | string[]): ApiError {
  return new ApiError(422, { statusCode: 422, message, error: 'Unprocessable Entity' });
}
