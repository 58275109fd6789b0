import { isObject } from '../api_error.js';
import { badRequest } from './errors.js';
import type { CustomField, CustomFieldValue, DataType } from './store.js';

/** An item of `customFields` in a request; `fieldValue` is the newer spelling of `field_value`. */
export interface CustomFieldInput {
  id?: string;
  key?: string;
  field_value?: unknown;
  fieldValue?: unknown;
}

/** Types that `""` is reported not to empty; that `null` does is assumed of them, and of them alone. */
const emptiedByNull: readonly DataType[] = ['SINGLE_OPTIONS', 'RADIO', 'CHECKBOX', 'PHONE', 'DATE'];

/**
 * Returns the values after a write. Fields not named in it keep theirs, `""` clears most, and what
 * HighLevel does not understand is dropped without a word: that is reported for unknown options
 * and for items written `{id, value}`, and assumed here for unknown fields and wrong types.
 */
export function applyCustomFields(
  current: Record<string, CustomFieldValue>,
  items: CustomFieldInput[],
  fields: CustomField[],
): Record<string, CustomFieldValue> {
  const values = new Map(Object.entries(current));
  for (const item of items) {
    const field = fields.find((known) => known.id === item.id || hasKey(known, item.key));
    if (!field) continue;
    const input = 'field_value' in item ? item.field_value : item.fieldValue;
    const value = accepted(field, input);
    if (input === (emptiedByNull.includes(field.dataType) ? null : '')) values.delete(field.id);
    else if (value !== undefined) values.set(field.id, value);
  }
  return Object.fromEntries(values);
}

function hasKey(field: CustomField, key: string | undefined): boolean {
  return key !== undefined && (field.fieldKey === key || field.fieldKey === `contact.${key}`);
}

function accepted(field: CustomField, input: unknown): CustomFieldValue | undefined {
  switch (field.dataType) {
    case 'NUMERICAL':
    case 'MONETORY':
      return numberOf(input);
    case 'SINGLE_OPTIONS':
    case 'RADIO':
      return typeof input === 'string' && optionsOf(field).includes(input) ? input : undefined;
    case 'CHECKBOX':
      return knownOptions(field, input);
    case 'MULTIPLE_OPTIONS':
      return textsOf(input);
    case 'TEXTBOX_LIST':
      return textboxes(field, input);
    case 'FILE_UPLOAD':
      return isObject(input) ? input : undefined;
    case 'DATE':
      return typeof input === 'string' && !Number.isNaN(Date.parse(input)) ? input : undefined;
    case 'TIME':
      return storedTime(input);
    case 'PHONE':
      return typeof input === 'string' && input !== '' ? input : undefined;
    case 'TEXT':
    case 'LARGE_TEXT':
      return typeof input === 'string' ? input : undefined;
  }
}

/** Seen: `14:30` was read back as `01:30:00`, and what was read back is refused. @throws 400 */
function storedTime(input: unknown): string | undefined {
  if (typeof input !== 'string') return undefined;
  const [, hours, minutes] = /^(\d{2}):(\d{2})$/.exec(input) ?? [];
  if (!hours || !minutes) throw badRequest('Please enter a valid time');
  return `${String(Number(hours) % 13).padStart(2, '0')}:${minutes}:00`;
}

function numberOf(input: unknown): number | undefined {
  const value = typeof input === 'string' && input.trim() !== '' ? Number(input) : input;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function textsOf(input: unknown): string[] | undefined {
  return Array.isArray(input) && input.every((item) => typeof item === 'string')
    ? input
    : undefined;
}

function knownOptions(field: CustomField, input: unknown): string[] | undefined {
  const known = textsOf(input)?.filter((option) => optionsOf(field).includes(option));
  const allDropped = known?.length === 0 && Array.isArray(input) && input.length > 0;
  return allDropped ? undefined : known;
}

function textboxes(field: CustomField, input: unknown): Record<string, unknown> | undefined {
  if (!isObject(input)) return undefined;
  const known = optionsOf(field);
  return Object.fromEntries(Object.entries(input).filter(([id]) => known.includes(id)));
}

/** The values a choice may have; for TEXTBOX_LIST the ids of its boxes. */
export function optionsOf(field: CustomField): string[] {
  return (field.picklistOptions ?? []).map((option) =>
    typeof option === 'string' ? option : option.id,
  );
}
