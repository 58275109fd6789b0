import type { PlainInputField, PlainOutputField } from 'zapier-platform-core';
import { asText, isRecord } from '../../http/body.js';
import { problem } from '../../http/problem.js';
import { wireProblems } from '../../http/problems.js';
import { attributeInputKey } from '../attribute_key.js';
import { recall, remember } from '../cache.js';
import { optionsIn } from '../field_meta.js';
import type { FieldMeta } from '../form.js';
import { inputProblems } from '../problems.js';
import { isOption, toBoolean, toDate, toNumber, toOption, toText, toUrl } from '../values.js';
import { accountId, accountRequest, unlessForPeople, type ChatwootClient } from './client.js';
import { chatwootTexts } from './errors.js';

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
const CACHE_SECONDS = 10 * 60;

const FIELD_TYPES: Record<string, PlainInputField['type']> = {
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
  if (!Array.isArray(data)) throw wireProblems.unexpectedAnswer(client.wire.platform);
  const definitions = data.filter(isRecord).map(toDefinition);
  return remember(client.z, await cacheKey(client, model), CACHE_SECONDS, definitions);
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
export function attributeInputField(definition: AttributeDefinition): PlainInputField {
  const { key, label, type, description, options, regex, cue } = definition;
  const help = [description, cue].filter(Boolean).join(' – ');
  return {
    key: attributeInputKey(key),
    label,
    type: FIELD_TYPES[type] ?? 'string',
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
): Promise<PlainOutputField[]> {
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

/** The same, ready to be sent. */
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
    definitionsFromMeta(inputs, fieldMeta) ?? (await cachedDefinitions(client, model));
  const definitions =
    remembered && inputs.every((input) => isCurrent(definitionOf(input, remembered), input))
      ? remembered
      : await definitionsFor(client, model, inputs);
  return inputs.map((input) => {
    const { key, value, within } = input;
    const definition = definitionOf(input, definitions);
    if (within === undefined && !definition) {
      throw problem(chatwootTexts.unknownAttribute(attributeInputKey(key), key));
    }
    const field = [within, definition?.label ?? key].filter(Boolean).join(', ');
    return { key, field, value: definition ? parseValue(field, definition, value) : value };
  });
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

/** False when only a change in the account could make the value right. */
function isCurrent(
  definition: AttributeDefinition | undefined,
  { value, within }: AttributeInput,
): boolean {
  if (!definition) return within !== undefined;
  if (definition.type === 'list') return isOption(value, definition.options);
  return definition.type !== 'text' || matches(definition.regex, toText(value));
}

function parseValue(label: string, definition: AttributeDefinition, value: unknown): unknown {
  const { type, options, regex, cue } = definition;
  switch (type) {
    case 'number':
    case 'currency':
      return toNumber(label, value);
    case 'percent':
      return toNumber(label, typeof value === 'string' ? value.replace(/\s*%\s*$/, '') : value);
    case 'checkbox':
      return toBoolean(label, value);
    case 'date':
      return toDate(label, value);
    case 'link':
      return toUrl(label, value);
    case 'list':
      return toOption(label, value, options);
    default: {
      const text = toText(value);
      if (!matches(regex, text)) {
        throw inputProblems.patternMismatch(label, text, cue || undefined);
      }
      return text;
    }
  }
}

/** True when there is no pattern, or one that isn't valid: the account's mistake must not stop a Zap. */
function matches(literal: string, text: string): boolean {
  if (!literal) return true;
  const end = literal.lastIndexOf('/');
  try {
    const pattern =
      literal.startsWith('/') && end > 0
        ? new RegExp(literal.slice(1, end), literal.slice(end + 1).replace(/[gy]/g, ''))
        : new RegExp(literal);
    return pattern.test(text);
  } catch {
    return true;
  }
}

function definitionsFromMeta(
  inputs: readonly AttributeInput[],
  fieldMeta: FieldMeta,
): AttributeDefinition[] | undefined {
  const found = inputs.map(({ key }) => definitionFromMeta(fieldMeta[attributeInputKey(key)]));
  return found.every((definition) => definition !== undefined) ? found : undefined;
}

async function cachedDefinitions(
  client: ChatwootClient,
  model: AttributeModel,
): Promise<AttributeDefinition[] | undefined> {
  const kept = await recall(client.z, await cacheKey(client, model));
  return Array.isArray(kept) ? (kept as AttributeDefinition[]) : undefined;
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

async function cacheKey(client: ChatwootClient, model: AttributeModel): Promise<string> {
  // The number counts the shape of what is kept: a newer app must not read an older one's.
  return `attributes:2:${model}:${client.wire.baseUrl}:${await accountId(client)}`;
}
