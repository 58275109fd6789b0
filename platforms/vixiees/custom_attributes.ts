import type { InputField } from '../contract/form.js';
import { withoutBlanks } from '../../http/blanks.js';
import { isRecord } from '../../http/body.js';
import type { Contact } from '../../objects/contact.js';
import type { Written } from '../toolkit/writes/not_stored.js';
import { readJson } from '../toolkit/values/storable.js';
import { toText } from '../toolkit/values/index.js';
import type { VixieesClient } from './client.js';
import { vixieesProblems } from './problems.js';

/**
 * An item of the API's `custom_attributes`. UNVERIFIED: the documents say that it is an array and hide
 * what is in it. Items of another form are shown as they come, and never written over.
 */
interface AttributeItem extends Record<string, unknown> {
  key: string;
  value: unknown;
}

/** The attributes' part of a contact as steps give it out. */
interface AttributesOutput {
  custom_attributes?: Record<string, unknown>;
  /** The API's own list, only where the map can't say all it holds. */
  custom_attribute_items?: unknown[];
}

export const CUSTOM_ATTRIBUTES = { key: 'custom_attributes', label: 'Custom Attributes' };

/** The one form field for all attributes: the API lists no definitions to make typed ones from. */
export function customAttributesField(purpose: 'create' | 'update'): InputField {
  const others =
    purpose === 'update' ? ' Attributes that are not listed here stay as they are.' : '';
  return {
    ...CUSTOM_ATTRIBUTES,
    type: 'string',
    dict: true,
    required: false,
    helpText: `On the left the name of an attribute as Vixiees has it, on the right its value.${others}`,
  };
}

/** Attributes of a contact as steps give them out; no key at all when the answer doesn't have them. */
export function attributesOutput(raw: unknown): AttributesOutput {
  if (raw === undefined) return {};
  const list: unknown[] = Array.isArray(raw) ? raw : [];
  const items = list.filter(isItem);
  const byKey = Object.fromEntries(items.map(({ key, value }) => [key, value]));
  const complete =
    Object.keys(byKey).length === list.length &&
    items.every((item) => Object.keys(item).length === 2);
  return {
    custom_attributes: byKey,
    // What the map can't say must not be lost: neither to later steps nor when it is written back.
    ...(!complete && { custom_attribute_items: list }),
  };
}

/**
 * The attributes a step sets, by name; blank ones are left out, as blank fields are.
 * @throws Problem when the field doesn't hold names with values
 */
export function readAttributes(value: unknown): Record<string, unknown> {
  if (value === undefined) return {};
  const { label } = CUSTOM_ATTRIBUTES;
  const typed = typeof value === 'string' ? objectIn(value) : value;
  if (!isRecord(typed)) throw vixieesProblems.badAttributes(label);
  const filled = Object.entries(withoutBlanks(typed)).map(
    ([key, entry]) => [key.trim(), typeof entry === 'string' ? entry.trim() : entry] as const,
  );
  if (filled.some(([key]) => key === '')) throw vixieesProblems.badAttributes(label);
  return Object.fromEntries(filled);
}

function objectIn(text: string): unknown {
  try {
    return readJson(text);
  } catch {
    return undefined;
  }
}

/** The attributes a step sets, and what the answer has of them; nothing where its items are of another form. */
export function writtenAttributes(attributes: Record<string, unknown>, raw: unknown): Written[] {
  const held: unknown = isRecord(raw) ? raw['custom_attributes'] : undefined;
  if (!Array.isArray(held) || !held.every(isItem)) return [];
  return Object.entries(attributes).map(([key, sent]) => ({
    field: `\`${key}\``,
    sent,
    held: held.find((item) => item.key === key)?.value,
  }));
}

/** Attributes as a new contact's items. */
export function attributeItems(attributes: Record<string, unknown>): AttributeItem[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value }));
}

/**
 * The contact's items with the step's attributes merged in: the documents don't say whether an update
 * replaces the array, so it always carries what was there.
 * @throws Problem when the contact holds items of a form we don't know
 */
export function mergedItems(
  client: VixieesClient,
  contact: Contact,
  attributes: Record<string, unknown>,
): AttributeItem[] {
  const { custom_attribute_items: unusual, custom_attributes: byKey = {} } = contact;
  const held: unknown[] = Array.isArray(unusual) ? unusual : attributeItems(byKey);
  if (!held.every(isItem)) {
    const { label } = CUSTOM_ATTRIBUTES;
    throw vixieesProblems.unknownAttributeForm(label, client.wire.platform, contact.id);
  }
  const changed = new Map(Object.entries(attributes));
  const kept = held.map((item) =>
    changed.has(item.key) ? { ...item, value: typedLike(item.value, changed.get(item.key)) } : item,
  );
  const known = new Set(held.map(({ key }) => key));
  const added = attributeItems(attributes).filter(({ key }) => !known.has(key));
  return [...kept, ...added];
}

function isItem(item: unknown): item is AttributeItem {
  return isRecord(item) && typeof item['key'] === 'string' && 'value' in item;
}

/** A number or a yes/no stays one where the new value allows it: Zapier's form hands over texts only. */
function typedLike(held: unknown, value: unknown): unknown {
  const text = toText(value);
  if (typeof held === 'number' && Number.isFinite(Number(text))) return Number(text);
  const lower = text.toLowerCase();
  if (typeof held === 'boolean' && ['true', 'false'].includes(lower)) return lower === 'true';
  return value;
}
