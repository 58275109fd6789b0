import { serverError } from '../rails/errors.js';
import { asText, isBlank, toInteger, type Json, type JsonObject } from '../rails/params.js';

/** Milliseconds since 1970; the end is not in it. */
export interface DateRange {
  start: number;
  end: number;
}

/**
 * The time between `since` and `until`, both in Unix seconds; undefined when one is missing,
 * which most reports take for a time in which nothing happened.
 * @throws 500 for anything that doesn't begin with a number
 */
export function dateRange({ since, until }: JsonObject): DateRange | undefined {
  if (isBlank(since) || isBlank(until)) return undefined;
  return { start: milliseconds(since), end: milliseconds(until) };
}

function milliseconds(value: Json | undefined): number {
  if (!/^-?\d+/.test(asText(value))) throw serverError();
  return toInteger(value) * 1000;
}

/** Whether a row was made within the range; nothing was without one. */
export function createdWithin(
  range: DateRange | undefined,
): (row: { created_at: Date }) => boolean {
  return ({ created_at }) =>
    range !== undefined && created_at.getTime() >= range.start && created_at.getTime() < range.end;
}

/**
 * The beginnings of all hours, days, weeks, months or years that a range touches, in
 * milliseconds, with the clock of `offsetHours` from UTC. Weeks begin on Sunday.
 */
export function periods(range: DateRange, groupBy: string, offsetHours: number): number[] {
  const starts: number[] = [];
  let start = periodStart(range.start, groupBy, offsetHours);
  while (start < range.end) {
    starts.push(start);
    start = periodAfter(start, groupBy, offsetHours);
  }
  return starts;
}

const hour = 3_600_000;

/** The beginning of the period a time is in. */
export function periodStart(time: number, groupBy: string, offsetHours: number): number {
  const local = new Date(time + offsetHours * hour);
  if (groupBy === 'hour') local.setUTCMinutes(0, 0, 0);
  else local.setUTCHours(0, 0, 0, 0);
  if (groupBy === 'week') local.setUTCDate(local.getUTCDate() - local.getUTCDay());
  if (groupBy === 'month') local.setUTCDate(1);
  if (groupBy === 'year') local.setUTCMonth(0, 1);
  return local.getTime() - offsetHours * hour;
}

function periodAfter(start: number, groupBy: string, offsetHours: number): number {
  const local = new Date(start + offsetHours * hour);
  if (groupBy === 'hour') local.setTime(local.getTime() + hour);
  else if (groupBy === 'week') local.setUTCDate(local.getUTCDate() + 7);
  else if (groupBy === 'month') local.setUTCMonth(local.getUTCMonth() + 1);
  else if (groupBy === 'year') local.setUTCFullYear(local.getUTCFullYear() + 1);
  else local.setUTCDate(local.getUTCDate() + 1);
  return local.getTime() - offsetHours * hour;
}
