import type { LabelChange, RecordChange } from '../../../../platforms/contract/change.js';
import {
  checkChange,
  checkLabels,
  checkValues,
  isNothing,
} from '../../../../platforms/toolkit/writes/change_checks.js';
import { fakePlatform, problemOf } from '../../../helpers/fakes/fake_platform.js';

const labels = (changes: Partial<LabelChange> = {}): LabelChange => ({
  add: [],
  remove: [],
  replace: undefined,
  ...changes,
});
const change = (changes: Partial<RecordChange> = {}): RecordChange =>
  ({
    values: {},
    clear: [],
    labels: labels(),
    ...changes,
  }) as RecordChange;
const messageOf = async (run: () => unknown) => (await problemOf(run)).message;

describe('a change', () => {
  it('comes back with its e-mail and phone as they are sent, and all else as it was', async () => {
    const asked = change({
      values: { email: ' jane@example.com ', phone: '055-1234567', name: 'Jane' },
      clear: ['attr_plan'],
    });
    expect(await checkChange(fakePlatform(), asked, 'IL')).toEqual({
      ...asked,
      values: { email: 'jane@example.com', phone: '+972551234567', name: 'Jane' },
    });
    expect(await checkValues({ name: 'Jane' }, undefined)).toEqual({ name: 'Jane' });
  });

  it.each<[string, Record<string, unknown>]>([
    ['Email', { email: 'no address' }],
    ['Phone', { phone: '12' }],
  ])('with a bad %s names the field', async (field, values) => {
    expect(
      await messageOf(() => checkChange(fakePlatform(), change({ values }), undefined)),
    ).toMatch(new RegExp(`^${field}: `));
  });

  it('empties what can be emptied, and that alone', async () => {
    const of =
      (clear: string[], values = {}) =>
      () =>
        checkChange(fakePlatform(), change({ clear, values }), undefined);
    expect(await of(['email'], { name: 'Jane' })()).toMatchObject({ clear: ['email'] });
    expect(await messageOf(of(['email', 'name']))).toMatch(/^Clear Fields: `name` is not one/);
    expect(await messageOf(of(['attr_plan', 'email'], { email: 'a@b.example' }))).toMatch(
      /^Clear Fields: `email` is to be emptied but also has a value/,
    );
  });

  it('of labels needs a platform that has some', async () => {
    const platform = fakePlatform();
    const without = { ...platform, contacts: { ...platform.contacts, labels: undefined } };
    const of = (changes: Partial<LabelChange>) => () =>
      checkChange(without, change({ labels: labels(changes) }), undefined);
    for (const asked of [{ add: ['a'] }, { remove: ['a'] }, { replace: [] }]) {
      expect(await messageOf(of(asked))).toMatch(/^Acme Desk has no labels\./);
      await checkChange(platform, change({ labels: labels(asked) }), undefined);
    }
    expect(await of({})()).toEqual(change());
  });
});

describe('a change of nothing', () => {
  it('asks for no value, no emptying and no labels', () => {
    expect(isNothing(change())).toBe(true);
    for (const asked of [
      { values: { name: 'Jane' } },
      { clear: ['email'] },
      { labels: labels({ add: ['a'] }) },
      { labels: labels({ remove: ['a'] }) },
      { labels: labels({ replace: [] }) },
      { labels: labels({ add: ['a'], remove: ['b'] }) },
    ]) {
      expect(isNothing(change(asked))).toBe(false);
    }
  });
});

describe('fields for labels', () => {
  it.each<[string, Partial<LabelChange>, string[], string]>([
    ['replaced and added', { replace: ['a'], add: ['b'] }, [], 'Replace Tags: '],
    ['replaced and removed', { replace: [], remove: ['b'] }, [], 'Replace Tags: '],
    [
      'replaced, added and removed',
      { replace: ['a'], add: ['b'], remove: ['c'] },
      [],
      'Replace Tags: ',
    ],
    [
      'added and removed',
      { add: ['x', 'Vip'], remove: ['y', 'vip'] },
      [],
      'Add Tags and Remove Tags both hold `Vip`',
    ],
    [
      'emptied and added',
      { add: ['a'] },
      ['labels'],
      'Clear Fields: `labels` is to be emptied but also',
    ],
    [
      'emptied and removed',
      { remove: ['a'] },
      ['labels'],
      'Clear Fields: `labels` is to be emptied but also',
    ],
    [
      'emptied and replaced',
      { replace: ['a'] },
      ['labels'],
      'Clear Fields: `labels` is to be emptied but also',
    ],
  ])('contradict each other: %s', async (_what, asked, clear, message) => {
    const told = await messageOf(() => checkLabels(labels(asked), clear, 'Tags'));
    expect(told.slice(0, message.length)).toBe(message);
  });

  it.each<[Partial<LabelChange>, string[]]>([
    [{ replace: ['a'] }, []],
    [{ replace: [] }, ['labels']],
    [{ add: ['a'], remove: ['b'] }, []],
    [{ add: ['a'] }, ['email']],
    [{}, ['labels']],
  ])('go together: %j with %j emptied', (asked, clear) => {
    expect(() => checkLabels(labels(asked), clear)).not.toThrow();
  });

  it('are called labels where the platform has no other word', async () => {
    expect(await messageOf(() => checkLabels(labels({ replace: [], add: ['a'] }), []))).toMatch(
      /^Replace Labels: .*Add Labels or Remove Labels/,
    );
  });
});
