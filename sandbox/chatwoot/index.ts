import type { FastifyInstance } from 'fastify';
import { startServer, type Sandbox, type SandboxOptions } from '../server.js';
import { accountRecordRoutes } from './account/account.js';
import { agentBots } from './settings/agent_bots.js';
import { agentRoutes } from './account/agents.js';
import { articles } from './help_center/articles.js';
import { auditLogRoutes, brokenAuditLogRoutes } from './account/audit_logs.js';
import { automationRuleRoutes } from './settings/automation_rules.js';
import { accountRoutes, botRoutes, type AccountRoute } from './auth.js';
import { cannedResponses } from './settings/canned_responses.js';
import { categories } from './help_center/categories.js';
import { clientApiRoutes } from './client/client_api.js';
import { clientConversationRoutes } from './client/client_conversations.js';
import { contactConversationRoutes } from './conversations/contact_conversations.js';
import { contactFilterRoutes } from './contacts/contact_filter.js';
import { contactInboxRoutes } from './contacts/contact_inboxes.js';
import { contactLabelRoutes } from './contacts/contact_labels.js';
import { contactNotes } from './contacts/contact_notes.js';
import { contactRoutes } from './contacts/contacts.js';
import { conversationActionRoutes } from './conversations/conversation_actions.js';
import { conversationAssignmentRoutes } from './conversations/conversation_assignments.js';
import { conversationFilterRoutes } from './conversations/conversation_filter.js';
import { conversationListRoutes } from './conversations/conversation_list.js';
import { conversationRoutes } from './conversations/conversations.js';
import { csatSurveyRoutes } from './client/csat_survey.js';
import { customFilters } from './settings/custom_filters.js';
import { dashboardRoutes } from './dashboard.js';
import { definitions } from './settings/definitions.js';
import { answerErrors } from './rails/errors.js';
import { inboxMemberRoutes } from './inboxes/inbox_members.js';
import { inboxRoutes } from './inboxes/inboxes.js';
import { integrationRoutes } from './settings/integrations.js';
import { labels } from './settings/labels.js';
import { messageRoutes } from './messages/messages.js';
import { acceptMultipart } from './rails/multipart.js';
import { acceptBodies } from './rails/params.js';
import { refuseUnstorable } from './rails/unstorable.js';
import { platformAccountUserRoutes } from './platform/platform_account_users.js';
import { platformAccountRoutes } from './platform/platform_accounts.js';
import { platformAgentBotRoutes } from './platform/platform_agent_bots.js';
import { platformRoutes } from './platform/platform_auth.js';
import { platformUserRoutes } from './platform/platform_users.js';
import { portals } from './help_center/portals.js';
import { profileChangeRoutes } from './account/profile_changes.js';
import { profileRoutes } from './account/profile.js';
import { JobQueue } from './jobs.js';
import { limitSearches } from './rate_limit.js';
import { hideNewerRoutes, releaseOf, type Edition } from './releases.js';
import { recordReportingEvents, reportingEventRoutes } from './reports/reporting_events.js';
import { reportTableRoutes } from './reports/report_tables.js';
import { reportRoutes } from './reports/reports.js';
import { fillStore } from './seed/seed.js';
import { Store } from './store.js';
import { summaryReportRoutes } from './reports/summary_reports.js';
import { teamMemberRoutes } from './account/team_members.js';
import { teams } from './account/teams.js';
import { deliverWebhooks, type WebhookControls } from './webhooks/webhook_delivery.js';
import { webhooks } from './webhooks/webhooks.js';

export { arriveContact } from './contacts/contact_events.js';
export { addConversation, addMessage } from './conversations/conversation_records.js';
export { createConversation, createMessage } from './client/customer.js';
export { keys, seeded } from './seed/seeded.js';
export { releases, type Release } from './releases.js';
export * from './store.js';
export type { Delivery } from './webhooks/webhook_delivery.js';

