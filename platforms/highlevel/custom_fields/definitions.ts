import { asText, isRecord } from '../../../http/body.js';
import { path } from '../../../http/path.js';
import { attributeInputKey, attributeKeyOf } from '../../toolkit/fields/attribute_key.js';
import { like, type Keeping } from '../../toolkit/cache.js';
import { optionsIn } from '../../toolkit/fields/field_meta.js';
import type { FieldMeta, InputField } from '../../contract/form.js';
import { rowsIn } from '../../toolkit/answer.js';
import { highlevelRequest, type HighlevelClient } from '../client.js';
import { highlevelNotices, lacksScope } from '../errors.js';
import { lookUp } from '../../toolkit/values/index.js';

/** A custom field of the location's contacts, or one box of a list of text boxes. */
export interface CustomField {
  /** HighLevel's own name for it: all that a contact carries. */
  id: string;
  /** Names the input: the field's key without `contact.`, for a box with the box's id behind a dot. */
  key: string;
  /** Names the value in a contact's custom attributes: the same, but one for all boxes of a list. */
  attribute: string;
  label: string;
  /** `TEXT`, `MONETORY` (sic) …; `BOX` for a box. */
  type: string;
  options: string[];
  /** Other values than the options are welcome too. */
  allowsOther: boolean;
  /** The box's id; '' for all other fields. */
  box: string;
}

/** A field's key never changes, every form reads them fresh, and a refused option is tried on fresh ones. */
const FIELDS: Keeping<CustomField[]> = {
  version: 1,
  seconds: 24 * 60 * 60,
  shape: like([
    {
      id: '',
      key: '',
      attribute: '',
      label: '',
      type: '',
      options: [''],
      allowsOther: true,
      box: '',
    },
  ]),
};
const NAME = 'contact_fields';
const BOX = 'BOX';

/**
 * How each type is entered. What isn't here can't be written by a form field and is left out: files
 * and signatures need uploads, a TEXTBOX_LIST whose boxes come without ids can't be addressed, times
 * come back as others ("14:30" as "01:30:00": seen), and what a type unknown to us takes is unknown,
 * too: HighLevel drops what it doesn't like in silence.
 */
const INPUTS: Record<string, Pick<InputField, 'type' | 'list' | 'helpText'>> = {
  TEXT: { type: 'string' },
  LARGE_TEXT: { type: 'text' },
  NUMERICAL: { type: 'number' },
  FLOAT: { type: 'number' },
  MONETORY: { type: 'number' },
  PHONE: { type: 'string', helpText: 'With the country code, like `+15552010101`.' },
  EMAIL: { type: 'string' },
  DATE: { type: 'datetime', helpText: 'Only the date is kept, without the time of day.' },
  SINGLE_OPTIONS: { type: 'string' },
  RADIO: { type: 'string' },
  MULTIPLE_OPTIONS: { type: 'string', list: true },
  CHECKBOX: { type: 'string', list: true },
  [BOX]: { type: 'string' },
};

/** Types whose values are options. */
export const CHOICES = ['SINGLE_OPTIONS', 'RADIO', 'MULTIPLE_OPTIONS', 'CHECKBOX'];

/** The location's contact fields, read fresh and kept for runs that must know them. */
export async function readCustomFields(client: HighlevelClient): Promise<CustomField[]> {
  return client.memory.remember(NAME, FIELDS, await requestFields(client));
}

async function requestFields(client: HighlevelClient): Promise<CustomField[]> {
  const data = await highlevelRequest(client, {
    method: 'GET',
    path: path`/locations/${client.locationId}/customFields`,
    query: { model: 'contact' },
    scope: 'locations/customFields.readonly',
  });
  return rowsIn(client.wire, data, { at: ['customFields'] }).flatMap(toCustomFields);
}

/** The location's custom fields; undefined where the token may not read them. */
export async function readIfAllowed(client: HighlevelClient): Promise<CustomField[] | undefined> {
  return unlessLacking(readCustomFields(client));
}

/** The fields as last kept, else read; none where the token may not read them, so that not every run asks in vain. */
export async function knownFields(client: HighlevelClient): Promise<CustomField[]> {
  return client.memory.cached(
    NAME,
    FIELDS,
    async () => (await unlessLacking(requestFields(client))) ?? [],
  );
}

