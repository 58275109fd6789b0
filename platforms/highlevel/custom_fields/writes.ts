import { isRecord } from '../../../http/body.js';
import type { Contact } from '../../../objects/contact.js';
import { attributeKeyOf } from '../../toolkit/fields/attribute_key.js';
import type { FieldMeta, FormInput } from '../../contract/form.js';
import { isInternational, toE164 } from '../../toolkit/values/phone.js';
import {
  isOption,
  lookUp,
  toDate,
  toEmail,
  toList,
  toNumber,
  toOption,
  toText,
  toWords,
} from '../../toolkit/values/index.js';
import type { HighlevelClient } from '../client.js';
import {
  cachedFields,
  CHOICES,
  fieldFromMeta,
  isTime,
  isWritable,
  readCustomFields,
  type CustomField,
} from './definitions.js';
import { highlevelProblems } from '../problems.js';

/** A value for a custom field, ready to be sent; `''` empties it. */
export interface CustomFieldWrite {
  field: CustomField;
  value: unknown;
}

/**
 * Custom field inputs and custom fields to empty, ready to be sent. What the fields are comes from
 * their `meta`; without it they are read once and cached. An option that the remembered field refuses
 * is tried against a fresh one before the user hears of it: HighLevel drops unknown ones in silence.
 * @param input `attr_…` only
 * @param clear input keys of the fields to empty, `attr_…` only
 * @returns what sets fields, and apart from that what empties some
 * @throws Problem naming the field
 */
export async function customFieldWrites(
  client: HighlevelClient,
  { values, fieldMeta }: FormInput,
  clear: readonly string[],
): Promise<{ set: CustomFieldWrite[]; emptied: CustomFieldWrite[] }> {
  const wanted: [string, unknown][] = [
    ...Object.entries(values),
    ...clear.map((key): [string, unknown] => [key, undefined]),
  ];
  if (wanted.length === 0) return { set: [], emptied: [] };
  const remembered =
    fieldsFromMeta(
      wanted.map(([key]) => key),
      fieldMeta,
    ) ??
    (await cachedFields(client)) ??
    [];
  const isCurrent = ([key, value]: [string, unknown]): boolean =>
    fits(fieldFor(key, remembered), value);
  const fields = wanted.every(isCurrent) ? remembered : await readCustomFields(client);
  const writes = await Promise.all(
    wanted.map(async ([key, value]) => {
      const field = fieldFor(key, fields);
      if (field && isTime(field)) throw highlevelProblems.timeField(field.label);
      if (!field || !isWritable(field)) throw highlevelProblems.unknownCustomField(key);
      return { field, value: value === undefined ? '' : await parseValue(field, value) };
    }),
  );
  const { length } = Object.keys(values);
  return { set: writes.slice(0, length), emptied: writes.slice(length) };
}

function fieldFor(inputKey: string, fields: readonly CustomField[]): CustomField | undefined {
  const key = attributeKeyOf(inputKey);
  return fields.find((field) => field.key === key);
}

/** False when only a change in the location could make the value right. */
function fits(field: CustomField | undefined, value: unknown): boolean {
  if (!field) return false;
  return takesAny(field) || choicesIn(field, value).every((item) => isOption(item, field.options));
}

/** True unless the field's options are all it takes. Without any to compare with, HighLevel must decide. */
function takesAny({ type, options, allowsOther }: CustomField): boolean {
  return !CHOICES.includes(type) || allowsOther || options.length === 0;
}

async function parseValue(field: CustomField, value: unknown): Promise<unknown> {
  const { label, type } = field;
  switch (type) {
    case 'NUMERICAL':
    case 'FLOAT':
    case 'MONETORY':
      return toNumber(label, value);
    case 'DATE':
      return toDate(label, value);
    case 'EMAIL':
      return toEmail(label, value);
    case 'PHONE':
      return toPhone(label, toText(value));
    case 'SINGLE_OPTIONS':
    case 'RADIO':
      return toChoice(field, value);
    case 'MULTIPLE_OPTIONS':
    case 'CHECKBOX':
      return [...new Set(choicesIn(field, value).map((item) => toChoice(field, item)))];
    default:
      return toText(value);
  }
}

/** The options in a field: a list, or one text with commas, where the comma isn't an option's own. */
function choicesIn({ options }: CustomField, value: unknown): string[] {
  return toList(value).flatMap((item) => (isOption(item, options) ? [item] : toWords(item)));
}

/** The option as the field spells it, or the text itself where the field takes others too. */
function toChoice(field: CustomField, value: unknown): string {
  const { label, options } = field;
  if (takesAny(field) && !isOption(value, options)) return toText(value);
  return toOption(label, value, options);
}

async function toPhone(label: string, text: string): Promise<string> {
  if (!isInternational(text)) {
    throw highlevelProblems.phoneNeedsCountryCode(label, text);
  }
  return toE164(label, text, undefined);
}

/** True when boxes of a list are written: HighLevel may replace the whole list by them. */
export function hasBoxes(writes: readonly CustomFieldWrite[]): boolean {
  return writes.some(({ field }) => field.box !== '');
}

/**
 * The `customFields` of a body, one item for each field.
 * @param current the contact before the change, where boxes are written: the others are sent along
 */
export function customFieldItems(
  writes: readonly CustomFieldWrite[],
  current: Contact | undefined,
): { id: string; field_value: unknown }[] {
  const held = current?.custom_attributes ?? {};
  const items = new Map<string, unknown>();
  for (const { field, value } of writes) {
    const { id, attribute, box } = field;
    if (!box) {
      items.set(id, value);
      continue;
    }
    const boxes = items.get(id) ?? lookUp(held, attribute) ?? lookUp(held, id);
    items.set(id, { ...(isRecord(boxes) && boxes), [box]: value });
  }
  return [...items].map(([id, field_value]) => ({ id, field_value }));
}

function fieldsFromMeta(
  inputKeys: readonly string[],
  fieldMeta: FieldMeta,
): CustomField[] | undefined {
  const found = inputKeys.map((key) => fieldFromMeta(key, fieldMeta[key]));
  return found.every((field) => field !== undefined) ? found : undefined;
}
