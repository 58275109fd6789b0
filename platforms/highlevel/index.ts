import type { ZObject } from 'zapier-platform-core';
import { normaliseBaseUrl } from '../../http/base_url.js';
import { problem } from '../../http/problem.js';
import { memoryOf } from '../toolkit/cache.js';
import { clearableChoices, isClearableKey } from '../toolkit/fields/clearable.js';
import type { Connection } from '../../steps/connection.js';
import type { Contacts } from '../contract/contacts.js';
import { wholeList } from '../toolkit/output.js';
import type { Conversations } from '../contract/conversations.js';
import type { Messages } from '../contract/messages.js';
import type { ConnectedPlatform, Platform } from '../contract/platform.js';
import { wireOf } from '../toolkit/wire.js';
import type { HighlevelClient } from './client.js';
import { testConnection } from './connection_test.js';
import { addNote, removeContact } from './contacts/actions.js';
import { draftContact, isInput } from './contacts/draft.js';
import { changedContacts, newestContacts, taggedContacts } from './contacts/feeds.js';
import { clearableStandardFields, standardInputFields } from './contacts/fields.js';
import { contactChoices, findContacts, searchContacts } from './contacts/find.js';
import { createConversation, createFields, updateConversation } from './conversations/actions.js';
import { conversationFeedFields, newestConversations } from './conversations/feed.js';
import { conversationFilterFields, conversationUpdateFields } from './conversations/fields.js';
import { conversationChoices, findConversations } from './conversations/find.js';
import { customInputFields, readIfAllowed } from './custom_fields/definitions.js';
import { highlevelErrors, highlevelTexts } from './errors.js';
import { checkContactId, checkConversationId } from './ids.js';
import { messageFeedFields, newestMessages } from './messages/feed.js';
import { findMessages, messageFindFields } from './messages/find.js';
import { messageBody, sendFields, sendMessage } from './messages/send.js';
import { changeTags, tagChoices } from './contacts/tags.js';
import { userChoices } from './users.js';

const NAME = 'HighLevel';
const BASE_URL = 'https://services.leadconnectorhq.com';
/** First segments of HighLevel's own pages and API: where a pasted address is cut. */
const TAILS = ['v2', 'location', 'locations', 'contacts', 'users'];
/** Of 200,000 requests a day; it alone tells the daily limit from that of 10 s. */
const ALLOWANCE_HEADER = 'x-ratelimit-daily-remaining';
/** 100 requests in 10 s are allowed, and a 429 may not say how long to wait. */
const RATE_WINDOW_SECONDS = 10;

/** The ID, also within a pasted address. */
const LOCATION_ID = /(?:^|\/location\/)([A-Za-z0-9_-]+)(?:$|[/?#])/;

/** A token gets no webhooks: those belong to apps of HighLevel's marketplace. */
const INSTEAD_OF_EVENTS =
  'Use one without "(Instant)", or build a Workflow in HighLevel whose Webhook action calls a Catch Hook of Zapier.';

/** HighLevel (GoHighLevel, LeadConnector) by a sub-account's Private Integration Token. */
export const highlevelPlatform: Platform = {
  key: 'highlevel',
  label: NAME,
  keyHelp:
    '**HighLevel**: in your sub-account at [app.gohighlevel.com](https://app.gohighlevel.com), open *Settings → Private Integrations*, create one with the scopes `contacts.write`, `conversations.write`, `conversations/message.write`, and `.readonly` of these and of `locations`, `locations/customFields`, `locations/tags` and `users`, and copy its token.',
  urlHelp: 'blank',
  accountHelp: 'the Location ID, needed always: the part after `/location/` in the address bar',
  connect: connectHighlevel,
};

function connectHighlevel(z: ZObject, connection: Connection): ConnectedPlatform {
  const { accountId, apiKey, baseUrl } = connection;
  if (!accountId) throw problem(highlevelTexts.missingLocation());
  const locationId = LOCATION_ID.exec(accountId)?.[1];
  if (!locationId) throw problem(highlevelTexts.badLocation(accountId));
  const client: HighlevelClient = {
    z,
    wire: wireOf(connection, {
      platform: NAME,
      baseUrl: normaliseBaseUrl(baseUrl ?? BASE_URL, TAILS),
      headers: { Authorization: `Bearer ${apiKey}` },
      errors: highlevelErrors,
      rateWindowSeconds: RATE_WINDOW_SECONDS,
      allowanceHeader: ALLOWANCE_HEADER,
    }),
    memory: memoryOf(z, connection),
    locationId,
  };
  return {
    name: NAME,
    test: () => testConnection(client),
    contacts: contactsOf(client),
    lists: {
      list_users: wholeList(() => userChoices(client)),
      list_contacts: async (page) => (await contactChoices(client, 'id', page)).results,
    },
    conversations: conversationsOf(client),
    messages: messagesOf(client),
    instead: { events: INSTEAD_OF_EVENTS },
  };
}

function contactsOf(client: HighlevelClient): Contacts {
  return {
    inputFields: async (purpose) => [
      ...(await standardInputFields(purpose)),
      ...(await customInputFields(client)),
    ],
    isInput,
    outputFields: async () =>
      ((await readIfAllowed(client)) ?? []).map(({ attribute, box, label }) => ({
        key: ['custom_attributes', attribute, box].filter(Boolean).join('__'),
        label,
      })),
    clearableFields: async () =>
      clearableChoices(clearableStandardFields, await customInputFields(client)),
    isClearable: (key) => isClearableKey(clearableStandardFields, key),
    choices: (by, page) => contactChoices(client, by, page),
    checkId: checkContactId,
    find: (keys) => findContacts(client, keys),
    search: (text) => searchContacts(client, text),
    draft: (change) => draftContact(client, change),
    newest: (filter) => newestContacts(client, filter),
    changed: () => changedContacts(client),
    tagged: (tag) => taggedContacts(client, tag),
    labels: {
      choices: () => tagChoices(client),
      change: (contactId, change) => changeTags(client, contactId, change),
    },
    remove: (id) => removeContact(client, id),
    addNote: (id, content) => addNote(client, id, content),
  };
}

function conversationsOf(client: HighlevelClient): Conversations {
  return {
    feedFields: conversationFeedFields,
    // HighLevel's conversations have no attributes.
    outputFields: () => Promise.resolve([]),
    newest: (filter) => newestConversations(client, filter),
    choices: (page) => conversationChoices(client, page),
    checkId: checkConversationId,
    findFields: () => conversationFilterFields(),
    find: (query) => findConversations(client, query),
    createFields: (input) => Promise.resolve(createFields(input)),
    create: (contactId, values) => createConversation(client, contactId, values),
    updateFields: () => Promise.resolve(conversationUpdateFields()),
    // What the API can set it can't empty: the star is taken off with `false`.
    clearableFields: () => Promise.resolve([]),
    update: (id, change) => updateConversation(client, id, change),
  };
}

function messagesOf(client: HighlevelClient): Messages {
  return {
    feedFields: messageFeedFields,
    newest: (filter) => newestMessages(client, filter),
    sendFields: (input) => Promise.resolve(sendFields(input)),
    send: async (values) => sendMessage(client, await messageBody(values)),
    findFields: messageFindFields,
    find: (conversationId, filter, cursor) => findMessages(client, conversationId, filter, cursor),
  };
}
