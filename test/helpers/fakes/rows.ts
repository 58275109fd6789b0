import { withoutBlanks } from '../../../http/blanks.js';
import { readRowsRequest } from '../../../fields/contact_rows.js';
import type { ConnectedPlatform } from '../../../platforms/contract/platform.js';
import { newLine } from '../../../steps/rows/line.js';
import type { Clock } from '../../../steps/rows/clock.js';
import { updateContacts, type RowsResult } from '../../../steps/update_contacts.js';

const RUN_MS = 28_000;

/** A clock that stands unless it is moved. */
export function standingClock(): Clock & { pass(milliseconds: number): void } {
  let now = 1_000_000;
  const pass = (milliseconds: number): void => {
    now += milliseconds;
  };
  return {
    now: () => now,
    pass,
    wait: (milliseconds) => {
      pass(milliseconds);
      return Promise.resolve();
    },
  };
}

/** Runs an Update Contacts step on a connected platform, one row at a time unless told. */
export async function runRows(
  platform: ConnectedPlatform,
  input: Record<string, unknown>,
  clock: Clock = standingClock(),
  atOnce = 1,
): Promise<RowsResult> {
  const pace = { requests: 1000, milliseconds: 1000, atOnce };
  const line = newLine(pace, clock, clock.now() + RUN_MS);
  return updateContacts(
    platform,
    line,
    readRowsRequest({ values: withoutBlanks(input), fieldMeta: {} }, input),
  );
}

/** How each row ended, in order: its outcome, and the reason where there is one. */
export function endsOf({ rows }: RowsResult): string[] {
  return rows.map(({ outcome, reason }) => [outcome, reason].filter(Boolean).join(': '));
}
