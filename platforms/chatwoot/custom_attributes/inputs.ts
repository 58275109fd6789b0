import { isDeepStrictEqual } from 'node:util';
import { isBlank, withoutBlanks } from '../../../http/blanks.js';
import { isRecord } from '../../../http/body.js';
import { attributeKeyOf } from '../../toolkit/fields/attribute_key.js';
import { inGroup } from '../../toolkit/fields/in_group.js';
import type { FormInput, Grouped } from '../../contract/form.js';
import { inputProblems } from '../../toolkit/problems.js';
import { readJson } from '../../toolkit/values/storable.js';
import { unlessForPeople, type ChatwootClient } from '../client.js';
import {
  attributeInputField,
  attributeValues,
  readDefinitions,
  type AttributeInput,
  type AttributeModel,
  type AttributeValue,
} from './definitions.js';
import { chatwootProblems } from '../problems.js';

const ROWS = { key: 'other_attributes', label: 'Other Custom Attributes' };
const AS_JSON = { key: 'attributes_json', label: 'Custom Attributes (JSON)' };
const CLEAR_FIELDS = 'Clear Fields';

/** Inputs and parts of a record that Clear Fields must not take for an attribute's name. */
const NO_ATTRIBUTES = [ROWS.key, AS_JSON.key, 'custom_attributes', 'additional_attributes', 'id'];

/** The server's own limits in conversations (`jsonb_attributes_length_validator.rb`); contacts have none. */
const LONGEST_TEXT = 1500;
const BIGGEST_NUMBER = 9_999_999_999;

/** What becomes of a record's custom attributes. Both go by the attributes' own keys. */
export interface AttributeChange {
  set: Record<string, unknown>;
  removed: string[];
}

/**
 * The fields for custom attributes: one for each that the account has defined, and two that take any, since
 * the server stores whatever it is sent.
 * @param removal where the step can empty attributes as well, what the two say of it
 */
export async function attributeFields(
  client: ChatwootClient,
  model: AttributeModel,
  removal: 'by Clear Fields' | 'by null' | 'none',
): Promise<Grouped<'custom_fields'>[]> {
  // A bot's key isn't shown the definitions: its forms have only the two.
  const definitions = (await unlessForPeople(readDefinitions(client, model))) ?? [];
  const byName =
    removal === 'by Clear Fields' ? ' To empty one, type its key in Clear Fields.' : '';
  const byNull = removal === 'none' ? '' : ' `null` takes an attribute off.';
  const others = removal === 'none' ? '' : ' Those not listed stay as they are.';
  return inGroup('custom_fields', [
    ...definitions.map(attributeInputField),
    {
      ...ROWS,
      type: 'string',
      dict: true,
      required: false,
      helpText: `For custom attributes without a field here: the key of each, such as \`plan_tier\`, and its value as text.${others}${byName}`,
    },
    {
      ...AS_JSON,
      type: 'json',
      required: false,
      helpText: `Custom attributes by their keys, as JSON: \`{"score": 7, "tags": ["a", "b"]}\`. Numbers, yes or no, lists and objects are kept as such.${byNull}`,
    },
  ]);
}

/** Whether an input key is one of these fields. */
export function isAttributeInput(key: string): boolean {
  return [ROWS.key, AS_JSON.key].includes(key) || attributeKeyOf(key) !== undefined;
}

/**
 * Whether Clear Fields may take a name for an attribute's: of its field, or its own key.
 * @param reserved what the record's other fields are called, by key or label
 */
export function isAttributeName(name: string, reserved: readonly string[]): boolean {
  if (attributeKeyOf(name) !== undefined) return true;
  const plain = (text: string): string => text.toLowerCase().replace(/[\s_-]+/g, ' ');
  return ![...NO_ATTRIBUTES, ...reserved].some((other) => plain(other) === plain(name));
}

