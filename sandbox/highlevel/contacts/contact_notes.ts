import { findContact } from './contacts.js';
import { badRequest } from '../errors.js';
import type { AddRoute } from '../gateway.js';
import type { HighlevelStore, Note } from '../store.js';
import { flag, rules, type Rules, text, validate } from '../validation.js';

const updateRules: Rules = { ...rules(text, 'body userId title color'), pinned: { check: flag } };
const createRules: Rules = { ...updateRules, body: { check: text, required: true } };

type NoteBody = Pick<Note, 'body'> & Partial<Pick<Note, 'userId' | 'title' | 'color' | 'pinned'>>;

/** Adds the routes below `/contacts/{id}/notes`. */
export function addContactNoteRoutes(route: AddRoute, store: HighlevelStore): void {
  const notes = '/contacts/:contactId/notes';

  route('GET', notes, 'contacts.readonly', ({ params }) => {
    const contact = findContact(store, params.contactId);
    return { body: { notes: store.notes.filter((note) => note.contactId === contact.id) } };
  });

  route('POST', notes, 'contacts.write', ({ params, body }) => {
    const values = validate<NoteBody>(body, createRules);
    const note: Note = {
      id: store.nextId('note'),
      contactId: findContact(store, params.contactId).id,
      pinned: false,
      dateAdded: new Date().toISOString(),
      ...values,
    };
    store.notes.push(note);
    return { status: 201, body: { note } };
  });

  route('GET', `${notes}/:id`, 'contacts.readonly', ({ params }) => ({
    body: { note: findNote(store, params.contactId, params.id) },
  }));

  route('PUT', `${notes}/:id`, 'contacts.write', ({ params, body }) => {
    const values = validate<Partial<NoteBody>>(body, updateRules);
    const note = Object.assign(findNote(store, params.contactId, params.id), values);
    return { body: { note } };
  });

  route('DELETE', `${notes}/:id`, 'contacts.write', ({ params }) => {
    const gone = findNote(store, params.contactId, params.id);
    store.notes = store.notes.filter((note) => note !== gone);
    return { body: { succeded: true } };
  });
}

function findNote(
  store: HighlevelStore,
  contactId: string | undefined,
  id: string | undefined,
): Note {
  const contact = findContact(store, contactId);
  const note = store.notes.find((item) => item.id === id && item.contactId === contact.id);
  // By analogy with contacts; unverified for notes.
  if (!note) throw badRequest(`Note with id ${id} not found`);
  return note;
}
