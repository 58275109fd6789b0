import { asText } from '../../../http/body.js';
import { rowsIn } from '../../toolkit/answer.js';
import { attributeInputKey } from '../../toolkit/fields/attribute_key.js';
import { like, type Keeping } from '../../toolkit/cache.js';
import { optionsIn } from '../../toolkit/fields/field_meta.js';
import type { FieldMeta, InputField, OutputField } from '../../contract/form.js';
import {
  isOption,
  lookUp,
  toBoolean,
  toDate,
  toNumber,
  toOption,
  toText,
  toUrl,
} from '../../toolkit/values/index.js';
import { accountRequest, unlessForPeople, type ChatwootClient } from '../client.js';
import { chatwootProblems } from '../problems.js';
import { misfits } from './patterns.js';

/** A custom attribute of the account, as far as a value needs it. */
export interface AttributeDefinition {
  key: string;
  label: string;
  /** text, number, currency, percent, link, date, list or checkbox. */
  type: string;
  description: string;
  options: string[];
  /** As Chatwoot stores it: a JavaScript literal, `/^[A-Z]+$/i`. */
  regex: string;
  /** The account's own words for what the regex wants. */
  cue: string;
}

/** What attributes belong to, as the API counts. */
const MODELS = { conversation: 0, contact: 1 };
export type AttributeModel = keyof typeof MODELS;

const DEFINITIONS: Keeping<AttributeDefinition[]> = {
  version: 1,
  seconds: 10 * 60,
  shape: like([
    { key: '', label: '', type: '', description: '', options: [''], regex: '', cue: '' },
  ]),
};

const FIELD_TYPES: Record<string, InputField['type']> = {
  number: 'number',
  currency: 'number',
  percent: 'number',
  date: 'datetime',
  checkbox: 'boolean',
};

/** The account's attributes of contacts or conversations, read fresh and kept for runs that must know them. */
export async function readDefinitions(
  client: ChatwootClient,
  model: AttributeModel,
): Promise<AttributeDefinition[]> {
  const data = await accountRequest(client, {
    method: 'GET',
    path: '/custom_attribute_definitions',
    query: { attribute_model: MODELS[model] },
  });
  const rows = rowsIn(client.wire, data, { has: ['attribute_key'] });
  return client.memory.remember(nameOf(model), DEFINITIONS, rows.map(toDefinition));
}

function toDefinition(raw: Record<string, unknown>): AttributeDefinition {
  const text = (key: string): string => asText(raw[key]);
  const options = raw['attribute_values'];
  return {
    key: text('attribute_key'),
    label: text('attribute_display_name') || text('attribute_key'),
    type: text('attribute_display_type') || 'text',
    description: text('attribute_description'),
    options: Array.isArray(options) ? options.map(asText) : [],
    regex: text('regex_pattern'),
    cue: text('regex_cue'),
  };
}

/** A form field for a custom attribute; what a run must know about it travels in `meta`. */
export function attributeInputField(definition: AttributeDefinition): InputField {
  const { key, label, type, description, options, regex, cue } = definition;
  const help = [description, cue].filter(Boolean).join(' – ');
  return {
    key: attributeInputKey(key),
    label,
    type: lookUp(FIELD_TYPES, type) ?? 'string',
    required: false,
    ...(help && help !== label && { helpText: help.slice(0, 1000) }),
    ...(type === 'list' && options.length > 0 && { choices: options }),
    // Zapier's meta holds only texts, integers and booleans.
    meta: { attribute: key, label, type, options: JSON.stringify(options), regex, cue },
  };
}

/** Labels for the attributes in later steps. */
export async function attributeOutputFields(
  client: ChatwootClient,
  model: AttributeModel,
): Promise<OutputField[]> {
  const definitions = await readDefinitions(client, model);
  return definitions.map(({ key, label }) => ({ key: `custom_attributes__${key}`, label }));
}

/** A value for an attribute as a step's field holds it. */
export interface AttributeInput {
  /** The attribute's own key. */
  key: string;
  value: unknown;
  /** Label of the field that takes any attribute; undefined where the attribute's own field has it. */
  within: string | undefined;
}

/** An attribute's value, ready to be sent. */
export interface AttributeValue {
  key: string;
  value: unknown;
  /** The field as errors name it. */
  field: string;
}

/**
 * Custom attribute inputs as the API takes them. Definitions come from the fields' `meta`; without it
 * they are read once and cached. An option or pattern that the remembered definition refuses is tried
 * against a fresh one before the user hears of it: the account may have changed it since. What the account
 * hasn't defined is taken as it is from a field that takes any.
 * @throws Problem naming the attribute
 */