/**
 * Reads what a step asks for of custom attributes. Blank entries leave an attribute as it is.
 * @param input of `attributeFields` only
 * @param names what Clear Fields holds of them: keys of fields, or of attributes
 * @throws Problem naming the field; also where two fields want different things of one attribute
 */
export async function readAttributeChange(
  client: ChatwootClient,
  model: AttributeModel,
  { values, fieldMeta }: FormInput,
  names: readonly string[],
): Promise<AttributeChange> {
  const inputs = [
    ...Object.entries(values).flatMap(([input, value]): AttributeInput[] => {
      const key = attributeKeyOf(input);
      return key === undefined ? [] : [{ key, value, within: undefined }];
    }),
    ...rowsOf(values[ROWS.key]),
    ...entriesOf(values[AS_JSON.key]),
  ];
  const toSet = inputs.filter(({ value }) => value !== null);
  const removed = [
    ...names.map((name) => ({ key: attributeKeyOf(name) ?? name, field: CLEAR_FIELDS })),
    ...inputs
      .filter(({ value }) => value === null)
      .map(({ key, within = key }) => ({ key, field: within })),
  ];
  for (const { key, field } of removed) {
    const other = toSet.find((input) => input.key === key);
    if (other?.within) throw chatwootProblems.setElsewhereAndEmptied(key, field, other.within);
    if (other) throw chatwootProblems.setAndEmptied(key, field);
  }
  const set = await attributeValues(client, model, toSet, fieldMeta);
  refuseContradictions(set);
  if (model === 'conversation') for (const { field, value } of set) checkSize(field, value);
  return {
    set: Object.fromEntries(set.map(({ key, value }) => [key, value])),
    removed: [...new Set(removed.map(({ key }) => key))],
  };
}

/** Names with texts, as Zapier's form hands them over; an agent may give the JSON text of an object. */
function rowsOf(given: unknown): AttributeInput[] {
  if (given === undefined) return [];
  const rows = typeof given === 'string' ? parsed(given) : given;
  if (!isRecord(rows)) throw chatwootProblems.badAttributeRows(ROWS.label);
  return Object.entries(withoutBlanks(rows)).map(([key, value]) => ({
    key: named(key, ROWS.label),
    value: typeof value === 'string' ? value.trim() : value,
    within: ROWS.label,
  }));
}

function entriesOf(given: unknown): AttributeInput[] {
  if (given === undefined) return [];
  const { label } = AS_JSON;
  const value = typeof given === 'string' ? parsed(given) : given;
  if (value === undefined) throw inputProblems.badJson(label);
  if (!isRecord(value)) throw inputProblems.badJsonShape(label, 'object');
  return Object.entries(value)
    .filter(([, entry]) => entry === null || !isBlank(entry))
    .map(([key, entry]) => ({ key: named(key, label), value: entry, within: label }));
}

function parsed(text: string): unknown {
  try {
    return readJson(text);
  } catch {
    return undefined;
  }
}

function named(key: string, label: string): string {
  const name = key.trim();
  if (name === '') throw chatwootProblems.badAttributeRows(label);
  return name;
}

function refuseContradictions(values: readonly AttributeValue[]): void {
  for (const [index, { key, value, field }] of values.entries()) {
    const other = values.slice(0, index).find((before) => before.key === key);
    if (other && !isDeepStrictEqual(other.value, value)) {
      throw other.field === field
        ? chatwootProblems.setTwiceWithin(key, field)
        : chatwootProblems.setTwice(key, other.field, field);
    }
  }
}

/** @throws Problem for a text or a number of an attribute that the server refuses in a conversation as too big */
export function checkSize(field: string, value: unknown): void {
  // Characters as the server counts them: an emoji is one.
  const length = typeof value === 'string' ? Array.from(value).length : 0;
  if (length > LONGEST_TEXT) throw inputProblems.tooLong(field, length, LONGEST_TEXT);
  if (typeof value === 'number' && Number.isInteger(value) && value > BIGGEST_NUMBER) {
    throw inputProblems.tooBig(field, value, BIGGEST_NUMBER);
  }
}
