import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Packages left outside: core, and what core brings along anyway. A brand's app has no others installed. */
export const outside = ['zapier-platform-core', 'form-data'];
/** What a bundled package asks for in vain where it isn't installed: a development package here. */
const ABSENT = ['supports-color'];

/**
 * Bundles the app into a folder, with a brand's file in the place of `brands/all.ts`, so that only its platforms
 * are in it: `index.js`, and beside it what is loaded only where it is needed. Packages are in it, without what
 * nothing of ours uses; core stays outside.
 */
export async function bundle(brandFile: string, outdir: string): Promise<void> {
  rmSync(outdir, { recursive: true, force: true });
  await build({
    entryPoints: { index: join(root, 'entry.ts') },
    outdir,
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    // Names stay: they stand in the traces of errors.
    minifyWhitespace: true,
    minifySyntax: true,
    // Packages in CommonJS ask for Node's own modules by it.
    banner: {
      js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
    },
    external: outside,
    logLevel: 'warning',
    plugins: [ofBrand(brandFile), absent],
  });
}

function ofBrand(file: string): Plugin {
  const current = join(root, 'brands', 'current.ts');
  return {
    name: 'brand',
    setup: (esbuild) => {
      esbuild.onResolve({ filter: /^\.\/all\.js$/ }, ({ importer }) =>
        importer === current ? { path: file } : undefined,
      );
    },
  };
}

const absent: Plugin = {
  name: 'absent',
  setup: (esbuild) => {
    esbuild.onResolve({ filter: /^[^./]/ }, ({ path }) =>
      ABSENT.includes(path) ? { path, namespace: 'absent' } : undefined,
    );
    esbuild.onLoad({ filter: /.*/, namespace: 'absent' }, ({ path }) => ({
      contents: `throw new Error('${path} is not part of the app')`,
    }));
  },
};
