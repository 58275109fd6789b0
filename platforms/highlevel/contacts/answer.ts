import { isBlank } from '../../../http/blanks.js';
import { isRecord } from '../../../http/body.js';
import { lookUp } from '../../toolkit/values/index.js';
import { isStored } from '../../toolkit/writes/not_stored.js';
import type { CustomFieldWrite } from '../custom_fields/writes.js';
import { fieldLabels } from '../said.js';
import { toDay } from '../times.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What a write held that its answer doesn't show. */
export interface Missing {
  /** Labels of the fields. */
  labels: string[];
  /** Custom fields that were to be emptied by an empty text and still have a value. */
  notEmptied: CustomFieldWrite[];
}

/**
 * Compares the answer of a write with what was asked: HighLevel drops values it doesn't like, and some
 * wishes to empty a field, without a word. What an answer leaves out counts as taken, and so does a value
 * that only looks different.
 * @param body what was sent, without custom fields
 * @param raw the contact of the answer, as it came
 */
export function missingIn(
  raw: Record<string, unknown>,
  body: Record<string, unknown>,
  custom: readonly CustomFieldWrite[],
): Missing {
  const standard = Object.entries(body).filter(
    ([name, value]) => raw[name] !== undefined && !isTakenFor(name, value, raw[name]),
  );
  const items = raw['customFields'];
  const held = new Map(
    (Array.isArray(items) ? items : []).filter(isRecord).map(({ id, value }) => [id, value]),
  );
  const dropped = Array.isArray(items)
    ? custom.filter(({ field: { id, box }, value }) => {
        const whole = held.get(id);
        return !isTaken(value, box && isRecord(whole) ? whole[box] : whole);
      })
    : [];
  return {
    labels: [
      ...standard.map(([name]) => lookUp(fieldLabels, name) ?? name),
      ...dropped.map(({ field }) => field.label),
    ],
    notEmptied: dropped.filter(({ field, value }) => value === '' && !field.box),
  };
}

function isTakenFor(name: string, sent: unknown, held: unknown): boolean {
  switch (name) {
    // Made of first and last name, or the other way round; and a country may come back as its name.
    case 'name':
    case 'country':
      return isBlank(sent) === isBlank(held);
    case 'tags':
      return isBlank(sent) ? isBlank(held) : holdsAll(sent, held);
    case 'dndSettings':
    case 'inboundDndSettings':
      return isTakenByChannel(sent, held);
    default:
      return isTaken(sent, held);
  }
}

function isTaken(sent: unknown, held: unknown): boolean {
  return isStored(sent, held) || isSameDay(sent, held);
}

/** A note on why may come back altered; the switch may not. */
function isTakenByChannel(sent: unknown, held: unknown): boolean {
  if (!isRecord(sent) || !isRecord(held)) return true;
  return Object.entries(sent).every(([channel, setting]) => {
    const shown = held[channel];
    return !isRecord(setting) || !isRecord(shown) || setting['status'] === shown['status'];
  });
}

function holdsAll(some: unknown, all: unknown): boolean {
  if (!Array.isArray(some) || !Array.isArray(all)) return false;
  return some.every((item) => all.some((other) => isStored(item, other)));
}

/** A day may come back as one in another time zone. */
function isSameDay(sent: unknown, held: unknown): boolean {
  if (typeof sent !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(sent)) return false;
  if (typeof held !== 'string' && typeof held !== 'number') return false;
  return Math.abs(Date.parse(String(toDay(held))) - Date.parse(sent)) <= DAY_MS;
}
