import {
  attributeInputKey,
  attributeKeyOf,
} from '../../../platforms/toolkit/fields/attribute_key.js';

describe('attribute input keys', () => {
  const parts = ['a', 'Z9', '_', '__', '.', '-', ' ', 'x_', 'attr_', 'עיר', '💥', '%', '61'];
  const made = parts.flatMap((one) => parts.flatMap((two) => [one, one + two, one + two + one]));
  const attributeKeys = [...new Set(made)];

  it.each([
    ['plan_tier', 'attr_plan_tier'],
    ['2fa', 'attr_2fa'],
    ['VIP', 'attr_VIP'],
    ['x', 'attr_x'],
    ['X_1', 'attr_X_1'],
    ['xylophone', 'attr_xylophone'],
    ['billing.city', 'attr_x_62696c6c696e672e63697479'],
    ['e-mail', 'attr_x_652d6d61696c'],
    ['עיר', 'attr_x_d7a2d799d7a8'],
    ['x_1', 'attr_x_785f31'],
    ['a__b', 'attr_x_615f5f62'],
    ['_a', 'attr_x_5f61'],
    ['a_', 'attr_x_615f'],
    ['a b', 'attr_x_612062'],
  ])('%s is %s and back', (attributeKey, inputKey) => {
    expect(attributeInputKey(attributeKey)).toBe(inputKey);
    expect(attributeKeyOf(inputKey)).toBe(attributeKey);
  });

  it('come back as they were, whatever the attribute is called', () => {
    expect(attributeKeys.length).toBeGreaterThan(250);
    expect(attributeKeys.map((key) => attributeKeyOf(attributeInputKey(key)))).toEqual(
      attributeKeys,
    );
  });

  it('are never the same for two attributes', () => {
    expect(new Set(attributeKeys.map(attributeInputKey)).size).toBe(attributeKeys.length);
  });

  it('hold only what Zapier’s field keys can, and no double underscore', () => {
    const inputKeys = attributeKeys.map(attributeInputKey);
    expect(inputKeys.filter((key) => !/^[A-Za-z0-9_]+$/.test(key))).toEqual([]);
    expect(inputKeys.filter((key) => key.includes('__'))).toEqual([]);
  });

  it.each([
    'email',
    '',
    'attr',
    'attr_',
    'attr_x_',
    'attr_x_6',
    'attr_x_zz',
    'attr_x_6A',
    'attr_a__b',
    'attr_a.b',
    'ATTR_a',
    'my_attr_a',
  ])('%j is no attribute’s', (inputKey) => {
    expect(attributeKeyOf(inputKey)).toBeUndefined();
  });
});
