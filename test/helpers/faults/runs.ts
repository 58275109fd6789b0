// Runs of steps in which one request is answered badly, over core's own requests.
import type { Bundle, ZObject } from 'zapier-platform-core';
import { platforms } from '../../../platforms/index.js';
import { stepsOn } from '../../../fields/offered_steps.js';
import { creates } from '../../../creates/index.js';
import { searches } from '../../../searches/index.js';
import { triggers } from '../../../triggers/index.js';
import { emptyZ } from '../../simulator/zapier/z.js';
import { begin, connectedSteps, type ConnectedStep } from '../running/every_step.js';
import { sandboxOf } from '../sandbox/every_sandbox.js';
import type { Perform } from '../running/steps.js';
import { stateOf, type Table } from '../sandbox/state.js';
import { holdTimeLimits } from '../time_limit.js';
import { faultOf, type Ending, type FaultCase, type FaultName } from './faults.js';
import { ANSWERS_SHRUNK, type FaultServer } from './fault_server.js';
import type { LoggedZ } from './logged_z.js';
import { HMAC_TOKEN, PROXY_PASSWORD, PROXY_URL } from './secrets.js';

/** One step, and the fault of one of its requests. */
export interface Cell {
  step: ConnectedStep;
  fault: FaultName;
  /** Which request it hits, from 0. */
  at: number;
  number: number;
}

/** How a run ended. */
export interface Outcome {
  how: Ending;
  /** What the user reads; '' of a run that is done. */
  text: string;
  /** Seconds until Zapier tries again. */
  delay?: number;
  given?: unknown;
  /** No class of Zapier's: the app didn't explain it. */
  isUnexplained?: true;
}

/** All that is judged of a cell. */
export interface Seen extends Outcome {
  cell: Cell;
  fault: FaultCase;
  /** The request that was hit: its method, and whether its usual answer has a body. */
  method: string;
  usuallyEmpty: boolean;
  /** It was hit at all: a run may ask less than an undisturbed one. */
  isHit: boolean;
  hosts: string[];
  strays: number;
  /** Tables of the server that differ from before the run. */
  changed: string[];
  /** What core's logs got. */
  logged: string;
}

/** What one undisturbed run asks. */
export interface Undisturbed {
  step: ConnectedStep;
  /** What the sandbox held when it began. */
  before: Record<string, Table>;
  requests: { method: string; isEmpty: boolean }[];
  outcome: Outcome;
  logged: string;
}

interface Sent {
  url: string;
  method: string;
  /** How much of an answer is read, in bytes. */
  size?: number;
  agent?: unknown;
  raw?: true;
}
type Send = (
  options: Sent,
) => Promise<{ content?: string; getHeader(name: string): string | undefined }>;

/**
 * Every step, what the instant ones do when a Zap is switched on and off, and what fills forms; with all secrets in
 * the connection.
 */
export async function faultSteps(): Promise<ConnectedStep[]> {
  const steps = await connectedSteps();
  const hooks = stepsOn(platforms, triggers) as unknown as Record<
    string,
    { operation: { performSubscribe?: Perform; performUnsubscribe?: Perform } }
  >;
  const subscribing = steps.flatMap((step) => {
    const { performSubscribe, performUnsubscribe } = hooks[step.key]?.operation ?? {};
    if (!performSubscribe || !performUnsubscribe) return [];
    return [
      { ...step, name: `${step.name}, subscribe`, writes: true, perform: performSubscribe },
      { ...step, name: `${step.name}, unsubscribe`, writes: true, perform: performUnsubscribe },
    ];
  });
  const filling = steps.flatMap((step) =>
    formsOf(step.key).map(([name, perform]) => ({
      ...step,
      name: `${step.name}, ${name}`,
      writes: false,
      perform,
    })),
  );
  return [...steps, ...subscribing, ...filling].map((step) => ({
    ...step,
    authData: { ...step.authData, ...(step.side === 'chatwoot' && { hmacToken: HMAC_TOKEN }) },
  }));
}

type Field = Perform | { key: string; choices?: { perform?: Perform } };

interface Form {
  operation: { inputFields?: Field[]; outputFields?: Field[] };
}

const forms = { ...triggers, ...searches, ...creates } as unknown as Record<string, Form>;

/** What fills a step's form: functions that give fields, and its dropdowns. */
function formsOf(key: string): [name: string, perform: Perform][] {
  const { inputFields = [], outputFields = [] } = forms[key]?.operation ?? {};
  return [
    ...inputFields.flatMap((field, index): [string, Perform][] => {
      if (typeof field === 'function') return [[`fields ${String(index)}`, field]];
      return field.choices?.perform ? [[`choices of ${field.key}`, field.choices.perform]] : [];
    }),
    ...outputFields.flatMap((field, index): [string, Perform][] =>
      typeof field === 'function' ? [[`outputs ${String(index)}`, field]] : [],
    ),
  ];
}

/** The secrets that a step's server gets, and may echo. */
export function sentSecrets({ authData }: ConnectedStep): string[] {
  const { apiKey = '', hmacToken } = authData;
  return [apiKey, ...(hmacToken ? [hmacToken] : []), PROXY_PASSWORD];
}

