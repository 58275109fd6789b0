import zapier, { type Bundle, type ZObject } from 'zapier-platform-core';
import app from '../../index.js';
import type { Row } from './check.js';
import '../helpers/running/core_limit.js';

type Perform = (z: ZObject, bundle: Bundle) => unknown;
interface Step {
  operation: Record<string, unknown>;
}

/** What a run gets besides its input. */
interface Extras {
  /** Whose key; the administrator's unless told. */
  key?: string;
  /** Further fields of the connection. */
  authData?: Record<string, string>;
  meta?: Row;
  /** Keeps what earlier runs left in Zapier's cache. */
  keepsCache?: true;
  targetUrl?: string;
  subscribeData?: unknown;
  rawRequest?: unknown;
}

/** The app through zapier-platform-core, as Zapier runs it. */
export interface LiveApp {
  test(extras?: Extras): Promise<Row>;
  create(step: string, input: Row, extras?: Extras): Promise<Row>;
  /** @returns what was found; of a paged search the first page */
  search(step: string, input: Row, extras?: Extras): Promise<Row[]>;
  trigger(step: string, input: Row, extras?: Extras): Promise<Row[]>;
  /** Another function of a step, such as `performSubscribe`. */
  part(step: string, name: string, input: Row, extras?: Extras): Promise<unknown>;
}

type Tester = ReturnType<typeof zapier.createAppTester>;

const kinds = ['triggers', 'searches', 'creates'] as const;
const steps = { ...app.triggers, ...app.searches, ...app.creates } as unknown as Record<
  string,
  Step
>;
const testers = new Map<string, Tester>();

/** Core with one step, or none: it compiles all that it has at every run, which takes longer than the run. */
function testerOf(step: string): Tester {
  const known = testers.get(step);
  if (known) return known;
  const parts = kinds.map((kind) => {
    const own: Record<string, unknown> = app[kind];
    return [kind, step in own ? { [step]: own[step] } : {}] as const;
  });
  const tester = zapier.createAppTester({ ...app, ...Object.fromEntries<object>(parts) });
  testers.set(step, tester);
  return tester;
}

/** Binds the app to a connection. @param authData the connection form's fields, with an administrator's key */
export function liveApp(authData: Record<string, string>): LiveApp {
  const run = async (
    step: string,
    perform: unknown,
    inputData: Row,
    extras: Extras = {},
  ): Promise<unknown> => {
    const { key, authData: more, meta = {}, keepsCache, ...rest } = extras;
    const connection = { ...authData, ...more, ...(key && { apiKey: key }) };
    const bundle = { authData: connection, inputData, meta: { page: 0, ...meta }, ...rest };
    return testerOf(step)(perform as Perform, bundle as unknown as Partial<Bundle>, !keepsCache);
  };
  const part = (step: string, name: string, input: Row, extras?: Extras): Promise<unknown> => {
    const found = steps[step]?.operation[name];
    if (!found) throw new Error(`there is no ${name} of ${step}`);
    return run(step, found, input, extras);
  };
  const listed = async (step: string, input: Row, extras?: Extras): Promise<Row[]> => {
    const result = (await part(step, 'perform', input, extras)) as Row[] | { results: Row[] };
    return Array.isArray(result) ? result : result.results;
  };
  return {
    test: async (extras) => (await run('', app.authentication.test, {}, extras)) as Row,
    create: async (step, input, extras) => (await part(step, 'perform', input, extras)) as Row,
    search: listed,
    trigger: listed,
    part,
  };
}
