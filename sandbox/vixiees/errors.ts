import { ApiError } from '../api_error.js';

// No error body is published: the four shapes below are guesses, only their statuses are documented.

/** 401: wrong or missing key. */
export function unauthorized(): ApiError {
  return new ApiError(401, { error: 'Unauthorized', message: 'unauthorized' });
}

/** 404: no contact with that id or reference. */
export function contactNotFound(): ApiError {
  return new ApiError(404, { error: 'NotFound', message: 'contact not found' });
}

/** 422: what is wrong, by field or parameter. */
export function unprocessable(errors: Record<string, string[]>): ApiError {
  return new ApiError(422, { error: 'UnprocessableEntity', message: 'invalid request', errors });
}

/** 429: documented as "with details and a link to developers.vixiees.com". */
export function tooManyRequests(): ApiError {
  return new ApiError(429, {
    error: 'TooManyRequests',
    message: 'Rate limit exceeded, see https://developers.vixiees.com',
  });
}
