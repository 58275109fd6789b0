// Bundles the app of one brand into one file: `node scripts/build.mjs [brand file] [file to write]`.
import { fileURLToPath } from 'node:url';
import { resolve } from 'node:path';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Bundles the app with a brand's file in the place of `brands/all.ts`, so that only its platforms are in it.
 * Packages stay outside. @returns what esbuild tells of the files that went in
 */
export async function bundle(brandFile, outfile) {
  const { metafile } = await build({
    entryPoints: [resolve(root, 'index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    packages: 'external',
    logLevel: 'warning',
    metafile: true,
    plugins: [
      {
        name: 'brand',
        setup: ({ onResolve }) =>
          onResolve({ filter: /^\.\/all\.js$/ }, ({ importer }) =>
            importer === resolve(root, 'brands/current.ts') ? { path: brandFile } : undefined,
          ),
      },
    ],
  });
  return metafile;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [brandFile = 'brands/all.ts', outfile = 'dist/index.js'] = process.argv.slice(2);
  await bundle(resolve(root, brandFile), resolve(root, outfile));
}
