import { fault, Problem, problem } from '../../http/problem.js';
import { capabilities, type Capability } from '../../platforms/contract/offers.js';
import { byHand, capabilityProblems, rowProblems } from '../../steps/problems.js';
import { refusal } from '../helpers/fakes/fake_platform.js';

/** As long as Zapier shows of an error. */
const LONGEST = 250;

describe('what a platform can’t do', () => {
  const names = Object.keys(capabilities) as Capability[];
  const told = names.map(
    (name) => [name, capabilityProblems.noPart('Acme Desk', name, 'Use a task.')] as const,
  );

  it.each(told)('%s: a sentence that names it', (_name, { kind, message }) => {
    expect(kind).toBe('error');
    expect(message).toMatch(
      /^Acme Desk cannot [a-z]+ [a-z ]+ through its API, so this step does not work with this connection\. Use a task\.$/,
    );
    expect(message.length).toBeLessThanOrEqual(LONGEST);
  });

  it('differs from what it can’t do besides', () => {
    expect(new Set(told.map(([, { message }]) => message)).size).toBe(names.length);
  });

  it('is said of another platform’s step by its name', () => {
    const by = byHand('Acme Desk');
    expect(by).toBe('Do it in Acme Desk itself.');
    const { kind, message } = capabilityProblems.noOperation('Acme Desk', 'Create Portal', by);
    expect(kind).toBe('error');
    expect(message).toBe(
      'Acme Desk cannot do what "Create Portal" does through its API, so this step does not work with this connection. Do it in Acme Desk itself.',
    );
  });

  it('is said of a dropdown’s list', () => {
    const { kind, message } = capabilityProblems.noList('Acme Desk');
    expect(kind).toBe('error');
    expect(message).toBe(
      "Acme Desk has no such list, so this step does not work with this connection. The notice in the step's form says what to use instead.",
    );
    expect(message.length).toBeLessThanOrEqual(LONGEST);
  });
});

const CONTINUE =
  'Map Continue From into another Update Contacts step with the same rows, which does the others.';

describe('a run that stopped', () => {
  it('for want of time is nobody’s mistake, and goes on in another step', () => {
    const { kind, message, details, text } = rowProblems.noTime('Acme Desk');
    expect(kind).toBe('error');
    expect(details).toEqual({ isFault: true, isOver: true });
    expect(text.todo).toBe(CONTINUE);
    expect(message).toBe(
      `The time of this run was used up before every row was done: Acme Desk takes only so many requests at a time. ${CONTINUE}`,
    );
    expect(message.length).toBeLessThanOrEqual(LONGEST);
  });

  it('at a limit goes on in another step, as Zapier doesn’t repeat it', () => {
    const text = { what: 'Too many.', todo: 'Wait.' };
    const limit = new Problem('throttled', text, { retryAfterSeconds: 5 }, 'Half was done.');
    const stopped = rowProblems.stopped(limit);
    expect(stopped.message).toBe(`Too many. Half was done. ${CONTINUE}`);
    expect(stopped.kind).toBe('throttled');
    expect(stopped.details).toEqual({ retryAfterSeconds: 5 });
  });

  it.each<[string, Problem]>([
    ['what was filled in', problem('No.')],
    ['a server that is down', fault({ what: 'Down.' })],
    ['a dead key', new Problem('expired', 'Dead.')],
  ])('for another reason says that: %s', (_what, failure) => {
    expect(rowProblems.stopped(failure)).toBe(failure);
  });
});

it('labels that many don’t get are told by what the platform calls them', () => {
  const { kind, message } = rowProblems.labelsNotAdded('Tags', 'The contact is gone.');
  expect(kind).toBe('error');
  expect(message).toBe('Tags: The contact is gone.');
});

describe('where no row was done', () => {
  it('the first that failed says why', () => {
    const none = rowProblems.noneDone(12, problem({ what: 'Email: wrong.', todo: 'Mend it.' }));
    expect(none.message).toBe('No row was done. Row 12: Email: wrong. Mend it.');
    expect(none.kind).toBe('error');
  });

  it('to its end, what was done of that row is said', () => {
    const failure = problem({ what: 'Labels: wrong.', todo: 'Mend them.' });
    const none = rowProblems.noneDone(2, failure.withState('Done: the fields.'));
    expect(none.message).toBe(
      'No row was done to its end. Row 2: Labels: wrong. Done: the fields. Mend them.',
    );
    expect(none.state).toBe('Done: the fields.');
  });

  it('as far as is known, nothing is said of the others', () => {
    const unsure = problem('No answer came.').asUnsure(true, 'Perhaps done: the note.');
    const none = rowProblems.noneDone(2, unsure);
    expect(none.message).toBe('Row 2: No answer came. Perhaps done: the note.');
    expect(none.kind).toBe('halted');
    expect(none.details).toEqual({ unsure: true });
  });

  it('the kind and the facts of the failure stay, and the platform’s words', () => {
    const { details } = refusal(422);
    const failure = new Problem('halted', { what: 'Refused.', said: 'Email is taken' }, details);
    const none = rowProblems.noneDone(1, failure);
    expect(none.message).toBe('No row was done. Row 1: Refused. It says: "Email is taken".');
    expect(none.kind).toBe('halted');
    expect(none.details).toBe(details);
  });
});
