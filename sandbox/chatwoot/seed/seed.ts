import { fillAdminRecords } from './seed_admin.js';
import { addContacts, addSessions } from './seed_contacts.js';
import { addSeedConversations } from './seed_conversations.js';
import { addDefinitions } from './seed_definitions.js';
import { fillHelpCenter } from './seed_help_center.js';
import { addInboxes } from './seed_inboxes.js';
import { addPeople } from './seed_people.js';
import type { Store } from '../store.js';

/** Fills an empty store with two working accounts and a suspended one. */
export function fillStore(store: Store): void {
  addPeople(store);
  addInboxes(store);
  addDefinitions(store);
  addContacts(store);
  addSessions(store);
  addSeedConversations(store);
  fillAdminRecords(store);
  fillHelpCenter(store);
}
