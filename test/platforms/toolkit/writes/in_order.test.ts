import { Problem, problem } from '../../../../http/problem.js';
import { writeInOrder, type OrderedWrite } from '../../../../platforms/toolkit/writes/in_order.js';
import { problemOf } from '../../../helpers/fakes/fake_platform.js';
import { noWaits } from '../../../helpers/no_waits.js';

const waits = noWaits();

const NOW = 1_700_000_000_000;
const throttled = new Problem('throttled', 'Busy.', { retryAfterSeconds: 2 });
const unsure = new Problem('error', 'Cut.', { unsure: true });

/** A write that adds its name to the list, after it has failed in each of these ways. */
function write(what: string, ...failures: Error[]): OrderedWrite<string[]> {
  const left = [...failures];
  return {
    what,
    run: (done) => {
      const failure = left.shift();
      return failure ? Promise.reject(failure) : Promise.resolve([...done, what]);
    },
  };
}

beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(NOW);
});
afterEach(() => jest.restoreAllMocks());

describe('writes in order', () => {
  it('hand on what each of them made', async () => {
    expect(await writeInOrder([write('the name'), write('the labels')], ['start'])).toEqual([
      'start',
      'the name',
      'the labels',
    ]);
  });

  it('that fail at once say what happened, and nothing of what was done', async () => {
    const failure = problem('No.');
    expect(await problemOf(() => writeInOrder([write('the name', failure)], []))).toBe(failure);
  });

  it('that fail later say what was done and what was not', async () => {
    const writes = [write('the name'), write('the labels', problem('No.')), write('the owner')];
    const { kind, message } = await problemOf(() => writeInOrder(writes, []));
    expect(kind).toBe('error');
    expect(message).toBe('No. Done: the name. Not done: the labels, the owner.');
  });

  it('say of which one nobody knows', async () => {
    const writes = [write('the name'), write('the labels', unsure), write('the owner')];
    const { message } = await problemOf(() => writeInOrder(writes, []));
    expect(message).toBe(
      'Cut. Done: the name. Perhaps done: the labels. Not done: the owner. Running the step again is safe.',
    );
  });

  it('let a failure that is a fault of ours through', async () => {
    const fault = new TypeError('x');
    const writes = [write('the name'), write('the labels', fault)];
    await expect(writeInOrder(writes, [])).rejects.toBe(fault);
  });

  it('that may be repeated leave a limit to Zapier', async () => {
    const writes = [write('the name'), write('the labels', throttled)];
    expect((await problemOf(() => writeInOrder(writes, []))).kind).toBe('throttled');
    expect(waits).toEqual([]);
  });
});

describe('writes after something that was added', () => {
  const addition = { added: 'the new contact', deadline: NOW + 10_000 };

  it('wait for a limit to pass, as often as it is met', async () => {
    const writes = [write('the labels', throttled, throttled), write('the owner')];
    expect(await writeInOrder(writes, [], addition)).toEqual(['the labels', 'the owner']);
    expect(waits).toEqual([2000, 2000]);
  });

  it.each([
    [5000, true],
    [4999, false],
  ])('with %i ms left wait for two seconds: %s', async (left, isWaiting) => {
    const run = writeInOrder([write('the labels', throttled)], [], {
      ...addition,
      deadline: NOW + left,
    });
    if (isWaiting) expect(await run).toEqual(['the labels']);
    else expect((await problemOf(() => run)).kind).toBe('halted');
    expect(waits).toEqual(isWaiting ? [2000] : []);
  });

  it.each<[string, Problem, string]>([
    ['refusal', new Problem('error', 'No.', { retryAfterSeconds: 1 }), 'halted'],
    ['limit without an end', new Problem('throttled', 'No.'), 'halted'],
    ['dead key', new Problem('expired', 'No.'), 'expired'],
  ])('halt the run at a %s, so that nothing is doubled', async (_what, failure, kind) => {
    const told = await problemOf(() => writeInOrder([write('the labels', failure)], [], addition));
    expect(told.kind).toBe(kind);
    expect(told.message).toBe('No. Done: the new contact. Not done: the labels.');
    expect(waits).toEqual([]);
  });
});
