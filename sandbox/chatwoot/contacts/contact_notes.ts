import { agentJson } from '../account/agent_json.js';
import type { AccountContext } from '../auth.js';
import { findContact } from './contacts.js';
import { parameterMissing } from '../rails/errors.js';
import { isBlank, isObject, permitScalars, toText } from '../rails/params.js';
import { resource } from '../resource.js';
import { noteColumns } from '../store.js';
import { unixSeconds } from '../unix_time.js';

/** The notes of a contact, newest first. */
export const contactNotes = resource({
  path: '/contacts/:contact_id/notes',
  rows: (store) => store.notes,
  everyone: ['list', 'show', 'create', 'update', 'delete'],
  within: findOwner,
  isKnown: (note, context) => note.contact_id === findOwner(context).id,
  columns: noteColumns,
  fresh: (context) => ({ contact_id: findOwner(context).id }),
  values(_sent, context, before) {
    const content = sentContent(context);
    if (before && isRefused(content)) return before;
    return { ...(content !== undefined && { content }), user_id: context.user.id };
  },

  save(draft, errors, _context, before) {
    // A change that is too long is no mistake.
    if (!before) {
      errors.presence(draft, 'content');
      errors.raise();
    }
    return { ...draft, content: draft.content ?? '' };
  },

  json(note, context, action) {
    const { users } = context.store;
    const user = users.find((row) => row.id === note.user_id);
    const content = action === 'update' ? sentContent(context) : undefined;
    return {
      id: note.id,
      // The answer shows what was asked for even when the note refused it.
      content: isRefused(content) ? content : note.content,
      // The server's view asks itself for these two and never finds them.
      account_id: null,
      contact_id: null,
      ...(user && { user: agentJson(context.store, user, note.account_id) }),
      created_at: unixSeconds(note.created_at),
      updated_at: unixSeconds(note.updated_at),
    };
  },
  listed: (rows) =>
    rows.toSorted((a, b) => b.created_at.getTime() - a.created_at.getTime() || b.id - a.id),
});

function findOwner(context: AccountContext): { id: number } {
  return findContact(context.store, context, 'contact_id');
}

/** Whether a note keeps its content for a change to that. */
function isRefused(content: string | null | undefined): boolean {
  return content !== undefined && isBlank(content);
}

/** The content sent, bare or below `note`; undefined when it wasn't sent. */
function sentContent({ params }: AccountContext): string | null | undefined {
  const root = params['note'] === undefined ? params : params['note'];
  const isMissing = root === params ? params['content'] === undefined : isBlank(root);
  if (isMissing || !isObject(root)) throw parameterMissing('note');
  const { content } = permitScalars(root, ['content']);
  return content === undefined ? undefined : toText(content);
}
