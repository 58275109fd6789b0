import { isRecord } from '../../../http/body.js';
import { Problem } from '../../../http/problem.js';
import { inputProblems } from '../problems.js';
import { readJson } from './storable.js';

const EMAIL = /^[^@\s,;<>"[\]]+@[^@\s,;<>"[\]]+$/;
/** An address with the name of whose it is, as mail programs write it: `Erin Bar <erin@example.com>`. */
const NAMED_EMAIL = /^[^<>]*<([^<>]+)>$/;
/** What stands between two commas of a list of addresses; a name in quotes may hold commas itself. */
const ADDRESS = /(?:"[^"]*"|[^",])+/g;
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
/** Longer ones aren't exact, whatever they are. */
const LONGEST_NUMBER = 400;
const DATE = /^(\d{4}-\d{2}-\d{2})([T ]\d{2}:\d{2}\S*)?$/;
const TIME =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?(Z|[+-]\d{2}:?\d{2})?$/;
/** Marks for writing direction and of zero width, which come along when one copies from a web page. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Any form value as text, without outer blanks; several values in one field are joined with commas. */
export function toText(value: unknown): string {
  if (Array.isArray(value)) return value.map(toText).join(', ');
  return typeof value === 'string' ? value.trim() : JSON.stringify(value);
}

/** A text that people will read, exactly as it was typed: its spaces and line breaks may be meant. */
export function toTypedText(value: unknown): string {
  return typeof value === 'string' ? value : toText(value);
}

/** Any form value as trimmed text; undefined for a blank field. */
export function toOptionalText(value: unknown): string | undefined {
  return value === undefined ? undefined : toText(value);
}

/** The record without some keys. */
export function omit(
  record: Record<string, unknown>,
  keys: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}

/**
 * A step's filled fields, divided by who reads them: each goes to the first part that takes its key.
 * @throws Problem naming a field that none takes
 */
export function divided<Part extends string>(
  values: Record<string, unknown>,
  parts: Readonly<Record<Part, (key: string) => boolean>>,
): Record<Part, Record<string, unknown>> {
  const names = Object.keys(parts) as Part[];
  const placed = Object.entries(values).map(([key, value]) => {
    const part = names.find((name) => parts[name](key));
    if (part === undefined) throw inputProblems.unknownField(key);
    return { part, key, value };
  });
  const fieldsOf = (name: Part): [string, unknown][] =>
    placed.filter(({ part }) => part === name).map(({ key, value }) => [key, value]);
  return Object.fromEntries(
    names.map((name) => [name, Object.fromEntries(fieldsOf(name))]),
  ) as Record<Part, Record<string, unknown>>;
}

/** A table's entry under a key from outside: `constructor` and the like are in every object, and are none. */
export function lookUp<Entry>(
  table: Readonly<Record<string, Entry>>,
  key: string,
): Entry | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** For what a step's known fields leave over. @throws Problem when there is anything */
export function refuseOthers(others: Record<string, unknown>): void {
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw inputProblems.unknownField(unknown);
}

/** A list field's entries; a single value counts as a list of one. */
export function toList(value: unknown): string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).flatMap(jsonList).map(toText);
}

/** Several entries that hold no comma: a text with commas is several of them. */
export function toWords(value: unknown): string[] {
  return toList(value)
    .flatMap((text) => text.split(','))
    .map((word) => word.trim())
    .filter(Boolean);
}

/** Agents write a list as JSON text. */
function jsonList(value: unknown): unknown[] {
  if (typeof value !== 'string' || !/^\s*\[.*\]\s*$/s.test(value)) return [value];
  try {
    const parsed = readJson(value);
    return Array.isArray(parsed) ? parsed : [value];
  } catch {
    return [value];
  }
}

/** A JSON object, which a form hands over as text and an agent perhaps parsed. @throws Problem for anything else */
export function toJsonObject(field: string, value: unknown): Record<string, unknown> {
  const parsed = typeof value === 'string' ? parseJson(field, value) : value;
  if (!isRecord(parsed)) throw inputProblems.badJsonShape(field, 'object');
  return parsed;
}

/** @throws Problem when the text is no JSON */
export function parseJson(field: string, text: string): unknown {
  try {
    return readJson(text);
  } catch (failure) {
    throw failure instanceof Problem ? failure : inputProblems.badJson(field);
  }
}

/** Addresses of files: Zapier writes several of them into one text with commas, which addresses may hold too. */
export function toFileUrls(value: unknown): string[] {
  return toList(value).flatMap((text) => text.split(/,\s*(?=https?:\/\/)/i));
}

