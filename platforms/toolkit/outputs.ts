import { isRecord } from '../../http/body.js';
import type { OutputField, OutputType, OutputTypes } from '../contract/form.js';
import { lookUp } from './values/index.js';

/** Words that aren't written like others; those of keys in camel case come in lower case too. */
const WORDS: Record<string, string> = {
  id: 'ID',
  ids: 'IDs',
  uid: 'UID',
  uuid: 'UUID',
  url: 'URL',
  ui: 'UI',
  csat: 'CSAT',
  hmac: 'HMAC',
  imap: 'IMAP',
  smtp: 'SMTP',
  cc: 'CC',
  bcc: 'BCC',
  sla: 'SLA',
  api: 'API',
  sso: 'SSO',
  ssl: 'SSL',
  json: 'JSON',
  by: 'by',
  of: 'of',
};
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
/** Where a key goes on: into an object, or into each of a list. */
const JOINTS = /__|\[\]/;

/** Types of what a record holds. */
export function typesIn(record: Record<string, unknown>, before = ''): Record<string, OutputType> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([name, value]) => {
      const key = before + name;
      const [first] = Array.isArray(value) ? (value as unknown[]) : [];
      if (isRecord(first)) return Object.entries(typesIn(first, `${key}[]`));
      if (isRecord(value) && Object.keys(value).length > 0) {
        return Object.entries(typesIn(value, `${key}__`));
      }
      return [[key, typeOf(value)]];
    }),
  );
}

/**
 * Fields that label an output. A key without a label is called by its own words, behind what it belongs to:
 * `inbox__id` is "Inbox ID".
 * @param labels by key
 */
export function outputsOf(
  types: OutputTypes,
  labels: Readonly<Record<string, string>> = {},
): OutputField[] {
  return Object.entries(types).map(([key, type]) => {
    const field = { key, label: labelOf(key, labels) };
    if (type === 'list') return { ...field, list: true };
    return type === 'dict' ? { ...field, dict: true } : { ...field, type };
  });
}

/** Fields of a record that stands within another: `contact__email`, "Contact Email". */
export function outputsWithin(
  key: string,
  label: string,
  fields: readonly OutputField[],
): OutputField[] {
  return fields.map((field) => ({
    ...field,
    key: `${key}__${field.key}`,
    label: behind(label, field.label ?? labelOf(field.key, {})),
  }));
}

function labelOf(key: string, labels: Readonly<Record<string, string>>): string {
  const whole = lookUp(labels, key);
  if (whole !== undefined) return whole;
  const parts = key.split(JOINTS);
  const last = parts.at(-1) ?? key;
  const own = wordsOf(last);
  if (parts.length === 1) return own;
  return behind(labelOf(key.slice(0, -last.length - 2), labels), own);
}

/** A label behind that of what it belongs to, unless it says that itself. */
function behind(parent: string, own: string): string {
  return own.startsWith(`${parent} `) ? own : `${parent} ${own}`;
}

function wordsOf(name: string): string {
  return name
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .split('_')
    .filter(Boolean)
    .map(
      (word) => lookUp(WORDS, word.toLowerCase()) ?? word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join(' ');
}

function typeOf(value: unknown): OutputType {
  if (Array.isArray(value)) return 'list';
  switch (typeof value) {
    case 'number':
      return Number.isInteger(value) ? 'integer' : 'number';
    case 'boolean':
      return 'boolean';
    case 'object':
      return 'dict';
    default:
      return INSTANT.test(String(value)) ? 'datetime' : 'string';
  }
}
