import { agentJson } from '../account/agent_json.js';
import type { AccountContext, AccountRoute } from '../auth.js';
import { findContact } from './contacts.js';
import { notFound, parameterMissing, ValidationErrors } from '../rails/errors.js';
import { textLimit } from '../rails/root_key.js';
import { isBlank, isObject, permitScalars, toInteger, toText } from '../rails/params.js';
import type { Note, Store } from '../store.js';
import { unixSeconds } from '../unix_time.js';

/** Adds the notes of a contact. */
export function contactNoteRoutes(route: AccountRoute, store: Store): void {
  const path = '/contacts/:contact_id/notes';

  route('GET', path, (context) => {
    const contact = findContact(store, context, 'contact_id');
    return store.notes
      .filter((note) => note.contact_id === contact.id)
      .toSorted((a, b) => b.created_at.getTime() - a.created_at.getTime() || b.id - a.id)
      .map((note) => noteJson(store, note));
  });

  route('POST', path, (context) => {
    const contact = findContact(store, context, 'contact_id');
    const content = noteContent(context) ?? null;
    if (content === null || isBlank(content)) throw wrongContent("can't be blank");
    if (Array.from(content).length > textLimit) {
      throw wrongContent(`is too long (maximum is ${textLimit} characters)`);
    }
    const now = new Date();
    const note: Note = {
      id: store.nextId('notes', store.notes),
      account_id: contact.account_id,
      contact_id: contact.id,
      user_id: context.user.id,
      content,
      created_at: now,
      updated_at: now,
    };
    store.notes.push(note);
    return noteJson(store, note);
  });

  route('GET', `${path}/:id`, (context) => noteJson(store, findNote(store, context)));

  route(['PUT', 'PATCH'], `${path}/:id`, (context) => {
    const note = findNote(store, context);
    const content = noteContent(context);
    // The answer shows what was asked for even when the note refused it.
    if (content === null || (content !== undefined && isBlank(content))) {
      return { ...noteJson(store, note), content };
    }
    Object.assign(note, {
      content: content ?? note.content,
      user_id: context.user.id,
      updated_at: new Date(),
    });
    return noteJson(store, note);
  });

  route('DELETE', `${path}/:id`, (context) => {
    const note = findNote(store, context);
    store.notes = store.notes.filter((row) => row !== note);
    return undefined;
  });
}

function findNote(store: Store, context: AccountContext): Note {
  const contact = findContact(store, context, 'contact_id');
  const id = toInteger(context.params['id']);
  const note = store.notes.find((row) => row.id === id && row.contact_id === contact.id);
  if (!note) throw notFound();
  return note;
}

/** The content sent, bare or below `note`; undefined when it wasn't sent. */
function noteContent({ params }: AccountContext): string | null | undefined {
  const root = params['note'] === undefined ? params : params['note'];
  const isMissing = root === params ? params['content'] === undefined : isBlank(root);
  if (isMissing || !isObject(root)) throw parameterMissing('note');
  const { content } = permitScalars(root, ['content']);
  return content === undefined ? undefined : toText(content);
}

function wrongContent(message: string): Error {
  const errors = new ValidationErrors();
  errors.add('content', message);
  return errors.toError();
}

function noteJson(store: Store, note: Note): object {
  const user = store.users.find((row) => row.id === note.user_id);
  return {
    id: note.id,
    content: note.content,
    // The server's view asks itself for these two and never finds them.
    account_id: null,
    contact_id: null,
    ...(user && { user: agentJson(store, user, note.account_id) }),
    created_at: unixSeconds(note.created_at),
    updated_at: unixSeconds(note.updated_at),
  };
}
