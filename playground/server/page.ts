import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const FOLDER = fileURLToPath(new URL('../page', import.meta.url));

/** What the browser loads, by path. */
export type Page = Record<string, { type: string; body: string }>;

export interface Bundle {
  script: string;
  style: string;
}

let built: Promise<Page> | undefined;

/** The page, bundled in memory once. */
export function buildPage(): Promise<Page> {
  built ??= bundledPage();
  return built;
}

async function bundledPage(): Promise<Page> {
  const { script, style } = await bundlePage(`${FOLDER}/main.tsx`);
  return {
    '/': { type: 'text/html', body: readFileSync(`${FOLDER}/index.html`, 'utf8') },
    '/main.js': { type: 'text/javascript', body: script },
    '/style.css': { type: 'text/css', body: style },
  };
}

/** A script of the page with what it needs, and the page's styles. */
export async function bundlePage(entry: string): Promise<Bundle> {
  const { outputFiles } = await build({
    entryPoints: { script: entry, style: `${FOLDER}/style.css` },
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    outdir: '/',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'silent',
  });
  const textOf = (end: string): string =>
    outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
  return { script: textOf('.js'), style: textOf('.css') };
}
