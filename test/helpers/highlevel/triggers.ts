// The HighLevel sandbox with the triggers that poll it.
import type { Bundle, ZObject } from 'zapier-platform-core';
import {
  type HighlevelSandbox,
  keys,
  locationId,
  startHighlevelSandbox,
} from '../../../sandbox/highlevel/index.js';
import { run as runInCore } from '../running/app.js';
import { run, runKeepingCache } from '../running/light_app.js';
import { guardNetwork } from '../nock.js';

type Input = Record<string, unknown>;
type Perform<Result> = (z: ZObject, bundle: Bundle) => Promise<Result>;
type Meta = Partial<Bundle['meta']>;

export const MINUTE = 60_000;
export const APP = `https://app.gohighlevel.com/v2/location/${locationId}`;

export const sample: Meta = { isLoadingSample: true };

/** The sandbox of the test that runs. */
export let sandbox: HighlevelSandbox;

/** A sandbox for the tests of the block this is called in, back at its seed before each of them. */
export function highlevelTriggers(): void {
  guardNetwork();
  beforeAll(async () => {
    sandbox = await startHighlevelSandbox();
  });
  afterAll(() => sandbox.close());
  beforeEach(() => sandbox.reset());
}

const authData = (apiKey = keys.all) => ({
  platform: 'highlevel',
  apiKey,
  baseUrl: sandbox.url,
  accountId: locationId,
});

/** Polls with an empty cache. */
export const poll = <Result>(
  perform: Perform<Result>,
  inputData: Input = {},
  meta: Meta = {},
  apiKey = keys.all,
) => run(perform, { authData: authData(apiKey), inputData, meta });

/** The same through core. */
export const pollInCore = <Result>(perform: Perform<Result>, inputData: Input = {}) =>
  runInCore(perform, { authData: authData(), inputData });

/** Polls with what earlier polls left in the cache. */
export const pollAgain = <Result>(perform: Perform<Result>, inputData: Input = {}) =>
  runKeepingCache(perform, { authData: authData(), inputData });

/** An ISO time so many milliseconds before now. */
export const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();

/** Method and path of every request so far. */
export const sent = () => sandbox.requests.map(({ method, path }) => `${method} ${path}`);

/** What each request asked for in its address. */
export const queries = () =>
  sandbox.requests.map(({ query }) => Object.fromEntries(new URLSearchParams(query)));
export const ids = (records: { id: string }[]) => records.map(({ id }) => id);

/** The numbers from 0 on, so many of them. */
export const many = (count: number) => Array.from({ length: count }, (_, index) => index);

/** The seed’s first contact. */
export const someone = () => {
  const contact = [...sandbox.store.contacts.values()][0];
  if (!contact) throw new Error('the seed has no contact');
  return contact;
};

/** A new contact’s conversation with one message. */
export const addConversation = (dateAdded: string, values: Input = {}, lastMessage: Input = {}) => {
  const contact = sandbox.store.addContact({ firstName: 'New' });
  const conversation = sandbox.store.addConversation(contact, { dateAdded, ...values });
  sandbox.store.addMessage(conversation, { dateAdded, ...lastMessage });
  return conversation;
};

/** Refuses the next request to such a path for want of a scope. */
export const refuseScope = (path: RegExp) => {
  const message = 'The token is not authorized for this scope.';
  sandbox.fail({ path, status: 401, body: JSON.stringify({ statusCode: 401, message }) });
};
