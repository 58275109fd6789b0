import type { ChangedContacts } from '../../contract/contacts.js';
import type { Choice } from '../../contract/form.js';
import { attributeIn, attributePath, valueUnder } from '../../toolkit/output.js';
import type { HighlevelClient } from '../client.js';
import { knownFields, readIfAllowed, type CustomField } from '../custom_fields/definitions.js';
import { changedContacts } from './feeds.js';
import { changingFields } from './fields.js';

/** Contacts by their last change, with the location's custom fields among what can change. */
export function changesOf(client: HighlevelClient): ChangedContacts {
  return {
    feed: () => changedContacts(client),
    fields: async () => [
      ...changingFields,
      ...((await readIfAllowed(client)) ?? []).filter(isOnlyOrFirst).map(toChoice),
    ],
    isField: async (key) => {
      const attribute = attributeIn(key);
      if (attribute === undefined) return changingFields.some(({ id }) => id === key);
      const has = (fields: readonly CustomField[] = []): boolean =>
        fields.some((field) => field.attribute === attribute);
      // What is kept may be from before the field was made.
      return has(await knownFields(client)) || has(await readIfAllowed(client));
    },
    valueOf: valueUnder,
  };
}

/** The boxes of a list of text boxes are one value. */
function isOnlyOrFirst(
  { attribute }: CustomField,
  index: number,
  fields: readonly CustomField[],
): boolean {
  return fields.findIndex((field) => field.attribute === attribute) === index;
}

function toChoice({ attribute, label }: CustomField): Choice {
  return { id: attributePath(attribute), label };
}
