import type { ChatwootClient } from '../client.js';
import { addNote, mergeContacts, removeContact } from './actions.js';
import { draftContact, isInput } from './draft.js';
import { clearableStandardFields, isClearable, standardInputFields } from './fields.js';
import { FILTER_PAGE, findContacts, findManyContacts, searchContacts } from './find.js';
import { contactOutputs } from './standard_fields.js';
import {
  attributeInputField,
  attributeOutputFields,
  readDefinitions,
} from '../custom_attributes/definitions.js';
import { attributeFields } from '../custom_attributes/inputs.js';
import { isId, toId } from '../ids.js';
import { changeLabels, LABEL_WORDS, labelChoices } from '../labels.js';
import { newestContacts } from './feed.js';
import type { Contacts } from '../../contract/contacts.js';
import { clearableChoices } from '../../toolkit/fields/clearable.js';
import { inputProblems } from '../../toolkit/problems.js';

export function contactsOf(client: ChatwootClient): Contacts {
  return {
    inputFields: async (purpose) => [
      ...(await standardInputFields(purpose)),
      ...(await attributeFields(
        client,
        'contact',
        purpose === 'update' ? 'by Clear Fields' : 'none',
      )),
    ],
    isInput,
    outputFields: contactOutputs,
    attributeOutputs: () => attributeOutputFields(client, 'contact'),
    clearableFields: async () =>
      clearableChoices(
        clearableStandardFields,
        (await readDefinitions(client, 'contact')).map(attributeInputField),
        LABEL_WORDS.many,
      ),
    isClearable,
    isId,
    checkId: (id, field) => {
      toId(field, id, (_field, value) => inputProblems.badId(value, field));
    },
    find: (keys) => findContacts(client, keys),
    many: { most: FILTER_PAGE, find: (wanted) => findManyContacts(client, wanted) },
    search: (text) => searchContacts(client, text),
    draft: (change) => draftContact(client, change),
    newest: (filter) => newestContacts(client, filter),
    labels: {
      words: LABEL_WORDS,
      newOnes: 'Choose labels that exist: others are stored too, but the app may not show them.',
      list: 'list_labels',
      choices: () => labelChoices(client),
      change: (contactId, change) => changeLabels(client, contactId, change),
    },
    remove: (id) => removeContact(client, id),
    addNote: (id, content) => addNote(client, id, content),
    merge: (keptId, mergedId) => mergeContacts(client, keptId, mergedId),
  };
}
