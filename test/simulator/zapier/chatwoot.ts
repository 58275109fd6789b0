import {
  addConversation,
  addMessage,
} from '../../../sandbox/chatwoot/conversations/conversation_records.js';
import { seeded, type NewContact, type Store } from '../../../sandbox/chatwoot/index.js';
import { passTime } from './clock.js';
import { pruned } from './prune.js';
import { once } from './versions.js';
import type { Source } from './trial.js';

/** The sandbox looks for a conversation's messages among all. */
const MESSAGES = 100;
const ACCOUNT = seeded.accounts.acme;

/** Contacts that people and integrations add to Chatwoot. */
export function contactsOfChatwoot(store: Store): Source {
  let imported = 0;
  return {
    add: () => {
      // One after another differ by microseconds; only an import's are equal.
      passTime(1);
      const { id } = store.addContact(ACCOUNT, { name: 'Jane', identifier: crypto.randomUUID() });
      return once(id);
    },
    import: (count) => {
      passTime(1);
      const created_at = new Date();
      return Array.from({ length: count }, () => {
        imported += 1;
        const { id } = store.addContact(ACCOUNT, { ...importedAs(imported), created_at });
        return once(id);
      });
    },
    count: () => store.contacts.length,
    remove: (count) => {
      const newest = store.contacts.splice(-count, count);
      return newest.map(({ id }) => String(id));
    },
    prune: (before, kept) => {
      store.contacts = pruned(store.contacts, kept, (row) => row.created_at.getTime() < before);
    },
    told: ({ id }) => once(id),
  };
}

/** Most have an e-mail, others a phone alone, or an external ID. */
function importedAs(number: number): NewContact {
  switch (number % 8) {
    case 6:
      return { name: 'Jane', phone_number: `+55119${String(number).padStart(8, '0')}` };
    case 7:
      return { name: `Jane ${number}`, identifier: `crm-${number}` };
    default:
      return { name: 'Jane', email: `jane.${number * 7919}@example.com` };
  }
}

/** Conversations of one visitor, who goes on writing in some of them. */
export function conversationsOfChatwoot(store: Store): Source {
  const session = store.contactInboxes.find(({ contact_id: id }) => id === seeded.contacts.janeDoe);
  if (!session) throw new Error('the seed has no session of Jane Doe');
  return {
    add: () => {
      passTime(1);
      const { display_id: id } = addConversation(store, session);
      return once(id);
    },
    stir: () => {
      const conversation = store.conversations.at(-40);
      if (!conversation) return;
      addMessage(store, conversation, { content: 'Hello?' });
      store.messages = store.messages.slice(-MESSAGES);
      conversation.last_activity_at = new Date();
    },
    remove: (count) => {
      const newest = store.conversations.splice(-count, count);
      return newest.map(({ display_id: id }) => String(id));
    },
    prune: (before, kept) => {
      const isOld = (row: { created_at: Date }): boolean => row.created_at.getTime() < before;
      store.conversations = pruned(store.conversations, kept, isOld);
    },
    told: ({ id }) => once(id),
  };
}
