// A sandbox of each kind of platform.
import {
  keys as chatwootKeys,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../../sandbox/chatwoot/index.js';
import {
  keys as highlevelKeys,
  locationId,
  startHighlevelSandbox,
  type HighlevelSandbox,
} from '../../../sandbox/highlevel/index.js';
import {
  basePath,
  keys as vixieesKeys,
  startVixieesSandbox,
  type VixieesSandbox,
} from '../../../sandbox/vixiees/index.js';

export type Side = 'chatwoot' | 'highlevel' | 'vixiees';

/** The sandboxes of the test that runs. */
export let chatwoot: ChatwootSandbox;
export let highlevel: HighlevelSandbox;
export let vixiees: VixieesSandbox;

/** Starts the three sandboxes for the tests of the file that calls this. */
export function everySandbox(): void {
  beforeAll(async () => {
    chatwoot = await startChatwootSandbox({ edition: 'enterprise' });
    highlevel = await startHighlevelSandbox();
    vixiees = await startVixieesSandbox();
  });
  afterAll(() => Promise.all([chatwoot, highlevel, vixiees].map((sandbox) => sandbox.close())));
}

/** The server of a side. */
export function sandboxOf(side: Side): ChatwootSandbox | HighlevelSandbox | VixieesSandbox {
  return { chatwoot, highlevel, vixiees }[side];
}

/** A connection to a side that may do everything. */
export function authDataOf(side: Side): Record<string, string> {
  switch (side) {
    case 'chatwoot': {
      const apiKey = chatwootKeys.administrator;
      return { platform: side, apiKey, baseUrl: chatwoot.url, accountId: '1' };
    }
    case 'highlevel': {
      const apiKey = highlevelKeys.all;
      return { platform: side, apiKey, baseUrl: highlevel.url, accountId: locationId };
    }
    case 'vixiees':
      return { platform: side, apiKey: vixieesKeys.account, baseUrl: vixiees.url + basePath };
  }
}
