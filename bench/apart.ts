// Each measurement runs in a process of its own: core ends one that grows large, and nothing warms up another's code.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../scripts/bundle.js';

const MARK = '@result ';

/**
 * Runs a file of `bench/children/` and takes what it gives to `answer`.
 * @throws Error with what it printed when it fails
 */
export async function apart<Result>(child: string, ...args: string[]): Promise<Result> {
  const file = join(root, 'bench', 'children', `${child}.ts`);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--expose-gc', '--import', 'tsx', file, ...args],
    {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'test' },
      maxBuffer: 1e8,
    },
  );
  const line = stdout.split('\n').findLast((each) => each.startsWith(MARK));
  if (line === undefined) throw new Error(`${child} gave no result:\n${stdout}`);
  return JSON.parse(line.slice(MARK.length)) as Result;
}

/** Hands a result to the process that asked for it, and ends this one. */
export function answer(result: unknown): never {
  console.log(MARK + JSON.stringify(result));
  process.exit();
}
