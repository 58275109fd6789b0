import {
  arriveContact,
  keys as chatwootKeys,
  startChatwootSandbox,
} from '../../sandbox/chatwoot/index.js';
import {
  keys as highlevelKeys,
  locationId,
  startHighlevelSandbox,
} from '../../sandbox/highlevel/index.js';
import { basePath, keys as vixieesKeys, startVixieesSandbox } from '../../sandbox/vixiees/index.js';

/** A person who writes in for the first time. */
export interface Newcomer {
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
}

/** A platform on this computer, with made-up records. */
export interface RunningSandbox {
  authData: Record<string, string>;
  arrive(person: Newcomer): void;
  close(): Promise<void>;
}

export interface SandboxKind {
  id: string;
  platform: string;
  /** How the list of steps calls it. */
  listedAs: string;
  /** As a connection is labelled on Zapier. */
  label: string;
  start(): Promise<RunningSandbox>;
}

/** The sandboxes an account is ready on; each starts when it is first used. */
export const sandboxKinds: SandboxKind[] = [
  {
    id: 'sandbox_highlevel',
    platform: 'HighLevel',
    listedAs: 'HighLevel',
    label: 'Acme Dental (sandbox)',
    async start() {
      const sandbox = await startHighlevelSandbox();
      const { url, store } = sandbox;
      return {
        authData: {
          platform: 'highlevel',
          apiKey: highlevelKeys.all,
          baseUrl: url,
          accountId: locationId,
        },
        arrive: (person) => void store.addContact({ ...person }),
        close: () => sandbox.close(),
      };
    },
  },
  {
    id: 'sandbox_vixiees',
    platform: 'Vixiees',
    listedAs: 'Vixiees',
    label: 'Vixiees account (sandbox)',
    async start() {
      const sandbox = await startVixieesSandbox();
      const { url, store } = sandbox;
      return {
        authData: { platform: 'vixiees', apiKey: vixieesKeys.account, baseUrl: url + basePath },
        arrive: ({ firstName, lastName, email, phone }) =>
          void store.addContact({ first_name: firstName, last_name: lastName, email, phone }),
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
    async start() {
      const sandbox = await startChatwootSandbox({ runsJobs: true });
      const { url, store } = sandbox;
      return {
        authData: { platform, apiKey: chatwootKeys.administrator, baseUrl: url, accountId: '1' },
        arrive: ({ firstName, lastName, email, phone }) => {
          arriveContact(store, 1, { name: `${firstName} ${lastName}`, email, phone_number: phone });
        },
        close: () => sandbox.close(),
      };
    },
  };
}
