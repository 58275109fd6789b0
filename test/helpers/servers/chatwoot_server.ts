import {
  keys,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../../sandbox/chatwoot/index.js';
import { guardNetwork } from '../nock.js';

/** A Chatwoot server with a connection to account 1 of it. */
export interface ChatwootServer {
  readonly sandbox: ChatwootSandbox;
  readonly authData: Record<string, string>;
  /** Connects with another key, until the test ends. */
  useKey: (apiKey: string) => void;
  /** Method and path of every request so far, the path below the account's. */
  sent: () => string[];
}

/** A server for the tests of the block it is called in, back at its seed before each of them. */
export function chatwootServer(): ChatwootServer {
  guardNetwork();
  let sandbox: ChatwootSandbox;
  let authData: Record<string, string>;
  beforeAll(async () => {
    sandbox = await startChatwootSandbox();
  });
  afterAll(() => sandbox.close());
  beforeEach(() => {
    sandbox.reset();
    sandbox.clearFaults();
    sandbox.requests.length = 0;
    authData = {
      platform: 'chatwoot',
      apiKey: keys.administrator,
      baseUrl: sandbox.url,
      accountId: '1',
    };
  });
  return {
    get sandbox() {
      return sandbox;
    },
    get authData() {
      return authData;
    },
    useKey: (apiKey) => {
      authData = { ...authData, apiKey };
    },
    sent: () =>
      sandbox.requests.map(
        ({ method, path }) => `${method} ${path.split('/accounts/1/')[1] ?? path}`,
      ),
  };
}
