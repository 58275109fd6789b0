// Builds the app of one brand and runs Zapier's command line tool on it:
// `npm run brand -- highlevel validate --without-style`. The app is laid out in a folder of its own with what it
// needs at run time alone: the tool would zip every package.json it finds.
import {
  cpSync,
  existsSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundle } from './build.mjs';
import { install } from './install.mjs';
import { runZapierTool } from './zapier_tool.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
/** What stands beside the brands in their folder. */
const NO_BRANDS = ['brand', 'current', 'steps'];
/** The tool would install what is installed already. */
const OWN_BUILD = ['build', 'push'];

/** The names of all brands: each is a file. */
export const brandNames = readdirSync(join(root, 'brands'))
  .map((file) => file.replace(/\.ts$/, ''))
  .filter((name) => !NO_BRANDS.includes(name));

/** Lays a brand's app out in a folder, ready to run. @throws when its entry can't be @returns the folder */
export async function stage(name) {
  const folder = join(root, 'build', 'brands', name);
  await bundle(join(root, 'brands', `${name}.ts`), join(folder, 'dist', 'index.js'));
  const { default: app } = await import(pathToFileURL(join(folder, 'dist', 'index.js')).href);
  const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const staged = { ...packageJson, version: app.version, scripts: undefined };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(staged, null, 2));
  writeFileSync(join(folder, '.gitignore'), 'node_modules/\nbuild/\n');
  for (const file of ['package-lock.json', 'CHANGELOG.md'])
    cpSync(join(root, file), join(folder, file));
  install(folder, `Installing what ${name} needs at run time …`, '--omit=dev', '--ignore-scripts');
  return folder;
}

/** Runs the tool on a brand's app. @param command what to do, and its arguments @returns the exit status */
export async function run(name, command) {
  const folder = await stage(name);
  // Which app of Zapier's it is stands in a file for each brand; `all` has the tool's usual one.
  const appFile = join(root, name === 'all' ? '.zapierapprc' : `.zapierapprc.${name}`);
  const env = join(folder, '.env');
  rmSync(env, { force: true });
  if (command[0] === 'invoke' && existsSync(join(root, '.env')))
    symlinkSync(join(root, '.env'), env);
  const flags = OWN_BUILD.includes(command[0]) ? ['--skip-dep-install'] : [];
  return runZapierTool([...command, ...flags], folder, { ZAPIER_CURRENT_APP_FILE: appFile });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [name, ...command] = process.argv.slice(2);
  if (!brandNames.includes(name)) {
    const problem = name ? `There is no brand "${name}".` : 'Which brand?';
    console.error(
      `${problem} Known ones: ${brandNames.join(', ')}.\nUsage: npm run brand -- highlevel validate --without-style`,
    );
    process.exit(1);
  }
  try {
    process.exitCode = await run(name, command);
  } catch (failure) {
    console.error(failure.message);
    process.exitCode = 1;
  }
}
