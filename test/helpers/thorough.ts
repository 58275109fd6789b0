/** Whether all is tried, however long it takes: `npm run thorough`. */
export const isThorough = process.env['THOROUGH'] === '1';

/** A test that takes seconds, of what another tries as well: `npm test` skips it, and says so. */
export const inThorough = isThorough ? test : test.skip;

/** Every `nth` of a long list from one of the first on, and the whole list in `npm run thorough`. */
export function sampleOf<Item>(items: readonly Item[], nth: number, first = 0): Item[] {
  return items.filter((_item, index) => isThorough || index % nth === first % nth);
}
