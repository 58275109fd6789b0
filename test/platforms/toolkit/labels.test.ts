import { areSameLabels, isSameLabel, toLabels } from '../../../platforms/toolkit/labels.js';

describe('labels', () => {
  it.each<[unknown, string[]]>([
    [undefined, []],
    ['vip', ['vip']],
    ['vip, new customer ,', ['vip', 'new customer']],
    [' , ,, ', []],
    [
      ['a,b', ' c '],
      ['a,b', 'c'],
    ],
    [['', ' ', ',', ', ,'], []],
    ['["a,b", "c"]', ['a,b', 'c']],
    ['  ["a,b"]  ', ['a,b']],
    // Only a text that begins so is a list's.
    ['vip, [new]', ['vip', '[new]']],
    ['VIP, vip, Vip', ['VIP']],
    [
      ['b', 'A', 'B', 'a', 'c'],
      ['b', 'A', 'c'],
    ],
    [7, ['7']],
  ])('of %j are %j', (value, labels) => {
    expect(toLabels(value)).toEqual(labels);
  });

  it('are the same whatever their case', () => {
    expect(isSameLabel('VIP', 'vip')).toBe(true);
    expect(isSameLabel('vip', 'VIP')).toBe(true);
    expect(isSameLabel('vip', 'vips')).toBe(false);
  });
});

it.each<[string[], string[], boolean]>([
  [[], [], true],
  [['a', 'B'], ['b', 'A'], true],
  [['a', 'A', 'b'], ['b', 'a'], true],
  [['a', 'A'], ['b', 'A'], false],
  [['a'], ['a', 'b'], false],
])('labels %j and %j are the same: %j', (one, other, are) => {
  expect(areSameLabels(one, other)).toBe(are);
  expect(areSameLabels(other, one)).toBe(are);
});
