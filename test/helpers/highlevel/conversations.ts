// The HighLevel sandbox with the steps on its conversations and messages.
import type { Bundle, PlainInputField, ZObject } from 'zapier-platform-core';
import {
  type HighlevelSandbox,
  keys,
  locationId,
  startHighlevelSandbox,
} from '../../../sandbox/highlevel/index.js';
import { failureOf, run as runInCore } from '../running/app.js';
import { run } from '../running/light_app.js';
import { guardNetwork } from '../nock.js';

type Input = Record<string, unknown>;
type Perform<Result> = (z: ZObject, bundle: Bundle) => Promise<Result>;

export const APP = `https://app.gohighlevel.com/v2/location/${locationId}`;

/** The sandbox of the test that runs. */
export let sandbox: HighlevelSandbox;

/** A sandbox for the tests of the block this is called in, back at its seed before each of them. */
export function highlevelConversations(): void {
  guardNetwork();
  beforeAll(async () => {
    sandbox = await startHighlevelSandbox();
  });
  afterAll(() => sandbox.close());
  beforeEach(() => sandbox.reset());
}

/** Runs a step on it. */
export const runStep = <Result>(
  perform: Perform<Result>,
  inputData: Input = {},
  meta: Partial<Bundle['meta']> = {},
  apiKey = keys.all,
) => {
  return run(perform, { authData: authData(apiKey), inputData, meta });
};

/** The same through core. */
export const runStepInCore = <Result>(perform: Perform<Result>, inputData: Input = {}) =>
  runInCore(perform, { authData: authData(keys.all), inputData });

const authData = (apiKey: string) => ({
  platform: 'highlevel',
  apiKey,
  baseUrl: sandbox.url,
  accountId: locationId,
});

/** What such a run fails with. */
export const refused = async (perform: Perform<unknown>, input: Input = {}, apiKey = keys.all) =>
  failureOf(runStep(perform, input, {}, apiKey));

/** Method and path of every request so far. */
export const sent = () => sandbox.requests.map(({ method, path }) => `${method} ${path}`);

/** What a request asked for in its address. */
export const queryOf = (index = 0) =>
  Object.fromEntries(new URLSearchParams(sandbox.requests[index]?.query));
export const bodyOf = (index = 0) => sandbox.requests[index]?.body;
export const versions = () => new Set(sandbox.requests.map(({ headers }) => headers['version']));
export const keysOf = (fields: PlainInputField[]) => fields.map(({ key }) => key);
export const ids = (records: { id: string }[]) => records.map(({ id }) => id);

/** The seed’s first contact. */
export const jane = () => {
  const contact = [...sandbox.store.contacts.values()][0];
  if (!contact) throw new Error('the seed has no contact');
  return contact;
};

/** Her conversation. */
export const janes = () => {
  const found = sandbox.store.conversations.find(({ contactId }) => contactId === jane().id);
  if (!found) throw new Error('the seed has no conversation');
  return found;
};
