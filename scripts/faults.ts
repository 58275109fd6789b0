// Runs every step through every fault, prints what became of it, and writes its section of docs/reliability.md.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Report {
  figures: Record<string, { cells: number; good: number; secrets: number }>;
  ways: Record<string, Record<string, number>>;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'faults-'));
const path = join(folder, 'report.json');
const { status } = spawnSync('npx', ['jest', 'test/faults/matrix.test.ts', '--silent=false'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, THOROUGH: '1', FAULTS_REPORT: path },
});
const report = JSON.parse(readFileSync(path, 'utf8')) as Report;
rmSync(folder, { recursive: true });
const table = tableOf(report);
console.log(table);
writeSection('faults', table);
process.exitCode = status ?? 1;

function tableOf({ figures, ways }: Report): string {
  const rows = Object.entries(figures).map(([fault, { cells, good, secrets }]) => {
    const ends = Object.entries(ways[fault] ?? {}).map(([how, times]) => `${how} ${times}`);
    return `| ${fault} | ${good} / ${cells} | ${ends.join(', ')} | ${secrets} |`;
  });
  const sum = (of: 'cells' | 'good' | 'secrets'): number =>
    Object.values(figures).reduce((all, row) => all + row[of], 0);
  return [
    '| Fault | Good / all | How the runs ended | Secrets |',
    '| --- | --- | --- | --- |',
    ...rows,
    `| **All** | **${sum('good')} / ${sum('cells')}** | | **${sum('secrets')}** |`,
  ].join('\n');
}

/** Replaces what stands between a section's markers. */
function writeSection(name: string, text: string): void {
  const file = join(root, 'docs/reliability.md');
  const markers = [`<!-- ${name}: generated -->`, `<!-- /${name} -->`] as const;
  const [before = '', rest = ''] = readFileSync(file, 'utf8').split(markers[0]);
  const [, after = ''] = rest.split(markers[1]);
  writeFileSync(file, `${before}${markers[0]}\n\n${text}\n\n${markers[1]}${after}`);
  spawnSync('npx', ['prettier', '--write', file], { cwd: root, stdio: 'pipe' });
}
