import type { OperationInputs } from '../helpers/running/operation_inputs.js';
import { account } from './account.js';
import { agentBots } from './agent_bots.js';
import { agents } from './agents.js';
import { articles } from './articles.js';
import { automationRules } from './automation_rules.js';
import { cannedResponses } from './canned_responses.js';
import { clientApi } from './client_api.js';
import { clientConversations } from './client_conversations.js';
import { clientMessages } from './client_messages.js';
import { contacts } from './contacts.js';
import { conversations } from './conversations.js';
import { categories } from './categories.js';
import { customAttributes } from './custom_attributes.js';
import { customFilters } from './custom_filters.js';
import { inboxMembers } from './inbox_members.js';
import { inboxes } from './inboxes.js';
import { integrations } from './integrations.js';
import { labels } from './labels.js';
import { platformAccounts } from './platform_accounts.js';
import { platformAgentBots } from './platform_agent_bots.js';
import { platformUsers } from './platform_users.js';
import { reports } from './reports.js';
import { summaryReports } from './summary_reports.js';
import { portals } from './portals.js';
import { profile } from './profile.js';
import { teams } from './teams.js';
import { webhooks } from './webhooks.js';

/** What every operation of the catalogue is walked with. */
export const operationInputs: OperationInputs = {
  ...account,
  ...agentBots,
  ...agents,
  ...articles,
  ...automationRules,
  ...cannedResponses,
  ...clientApi,
  ...clientConversations,
  ...clientMessages,
  ...contacts,
  ...conversations,
  ...categories,
  ...customAttributes,
  ...customFilters,
  ...inboxMembers,
  ...inboxes,
  ...integrations,
  ...labels,
  ...platformAccounts,
  ...platformAgentBots,
  ...platformUsers,
  ...reports,
  ...summaryReports,
  ...portals,
  ...profile,
  ...teams,
  ...webhooks,
};
