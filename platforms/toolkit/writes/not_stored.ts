import { isBlank } from '../../../http/blanks.js';
import { isRecord } from '../../../http/body.js';

/** A value that was sent, and what the answer says is there now. */
export interface Written {
  /** The field as errors name it. */
  field: string;
  sent: unknown;
  held: unknown;
}

/**
 * The fields of values that the answer shows not to be there: APIs drop some without a word. Give only what
 * the answer tells of.
 */
export function notStored(written: readonly Written[]): string[] {
  return written.filter(({ sent, held }) => !isStored(sent, held)).map(({ field }) => field);
}

/**
 * Whether a value is there. How a platform writes it is its own affair: blanks, case, a number's or a phone's
 * punctuation, an address's `https://`.
 */
export function isStored(sent: unknown, held: unknown): boolean {
  if (isBlank(sent)) return isBlank(held);
  if (Array.isArray(sent)) {
    return (
      Array.isArray(held) &&
      sent.length === held.length &&
      sent.every((item) => held.some((other) => isStored(item, other)))
    );
  }
  if (isRecord(sent)) {
    if (!isRecord(held)) return false;
    return Object.entries(sent).every(([key, value]) =>
      isStored(value, Object.hasOwn(held, key) ? held[key] : undefined),
    );
  }
  if (isBlank(held)) return false;
  if (typeof sent === 'number') return sent === Number(plain(held).replaceAll(',', ''));
  const [one, other] = [plain(sent), plain(held)];
  return one === other || isSamePhone(one, other);
}

function plain(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^https?:\/\/|\/$/g, '');
}

function isSamePhone(sent: string, held: string): boolean {
  const isNumber = /^\+\d{6,}$/.test(sent) && /^[+\d\s().-]+$/.test(held);
  return isNumber && sent.slice(1) === held.replace(/\D/g, '');
}
