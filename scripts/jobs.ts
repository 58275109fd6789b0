import {
  arriveContact,
  keys as chatwootKeys,
  seeded,
  startChatwootSandbox,
} from '../sandbox/chatwoot/index.js';
import {
  keys as highlevelKeys,
  locationId,
  startHighlevelSandbox,
} from '../sandbox/highlevel/index.js';
import { basePath, keys as vixieesKeys, startVixieesSandbox } from '../sandbox/vixiees/index.js';
import type { CreateKey } from './app.js';

/** The main job on one platform: notice a new contact, find one, change it. */
export interface Job {
  platform: string;
  /** Where it runs, in words. */
  place: string;
  /** The operation it shows, as its vendor documents it. */
  operation: string;
  authData: Record<string, string>;
  /** Lets somebody write in; absent on a real server, where nobody is made up. */
  arrive?: () => void;
  /** Input of Find Contact. */
  find: Record<string, unknown>;
  step: CreateKey;
  updates: Update[];
  close(): Promise<void>;
}

export interface Update {
  title: string;
  input: Record<string, unknown>;
}

const JANE = 'jane.doe@example.com';
const ANA = { email: 'ana.souza@example.com' };
/** The contact that a real server's job creates and updates, unless it is told of another. */
export const DEMO_EMAIL = 'contact-bridge-demo@example.com';

/** The four operations the project started from, each on its own sandbox. */
export async function sandboxJobs(): Promise<Job[]> {
  return Promise.all([digital99(), konverteDigital(), vixiees(), highlevel()]);
}

async function digital99(): Promise<Job> {
  const sandbox = await startChatwootSandbox({ runsJobs: true });
  const id = String(seeded.contacts.janeDoe);
  return {
    platform: '99digital',
    place: 'a sandbox of Chatwoot, application API',
    operation: 'PATCH contacts/{id}',
    authData: {
      platform: '99digital',
      apiKey: chatwootKeys.administrator,
      baseUrl: sandbox.url,
      accountId: '1',
    },
    arrive: () => {
      arriveContact(sandbox.store, 1, { name: 'Ana Souza', ...ANA });
    },
    find: { email: JANE },
    step: 'update_contact',
    updates: [
      {
        title: 'by email: name, a national phone number, typed custom attributes',
        input: {
          find_by: 'email',
          contact: JANE,
          name: 'Jane Doe-Silva',
          phone: '(11) 91234-5678',
          default_country: 'BR',
          attr_plan_tier: 'enterprise',
          attr_seats: '40',
          attr_renewal_date: '2027-03-14T00:00:00-03:00',
        },
      },
      { title: 'by ID: one field', input: { contact: id, external_id: 'crm-2002' } },
      {
        title: 'by ID: a label added, one removed, an attribute emptied',
        input: {
          contact: id,
          add_labels: ['lead'],
          remove_labels: ['newsletter'],
          clear_fields: ['attr_plan_note'],
        },
      },
    ],
    close: () => sandbox.close(),
  };
}

async function konverteDigital(): Promise<Job> {
  const sandbox = await startChatwootSandbox({ runsJobs: true });
  return {
    platform: 'Konverte Digital',
    place: 'a sandbox of Chatwoot, client API',
    operation: 'PATCH inboxes/{inbox}/contacts/{source id}',
    authData: {
      platform: 'konverte_digital',
      apiKey: chatwootKeys.administrator,
      baseUrl: sandbox.url,
      accountId: '1',
    },
    arrive: () => {
      arriveContact(sandbox.store, 1, { name: 'Ana Souza', ...ANA });
    },
    find: { email: JANE },
    step: 'update_inbox_contact',
    updates: [
      {
        title: 'by the identifiers of inbox and contact: name, a custom attribute',
        input: {
          inbox: seeded.apiInbox.inbox_identifier,
          contact_identifier: seeded.apiInbox.source_id,
          name: 'Jane of the App',
          attr_seats: '12',
        },
      },
    ],
    close: () => sandbox.close(),
  };
}

async function vixiees(): Promise<Job> {
  const sandbox = await startVixieesSandbox();
  return {
    platform: 'Vixiees',
    place: 'a sandbox of Vixiees',
    operation: 'PUT contacts/{id}',
    authData: {
      platform: 'vixiees',
      apiKey: vixieesKeys.account,
      baseUrl: sandbox.url + basePath,
    },
    arrive: () => {
      sandbox.store.addContact({ first_name: 'Ana', last_name: 'Souza', ...ANA });
    },
    find: { email: JANE },
    step: 'update_contact',
    updates: [
      {
        title: 'by external ID: company, priority, language, a consent, a custom attribute',
        input: {
          find_by: 'external_id',
          contact: 'crm-1001',
          company_name: 'Doe & Daughters',
          priority: '5',
          language: 'Portuguese',
          email_marketing_opt_in: 'true',
          custom_attributes: { plan: 'Enterprise' },
        },
      },
    ],
    close: () => sandbox.close(),
  };
}

async function highlevel(): Promise<Job> {
  const sandbox = await startHighlevelSandbox();
  return {
    platform: 'HighLevel',
    place: 'a sandbox of HighLevel',
    operation: 'PUT contacts/{contactId}',
    authData: {
      platform: 'highlevel',
      apiKey: highlevelKeys.all,
      baseUrl: sandbox.url,
      accountId: locationId,
    },
    arrive: () => {
      sandbox.store.addContact({ firstName: 'Ana', lastName: 'Souza', ...ANA });
    },
    find: { email: JANE },
    step: 'update_contact',
    updates: [
      {
        title: 'by email: company, country by name, do not disturb on SMS, a custom field',
        input: {
          find_by: 'email',
          contact: JANE,
          company_name: 'Doe Dental',
          country: 'Canada',
          dnd_on: ['SMS'],
          attr_plan: 'family',
        },
      },
      {
        title: 'a tag added, which takes one request and keeps the others',
        input: { find_by: 'email', contact: JANE, add_labels: ['vip'] },
      },
    ],
    close: () => sandbox.close(),
  };
}

/** What the user asked for on the command line. */
export interface RealJobOptions {
  contact: string;
  /** `field=value` pairs. */
  set: string[];
}

/**
 * The job on a real server, from the `CONTACT_BRIDGE_…` variables.
 * @throws Error when a pair isn't `field=value`
 */
export function realJob(url: string, key: string, { contact, set }: RealJobOptions): Job {
  const byEmail = contact.includes('@');
  const fields = Object.fromEntries(
    set.map((pair) => {
      const [field = '', value] = pair.split(/=(.*)/s);
      if (!field || !value) throw new Error(`--set ${pair}: write it as field=value.`);
      return [field, value];
    }),
  );
  const changes = set.length > 0 ? fields : { name: 'Contact Bridge Demo' };
  return {
    platform: process.env['CONTACT_BRIDGE_PLATFORM'] ?? 'chatwoot',
    place: url,
    operation: 'Update Contact',
    authData: {
      platform: process.env['CONTACT_BRIDGE_PLATFORM'] ?? 'chatwoot',
      apiKey: key,
      baseUrl: url,
      accountId: process.env['CONTACT_BRIDGE_ACCOUNT'] ?? '',
    },
    find: byEmail ? { email: contact } : { contact },
    step: 'update_contact',
    updates: [
      {
        title: Object.keys(changes).join(', '),
        input: {
          find_by: byEmail ? 'email' : 'id',
          contact,
          if_missing: contact === DEMO_EMAIL ? 'create' : 'stop',
          ...changes,
        },
      },
    ],
    close: () => Promise.resolve(),
  };
}
