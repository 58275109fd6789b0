import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const FOLDER = fileURLToPath(new URL('../page', import.meta.url));

/** What the browser loads, by path. */
export type Page = Record<string, { type: string; body: string }>;

/** Bundles the page in memory. */
export async function buildPage(): Promise<Page> {
  const { outputFiles } = await build({
    entryPoints: [`${FOLDER}/main.tsx`, `${FOLDER}/style.css`],
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
  const bundled = outputFiles.map(({ path, text }) => {
    const name = `/${path.split(/[\\/]/).at(-1) ?? ''}`;
    return [
      name,
      { type: name.endsWith('.css') ? 'text/css' : 'text/javascript', body: text },
    ] as const;
  });
  const html = readFileSync(`${FOLDER}/index.html`, 'utf8');
  return { '/': { type: 'text/html', body: html }, ...Object.fromEntries(bundled) };
}