export interface ChatwootSandbox extends Sandbox, WebhookControls {
  store: Store;
  /** Brings the store back to the seed; recorded requests, deliveries and faults stay. */
  reset(): void;
  /** Does the background jobs that wait; resolves when the webhook deliveries that came of them are over. */
  settle(): Promise<void>;
}

export interface ChatwootSandboxOptions extends SandboxOptions {
  /** The release to emulate, `4.15.1` unless told: a version, or the name of one of `releases`. */
  version?: string;
  /** `community` unless told. */
  edition?: Edition;
  /** Whether background jobs are done by themselves, shortly after the answer, or when `settle` is called. */
  runsJobs?: boolean;
}

/** Starts an emulated Chatwoot server on loopback, filled with the seed. */
export async function startChatwootSandbox(
  options: ChatwootSandboxOptions = {},
): Promise<ChatwootSandbox> {
  const store = new Store(
    releaseOf(options.version ?? '4.15'),
    new JobQueue(options.runsJobs ?? false),
    options.edition,
  );
  fillStore(store);
  const server = await startServer((app) => {
    const route = addRoutes(app, store);
    if (options.edition === 'enterprise') {
      auditLogRoutes(route);
      reportingEventRoutes(route, store);
    }
    if (options.edition === 'switched_off') brokenAuditLogRoutes(route);
  }, options);
  const sandbox: ChatwootSandbox = {
    ...server,
    store,
    deliveries: [],
    duplicateDeliveries: false,
    corruptBodies: false,
    webhookTimeoutMs: 5000,
    settle: () => courier.settle(),
    reset: () => {
      store.clear();
      fillStore(store);
    },
    close: async () => {
      store.jobs.clear();
      courier.stop();
      await server.close();
    },
  };
  recordReportingEvents(store);
  const courier = deliverWebhooks(store, sandbox);
  return sandbox;
}

/** @returns the function that adds further routes of the account */
function addRoutes(app: FastifyInstance, store: Store): AccountRoute {
  hideNewerRoutes(app, store);
  acceptBodies(app);
  acceptMultipart(app);
  answerErrors(app);
  refuseUnstorable(app);
  limitSearches(app, store);
  profileRoutes(app, store);
  profileChangeRoutes(app, store);
  accountRecordRoutes(app, store);
  const route = accountRoutes(app, store);
  contactRoutes(route, store);
  contactFilterRoutes(route, store);
  contactLabelRoutes(route, store);
  contactNotes.addTo(route);
  contactInboxRoutes(route, store);
  contactConversationRoutes(route, store);
  definitions.addTo(route);
  agentRoutes(route, store);
  teams.addTo(route);
  teamMemberRoutes(route, store);
  labels.addTo(route);
  agentBots.addTo(route);
  cannedResponses.addTo(route);
  automationRuleRoutes(route);
  customFilters.addTo(route);
  webhooks.addTo(route);
  const botRoute = botRoutes(app, store);
  conversationListRoutes(route, store);
  conversationFilterRoutes(route, store);
  conversationRoutes(route, botRoute, store);
  conversationActionRoutes(route, botRoute, store);
  conversationAssignmentRoutes(route, botRoute, store);
  messageRoutes(route, botRoute, store);
  inboxRoutes(route, store);
  inboxMemberRoutes(route, store);
  integrationRoutes(route);
  portals.addTo(route);
  categories.addTo(route);
  articles.addTo(route);
  const reportRoute = accountRoutes(app, store, 'v2');
  reportRoutes(reportRoute, store);
  reportTableRoutes(reportRoute, store);
  summaryReportRoutes(reportRoute, store);
  const platformRoute = platformRoutes(app, store);
  platformAccountRoutes(platformRoute, store);
  platformAccountUserRoutes(platformRoute, store);
  platformUserRoutes(platformRoute, store);
  platformAgentBotRoutes(platformRoute, store);
  clientApiRoutes(app, store);
  clientConversationRoutes(app, store);
  csatSurveyRoutes(app, store);
  dashboardRoutes(app);
  return route;
}
