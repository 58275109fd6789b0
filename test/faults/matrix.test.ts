// Every step with every fault, at the first and at the last request of its run. `npm run faults` runs all of them,
// `npm test` a fixed sample that meets each step and each fault.
import { writeFileSync } from 'node:fs';
import type { Store } from '../../sandbox/chatwoot/index.js';
import { EXCEPTIONS } from '../helpers/faults/exceptions.js';
import { startFaultServer, type FaultServer } from '../helpers/faults/fault_server.js';
import { faultNames } from '../helpers/faults/faults.js';
import { withLoggedZ } from '../helpers/faults/logged_z.js';
import { wrongWith, type Exception } from '../helpers/faults/rules.js';
import {
  faultSteps,
  runCell,
  undisturbed,
  type Cell,
  type Undisturbed,
} from '../helpers/faults/runs.js';
import { CONNECTION_SECRETS, needlesOf, secretsIn, secretsOf } from '../helpers/faults/secrets.js';
import { virtualTime } from '../helpers/fakes/virtual_time.js';
import { everySandbox, sandboxOf } from '../helpers/sandbox/every_sandbox.js';
import { isThorough } from '../helpers/thorough.js';

if (isThorough) jest.setTimeout(1_800_000);

/** Cells of `npm test`. */
const SAMPLE = 600;

/** Where `npm run faults` wants the figures. */
const reportPath = process.env['FAULTS_REPORT'];

everySandbox();
let server: FaultServer;
beforeAll(async () => {
  virtualTime(false);
  server = await startFaultServer();
});
afterAll(() => {
  jest.restoreAllMocks();
  return server.close();
});

/** Each step with each fault. */
function allCells(steps: readonly Undisturbed[]): Cell[] {
  let number = 0;
  return steps.flatMap(({ step, requests }) =>
    faultNames.flatMap((fault) =>
      [...new Set([0, requests.length - 1])].map((at): Cell => {
        number += 1;
        return { step, fault, at, number };
      }),
    ),
  );
}

function groupedBySteps(cells: readonly Cell[]): Map<Cell['step'], Cell[]> {
  const groups = new Map<Cell['step'], Cell[]>();
  for (const cell of cells) groups.set(cell.step, [...(groups.get(cell.step) ?? []), cell]);
  return groups;
}

/** A fixed part of them: some of each step's, whose faults move on from step to step. */
function sampled(cells: readonly Cell[]): Cell[] {
  const ofSteps = [...groupedBySteps(cells).values()];
  return Array.from({ length: SAMPLE }, (_, index) => {
    const own = ofSteps[index % ofSteps.length] ?? [];
    return own[(index * 7) % own.length];
  }).filter((cell) => cell !== undefined);
}

/** Part of the name of the cells to run alone: `update_contact on highlevel, 404`. */
const only = process.env['FAULTS_ONLY'];

/** Of a cell that never ends Jest tells nothing but that. */
let running = '';
afterEach(() => {
  if (running) process.stderr.write(`Never ended: ${running}\n`);
});

describe('a step whose server has a bad day', () => {
  it('says what happened and what to do, and nothing that is secret', async () => {
    const unhandled: unknown[] = [];
    const onUnhandled = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', onUnhandled);
    const bad: string[] = [];
    const used = new Set<Exception>();
    const figures: Record<string, { cells: number; good: number; secrets: number }> = {};
    const ways: Record<string, Record<string, number>> = {};
    const found = await withLoggedZ(CONNECTION_SECRETS, async (core) => {
      const { store } = sandboxOf('chatwoot');
      const needles = needlesOf(secretsOf(store as Store));
      const usual: Undisturbed[] = [];
      const told: string[] = [];
      for (const step of await faultSteps()) {
        const run = await undisturbed(step, core);
        if (run.requests.length > 0) usual.push(run);
        const { how, text, given } = run.outcome;
        if (how !== 'done') told.push(`${step.name}, undisturbed: ${how} ${text}`);
        for (const [where, what] of [
          ['gives', JSON.stringify(given ?? '')],
          ['logs', run.logged],
        ] as const) {
          const secrets = secretsIn(what, needles);
          if (secrets.length > 0)
            told.push(`${step.name}, undisturbed, ${where} ${secrets.join(', ')}`);
        }
      }
      const cells = allCells(usual);
      const chosen = only
        ? cells.filter(({ step, fault }) => `${step.name}, ${fault}`.includes(only))
        : isThorough
          ? cells
          : sampled(cells);
      const byStep = new Map(usual.map((one) => [one.step, one]));
      const usualOf = ({ step }: Cell): Undisturbed => {
        const one = byStep.get(step);
        if (!one) throw new Error(`${step.name} never ran`);
        return one;
      };
      for (const cell of chosen) {
        running = `${cell.step.name}, ${cell.fault}`;
        const seen = await runCell(cell, usualOf(cell), core, server);
        running = '';
        const wrong = wrongWith(seen, needles, EXCEPTIONS, used);
        const { requests } = usualOf(cell);
        const row = (figures[cell.fault] ??= { cells: 0, good: 0, secrets: 0 });
        row.cells += 1;
        row.good += wrong.length === 0 ? 1 : 0;
        row.secrets += wrong.some((one) => one.startsWith('secrets')) ? 1 : 0;
        const way = (ways[cell.fault] ??= {});
        way[seen.how] = (way[seen.how] ?? 0) + 1;
        if (wrong.length > 0) {
          const where = `request ${cell.at + 1} of ${requests.length}`;
          bad.push(
            `${cell.step.name}, ${cell.fault}, ${where}: ${wrong.join('; ')} | ${seen.text}`,
          );
        }
      }
      const met = new Set(chosen.map(({ step }) => step));
      const unmet = usual.filter(({ step }) => !met.has(step)).map(({ step }) => step.name);
      return { told, unmet, cells: chosen.length, all: cells.length };
    });
    process.off('unhandledRejection', onUnhandled);
    if (reportPath)
      writeFileSync(reportPath, JSON.stringify({ figures, ways, bad, ...found }, null, 1));
    expect(found.told).toEqual([]);
    expect(bad).toEqual([]);
    expect(unhandled).toEqual([]);
    if (only) return;
    expect(found.unmet).toEqual([]);
    expect(Object.keys(figures).toSorted()).toEqual(faultNames.toSorted());
    expect(found.cells).toBeGreaterThanOrEqual(SAMPLE);
    const unused = EXCEPTIONS.filter((one) => !used.has(one)).map(({ reason }) => reason);
    if (isThorough) expect(unused).toEqual([]);
  });
});
