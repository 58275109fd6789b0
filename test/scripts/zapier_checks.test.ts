import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/bundle.js';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const rows = read('docs/zapier-checks.md')
  .split('\n')
  .filter((line) => /^\| [A-Z]\d{3}/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, codes = '', , here = '']) => ({ codes, here }));

describe('the table of Zapier’s checks', () => {
  it.each(rows)('$codes says what holds it, or why nothing can', ({ here }) => {
    expect(here).toMatch(/^(passes|only Zapier can check|not applicable)/);
    const tests = [...here.matchAll(/`(test\/[^`]+)`/g)].map(([, file = '']) => file);
    expect(tests.filter((file) => !existsSync(join(root, file)))).toEqual([]);
    if (here.startsWith('passes')) expect(tests).not.toEqual([]);
  });

  it('names the definition’s tests where those name the check', () => {
    const definition = read('test/app.test.ts');
    const named = rows.flatMap(({ codes, here }) =>
      here.includes('test/app.test.ts') ? [...codes.matchAll(/D\d{3}/g)].map(String) : [],
    );
    expect(named.length).toBeGreaterThan(15);
    // These are held by tests that say it in words: what a field or a step links to must be there.
    const inWords = ['D013', 'D015'];
    expect(named.filter((code) => !definition.includes(code))).toEqual(inWords);
  });
});
