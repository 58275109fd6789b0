import type { Host } from '../../http/host.js';
import { normaliseBaseUrl } from '../../http/base_url.js';
import { newClient, type ChatwootClient } from './client.js';
import { checkConnection } from './connection_check.js';
import { inboxContactsOf } from './inbox_contacts/index.js';
import { contactsOf } from './contacts/index.js';
import { conversationsOf } from './conversations/index.js';
import { chatwootErrors } from './errors.js';
import { eventSourceOf } from './events/index.js';
import { findMessageFields, sendMessageFields } from './messages/fields.js';
import { findMessages } from './messages/find.js';
import { sendMessage } from './messages/send.js';
import { messageOutputs } from './messages/shape.js';
import { chatwootLists } from './lists.js';
import { chatwootOperations } from './operations/index.js';
import { catalogueOf } from './operations/port.js';
import { operationsIn } from '../catalogue/run.js';
import type { Messages } from '../contract/messages.js';
import type { Pace, Platform } from '../contract/platform.js';
import { memoryOf } from '../toolkit/cache.js';
import { connectedLists } from '../toolkit/lists.js';
import { platformOf } from '../toolkit/platform.js';
import { wireOf } from '../toolkit/wire.js';
import type { Connection } from '../contract/connection.js';
import { chatwootProblems } from './problems.js';

/** What differs between the companies that run Chatwoot under their own name. */
interface WhiteLabel {
  key: string;
  label: string;
  /** Its one known address; undefined where every customer has their own. */
  baseUrl: string | undefined;
  updateMethod: ChatwootClient['updateMethod'];
  keyHelp: string;
  urlHelp: string;
}

/** First segments of Chatwoot's own pages and APIs: where a pasted address is cut. */
const TAILS = ['app', 'api', 'platform', 'public', 'auth', 'super_admin', 'widget'];

/** Chatwoot's limits are per minute (`rack_attack.rb`), and its 429 doesn't say how long to wait. */
const RATE_WINDOW_SECONDS = 60;

/** Half of the 3000 a minute that an address may send (`rack_attack.rb`): Zapier's addresses are shared by all. */
const PACE: Pace = { requests: 250, milliseconds: 10_000, atOnce: 5 };

const ACCOUNT_HELP =
  'Only if your key belongs to several accounts: the number after `/accounts/` in the address bar.';

const PROFILE =
  'click your picture, then *Profile Settings*, and copy the *Access Token* at the bottom of the page.';

const konverteDigital: WhiteLabel = {
  key: 'konverte_digital',
  label: 'Konverte Digital',
  baseUrl: undefined,
  updateMethod: 'PUT',
  keyHelp: `In Konverte Digital ${PROFILE}`,
  urlHelp: 'The address at which you open Konverte Digital in your browser.',
};

const digital99: WhiteLabel = {
  key: '99digital',
  label: '99digital',
  baseUrl: 'https://online.99digital.co.il',
  updateMethod: 'PATCH',
  keyHelp:
    'Log in at [online.99digital.co.il](https://online.99digital.co.il), open your profile page and copy the API key (Access Token).',
  urlHelp: 'Only if you open 99digital at another address than `https://online.99digital.co.il`.',
};

const chatwoot: WhiteLabel = {
  key: 'chatwoot',
  label: 'Chatwoot',
  baseUrl: 'https://app.chatwoot.com',
  updateMethod: 'PUT',
  keyHelp: `Log in at [app.chatwoot.com](https://app.chatwoot.com) or on your own server, ${PROFILE}`,
  urlHelp:
    'The address of your own server, such as `https://chat.example.com`. Blank for `https://app.chatwoot.com`.',
};

export const konverteDigitalPlatform = chatwootOf(konverteDigital);
export const digital99Platform = chatwootOf(digital99);
export const chatwootPlatform = chatwootOf(chatwoot);

/** Konverte Digital, 99digital and Chatwoot itself: one API under three names. */
export const chatwootPlatforms = [konverteDigitalPlatform, digital99Platform, chatwootPlatform];

function chatwootOf(whiteLabel: WhiteLabel): Platform {
  return platformOf<ChatwootClient>({
    key: whiteLabel.key,
    label: whiteLabel.label,
    connection: {
      keyHelp: whiteLabel.keyHelp,
      url: {
        help: whiteLabel.urlHelp,
        placeholder: 'https://chat.example.com',
        ...(!whiteLabel.baseUrl && { required: true }),
      },
      account: { label: 'Account ID', help: ACCOUNT_HELP },
      isOwnServer: true,
    },
    operations: chatwootOperations,
    lists: chatwootLists,
    pace: PACE,
    instead: {
      changed_contacts: 'Use Updated Contact (Instant).',
      tagged_contacts: 'Use Updated Contact (Instant) with Only When These Labels Are Added.',
      new_messages: 'Use New Message (Instant).',
    },
    open: (host, connection) => openChatwoot(host, connection, whiteLabel),
    test: checkConnection,
    parts: (client) => ({
      contacts: contactsOf(client),
      lists: connectedLists(chatwootLists, client),
      inboxContacts: inboxContactsOf(client),
      conversations: conversationsOf(client),
      messages: messagesOf(client),
      events: eventSourceOf(client),
      operations: { catalogue: chatwootOperations, ...operationsIn(() => catalogueOf(client)) },
    }),
  });
}

function openChatwoot(host: Host, connection: Connection, whiteLabel: WhiteLabel): ChatwootClient {
  const typedUrl = connection.baseUrl ?? whiteLabel.baseUrl;
  if (!typedUrl) throw chatwootProblems.missingUrl(whiteLabel.label);
  return newClient({
    host,
    wire: wireOf(connection, {
      platform: whiteLabel.label,
      baseUrl: normaliseBaseUrl(typedUrl, TAILS),
      // With dashes: nginx drops header names with underscores, and the server reads both alike.
      headers: { 'Api-Access-Token': connection.apiKey },
      errors: chatwootErrors,
      rateWindowSeconds: RATE_WINDOW_SECONDS,
    }),
    memory: memoryOf(host, connection),
    updateMethod: whiteLabel.updateMethod,
    typedAccountId: connection.accountId,
    hmacToken: connection.hmacToken,
  });
}

function messagesOf(client: ChatwootClient): Messages {
  return {
    feedFields: () => [],
    outputFields: messageOutputs,
    sendFields: (input) => sendMessageFields(client, input),
    send: (input) => sendMessage(client, input),
    findFields: findMessageFields,
    find: (conversationId, filter, cursor) => findMessages(client, conversationId, filter, cursor),
  };
}
