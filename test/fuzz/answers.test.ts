// Whatever a server answers: a step gives out a record, or says in words what is wrong.
import fc, { type Arbitrary } from 'fast-check';
import type { ZObject } from 'zapier-platform-core';
import { damageAt, damaged, type DamageAt } from '../helpers/damage.js';
import { fuzz } from '../helpers/fuzz.js';
import { virtualTime } from '../helpers/fakes/virtual_time.js';
import { complaintsOf } from '../helpers/readable.js';
import { begin, connectedSteps, runConnected } from '../helpers/running/every_step.js';
import { everySandbox } from '../helpers/sandbox/every_sandbox.js';
import { emptyZ, ZapierError } from '../simulator/zapier/z.js';

everySandbox();
beforeAll(() => {
  virtualTime(false);
});
afterAll(() => jest.restoreAllMocks());

interface Case {
  at: number;
  /** Which of the run's requests is answered so, from 0; later ones than there are leave the run as it is. */
  request: number;
  harm: DamageAt;
  status: number | undefined;
}

const cases: Arbitrary<Case> = fc.record({
  at: fc.nat(),
  request: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.nat(3)),
  harm: damageAt,
  status: fc.oneof(
    { weight: 6, arbitrary: fc.constant(undefined) },
    fc.constantFrom(200, 201, 204, 301, 302, 400, 401, 403, 404, 409, 422, 429, 500, 503),
  ),
});

/** Answers one request otherwise than the server does. */
function withDamage(one: Case): ZObject {
  const z = emptyZ();
  let seen = -1;
  const request = async (options: object) => {
    const answer = (await (z.request as (given: object) => Promise<object>)(options)) as {
      status: number;
      content: string;
    };
    seen += 1;
    if (seen !== one.request) return answer;
    const content = damaged(answer.content, one.harm);
    const status = one.status ?? answer.status;
    return { ...answer, status, content, text: () => Promise.resolve(content) };
  };
  return { ...z, request } as unknown as ZObject;
}

describe('what a server answers', () => {
  it('becomes a result or a sentence, in every step', async () => {
    const steps = await connectedSteps();
    await fuzz(0.27, cases, async (one) => {
      const step = steps[one.at % steps.length];
      if (!step) throw new Error('there are no steps');
      begin(step);
      const outcome = await runConnected(step, step.input, withDamage(one)).then(
        (result) => ({ result }),
        (failure: unknown) => ({ failure }),
      );
      if ('failure' in outcome) {
        if (!(outcome.failure instanceof ZapierError)) {
          throw new Error(`${step.name}: unexplained`, { cause: outcome.failure });
        }
        const said = JSON.stringify(one.harm.damage) + JSON.stringify(step.input);
        const { message: text } = outcome.failure;
        const complaints = complaintsOf(text, said);
        expect(complaints.map((complaint) => [step.name, complaint, text])).toEqual([]);
      } else {
        expect([step.name, JSON.stringify(outcome.result)]).toEqual([
          step.name,
          expect.any(String),
        ]);
      }
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    });
  });
});
