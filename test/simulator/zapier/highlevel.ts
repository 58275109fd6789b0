import { keys, locationId, startHighlevelSandbox } from '../../../sandbox/highlevel/index.js';
import type { HighlevelStore } from '../../../sandbox/highlevel/store.js';
import { passTime } from './clock.js';
import { pruned } from './prune.js';
import type { Random } from './random.js';
import { stage } from './stage.js';
import type { Source } from './trial.js';
import { happening, once, Versions } from './versions.js';

/** The tags that contacts get. */
export const TAGS = ['vip', 'lead'];

/** HighLevel can't page through more conversations of one millisecond than a page holds. */
const MOST_TIES = 50;

/** A HighLevel server for the trials of a file. See `stage`. */
export function highlevelStage() {
  return stage({
    platform: 'HighLevel',
    start: startHighlevelSandbox,
    authData: ({ url }) => ({
      platform: 'highlevel',
      apiKey: keys.all,
      baseUrl: url,
      accountId: locationId,
    }),
    reset: (server) => {
      server.reset();
      server.store.rateLimit = { max: 1e9, intervalMs: 1, daily: 1e9 };
    },
  });
}

/** Contacts that people add to HighLevel. */
export function contactsOfHighlevel(store: HighlevelStore): Source {
  return {
    add: () => once(store.addContact({ firstName: 'Jane' }).id),
    remove: (count) => removeContacts(store, count),
    prune: (before, kept) => pruneContacts(store, before, kept),
    told: ({ id }) => once(id),
  };
}

/** Contacts that people add and edit in HighLevel. */
export function changesOfHighlevel(store: HighlevelStore, random: Random): Source {
  const versions = new Versions();
  const change = () => {
    const contact = random.pick([...store.contacts.values()]);
    return versions.next(contact.id, (firstName) => {
      store.updateContact(contact, { firstName });
      moveToEnd(store, contact.id);
    });
  };
  return {
    add: () => {
      const contact = store.addContact();
      return versions.next(contact.id, (state) => void (contact.firstName = state));
    },
    change,
    remove: (count) => removeContacts(store, count),
    prune: (before, kept) => pruneContacts(store, before, kept),
    told: ({ id, first_name: state }) => happening(String(id), String(state)),
  };
}

/** Contacts whose first names are edited in HighLevel, and much else of them. */
export function renamingsOfHighlevel(store: HighlevelStore, random: Random): Source {
  return {
    ...changesOfHighlevel(store, random),
    stir: () => {
      const contact = random.pick([...store.contacts.values()]);
      const city = random.pick(['Dolomite', 'Denver', 'Boulder']);
      store.updateContact(contact, { city, tags: [city] });
      moveToEnd(store, contact.id);
    },
  };
}

/** Contacts that get tags in HighLevel, at once or later, and are edited before and after. */
export function taggingsOfHighlevel(
  store: HighlevelStore,
  random: Random,
  wanted: readonly string[],
): Source {
  const pick = (tag: string, isTagged: boolean) => {
    const contacts = [...store.contacts.values()];
    const fitting = contacts.filter(({ tags }) => tags.includes(tag) === isTagged);
    return fitting.length > 0 ? random.pick(fitting) : undefined;
  };
  const tagging = (id: unknown, tag: string) => once(`${String(id)} ${tag}`);
  const touch = (id: string, tags: string[]): void => {
    const contact = store.contacts.get(id);
    if (!contact) return;
    store.updateContact(contact, { tags, city: 'Dolomite' });
    moveToEnd(store, id);
  };
  return {
    add: () => {
      const tag = random.pick(wanted);
      return tagging(store.addContact({ tags: [tag] }).id, tag);
    },
    change: () => {
      const tag = random.pick(wanted);
      const { id, tags } = pick(tag, false) ?? store.addContact();
      touch(id, [...tags, tag]);
      return tagging(id, tag);
    },
    stir: () => {
      if (random.chance(0.3)) store.addContact({ tags: ['patient'] });
      const contact = pick(random.pick(wanted), random.chance(0.5));
      if (contact) touch(contact.id, contact.tags);
    },
    remove: (count) =>
      removeContacts(store, count).flatMap((id) => wanted.map((tag) => `${id} ${tag}`)),
    prune: (before, kept) => pruneContacts(store, before, kept),
    told: ({ id, tag }) => tagging(id, String(tag)),
  };
}

