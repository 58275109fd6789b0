import type { Contacts } from '../../contract/contacts.js';
import { toInputField } from '../../contract/operations.js';
import type { HighlevelClient } from '../client.js';
import { removeContact } from './actions.js';
import { draftContact, isInput } from './draft.js';
import { changesOf } from './changes.js';
import { newestContacts, taggedContacts } from './feeds.js';
import {
  findContacts,
  findEveryContact,
  findManyContacts,
  MANY_SIZE,
  searchContacts,
} from './find.js';
import { addTagsToMany, MOST_CONTACTS } from './many_tags.js';
import { addNote, noteFields } from './notes.js';
import { changeTags, TAG_WORDS, tagChoices } from './tags.js';
import { clearableStandardFields, contactOutputs, standardInputFields } from './fields.js';
import { customInputFields, readIfAllowed } from '../custom_fields/definitions.js';
import { checkContactId, isContactId } from '../ids.js';
import { inGroup } from '../../toolkit/fields/in_group.js';
import { clearableChoices, isClearableKey } from '../../toolkit/fields/clearable.js';

export function contactsOf(client: HighlevelClient): Contacts {
  return {
    inputFields: async (purpose) => [
      ...(await standardInputFields(purpose)),
      ...inGroup('custom_fields', await customInputFields(client, purpose)),
    ],
    isInput,
    outputFields: contactOutputs,
    attributeOutputs: async () =>
      ((await readIfAllowed(client)) ?? []).map(({ attribute, box, label }) => ({
        key: ['custom_attributes', attribute, box].filter(Boolean).join('__'),
        label,
      })),
    clearableFields: async () =>
      clearableChoices(
        clearableStandardFields,
        await customInputFields(client, 'update'),
        TAG_WORDS.many,
      ),
    isClearable: (key) => isClearableKey(clearableStandardFields, key),
    isId: isContactId,
    checkId: checkContactId,
    find: (keys) => findContacts(client, keys),
    findEvery: (keys) => findEveryContact(client, keys),
    many: { most: MANY_SIZE, find: (wanted) => findManyContacts(client, wanted) },
    search: (text) => searchContacts(client, text),
    draft: (change) => draftContact(client, change),
    newest: (filter) => newestContacts(client, filter),
    changed: changesOf(client),
    tagged: (tags) => taggedContacts(client, tags),
    labels: {
      words: TAG_WORDS,
      newOnes: 'A tag that is not there yet is made.',
      list: 'list_tags',
      choices: () => tagChoices(client),
      change: (contactId, change) => changeTags(client, contactId, change),
      addToMany: {
        most: MOST_CONTACTS,
        add: (contacts, tags) => addTagsToMany(client, { contacts, tags }),
      },
    },
    remove: (id) => removeContact(client, id),
    noteFields: noteFields.map(toInputField),
    addNote: (id, content, more) => addNote(client, id, content, more),
  };
}
