import { readRows } from '../../../steps/rows/read_rows.js';
import { problemOf } from '../../helpers/fakes/fake_platform.js';

const items = (value: unknown): { label: string; value: unknown } => ({ label: 'Rows', value });
const json = (value: unknown): { label: string; value: unknown } => ({
  label: 'Rows as JSON',
  value,
});

it.each<[string, unknown, unknown[]]>([
  ['line items', [{ contact: 'a' }], [{ contact: 'a' }]],
  ['blank ones among them, which keep their place', [{}, { contact: 'a' }], [{}, { contact: 'a' }]],
  ['a single one', { contact: 'a' }, [{ contact: 'a' }]],
  ['JSON', '[{"contact":"a"}]', [{ contact: 'a' }]],
  ['the JSON of a single one', '{"contact":"a"}', [{ contact: 'a' }]],
])('rows are %s', (_what, given, rows) => {
  expect(readRows([items(given), json('')])).toEqual(rows);
  expect(readRows([items(undefined), json(given)])).toEqual(rows);
});

const refusal = async (...fields: Parameters<typeof readRows>[0]): Promise<string> =>
  (await problemOf(() => readRows(fields))).message;

it('none at all are refused', async () => {
  const none = await refusal(items(''), json(null));
  expect(await refusal(items([]), json(''))).toBe(none);
  expect(await refusal(items(''), json('[]'))).toBe(none);
});

it('in both fields are refused', async () => {
  const row = { contact: 'a' };
  const twice = await refusal(items([row]), json('[{}]'));
  expect(twice).not.toBe(await refusal(items(''), json('')));
  expect(twice).toMatch(/Rows/);
});

it.each(['17', '"a"', 'true'])('JSON that is %s is refused, by the field’s label', async (text) => {
  expect(await refusal(items(''), json(text))).toMatch(/^Rows as JSON: .*list/i);
});
