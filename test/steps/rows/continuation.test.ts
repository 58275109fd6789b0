import fc from 'fast-check';
import { rowsToDo, tokenOf } from '../../../steps/rows/continuation.js';
import { problemOf } from '../../helpers/fakes/fake_platform.js';
import { fuzz } from '../../helpers/fuzz.js';

const rowsOf = (count: number): object[] =>
  Array.from({ length: count }, (_row, index) => ({ contact: `p${index}@example.com` }));

describe('a continuation', () => {
  it('leads to just the rows that were left, whichever they were', () =>
    fuzz(0.25, fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }), (isLeft) => {
      const rows = rowsOf(isLeft.length);
      const left = isLeft.flatMap((is, index) => (is ? [index + 1] : []));
      expect(rowsToDo(rows, tokenOf(rows, left))).toEqual(left);
    }));

  it('leads to rows of two digits', () => {
    const rows = rowsOf(40);
    expect(rowsToDo(rows, tokenOf(rows, [12, 14, 39, 40]))).toEqual([12, 14, 39, 40]);
  });

  it.each<[number[], RegExp]>([
    [[], /^[0-9a-f]{8}:done$/],
    [[1, 2, 3, 4, 5], /:1\+$/],
    [[2, 4, 5], /:2,4\+$/],
    [[5], /:5\+$/],
    [[2], /:2$/],
    [[3, 4], /:3,4$/],
    [[1, 5], /:1,5\+$/],
  ])('of %j is short', (left, token) => {
    expect(tokenOf(rowsOf(5), left)).toMatch(token);
  });

  it('that is absent is all rows', () => {
    expect(rowsToDo(rowsOf(3), undefined)).toEqual([1, 2, 3]);
  });

  it('of other rows, or none at all, is refused', async () => {
    const token = tokenOf(rowsOf(3), [2]);
    expect((await problemOf(() => rowsToDo(rowsOf(4), token))).message).toMatch(/other rows/);
    for (const text of ['', '17', 'done', `${token}x`, '3fa9c1d2:', '3FA9C1D2:1', `x${token}`]) {
      expect((await problemOf(() => rowsToDo(rowsOf(3), text))).message).toMatch(
        /^Continue From: `/,
      );
    }
  });
});
