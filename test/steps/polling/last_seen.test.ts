// What is known of records that polls saw, part by part of what is kept.
import { createHash } from 'node:crypto';
import type { Memory } from '../../../platforms/toolkit/cache.js';
import { MOMENT_MS } from '../../../steps/polling/checkpoints.js';
import { lastSeen, type LastSeen } from '../../../steps/polling/last_seen.js';

const AT = Date.parse('2026-05-01T12:00:00.000Z');
const DAY = 24 * 60 * 60;

let kept: Map<string, unknown>;
let seconds: number;
beforeEach(() => {
  kept = new Map();
  seconds = 0;
});

/** IDs that are hexadecimal are digests already: their first digits decide what they are kept with. */
const memory = {
  recall: (name, { shape }) => Promise.resolve(shape(kept.get(name))),
  remember: (name, keeping, value) => {
    kept.set(name, value);
    ({ seconds } = keeping);
    return Promise.resolve(value);
  },
  digest: (text) =>
    /^[0-9a-f]{12}$/.test(text) ? text : createHash('sha256').update(text).digest('hex'),
} satisfies Partial<Memory> as unknown as Memory;

const poll = (): LastSeen => lastSeen('feed', memory);
/** Takes note of one record in a poll of its own. */
async function note(id: string, values: string, at: number): Promise<number | undefined> {
  const seen = poll();
  const change = await seen.changeOf(id, values, at);
  await seen.save();
  return change;
}

it('values came to be when they were first seen so, for a month', async () => {
  expect(await note('ann', 'a', AT)).toBe(AT);
  expect(await note('ann', 'a', AT + 5)).toBe(AT);
  expect(await note('ann', 'b', AT + 9)).toBe(AT + 9);
  expect(await note('bob', 'a', AT)).toBe(AT);
  expect(seconds).toBe(30 * DAY);
});

it('a state is from before where it is a moment older, and a change where it is less', async () => {
  await note('ann', 'a', AT);
  expect(await note('ann', 'b', AT - MOMENT_MS)).toBeUndefined();
  expect(await note('ann', 'b', AT - MOMENT_MS + 1)).toBe(AT + 1);
});

it('of too many those are forgotten that changed longest ago, whenever they were noted', async () => {
  const ids = Array.from({ length: 330 }, (_id, index) => `0000${String(index).padStart(8, '0')}`);
  const seen = poll();
  for (const [index, id] of ids.entries()) await seen.changeOf(id, 'a', AT + index);
  await seen.save();
  const later = poll();
  const changes: (number | undefined)[] = [];
  for (const id of ids) changes.push(await later.changeOf(id, 'a', AT + 1000));
  expect(changes.slice(0, 10)).toEqual(Array(10).fill(AT + 1000));
  expect(changes.slice(10)).toEqual(ids.slice(10).map((_id, index) => AT + 10 + index));
});

it('what isn’t a row of what is kept is left out, now and in what is kept next', async () => {
  await note('000000000001', 'a', AT);
  const [name = ''] = kept.keys();
  const [row] = kept.get(name) as [string];
  kept.set(name, [`${row}0`, `x${row}`, '']);
  expect(await note('000000000001', 'a', AT + 7)).toBe(AT + 7);
  expect(kept.get(name)).toHaveLength(1);
});
