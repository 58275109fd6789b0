import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brandNames } from '../../scripts/brand/brands.js';
import { root } from '../../scripts/bundle.js';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];

/** `npm …` as it stands in a document, with what follows it on its line. */
const commands = documents.flatMap((file) =>
  [...read(file).matchAll(/\bnpm (?:run )?([\w:]+)([^`|#\n]*)(.*)/g)].map(
    ([whole, script, args = '', rest = '']) => ({
      file,
      text: whole.slice(0, whole.length - rest.length).trim(),
      script,
      args: args
        .replace(/^\s*--\s*/, '')
        .trim()
        .split(/\s+/),
      rest,
    }),
  ),
);

/** What Zapier's tool does without an account, seen in `.ci/run`. */
const FREE = [/^validate --without-style/, /^build --skip-validation/, /^invoke /];

describe('the commands in the documents', () => {
  it('are some', () => {
    expect(commands.length).toBeGreaterThan(20);
  });

  it('are scripts of the project', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    for (const { file, text, script = '' } of commands) {
      expect([file, text, script in scripts]).toEqual([file, text, true]);
    }
  });

  it('name brands that there are', () => {
    const named = commands.filter(({ script }) => script === 'brand').map(({ args }) => args[0]);
    const known = [...brandNames, '<brand>'];
    expect(named.filter((name) => !known.includes(name ?? ''))).toEqual([]);
  });

  it('say in docs/releasing.md which of them need an account, and no other does', () => {
    const ofBrands = commands.filter(
      ({ file, script }) => file === 'docs/releasing.md' && script === 'brand',
    );
    expect(ofBrands.length).toBeGreaterThan(8);
    for (const { text, args, rest } of ofBrands) {
      const isFree = FREE.some((pattern) => pattern.test(args.slice(1).join(' ')));
      expect([text, rest.includes('_account_')]).toEqual([text, !isFree]);
    }
  });

  it('that need none are run by `.ci/run`', () => {
    const ci = read('.ci/run');
    expect(ci).toContain('validate --without-style');
    expect(ci).toContain('build --skip-validation');
    expect(ci).toContain('scripts/check_invoke.ts');
    for (const name of brandNames) expect(ci).toContain(name);
  });
});
