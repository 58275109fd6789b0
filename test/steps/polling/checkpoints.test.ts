// What polls keep, and when a part of it is due, by numbers alone.
import {
  coveredBy,
  dueBacklog,
  newBacklog,
  withFailure,
  withHidden,
  withProgress,
  type Backlog,
  type Progress,
} from '../../../steps/polling/backlog.js';
import {
  checkpointsAfter,
  checkpointsAnew,
  isAbandoned,
  LOOKBACK_MS,
  pollingTime,
  wantedSince,
} from '../../../steps/polling/checkpoints.js';

const MINUTE = 60_000;
const NOW = 1_000 * MINUTE;
const at = (minutes: number, newestAt = 7): { polledAt: number; newestAt: number } => ({
  polledAt: NOW - minutes * MINUTE,
  newestAt,
});

describe('checkpoints', () => {
  it('the window is an hour of polls; a pause counts as one poll', () => {
    expect(LOOKBACK_MS).toBe(60 * MINUTE);
    expect(pollingTime(0, 5 * MINUTE)).toBe(5 * MINUTE);
    expect(pollingTime(0, 500 * MINUTE)).toBe(15 * MINUTE);
  });

  it('what is wanted goes back to the last one before the window', () => {
    const polls = [at(70, 1), at(60, 2), at(45, 3), at(30, 4), at(15, 5)];
    expect(wantedSince(polls, NOW)).toBe(2);
    expect(wantedSince([at(60, NOW), ...polls.slice(2)], NOW)).toBe(NOW - LOOKBACK_MS);
    // A millisecond less, and not every Zap has polled since.
    const late = { polledAt: NOW - 60 * MINUTE + 1, newestAt: 2 };
    expect(wantedSince([late, ...polls.slice(2)], NOW)).toBe(late.polledAt - LOOKBACK_MS);
    expect(wantedSince([], NOW)).toBe(NOW - LOOKBACK_MS);
  });

  it('stand three minutes apart, and of those before the window only the last is kept', () => {
    const next = { polledAt: NOW, newestAt: 50 };
    const near = [{ polledAt: NOW - 3 * MINUTE + 1, newestAt: 7 }];
    expect(checkpointsAfter(near, next)).toEqual(near);
    expect(checkpointsAfter([at(3)], next)).toEqual([at(3), next]);
    const polls = [at(75), at(60), at(45), at(30), at(15)];
    expect(checkpointsAfter(polls, next)).toEqual([...polls.slice(1), next]);
  });

  it('the first leaves out a moment from before the window', () => {
    const first = (newestAt: number): unknown =>
      checkpointsAfter([], { polledAt: NOW, newestAt })[0];
    const edge = NOW - LOOKBACK_MS;
    expect(first(edge)).toEqual({ polledAt: NOW, newestAt: edge });
    expect(first(edge - 1)).toEqual({ polledAt: NOW, newestAt: edge + 999 });
  });

  it('a moment that is over is not read again', () => {
    const after = (before: number, newestAt: number): number | undefined =>
      checkpointsAfter([at(3, before)], { polledAt: NOW, newestAt }).at(-1)?.newestAt;
    expect(after(5000, 9000)).toBe(9000);
    expect(after(5000, 5000)).toBe(6000);
    expect(after(5000, 4500)).toBe(5500);
    expect(after(5000, 100)).toBe(5000);
  });

  it('begin anew where a poll read what others had to leave', () => {
    const next = { polledAt: NOW, newestAt: 50 };
    const left = { begunAt: NOW - 20 * MINUTE, since: 9 };
    expect(checkpointsAnew([at(30), at(20), at(10)], next, left)).toEqual([at(30), next]);
    expect(checkpointsAnew([at(20)], next, left)).toEqual([
      { polledAt: LOOKBACK_MS + 9, newestAt: 9 },
      next,
    ]);
  });

  it('are abandoned after the window', () => {
    expect(isAbandoned(NOW - LOOKBACK_MS, NOW)).toBe(false);
    expect(isAbandoned(NOW - LOOKBACK_MS - 1, NOW)).toBe(true);
  });
});

