import { isSameText } from '../../../platforms/toolkit/values/same_text.js';
import { readJson, storable, storableRecord } from '../../../platforms/toolkit/values/storable.js';

const PLACEHOLDER = /\{\{[^}]*\}\}/;

describe('isSameText', () => {
  it.each([
    ['Hi there', 'Hi there'],
    ['Hi  there\n', ' Hi\tthere'],
    ['Hi {{name}}, welcome', 'Hi Ana, welcome'],
    ['{{name}}', 'anything'],
    ['{{a}}one{{b}}one', 'x one y one'],
    ['A b {{name}}', 'Ab Ana'],
  ])('%j can be stored as %j', (sent, stored) => {
    expect(isSameText(sent, stored, PLACEHOLDER)).toBe(true);
  });

  it.each([
    ['Hi', 'Ho'],
    ['Hi', 'Hi there'],
    ['Hi there', 'Hi'],
    ['Hi {{name}}, welcome', 'Hi Ana'],
    ['one {{name}} two', 'two Ana one'],
    ['{{a}}one{{b}}one', 'x one y'],
    ['one{{a}}ne', 'one'],
  ])('%j can not be stored as %j', (sent, stored) => {
    expect(isSameText(sent, stored, PLACEHOLDER)).toBe(false);
  });
});

describe('storable', () => {
  const HALF = '\ud83d';

  it('takes what no server can hold out of texts, and leaves the rest', () => {
    expect(storable(`a\0b${HALF}c😀`)).toBe('abc😀');
    expect(storable(['a\0', 1, null, true])).toEqual(['a', 1, null, true]);
    expect(storable({ 'k\0': { list: [{ deep: `x${HALF}` }] } })).toEqual({
      k: { list: [{ deep: 'x' }] },
    });
    expect(storableRecord({ 'k\0': 'v\0' })).toEqual({ k: 'v' });
  });

  it('does so with what an escape brings in', () => {
    expect(readJson(String.raw`{"a\u0000": "b\ud83d"}`)).toEqual({ a: 'b' });
  });

  const lists = (levels: number): unknown => (levels === 0 ? 1 : Array.from([lists(levels - 1)]));
  const records = (levels: number): unknown => (levels === 0 ? 1 : { in: records(levels - 1) });

  it.each([
    ['lists', lists],
    ['objects', records],
  ])('takes 200 levels of %s, and no more', (_, nested) => {
    expect(storable(nested(200))).toEqual(nested(200));
    expect(() => storable(nested(201))).toThrow(/more than 200 levels/);
  });
});
