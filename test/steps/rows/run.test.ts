import { fault, Problem, problem, type ProblemDetails } from '../../../http/problem.js';
import { newLine } from '../../../steps/rows/line.js';
import { countFault, hasTime, patiently, type Run } from '../../../steps/rows/run.js';
import { fakePlatform, problemOf, refusal } from '../../helpers/fakes/fake_platform.js';
import { standingClock } from '../../helpers/fakes/rows.js';

const RUN_MS = 10_000;
/** What must be left when a row is begun. */
const ROW_MS = 3000;

function newRun(): { run: Run; clock: ReturnType<typeof standingClock>; start: number } {
  const clock = standingClock();
  const start = clock.now();
  const line = newLine({ requests: 2, milliseconds: 1000, atOnce: 1 }, clock, start + RUN_MS);
  const platform = fakePlatform();
  const run: Run = {
    platform,
    line,
    ends: new Map(),
    isMixed: false,
    earlier: new Map(),
    faults: 0,
  };
  return { run, clock, start };
}

const throttled = (seconds: number): Problem =>
  new Problem('throttled', 'Too many.', { retryAfterSeconds: seconds });

/** Work that fails in each of these ways, and then is done. */
function failing(...failures: Error[]): jest.Mock<Promise<string>> {
  return jest.fn(() => {
    const failure = failures.shift();
    return failure ? Promise.reject(failure) : Promise.resolve('done');
  });
}

describe('failures one after another', () => {
  const stopAfter = (...failures: Problem[]): Problem | undefined => {
    const { run } = newRun();
    for (const failure of failures) countFault(run, failure);
    return run.stop;
  };
  const down = fault({ what: 'Down.' });
  const row = problem('Email: wrong.');

  it('stop the run at the third that other rows would share', () => {
    expect(stopAfter(down, down)).toBeUndefined();
    expect(stopAfter(down, down, down)).toBe(down);
  });

  it.each([401, 402, 403, 500, 503])('count with status %i', (status) => {
    const failure = refusal(status);
    expect(stopAfter(failure, failure, failure)).toBe(failure);
  });

  it.each([400, 404, 409, 422, 499])('are a row’s own with status %i', (status) => {
    const failure = refusal(status);
    expect(stopAfter(failure, failure, failure, failure)).toBeUndefined();
  });

  it('begin anew after one that is a row’s own', () => {
    expect(stopAfter(down, down, row, down, down)).toBeUndefined();
    expect(stopAfter(row, row, row, row)).toBeUndefined();
  });

  it('leave why it stopped as it was', () => {
    const { run } = newRun();
    run.stop = row;
    for (let times = 0; times < 3; times += 1) countFault(run, down);
    expect(run.stop).toBe(row);
  });
});

describe('time', () => {
  it('is there while enough for a row is left', () => {
    const { run, clock } = newRun();
    clock.pass(RUN_MS - ROW_MS);
    expect(hasTime(run)).toBe(true);
    expect(run.stop).toBeUndefined();
    clock.pass(1);
    expect(hasTime(run)).toBe(false);
    expect(run.stop?.message).toMatch(/^The time of this run was used up/);
    expect(run.stop?.details.isOver).toBe(true);
  });

  it('may have to be more', () => {
    const { run } = newRun();
    expect(hasTime(run, 0, RUN_MS)).toBe(true);
    expect(hasTime(run, 0, RUN_MS + 1)).toBe(false);
  });

  it('must do for the turns that are needed', () => {
    const { run } = newRun();
    // Two in a second, until three seconds before the end.
    expect(hasTime(run, 16)).toBe(true);
    expect(hasTime(run, 17)).toBe(false);
  });

  it('is the clock’s alone where no turn is needed', async () => {
    const { run } = newRun();
    expect(await run.line.pause(0, 60)).toBe(false);
    expect(hasTime(run)).toBe(true);
    expect(hasTime(run, 1)).toBe(false);
  });

  it('is over when the run has stopped, for that reason', () => {
    const { run, clock } = newRun();
    const stop = problem('No.');
    run.stop = stop;
    expect(hasTime(run)).toBe(false);
    clock.pass(RUN_MS);
    expect(hasTime(run)).toBe(false);
    expect(run.stop).toBe(stop);
  });
});