async function unlessLacking<Found>(read: Promise<Found>): Promise<Found | undefined> {
  return read.catch((failure: unknown) => {
    if (lacksScope(failure)) return undefined;
    throw failure;
  });
}

function toCustomFields(raw: Record<string, unknown>): CustomField[] {
  const key = asText(raw['fieldKey']).replace(/^contact\./, '') || asText(raw['id']);
  const options = Array.isArray(raw['picklistOptions']) ? raw['picklistOptions'] : [];
  const field: CustomField = {
    id: asText(raw['id']),
    key,
    attribute: key,
    label: asText(raw['name']) || key,
    type: asText(raw['dataType']),
    options: options.map(asText).filter(Boolean),
    allowsOther: raw['isAllowedCustomOption'] === true,
    box: '',
  };
  const boxes = options.filter(isRecord).filter(({ id }) => asText(id));
  if (field.type !== 'TEXTBOX_LIST' || boxes.length === 0) return [field];
  return boxes.map((box) => ({
    ...field,
    key: `${key}.${asText(box['id'])}`,
    label: `${field.label}: ${asText(box['label']) || asText(box['id'])}`,
    type: BOX,
    // A list of its own for each: the cache refuses values that hold one list twice.
    options: [],
    box: asText(box['id']),
  }));
}

/** True for a custom field that a form can offer. */
export function isWritable({ type }: CustomField): boolean {
  return Object.hasOwn(INPUTS, type);
}

/** True for a time of day, which HighLevel changes when it is written. */
export function isTime({ type }: CustomField): boolean {
  return type === 'TIME';
}

/**
 * The form fields for all custom fields that can be written. Where the token may not read them, a
 * notice stands in their place: the standard fields work all the same.
 */
export async function customInputFields(
  client: HighlevelClient,
  purpose: 'create' | 'update',
): Promise<InputField[]> {
  const fields = await readIfAllowed(client);
  if (fields) {
    const others = fields.filter((field) => !isWritable(field));
    const labelsOf = (wanted: boolean): string[] =>
      others.filter((field) => isTime(field) === wanted).map(({ label }) => label);
    return [
      ...fields.filter(isWritable).map((field) => customInputField(field, purpose)),
      ...notice(
        'read_only_fields_notice',
        'Read-Only Fields',
        labelsOf(false),
        highlevelNotices.readOnlyFields,
      ),
      ...notice('time_fields_notice', 'Times', labelsOf(true), highlevelNotices.timeFields),
    ];
  }
  return [
    {
      key: 'custom_fields_notice',
      label: 'Custom Fields Not Shown',
      type: 'copy',
      helpText: highlevelNotices.noCustomFields(),
    },
  ];
}

function notice(
  key: string,
  label: string,
  labels: readonly string[],
  text: (labels: readonly string[]) => string,
): InputField[] {
  return labels.length > 0 ? [{ key, label, type: 'copy', helpText: text(labels) }] : [];
}

/** A form field for a custom field; what a run must know about it travels in `meta`. */
function customInputField(field: CustomField, purpose: 'create' | 'update'): InputField {
  const { id, key, attribute, label, type, options, allowsOther, box } = field;
  const input = lookUp(INPUTS, type);
  return {
    key: attributeInputKey(key),
    label,
    ...input,
    required: false,
    ...(input?.list && purpose === 'update' && { helpText: 'Replaces all options chosen before.' }),
    ...(CHOICES.includes(type) && options.length > 0 && { choices: options }),
    // Zapier's meta holds only texts, integers and booleans.
    meta: { id, attribute, label, type, options: JSON.stringify(options), allowsOther, box },
  };
}

/** A field as its input's `meta` tells of it; undefined when it doesn't. */
export function fieldFromMeta(inputKey: string, meta: FieldMeta[string]): CustomField | undefined {
  const key = attributeKeyOf(inputKey);
  if (!key || !meta?.['id']) return undefined;
  const text = (name: string): string => String(meta[name] ?? '');
  return {
    id: text('id'),
    key,
    attribute: text('attribute'),
    label: text('label'),
    type: text('type'),
    options: optionsIn(text('options')),
    allowsOther: text('allowsOther') === 'true',
    box: text('box'),
  };
}

/** The fields as last kept; undefined when they weren't, or too long ago. */
export async function cachedFields(client: HighlevelClient): Promise<CustomField[] | undefined> {
  return client.memory.recall(NAME, FIELDS);
}
