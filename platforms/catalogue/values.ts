import { isRecord } from '../../http/body.js';
import { inputProblems } from '../toolkit/problems.js';
import {
  isOption,
  parseJson,
  toBoolean,
  toEmail,
  toInteger,
  toList,
  toNumber,
  toText,
  toTime,
  toWords,
  withOffset,
} from '../toolkit/values/index.js';
import type { EntryField } from './entry.js';

/** How an API takes values. */
export interface ValueRules {
  /** A record's id. @throws Problem naming the field, for what can't be one */
  toId: (label: string, given: unknown) => string | number;
  /** The biggest whole number that it takes. */
  biggest: number;
  /** What a list is called in the query; as its field unless told. */
  listName?: (name: string) => string;
}

/** A field's value as the API takes it. @throws Problem when it can't be what the field says */
export function fieldValue(rules: ValueRules, field: EntryField, given: unknown): unknown {
  return field.list
    ? itemsOf(field, given).map((item) => singleValue(rules, field, item))
    : singleValue(rules, field, given);
}

/** One value of a field, also of one that takes several. @throws Problem as `fieldValue` does */
export function singleValue(rules: ValueRules, field: EntryField, given: unknown): unknown {
  const { label, type, choices, dynamic, goesBy, stored, as, sent, check } = field;
  if (choices) {
    const choice = toChoice(label, choices, given);
    return sent ? sent(choice) : choice;
  }
  if (stored) return stored(toText(given));
  if (dynamic && goesBy !== 'text') return rules.toId(label, given);
  switch (type) {
    case 'id':
      return rules.toId(label, given);
    case 'email':
      return toEmail(label, given);
    case 'integer': {
      const number = toInteger(label, given);
      if (Math.abs(number) > rules.biggest)
        throw inputProblems.tooBig(label, number, rules.biggest);
      return number;
    }
    case 'number':
      return toNumber(label, given);
    case 'boolean':
      return toBoolean(label, given);
    case 'datetime': {
      const time = toTime(label, given);
      if (as === 'unix') return String(Math.floor(time.getTime() / 1000));
      return as === 'offset' ? withOffset(time, toText(given)) : time.toISOString();
    }
    case 'json':
      return toJson(field, given);
    default: {
      const text = toText(given);
      check?.(label, text);
      return text;
    }
  }
}

/** The key of the choice that is meant, by its key or its label in any case; undefined for none. */
export function choiceOf(choices: Record<string, string>, given: unknown): string | undefined {
  const entries = Object.entries(choices);
  return (entries.find(([key]) => isOption(given, [key])) ??
    entries.find(([, shown]) => isOption(given, [shown])))?.[0];
}

/**
 * Ids and choices hold no comma. Other texts may, but one alone that does is several of them. A list of
 * nothing (`[]`, `,`) would take out everything that the record has.
 */
function itemsOf({ label, dynamic, choices }: EntryField, given: unknown): string[] {
  const items = toList(given);
  const values = dynamic || choices || items.length === 1 ? toWords(items) : items;
  if (values.length === 0) throw inputProblems.emptyList(label);
  return values;
}

function toChoice(label: string, choices: Record<string, string>, given: unknown): string {
  const key = choiceOf(choices, given);
  if (key === undefined) {
    throw inputProblems.notAnOption(label, toText(given), Object.values(choices));
  }
  return key;
}

/** A form hands JSON over as text, an agent perhaps parsed. The server ignores what has another shape. */
function toJson({ label, holds = 'object', read }: EntryField, given: unknown): unknown {
  const value = typeof given === 'string' ? parseJson(label, given) : given;
  const isList = Array.isArray(value) && holds !== 'object';
  const fits = isList || (isRecord(value) && holds !== 'list');
  if (!fits) throw inputProblems.badJsonShape(label, holds);
  return read ? read(label, value) : value;
}
