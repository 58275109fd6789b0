import {
  arriveContact,
  createConversation,
  createMessage,
  keys as chatwootKeys,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../sandbox/chatwoot/index.js';
import {
  keys as highlevelKeys,
  locationId,
  startHighlevelSandbox,
  type HighlevelSandbox,
} from '../../sandbox/highlevel/index.js';
import {
  basePath,
  keys as vixieesKeys,
  startVixieesSandbox,
  type VixieesSandbox,
} from '../../sandbox/vixiees/index.js';
import type { SandboxEvent } from '../api.js';
import { nextPerson, nextPhone } from './people.js';

/** A platform on this computer, with made-up records. */
export interface RunningSandbox {
  authData: Record<string, string>;
  /** Makes one of the kind's events happen. */
  happen(event: string): void;
  close(): Promise<void>;
}

export interface SandboxKind {
  id: string;
  platform: string;
  /** How the list of steps calls it. */
  listedAs: string;
  /** As a connection is labelled on Zapier. */
  label: string;
  /** What can be made to happen there. */
  events: SandboxEvent[];
  start(): Promise<RunningSandbox>;
}

const ARRIVES: SandboxEvent = { key: 'contact_arrives', label: 'A new contact arrives' };
const MOVES: SandboxEvent = { key: 'phone_changes', label: 'Jane Doe gets a new phone number' };
const TAGGED: SandboxEvent = { key: 'contact_tagged', label: 'A contact is tagged vip' };
const WRITES: SandboxEvent = { key: 'customer_writes', label: 'A customer writes' };
const JANE = 'jane.doe@example.com';

/** The sandboxes an account is ready on; each starts when it is first used. */
export const sandboxKinds: SandboxKind[] = [
  {
    id: 'sandbox_highlevel',
    platform: 'HighLevel',
    listedAs: 'HighLevel',
    label: 'Acme Dental (sandbox)',
    events: [ARRIVES, MOVES, TAGGED],
    async start() {
      const sandbox = await startHighlevelSandbox();
      return {
        authData: {
          platform: 'highlevel',
          apiKey: highlevelKeys.all,
          baseUrl: sandbox.url,
          accountId: locationId,
        },
        happen: highlevelEvents(sandbox),
        close: () => sandbox.close(),
      };
    },
  },
  {
    id: 'sandbox_vixiees',
    platform: 'Vixiees',
    listedAs: 'Vixiees',
    label: 'Vixiees account (sandbox)',
    events: [ARRIVES],
    async start() {
      const sandbox = await startVixieesSandbox();
      return {
        authData: {
          platform: 'vixiees',
          apiKey: vixieesKeys.account,
          baseUrl: sandbox.url + basePath,
        },
        happen: vixieesEvents(sandbox),
        close: () => sandbox.close(),
      };
    },
  },
  chatwootSandbox('99digital', '99digital'),
  chatwootSandbox('konverte_digital', 'Konverte Digital'),
  chatwootSandbox('chatwoot', 'Chatwoot'),
];

function chatwootSandbox(platform: string, name: string): SandboxKind {
  return {
    id: `sandbox_${platform}`,
    platform: name,
    listedAs: 'Chatwoot',
    label: 'Acme Support (sandbox)',
    events: [ARRIVES, WRITES],
    async start() {
      const sandbox = await startChatwootSandbox({ runsJobs: true });
      return {
        authData: {
          platform,
          apiKey: chatwootKeys.administrator,
          baseUrl: sandbox.url,
          accountId: '1',
        },
        happen: chatwootEvents(sandbox),
        close: () => sandbox.close(),
      };
    },
  };
}

function highlevelEvents({ store }: HighlevelSandbox): RunningSandbox['happen'] {
  return (event) => {
    const jane = [...store.contacts.values()].find(({ email }) => email === JANE);
    if (event === ARRIVES.key) store.addContact(nextPerson());
    if (event === MOVES.key && jane) store.updateContact(jane, { phone: nextPhone() });
    if (event === TAGGED.key) store.addContact({ ...nextPerson(), tags: ['vip'] });
  };
}

function vixieesEvents({ store }: VixieesSandbox): RunningSandbox['happen'] {
  return () => {
    const { firstName, lastName, email, phone } = nextPerson();
    store.addContact({ first_name: firstName, last_name: lastName, email, phone });
  };
}

function chatwootEvents({ store }: ChatwootSandbox): RunningSandbox['happen'] {
  return (event) => {
    const { firstName, lastName, email, phone } = nextPerson();
    const name = `${firstName} ${lastName}`;
    const contact = arriveContact(store, 1, { name, email, phone_number: phone });
    const inbox = store.inboxes.find(({ account_id: account }) => account === 1);
    if (event !== WRITES.key || !inbox) return;
    createMessage(
      store,
      createConversation(store, contact, inbox),
      'Hello, are you open on Saturday?',
    );
  };
}
