import { notStored } from '../../../../platforms/toolkit/writes/not_stored.js';

const lost = (sent: unknown, held: unknown): boolean =>
  notStored([{ field: 'X', sent, held }]).length > 0;

describe('a value that was sent', () => {
  it.each([
    ['Jane', 'Jane'],
    [' Jane  Doe', 'jane doe'],
    ['é', 'e\u0301'],
    ['+34600000101', '+34 600 000 101'],
    [5, '5'],
    [49.9, 49.9],
    [1234567.5, '1,234,567.50'],
    ['A\n B', 'a b'],
    ['https://example.com/', 'example.com'],
    ['example.com', 'http://example.com'],
    ['+34600000101', '(34) 600.000-101'],
    [true, true],
    ['true', true],
    [null, undefined],
    ['', null],
    [[], null],
    [
      ['a', 'b'],
      ['B', 'a'],
    ],
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: { b: [1] } }, { a: { b: [1] } }],
  ])('%j is stored as %j', (sent, held) => {
    expect(lost(sent, held)).toBe(false);
  });

  it.each([
    ['Jane', undefined],
    ['Jane', ''],
    ['Jane', 'Jane Doe'],
    ['+34600000101', '+34600000102'],
    ['+34600000101', '+34600000101 ext. 5'],
    ['+34600000101', 'call +34600000101'],
    ['+34600000101x', '34600000101'],
    ['x+34600000101', '34600000101'],
    ['+12345', '12345'],
    ['+34600000101', '34600000101 home'],
    [{ a: 1 }, null],
    [{ a: [] }, null],
    ['ab', 'a b'],
    ['a/b', 'ab'],
    ['see https://b', 'see b'],
    [5, 'five'],
    [5, '6'],
    [1.5, '15'],
    ['5', '5.0'],
    [
      ['a', 'b'],
      ['a', 'c'],
    ],
    [{ a: 1 }, 'a'],
    [
      { a: 1, b: 2 },
      { a: 1, b: 3 },
    ],
    [0, null],
    [false, true],
    [null, 'still there'],
    [['a'], ['a', 'b']],
    [['a'], 'a'],
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, {}],
    [{ toString: 'x' }, {}],
  ])('%j is not stored as %j', (sent, held) => {
    expect(lost(sent, held)).toBe(true);
  });

  it('is named by its field', () => {
    const written = [
      { field: 'Name', sent: 'a', held: 'a' },
      { field: 'Phone', sent: 'b', held: undefined },
    ];
    expect(notStored(written)).toEqual(['Phone']);
  });
});
