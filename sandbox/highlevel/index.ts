import { type Sandbox, type SandboxOptions, startServer } from '../server.js';
import { addContactRoutes } from './contacts/contacts.js';
import { addContactNoteRoutes } from './contacts/contact_notes.js';
import { addContactSearchRoute } from './contacts/contact_search.js';
import { addContactTagRoutes } from './contacts/contact_tags.js';
import { addContactTaskRoutes } from './contacts/contact_tasks.js';
import { addAppointmentRoute } from './contacts/contact_appointments.js';
import { addFollowerRoutes } from './contacts/contact_followers.js';
import { addBulkRoutes } from './contacts/contact_bulk.js';
import { addBusinessRoutes } from './businesses.js';
import { addCampaignRoutes } from './campaigns.js';
import { addWorkflowRoutes } from './workflows.js';
import { addConversationRoutes } from './conversations/conversations.js';
import { createGateway } from './gateway.js';
import { acceptEmptyJson, answerErrors } from '../api_error.js';
import { addCustomValueRoutes } from './custom_values.js';
import { addLocationRoutes } from './locations.js';
import { addScheduleRoutes } from './conversations/schedule.js';
import { addMessageRoutes } from './conversations/messages.js';
import { seed } from './seed.js';
import { HighlevelStore } from './store.js';
import { addUserRoutes } from './users.js';

export { keys, locationId, otherLocationId } from './keys.js';

export interface HighlevelSandbox extends Sandbox {
  store: HighlevelStore;
  /** Back to the seed and the default settings; forgets requests and faults. */
  reset(): void;
}

/** Starts the emulated HighLevel API; its paths begin at `url` as they do at the vendor's host. */
export async function startHighlevelSandbox(
  options: SandboxOptions = {},
): Promise<HighlevelSandbox> {
  const store = new HighlevelStore();
  seed(store);
  const sandbox = await startServer((app) => {
    acceptEmptyJson(app);
    answerErrors(app);
    const route = createGateway(app, store);
    addContactRoutes(route, store);
    addContactSearchRoute(route, store);
    addContactTagRoutes(route, store);
    addContactNoteRoutes(route, store);
    addContactTaskRoutes(route, store);
    addAppointmentRoute(route, store);
    addFollowerRoutes(route, store);
    addBulkRoutes(route, store);
    addBusinessRoutes(route, store);
    addCampaignRoutes(route, store);
    addWorkflowRoutes(route, store);
    addConversationRoutes(route, store);
    addMessageRoutes(route, store);
    addScheduleRoutes(route, store);
    addLocationRoutes(route, store);
    addCustomValueRoutes(route, store);
    addUserRoutes(route, store);
  }, options);
  return {
    ...sandbox,
    store,
    reset() {
      store.clear();
      seed(store);
      sandbox.requests.length = 0;
      sandbox.clearFaults();
    },
  };
}
