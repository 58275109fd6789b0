// Compares, in one run on one machine, what our app costs with what any Zapier app costs. The ratios are
// the result; the milliseconds show how steady they are. Needs the built app: `npm run bench` builds it.
import { execFileSync } from 'node:child_process';
import Table from 'cli-table3';
import { Bench } from 'tinybench';
import type { Bundle } from 'zapier-platform-core';
import { keys, startChatwootSandbox } from '../sandbox/chatwoot/index.js';

if (process.argv.includes('--brands')) {
  const { measureBrands } = await import('./brands.js');
  measureBrands();
  process.exit();
}

const LOADS = 15;
const ROUNDS = 8;

// Before core is loaded: otherwise it prints its process statistics at every run.
process.env['NODE_ENV'] = 'test';
const { default: zapier } = await import('zapier-platform-core');
const { default: app } = (await import(
  new URL('../dist/index.js', import.meta.url).href
)) as typeof import('../index.js');

const table = new Table({
  head: ['what', 'compared with', 'theirs (ms)', 'ours (ms)', 'ratio'],
  style: { head: [], border: [] },
});
const row = (what: string, other: string, theirs: number, ours: number): void => {
  table.push([what, other, theirs.toFixed(2), ours.toFixed(2), `${(ours / theirs).toFixed(2)}×`]);
};

const load = coldLoads('zapier-platform-core', './dist/index.js');
row('cold load', 'core alone', load.theirs, load.ours);

const sandbox = await startChatwootSandbox();
const bundle: Partial<Bundle> = {
  authData: {
    platform: 'chatwoot',
    apiKey: keys.administrator,
    baseUrl: sandbox.url,
    accountId: '1',
  },
  inputData: { contact: '1', name: 'Jane' },
};
const { perform } = app.creates.update_contact.operation;
const none = { triggers: {}, searches: {}, searchOrCreates: {}, creates: {} };
const ofOneAction = { ...app, ...none, creates: { update_contact: app.creates.update_contact } };
/** As large as what one vendor would publish under its own name. */
const ofTwenty = {
  ...ofOneAction,
  creates: Object.fromEntries(Object.entries(app.creates).slice(0, 20)),
};
const steps = [app.triggers, app.searches, app.creates].map((of) => Object.keys(of).length);

const testers = [ofOneAction, ofTwenty, app].map((of) => zapier.createAppTester(of));
const rounds: number[][] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const bench = new Bench({ time: 600 });
  for (const [index, run] of testers.entries())
    bench.add(String(index), () => run(perform, bundle));
  await bench.run();
  rounds.push(
    bench.tasks.map(({ result }) => (result.state === 'completed' ? result.latency.p50 : NaN)),
  );
}
await sandbox.close();
// What else the machine does only ever makes a round slower.
const [one = NaN, twenty = NaN, whole = NaN] = testers.map((_run, index) =>
  Math.min(...rounds.map((medians) => medians[index] ?? NaN)),
);
row('run: update by ID', 'the same step alone in an app', one, whole);
row('the same, among 20 steps', 'the same step alone in an app', one, twenty);

console.log(table.toString());
console.log(
  `Medians, of the best of ${ROUNDS} rounds. All our ${steps.reduce((sum, count) => sum + count)} steps (hidden ones too) add ${(whole - one).toFixed(2)} ms to a run.`,
);

/** Median milliseconds to load each module in fresh processes by turns, without node's own start. */
function coldLoads(theirs: string, ours: string): { theirs: number; ours: number } {
  const times = Array.from({ length: LOADS }, () => [coldLoad(theirs), coldLoad(ours)] as const);
  return { theirs: median(times.map(([a]) => a)), ours: median(times.map(([, b]) => b)) };
}

function coldLoad(module: string): number {
  const code = `const start = performance.now(); await import('${module}'); console.log(performance.now() - start)`;
  const args = ['--input-type=module', '-e', code];
  return Number(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
