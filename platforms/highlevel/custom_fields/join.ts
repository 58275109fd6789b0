import { asText, isRecord } from '../../../http/body.js';
import type { HighlevelClient } from '../client.js';
import { knownFields, type CustomField } from './definitions.js';
import { toDay } from '../times.js';

/**
 * The custom fields that name the values of contacts: answers carry only ids. They come from what the
 * step knows or from the cache; only without either, and with values to name, they are read, once.
 * Where the token may not read them there are none: that must not stop a step.
 * @param known the fields the step itself knows
 */
export async function fieldsToName(
  client: HighlevelClient,
  contacts: readonly Record<string, unknown>[],
  known: readonly CustomField[] = [],
): Promise<readonly CustomField[]> {
  const ids = contacts.flatMap((raw) => Object.keys(valuesIn(raw['customFields'])));
  if (ids.every((id) => known.some((field) => field.id === id))) return known;
  return [...known, ...(await knownFields(client))];
}

/**
 * A contact's custom field values by the fields' keys. The value of a field that isn't among them, such
 * as one made since they were cached, keeps its id for a key.
 * @param items the contact's `customFields`
 */
export function attributesOf(
  items: unknown,
  fields: readonly CustomField[],
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(valuesIn(items)).map(([id, value]) => {
      const field = fields.find((candidate) => candidate.id === id);
      return [field?.attribute ?? id, field?.type === 'DATE' ? toDay(value) : value];
    }),
  );
}

function valuesIn(items: unknown): Record<string, unknown> {
  if (!Array.isArray(items)) return {};
  return Object.fromEntries(
    items.filter(isRecord).map((item) => [asText(item['id']), item['value']]),
  );
}
