// `npm run bench`: what the app costs, each figure beside what it is held against, in one run on one machine.
// Prints the table; writes it and the plot for docs/performance.md, and the table of docs/brands.md. The ratios are
// the result: milliseconds are another machine's. `npm run bench -- --quick` measures little and writes nothing.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import type { Platform } from '../platforms/contract/platform.js';
import { brandFile, brandNames, layOut } from '../scripts/brand/brands.js';
import { root } from '../scripts/bundle.js';
import { apart } from './apart.js';
import { writeBrands, writeTable, type BrandFacts, type BrandRow } from './brands.js';
import { coldLoads } from './cold_loads.js';
import { atMost, times, type Figure } from './figure.js';
import type { MemoryFigure } from './memory.js';
import type { PollFigure } from './polls.js';
import type { RequestFigure } from './requests.js';
import { rowPlatforms, type RowsFigure } from './rows.js';
import { installSdks } from './sdks.js';
import { scaffoldZip, zipOf } from './zips.js';

const isQuick = process.argv.includes('--quick');
const LOADS = isQuick ? 1 : 25;
const ROUNDS = isQuick ? ['1', '20'] : ['8', '150'];
const SIZES = isQuick ? [1000, 2000] : [1000, 10_000, 100_000];
const ROWS = isQuick ? '10' : '100';
const MEMORY_RUNS = isQuick ? 100 : 1000;

const BARE = 'a one-action app';
const NOT_LISTED = 'all';
const brands = isQuick ? [NOT_LISTED] : brandNames;
/** How many times a run of the one-action app; of `all`, how many milliseconds more. */
const RUN_AIMS: Record<string, number> = { highlevel: 1.5, vixiees: 1.5 };
const RUN_AIM = 2.5;
const ALL_AIM_MS = 4;

const index = (brand: string): string => join(root, 'build', 'brands', brand, 'dist', 'index.js');
const all = index(NOT_LISTED);
const platformsOf = new Map<string, readonly Platform[]>();
for (const name of brands) {
  const { brand } = await layOut(brandFile(name));
  platformsOf.set(name, brand.platforms);
}

const zips = new Map([[NOT_LISTED, zipOf(NOT_LISTED)]]);
// Rows wait for their platforms' limits most of the time, so all else is measured meanwhile.
const waiting = Promise.all(
  rowPlatforms.map((platform) => apart<RowsFigure>('rows', all, platform, ROWS)),
);
// Awaited at the end; until then it isn't anybody's failure.
waiting.catch(() => undefined);
for (const name of brands) if (name !== NOT_LISTED) zips.set(name, zipOf(name));
const scaffold = scaffoldZip();
const { figures: runs, rows: brandRows } = await measureRuns();
const figures: Figure[] = [
  ...requestFigures(await apart<RequestFigure[]>('requests', all)),
  ...runs,
  ...(await sdkFigures()),
  ...loadFigures(),
  ...[...zips].map(([name, bytes]) =>
    atMost(`zip of ${name}`, "the scaffold's", {
      found: bytes / scaffold,
      aim: name === NOT_LISTED ? 1.25 : 1.15,
      more: ` (${(bytes / 1e6).toFixed(2)} MB)`,
    }),
  ),
  ...pollFigures(await apart<PollFigure[]>('polls', all, SIZES.join())),
  ...memoryFigures(await apart<MemoryFigure>('memory', all, String(MEMORY_RUNS))),
  ...rowFigures(await waiting),
];

const HEAD = ['Figure', 'Against', 'Aim', 'Found', 'Met'];
const cells = figures.map(({ what, against, aim, found, met }) => [
  what,
  against,
  aim,
  found,
  met === undefined ? '' : met ? 'yes' : 'no',
]);
const table = new Table({ head: HEAD, style: { head: [], border: [] } });
table.push(...cells);
console.log(table.toString());
const machine = `${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'a processor'}`;
console.log(`Measured on ${machine}.`);
if (!isQuick) {
  const { plotOf } = await import('./plot.js');
  const docs = join(root, 'docs');
  writeTable('performance.md', HEAD, cells);
  writeBrands(brandRows);
  writeFileSync(join(docs, 'performance.json'), JSON.stringify({ machine, figures }));
  writeFileSync(join(docs, 'pictures', 'performance.svg'), plotOf(figures));
  const written = ['performance.md', 'brands.md', 'performance.json'].map((file) =>
    join(docs, file),
  );
  execFileSync('npx', ['prettier', '--write', ...written], { cwd: root, stdio: 'pipe' });
  console.log('Wrote docs/performance.md, .json and its picture, and the table of docs/brands.md.');
}

function requestFigures(counted: RequestFigure[]): Figure[] {
  const platforms = [...new Set(counted.map(({ platform }) => platform))];
  return platforms.map((platform) => {
    const of = counted.filter((each) => each.platform === platform);
    const over = of.filter(({ sent, least }) => sent > least);
    const named = over.map(
      ({ step, what, sent, least }) => `${step} (${what}) ${sent}, not ${least}`,
    );
    return {
      what: `requests of ${of.length} kinds of runs, ${platform}`,
      against: "the API's minimum",
      aim: 'equal',
      found: over.length === 0 ? 'equal' : named.join('; '),
      met: over.length === 0,
    };
  });
}

