import type { Sandbox } from '../../../sandbox/server.js';
import { stopClock } from './clock.js';
import { printTable, prove, type Row } from './report.js';
import type { Trial } from './trial.js';

/** Where the trials of a file are played. */
interface Stage<Server extends Sandbox> {
  platform: string;
  start: () => Promise<Server>;
  authData: (server: Server) => Record<string, string>;
  /** Brings the server to where a trial begins. */
  reset: (server: Server) => void;
}

/**
 * A server for the trials of a file, on a clock that stands still; their table is printed in the end.
 * @returns the function that plays a trial
 */
export function stage<Server extends Sandbox>({
  platform,
  start,
  authData,
  reset,
}: Stage<Server>): (
  trialOn: (server: Server) => Omit<Trial, 'platform' | 'authData' | 'sandbox'>,
) => Promise<void> {
  // However long it takes: `npm run thorough` is long.
  jest.setTimeout(3_600_000);
  const rows: Row[] = [];
  let sandbox: Server;
  beforeAll(async () => {
    stopClock(Date.parse('2026-03-02T08:00:00.000Z'));
    sandbox = await start();
  });
  beforeEach(() => reset(sandbox));
  afterAll(async () => {
    jest.useRealTimers();
    await sandbox.close();
    printTable(rows);
  });
  return (trialOn) =>
    prove({ ...trialOn(sandbox), platform, authData: authData(sandbox), sandbox }, rows);
}
