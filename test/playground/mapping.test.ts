import { resolveInput, valuesOfRecord } from '../../playground/zap/mapping.js';

describe('values of earlier steps', () => {
  const data = {
    '1': {
      name: 'Ana',
      count: 3,
      tags: ['a', 'b'],
      custom: { plan: 'Pro' },
      items: [
        { sku: 'x', n: 1 },
        { sku: 'y', n: 2 },
      ],
      active: false,
    },
  };
  const fields = [
    { key: 'text' },
    { key: 'list', list: true },
    { key: 'pairs', dict: true },
    { key: 'lines', children: [{ key: 'sku' }, { key: 'n' }, { key: 'unit' }] },
  ];
  test.each([
    [
      'a text around them',
      { text: 'Hi {{1__name}}, {{ 1__count }} of {{1__custom__plan}}' },
      { text: 'Hi Ana, 3 of Pro' },
    ],
    ['what is false', { text: '{{1__active}}' }, { text: 'false' }],
    ['a list in a text', { text: '{{1__tags}}' }, { text: 'a, b' }],
    ['a list in a list', { list: ['{{1__tags}}', 'c'] }, { list: ['a', 'b', 'c'] }],
    ['a part of line items', { text: '{{1__items__sku}}' }, { text: 'x, y' }],
    ['pairs', { pairs: { a: '{{1__name}}' } }, { pairs: { a: 'Ana' } }],
    [
      'line items into lines, a single value in each',
      { lines: [{ sku: '{{1__items__sku}}', n: '{{1__items__n}}', unit: 'kg' }] },
      {
        lines: [
          { sku: 'x', n: 1, unit: 'kg' },
          { sku: 'y', n: 2, unit: 'kg' },
        ],
      },
    ],
    ['what is not there', { text: '{{1__nothing__at_all}}{{9__name}}' }, { text: '' }],
    ['what is no token', { text: '{{contact.name}} {{x}}' }, { text: '{{contact.name}} {{x}}' }],
  ])('%s', (_what, input, expected) => {
    expect(resolveInput(input, fields, data)).toEqual(expected);
  });
  test('a mapped value is not read for tokens again', () => {
    const sly = { '1': { name: '{{2__secret}}' }, '2': { secret: 's' } };
    expect(resolveInput({ text: '{{1__name}}' }, fields, sly)).toEqual({ text: '{{2__secret}}' });
  });
  test('every value of a record is offered with its path and label', () => {
    expect(valuesOfRecord(data['1'], (key) => key.toUpperCase())).toEqual([
      { path: 'name', label: 'NAME', value: 'Ana' },
      { path: 'count', label: 'COUNT', value: '3' },
      { path: 'tags', label: 'TAGS', value: 'a, b' },
      { path: 'custom__plan', label: 'CUSTOM PLAN', value: 'Pro' },
      { path: 'items__sku', label: 'ITEMS SKU', value: 'x' },
      { path: 'items__n', label: 'ITEMS N', value: '1' },
      { path: 'active', label: 'ACTIVE', value: 'false' },
    ]);
  });
});
