import { Problem, problem } from '../../../../http/problem.js';
import {
  addOnce,
  isSince,
  type Addition,
  type Mark,
} from '../../../../platforms/toolkit/writes/add_once.js';
import { memoryIn } from '../../../helpers/fakes/memory.js';
import { problemOf } from '../../../helpers/fakes/fake_platform.js';

const unsure = new Problem('halted', 'Nobody knows.', { unsure: true });
const refusedWith = (status: number, kind: 'error' | 'throttled' = 'error') =>
  new Problem(kind, 'No.', { refusal: { status, attributes: [], said: '', missing: false } });

/** Adds to a server whose answers the test chooses, over one cache. */
function server() {
  const kept = new Map<string, unknown>();
  const tokens: string[] = [];
  const run = (changes: Partial<Addition<string>> = {}) =>
    addOnce<string>({
      platform: 'Acme Desk',
      memory: memoryIn(kept),
      key: ['note', 'Hi'],
      add: (token) => {
        tokens.push(token);
        return Promise.resolve(`made ${tokens.length}`);
      },
      ...changes,
    });
  const failing = (failure: Error, changes: Partial<Addition<string>> = {}) =>
    run({
      ...changes,
      add: (token) => {
        tokens.push(token);
        return Promise.reject(failure);
      },
    }).catch(() => undefined);
  return { kept, tokens, run, failing };
}

describe('what is added', () => {
  it('is forgotten once its end is clear: the same input may be sent again', async () => {
    const { kept, run } = server();
    expect(await run()).toBe('made 1');
    expect(kept.size).toBe(0);
    expect(await run()).toBe('made 2');
  });

  it.each([problem('No.'), refusedWith(422)])('may be tried again after a refusal', async (no) => {
    const { kept, run, failing } = server();
    await failing(no);
    expect(kept.size).toBe(0);
    expect(await run()).toBe('made 2');
  });

  it.each([unsure, new Error('A fault of ours.')])(
    'is looked for where its end is not known, by the token it was sent with',
    async (failure) => {
      const { tokens, run, failing } = server();
      await failing(failure);
      const marks: Mark[] = [];
      const find = (mark: Mark) => {
        marks.push(mark);
        return Promise.resolve('found');
      };
      expect(await run({ find })).toBe('found');
      expect(tokens).toEqual([marks[0]?.token]);
      expect(tokens[0]).toMatch(/^[0-9a-f-]{36}$/);
      expect(marks[0]?.at).toBeLessThanOrEqual(Date.now());
    },
  );

  it('is added where it is not found, with the same token', async () => {
    const { tokens, run, failing } = server();
    await failing(unsure);
    expect(await run({ find: () => Promise.resolve(undefined) })).toBe('made 2');
    expect(new Set(tokens).size).toBe(1);
  });

  it('is told from what another input adds', async () => {
    const { run, failing } = server();
    await failing(unsure);
    expect(await run({ key: ['note', 'Ho'] })).toBe('made 2');
  });

  it('is not added again where the platform cannot tell', async () => {
    const { tokens, run, failing } = server();
    await failing(unsure);
    const { kind, message } = await problemOf(() => run());
    expect(kind).toBe('halted');
    expect(message).toMatch(/^An earlier run sent exactly this, and Acme Desk did not say/);
    expect(tokens).toHaveLength(1);
  });

  it.each([
    ['is refused', refusedWith(403), 'halted'],
    ['ends in a fault that stays', refusedWith(500), 'halted'],
    ['meets a server that is down', refusedWith(502), 'error'],
    ['meets a limit', refusedWith(429, 'throttled'), 'throttled'],
    ['meets no server', problem('Unreachable.'), 'error'],
  ])('is not added where looking for it %s', async (_what, failure, kind) => {
    const { tokens, run, failing } = server();
    await failing(unsure);
    const find = () => Promise.reject(failure);
    expect((await problemOf(() => run({ find }))).kind).toBe(kind);
    expect(tokens).toHaveLength(1);
  });

  it('is known for 12 hours: Zapier replays a failed step for ten and a half', async () => {
    const { run } = server();
    const kept: number[] = [];
    const memory = memoryIn(new Map());
    const remember: typeof memory.remember = (_name, { seconds }, value) => {
      kept.push(seconds);
      return Promise.resolve(value);
    };
    await run({ memory: { ...memory, remember } });
    expect(kept).toEqual([43_200]);
  });

  it('is told from a mark that is none', async () => {
    for (const mark of [null, 'x', { at: 1 }, { at: '1', token: 't' }, { at: 1, token: 2 }]) {
      const { kept, run, failing } = server();
      await failing(unsure);
      for (const key of kept.keys()) kept.set(key, mark);
      expect(await run()).toBe('made 2');
    }
  });
});

describe('the rest of a step', () => {
  const rest = {
    idOf: (added: string) => `id of ${added}`,
    run: (added: string) => Promise.resolve(`${added}, done`),
  };
  const broken = { ...rest, run: () => Promise.reject(unsure) };

  it('is done with what was added, and then nothing is kept', async () => {
    const { kept, run } = server();
    expect(await run({ rest })).toBe('made 1, done');
    expect(kept.size).toBe(0);
  });

  it('is done again with what an earlier run made, read by its ID', async () => {
    const { tokens, run } = server();
    await problemOf(() => run({ rest: broken }));
    const read = (id: string) => Promise.resolve(`read ${id}`);
    expect(await run({ rest: { ...rest, read } })).toBe('read id of made 1, done');
    expect(tokens).toHaveLength(1);
  });

  it('is done with another where the first is gone', async () => {
    const { run } = server();
    await problemOf(() => run({ rest: broken }));
    const read = () => Promise.resolve(undefined);
    expect(await run({ rest: { ...rest, read } })).toBe('made 2, done');
  });

  it('looks for what was made where it cannot be read, or where its ID was not known yet', async () => {
    const find = ({ made }: Mark) => Promise.resolve(`found ${made ?? 'one'}`);
    const { run } = server();
    await problemOf(() => run({ rest: broken }));
    expect(await run({ rest, find })).toBe('found id of made 1, done');
    const other = server();
    await other.failing(unsure, { rest });
    const read = () => Promise.resolve('read');
    expect(await other.run({ rest: { ...rest, read }, find })).toBe('found one, done');
  });
});

describe('a mark whose ID is none', () => {
  it('is looked for as one without', async () => {
    const { kept, run, failing } = server();
    await failing(unsure);
    for (const key of kept.keys()) kept.set(key, { at: 1, token: 't', made: 5 });
    const find = ({ made }: Mark) => Promise.resolve(`found by ${String(made)}`);
    expect(await run({ find })).toBe('found by undefined');
  });
});

describe('a time', () => {
  it('may be up to five minutes before the mark: clocks differ', () => {
    const at = Date.parse('2026-01-01T12:00:00Z');
    const since = (time: string | undefined) => isSince(time, { at, token: '' });
    expect(since('2026-01-01T11:55:00Z')).toBe(true);
    expect(since('2026-01-01T11:54:59Z')).toBe(false);
    expect(since('2026-01-01T13:00:00Z')).toBe(true);
    expect(since(undefined)).toBe(true);
    expect(since('no time')).toBe(true);
  });
});
