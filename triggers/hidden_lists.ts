import type { Trigger } from 'zapier-platform-core';
import { onForm } from '../steps/on_platform.js';
import type { ListKey } from '../platforms/contract/list_key.js';
import { tellApart } from '../platforms/toolkit/output.js';

/** What each list is of: the noun, and several of them. */
const LISTS: Record<ListKey, [noun: string, plural: string]> = {
  list_agent_bots: ['Bot', 'Agent Bots'],
  list_agents: ['Agent', 'Agents'],
  list_api_inboxes: ['Inbox', 'API Inboxes'],
  list_articles: ['Article', 'Articles of a Portal'],
  list_automation_rules: ['Rule', 'Automation Rules'],
  list_canned_responses: ['Response', 'Canned Responses'],
  list_categories: ['Category', 'Categories of a Portal'],
  list_contact_inboxes: ['Inbox', 'Inboxes of a Contact'],
  list_contacts: ['Contact', 'Contacts'],
  list_conversations: ['Conversation', 'Conversations'],
  list_custom_attributes: ['Attribute', 'Custom Attributes'],
  list_custom_filters: ['Filter', 'Custom Filters'],
  list_inboxes: ['Inbox', 'Inboxes'],
  list_integration_hooks: ['Hook', 'Integration Hooks'],
  list_integrations: ['Integration', 'Integrations'],
  list_label_ids: ['Label', 'Labels by ID'],
  list_labels: ['Label', 'Labels'],
  list_platform_accounts: ['Account', 'Accounts'],
  list_platform_agent_bots: ['Bot', 'Platform Agent Bots'],
  list_portal_ids: ['Portal', 'Portals by ID'],
  list_portals: ['Portal', 'Portals'],
  list_teams: ['Team', 'Teams'],
  list_users: ['User', 'Users'],
  list_webhooks: ['Webhook', 'Webhooks'],
};

/**
 * The hidden triggers that fill dropdowns. Needed for fields that come from a function: Zapier takes
 * functions for choices only in static fields. Platforms without such a list give an empty one.
 */
export const hiddenLists = Object.fromEntries(
  Object.entries(LISTS).map(([key, [noun, plural]]) => [
    key,
    hiddenList(key as ListKey, noun, plural),
  ]),
) as Record<ListKey, ReturnType<typeof hiddenList>>;

function hiddenList(key: ListKey, noun: string, plural: string) {
  return {
    key,
    noun,
    display: {
      label: `List ${plural}`,
      description: `Triggers when a dropdown of ${plural.toLowerCase()} is opened.`,
      hidden: true,
    },
    operation: {
      type: 'polling' as const,
      // Zapier asks for the next page until one is empty.
      canPaginate: true,
      perform: onForm(async (platform, input, { page }) => {
        const choices = (await platform.lists[key]?.(page, input)) ?? [];
        return tellApart(choices).map(({ id, label }) => ({ id, name: label }));
      }),
    },
  } satisfies Trigger;
}
