import { newLine } from '../../../steps/rows/line.js';
import { request } from '../../../http/request.js';
import type { Host } from '../../../http/host.js';
import { problemOf, wireWith } from '../../helpers/fakes/fake_platform.js';
import { standingClock } from '../../helpers/fakes/rows.js';

const PACE = { requests: 3, milliseconds: 1000, atOnce: 2 };

describe('a line', () => {
  it('lets so many go in any window of that length, in the order they came', async () => {
    const clock = standingClock();
    const start = clock.now();
    const line = newLine(PACE, clock, start + 28_000);
    const went: number[] = [];
    const turns = Array.from({ length: 7 }, async (_turn, index) => {
      expect(await line.turn()).toBe(true);
      went.push(index);
      return clock.now() - start;
    });
    expect(await Promise.all(turns)).toEqual([0, 0, 0, 1000, 1000, 1000, 2000]);
    expect(went).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('lets the next go as soon as the oldest is out of the window', async () => {
    const clock = standingClock();
    const start = clock.now();
    const line = newLine(PACE, clock, start + 28_000);
    for (const gap of [0, 300, 300]) {
      clock.pass(gap);
      await line.turn();
    }
    await line.turn();
    expect(clock.now() - start).toBe(1000);
    await line.turn();
    expect(clock.now() - start).toBe(1300);
  });

  it.each([
    ['after the end', 900],
    ['with the end', 1000],
  ])('gives no turn that would come %s of the run, and doesn’t wait for it', async (_when, end) => {
    const clock = standingClock();
    const start = clock.now();
    const line = newLine(PACE, clock, start + end);
    for (let turn = 0; turn < 3; turn += 1) expect(await line.turn()).toBe(true);
    expect(await line.turn()).toBe(false);
    expect(clock.now()).toBe(start);
  });

  it('is closed while a limit lasts, unless the run ends before', async () => {
    const clock = standingClock();
    const start = clock.now();
    const line = newLine(PACE, clock, start + 28_000);
    expect(await line.pause(0, 10)).toBe(true);
    expect(clock.now() - start).toBe(10_000);
    // The refusal of a request that was begun before that pause asks for no other.
    expect(await line.pause(0, 10)).toBe(true);
    expect(clock.now() - start).toBe(10_000);
    expect(await line.pause(1, 15)).toBe(false);
    expect(await line.pause(2)).toBe(false);
    expect(clock.now() - start).toBe(10_000);
  });

  it('counts its pauses, each once however many requests were refused', async () => {
    const clock = standingClock();
    const line = newLine(PACE, clock, clock.now() + 28_000);
    expect(line.pauses()).toBe(0);
    await line.pause(0, 1);
    await line.pause(0, 1);
    expect(line.pauses()).toBe(1);
    await line.pause(1, 1);
    expect(line.pauses()).toBe(2);
  });

  it('waits for nothing where a pause is over', async () => {
    const clock = standingClock();
    const line = newLine(PACE, clock, clock.now() + 28_000);
    await line.pause(0, 10);
    clock.pass(5000);
    const before = clock.now();
    expect(await line.pause(0, 10)).toBe(true);
    expect(clock.now()).toBe(before);
  });

  it('knows how many turns still come in time, behind those that wait', async () => {
    const clock = standingClock();
    const line = newLine(PACE, clock, clock.now() + 5000);
    // Three at once, at 1 s and at 2 s: later there would be no time for a row.
    expect([9, 10].map((count) => line.hasTurns(count))).toEqual([true, false]);
    await line.turn();
    expect([8, 9].map((count) => line.hasTurns(count))).toEqual([true, false]);
    const waiting = [line.turn(), line.turn()];
    expect([6, 7].map((count) => line.hasTurns(count))).toEqual([true, false]);
    await Promise.all(waiting);
    await line.pause(0, 1);
    expect([6, 7].map((count) => line.hasTurns(count))).toEqual([true, false]);
  });

  it('keeps a request from being sent that has no turn', async () => {
    const sent = jest.fn();
    const host = { request: sent, turn: () => Promise.resolve(false) } as unknown as Host;
    const call = { method: 'PUT', path: '/contacts/7', body: {} } as const;
    const { message, details } = await problemOf(() => request(host, wireWith(), call));
    expect(message).toMatch(/the time of this run is used up, and the rest of the step was not/);
    expect(details).toMatchObject({ isOver: true });
    expect(details.unsure).toBeUndefined();
    expect(sent).not.toHaveBeenCalled();
  });
});
