import type { Contacts } from '../../contract/contacts.js';
import type { HighlevelClient } from '../client.js';
import { addNote, removeContact } from './actions.js';
import { draftContact, isInput } from './draft.js';
import { changedContacts, newestContacts, taggedContacts } from './feeds.js';
import { clearableStandardFields, contactOutputs, standardInputFields } from './fields.js';
import { contactChoices, findContacts, searchContacts } from './find.js';
import { changeTags, tagChoices } from './tags.js';
import { customInputFields, readIfAllowed } from '../custom_fields/definitions.js';
import { checkContactId } from '../ids.js';
import { clearableChoices, isClearableKey } from '../../toolkit/fields/clearable.js';

export function contactsOf(client: HighlevelClient): Contacts {
  return {
    inputFields: async (purpose) => [
      ...(await standardInputFields(purpose)),
      ...(await customInputFields(client)),
    ],
    isInput,
    outputFields: contactOutputs,
    attributeOutputs: async () =>
      ((await readIfAllowed(client)) ?? []).map(({ attribute, box, label }) => ({
        key: ['custom_attributes', attribute, box].filter(Boolean).join('__'),
        label,
      })),
    clearableFields: async () =>
      clearableChoices(clearableStandardFields, await customInputFields(client)),
    isClearable: (key) => isClearableKey(clearableStandardFields, key),
    choices: (by, page) => contactChoices(client, by, page),
    checkId: checkContactId,
    find: (keys) => findContacts(client, keys),
    search: (text) => searchContacts(client, text),
    draft: (change) => draftContact(client, change),
    newest: (filter) => newestContacts(client, filter),
    changed: () => changedContacts(client),
    tagged: (tag) => taggedContacts(client, tag),
    labels: {
      choices: () => tagChoices(client),
      change: (contactId, change) => changeTags(client, contactId, change),
    },
    remove: (id) => removeContact(client, id),
    addNote: (id, content) => addNote(client, id, content),
  };
}
