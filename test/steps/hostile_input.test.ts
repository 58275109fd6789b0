// What no user means and some Zap sends all the same, in every step. Without core: there are many runs.
import type { Bundle } from 'zapier-platform-core';
import app from '../../index.js';
import { inputProblems } from '../../platforms/toolkit/problems.js';
import { operationInputs } from '../operation_inputs/index.js';
import { stepRuns, type Perform, type StepRun } from '../helpers/running/steps.js';
import { isThorough, sampleOf } from '../helpers/thorough.js';
import {
  authDataOf,
  chatwoot,
  everySandbox,
  highlevel,
  vixiees,
} from '../helpers/sandbox/every_sandbox.js';
import { emptyZ } from '../simulator/zapier/z.js';

type Row = Record<string, unknown>;

everySandbox();
beforeAll(() => {
  highlevel.store.rateLimit.max = 10_000;
});
beforeEach(() => {
  chatwoot.reset();
  for (const { requests } of [chatwoot, highlevel, vixiees]) requests.length = 0;
});

/** The names that every object has without having been given them. */
const INHERITED = ['constructor', 'toString', 'hasOwnProperty', '__proto__'];

function runStep({ perform, apiKey }: StepRun, inputData: Row, meta: Row = {}): Promise<unknown> {
  const authData = { platform: 'chatwoot', apiKey, baseUrl: chatwoot.url, accountId: '1' };
  return perform(emptyZ(), { authData, inputData, meta } as unknown as Bundle);
}

/** The message of a failure that the app explained; '' for none. Any other failure fails the test. */
async function failureOf(run: Promise<unknown>): Promise<string> {
  return run.then(
    () => '',
    (failure: unknown) => {
      if (!(failure instanceof Error) || failure.constructor.name !== 'ZapierError') throw failure;
      return failure.message;
    },
  );
}

/** Requests as they were sent, without the mark that a new conversation gets. */
function sent(): unknown[] {
  return chatwoot.requests.map(({ method, path, query, body }) => [
    method,
    path,
    query,
    JSON.stringify(body ?? null).replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, 'uuid'),
  ]);
}

/** The object with a key of its own, also for `__proto__`, as JSON would bring it. */
const withKey = (input: Row, key: string, value: unknown): Row =>
  Object.fromEntries([...Object.entries(input), [key, value]]);

// Outside `npm run thorough` some of the steps meet these characters, others those names.
describe('characters that no server holds', () => {
  const poisoned = (value: unknown): unknown => {
    if (typeof value === 'string') return `\ude00${Array.from(value).join('\0')}\ud83d`;
    if (Array.isArray(value)) return value.map(poisoned);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [`${key}\0`, poisoned(inner)]),
    );
  };

  it.each(sampleOf(stepRuns(), 7))('$key: are taken out of every text', async (step) => {
    const prepare = operationInputs[step.key]?.prepare;
    prepare?.(chatwoot.store);
    await runStep(step, step.input);
    const clean = sent();
    chatwoot.reset();
    chatwoot.requests.length = 0;
    prepare?.(chatwoot.store);
    await runStep(step, poisoned(step.input) as Row);
    expect(sent()).toEqual(clean);
    expect(clean.length).toBeGreaterThan(0);
  });

  const run = (wanted: string, input: Row): Promise<unknown> => {
    const step = stepRuns().find(({ key }) => key === wanted);
    if (!step) throw new Error(`there is no step ${wanted}`);
    return runStep(step, { ...step.input, ...input });
  };

  it('are taken out of JSON that brings them in by escapes', async () => {
    await run('create_user', { custom_attributes: '{"payload\\u0000":["a\\ud83d"]}' });
    await run('add_contact_labels', { add_labels: '["le\\u0000ad"]' });
    expect(JSON.stringify(sent())).not.toMatch(/\\u0000|\\ud83d/i);
    expect(JSON.stringify(sent())).toMatch(/payload.*lead/s);
  });

  it('a text of nothing else is a blank one', async () => {
    expect(await failureOf(run('add_contact_note', { note: ' \0\ud83d' }))).toBe(
      inputProblems.missing('Note').message,
    );
  });
});

