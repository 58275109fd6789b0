import { keys, seeded } from '../../../sandbox/chatwoot/index.js';

/** Where and with what a refusal of values is got from the sandbox's seed. */
interface Case {
  path: string;
  body?: unknown;
  key?: string;
  /** What is sent first, with what follows from it. */
  before?: { method: string; path: string; key: string };
}

const A = '/api/v1/accounts/1';
const HELP = `${A}/portals/acme-help`;
const V2 = '/api/v2/accounts/1';
const RANGE = 'since=1700000000&until=1800000000';
const { inbox_identifier: inbox, source_id: source } = seeded.apiInbox;
const CLIENT = `/public/api/v1/inboxes/${inbox}/contacts`;
const EMAIL = 'jane.doe@example.com';
const filterOf = (attribute_key: string, filter_operator: string, values: unknown[]) => ({
  payload: [{ attribute_key, filter_operator, values }],
});

/** By the recorded case; the recording says the method. */
export const cases: Readonly<Record<string, Case>> = {
  'POST rule, bad action': {
    path: `${A}/automation_rules`,
    body: {
      name: 'X',
      event_name: 'message_created',
      conditions: [],
      actions: [{ action_name: 'bogus' }],
    },
  },
  'session DELETE label, unknown': { path: `${A}/labels/999999` },
  'session PATCH label, unknown': { path: `${A}/labels/999999`, body: { title: 'x1' } },
  'find_csat_survey [without survey]': { path: '/public/api/v1/csat_survey/nope' },
  'create_inbox_contact [hmac wrong]': {
    path: `/public/api/v1/inboxes/${seeded.secureApiInbox.inbox_identifier}/contacts`,
    body: { identifier: 'x', identifier_hash: 'y' },
  },
  'find_inbox_contact [hmac missing]': {
    path: `/public/api/v1/inboxes/${seeded.secureApiInbox.inbox_identifier}/contacts/${seeded.secureApiInbox.source_id}`,
  },
  'create_platform_account [bad feature]': {
    path: '/platform/api/v1/accounts',
    body: { name: 'X', features: { bogus: true } },
  },
  'update_conversation [bot key on a conversation with a team]': {
    path: `${A}/conversations/4`,
    key: keys.bot,
  },
  'create_contact_inbox [source taken]': {
    path: `${A}/contacts/5/contact_inboxes`,
    body: { inbox_id: 2, source_id: source },
  },
  'POST agent, no email': { path: `${A}/agents`, body: { name: 'X' } },
  'POST agent, bad role': {
    path: `${A}/agents`,
    body: { name: 'X', email: 'x@example.com', role: 'king' },
  },
  'create_agent [bad email]': { path: `${A}/agents`, body: { name: 'X', email: 'nope' } },
  'find_audit_log [minimal]': { path: `${A}/audit_logs` },
  'POST rule, conditions not list': {
    path: `${A}/automation_rules`,
    body: { name: 'X', event_name: 'message_created', conditions: 'x', actions: [] },
  },
  'create_canned_response [duplicate]': {
    path: `${A}/canned_responses`,
    body: { short_code: 'hello', content: 'x' },
  },
  'create_integration_hook [bad settings]': {
    path: `${A}/integrations/hooks`,
    body: { app_id: 'google_translate', settings: { bogus: 1 } },
  },
  'session POST label, duplicate': { path: `${A}/labels`, body: { title: 'vip' } },
  'session POST label, bad title': { path: `${A}/labels`, body: { title: 'a b!' } },
  'POST article, slug taken': {
    path: `${HELP}/articles`,
    body: { title: 'X', content: 'x', author_id: 1, slug: '1767600000-where-are-my-invoices' },
  },
  'create_category [duplicate]': {
    path: `${HELP}/categories`,
    body: { name: 'X', slug: 'billing', locale: 'en' },
  },
  'POST category, locale not of the portal': {
    path: `${HELP}/categories`,
    body: { name: 'X', slug: 'x', locale: 'fr' },
  },
  'find_inbox_agent_bot [agent key]': { path: `${A}/inboxes/3/agent_bot`, key: keys.agent },
  'platform: GET accounts after a deletion': {
    path: '/platform/api/v1/accounts',
    before: { method: 'DELETE', path: '/platform/api/v1/accounts/2', key: keys.platformApp },
  },
  'GET automation rule, unknown': { path: `${A}/automation_rules/999999` },
  'POST contact labels, unknown contact': {
    path: `${A}/contacts/999999/labels`,
    body: { labels: ['x'] },
  },
  'POST note, blank': { path: `${A}/contacts/1/notes`, body: { content: '' } },
  'update_contact [email taken]': { path: `${A}/contacts/5`, body: { email: EMAIL } },
  'create_contact [duplicate]': { path: `${A}/contacts`, body: { email: EMAIL } },
  'GET contact, text id': { path: `${A}/contacts/abc` },
  'find_contacts_by_filter [days before]': {
    path: `${A}/contacts/filter`,
    body: filterOf('created_at', 'days_before', ['3']),
  },
  'filter: no values': { path: `${A}/contacts/filter`, body: filterOf('email', 'equal_to', []) },
  'unknown account: GET contacts': { path: '/api/v1/accounts/999999/contacts' },
  'POST contact, unknown inbox': { path: `${A}/contacts`, body: { name: 'X', inbox_id: 999999 } },
  'POST contact, bad phone': { path: `${A}/contacts`, body: { name: 'X', phone_number: '123' } },
  'POST contact, bad email': { path: `${A}/contacts`, body: { name: 'X', email: 'nope' } },
  'POST contact, long name': { path: `${A}/contacts`, body: { name: 'x'.repeat(300) } },
  'send_message [incoming, website]': {
    path: `${A}/conversations/2/messages`,
    body: { content: 'x', message_type: 'incoming' },
  },
  'POST message, bad type': {
    path: `${A}/conversations/2/messages`,
    body: { content: 'x', message_type: 'bogus' },
  },
  'POST message, bad content_type': {
    path: `${A}/conversations/2/messages`,
    body: { content: 'x', content_type: 'bogus' },
  },
  'find_reporting_event [conversation]': { path: `${A}/conversations/1/reporting_events` },
  'find_reporting_event [minimal]': { path: `${A}/reporting_events` },
  'POST toggle_status, bad': {
    path: `${A}/conversations/1/toggle_status`,
    body: { status: 'bogus' },
  },
  'PATCH conversation bad priority': { path: `${A}/conversations/1`, body: { priority: 'bogus' } },
  'conv filter: bad operator': {
    path: `${A}/conversations/filter`,
    body: filterOf('status', 'contains', ['open']),
  },
  'POST conversation, unknown contact': {
    path: `${A}/conversations`,
    body: { inbox_id: 2, contact_id: 999999 },
  },
  'POST conversation, bad status': {
    path: `${A}/conversations`,
    body: { inbox_id: 2, contact_id: 1, status: 'bogus' },
  },
  'POST cad, bad type': {
    path: `${A}/custom_attribute_definitions`,
    body: { attribute_display_name: 'X', attribute_key: 'x', attribute_display_type: 'bogus' },
  },
  'create_custom_attribute [odd key]': {
    path: `${A}/custom_attribute_definitions`,
    body: {
      attribute_display_name: 'X',
      attribute_key: 'x y',
      attribute_model: 1,
      attribute_display_type: 0,
    },
  },
  'POST filter, bad type': {
    path: `${A}/custom_filters`,
    body: { name: 'X', filter_type: 'bogus', query: {} },
  },
  'add_inbox_members [unknown agent]': {
    path: `${A}/inbox_members`,
    body: { inbox_id: 2, user_ids: [999999] },
  },
  'update_inbox_members [unknown agent]': {
    path: `${A}/inbox_members`,
    body: { inbox_id: 2, user_ids: [999999] },
  },
  'PATCH inbox, bad timezone': { path: `${A}/inboxes/2`, body: { timezone: 'Nowhere/Else' } },
  'update_inbox [unknown portal]': { path: `${A}/inboxes/2`, body: { portal_id: 999999 } },
  'POST inbox, bad channel': {
    path: `${A}/inboxes`,
    body: { name: 'X', channel: { type: 'bogus' } },
  },
  'POST inbox, no name': { path: `${A}/inboxes`, body: { channel: { type: 'api' } } },
  'POST inbox, no channel': { path: `${A}/inboxes`, body: { name: 'X' } },
  'POST inbox, website without url': {
    path: `${A}/inboxes`,
    body: { name: 'X', channel: { type: 'web_widget' } },
  },
  'GET integration app, unknown': { path: `${A}/integrations/apps/nope` },
  'unknown route': { path: `${A}/nonsense` },
  'unknown top route': { path: '/nonsense' },
  'find_article [unknown portal]': { path: `${A}/portals/nope/articles` },
  'POST article, no title': { path: `${HELP}/articles`, body: { content: 'x', author_id: 1 } },
  'POST article, unknown author': {
    path: `${HELP}/articles`,
    body: { title: 'X', content: 'x', author_id: 999999 },
  },
  'GET portal, unknown': { path: `${A}/portals/nope` },
  'create_portal [duplicate]': { path: `${A}/portals`, body: { name: 'X', slug: 'acme-help' } },
  'POST team, no name': { path: `${A}/teams`, body: {} },
  'GET webhook one': { path: `${A}/webhooks/1` },
  'create_webhook [bad url]': {
    path: `${A}/webhooks`,
    body: { url: 'nope', subscriptions: ['contact_created'] },
  },
  'POST webhook, bad subscription': {
    path: `${A}/webhooks`,
    body: { url: 'https://hooks.example.com/9', subscriptions: ['bogus'] },
  },
  'update_account_settings [bad value]': { path: A, body: { auto_resolve_after: 1 } },
  'PATCH account, bad locale': { path: A, body: { locale: 'xx' } },
  'PATCH profile, nothing': { path: '/api/v1/profile', body: {} },
  'v2 GET reports/conversations?type=bogus': { path: `${V2}/reports/conversations?type=bogus` },
  'v2 GET reports?metric=conversations_count&type=bogus&since=#&until=#': {
    path: `${V2}/reports?metric=conversations_count&type=bogus&${RANGE}`,
  },
  'v2 GET reports/outgoing_messages_count?group_by=bogus&since=#&until=#': {
    path: `${V2}/reports/outgoing_messages_count?group_by=bogus&${RANGE}`,
  },
  'find_summary_report [channel, too long]': { path: `${V2}/summary_reports/channel?${RANGE}` },
  'create_account_user [unknown user]': {
    path: '/platform/api/v1/accounts/2/account_users',
    body: { user_id: 999999, role: 'agent' },
  },
  'platform: POST account_user, bad role': {
    path: '/platform/api/v1/accounts/2/account_users',
    body: { user_id: 2, role: 'king' },
  },
  'platform: GET account, not permitted': { path: '/platform/api/v1/accounts/3' },
  'platform: POST account, no name': { path: '/platform/api/v1/accounts', body: { locale: 'en' } },
  'create_user [weak password]': {
    path: '/platform/api/v1/users',
    body: { name: 'X', email: 'x9@example.com', password: 'abc' },
  },
  'client: POST contact, bad email': { path: CLIENT, body: { email: 'nope' } },
  'client: POST contact, bad phone': { path: CLIENT, body: { phone_number: '123' } },
  'client: PATCH contact, bad email': { path: `${CLIENT}/${source}`, body: { email: 'nope' } },
  'client: PATCH contact, bad phone': {
    path: `${CLIENT}/${source}`,
    body: { phone_number: '123' },
  },
};