async function measureRuns(): Promise<{ figures: Figure[]; rows: BrandRow[] }> {
  const found: Figure[] = [];
  const rows: BrandRow[] = [];
  for (const [name, platforms] of platformsOf) {
    const keys = platforms.map(({ key }) => key);
    const { bare, ours } = await apart<{ bare: number; ours: number }>(
      'runs',
      index(name),
      keys[0] ?? '',
      ...ROUNDS,
    );
    const run = ours / bare;
    const what = `run of update_contact, ${name}`;
    if (name === NOT_LISTED) {
      const more = ours - bare;
      found.push({
        what,
        against: BARE,
        aim: `+ ${ALL_AIM_MS} ms`,
        found: `${times(run)}, + ${more.toFixed(2)} ms`,
        met: more <= ALL_AIM_MS,
        ratio: { found: run, aim: (bare + ALL_AIM_MS) / bare },
      });
    } else found.push(atMost(what, BARE, { found: run, aim: RUN_AIMS[name] ?? RUN_AIM }));
    const facts = await apart<BrandFacts>('brand', index(name), keys.join());
    rows.push({ ...facts, brand: name, run, zip: zips.get(name) ?? NaN });
  }
  return { figures: found, rows };
}

async function sdkFigures(): Promise<Figure[]> {
  const folder = installSdks();
  const what = 'the same update by';
  const names = { chatwoot: '@figuro/chatwoot-sdk', highlevel: '@gohighlevel/api-client' };
  const taken =
    folder === undefined
      ? undefined
      : await apart<Record<'bare' | keyof typeof names, number>>('sdks', folder, ...ROUNDS);
  return (['chatwoot', 'highlevel'] as const).map((platform) => ({
    what: `${what} ${names[platform]}, without Zapier`,
    against: BARE,
    aim: 'reported',
    found: taken ? times(taken[platform] / taken.bare) : 'not installed: no registry was reached',
  }));
}

function loadFigures(): Figure[] {
  const { core, apps } = coldLoads(
    Object.fromEntries(brands.map((name) => [name, index(name)])),
    LOADS,
  );
  return Object.entries(apps).map(([name, taken]) =>
    atMost(`cold load of ${name}`, 'core alone', { found: taken / core, aim: 1.1 }),
  );
}

function pollFigures(polls: PollFigure[]): Figure[] {
  const [smallest = NaN] = SIZES;
  return polls.flatMap(({ platform, records, idle, busy, leastPages }) => {
    const at = polls.find((each) => each.platform === platform && each.records === smallest)?.idle;
    const among = `among ${records.toLocaleString('en')} contacts, ${platform}`;
    const figure: Figure = {
      what: `idle poll ${among}`,
      against: `itself among ${smallest.toLocaleString('en')}`,
      aim: '1.0× requests and bytes',
      found: `${idle.requests} request, ${idle.bytes.toLocaleString('en')} bytes`,
      // A longer id or date is a few bytes.
      met: idle.requests === at?.requests && idle.bytes / at.bytes < 1.05,
    };
    const most: Figure = {
      what: `poll of 300 new ${among}`,
      against: 'the fewest pages that hold them',
      aim: String(leastPages),
      found: `${busy.requests}, ${busy.given} given`,
      met: busy.requests === leastPages && busy.given === 300,
    };
    return records === SIZES.at(-1) ? [figure, most] : [figure];
  });
}

function memoryFigures({ ours, bare, large }: MemoryFigure): Figure[] {
  const [grown, theirs] = [ours, bare].map(({ early, late }) => late - early);
  const runs = MEMORY_RUNS.toLocaleString('en');
  const peak = large.peak - large.before;
  return [
    {
      what: `memory in use after ${runs} runs`,
      against: `after ${MEMORY_RUNS / 10} (${runs} before them)`,
      aim: 'flat: ≤ 1 MB more',
      found: `${grown?.toFixed(1) ?? ''} MB more (${BARE} ${theirs?.toFixed(1) ?? ''})`,
      met: (grown ?? NaN) <= 1,
    },
    {
      what: 'memory of a run with an answer of 10 MB',
      against: 'before it',
      aim: '< 100 MB',
      found: `${peak.toFixed(0)} MB more`,
      met: peak < 100,
    },
  ];
}

function rowFigures(measured: RowsFigure[]): Figure[] {
  return measured.map(({ platform, rows, many, single }) => ({
    what: `${rows} rows by Update Contacts, ${platform}`,
    against: `${rows} single runs`,
    aim: 'requests equal or fewer, no 429',
    found: `${many.requests} requests, ${many.refused} × 429, ${many.seconds.toFixed(1)} s; single ${single.requests}, ${single.refused} × 429, ${single.seconds.toFixed(1)} s`,
    met: many.requests <= single.requests && many.refused === 0,
  }));
}
