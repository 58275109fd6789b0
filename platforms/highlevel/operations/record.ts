import { isBlank } from '../../../http/blanks.js';
import { isRecord } from '../../../http/body.js';
import { htmlToText } from '../html.js';
import { isSecret } from '../secrets.js';

/** How a write says that it was done, under whichever spelling, and what names the request. */
const NOT_OF_THE_RECORD = new Set(['succeded', 'succeeded', 'success', 'traceId', 'locationId']);
/** A time with its zone; others stay as they are, because nobody can tell their zone. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

/**
 * A record of an answer as a step gives it out: the ID as text, times as ISO 8601 in UTC, the text of tasks and
 * notes without HTML, nothing empty, and no secret.
 */
export function toRecord(raw: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(raw)
      .filter(([key, value]) => !isBlank(value) && !NOT_OF_THE_RECORD.has(key) && !isSecret(key))
      .map(([key, value]) => [key, toValue(key, value)]),
  );
}

function toValue(key: string, value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => (isRecord(item) ? toRecord(item) : item));
  }
  if (isRecord(value)) return toRecord(value);
  if (typeof value === 'number' && /(^id|Id)$/.test(key)) return String(value);
  if (typeof value !== 'string') return value;
  if (key === 'body') return htmlToText(value);
  const isInstant = INSTANT.test(value) && !Number.isNaN(Date.parse(value));
  return isInstant ? new Date(value).toISOString() : value;
}
