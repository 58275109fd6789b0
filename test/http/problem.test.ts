import { readBody } from '../../http/body.js';
import { aside, named, type ErrorRule } from '../../http/error_rule.js';
import { explain, type FailedAnswer } from '../../http/errors.js';
import {
  isMissing,
  isTaken,
  missAsNone,
  overtime,
  Problem,
  problem,
  statusOf,
  type Refusal,
} from '../../http/problem.js';
import { wireWith } from '../helpers/fakes/fake_platform.js';

const refusal: Refusal = { status: 404, attributes: [], said: '', missing: true };
const refused = new Problem('error', 'No such contact.', { refusal });

function refusedWith(changes: Partial<FailedAnswer>, ...errors: ErrorRule[]): Problem {
  const answer = { status: 400, body: readBody('{"error":"no"}', ''), retryAfter: undefined };
  const facts = { subject: '', writes: undefined };
  return explain(wireWith({ errors }), { ...answer, ...facts, ...changes });
}

describe('a write that ended in a status', () => {
  it.each([408, 500, 503])('%i may have been done', (status) => {
    expect(refusedWith({ status, writes: 'adds' })).toMatchObject({
      kind: 'halted',
      details: { unsure: true },
      message: expect.stringContaining('It may have been done all the same') as string,
    });
    expect(refusedWith({ status, writes: 'repeatable' })).toMatchObject({
      kind: 'error',
      message: expect.stringContaining('running the step again is safe') as string,
    });
    expect(refusedWith({ status }).details.unsure).toBeUndefined();
  });

  it.each([400, 409, 422])('%i was not done', (status) => {
    expect(refusedWith({ status, writes: 'adds' })).toMatchObject({ kind: 'error' });
    expect(refusedWith({ status, writes: 'adds' }).details.unsure).toBeUndefined();
  });

  it('500 was not done where the platform’s table says so', () => {
    const row = { status: 500, nothingDone: true, text: () => 'It cannot.' } as const;
    expect(refusedWith({ status: 500, writes: 'adds' }, row).message).toBe('It cannot.');
  });
});

describe('a row of a platform’s table', () => {
  it('fits the records that it is about alone', () => {
    const row = { status: 400, about: 'conversation', text: () => 'Of a conversation.' };
    expect(refusedWith({ subject: 'conversation 5' }, row).message).toBe('Of a conversation.');
    for (const subject of ['contact 5', 'conversations', '']) {
      expect(refusedWith({ subject }, row).message).not.toBe('Of a conversation.');
    }
  });

  it('may judge by the facts whether the record is missing', () => {
    const row: ErrorRule = {
      status: 404,
      missing: ({ said }) => said === 'gone',
      text: () => 'It is gone.',
    };
    const answer = (said: string) => ({ status: 404, body: readBody(`{"error":"${said}"}`, '') });
    expect(isMissing(refusedWith(answer('gone'), row))).toBe(true);
    expect(isMissing(refusedWith(answer('no route'), row))).toBe(false);
  });

  it('may ask for a name of the refusal, which not every answer has', () => {
    const row: ErrorRule = { status: 400, code: /^./, text: () => 'It has a name.' };
    const named = { body: readBody('{"canonicalCode":"X"}', '') };
    expect(refusedWith(named, row).message).toBe('It has a name.');
    for (const unnamed of ['{"error":"no"}', 'no', '[]']) {
      const { message } = refusedWith({ body: readBody(unnamed, '') }, row);
      expect(message).not.toBe('It has a name.');
    }
  });

  it('can name what the request was about, or something else', () => {
    expect(named('contact 9', 'the record')).toBe('contact 9');
    expect(named('', 'the record')).toBe('the record');
    expect(`Refused${aside('contact 9')}.`).toBe('Refused (contact 9).');
    expect(`Refused${aside('')}.`).toBe('Refused.');
  });
});

describe('a refusal by a limit', () => {
  it('is told from others that come with the last request of the day', () => {
    const { message } = refusedWith({ status: 422, allowanceLeft: '0' });
    expect(message).not.toContain('daily allowance');
  });

  it.each(['0', '7'])('with %s requests left is never a missing record', (allowanceLeft) => {
    const { details, kind } = refusedWith({ status: 429, allowanceLeft });
    expect(details.refusal).toEqual({ status: 429, attributes: [], said: 'no', missing: false });
    expect(kind).toBe(allowanceLeft === '0' ? 'error' : 'throttled');
  });
});

describe('what code asks a failure', () => {
  it('is whether the record is missing, and then none is found', async () => {
    await expect(missAsNone(Promise.resolve('found'))).resolves.toBe('found');
    await expect(missAsNone(Promise.reject(refused))).resolves.toBeUndefined();
    const other = problem('Something else.');
    await expect(missAsNone(Promise.reject(other))).rejects.toBe(other);
  });

  it('is whether it is there already', () => {
    expect(isTaken(new Problem('error', 'Taken.', { isTaken: true }))).toBe(true);
    expect(isTaken(refused)).toBe(false);
    expect(isTaken(new Error('Taken.'))).toBe(false);
  });

  it('is the status', () => {
    expect(statusOf(refused)).toBe(404);
    expect(statusOf(problem('No.'))).toBeUndefined();
    expect(statusOf(new Error('No.'))).toBeUndefined();
  });

  it('is whether the run’s time is over, which is nobody’s fault', () => {
    const { kind, details } = overtime({ what: 'Too slow.' });
    expect({ kind, details }).toEqual({ kind: 'error', details: { isFault: true, isOver: true } });
  });
});

describe('a failure that is told anew', () => {
  const halted = new Problem(
    'halted',
    { what: 'It failed.', todo: 'Wait.', said: 'busy' },
    { isFault: true },
    'The note was added.',
  );

  it('keeps all but the advice', () => {
    const { kind, message, details } = halted.withTodo('Look first.');
    expect({ kind, details }).toEqual({ kind: 'halted', details: { isFault: true } });
    expect(message).toBe('It failed. The note was added. Look first. It says: "busy".');
  });

  it('keeps all beside what the platform answered', () => {
    const { kind, message, details } = halted.withRefusal(refusal);
    expect({ kind, message }).toEqual({ kind: 'halted', message: halted.message });
    expect(details).toEqual({ isFault: true, refusal });
  });
});

describe('a text that is too long', () => {
  const said = (what: string, words: string) => new Problem('error', { what, said: words }).message;

  it('is cut behind its last whole word, without a blank', () => {
    expect(problem('x'.repeat(250)).message).toBe('x'.repeat(250));
    expect(problem(`${'x'.repeat(240)} yyyyyyyyyyyy`).message).toBe(`${'x'.repeat(240)}…`);
    expect(problem(`xx ${'y'.repeat(300)}`).message).toBe(`xx ${'y'.repeat(246)}…`);
  });

  it('keeps a value of 60 characters whole', () => {
    expect(problem(`\`${'v'.repeat(60)}\` is wrong.`).message).toContain(`\`${'v'.repeat(60)}\``);
    expect(problem(`\`${'v'.repeat(61)}\` is wrong.`).message).toContain(`\`${'v'.repeat(60)}…\``);
  });

  it('quotes the platform where 20 characters of its words fit', () => {
    const frame = ' It says: "".'.length;
    const words = 'w'.repeat(40);
    expect(said('x'.repeat(250 - frame - 20), words)).toContain(`It says: "${'w'.repeat(19)}…"`);
    expect(said('x'.repeat(250 - frame - 19), words)).not.toContain('It says');
  });
});
