import type { EntryField } from '../../catalogue/entry.js';
import { noteFields } from '../contacts/notes.js';
import type { HighlevelEntry } from './entry.js';
import { contact } from './fields.js';

const note = { key: 'note', label: 'Note', dynamic: 'list_notes' } as const satisfies EntryField;
const theNote = { ...note, required: true } as const satisfies EntryField;
const content = {
  key: 'content',
  label: 'Note Text',
  type: 'text',
  name: 'body',
} as const satisfies EntryField;
const [title] = noteFields;

const told = {
  noun: 'Note',
  sample: {
    id: 'GKJxs4P5L8dWc5CFUITM',
    body: 'Prefers calls in the morning.',
    contactId: 'ocQHyuzHvysMo5N5VsXc',
    dateAdded: '2026-01-06T09:00:00.000Z',
  },
  more: { title: 'string', color: 'string', pinned: 'boolean', userId: 'string' },
} as const satisfies Partial<HighlevelEntry>;

/** Notes about a contact; Add Contact Note, which several platforms have, adds one. */
export const notes: HighlevelEntry[] = [
  {
    ...told,
    key: 'find_contact_note',
    kind: 'search',
    scope: 'contacts.readonly',
    label: 'Find Contact Note',
    description: 'Finds notes about a contact by their text or title, or lists all of them.',
    path: '/contacts/{contact}/notes',
    answer: ['notes'],
    one: { field: 'note', path: '/contacts/{contact}/notes/{note}', answer: ['note'] },
    fields: [
      contact,
      { ...content, type: 'string', to: 'match', helpText: 'Part of the note.' },
      { ...title, to: 'match', helpText: 'Part of the title.' },
      note,
    ],
  },
  {
    ...told,
    key: 'update_contact_note',
    kind: 'create',
    scope: 'contacts.write',
    label: 'Update Contact Note',
    description: 'Changes a note about a contact. Its author and date stay.',
    method: 'PUT',
    path: '/contacts/{contact}/notes/{note}',
    answer: ['note'],
    id: 'note',
    fields: [contact, theNote, content, ...noteFields],
  },
  {
    key: 'delete_contact_note',
    kind: 'create',
    noun: 'Note',
    scope: 'contacts.write',
    label: 'Delete Contact Note',
    description: 'Deletes a note about a contact for good.',
    warning: 'The note is deleted for good.',
    method: 'DELETE',
    path: '/contacts/{contact}/notes/{note}',
    gives: 'record',
    has: [],
    saysDone: true,
    id: 'note',
    fields: [contact, theNote],
    sample: { id: 'GKJxs4P5L8dWc5CFUITM', deleted: true },
  },
];
