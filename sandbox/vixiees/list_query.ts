import { unprocessable } from './errors.js';
import type { Contact } from './store.js';

/** What `GET /contacts` was asked for. */
export interface ListQuery {
  limit: number;
  page: number;
  filters: ((contact: Contact) => boolean)[];
}

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '=': (a, b) => a === b,
};

/** Reads the query as sent; filters are written literally, as `updated_at>=2025-08-07T00:00:00`. */
export function parseListQuery(query: string): ListQuery {
  // The default page size is unknown.
  const parsed: ListQuery = { limit: 50, page: 1, filters: [] };
  for (const part of query.split('&').filter(Boolean)) {
    const [, name = '', operator = '', value = ''] =
      /^(\w+)(>=|<=|>|<|=)(.*)$/.exec(decode(part)) ?? [];
    if (name === 'limit' && operator === '=') parsed.limit = wholeNumber(name, value, 1000);
    else if (name === 'page' && operator === '=') parsed.page = wholeNumber(name, value, Infinity);
    else parsed.filters.push(dateFilter(part, name, operator, value));
  }
  return parsed;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '));
  } catch {
    throw unprocessable({ query: ['is not percent-encoded'] });
  }
}

function wholeNumber(name: string, value: string, max: number): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < 1 || number > max) {
    throw unprocessable({ [name]: [`must be a whole number from 1 to ${max}`] });
  }
  return number;
}

function dateFilter(
  part: string,
  name: string,
  operator: string,
  value: string,
): (contact: Contact) => boolean {
  // The time zone of a value without offset is unknown; here it is UTC.
  const limit = Date.parse(/T.*(Z|[+-]\d\d:?\d\d)$/.test(value) ? value : `${value}Z`);
  const compare = comparisons[operator];
  if ((name !== 'created_at' && name !== 'updated_at') || !compare || Number.isNaN(limit)) {
    throw unprocessable({ [part]: ['is not a valid query'] });
  }
  return (contact) => compare(Date.parse(contact[name]), limit);
}
