import type { ReportingEvent } from '../records/reporting.js';
import type { Conversation, Store } from '../store.js';

/** Fills in what administrators look after: a help center, an integration, and first numbers. */
export function fillHelpCenter(store: Store): void {
  const at = (text: string): Date => new Date(text);
  store.portals = [
    {
      id: 1,
      account_id: 1,
      name: 'Acme Help',
      slug: 'acme-help',
      color: '#1f93ff',
      custom_domain: null,
      header_text: 'How can we help?',
      homepage_link: 'https://www.example.com',
      page_title: 'Acme Help Center',
      archived: false,
      config: { allowed_locales: ['en', 'pt_BR'], default_locale: 'en', draft_locales: [] },
      inbox_id: null,
    },
  ];
  store.categories = [
    {
      id: 1,
      account_id: 1,
      portal_id: 1,
      name: 'Billing',
      slug: 'billing',
      description: 'Invoices and plans',
      locale: 'en',
      icon: '',
      icon_color: null,
      position: 10,
      parent_category_id: null,
      associated_category_id: null,
      related_category_ids: [],
    },
  ];
  store.articles = [
    {
      id: 1,
      account_id: 1,
      portal_id: 1,
      category_id: 1,
      author_id: 1,
      associated_article_id: null,
      title: 'Where are my invoices?',
      slug: '1767600000-where-are-my-invoices',
      content: 'Every invoice is under Settings, Billing.',
      description: null,
      draft_title: null,
      draft_content: null,
      status: 'published',
      locale: 'en',
      position: 10,
      views: 12,
      meta: {},
      updated_at: at('2026-01-20T08:00:00.000Z'),
    },
  ];
  store.integrationHooks = [
    {
      id: 1,
      account_id: 1,
      app_id: 'dialogflow',
      inbox_id: 1,
      hook_type: 'inbox',
      status: 'enabled',
      settings: {
        project_id: 'acme-greeter',
        credentials: { private_key_id: 'Rk5tV8yB2nM6qW9e' },
        region: 'global',
      },
      reference_id: null,
    },
  ];
  store.reportingEvents = [];
  for (const conversation of store.conversations) addEvents(store, conversation);
}

/** What the server wrote down when the seed's conversations got to where they are. */
function addEvents(store: Store, conversation: Conversation): void {
  const {
    created_at: created,
    first_reply_created_at: replied,
    updated_at: updated,
  } = conversation;
  const add = (name: ReportingEvent['name'], end: Date): void => {
    store.reportingEvents.push({
      id: store.nextId('reporting_events', store.reportingEvents),
      name,
      value: (end.getTime() - created.getTime()) / 1000,
      account_id: conversation.account_id,
      inbox_id: conversation.inbox_id,
      user_id: conversation.assignee_id,
      conversation_id: conversation.id,
      event_start_time: created,
      event_end_time: end,
      created_at: end,
    });
  };
  if (conversation.status !== 'pending') add('conversation_opened', created);
  if (replied) add('first_response', replied);
  if (conversation.status === 'resolved') add('conversation_resolved', updated);
}
