import { newRow } from './seed_row.js';
import { pick } from '../rails/params.js';
import { articleColumns, categoryColumns, portalColumns } from '../records/help_center.js';
import { hookColumns } from '../records/integration.js';
import type { ReportingEvent } from '../records/reporting.js';
import type { Conversation, Store } from '../store.js';

/** Fills in what administrators look after: a help center, an integration, and first numbers. */
export function fillHelpCenter(store: Store): void {
  const created = new Date('2026-01-20T08:00:00.000Z');
  const portal = {
    id: 1,
    name: 'Acme Help',
    slug: 'acme-help',
    color: '#1f93ff',
    header_text: 'How can we help?',
    homepage_link: 'https://www.example.com',
    page_title: 'Acme Help Center',
    archived: false,
    config: { allowed_locales: ['en', 'pt_BR'], default_locale: 'en', draft_locales: [] },
  };
  const category = {
    id: 1,
    portal_id: 1,
    name: 'Billing',
    slug: 'billing',
    description: 'Invoices and plans',
    position: 10,
  };
  const article = {
    id: 1,
    portal_id: 1,
    category_id: 1,
    author_id: 1,
    title: 'Where are my invoices?',
    slug: '1767600000-where-are-my-invoices',
    content: 'Every invoice is under Settings, Billing.',
    status: 'published' as const,
    locale: 'en',
    position: 10,
    views: 12,
  };
  const hook = {
    id: 1,
    app_id: 'dialogflow',
    inbox_id: 1,
    hook_type: 'inbox' as const,
    settings: {
      project_id: 'acme-greeter',
      credentials: { private_key_id: 'Rk5tV8yB2nM6qW9e' },
      region: 'global',
    },
  };
  store.portals = [newRow(portalColumns, portal, created)];
  store.categories = [newRow(categoryColumns, category, created)];
  store.articles = [newRow(articleColumns, article, created)];
  store.integrationHooks = [newRow(hookColumns, hook, created)];
  store.reportingEvents = [];
  for (const conversation of store.conversations) addEvents(store, conversation);
}

/** What the server wrote down when the seed's conversations got to where they are. */
function addEvents(store: Store, conversation: Conversation): void {
  const { created_at: created, first_reply_created_at: replied } = conversation;
  const add = (name: ReportingEvent['name'], end: Date): void => {
    store.reportingEvents.push({
      id: store.nextId('reporting_events', store.reportingEvents),
      name,
      value: (end.getTime() - created.getTime()) / 1000,
      ...pick(conversation, 'account_id', 'inbox_id'),
      user_id: conversation.assignee_id,
      conversation_id: conversation.id,
      event_start_time: created,
      event_end_time: end,
      created_at: end,
    });
  };
  if (conversation.status !== 'pending') add('conversation_opened', created);
  if (replied) add('first_response', replied);
  if (conversation.status === 'resolved') add('conversation_resolved', conversation.updated_at);
}
