import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import colors from 'picocolors';
import { asText } from '../http/body.js';
import { runApp, type RunningApp } from './app.js';
import { realJob, sandboxJobs, type Job } from './jobs.js';
import {
  changedFields,
  comparison,
  paragraph,
  stepLine,
  summary,
  wireLines,
  type SummaryRow,
} from './report.js';
import { startCommand, type StartOptions } from './start_command.js';
import { terminalWidth } from './terminal.js';
import { watchWire, type WireEntry } from './wire_log.js';

const WIDTH = terminalWidth();

await main(startCommand(WIDTH).parse().opts<StartOptions>());

async function main(options: StartOptions): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { CONTACT_BRIDGE_URL: url, CONTACT_BRIDGE_KEY: key } = process.env;
  let jobs: Job[] = [];
  try {
    if (Boolean(url) !== Boolean(key)) {
      throw new Error('Set both CONTACT_BRIDGE_URL and CONTACT_BRIDGE_KEY, or neither.');
    }
    const real = url && key ? realJob(url, key, options) : undefined;
    jobs = real ? [real] : await sandboxJobs();
    console.log(`\n  ${colors.bold('Contact Bridge')}\n${introduction(real)}`);
    if (real && !(await confirmed(real, options))) {
      console.log('  Nothing was written.\n');
      process.exitCode = 1;
      return;
    }
    const wire = watchWire();
    const rows: SummaryRow[] = [];
    for (const job of jobs) rows.push(await run(job, wire, options));
    console.log(`\n  ${colors.bold('In short')}\n\n${summary(rows, WIDTH)}`);
    console.log(`\n  ${colors.green('✓')} The contact is up to date everywhere.\n`);
  } catch (failure) {
    console.error(`\n${paragraph(`${colors.red('✗')} ${readable(failure)}`, WIDTH)}\n`);
    process.exitCode = 1;
  } finally {
    await Promise.all(jobs.map((job) => job.close()));
  }
}

function introduction(real: Job | undefined): string {
  return real
    ? `  The main job, on ${colors.cyan(real.place)}.`
    : paragraph(
        'The main job, on sandboxes of every platform: nothing leaves this computer.',
        WIDTH,
      );
}

async function run(job: Job, wire: WireEntry[], { verbose }: StartOptions): Promise<SummaryRow> {
  console.log(`\n  ${colors.bold(colors.cyan(job.platform))}  ${colors.dim(job.place)}\n`);
  const app = await runApp(job.authData);
  const start = wire.length;
  let number = 0;
  const step = async <Result>(
    title: string,
    work: () => Promise<Result>,
    describe: (result: Result) => string,
  ): Promise<Result> => {
    const sent = wire.length;
    const result = await work();
    number += 1;
    console.log(
      stepLine({ number, title, result: describe(result), requests: wire.length - sent }, WIDTH),
    );
    return result;
  };
  const find = async () => (await app.find(job.find))[0] ?? {};
  const stepName = job.step === 'update_contact' ? 'Update Contact' : 'Update Contact in API Inbox';

  await step(
    'Connect',
    () => app.test(),
    ({ label }) => label,
  );
  await step(
    'Load the form',
    () => app.loadFields(job.step),
    (fields) => {
      const custom = fields.filter((field) => field.key.startsWith('attr_')).length;
      return `${stepName} has ${fields.length} fields here, ${custom} of them the account's own`;
    },
  );
  await step('New Contact', () => newContacts(app, job), describeNew);
  const before = await step('Find Contact', find, describeContact);
  let updateRequests = 0;
  let labels = before['labels'];
  for (const { title, input } of job.updates) {
    const sent = wire.length;
    const result = await step(
      stepName,
      () => app.create(job.step, input),
      () => title,
    );
    updateRequests += wire.length - sent;
    // Chatwoot's labels come along only when a step touched them.
    labels = result['labels'] ?? labels;
  }
  const after = { ...(await find()), ...(labels !== undefined && { labels }) };
  console.log(`\n${comparison(before, after, WIDTH)}`);
  if (verbose) console.log(`\n${wireLines(wire.slice(start), WIDTH)}`);
  return {
    platform: job.platform,
    operation: job.operation,
    changed: changedFields(before, after),
    requests: updateRequests,
  };
}

/** What New Contact starts runs for: Zapier knows the contacts there were when it was switched on. */
async function newContacts(app: RunningApp, job: Job): Promise<Record<string, unknown>[]> {
  const known = await app.poll('switched on');
  job.arrive?.();
  const polled = await app.poll('later');
  return polled.filter(({ id }) => known.every((contact) => contact['id'] !== id));
}

function describeNew(contacts: Record<string, unknown>[]): string {
  if (contacts.length === 0) return 'switched on; nobody new came in';
  return `started a run for ${contacts.map(describeContact).join(', ')}`;
}

/** Says what will be written, and asks. */
async function confirmed(job: Job, options: StartOptions): Promise<boolean> {
  for (const { input } of job.updates) {
    const { find_by: by, contact, if_missing: ifMissing, ...changes } = input;
    const create = ifMissing === 'create' ? ', or create it if there is none' : '';
    const whom = `the contact with the ${asText(by)} ${asText(contact)}`;
    console.log(`\n${paragraph(`This will update ${whom}${create}:`, WIDTH)}`);
    for (const [field, value] of Object.entries(changes)) {
      console.log(`    ${field} → ${colors.green(asText(value))}`);
    }
  }
  if (options.yes) return true;
  if (!process.stdin.isTTY) {
    console.log('\n  Add --yes to write without being asked.');
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question('\n  Go on? [y/N] ');
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

function describeContact(contact: Record<string, unknown>): string {
  if (!contact['id']) return 'there is none yet';
  return `${asText(contact['name']) || 'no name'} (ID ${asText(contact['id'])})`;
}

/** Core wraps our errors' texts in JSON for its own transport. */
function readable(failure: unknown): string {
  const text = failure instanceof Error ? failure.message : String(failure);
  try {
    const { message } = JSON.parse(text) as { message?: unknown };
    return typeof message === 'string' ? message : text;
  } catch {
    return text;
  }
}
