import type { Host } from '../../http/host.js';
import { normaliseBaseUrl } from '../../http/base_url.js';
import type { Pace, Platform } from '../contract/platform.js';
import type { HighlevelClient } from './client.js';
import { checkConnection } from './connection_check.js';
import { contactsOf } from './contacts/index.js';
import { conversationsOf } from './conversations/index.js';
import { highlevelErrors } from './errors.js';
import { highlevelProblems } from './problems.js';
import { highlevelLists } from './lists.js';
import { operationsIn } from '../catalogue/run.js';
import { messagesOf } from './messages/index.js';
import { highlevelOperations } from './operations/index.js';
import { catalogueOf } from './operations/port.js';
import { memoryOf } from '../toolkit/cache.js';
import { connectedLists } from '../toolkit/lists.js';
import { platformOf } from '../toolkit/platform.js';
import { wireOf } from '../toolkit/wire.js';
import type { Connection } from '../contract/connection.js';

const NAME = 'HighLevel';

const BASE_URL = 'https://services.leadconnectorhq.com';

/** First segments of HighLevel's own pages and API: where a pasted address is cut. */
const TAILS = ['v2', 'location', 'locations', 'contacts', 'users'];

/** Of 200,000 requests a day; it alone tells the daily limit from that of 10 s. */
const ALLOWANCE_HEADER = 'x-ratelimit-daily-remaining';

/** 100 requests in 10 s are allowed, and a 429 may not say how long to wait. */
const RATE_WINDOW_SECONDS = 10;
/** Of the 100 that a location's app may send in ten seconds. */
const PACE: Pace = { requests: 90, milliseconds: 10_000, atOnce: 6 };

/** The ID, also within a pasted address. */
const LOCATION_ID = /(?:^|\/location\/)([A-Za-z0-9_-]+)(?:$|[/?#])/;

/** A token gets no webhooks: those belong to apps of HighLevel's marketplace. */
const BY_WORKFLOW = 'a Workflow in HighLevel whose Webhook action calls a Catch Hook of Zapier.';

/** HighLevel (GoHighLevel, LeadConnector) by a sub-account's Private Integration Token. */
export const highlevelPlatform: Platform = platformOf<HighlevelClient>({
  key: 'highlevel',
  label: NAME,
  connection: {
    keyHelp:
      'In [your sub-account](https://app.gohighlevel.com) open *Settings → Private Integrations*, create one with the scopes of contacts, conversations, messages, tags, custom values (view and edit), locations, custom fields, users, workflows, campaigns, businesses (view), and copy its token.',
    account: {
      label: 'Location ID',
      help: 'The part after `/location/` in the address bar of your sub-account.',
      required: true,
    },
  },
  lists: highlevelLists,
  operations: highlevelOperations,
  pace: PACE,
  instead: {
    contact_merge: 'Move what you need with Update Contact, then use Delete Contact.',
    inbox_contacts: 'Use Create Contact or Update Contact.',
    new_contact_events: `Use New Contact, or build ${BY_WORKFLOW}`,
    updated_contact_events: `Use New or Updated Contact, or build ${BY_WORKFLOW}`,
    new_conversation_events: `Use New Conversation, or build ${BY_WORKFLOW}`,
    updated_conversation_events: `Build ${BY_WORKFLOW}`,
    conversation_status_changed_events: `Build ${BY_WORKFLOW}`,
    new_message_events: `Use New Message, or build ${BY_WORKFLOW}`,
    operations: {
      Contact: 'Use Find Contact.',
      Conversation: 'Use Find Conversation, Create Conversation or Update Conversation.',
      Label: 'Use Add Contact Labels or Remove Contact Labels.',
      Message: 'Use Send Message or Find Message.',
    },
  },
  open: openHighlevel,
  test: checkConnection,
  parts: (client) => ({
    contacts: contactsOf(client),
    lists: connectedLists(highlevelLists, client),
    conversations: conversationsOf(client),
    messages: messagesOf(client),
    operations: { catalogue: highlevelOperations, ...operationsIn(() => catalogueOf(client)) },
  }),
});

function openHighlevel(host: Host, connection: Connection): HighlevelClient {
  const { accountId, apiKey, baseUrl } = connection;
  if (!accountId) throw highlevelProblems.missingLocation();
  const locationId = LOCATION_ID.exec(accountId)?.[1];
  if (!locationId) throw highlevelProblems.badLocation(accountId);
  return {
    host,
    wire: wireOf(connection, {
      platform: NAME,
      baseUrl: normaliseBaseUrl(baseUrl ?? BASE_URL, TAILS),
      headers: { Authorization: `Bearer ${apiKey}` },
      errors: highlevelErrors,
      rateWindowSeconds: RATE_WINDOW_SECONDS,
      allowanceHeader: ALLOWANCE_HEADER,
    }),
    memory: memoryOf(host, connection),
    locationId,
  };
}
