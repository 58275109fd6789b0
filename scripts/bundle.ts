import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { build } from 'esbuild';

export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Bundles the app with a brand's file in the place of `brands/all.ts`, so that only its platforms are in it.
 * Packages stay outside.
 */
export async function bundle(brandFile: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [join(root, 'entry.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    packages: 'external',
    logLevel: 'warning',
    plugins: [
      {
        name: 'brand',
        setup: (esbuild) => {
          esbuild.onResolve({ filter: /^\.\/all\.js$/ }, ({ importer }) =>
            importer === join(root, 'brands', 'current.ts') ? { path: brandFile } : undefined,
          );
        },
      },
    ],
  });
}