export async function attributeValues(
  client: ChatwootClient,
  model: AttributeModel,
  inputs: readonly AttributeInput[],
  fieldMeta: FieldMeta,
): Promise<AttributeValue[]> {
  if (inputs.length === 0) return [];
  const remembered =
    definitionsFromMeta(inputs, fieldMeta) ??
    (await client.memory.recall(nameOf(model), DEFINITIONS));
  const areCurrent = remembered && (await fitAll(inputs, remembered));
  const definitions = areCurrent ? remembered : await definitionsFor(client, model, inputs);
  const parsed = inputs.map((input) => {
    const { key, value, within } = input;
    const definition = definitionOf(input, definitions);
    if (within === undefined && !definition) {
      throw chatwootProblems.unknownAttribute(attributeInputKey(key), key);
    }
    const field = fieldName(input, definition);
    return { key, field, value: definition ? parseValue(field, definition, value) : value };
  });
  const [misfit] = areCurrent ? [] : await misfits(patternChecks(inputs, definitions));
  if (misfit) {
    const { label, text, cue } = misfit;
    throw cue === undefined
      ? chatwootProblems.patternMismatch(label, text)
      : chatwootProblems.patternMismatchCue(label, text, cue);
  }
  return parsed;
}

/** A bot's key isn't shown the definitions: fields that take any attribute do without. */
async function definitionsFor(
  client: ChatwootClient,
  model: AttributeModel,
  inputs: readonly AttributeInput[],
): Promise<AttributeDefinition[]> {
  const read = readDefinitions(client, model);
  const isFree = inputs.every(({ within }) => within !== undefined);
  return isFree ? ((await unlessForPeople(read)) ?? []) : read;
}

function definitionOf(
  { key }: AttributeInput,
  definitions: readonly AttributeDefinition[],
): AttributeDefinition | undefined {
  return definitions.find((definition) => definition.key === key);
}

/** The field as errors name it. */
function fieldName({ key, within }: AttributeInput, definition?: AttributeDefinition): string {
  return [within, definition?.label ?? key].filter(Boolean).join(', ');
}

/** False when only a change in the account could make the values right. */
async function fitAll(
  inputs: readonly AttributeInput[],
  definitions: readonly AttributeDefinition[],
): Promise<boolean> {
  const areKnown = inputs.every((input) => {
    const definition = definitionOf(input, definitions);
    if (!definition) return input.within !== undefined;
    return definition.type !== 'list' || isOption(input.value, definition.options);
  });
  return areKnown && (await misfits(patternChecks(inputs, definitions))).length === 0;
}

/** What the patterns of the attributes are to say of the values; only texts have patterns. */
function patternChecks(
  inputs: readonly AttributeInput[],
  definitions: readonly AttributeDefinition[],
) {
  return inputs.flatMap((input) => {
    const definition = definitionOf(input, definitions);
    if (definition?.type !== 'text') return [];
    const { regex, cue } = definition;
    const label = fieldName(input, definition);
    return [{ label, cue: cue || undefined, pattern: regex, text: toText(input.value) }];
  });
}

function parseValue(label: string, definition: AttributeDefinition, value: unknown): unknown {
  const { type, options } = definition;
  switch (type) {
    case 'number':
    case 'currency':
      return toNumber(label, value);
    case 'percent':
      return toNumber(label, withoutPercentSign(toText(value)));
    case 'checkbox':
      return toBoolean(label, value);
    case 'date':
      return toDate(label, value);
    case 'link':
      return toUrl(label, value);
    case 'list':
      return toOption(label, value, options);
    default:
      return toText(value);
  }
}

function withoutPercentSign(text: string): string {
  return text.endsWith('%') ? text.slice(0, -1) : text;
}

function definitionsFromMeta(
  inputs: readonly AttributeInput[],
  fieldMeta: FieldMeta,
): AttributeDefinition[] | undefined {
  const found = inputs.map(({ key }) => definitionFromMeta(fieldMeta[attributeInputKey(key)]));
  return found.every((definition) => definition !== undefined) ? found : undefined;
}

function definitionFromMeta(meta: FieldMeta[string]): AttributeDefinition | undefined {
  if (!meta?.['attribute']) return undefined;
  const text = (key: string): string => String(meta[key] ?? '');
  return {
    key: text('attribute'),
    label: text('label'),
    type: text('type'),
    description: '',
    options: optionsIn(text('options')),
    regex: text('regex'),
    cue: text('cue'),
  };
}

function nameOf(model: AttributeModel): string {
  return `attributes:${model}`;
}
