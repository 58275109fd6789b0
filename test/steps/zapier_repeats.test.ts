// Every step that writes, with a fault at each of its requests, run again whole as Zapier runs it: what is done at
// last is done once, and nothing is doubled. Without core: there are many runs.
import type { Fault } from '../../sandbox/server.js';
import {
  begin,
  connectedSteps,
  requestsOf,
  runConnected,
  type ConnectedStep,
} from '../helpers/running/every_step.js';
import { everySandbox, sandboxOf } from '../helpers/sandbox/every_sandbox.js';
import { runAsZapier, type Ending } from '../helpers/running/zapier_runs.js';
import { stateOf, type Table } from '../helpers/sandbox/state.js';
import { isThorough, sampleOf } from '../helpers/thorough.js';
import { virtualTime } from '../helpers/fakes/virtual_time.js';

everySandbox();
beforeAll(() => {
  virtualTime(false);
});
afterAll(() => jest.restoreAllMocks());

const json = { 'content-type': 'application/json' };
const busy = { ...json, 'retry-after': '30' };
const page = '<html><h1>Gateway Timeout</h1></html>';

/** What may become of a request; `afterwards`: it was carried out, and its answer never came. */
const FAULTS: Record<string, Fault> = {
  'refused for the limit': { status: 429, headers: busy, body: '{"error":"Retry later"}' },
  'failed at': { status: 500, headers: json, body: '{"error":"boom"}' },
  'never there': { connection: 'reset' },
  'done, and its answer a page': { afterwards: true, status: 504, body: page },
  'done, and its answer lost': { afterwards: true, connection: 'reset' },
  'done, and its answer cut': { afterwards: true, connection: 'cut' },
  'done, and its answer empty': { afterwards: true, status: 200, headers: json, body: '' },
  'done, and its answer of something else': {
    afterwards: true,
    status: 200,
    headers: json,
    body: '{"hello":"world"}',
  },
};

/** Trials whose end differs from an undisturbed run's, by how they begin; each with its reason. */
const EXCEPTIONS: Record<string, string> = {
  'create_inbox_conversation on chatwoot, request 1 of 1 failed at, with cache: done':
    'a conversation without messages that was there before is taken for the one asked for: the list tells no times',
  'create_inbox_conversation on chatwoot, request 1 of 1 never there, with cache: done': 'as above',
};

const missing = { contact: 'zoe@example.com', find_by: 'email', if_missing: 'create' };

/** What steps do by other inputs than the usual one. */
const OTHER_INPUTS: Record<string, Record<string, unknown>> = {
  'update_contact on chatwoot': { ...missing, name: 'Zoe', add_labels: ['lead'] },
  'update_contact on highlevel': { ...missing, first_name: 'Zoe', add_labels: ['lead'] },
  'update_contact on vixiees': { ...missing, first_name: 'Zoe' },
  'update_contacts on chatwoot': { rows: [{ ...missing, name: 'Zoe', add_labels: 'lead' }] },
  'update_contacts on highlevel': { rows: [{ ...missing, first_name: 'Zoe', add_labels: 'lead' }] },
  'update_contacts on vixiees': { rows: [{ ...missing, first_name: 'Zoe' }] },
  'create_contact on chatwoot': { name: 'Zoe', add_labels: ['lead'] },
  'create_contact on highlevel': { first_name: 'Zoe', add_labels: ['lead'] },
  'create_conversation on chatwoot': {
    contact: '1',
    inbox: '4',
    message: 'Hello',
    add_labels: ['lead'],
    priority: 'high',
  },
  'create_conversation on highlevel': {
    contact: 'contact0000000000001',
    channel: 'SMS',
    message: 'Hello',
  },
};

type State = Record<string, Table>;

interface Trial {
  step: ConnectedStep;
  fault: string;
  /** Which of the run's requests it hits, from 0. */
  at: number;
  keepsCache: boolean;
}

const stateOfSide = ({ side }: ConnectedStep): State => stateOf(sandboxOf(side).store);

async function runTrial({ step, fault, at, keepsCache }: Trial): Promise<Ending> {
  begin(step);
  sandboxOf(step.side).fail({ ...FAULTS[fault], skip: at });
  return runAsZapier((z) => runConnected(step, step.input, z), keepsCache);
}

/** What is there more often than before and after one undisturbed run. */
function doubled(state: State, before: State, after: State): string[] {
  return Object.entries(state).flatMap(([name, rows]) => {
    const most = Math.max(before[name]?.length ?? 0, after[name]?.length ?? 0);
    return rows.length > most ? [`${name}: ${String(rows.length)} instead of ${String(most)}`] : [];
  });
}

const differing = (state: State, other: State): string[] =>
  Object.keys(state).filter((name) => JSON.stringify(state[name]) !== JSON.stringify(other[name]));

describe('a step that Zapier runs again', () => {
  it('is done once, or says that it may be', async () => {
    const writing = (await connectedSteps()).filter(({ writes }) => writes);
    const others = Object.entries(OTHER_INPUTS).map(([name, input]): ConnectedStep => {
      const step = writing.find((one) => one.name === name);
      if (!step) throw new Error(`there is no ${name}`);
      return { ...step, name: `${name}, otherwise`, input };
    });
    const steps = [...writing, ...others];
    expect(steps.length).toBeGreaterThan(100);
    const found: string[] = [];
    const used = new Set<string>();
    let trials = 0;
    for (const [index, step] of steps.entries()) {
      begin(step);
      const before = stateOfSide(step);
      const alone = await runAsZapier((z) => runConnected(step, step.input, z), true);
      expect([step.name, alone]).toEqual([step.name, { how: 'done', runs: 1, message: '' }]);
      const after = stateOfSide(step);
      const requests = requestsOf(step.side).length;
      const all = Object.keys(FAULTS).flatMap((fault) =>
        Array.from({ length: requests }, (_, at) => at).flatMap((at) =>
          [true, false].map((keepsCache): Trial => ({ step, fault, at, keepsCache })),
        ),
      );
      for (const trial of sampleOf(all, 13, index * 5)) {
        trials += 1;
        const ending = await runTrial(trial);
        const state = stateOfSide(step);
        const what = [
          ...doubled(state, before, after).map((row) => `doubled ${row}`),
          ...(ending.how === 'done' ? differing(state, after) : []),
        ];
        if (what.length > 0) {
          const cache = trial.keepsCache ? 'with cache' : 'without cache';
          const where = `request ${String(trial.at + 1)} of ${String(requests)} ${trial.fault}`;
          const story = `${step.name}, ${where}, ${cache}: ${ending.how}`;
          if (story in EXCEPTIONS) used.add(story);
          else found.push(`${story} ${what.join(', ')}`);
        }
      }
    }
    expect(found).toEqual([]);
    expect(trials).toBeGreaterThan(200);
    if (isThorough) expect([...used].toSorted()).toEqual(Object.keys(EXCEPTIONS).toSorted());
  });
});
