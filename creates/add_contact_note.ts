import type { Create } from 'zapier-platform-core';
import type { Step } from '../fields/offered_steps.js';
import { contactField } from '../platforms/toolkit/fields/contact.js';
import { contactSample } from '../objects/contact.js';
import { needed } from '../steps/capability.js';
import { onPlatform } from '../steps/on_platform.js';
import { contactId } from '../steps/named_contact.js';
import { inputProblems } from '../platforms/toolkit/problems.js';
import { omit, refuseOthers, toText } from '../platforms/toolkit/values/index.js';

export const platformFields = onPlatform((platform) =>
  Promise.resolve([...(platform.contacts.noteFields ?? [])]),
);

export const perform = onPlatform(async (platform, input) => {
  const addNote = needed(platform, 'contact_notes');
  const { contact, note, ...more } = input;
  const { noteFields = [] } = platform.contacts;
  refuseOthers(
    omit(
      more,
      noteFields.map(({ key }) => key),
    ),
  );
  if (note === undefined) throw inputProblems.missing('Note');
  return addNote(await contactId(platform, contact), toText(note), more);
});

export const addContactNoteCreate = {
  key: 'add_contact_note',
  needs: 'contact_notes',
  noun: 'Note',
  display: {
    label: 'Add Contact Note',
    description: 'Adds a note to a contact, which only your team can see.',
  },
  operation: {
    inputFields: [
      contactField,
      {
        key: 'note',
        label: 'Note',
        type: 'text',
        required: true,
        helpText: 'It may appear in the name of the person whose key is connected.',
      },
      platformFields,
    ],
    outputFields: [
      { key: 'id', label: 'Note ID', type: 'string' },
      { key: 'contact_id', label: 'Contact ID', type: 'string' },
      { key: 'content', label: 'Note', type: 'string' },
      { key: 'created_at', label: 'Created At', type: 'datetime' },
    ],
    perform,
    sample: {
      id: '311',
      contact_id: contactSample.id,
      content: 'Prefers to be called in the afternoon.',
      created_at: '2026-03-14T09:26:53.000Z',
    },
  },
} satisfies Step<Create>;
