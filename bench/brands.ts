import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../scripts/bundle.js';
import { times } from './figure.js';

/** What a brand shows. */
export interface BrandFacts {
  /** Triggers, searches, creates. */
  shown: number[];
  /** Of Update Contact's form, on each platform. */
  fields: number[];
  /** The longest help text of the connection, in characters. */
  help: number;
}

/** A brand, measured. */
export interface BrandRow extends BrandFacts {
  brand: string;
  /** Bytes. */
  zip: number;
  /** Of a run of a bare action. */
  run: number;
}

const HEAD = ['Brand', 'Steps shown', 'Fields of Update Contact', 'Longest help', 'Zip', 'Run'];

/** The table of docs/brands.md. */
export function writeBrands(rows: readonly BrandRow[]): void {
  const cells = rows.map(({ brand, shown, fields, help, zip, run }) => [
    `\`${brand}\``,
    `${shown.reduce((sum, count) => sum + count)} (${shown.join(' + ')})`,
    fields.join(', '),
    String(help),
    `${(zip / 1e6).toFixed(2)} MB`,
    times(run),
  ]);
  writeTable('brands.md', HEAD, cells);
}

/** Puts a table where a page of docs/ has the one before, between its two marks. */
export function writeTable(
  page: string,
  head: readonly string[],
  cells: readonly string[][],
): void {
  const file = join(root, 'docs', page);
  const lines = [head, head.map(() => '---'), ...cells].map((line) => `| ${line.join(' | ')} |`);
  const text = readFileSync(file, 'utf8').replace(
    /(<!-- table: [^>]*-->\n)[^]*(<!-- end of table -->)/,
    (_all, begin: string, end: string) => `${begin}\n${lines.join('\n')}\n\n${end}`,
  );
  writeFileSync(file, text);
}
