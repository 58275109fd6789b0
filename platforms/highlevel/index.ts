import type { ZObject } from 'zapier-platform-core';
import { normaliseBaseUrl } from '../../http/base_url.js';
import { problem } from '../../http/problem.js';
import { clearableChoices, isClearableKey } from '../clearable.js';
import type { Connection } from '../connection.js';
import type { ConnectedPlatform, Contacts, Platform } from '../platform.js';
import { wireOf } from '../wire.js';
import type { HighlevelClient } from './client.js';
import { testConnection } from './connection_test.js';
import { addNote, removeContact } from './contact_actions.js';
import { draftContact } from './contact_draft.js';
import { clearableStandardFields, standardInputFields } from './contact_fields.js';
import { contactChoices, findContacts, searchContacts } from './contact_lookup.js';
import { customInputFields, readIfAllowed } from './custom_fields.js';
import { highlevelErrors, highlevelTexts } from './errors.js';
import { changeTags, tagChoices } from './tags.js';
import { userChoices } from './users.js';

const NAME = 'HighLevel';
const BASE_URL = 'https://services.leadconnectorhq.com';
/** What the vendor's documents of contacts, locations and users declare. */
const VERSION = '2021-07-28';
/** First segments of HighLevel's own pages and API: where a pasted address is cut. */
const TAILS = ['v2', 'location', 'locations', 'contacts', 'users'];
/** 100 requests in 10 s are allowed, and a 429 may not say how long to wait. */
const RATE_WINDOW_SECONDS = 10;

/** The ID, also within a pasted address. */
const LOCATION_ID = /(?:^|\/location\/)([A-Za-z0-9_-]+)(?:$|[/?#])/;
/** E-mails, phone numbers and names of people don't look like that; ids have 20 or 24 characters. */
const CONTACT_ID = /^[A-Za-z0-9_-]{16,40}$/;

/** HighLevel (GoHighLevel, LeadConnector) by a sub-account's Private Integration Token. */
export const highlevelPlatform: Platform = {
  key: 'highlevel',
  label: NAME,
  keyHelp:
    '**HighLevel**: in your sub-account at [app.gohighlevel.com](https://app.gohighlevel.com), open *Settings → Private Integrations*, create one, tick `contacts.readonly`, `contacts.write`, `locations.readonly`, `locations/customFields.readonly`, `locations/tags.readonly` and `users.readonly`, and copy its token.',
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
      headers: { Authorization: `Bearer ${apiKey}`, Version: VERSION },
      errors: highlevelErrors,
      rateWindowSeconds: RATE_WINDOW_SECONDS,
    }),
    locationId,
  };
  return {
    name: NAME,
    test: () => testConnection(client),
    contacts: contactsOf(client),
    lists: { list_users: () => userChoices(client) },
  };
}

function contactsOf(client: HighlevelClient): Contacts {
  return {
    inputFields: async (purpose) => [
      ...(await standardInputFields(purpose)),
      ...(await customInputFields(client)),
    ],
    outputFields: async () =>
      ((await readIfAllowed(client)) ?? []).map(({ attribute, box, label }) => ({
        key: ['custom_attributes', attribute, box].filter(Boolean).join('__'),
        label,
      })),
    clearableFields: async () =>
      clearableChoices(clearableStandardFields, await customInputFields(client)),
    isClearable: (key) => isClearableKey(clearableStandardFields, key),
    choices: (by, page) => contactChoices(client, by, page),
    checkId: (id, field) => {
      if (!CONTACT_ID.test(id)) throw problem(highlevelTexts.badContactId(field, id));
    },
    find: (keys) => findContacts(client, keys),
    search: (text) => searchContacts(client, text),
    draft: (change) => draftContact(client, change),
    labels: {
      choices: () => tagChoices(client),
      change: (contactId, change) => changeTags(client, contactId, change),
    },
    remove: (id) => removeContact(client, id),
    addNote: (id, content) => addNote(client, id, content),
  };
}
