import Table from 'cli-table3';
import { isThorough } from '../../helpers/thorough.js';
import { randomOf, seed } from './random.js';
import { simulate } from './simulator.js';
import type { Goal, Tally, Trial } from './trial.js';

/**
 * Short in `npm test`; in `npm run thorough` each platform gets 20,000 records and 2,000 polls, in two ways of reading
 * or more. POLLS and INSERTS say something else.
 */
const goal: Goal = {
  polls: Number(process.env['POLLS'] ?? (isThorough ? 1000 : 16)),
  inserts: Number(process.env['INSERTS'] ?? (isThorough ? 10_000 : 80)),
};
/** An idle poll's answer must be smaller, wherever the app decides how many records a page has. */
const IDLE_BYTES = 64 * 1024;

const HEAD = [
  'trigger',
  'platform',
  'inserted',
  'delivered',
  'missed',
  'twice',
  'stray',
  'polls',
  'in core',
  'requests',
  'faults',
  'requests per idle poll',
  'largest idle answer',
];

export interface Row {
  trial: Trial;
  tally: Tally;
}

/**
 * Plays one trigger to the goal, and checks that every Zap got everything once.
 * @param rows gets the trial's line, also when the check fails
 */
export async function prove(trial: Trial, rows: Row[]): Promise<void> {
  const own = goalOf(trial);
  const tally = await simulate(trial, own, randomOf(seed));
  rows.push({ trial, tally });
  const { examples, missed, twice, stray, idleRequests, idleBytes, idlePolls } = tally;
  expect({ examples, missed, twice, stray }).toEqual({
    examples: [],
    missed: 0,
    twice: 0,
    stray: 0,
  });
  expect(tally.inserted).toBeGreaterThanOrEqual(own.inserts);
  expect(tally.polls).toBeGreaterThanOrEqual(own.polls);
  expect(tally.inCore).toBeGreaterThanOrEqual(Math.min(own.polls / 25, 45));
  expect(tally.faults).toBeGreaterThan(tally.polls / 20);
  expect(idlePolls).toBeGreaterThan(tally.polls / 50);
  expect(idleRequests).toBe(1);
  if (!trial.fixedPage) expect(idleBytes).toBeLessThan(IDLE_BYTES);
}

function goalOf({ isVariant }: Trial): Goal {
  const parts = isVariant && isThorough ? 4 : 1;
  return { polls: goal.polls / parts, inserts: goal.inserts / parts };
}

/** Prints the trials as one table, past Jest's own frame around `console.log`. */
export function printTable(rows: readonly Row[]): void {
  const table = new Table({ head: HEAD, style: { head: [], border: [] } });
  for (const { trial, tally } of rows) {
    table.push([
      trial.trigger.key,
      trial.platform,
      tally.inserted,
      tally.delivered,
      tally.missed,
      tally.twice,
      tally.stray,
      tally.polls,
      tally.inCore,
      tally.requests,
      tally.faults,
      tally.idleRequests,
      `${(tally.idleBytes / 1024).toFixed(1)} kB`,
    ]);
  }
  const note = 'Three Zaps each, "delivered" is their sum; repeat with';
  process.stdout.write(`${note} SEED=${seed}\n${table.toString()}\n`);
}
