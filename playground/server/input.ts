import type { FormField, Row } from '../api.js';
import { hasToken } from '../zap/mapping.js';

/**
 * A form's values as Zapier hands them to a step: blanks left out, numbers, booleans and times converted,
 * lists and line items item by item.
 * @param values texts, lists of texts, rows of texts, as the form holds them
 * @param timezone IANA name, for times without one
 */
export function inputDataOf(values: Row, fields: FormField[], timezone: string): Row {
  const byKey = new Map(fields.map((field) => [field.key, field]));
  const entries = Object.entries(values).map(([key, value]): [string, unknown] => {
    const field = byKey.get(key);
    return [key, field ? converted(value, field, timezone) : value];
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** The first required field that has no value. */
export function missingField(values: Row, fields: FormField[]): FormField | undefined {
  return fields.find((field) => {
    if (field.type === 'copy') return false;
    const value = values[field.key];
    if (field.children && Array.isArray(value)) {
      return value.some((row) => missingField(row as Row, field.children ?? []) !== undefined);
    }
    return field.required === true && isBlank(value);
  });
}

function converted(value: unknown, field: FormField, timezone: string): unknown {
  if (field.children) {
    const rows = Array.isArray(value) ? (value as Row[]) : [];
    const items = rows.map((row) => inputDataOf(row, field.children ?? [], timezone));
    return items.some((item) => Object.keys(item).length > 0) ? items : undefined;
  }
  if (field.dict) {
    const pairs = Object.entries(typeof value === 'object' && value !== null ? value : {});
    return pairs.length > 0 ? Object.fromEntries(pairs) : undefined;
  }
  if (Array.isArray(value)) {
    const items = value
      .filter((item) => !isBlank(item))
      .map((item) => typed(item, field, timezone));
    return items.length > 0 ? items : undefined;
  }
  if (isBlank(value)) return undefined;
  return field.list ? [typed(value, field, timezone)] : typed(value, field, timezone);
}

function typed(value: unknown, { type }: FormField, timezone: string): unknown {
  // A value that is still to be mapped is of no type yet.
  if (typeof value !== 'string' || hasToken(value)) return value;
  if (type === 'integer') return Math.trunc(numberOf(value));
  if (type === 'number') return numberOf(value);
  if (type === 'boolean') return !/^(no|n|false|f|0|none|never|null)$/i.test(value.trim());
  if (type === 'datetime') return withZone(value.trim(), timezone);
  if (type === 'json') return parsedJson(value);
  return value;
}

/** Zapier keeps what looks like a number of a text, and takes 0 for a text without one. */
function numberOf(text: string): number {
  const number = parseFloat(text.replace(/[^\d.,-]/g, ''));
  return Number.isNaN(number) ? 0 : number;
}

/** Zapier sends times with an offset; what it can't read as a time it sends as it is. */
function withZone(text: string, timezone: string): string {
  const [, date, time = '00:00'] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?))?$/.exec(text) ?? [];
  if (!date) return text;
  const local = `${date}T${time.length === 5 ? `${time}:00` : time}`;
  return local + offsetAt(new Date(`${local}Z`), timezone);
}

function offsetAt(instant: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    timeZoneName: 'longOffset',
  }).formatToParts(instant);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return name.replace('GMT', '') || '+00:00';
}

/** On Zapier a JSON field arrives as its value. */
function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function isBlank(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isBlank);
  return value === undefined || value === null || value === '';
}
