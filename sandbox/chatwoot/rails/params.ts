import type { FastifyInstance, FastifyRequest } from 'fastify';

export type Scalar = string | number | boolean | null;
export type Json = Scalar | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/** Accepts bodies as Rails does: an empty one is fine, an unknown type is not read. */
export function acceptBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    const text = String(body);
    try {
      done(null, text.trim() === '' ? undefined : JSON.parse(text));
    } catch (error) {
      done(error instanceof Error ? error : new SyntaxError(String(error)));
    }
  });
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
}

/**
 * Reads all parameters of a request; the path beats the query, the query beats the body.
 * Nulls inside arrays are lost, as in Rails.
 */
export function readParams(request: FastifyRequest): JsonObject {
  const path = request.params as Record<string, string>;
  return { ...readBody(request), ...readQuery(request.url), ...path };
}

/** The JSON body, or an empty object when there is none or it isn't an object. */
export function readBody(request: FastifyRequest): JsonObject {
  const body = request.body as Json | undefined;
  return isObject(body) ? withoutNullElements(body) : {};
}

function readQuery(url: string): JsonObject {
  const query: JsonObject = {};
  const start = url.indexOf('?');
  if (start < 0) return query;
  for (const [name, value] of new URLSearchParams(url.slice(start + 1))) {
    if (!name.endsWith('[]')) {
      query[name] = value;
      continue;
    }
    const key = name.slice(0, -2);
    const list = query[key];
    query[key] = Array.isArray(list) ? [...list, value] : [value];
  }
  return query;
}

function withoutNullElements(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, cleanValue(value)]));
}

function cleanValue(value: Json): Json {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(cleanValue);
  return isObject(value) ? withoutNullElements(value) : value;
}

/** True for a JSON object (not for null or an array). */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isScalar(value: Json | undefined): value is Scalar {
  return value !== undefined && (value === null || typeof value !== 'object');
}

/** The scalar parameters among `names` that were sent; everything else is dropped silently. */
export function permitScalars<Name extends string>(
  params: JsonObject,
  names: readonly Name[],
): Partial<Record<Name, Scalar>> {
  const permitted: Partial<Record<Name, Scalar>> = {};
  for (const name of names) {
    const value = params[name];
    if (isScalar(value)) permitted[name] = value;
  }
  return permitted;
}

/** Like `permitScalars`, for names that are known at run time only. */
export function permitFields(params: JsonObject, names: readonly string[]): JsonObject {
  const sent = Object.entries(params).filter(([name]) => names.includes(name));
  return Object.fromEntries(sent.filter(([, value]) => isScalar(value)));
}

/** An object parameter with free keys; anything but an object is dropped silently. */
export function permitObject(params: JsonObject, name: string): JsonObject | undefined {
  const value = params[name];
  return isObject(value) ? structuredClone(value) : undefined;
}

/** A list of scalars; dropped as a whole when it isn't one. */
export function permitList(params: JsonObject, name: string): Scalar[] | undefined {
  const value = params[name];
  return Array.isArray(value) && value.every(isScalar) ? value : undefined;
}

/** The columns of a row that an answer shows as they are. */
export function pick<Row extends object, Name extends keyof Row>(
  row: Row,
  ...names: Name[]
): Pick<Row, Name> {
  return Object.fromEntries(names.map((name) => [name, row[name]])) as Pick<Row, Name>;
}

/** Rails' `blank?`: null, false, empty, or only white space. */
export function isBlank(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === false) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** A value as text, empty for null and for what wasn't sent. */
export function asText(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What a string column keeps of a value. */
export function toText(value: Scalar): string | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return String(value);
}

/** What a boolean column keeps of a value; an empty string is null. */
export function toBoolean(value: Scalar): boolean | null {
  if (value === null || value === '') return null;
  return !['false', 'FALSE', 'off', 'OFF', 'f', 'F', '0'].includes(String(value));
}

/** Ruby's `to_i`: the leading digits, 0 without any. */
export function toInteger(value: Json | undefined): number {
  return Number.parseInt(asText(value), 10) || 0;
}
