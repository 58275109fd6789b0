// Whatever a server answers: a step gives out a record, or says in words what is wrong.
import fc, { type Arbitrary } from 'fast-check';
import type { ZObject } from 'zapier-platform-core';
import { deepTexts, fuzz, oddText, oddValue } from '../helpers/fuzz.js';
import { complaintsOf } from '../helpers/readable.js';
import {
  connectedSteps,
  everySandbox,
  reseed,
  runConnected,
} from '../helpers/running/every_step.js';
import { emptyZ, ZapierError } from '../simulator/zapier/z.js';

everySandbox();

/** What is done to the JSON of an answer, at some place in it. */
type Damage =
  | { kind: 'replace'; value: unknown }
  | { kind: 'remove' }
  | { kind: 'wrap' }
  | { kind: 'repeat'; times: number }
  | { kind: 'deep'; text: string }
  | { kind: 'text'; text: string };

/** Stands where something deep goes: it can't be written as JSON from data. */
const DEEP = '@deep@';

interface Case {
  at: number;
  /** Which of the run's requests is answered so, from 0; later ones than there are leave the run as it is. */
  request: number;
  /** The turns to take from the top of the answer to the place. */
  turns: number[];
  damage: Damage;
  status: number | undefined;
}

const damages: Arbitrary<Damage> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('replace'), value: oddValue }) },
  { weight: 3, arbitrary: fc.constant({ kind: 'remove' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'wrap' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('repeat'), times: fc.nat(50) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('deep'), text: fc.constantFrom(...deepTexts) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('text'), text: oddText }) },
);

const cases: Arbitrary<Case> = fc.record({
  at: fc.nat(),
  request: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.nat(3)),
  turns: fc.array(fc.nat(30), { maxLength: 5 }),
  damage: damages,
  status: fc.oneof(
    { weight: 6, arbitrary: fc.constant(undefined) },
    fc.constantFrom(200, 201, 204, 301, 302, 400, 401, 403, 404, 409, 422, 429, 500, 503),
  ),
});

/** The answer with its damage; what is no JSON stays. */
function damaged(content: string, { turns, damage }: Case): string {
  if (damage.kind === 'text') return damage.text;
  let data: unknown;
  try {
    data = JSON.parse(content);
  } catch {
    return content;
  }
  const text = JSON.stringify(at(data, turns, damage)) ?? '';
  return damage.kind === 'deep' ? text.replace(JSON.stringify(DEEP), damage.text) : text;
}

function at(value: unknown, [turn, ...others]: number[], damage: Damage): unknown {
  const isInner = typeof value === 'object' && value !== null;
  const keys = isInner ? Object.keys(value) : [];
  if (turn === undefined || keys.length === 0) return changed(value, damage);
  const key = keys[turn % keys.length] ?? '';
  const entries = Object.entries(value as object).flatMap(([name, inner]): [string, unknown][] => {
    if (name !== key) return [[name, inner]];
    if (damage.kind === 'remove' && others.length === 0) return [];
    return [[name, at(inner, others, damage)]];
  });
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

function changed(value: unknown, damage: Damage): unknown {
  switch (damage.kind) {
    case 'replace':
      return damage.value;
    case 'deep':
      return DEEP;
    case 'wrap':
      return [value];
    case 'repeat':
      return Array.isArray(value)
        ? Array.from({ length: damage.times }, () => value).flat()
        : value;
    default:
      return undefined;
  }
}

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
    const content = damaged(answer.content, one);
    const status = one.status ?? answer.status;
    return { ...answer, status, content, text: () => Promise.resolve(content) };
  };
  return { ...z, request } as unknown as ZObject;
}

describe('what a server answers', () => {
  it('becomes a result or a sentence, in every step', async () => {
    const steps = await connectedSteps();
    await fuzz(0.35, cases, async (one) => {
      const step = steps[one.at % steps.length];
      if (!step) throw new Error('there are no steps');
      reseed(step.side);
      step.prepare();
      const outcome = await runConnected(step, step.input, withDamage(one)).then(
        (result) => ({ result }),
        (failure: unknown) => ({ failure }),
      );
      if ('failure' in outcome) {
        if (!(outcome.failure instanceof ZapierError)) {
          throw new Error(`${step.name}: unexplained`, { cause: outcome.failure });
        }
        const said = JSON.stringify(one.damage) + JSON.stringify(step.input);
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