/** The text without characters that can't be seen, which no e-mail address or phone number has. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '').trim();
}

/** The address, out of `Erin Bar <erin@example.com>` too. @throws Problem when it isn't one e-mail address */
export function toEmail(field: string, value: unknown): string {
  const text = withoutInvisible(toText(value));
  const email = NAMED_EMAIL.exec(text)?.[1]?.trim() ?? text;
  if (!EMAIL.test(email)) throw inputProblems.badEmail(field, text);
  return email;
}

/** Several addresses: a list, or one text with commas. @throws Problem naming the one that is none */
export function toEmails(field: string, value: unknown): string[] {
  return toList(value)
    .flatMap((text) => text.match(ADDRESS) ?? [])
    .filter((text) => text.trim() !== '')
    .map((text) => toEmail(field, text));
}

/** @throws Problem when it isn't a finite number */
export function toNumber(field: string, value: unknown): number {
  const text = toText(value);
  if (text.length > LONGEST_NUMBER) throw inputProblems.badNumber(field, text);
  const number = Number(text);
  // Beyond these a number would be stored as another one, or as none.
  const exact = Number.isInteger(number) ? Number.isSafeInteger(number) : Number.isFinite(number);
  if (!NUMBER.test(text) || !exact) throw inputProblems.badNumber(field, text);
  return number;
}

/** @throws Problem when it isn't a whole number */
export function toInteger(field: string, value: unknown): number {
  const number = toNumber(field, value);
  if (!Number.isInteger(number)) throw inputProblems.badInteger(field, toText(value));
  return number;
}

/** @throws Problem when it is neither yes nor no */
export function toBoolean(field: string, value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  const text = toText(value);
  if (/^(true|yes|y|1|on)$/i.test(text)) return true;
  if (/^(false|no|n|0|off)$/i.test(text)) return false;
  throw inputProblems.badBoolean(field, text);
}

/**
 * The calendar date as `YYYY-MM-DD`. A time is cut off and its zone ignored: the day stays the one
 * the user wrote, wherever the server is.
 * @throws Problem when it isn't an ISO date that exists
 */
export function toDate(field: string, value: unknown): string {
  const text = toText(value);
  const day = DATE.exec(text)?.[1];
  if (!day || !existsInCalendar(day)) throw inputProblems.badDate(field, text);
  return day;
}

/**
 * A moment, as Zapier hands over date and time fields: ISO 8601; without an offset it counts as UTC.
 * @throws Problem when it isn't one that exists
 */
export function toTime(field: string, value: unknown): Date {
  const text = toText(value);
  const match = TIME.exec(text);
  const [, day = '', clock = '00:00', offset = 'Z'] = match ?? [];
  const time = new Date(`${day}T${clock}${offset}`);
  if (!match || !existsInCalendar(day) || Number.isNaN(time.getTime())) {
    throw inputProblems.badTime(field, text);
  }
  return time;
}

/** A moment as ISO 8601 in whole seconds, with the offset of the text that tells it; `+00:00` where that has none. */
export function withOffset(time: Date, text: string): string {
  const offset = TIME.exec(text)?.[3] ?? '';
  const [, sign = '+', hours = '00', minutes = '00'] = /([+-])(\d\d):?(\d\d)/.exec(offset) ?? [];
  const ahead = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  const local = new Date(time.getTime() + ahead * 60_000).toISOString().slice(0, 19);
  return `${local}${sign}${hours}:${minutes}`;
}

/** A moment that is yet to come. @throws Problem also for one that is over */
export function toFutureTime(field: string, value: unknown): Date {
  const time = toTime(field, value);
  if (time.getTime() <= Date.now()) throw inputProblems.pastTime(field, toText(value));
  return time;
}

/** False for days like February 30, which `Date` would move to March. */
function existsInCalendar(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/** @throws Problem when it isn't an absolute http(s) address */
export function toUrl(field: string, value: unknown): string {
  const text = toText(value);
  const fits = /^https?:\/\//i.test(text) && URL.canParse(text);
  if (!fits) throw inputProblems.badUrl(field, text);
  return text;
}

/** The option as the platform spells it. @throws Problem that lists the options */
export function toOption(field: string, value: unknown, options: readonly string[]): string {
  const option = findOption(value, options);
  if (option === undefined) throw inputProblems.notAnOption(field, toText(value), options);
  return option;
}

/** True when the value is one of the options, in any case. */
export function isOption(value: unknown, options: readonly string[]): boolean {
  return findOption(value, options) !== undefined;
}

/** One of the options; undefined for a field that is blank. @throws Problem that lists the options */
export function toOptionalOption(
  field: string,
  value: unknown,
  options: readonly string[],
): string | undefined {
  return value === undefined ? undefined : toOption(field, value, options);
}

function findOption(value: unknown, options: readonly string[]): string | undefined {
  const text = toText(value);
  return (
    options.find((option) => option === text) ??
    options.find((option) => option.trim().toLowerCase() === text.toLowerCase())
  );
}