describe('names that every object has', () => {
  it.each(sampleOf(stepRuns(), 7, 1))('$key: are no input of it', async (step) => {
    for (const key of INHERITED) {
      // Steps that have nothing to look it up in run as if it weren't there; the others refuse it.
      chatwoot.reset();
      chatwoot.requests.length = 0;
      operationInputs[step.key]?.prepare?.(chatwoot.store);
      const message = await failureOf(runStep(step, withKey(step.input, key, 'x')));
      expect(['', inputProblems.unknownField(key).message]).toContain(message);
      expect(JSON.stringify(sent())).not.toMatch(/native code|"(constructor|toString|__proto__)":/);
    }
  });

  it.each(sampleOf(stepRuns(), 10, 2))('$key: are no choice of it', async (step) => {
    for (const [at, key] of Object.keys(step.input).entries()) {
      for (const value of sampleOf(INHERITED, 2, at)) {
        chatwoot.reset();
        chatwoot.requests.length = 0;
        operationInputs[step.key]?.prepare?.(chatwoot.store);
        const list = Array.isArray(step.input[key]);
        const message = await failureOf(
          runStep(step, withKey(step.input, key, list ? [value] : value)),
        );
        expect(`${message} ${JSON.stringify(sent())}`).not.toMatch(
          /native code|\[object|undefined/,
        );
      }
    }
  });
});

interface Form {
  name: string;
  run: Perform;
}

/** The functions that fill forms: of fields and of dropdowns, and the hidden lists. */
function forms(): Form[] {
  const found: Form[] = [];
  const visit = (name: string, fields: unknown): void => {
    for (const field of fields as unknown[]) {
      if (typeof field === 'function') found.push({ name, run: field as Perform });
      const { choices } = field as { choices?: { perform?: Perform } };
      if (choices?.perform) found.push({ name: `${name} (dropdown)`, run: choices.perform });
    }
  };
  const steps = Object.values({ ...app.triggers, ...app.searches, ...app.creates }) as {
    key: string;
    display: { hidden?: boolean };
    operation: { inputFields?: unknown; outputFields?: unknown; perform: Perform };
  }[];
  for (const { key, display, operation } of steps) {
    visit(key, operation.inputFields ?? []);
    visit(key, operation.outputFields ?? []);
    if (display.hidden) found.push({ name: key, run: operation.perform });
  }
  return found;
}

describe('what is mapped and not resolved yet, while a form loads', () => {
  const FIELDS = ['contact', 'conversation', 'inbox', 'portal', 'template', 'channel', 'find_by'];
  const connections = () => (['chatwoot', 'highlevel', 'vixiees'] as const).map(authDataOf);

  // Outside `npm run thorough` each form meets one of them.
  it.each([
    ['a mapping', '{{164523__id}}', 0],
    ['a mapping within a text', 'ID {{164523__id}}', 1],
    ['a name', 'Acme Support', 2],
  ])('is asked of no platform: %s', async (kind, value, at) => {
    const inputData = Object.fromEntries(FIELDS.map((field) => [field, value]));
    expect(forms().length).toBeGreaterThan(60);
    for (const authData of connections()) {
      for (const { name, run } of sampleOf(forms(), 3, at)) {
        // Slugs of portals are texts, so a name may be one.
        if (kind === 'a name' && /list_(articles|categories)/.test(name)) continue;
        const bundle = { authData, inputData, meta: { page: 0 } };
        await failureOf(run(emptyZ(), bundle as unknown as Bundle));
      }
    }
    const paths = [chatwoot, highlevel, vixiees].flatMap(({ requests }) =>
      requests.map(({ path, query }) => `${path}?${query}`),
    );
    expect(paths.length).toBeGreaterThan(isThorough ? 50 : 25);
    expect(paths.filter((path) => /%7B|%20|Acme.Support/i.test(path))).toEqual([]);
  });
});
