import fc, { type Arbitrary } from 'fast-check';
import { isThorough } from './thorough.js';

/** What `npm run fuzz` sets; else always the same ones, so that no push is red by chance, and few in `npm test`. */
const cases = Number(process.env['FUZZ_CASES'] ?? (isThorough ? 50_000 : 2000));
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_128);
const path = process.env['FUZZ_PATH'];

// Many cases take as long as they take.
if (cases > 2000) jest.setTimeout(3_600_000);

/**
 * Holds a property for random cases; a failure says seed and path, which `npm run fuzz` takes back.
 * @param share of all cases, which the fuzz tests divide among them: 0.25 is a quarter
 */
export async function fuzz<Case>(
  share: number,
  arbitrary: Arbitrary<Case>,
  property: (value: Case) => Promise<void> | void,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(arbitrary, async (value) => {
      await property(value);
    }),
    { numRuns: Math.ceil(cases * share), seed, ...(path && { path }), endOnFailure: false },
  );
}

/** The names that every object has without having been given them. */
const INHERITED = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

const ids = [
  ...['..', '.', '../1', '1/../../2', '1/labels', '%2e%2e', '%2e%2e/1', '%00', '\\', '..\\1'],
  ...['1?x=y', '1#a', ' 1 ', '1\n2', '1\r\nX-Key: a', '0', '-1', '1.5', '01', '1e3', '1;2', '٣'],
];
const numbers = [
  ...['1e400', '-0', '+7', '0x10', '1_000', '1,5', '9007199254740993', '1'.repeat(401), 'NaN'],
  ...['Infinity', '٣٤', '１２', '1 000', '½', '-', '+', '.', 'e5', '12abc', '--1', '0.1e-400'],
];
const times = [
  ...['275760-09-13', '+275760-09-13T00:00:01Z', '0000-00-00', '2026-02-30', '2026-13-01'],
  ...['2026-01-01T25:00:00Z', '2026-W01', '31/12/2026', '12-31-26', 'tomorrow', '1e20', '-1'],
  ...['8640000000000001', '2026-06-01T10:00:00+99:99', '10000-01-01', '-000001-01-01', '12:30'],
];
const addresses = [
  ...['http://127.0.0.1:1/x', 'file:///etc/passwd', 'javascript:alert(1)', 'data:text/plain,x'],
  ...['http://', '//127.0.0.1:1/a', 'http://user:pw@127.0.0.1:1/', 'http://[::1]:1/', 'a@b', '@'],
  ...[
    'http://127.0.0.1:1/a,http://127.0.0.1:1/b',
    'blob:x',
    '<a@b.example>',
    '"a,b" <c@d.example>',
  ],
];
const markup = [
  ...['{{contact.name}}', '{{164523__id}}', '<b>x</b>', '&lt;', '${7*7}', '%s%n', "' OR 1=1 --"],
  ...['{"a":1}', '[]', '{}', '[1', '{"__proto__":{"polluted":true}}', '["a","b"]', 'null', 'true'],
];
const letters = [
  ...['', ' ', '\0', '\ud83d', '\ude00', 'a\0b', '\u202eabc', '\u200b', '\ufeff', '👩‍👩‍👧‍👦', 'é'],
  ...['\u0007', '\r\n', '\t', '中文', 'שלום', 'ﷺ', '\u{10ffff}', '\u2028', '+', '@', ',', '-', '#'],
];

/** A short text that some Zap sends and no one means. */
const oddText = fc.oneof(
  fc.constantFrom(...INHERITED, ...ids, ...numbers, ...times, ...addresses, ...markup, ...letters),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
);

const longText = fc
  .tuple(
    fc.constantFrom('a', ' ', '1', ',', '0', 'é', '👍', '[', '"', '@', '.a', '\n'),
    fc.boolean(),
  )
  .map(([unit, isHuge]) => unit.repeat(isHuge ? 1_000_000 : 5_000));

function deepJson(levels: number): string[] {
  return ['[]', '{"a":}'].map((pair) => {
    const [open, shut] = [pair.slice(0, -1), pair.slice(-1)];
    return `${open.repeat(levels)}1${shut.repeat(levels)}`;
  });
}

/** The texts of JSON so deep that walking it by recursion ends the stack. */
export const deepTexts = deepJson(20_000);

/** Anything that a field may be given: JSON of all forms, most of it texts. */
export const oddValue: Arbitrary<unknown> = fc.oneof(
  { weight: 12, arbitrary: oddText },
  { weight: 3, arbitrary: fc.array(oddText, { maxLength: 4 }) },
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  { weight: 2, arbitrary: fc.json({ maxDepth: 6 }) },
  {
    weight: 2,
    arbitrary: fc.dictionary(fc.constantFrom(...INHERITED, 'id', 'name', 'a.b', ''), oddText, {
      noNullPrototype: true,
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom(null, true, false, 0, -1, 1.5, 1e300) },
);

/** The same, now and then without end: a megabyte takes its time at every step. */
export const oddOrLongValue: Arbitrary<unknown> = fc.oneof(
  { weight: 60, arbitrary: oddValue },
  { weight: 1, arbitrary: longText },
  { weight: 1, arbitrary: fc.constantFrom(...deepTexts) },
  // Deeper data would end the test's own stack.
  {
    weight: 1,
    arbitrary: fc.constantFrom(...deepJson(400)).map((text): unknown => JSON.parse(text)),
  },
);

/** A name that no form has, or has for something else. */
export const oddKey: Arbitrary<string> = fc.oneof(
  fc.constantFrom(...INHERITED, '', ' ', 'attr_', 'attr___proto__', 'id', 'a'.repeat(5000)),
  fc.string({ maxLength: 20 }),
);

export { oddText };
