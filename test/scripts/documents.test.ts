import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brandNames } from '../../scripts/brand/brands.js';
import { root } from '../../scripts/bundle.js';
import { documentCommands, needsAccount, runBy } from '../../scripts/documents/commands.js';

const commands = documentCommands();
const ci = readFileSync(join(root, '.ci/run'), 'utf8');

describe('the commands in the documents', () => {
  it('are some', () => {
    expect(commands.length).toBeGreaterThan(20);
  });

  it('are scripts of the project', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    for (const { file, text } of commands) {
      const [, script] = /^(?:[A-Z]+=\S+ )*npm (?:run )?([\w:]+)/.exec(text) ?? [];
      if (script) expect([file, text, script in scripts]).toEqual([file, text, true]);
    }
  });

  it('name brands that there are', () => {
    const named = commands.flatMap(({ text }) => /^npm run brand -- (\S+)/.exec(text)?.[1] ?? []);
    expect(named.length).toBeGreaterThan(8);
    const known = [...brandNames, '<brand>'];
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('are marked where they need an account, and nothing else is marked so', () => {
    for (const command of commands) {
      const { file, text, line } = command;
      // Only a table of commands has such a mark to itself.
      if (file === 'docs/releasing.md' && line.startsWith('|'))
        expect([text, line.includes('_account_')]).toEqual([text, needsAccount(command)]);
      if (needsAccount(command))
        expect([file, text, line.includes('account')]).toEqual([file, text, true]);
    }
  });

  it('are run by somebody where they need none', () => {
    const open = commands.filter((command) => !needsAccount(command) && !runBy(command));
    expect(open).toEqual([]);
    expect(ci).toContain('scripts/documents/main.ts');
  });

  it('stand there in short where they take minutes', () => {
    const long = commands.filter((command) => runBy(command) === 'quick');
    expect(long.length).toBeGreaterThan(0);
    for (const { text } of long) {
      expect(commands.map((each) => each.text)).toContain(`${text} -- --quick`);
    }
  });

  it('are lines of `.ci/run` where that runs them', () => {
    const ofCi = commands.filter((command) => !needsAccount(command) && runBy(command) === 'ci');
    expect(ofCi.length).toBeGreaterThan(8);
    for (const { text } of ofCi) {
      // A brand's are run for every brand, an invoke by a script that looks at what came of it.
      const line = text
        .replace(/^([A-Z]+=\S+ )+/, '')
        .replace(/^(npm run (?!brand)\S+) -- .*/, '$1')
        .replace(/^npm run brand -- \S+ invoke .*/, 'scripts/check_invoke.ts')
        .replace(/^npm run brand -- \S+ (\S+ \S+)$/, '$1')
        .replace(/^npx jest .*/, 'npm test')
        .replace(/^\.ci\/run$/, '#!/usr/bin/env bash');
      expect([text, ci.includes(line)]).toEqual([text, true]);
    }
    for (const name of brandNames) expect(ci).toContain(name);
  });
});
