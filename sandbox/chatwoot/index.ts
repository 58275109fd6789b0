import type { FastifyInstance } from 'fastify';
import { startServer, type Sandbox, type SandboxOptions } from '../server.js';
import { accountListRoutes } from './account_lists.js';
import { accountRoutes } from './auth.js';
import { clientApiRoutes } from './client_api.js';
import { contactConversationRoutes } from './contact_conversations.js';
import { contactFilterRoutes } from './contact_filter.js';
import { contactInboxRoutes } from './contact_inboxes.js';
import { contactLabelRoutes } from './contact_labels.js';
import { contactNoteRoutes } from './contact_notes.js';
import { contactRoutes } from './contacts.js';
import { dashboardRoutes } from './dashboard.js';
import { definitionRoutes } from './definitions.js';
import { answerErrors } from './errors.js';
import { acceptBodies } from './params.js';
import { profileRoutes } from './profile.js';
import { limitSearches } from './rate_limit.js';
import { fillStore } from './seed.js';
import { Store } from './store.js';

export { keys, seeded } from './seed.js';
export * from './store.js';

export interface ChatwootSandbox extends Sandbox {
  store: Store;
  /** Brings the store back to the seed; recorded requests and faults stay. */
  reset(): void;
}

export interface ChatwootSandboxOptions extends SandboxOptions {
  /** The release to emulate, `4.15.1` unless told. */
  version?: string;
}

/** Starts an emulated Chatwoot server on loopback, filled with the seed. */
export async function startChatwootSandbox(
  options: ChatwootSandboxOptions = {},
): Promise<ChatwootSandbox> {
  const store = new Store(options.version ?? '4.15.1');
  fillStore(store);
  const sandbox = await startServer((app) => addRoutes(app, store), options);
  return {
    ...sandbox,
    store,
    reset: () => {
      store.clear();
      fillStore(store);
    },
    close: async () => {
      store.cancelJobs();
      await sandbox.close();
    },
  };
}

function addRoutes(app: FastifyInstance, store: Store): void {
  acceptBodies(app);
  answerErrors(app);
  limitSearches(app, store);
  profileRoutes(app, store);
  const route = accountRoutes(app, store);
  contactRoutes(route, store);
  contactFilterRoutes(route, store);
  contactLabelRoutes(route, store);
  contactNoteRoutes(route, store);
  contactInboxRoutes(route, store);
  contactConversationRoutes(route, store);
  definitionRoutes(route, store);
  accountListRoutes(route, store);
  clientApiRoutes(app, store);
  dashboardRoutes(app);
}
