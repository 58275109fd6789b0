import type { VixieesStore } from '../../../sandbox/vixiees/store.js';
import { pruned } from './prune.js';
import type { Random } from './random.js';
import type { Source } from './trial.js';
import { happening, once, Versions } from './versions.js';

/** Contacts that people add to Vixiees, and edit, which must not count as new. */
export function contactsOfVixiees(store: VixieesStore, random: Random): Source {
  return {
    add: () => once(store.addContact({ first_name: 'Jane' }).id),
    stir: () => void store.updateContact(random.pick(store.contacts), { priority: 2 }),
    remove: (count) => store.contacts.splice(-count, count).map(({ id }) => id),
    prune: (before, kept) => {
      store.contacts = pruned(store.contacts, kept, (row) => Date.parse(row.created_at) < before);
    },
    told: ({ id }) => once(id),
  };
}

/** Contacts that people add to Vixiees and edit. */
export function changesOfVixiees(store: VixieesStore, random: Random): Source {
  const versions = new Versions();
  return {
    add: () => {
      const contact = store.addContact();
      return versions.next(contact.id, (state) => void (contact.first_name = state));
    },
    change: () => {
      const contact = random.pick(store.contacts);
      return versions.next(contact.id, (state) =>
        store.updateContact(contact, { first_name: state }),
      );
    },
    remove: (count) => store.contacts.splice(-count, count).map(({ id }) => id),
    prune: (before, kept) => {
      store.contacts = pruned(store.contacts, kept, (row) => Date.parse(row.updated_at) < before);
    },
    told: ({ id, first_name: state }) => happening(String(id), String(state)),
  };
}

/** Contacts whose first names are edited in Vixiees, and much else of them. */
export function renamingsOfVixiees(store: VixieesStore, random: Random): Source {
  return {
    ...changesOfVixiees(store, random),
    stir: () =>
      void store.updateContact(random.pick(store.contacts), { priority: random.between(1, 5) }),
  };
}
