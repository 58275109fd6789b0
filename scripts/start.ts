import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Command } from 'commander';
import colors from 'picocolors';
import { asText } from '../http/body.js';
import { keys, startChatwootSandbox } from '../sandbox/chatwoot/index.js';
import { runApp, type RunningApp } from './app.js';
import { comparison, stepLine, wireLines } from './report.js';
import { watchWire } from './wire_log.js';

interface Options {
  contact?: string;
  set: string[];
  yes?: boolean;
}

/** Where the main job runs, and what it does there. */
interface Job {
  place: string;
  authData: Record<string, string>;
  /** Lookup for Find Contact. */
  find: Record<string, unknown>;
  updates: { title: string; input: Record<string, unknown> }[];
  close(): Promise<void>;
}

const DEMO_EMAIL = 'contact-bridge-demo@example.com';

const program = new Command('npm start --')
  .description(
    'Runs the main job of Contact Bridge through the real Zapier app: connect, find a contact, update it, and show what changed.\n\n' +
      'Without settings it starts a sandbox on this computer. With CONTACT_BRIDGE_URL and CONTACT_BRIDGE_KEY (and, if the key\n' +
      'has several accounts, CONTACT_BRIDGE_ACCOUNT) in the environment or in .env it works on that real server instead,\n' +
      'and asks before it writes. CONTACT_BRIDGE_PLATFORM says which platform that is (konverte_digital, 99digital or chatwoot).',
  )
  .option('--contact <id or email>', 'the contact to update on a real server', DEMO_EMAIL)
  .option(
    '--set <field=value>',
    'a field of Update Contact to set; repeat for more',
    (pair: string, pairs: string[]) => [...pairs, pair],
    [],
  )
  .option('--yes', 'write to a real server without asking');

await main(program.parse().opts<Options>());

async function main(options: Options): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { CONTACT_BRIDGE_URL: url, CONTACT_BRIDGE_KEY: key } = process.env;
  let job: Job | undefined;
  try {
    if (Boolean(url) !== Boolean(key)) {
      throw new Error('Set both CONTACT_BRIDGE_URL and CONTACT_BRIDGE_KEY, or neither.');
    }
    job = url && key ? realJob(url, key, options) : await sandboxJob();
    console.log(`\n  ${colors.bold('Contact Bridge')}  ${job.place}\n`);
    if (url && key && !(await confirmed(job, options))) {
      console.log('  Nothing was written.\n');
      process.exitCode = 1;
      return;
    }
    await run(job);
  } catch (failure) {
    console.error(`\n  ${colors.red('✗')} ${readable(failure)}\n`);
    process.exitCode = 1;
  } finally {
    await job?.close();
  }
}

async function run(job: Job): Promise<void> {
  const wire = watchWire();
  const app = await runApp(job.authData);
  let number = 0;
  const step = async <Result>(
    title: string,
    work: () => Promise<Result>,
    describe: (result: Result) => string,
  ): Promise<Result> => {
    const sent = wire.length;
    const result = await work();
    number += 1;
    console.log(stepLine(number, title, describe(result), wire.length - sent));
    return result;
  };

  await step(
    'Connect',
    () => app.test(),
    ({ label }) => colors.cyan(label),
  );
  await step(
    'Load the form',
    () => app.updateFields(),
    (fields) => {
      const custom = fields.filter(({ key }) => key.startsWith('attr_')).length;
      return `Update Contact has ${String(fields.length)} fields here, ${String(custom)} of them custom attributes`;
    },
  );
  const before = await step('Find Contact', () => find(app, job), describeContact);
  let after = before ?? {};
  for (const { title, input } of job.updates) {
    const { outcome, ...contact } = await step(
      'Update Contact',
      () => app.update(input),
      () => title,
    );
    // Labels come along only when a step touched them.
    after = { ...(outcome === 'updated' && { labels: after['labels'] }), ...contact };
  }

  console.log(`\n  ${colors.bold('The contact, before and after')}\n`);
  console.log(indent(comparison(before ?? {}, after, ['labels'])));
  console.log(`\n  ${colors.bold('On the wire')}\n`);
  console.log(wireLines(wire));
  console.log(`\n  ${colors.green('✓')} The contact is up to date.\n`);
}

async function find(app: RunningApp, job: Job): Promise<Record<string, unknown> | undefined> {
  const [contact] = await app.find(job.find);
  return contact;
}

async function sandboxJob(): Promise<Job> {
  const sandbox = await startChatwootSandbox();
  const email = 'jane.doe@example.com';
  const [id] = sandbox.store.contacts.flatMap((contact) =>
    contact.email === email ? [String(contact.id)] : [],
  );
  return {
    place: colors.dim('the main job, on a sandbox of Chatwoot (nothing leaves this computer)'),
    authData: {
      platform: 'konverte_digital',
      apiKey: keys.administrator,
      baseUrl: sandbox.url,
      accountId: '1',
    },
    find: { email },
    updates: [
      {
        title: 'by email: name, a national phone number, three typed custom attributes',
        input: {
          find_by: 'email',
          contact: email,
          name: 'Jane Doe-Silva',
          phone: '(11) 91234-5678',
          default_country: 'BR',
          attr_plan_tier: 'enterprise',
          attr_seats: '40',
          attr_renewal_date: '2027-03-14T00:00:00-03:00',
        },
      },
      {
        title: 'by ID: one field',
        input: { find_by: 'id', contact: id, external_id: 'crm-2002' },
      },
      {
        title: 'by ID: a label added, one removed, a field emptied',
        input: {
          find_by: 'id',
          contact: id,
          add_labels: ['lead'],
          remove_labels: ['newsletter'],
          clear_fields: ['attr_plan_note'],
        },
      },
    ],
    close: () => sandbox.close(),
  };
}

function realJob(url: string, key: string, options: Options): Job {
  const contact = options.contact ?? DEMO_EMAIL;
  const byEmail = contact.includes('@');
  const fields = Object.fromEntries(
    options.set.map((pair) => {
      const [field = '', value] = pair.split(/=(.*)/s);
      if (!field || !value) throw new Error(`--set ${pair}: write it as field=value.`);
      return [field, value];
    }),
  );
  const changes = options.set.length > 0 ? fields : { name: 'Contact Bridge Demo' };
  return {
    place: `the main job, on ${colors.cyan(url)}`,
    authData: {
      platform: process.env['CONTACT_BRIDGE_PLATFORM'] ?? 'chatwoot',
      apiKey: key,
      baseUrl: url,
      accountId: process.env['CONTACT_BRIDGE_ACCOUNT'] ?? '',
    },
    find: byEmail ? { email: contact } : { contact },
    updates: [
      {
        title: Object.keys(changes).join(', '),
        input: {
          find_by: byEmail ? 'email' : 'id',
          contact,
          if_missing: contact === DEMO_EMAIL ? 'create' : 'stop',
          ...changes,
        },
      },
    ],
    close: () => Promise.resolve(),
  };
}

/** Says what will be written, and asks. */
async function confirmed(job: Job, options: Options): Promise<boolean> {
  for (const { input } of job.updates) {
    const { find_by: by, contact, if_missing: ifMissing, ...changes } = input;
    const create = ifMissing === 'create' ? ', or create it if it does not exist' : '';
    console.log(
      `  This will update the contact with the ${String(by)} ${String(contact)}${create}:`,
    );
    for (const [field, value] of Object.entries(changes)) {
      console.log(`    ${field} → ${colors.green(String(value))}`);
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

function describeContact(contact: Record<string, unknown> | undefined): string {
  if (!contact) return 'not found';
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

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
