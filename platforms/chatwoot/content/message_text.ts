import { inputProblems } from '../../toolkit/problems.js';
import { toTypedText } from '../../toolkit/values/index.js';
import { isSameText } from '../../toolkit/values/same_text.js';

/** Chatwoot's own limit (`message.rb`). */
const LONGEST_TEXT = 150_000;
/** What the server changes in a text: it fills in its placeholders, and takes a backslash for an end of line. */
const CHANGED = /\{\{[^{}]{0,200}\}\}|\{%[^%]{0,500}%\}|\\/;

/** The text of a message; undefined for a blank field. @throws Problem when it is longer than the server takes */
export function messageText(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const text = toTypedText(value);
  // Characters as the server counts them: an emoji is one.
  const { length } = Array.from(text);
  if (length > LONGEST_TEXT) throw inputProblems.tooLong('Message', length, LONGEST_TEXT);
  return text;
}

/** True when a text that was sent can be the one that is stored. */
export function isSentText(sent: string, stored: string): boolean {
  return isSameText(sent, stored, CHANGED);
}
