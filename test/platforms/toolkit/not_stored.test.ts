import { notStored } from '../../../platforms/toolkit/writes/not_stored.js';

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
