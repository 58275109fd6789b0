// `npm run live`: the scenarios on a real Chatwoot.
import { syncBuiltinESMExports } from 'node:module';
import { createInterface } from 'node:readline/promises';
import colors from 'picocolors';
import { startRecorder } from '../../playground/worker/recorder.js';
import { liveCommand, type LiveOptions } from './command.js';
import { messageOf } from './check.js';
import { outcomeLines, summaryOf } from './report.js';
import type { Outcome } from './run.js';

const command = liveCommand().parse(process.argv.filter((part) => part !== '--'));
await main(command.opts<LiveOptions>());

async function main(options: LiveOptions): Promise<void> {
  // Before core is loaded: otherwise it prints its process statistics at every run.
  process.env['NODE_ENV'] = 'test';
  startRecorder();
  syncBuiltinESMExports();
  const place = {
    platformToken: process.env['CHATWOOT_PLATFORM_TOKEN'],
    token: process.env['CHATWOOT_TOKEN'],
    ...options,
  };
  if (!place.platformToken && !place.token) {
    command.error('error: give --platform-token or --token.');
  }
  console.log(`\n  ${colors.bold('Contact Bridge')} on ${colors.cyan(place.url)}\n`);
  console.log(`  ${plan(place)}\n`);
  if (!place.platformToken && !options.yes && !(await agreed())) {
    process.exitCode = 1;
    return;
  }
  try {
    process.exitCode = (await tryAll(place)) ? 0 : 1;
  } catch (fault) {
    console.error(`\n  ${colors.red('✗')} ${messageOf(fault)}\n`);
    process.exitCode = 1;
  }
}

/** Says what will be made. */
function plan({ platformToken, account }: LiveOptions): string {
  return platformToken
    ? 'Makes an account with two people and a bot, and removes all of them afterwards.'
    : `Makes contacts, conversations, inboxes, labels, attributes and webhooks in ${account ? `account ${account}` : 'the only account of this token'}; their names hold “live” and eight digits or letters. Removes them afterwards. The account’s own automations and webhooks will see them.`;
}

/** @returns whether everything held, or was not applicable */
async function tryAll(options: LiveOptions): Promise<boolean> {
  // The app is loaded only now: core reads the environment then. The inputs use Jest's matchers, which no
  // comparison here looks at.
  const matcher = (): object => ({});
  const matchers = {
    ...{ arrayContaining: matcher, objectContaining: matcher, stringMatching: matcher },
    not: { objectContaining: matcher },
  };
  Object.assign(globalThis, { expect: matchers });
  const [{ openServer }, { runScenario }, { allScenarios }, { operationInputs }] =
    await Promise.all([
      import('./server.js'),
      import('./run.js'),
      import('./scenarios/index.js'),
      import('../operation_inputs/index.js'),
    ]);
  const wanted = allScenarios(operationInputs).filter(({ name }) =>
    name.includes(options.only ?? ''),
  );
  if (wanted.length === 0) throw new Error(`No scenario’s name holds “${options.only ?? ''}”.`);
  const outcomes: Outcome[] = [];
  const run = { isStopped: false };
  const stop = (): void => {
    if (run.isStopped) process.exit(130);
    run.isStopped = true;
    console.log('\n  Stopping after this one; everything made is removed then.');
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const server = await openServer(options);
  const secrets = Object.values(server.keys).filter((key) => typeof key === 'string' && key);
  try {
    console.log(`  Chatwoot ${server.version}, account ${server.accountId}\n`);
    for (const scenario of wanted) {
      if (run.isStopped) break;
      const outcome = await runScenario(scenario, server);
      outcomes.push(outcome);
      console.log(outcomeLines(outcome, secrets));
    }
  } finally {
    console.log(`\n  ${colors.bold(summaryOf(outcomes, server.version))}`);
    await server.close();
    process.off('SIGINT', stop).off('SIGTERM', stop);
    console.log('  What was made is removed.\n');
  }
  return !run.isStopped && outcomes.every(({ result }) => result !== 'failed');
}

async function agreed(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    console.log('  Add --yes to go on without being asked.\n');
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question('  Go on? [y/N] ');
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}
