// The table of brands in docs/brands.md: `npm run bench -- --brands`. What a run costs is a ratio: the brand's
// Update Contact by ID against an app of one action with a bare request, by turns, on loopback.
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Table from 'cli-table3';
import { Bench } from 'tinybench';
import type { App, Bundle, PlainInputField, ZObject } from 'zapier-platform-core';
import type * as OurApp from '../index.js';
import { brandFile, brandNames, layOut } from '../scripts/brand/brands.js';
import { root } from '../scripts/bundle.js';
import { sandboxJobs } from '../scripts/jobs.js';

const PAGE = join(root, 'docs', 'brands.md');
const ROUNDS = 6;
const ID = { chatwoot: '1', vixiees: '66b1', highlevel: 'a1B2c3D4e5F6g7H8i9J0' };

interface Row {
  brand: string;
  steps: string;
  fields: string;
  help: number;
  zip: string;
  run: string;
}

/** A step, as far as it matters here. */
interface Shown {
  display: { label: string; hidden?: boolean };
}

type Loaded = (typeof OurApp)['default'];

/** Core ends a process after some hundred runs with much in memory: each brand gets one of its own. */
function measureApart(name: string): Row {
  const args = ['node_modules/tsx/dist/cli.mjs', 'bench/brands.ts', name];
  const env = { ...process.env, NODE_ENV: 'test' };
  const said = execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8', env });
  return JSON.parse(said.slice(said.lastIndexOf('{"brand"'))) as Row;
}

/** Measures every brand, prints the table and writes it into docs/brands.md. */
export function measureBrands(): void {
  const rows = brandNames.map(measureApart);
  const head = ['Brand', 'Steps shown', 'Fields of Update Contact', 'Longest help', 'Zip', 'Run'];
  const cells = rows.map((row) => [
    row.brand,
    row.steps,
    row.fields,
    `${row.help}`,
    row.zip,
    row.run,
  ]);
  const table = new Table({ head, style: { head: [], border: [] } });
  table.push(...cells);
  console.log(table.toString());
  const lines = [head, head.map(() => '---'), ...cells].map((line) => `| ${line.join(' | ')} |`);
  const page = readFileSync(PAGE, 'utf8');
  const made = page.replace(
    /(<!-- table: [^>]*-->\n)[^]*(<!-- end of table -->)/,
    (_all, begin: string, end: string) => `${begin}\n${lines.join('\n')}\n\n${end}`,
  );
  writeFileSync(PAGE, made);
  execFileSync('npx', ['prettier', '--write', PAGE]);
}

async function measure(name: string): Promise<Row> {
  const { brand, folder } = await layOut(brandFile(name));
  execFileSync('npm', ['run', '--silent', 'brand', '--', name, 'build', '--skip-validation'], {
    cwd: root,
    stdio: 'ignore',
  });
  const { default: app } = (await import(pathToFileURL(join(folder, 'dist', 'index.js')).href)) as {
    default: Loaded;
  };
  const shown = [app.triggers, app.searches, app.creates].map(
    (steps) => Object.values<Shown>(steps).filter(({ display }) => !display.hidden).length,
  );
  const helps = app.authentication.fields.map(({ helpText }) => helpText.length);
  const keys = brand.platforms.map(({ key }) => key);
  return {
    brand: `\`${name}\``,
    steps: `${shown.reduce((sum, count) => sum + count)} (${shown.join(' + ')})`,
    fields: (await fieldsOf(app, keys)).join(', '),
    help: Math.max(...helps),
    zip: `${(statSync(join(folder, 'build', 'build.zip')).size / 1e6).toFixed(2)} MB`,
    run: `${(await runRatio(app, keys[0] ?? '')).toFixed(2)}×`,
  };
}

/** How many fields the form has, on the sandbox of each platform. */
async function fieldsOf(app: Loaded, platforms: string[]): Promise<number[]> {
  const { default: zapier } = await import('zapier-platform-core');
  const run = zapier.createAppTester(app);
  const jobs = await sandboxJobs();
  const counts: number[] = [];
  for (const platform of platforms) {
    const like = platform === 'chatwoot' ? 'konverte_digital' : platform;
    const job = jobs.find(({ authData }) => authData['platform'] === like);
    const bundle = { authData: { ...job?.authData, platform }, inputData: {} } as Partial<Bundle>;
    let count = 0;
    for (const field of app.creates.update_contact.operation.inputFields as unknown[]) {
      const loaded =
        typeof field === 'function'
          ? ((await run(
              field as (z: ZObject, bundle: Bundle) => unknown,
              bundle,
            )) as PlainInputField[])
          : [field as PlainInputField];
      count += loaded.filter(({ type }) => type !== 'copy').length;
    }
    counts.push(count);
  }
  await Promise.all(jobs.map((job) => job.close()));
  return counts;
}

/** Our update against a bare request on the same server: the best of some rounds, each a median. */
async function runRatio(app: Loaded, platform: string): Promise<number> {
  const { default: zapier } = await import('zapier-platform-core');
  const server = await answeringServer();
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const id = platform === 'vixiees' || platform === 'highlevel' ? ID[platform] : ID.chatwoot;
  const bare = (z: ZObject): Promise<unknown> =>
    z
      .request({ url: `${url}/contacts/${id}`, method: 'PUT', body: { name: 'Jane' } })
      .then(({ data }) => data as unknown);
  const bareApp = {
    version: '1.0.0',
    platformVersion: zapier.version,
    creates: {
      update: {
        key: 'update',
        noun: 'Contact',
        display: { label: 'Update', description: 'Updates.' },
        operation: { perform: bare },
      },
    },
  } as unknown as App;
  const name = platform === 'highlevel' || platform === 'vixiees' ? 'first_name' : 'name';
  const bundle = {
    authData: { platform, apiKey: 'a-key-for-loopback', baseUrl: url, accountId: '1' },
    inputData: { contact: id, [name]: 'Jane' },
  } as Partial<Bundle>;
  const runs = [
    [zapier.createAppTester(bareApp), bare],
    [zapier.createAppTester(app), app.creates.update_contact.operation.perform],
  ] as const;
  const best = [Infinity, Infinity];
  for (let round = 0; round < ROUNDS; round += 1) {
    const bench = new Bench({ time: 400 });
    for (const [index, [run, perform]] of runs.entries()) {
      bench.add(String(index), () =>
        run(perform as (z: ZObject, bundle: Bundle) => unknown, bundle),
      );
    }
    await bench.run();
    for (const [index, { result }] of bench.tasks.entries()) {
      if (result.state !== 'completed') throw new Error(`A run of ${platform} failed.`);
      best[index] = Math.min(best[index] ?? Infinity, result.latency.p50);
    }
  }
  server.close();
  const [theirs = NaN, ours = NaN] = best;
  return ours / theirs;
}

/** Answers each update with the contact as it was sent, in the envelope of whichever platform asks. */
async function answeringServer(): Promise<Server> {
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const id = request.url?.split('/').at(-1) ?? '';
      const sent = JSON.parse(text || '{}') as object;
      const contact = { id, ...sent };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ ...contact, payload: { ...contact, id: 1 }, contact }));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return server;
}

const [, script = '', asked] = process.argv;
if (script.endsWith('brands.ts')) {
  console.log(JSON.stringify(await measure(asked ?? '')));
  process.exit();
}
