// Accounts' own patterns, which nobody looked at, and texts without end against ours.
import fc from 'fast-check';
import { misfits } from '../../platforms/chatwoot/custom_attributes/patterns.js';
import { fuzz, oddText } from '../helpers/fuzz.js';

const piece = fc.constantFrom(
  ...['a', '.', '\\d', '[a-z]', '(a+)+', '(a|a)*', '(.*)*', '(?=a)', '\\1', '(', ')', '[', '*'],
  ...['{2,}', '{999999}', '^', '$', '|', '\\', '\\p{L}', '(?<x>a)', '\\u{110000}', '/', '?:'],
);
const pattern = fc
  .record({
    pieces: fc.array(fc.oneof(piece, oddText), { maxLength: 6 }),
    literal: fc.boolean(),
    flags: fc.constantFrom('', 'i', 'gi', 'y', 'u', 'v', 'uv', 'x', 'gg'),
  })
  .map(({ pieces, literal, flags }) =>
    literal ? `/${pieces.join('')}/${flags}` : pieces.join(''),
  );
const text = fc.oneof(
  oddText,
  fc.nat(40).map((length) => `${'a'.repeat(length)}!`),
);

describe('the pattern of an account’s attribute', () => {
  it('says no, or leaves it to the server: it never stops or fails a run', async () => {
    await fuzz(0.05, fc.array(fc.record({ pattern, text }), { maxLength: 3 }), async (checks) => {
      const found = await misfits(checks);
      expect(checks).toEqual(expect.arrayContaining(found));
    });
  });
});