/** Conversations that begin in HighLevel; older ones go on and so come up again. */
export function conversationsOfHighlevel(store: HighlevelStore, random: Random): Source {
  const [contact] = store.contacts.values();
  if (!contact) throw new Error('the seed has no contact');
  store.messages = [];
  return {
    add: () => {
      const last = store.conversations.at(-MOST_TIES);
      if (last && Date.parse(last.dateAdded) === Date.now()) passTime(1);
      return once(store.addConversation(contact).id);
    },
    stir: () => {
      const older = store.conversations.slice(-60, -20);
      if (older.length > 0) store.addMessage(random.pick(older), { body: 'Hello?' });
    },
    remove: (count) => store.conversations.splice(-count, count).map(({ id }) => id),
    prune: (before, kept) => {
      const isOld = (row: { dateAdded: string }): boolean => Date.parse(row.dateAdded) < before;
      store.conversations = pruned(store.conversations, kept, isOld);
      store.messages = pruned(store.messages, 0, isOld);
    },
    told: ({ id }) => once(id),
  };
}

/** Messages of one conversation in HighLevel. */
export function messagesOfHighlevel(store: HighlevelStore): Source {
  const [conversation] = store.conversations;
  if (!conversation) throw new Error('the seed has no conversation');
  return {
    add: () => once(store.addMessage(conversation, { body: 'Hello!' }).id),
    // The app hides activities; they take up places in pages all the same.
    stir: () => void store.addMessage(conversation, { messageType: 'TYPE_ACTIVITY_CONTACT' }),
    remove: (count) => store.messages.splice(-count, count).map(({ id }) => id),
    prune: (before, kept) => {
      store.messages = pruned(store.messages, kept, (row) => Date.parse(row.dateAdded) < before);
    },
    told: ({ id }) => once(id),
  };
}

/** E-mails in HighLevel: some begin a thread, some answer in one, and old ones are opened. */
export function emailsOfHighlevel(store: HighlevelStore, random: Random): Source {
  const [conversation] = store.conversations;
  if (!conversation) throw new Error('the seed has no conversation');
  store.messages = [];
  store.emails = [];
  const threads = () => store.messages.slice(-60);
  return {
    add: () => {
      const isAnswer = store.messages.length > 0 && random.chance(0.5);
      if (isAnswer) return once(store.addReply(random.pick(threads()), { body: 'Hello!' }).id);
      store.addMessage(conversation, { messageType: 'TYPE_EMAIL', body: 'Hello!' });
      return once(String(store.emails.at(-1)?.id));
    },
    stir: () => {
      if (store.messages.length > 0) {
        random.pick(threads()).dateUpdated = new Date().toISOString();
      }
    },
    remove: (count) => {
      const gone = store.messages.splice(-count, count);
      return gone.flatMap(({ meta }) => meta?.email.messageIds ?? []);
    },
    prune: (before, kept) => {
      store.messages = pruned(store.messages, kept, (row) => Date.parse(row.dateUpdated) < before);
      const held = new Set(store.messages.flatMap(({ meta }) => meta?.email.messageIds ?? []));
      store.emails = store.emails.filter(({ id }) => held.has(id));
    },
    told: ({ id }) => once(String(id)),
  };
}

function moveToEnd({ contacts }: HighlevelStore, id: string): void {
  const contact = contacts.get(id);
  if (!contact) return;
  contacts.delete(id);
  contacts.set(id, contact);
}

/** The store keeps contacts in the order of their last change here. */
function removeContacts({ contacts }: HighlevelStore, count: number): string[] {
  const newest = [...contacts.keys()].slice(-count);
  for (const id of newest) contacts.delete(id);
  return newest;
}

function pruneContacts(store: HighlevelStore, before: number, kept: number): void {
  const rows = pruned(
    [...store.contacts.values()],
    kept,
    (row) => Date.parse(row.dateUpdated) < before,
  );
  store.contacts = new Map(rows.map((row) => [row.id, row]));
}
