// What is told of rows before anything is sent.
import { fault, Problem, problem } from '../../../http/problem.js';
import { fakePlatform, problemOf, refusal } from '../../helpers/fakes/fake_platform.js';
import { endsOf, runRows } from '../../helpers/fakes/rows.js';

const jane = { id: '7', name: 'Jane', email: 'jane@example.com' };
const john = { id: '8', name: 'John', email: 'john@example.com' };
const holds = [jane, john];
const HEADER = /^failed: This row holds the names of/;

describe('the first row', () => {
  const endOf = async (row: object): Promise<string | undefined> => {
    const rows = [row, { contact: '8', name: 'New' }];
    return endsOf(await runRows(fakePlatform({ holds }), { rows }))[0];
  };

  it.each([
    'contact',
    'Contact ID',
    'contact_id',
    'ID',
    'Email',
    'E-Mail',
    'e mail address',
    'email_address',
    'Phone',
    'PHONE  NUMBER',
    'mobile',
    'Mobile-Number',
    'external_id',
    ' Email ',
  ])('is a header where it says %j is its contact', async (contact) => {
    expect(await endOf({ contact, name: 'Ann' })).toMatch(HEADER);
  });

  it.each(['my contact', 'contacts', 'ids', 'emails', 'new phone', 'external ids', 'Jane'])(
    'is none where it says %j is',
    async (contact) => {
      const end = await endOf({ contact, name: 'Ann' });
      expect(end).toMatch(/^failed: /);
      expect(end).not.toMatch(HEADER);
    },
  );

  it.each([
    { contact: 'Kunde', name: 'Name' },
    { contact: 'Kunde', name: 'Ann', last_name: 'Last-Name' },
    { name: ' NAME ' },
  ])('is a header where a value is what its column is called: %j', async (row) => {
    expect(await endOf(row)).toMatch(HEADER);
  });

  it.each([
    { contact: '7', name: 'Name' },
    { contact: 7, name: 'Name' },
    { contact: 'jane@example.com', name: 'Name' },
    { contact: '7', name: 'New', attr_age: 42 },
  ])('is none where somebody is in it, whatever the name: %j', async (row) => {
    expect(await endOf(row)).toBe('updated');
  });

  it('alone may be a header', async () => {
    const rows = [
      { contact: '7', name: 'New' },
      { contact: 'Email', name: 'Name' },
    ];
    const [, second] = endsOf(await runRows(fakePlatform({ holds }), { rows }));
    expect(second).toMatch(/^failed: /);
    expect(second).not.toMatch(HEADER);
  });

  it('may hold a number where it names nobody', async () => {
    expect(await endOf({ contact: 'Kunde', name: 'New', attr_age: 42 })).not.toMatch(HEADER);
  });

  it.each(['Ann', 7, ['Ann']])('is none where it is no row: %j', async (row) => {
    expect(await endOf(row as object)).toMatch(/^failed: This row is not an object/);
  });

  it('keeps its number where it is empty', async () => {
    const rows = [{}, { contact: '8', name: 'New' }];
    expect(endsOf(await runRows(fakePlatform({ holds }), { rows }))).toEqual([
      'unchanged',
      'updated',
    ]);
  });
});

describe('rows that name one contact alike', () => {
  it('are refused before anybody is looked up, where they disagree', async () => {
    const platform = fakePlatform({ holds });
    const rows = [
      { contact: 'jane@example.com', name: 'Ann' },
      { contact: 'JANE@example.com', name: 'Anna' },
    ];
    expect((await problemOf(() => runRows(platform, { rows }))).message).toMatch(
      /Rows 1, 2 are for the same contact, but differ in `name`/,
    );
    expect(platform.calls.filter(([method]) => method === 'find')).toEqual([]);
  });
});

describe('what goes wrong in checking', () => {
  const rows = [
    { contact: '7', name: 'New' },
    { contact: '8', name: 'New' },
  ];
  const failureOf = (failure: Error): Promise<Problem> =>
    problemOf(() => runRows(fakePlatform({ holds, fails: { draft: failure } }), { rows }));

  it('is the row’s where it is about what was filled in', async () => {
    expect((await failureOf(problem('Plan: wrong.'))).message).toBe(
      'No row was done. Row 1: Plan: wrong.',
    );
  });

  it('is nothing to do where the row asks for nothing', async () => {
    const nothing = new Problem('halted', 'There is nothing to change.');
    const platform = fakePlatform({ holds, fails: { draft: nothing } });
    expect(endsOf(await runRows(platform, { rows }))).toEqual(['unchanged', 'unchanged']);
  });

  it.each([
    ['a dead key', new Problem('expired', 'The key is dead.')],
    ['a limit', new Problem('throttled', 'Too many.', { retryAfterSeconds: 5 })],
    ['a server that is down', fault({ what: 'Down.' })],
    ['a server that is down, of what adds', new Problem('halted', 'Down.', { isFault: true })],
    ['a refusal', refusal(403)],
  ])('is the run’s where it is %s', async (_what, failure) => {
    expect(await failureOf(failure)).toBe(failure);
  });

  it('is no Problem where the code is wrong', async () => {
    const bug = new TypeError('x is not a function');
    const platform = fakePlatform({ holds, fails: { draft: bug } });
    await expect(runRows(platform, { rows })).rejects.toBe(bug);
  });
});
