import fc, { type Arbitrary } from 'fast-check';
import { deepTexts, oddText, oddValue } from './fuzz.js';

/** What is done to JSON at some place in it. */
type Damage =
  | { kind: 'replace'; value: unknown }
  | { kind: 'remove' }
  | { kind: 'wrap' }
  | { kind: 'repeat'; times: number }
  | { kind: 'deep'; text: string }
  | { kind: 'text'; text: string };

/** Where, and what. */
export interface DamageAt {
  /** The turns to take from the top to the place. */
  turns: number[];
  damage: Damage;
}

/** Stands where something deep goes: it can't be written as JSON from data. */
const DEEP = '@deep@';

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

export const damageAt: Arbitrary<DamageAt> = fc.record({
  turns: fc.array(fc.nat(30), { maxLength: 5 }),
  damage: damages,
});

/** The JSON with its damage; what is no JSON stays. */
export function damaged(content: string, { turns, damage }: DamageAt): string {
  if (damage.kind === 'text') return damage.text;
  let data: unknown;
  try {
    data = JSON.parse(content);
  } catch {
    return content;
  }
  const text = JSON.stringify(at(data, turns, damage) ?? null);
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
        ? Array.from({ length: damage.times }, (): unknown[] => value).flat()
        : value;
    default:
      return undefined;
  }
}
