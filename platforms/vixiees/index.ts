import type { Host } from '../../http/host.js';
import { normaliseBaseUrl } from '../../http/base_url.js';
import type { Connection } from '../contract/connection.js';
import type { Contacts } from '../contract/contacts.js';
import type { Pace, Platform } from '../contract/platform.js';
import { contactProblems } from '../toolkit/problems.js';
import { memoryOf } from '../toolkit/cache.js';
import { connectedLists } from '../toolkit/lists.js';
import { platformOf } from '../toolkit/platform.js';
import { wireOf } from '../toolkit/wire.js';
import type { VixieesClient } from './client.js';
import { draftContact } from './contact_draft.js';
import {
  clearableFields,
  contactInputFields,
  contactOutputs,
  isClearable,
  isInput,
} from './contact_fields.js';
import { changesOf, newestContacts } from './contact_feeds.js';
import { findContacts, findManyOrNone, readContacts, searchContacts } from './contact_lookup.js';
import { vixieesLists } from './lists.js';
import { vixieesErrors } from './errors.js';
import { vixieesProblems } from './problems.js';

const LABEL = 'Vixiees';
/** Where a pasted address is cut: what stands before it is the API's own path, which stays. */
const TAILS = ['contacts'];
/** The documented limit is per minute; the shorter one (40 in 2 s) is over by then as well. */
const RATE_WINDOW_SECONDS = 60;
/** Of the 40 that are allowed in two seconds. How many a minute may have depends on licences, which nothing tells. */
const PACE: Pace = { requests: 35, milliseconds: 2000, atOnce: 4 };

/** All at once: the account is read for them all. */
const MOST_LOOKED_UP = 1000;

/** Vixiees (B2B sales, Barcelona). Its API's address is in no public document, so there is no default. */
export const vixieesPlatform: Platform = platformOf<VixieesClient>({
  key: 'vixiees',
  label: LABEL,
  connection: {
    keyHelp:
      'In Vixiees open *Settings → Account → API*, enable the API and copy the secret key, as [developers.vixiees.com](https://developers.vixiees.com) describes.',
    url: {
      help: 'The address of the API with its path, as you get it with the key.',
      required: true,
      placeholder: 'https://api.example.com/v1',
    },
  },
  pace: PACE,
  instead: {
    contact_labels: 'Use Update Contact with a custom attribute.',
    contact_notes: 'Use Update Contact with a custom attribute.',
    contact_removal: 'Delete the contact in Vixiees itself.',
    contact_merge: 'Merge the contacts in Vixiees itself.',
    tagged_contacts: 'Use New or Updated Contact.',
    inbox_contacts: 'Use Create Contact or Update Contact.',
    conversations: 'Use New Contact, New or Updated Contact, or Find Contact.',
    messages: 'Use Find Contact, and write to the email or phone with another app.',
    new_messages: 'Use New or Updated Contact.',
    new_contact_events: 'Use New Contact, which looks every few minutes.',
    updated_contact_events: 'Use New or Updated Contact, which looks every few minutes.',
    new_conversation_events: 'Use New Contact, which looks every few minutes.',
    updated_conversation_events: 'Use New or Updated Contact, which looks every few minutes.',
    conversation_status_changed_events:
      'Use New or Updated Contact, which looks every few minutes.',
    new_message_events: 'Use New or Updated Contact, which looks every few minutes.',
    operations: { Contact: 'Use Find Contact.' },
  },
  lists: vixieesLists,
  open: openVixiees,
  test: (client, { apiKey }) => checkConnection(client, apiKey),
  parts: (client) => ({
    contacts: contactsOf(client),
    lists: connectedLists(vixieesLists, client),
  }),
});

function openVixiees(host: Host, connection: Connection): VixieesClient {
  if (!connection.baseUrl) throw vixieesProblems.missingUrl(LABEL);
  return {
    host,
    memory: memoryOf(host, connection),
    wire: wireOf(connection, {
      platform: LABEL,
      baseUrl: normaliseBaseUrl(connection.baseUrl, TAILS),
      headers: { 'X-Api-Key': connection.apiKey },
      errors: vixieesErrors,
      rateWindowSeconds: RATE_WINDOW_SECONDS,
    }),
  };
}

/** Of a key that is long enough for its end to give nothing away. */
const SHORTEST_TOLD_KEY = 16;

/** No endpoint tells whose key it is: what tells accounts apart is the end of their keys. */
async function checkConnection(client: VixieesClient, key: string): Promise<{ label: string }> {
  await readContacts(client, { limit: 1 });
  const account = `${LABEL} account on ${new URL(client.wire.baseUrl).host}`;
  if (key.length < SHORTEST_TOLD_KEY) return { label: account };
  return { label: `${account} (key ending in ${key.slice(-4)})` };
}

/** Any text may be an ID, but these two would address something else than a contact. */
function isId(text: string): boolean {
  return !['.', '..'].includes(text);
}

function contactsOf(client: VixieesClient): Contacts {
  return {
    inputFields: contactInputFields,
    isInput,
    outputFields: contactOutputs,
    clearableFields: () => Promise.resolve(clearableFields()),
    isClearable,
    isId,
    checkId: (id, field) => {
      if (!isId(id)) throw vixieesProblems.badId(field, id);
    },
    find: (keys) => findContacts(client, keys),
    many: { most: MOST_LOOKED_UP, find: (wanted) => findManyOrNone(client, wanted) },
    search: (text) => searchContacts(client, text),
    draft: (change) => draftContact(client, change),
    newest: ({ label }) => {
      if (label !== undefined) throw contactProblems.noLabels(LABEL);
      return newestContacts(client);
    },
    changed: changesOf(client),
  };
}
