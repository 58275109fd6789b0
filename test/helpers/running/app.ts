import './core_limit.js';
import zapier, { type Bundle, type ZObject } from 'zapier-platform-core';
import app from '../../../index.js';

/** The server of the connection below; nock plays it. */
export const BASE = 'https://chat.example.com';
export const KEY = 'qN4vR8sT2wXy6ZbC1dEf5GhJ';
/** A connection with its account number, so that nothing has to be looked up. */
export const connection = {
  platform: 'chatwoot',
  apiKey: KEY,
  baseUrl: BASE,
  accountId: '1',
};

type Perform<Result> = (z: ZObject, bundle: Bundle) => Promise<Result>;
type Steps = Record<string, { operation: object }>;
type Tester = ReturnType<typeof zapier.createAppTester> & { zcacheTestObj: object };

const { version, platformVersion, authentication, flags, triggers, searches, creates } = app;
const testers = new Map<string, Tester>();
/** What runs left in core's cache. */
let cache = {};

/**
 * Core copies the definition at each run: of some 200 steps it gets the one that has the function, and none
 * for a function that no step has.
 */
function testerFor(perform: unknown): Tester {
  const kinds: Record<string, Steps> = { triggers, searches, creates };
  for (const [kind, steps] of Object.entries(kinds)) {
    for (const [key, step] of Object.entries(steps)) {
      if (Object.values(step.operation).some((part) => isOrHolds(part, perform))) {
        return testerOf(`${kind}.${key}`, { [kind]: { [key]: step } });
      }
    }
  }
  return testerOf('', {});
}

function testerOf(name: string, steps: object): Tester {
  const definition = { version, platformVersion, authentication, flags, ...steps };
  const made = testers.get(name) ?? (zapier.createAppTester(definition) as Tester);
  testers.set(name, made);
  return made;
}

function isOrHolds(part: unknown, perform: unknown): boolean {
  return part === perform || (Array.isArray(part) && part.includes(perform));
}

// As core freezes the published app's steps, which it doesn't copy (`fields/uncopied.ts`).
for (const steps of [app.triggers, app.searches, app.creates]) freeze(steps);

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  Object.values(value).forEach(freeze);
}

/** What a run gets besides the function; the connection above unless told. */
interface RunBundle {
  inputData?: Record<string, unknown>;
  authData?: Record<string, string>;
  meta?: Partial<Bundle['meta']>;
  /** For instant triggers: where events go, what subscribing gave, and what came in. */
  targetUrl?: string;
  subscribeData?: Record<string, unknown>;
  rawRequest?: Bundle['rawRequest'];
}

/** Runs one of the app's functions through core, with an empty cache, as Zapier would. */
export async function run<Result>(
  perform: Perform<Result>,
  bundle: RunBundle = {},
): Promise<Result> {
  cache = {};
  return runKeepingCache(perform, bundle);
}

/** The same with what earlier runs left in the cache. */
export async function runKeepingCache<Result>(
  perform: Perform<Result>,
  bundle: RunBundle = {},
): Promise<Result> {
  const tester = testerFor(perform);
  tester.zcacheTestObj = cache;
  return tester(perform, complete(bundle));
}

function complete({
  inputData = {},
  authData = connection,
  meta = {},
  ...rest
}: RunBundle): Partial<Bundle> {
  return { inputData, authData, meta, ...rest } as Partial<Bundle>;
}

/** What a failed run tells Zapier: the error class and the text the user reads. */
export interface Failure {
  name: string;
  message: string;
  delay?: number;
}

/** The failure of a run; a run that succeeds fails the test. */
export async function failureOf(result: Promise<unknown>): Promise<Failure> {
  const error = await result.then(
    (value) => {
      throw new Error(`expected a failure, got ${JSON.stringify(value)}`);
    },
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error('a failure that is no Error');
  return { name: error.name, ...readable(error.message) };
}

function readable(text: string): { message: string; delay?: number } {
  try {
    const parsed = JSON.parse(text) as { message: string; delay?: number };
    return { message: parsed.message, ...(parsed.delay !== undefined && { delay: parsed.delay }) };
  } catch {
    return { message: text };
  }
}

/** What Chatwoot answers to a write that it did: the contact with what was sent. For nock's `reply`. */
export function written(
  fields: Record<string, unknown> = {},
): (uri: string, body: unknown) => { payload: Record<string, unknown> } {
  return (_uri, body) => ({ payload: rawContact({ ...fields, ...(body as object) }) });
}

/** A contact as Chatwoot sends it. */
export function rawContact(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    additional_attributes: {},
    availability_status: 'offline',
    email: 'jane.doe@example.com',
    id: 7,
    name: 'Jane Doe',
    phone_number: '+5511987654321',
    blocked: false,
    identifier: null,
    thumbnail: '',
    custom_attributes: {},
    created_at: 1773480413,
    contact_inboxes: [],
    ...fields,
  };
}
