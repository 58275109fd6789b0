import TestSequencer from '@jest/test-sequencer';

/** What takes longest in `npm test` and in `npm run thorough`, by parts of the paths. */
const SUITES =
  'chatwoot playground steps highlevel creates catalogue sandbox simulator conformance http faults platforms triggers house fuzz';
const FILES = ['/simulator/highlevel', '/simulator/', '/faults/', '/fuzz/', '/playground/'];
const LONG = [...SUITES.split(' ').map((name) => `/suites/${name}.`), ...FILES];

/**
 * Begins with what takes longest, so that in the end no processor waits for a single file. Jest goes by the times of
 * earlier runs; where a fresh clone has none, by the size of the files, of which the suites have hardly any.
 */
export default class LongestFirst extends TestSequencer {
  /** @param {import('@jest/test-result').Test[]} tests */
  sort(tests) {
    const sorted = super.sort(tests);
    if (sorted.some(({ duration }) => typeof duration === 'number')) return sorted;
    return sorted.toSorted((a, b) => placeOf(a.path) - placeOf(b.path));
  }
}

function placeOf(path) {
  const place = LONG.findIndex((part) => path.includes(part));
  return place < 0 ? LONG.length : place;
}
