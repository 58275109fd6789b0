import { withLists } from '../../catalogue/lists.js';
import type { ChatwootEntry } from './entry.js';
import { withOutputs } from '../../catalogue/outputs.js';
import { chatwootLists } from '../lists.js';
import { account } from './account.js';
import { agentBots } from './agent_bots.js';
import { agents } from './agents.js';
import { articles } from './articles.js';
import { automationRules } from './automation_rules.js';
import { cannedResponses } from './canned_responses.js';
import { categories } from './categories.js';
import { clientApi } from './client_api.js';
import { clientConversations } from './client_conversations.js';
import { clientMessages } from './client_messages.js';
import { contacts } from './contacts.js';
import { conversations } from './conversations.js';
import { customAttributes } from './custom_attributes.js';
import { customFilters } from './custom_filters.js';
import { inboxMembers } from './inbox_members.js';
import { inboxes } from './inboxes.js';
import { integrations } from './integrations.js';
import { labels } from './labels.js';
import { outputWords } from './output_words.js';
import { platformAccounts } from './platform_accounts.js';
import { platformAgentBots } from './platform_agent_bots.js';
import { platformUsers } from './platform_users.js';
import { portals } from './portals.js';
import { profile } from './profile.js';
import { reports } from './reports.js';
import { summaryReports } from './summary_reports.js';
import { teams } from './teams.js';
import { webhooks } from './webhooks.js';

/** What Chatwoot's API can do beyond the steps all platforms share. To add an operation, add an entry. */
export const chatwootOperations: ChatwootEntry[] = withOutputs(
  withLists(
    withTold([
      ...account,
      ...agentBots,
      ...agents,
      ...articles,
      ...automationRules,
      ...cannedResponses,
      ...categories,
      ...clientApi,
      ...clientConversations,
      ...clientMessages,
      ...contacts,
      ...conversations,
      ...customAttributes,
      ...customFilters,
      ...inboxMembers,
      ...inboxes,
      ...integrations,
      ...labels,
      ...platformAccounts,
      ...platformAgentBots,
      ...platformUsers,
      ...portals,
      ...profile,
      ...reports,
      ...summaryReports,
      ...teams,
      ...webhooks,
    ]),
    chatwootLists,
  ),
  outputWords,
);

/** A field that came with a release or an edition is told by every server that knows it. */
function withTold(entries: readonly ChatwootEntry[]): ChatwootEntry[] {
  return entries.map((entry) => ({
    ...entry,
    fields: entry.fields.map((field) => {
      const { since, edition } = field;
      if (since === undefined && edition === undefined) return field;
      return { ...field, told: typeof since === 'object' ? Object.keys(since) : true };
    }),
  }));
}
