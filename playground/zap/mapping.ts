import type { FormField, Row } from '../api.js';

/** What the steps that have run gave, by their number. */
export type ZapData = Partial<Record<string, Row>>;

const TOKEN = /\{\{\s*(\d+)__([^{}]+?)\s*\}\}/g;

/** How a value of an earlier step is written into a field. */
export function tokenOf(step: string, path: string): string {
  return `{{${step}__${path}}}`;
}

export function hasToken(text: string): boolean {
  return text.search(TOKEN) >= 0;
}

/** A step's input with the values of earlier steps in place of their tokens. */
export function resolveInput(input: Row, fields: FormField[], data: ZapData): Row {
  const byKey = new Map(fields.map((field) => [field.key, field]));
  return Object.fromEntries(
    Object.entries(input).map(([key, value]) => [key, resolved(value, byKey.get(key), data)]),
  );
}

function resolved(value: unknown, field: FormField | undefined, data: ZapData): unknown {
  if (field?.children && Array.isArray(value)) {
    return value.flatMap((row: unknown) => lines(row as Row, data));
  }
  if (Array.isArray(value)) return value.flatMap((item: unknown) => listOf(item, data));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        typeof item === 'string' ? resolveText(item, data) : item,
      ]),
    );
  }
  if (typeof value !== 'string') return value;
  return field?.list ? listOf(value, data) : resolveText(value, data);
}

/** A mapped list fills a list field item by item. */
function listOf(item: unknown, data: ZapData): unknown[] {
  if (typeof item !== 'string') return [item];
  const whole = wholeToken(item);
  const value = whole ? valueAt(whole, data) : undefined;
  return Array.isArray(value) ? value : [resolveText(item, data)];
}

/** Mapped lists in a line item make as many lines as the longest has items. */
function lines(row: Row, data: ZapData): Row[] {
  const columns = Object.entries(row).map(([key, item]) => [key, listOf(item, data)] as const);
  const count = Math.max(1, ...columns.map(([, items]) => items.length));
  return Array.from({ length: count }, (_line, at) =>
    // A single value stands in every line.
    Object.fromEntries(
      columns.map(([key, items]) => [key, items.length === 1 ? items[0] : items[at]]),
    ),
  );
}

/** A text with the values in place of their tokens; what isn't there leaves nothing behind. */
export function resolveText(text: string, data: ZapData): string {
  return text.replace(TOKEN, (token) => asText(valueAt(wholeToken(token), data)));
}

interface Token {
  step: string;
  path: string;
}

function wholeToken(text: string): Token | undefined {
  const [token, ...others] = [...text.matchAll(TOKEN)];
  if (!token || others.length > 0 || token[0] !== text.trim()) return undefined;
  return { step: token[1] ?? '', path: token[2] ?? '' };
}

function valueAt(token: Token | undefined, data: ZapData): unknown {
  if (!token) return undefined;
  return token.path.split('__').reduce<unknown>(inside, data[token.step]);
}

/** Into a list of records a path goes record by record. */
function inside(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => inside(item, key));
  return typeof value === 'object' && value !== null ? (value as Row)[key] : undefined;
}

function asText(value: unknown): string {
  if (Array.isArray(value)) return value.map(asText).filter(Boolean).join(', ');
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : '';
}

export interface MappableValue {
  path: string;
  /** Keys from the outside in. */
  label: string;
  value: string;
}

/** Every value of a record that can be mapped, with its path. */
export function valuesOfRecord(
  row: Row,
  labelOf: (key: string) => string,
  path = '',
  label = '',
): MappableValue[] {
  return Object.entries(row).flatMap(([key, value]) => {
    const here = { path: path + key, label: label ? `${label} ${labelOf(key)}` : labelOf(key) };
    if (Array.isArray(value) && value.some((item) => typeof item === 'object' && item !== null)) {
      const first: unknown = value.find((item) => typeof item === 'object' && item !== null);
      return valuesOfRecord(first as Row, labelOf, `${here.path}__`, here.label);
    }
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return valuesOfRecord(value as Row, labelOf, `${here.path}__`, here.label);
    }
    return [{ ...here, value: asText(value) }];
  });
}
