import type { FastifyRequest } from 'fastify';
import { parameterMissing, serverError } from './errors.js';
import {
  isBlank,
  isObject,
  permitScalars,
  readBody,
  toText,
  type Json,
  type JsonObject,
} from './params.js';

export const stringLimit = 255;
export const textLimit = 20_000;

/** A request with its parameters. */
interface Sent {
  params: JsonObject;
  request: FastifyRequest;
}

/**
 * What a request sends for one record: below `key`, or bare in a JSON body. Of a bare body
 * Rails takes the record's columns only; the query is never looked at.
 */
export function rootOf(
  { params, request }: Sent,
  key: string,
  columns?: readonly string[],
): Json | undefined {
  if (key in params) return params[key];
  const body = readBody(request);
  if (!columns) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => columns.includes(name)));
}

/** The same where there has to be an object. @throws 422 when there is nothing, 500 when it is none */
export function requireRoot(context: Sent, key: string, columns?: readonly string[]): JsonObject {
  const root = rootOf(context, key, columns);
  if (isBlank(root) && root !== false) throw parameterMissing(key);
  if (!isObject(root)) throw serverError();
  return root;
}

/** The text columns among `names` that were sent. */
export function permitTexts<Name extends string>(
  params: JsonObject,
  names: readonly Name[],
): Partial<Record<Name, string | null>> {
  const texts: Partial<Record<Name, string | null>> = {};
  const scalars = permitScalars(params, names);
  for (const name of names) {
    const value = scalars[name];
    if (value !== undefined) texts[name] = toText(value);
  }
  return texts;
}

/**
 * An enum takes its names and its numbers, numbers as numbers only.
 * @throws 500 for anything else, null included: the columns aren't nullable
 */
export function enumName<Name extends string>(names: readonly Name[], value: Json): Name {
  const name = names.find((candidate, index) => candidate === value || index === value);
  if (!name) throw serverError();
  return name;
}
