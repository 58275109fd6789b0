// Whatever a Zap sends to a step: it is done, or refused in words; it stays within the API, and leaves the app as it was.
import fc from 'fast-check';
import { fuzz, oddKey, oddOrLongValue } from '../helpers/fuzz.js';
import { virtualTime } from '../helpers/fakes/virtual_time.js';
import { complaintsOf } from '../helpers/readable.js';
import {
  begin,
  connectedSteps,
  requestsOf,
  runConnected,
  type ConnectedStep,
} from '../helpers/running/every_step.js';
import { everySandbox } from '../helpers/sandbox/every_sandbox.js';
import { emptyZ, ZapierError } from '../simulator/zapier/z.js';

everySandbox();
beforeAll(() => {
  virtualTime(false);
});
afterAll(() => jest.restoreAllMocks());

/** No step needs as many: more are a loop that a value keeps going. */
const MOST_REQUESTS = 80;

/** A server would walk up on the one and cut at the others. */
const STRANGE_PATH = /(^|\/)(\.|%2e){1,2}(\/|$)|\\|%00|\/\//i;
/** What a value became that was no text. */
const STRANGE_QUERY = /native.code|%5Bobject|=undefined(&|$)/i;

interface Case {
  at: number;
  /** Which of the form's fields get which values. */
  changes: (readonly [field: number, value: unknown])[];
  /** Inputs that the form doesn't have. */
  others: readonly (readonly [key: string, value: unknown])[];
}

const cases: fc.Arbitrary<Case> = fc.record({
  at: fc.nat(),
  changes: fc.array(fc.tuple(fc.nat(), oddOrLongValue), { minLength: 1, maxLength: 4 }),
  others: fc.oneof(
    { weight: 5, arbitrary: fc.constant<Case['others']>([]) },
    { weight: 1, arbitrary: fc.array(fc.tuple(oddKey, oddOrLongValue), { maxLength: 2 }) },
  ),
});

function inputOf({ input, fields }: ConnectedStep, { changes, others }: Case) {
  const changed = changes.flatMap(([field, value]): [string, unknown][] => {
    const key = fields[field % Math.max(fields.length, 1)];
    return key === undefined ? [] : [[key, value]];
  });
  return Object.fromEntries([...Object.entries(input), ...changed, ...others]);
}

describe('what a Zap sends', () => {
  it('is done or refused in words, in every step', async () => {
    const steps = await connectedSteps();
    expect(steps.length).toBeGreaterThan(200);
    await fuzz(0.27, cases, async (one) => {
      const step = steps[one.at % steps.length];
      if (!step) throw new Error('there are no steps');
      const input = inputOf(step, one);
      begin(step);
      const typed = JSON.stringify(input);
      const outcome = await runConnected(step, input, emptyZ()).then(
        (result) => ({ result }),
        (failure: unknown) => ({ failure }),
      );
      if ('failure' in outcome) {
        if (!(outcome.failure instanceof ZapierError)) {
          throw new Error(`${step.name}: unexplained`, { cause: outcome.failure });
        }
        expect([step.name, complaintsOf(outcome.failure.message, typed)]).toEqual([step.name, []]);
      } else {
        expect([step.name, JSON.stringify(outcome.result)]).toEqual([
          step.name,
          expect.any(String),
        ]);
      }
      expect(JSON.stringify(outcome)).not.toContain(step.authData.apiKey);
      const requests = requestsOf(step.side);
      expect(requests.length).toBeLessThan(MOST_REQUESTS);
      const strange = requests.filter(
        ({ path, query }) => STRANGE_PATH.test(path) || STRANGE_QUERY.test(query),
      );
      expect([step.name, strange]).toEqual([step.name, []]);
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    });
  });
});