describe('the backlog', () => {
  const backlog = (more: Partial<Backlog> = {}): Backlog => ({ ...newBacklog(NOW, 9), ...more });
  const reached = (cursor: string | null, pages: number, time = 5): Progress => ({
    cursor,
    at: time,
    pages,
  });

  it('begins with nothing read', () => {
    const begun = { since: 9, begunAt: NOW, hidden: 0, age: 0, polledAt: NOW, failures: 0 };
    expect(newBacklog(NOW, 9)).toEqual(begun);
    expect(newBacklog(NOW, 9, 3, 4)).toEqual({ ...begun, hidden: 3, begunAt: 4 });
    expect([coveredBy(backlog()), coveredBy(backlog({ hidden: 5 }))]).toEqual([0, 1005]);
  });

  it('goes on after a window of polls', () => {
    const later = NOW + 15 * MINUTE;
    const progress = reached('b', 2);
    const young = backlog({ progress, age: 45 * MINUTE - 1 });
    expect(dueBacklog(young, later)).toEqual({ ...young, age: 60 * MINUTE - 1, polledAt: later });
    const due = backlog({ progress, age: 45 * MINUTE });
    const next = { progress: undefined, cursor: 'b', age: 0, polledAt: later };
    expect(dueBacklog(due, later)).toEqual({ ...due, ...next });
    const unread = backlog({ age: 90 * MINUTE });
    expect(dueBacklog(unread, later)).toEqual({ ...unread, age: 105 * MINUTE, polledAt: later });
    const whole = { progress: reached(null, 2), age: 45 * MINUTE };
    expect(dueBacklog(backlog(whole), later)).toBeUndefined();
    const again = { since: 3, hidden: 4 };
    expect(dueBacklog(backlog({ ...whole, again }), later)).toEqual(newBacklog(later, 3, 4));
  });

  it('is swept again for what came to hide when polls were further on', () => {
    const found = { now: NOW + 1, since: 20, hidden: 30 };
    expect(withHidden(undefined, found)).toEqual(newBacklog(NOW + 1, 20, 30));
    const known = backlog({ hidden: 30 });
    expect(withHidden(known, found)).toBe(known);
    const early = backlog({ hidden: 10 });
    const anew = newBacklog(NOW + 1, 9, 30);
    expect(withHidden(early, found)).toEqual(anew);
    expect(withHidden({ ...early, progress: reached(null, 1) }, found)).toEqual(anew);
    const again = { since: 20, hidden: 30 };
    const under = { ...early, progress: reached('b', 1) };
    expect(withHidden(under, found)).toEqual({ ...under, again });
    const further = { ...early, cursor: 'b' };
    expect(withHidden(further, found)).toEqual({ ...further, again });
    const twice = { ...further, again: { since: 15, hidden: 29 } };
    expect(withHidden(twice, found)).toEqual({ ...further, again: { since: 15, hidden: 30 } });
    const before = { ...further, again: { since: 15, hidden: 30 } };
    expect(withHidden(before, found)).toBe(before);
  });

  it('goes by the poll that got least far', () => {
    const failed = backlog({ failures: 2 });
    expect(withProgress(failed, reached('b', 0))).toEqual(backlog());
    expect(withProgress(failed, reached('b', 2))).toEqual(backlog({ progress: reached('b', 2) }));
    const after = (before: Progress, now: Progress): Progress | undefined =>
      withProgress(backlog({ progress: before }), now)?.progress;
    const far = reached('f', 10, 100);
    // Less than half as far counts for nothing, half does.
    expect(after(far, reached('b', 4, 200))).toEqual(far);
    expect(after(far, reached('b', 5, 200))).toEqual(reached('b', 5, 200));
    expect(after(far, reached('g', 12, 50))).toEqual(far);
    expect(after(far, reached('e', 9, 100))).toEqual(reached('e', 9, 100));
    expect(after(far, reached('e', 10, 100))).toEqual(far);
    expect(after(far, reached('c', 11, 200))).toEqual(reached('c', 11, 200));
    expect(after(reached(null, 10, 500), far)).toEqual(far);
    expect(after(reached(null, 10), reached(null, 12))).toEqual(reached(null, 10));
    expect(after(far, reached(null, 10, 200))).toEqual(far);
  });

  it('begins its window anew for a poll that got more than twice as far', () => {
    const before = backlog({ progress: reached('b', 5), age: 7 });
    expect(withProgress(before, reached('z', 11))).toEqual({
      ...before,
      progress: reached('z', 11),
      age: 0,
    });
    expect(withProgress(before, reached('z', 10, 1))).toEqual(before);
    const all = reached(null, 11);
    expect(withProgress(before, all)).toBeUndefined();
    expect(withProgress({ ...before, cursor: 'a' }, all)).toMatchObject({ progress: all, age: 0 });
    expect(withProgress({ ...before, hidden: 1 }, all)).toMatchObject({ progress: all, age: 0 });
  });

  it('is read from its beginning after three failures', () => {
    const before = backlog({ cursor: 'b', progress: reached('c', 1), age: 7, failures: 1 });
    expect(withFailure(before)).toEqual({ ...before, failures: 2 });
    const anew = { cursor: undefined, progress: undefined, age: 0, failures: 0 };
    expect(withFailure({ ...before, failures: 2 })).toEqual({ ...before, ...anew });
  });
});
