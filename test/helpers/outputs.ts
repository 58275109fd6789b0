import type { Bundle, ZObject } from 'zapier-platform-core';
import { emptyZ } from '../simulator/zapier/z.js';

type Row = Record<string, unknown>;

/** A field of what a step gives out, as far as tests look at it. */
export interface OutputField {
  key: string;
  label?: string;
  type?: string;
  dict?: boolean;
  list?: boolean;
}

/** All fields that a step labels on a connection. */
export async function outputFieldsOf(
  { outputFields = [] }: { outputFields?: unknown },
  authData: Record<string, string> = {},
): Promise<OutputField[]> {
  const bundle = { authData, inputData: {}, meta: {} } as unknown as Bundle;
  type Ask = (z: ZObject, bundle: Bundle) => Promise<OutputField[]>;
  const asked = (outputFields as (OutputField | Ask)[]).map(async (field) =>
    typeof field === 'function' ? field(emptyZ(), bundle) : [field],
  );
  return (await Promise.all(asked)).flat();
}

/**
 * The values of a record by their keys, spelled as Zapier does: `contact__id`, `agents[]name`; of a list of records
 * those of the first. What is within one of `whole` isn't taken apart.
 */
export function valuesIn(
  record: Row,
  whole: ReadonlySet<string> = new Set(),
  before = '',
): Map<string, unknown> {
  const values = new Map<string, unknown>();
  for (const [name, value] of Object.entries(record)) {
    const key = before + name;
    const [first] = Array.isArray(value) ? (value as unknown[]) : [];
    const add = (inner: Row, joint: string): void => {
      for (const [path, held] of valuesIn(inner, whole, key + joint)) values.set(path, held);
    };
    if (!whole.has(key) && isRow(value)) add(value, '__');
    else if (!whole.has(key) && isRow(first)) add(first, '[]');
    else values.set(key, value);
  }
  return values;
}

/** Keys of a sample that a live answer hasn't, or has with another type; null fits every type. */
export function misfitsOf(sample: Row, answer: Row): string[] {
  const held = valuesIn(answer);
  return [...valuesIn(sample)].flatMap(([key, value]) => {
    if (!held.has(key)) return [`${key} is absent`];
    const [one, other] = [kindOf(value), kindOf(held.get(key))];
    return one === other || [one, other].includes('null') ? [] : [`${key} is ${other}, not ${one}`];
  });
}

/** What a step gave out as a list: a search's page, or what a create gave. */
export function rowsOf(given: unknown): Row[] {
  const results = isRow(given) && Array.isArray(given['results']) ? given['results'] : given;
  return [results].flat() as Row[];
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) return 'time';
  return Array.isArray(value) ? 'list' : typeof value;
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