/** A run without a fault. */
export async function undisturbed(step: ConnectedStep, core: LoggedZ): Promise<Undisturbed> {
  begin(step);
  const before = stateOf(sandboxOf(step.side).store);
  const requests: Undisturbed['requests'] = [];
  const send = core.z.request as unknown as Send;
  const request = async (options: Sent): Promise<unknown> => {
    const { method } = options;
    const entry = { method, isEmpty: false };
    requests.push(entry);
    const answer = await send(withoutProxy(options));
    // Core throws when somebody asks a raw answer for its content.
    entry.isEmpty = options.raw
      ? answer.getHeader('content-length') === '0'
      : answer.content === '';
    return answer;
  };
  const outcome = await outcomeOf(step, { ...core.z, request } as unknown as ZObject);
  return { step, before, requests, outcome, logged: core.takeLog() };
}

/** Runs a cell. */
export async function runCell(
  cell: Cell,
  usual: Undisturbed,
  core: LoggedZ,
  server: FaultServer,
): Promise<Seen> {
  const { step, at, number } = cell;
  begin(step);
  const fault = faultOf(cell.fault, sentSecrets(step), number);
  const answer = fault.answer?.(step.side);
  const limit = fault.trouble?.includes('answer') ? holdTimeLimits() : undefined;
  const hosts = new Set<string>();
  const strays = server.strays();
  let seen = -1;
  server.expect(
    { ...(answer && { answer }), ...(fault.trouble && { trouble: fault.trouble }) },
    () => limit?.end(),
  );
  const send = core.z.request as unknown as Send;
  const request = (options: Sent): Promise<unknown> => {
    seen += 1;
    hosts.add(new URL(options.url).host);
    const straight = withoutProxy(options);
    if (seen !== at) return send(straight);
    // Ten megabytes of nothing would be a third of all the cells' time; `answer_size.test.ts` sends them.
    const size = (options.size ?? NaN) / ANSWERS_SHRUNK;
    return send({ ...straight, size, ...server.route(options.url) });
  };
  const outcome = await outcomeOf(step, { ...core.z, request } as unknown as ZObject, fault);
  const { store, requests } = sandboxOf(step.side);
  // What was only read is as it was.
  const after = requests.every(({ method }) => method === 'GET') ? usual.before : stateOf(store);
  if (limit) jest.spyOn(AbortSignal, 'timeout').mockRestore();
  return {
    ...outcome,
    cell,
    fault,
    method: usual.requests[at]?.method ?? '',
    usuallyEmpty: usual.requests[at]?.isEmpty ?? false,
    isHit: seen >= at,
    hosts: [...hosts].filter((host) => host !== new URL(sandboxOf(step.side).url).host),
    strays: server.strays() - strays,
    changed: differing(usual.before, after),
    logged: core.takeLog(),
  };
}

/** The sandbox is reached without the proxy, whose address is there for its password. */
function withoutProxy(options: Sent): Sent {
  return { ...options, agent: undefined };
}

async function outcomeOf(step: ConnectedStep, over: ZObject, fault?: FaultCase): Promise<Outcome> {
  const { cache } = emptyZ();
  const z = { ...over, cache };
  // A proxy that is down is another fault than a server that is.
  const isLine = fault?.trouble === 'refused' || fault?.trouble === 'unknown host';
  const bundle = {
    authData: { ...step.authData, ...(!isLine && { proxyUrl: PROXY_URL }) },
    inputData: step.input,
    meta: { page: 0 },
    targetUrl: 'https://hooks.zapier.example/hooks/standard/1/abc/',
    subscribeData: { webhook_id: 1, id: 1 },
  } as unknown as Bundle;
  return step.perform(z, bundle).then(
    (given): Outcome => ({ how: 'done', text: '', given }),
    (failure: unknown) => explained(failure, z),
  );
}

function explained(failure: unknown, { errors }: ZObject): Outcome {
  const { message } = failure as Error;
  const { text, delay } = readable(message);
  const how = ((): Ending | undefined => {
    if (failure instanceof errors.HaltedError) return 'halted';
    if (failure instanceof errors.ExpiredAuthError) return 'expired';
    if (failure instanceof errors.ThrottledError) return 'throttled';
    return failure instanceof errors.Error ? 'error' : undefined;
  })();
  return {
    how: how ?? 'error',
    text,
    ...(delay !== undefined && { delay }),
    ...(!how && { isUnexplained: true as const }),
  };
}

/** Core writes what Zapier needs besides the text into the message, as JSON. */
function readable(message: string): { text: string; delay?: number } {
  try {
    const parsed = JSON.parse(message) as { message: string; delay?: number };
    return { text: parsed.message, ...(parsed.delay !== undefined && { delay: parsed.delay }) };
  } catch {
    return { text: message };
  }
}

function differing(state: Record<string, Table>, other: Record<string, Table>): string[] {
  return Object.keys(state).filter(
    (name) =>
      state[name] !== other[name] && JSON.stringify(state[name]) !== JSON.stringify(other[name]),
  );
}