describe('something done patiently', () => {
  it('is done once where it can be', async () => {
    const { run, clock, start } = newRun();
    const work = failing();
    expect(await patiently(run, work)).toBe('done');
    expect(work).toHaveBeenCalledTimes(1);
    expect(clock.now()).toBe(start);
  });

  it('is done again after each of the platform’s limits', async () => {
    const { run, clock, start } = newRun();
    const work = failing(throttled(1), throttled(2));
    expect(await patiently(run, work)).toBe('done');
    expect(work).toHaveBeenCalledTimes(3);
    expect(clock.now() - start).toBe(3000);
    expect(run.stop).toBeUndefined();
  });

  it('shares a limit with what ran into it at the same time', async () => {
    const { run, clock, start } = newRun();
    const works = [failing(throttled(2)), failing(throttled(2))];
    await Promise.all(works.map((work) => patiently(run, work)));
    expect(clock.now() - start).toBe(2000);
    expect(run.line.pauses()).toBe(1);
  });

  it('is left where a limit lasts longer than the run, which stops', async () => {
    const { run, clock, start } = newRun();
    const limit = throttled(60);
    const work = failing(limit);
    expect(await patiently(run, work)).toBeUndefined();
    expect(work).toHaveBeenCalledTimes(1);
    expect(run.stop).toBe(limit);
    expect(clock.now()).toBe(start);
  });

  it('is not begun again where it may not be', async () => {
    const { run } = newRun();
    const work = failing(throttled(1));
    const mayBegin = jest.fn().mockReturnValueOnce(true).mockReturnValue(false);
    expect(await patiently(run, work, mayBegin)).toBeUndefined();
    expect(work).toHaveBeenCalledTimes(1);
    expect(run.stop).toBeUndefined();
  });

  it('is not begun without time', async () => {
    const { run, clock } = newRun();
    clock.pass(RUN_MS);
    const work = failing();
    expect(await patiently(run, work)).toBeUndefined();
    expect(work).not.toHaveBeenCalled();
  });

  it.each<[string, Problem, RegExp]>([
    ['a dead key', new Problem('expired', 'The key is dead.'), /^The key is dead/],
    ['the end of the run', overtimeWith('error'), /^The time of this run was used up/],
    ['the end of the run, in a limit', overtimeWith('throttled'), /^The time of this run was used/],
  ])('is left, and the run stops, with %s', async (_what, failure, message) => {
    const { run } = newRun();
    const work = failing(failure);
    expect(await patiently(run, work)).toBeUndefined();
    expect(work).toHaveBeenCalledTimes(1);
    expect(run.stop?.message).toMatch(message);
  });

  it.each<[Problem]>([
    [new Problem('expired', 'The key is dead.')],
    [overtimeWith('error')],
    [throttled(60)],
  ])('leaves why the run stopped as it was', async (failure) => {
    const { run } = newRun();
    const stop = problem('Before.');
    run.stop = stop;
    expect(await patiently(run, failing(failure), () => true)).toBeUndefined();
    expect(run.stop).toBe(stop);
  });

  it.each([problem('Email: wrong.'), refusal(503), new Problem('halted', 'No.')])(
    'fails as it does otherwise, and the run goes on',
    async (failure) => {
      const { run } = newRun();
      expect(await problemOf(() => patiently(run, failing(failure)))).toBe(failure);
      expect(run.stop).toBeUndefined();
    },
  );

  it('does not take what is wrong with the code for a failure of its own', async () => {
    const bug = new TypeError('x is not a function');
    await expect(patiently(newRun().run, failing(bug))).rejects.toBe(bug);
  });
});

function overtimeWith(kind: Problem['kind']): Problem {
  const details: ProblemDetails = { isFault: true, isOver: true };
  return new Problem(kind, 'Over.', details);
}
