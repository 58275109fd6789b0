/** Zapier polls each Zap every 1 to 15 minutes, whatever the plan. */
const SLOWEST_POLL_MS = 15 * 60_000;
/**
 * The lookback window: every poll gives all that is younger. Four polls, since the Zaps of a connection share
 * their state, and three of one Zap's polls in a row may fail.
 */
export const LOOKBACK_MS = 4 * SLOWEST_POLL_MS;
/** Checkpoints are kept at this distance, so that their list stays short however often Zaps poll. */
const CHECKPOINT_DISTANCE_MS = 3 * 60_000;
/** The coarsest clock that a feed's times come from. */
export const MOMENT_MS = 1000;

/** What a poll had seen that left nothing newer than the checkpoint before unread; epoch milliseconds. */
export interface Checkpoint {
  polledAt: number;
  /** From when on records may be new to it. */
  newestAt: number;
}

/**
 * How long Zaps have been polling between two polls. Time in which nobody polled counts as one poll: what
 * a Zap wasn't given before Zapier paused for hours, it must get now.
 */
export function pollingTime(from: number, to: number): number {
  return Math.min(to - from, SLOWEST_POLL_MS);
}

/** Before this time no record is wanted that Zapier wasn't given. */
export function wantedSince(checkpoints: readonly Checkpoint[], now: number): number {
  const settled = checkpoints[lastSettled(checkpoints, now)];
  if (settled) return Math.min(now - LOOKBACK_MS, settled.newestAt);
  return (checkpoints[0]?.polledAt ?? now) - LOOKBACK_MS;
}

/** The checkpoints with a new one: of those before the window only the last is needed, the others stand apart. */
export function checkpointsAfter(
  checkpoints: readonly Checkpoint[],
  { polledAt, newestAt }: Checkpoint,
): Checkpoint[] {
  const last = checkpoints.at(-1);
  if (!last) return [firstCheckpoint({ polledAt, newestAt })];
  if (polledAt - last.polledAt < CHECKPOINT_DISTANCE_MS) return [...checkpoints];
  const needed = checkpoints.slice(Math.max(lastSettled(checkpoints, polledAt), 0));
  return [...needed, { polledAt, newestAt: newestAfter(last.newestAt, newestAt) }];
}

/**
 * The checkpoints where a poll is the first that read whole what others had to leave. Theirs were none, after
 * all: the window in which all polls hand it over begins now.
 * @param left since when polls had to leave it, and how far back it reaches; epoch milliseconds
 */
export function checkpointsAnew(
  checkpoints: readonly Checkpoint[],
  checkpoint: Checkpoint,
  { begunAt, since }: { begunAt: number; since: number },
): Checkpoint[] {
  const before = checkpoints.filter(({ polledAt }) => polledAt < begunAt);
  // Settled or not, this one says that all since then is wanted.
  const first: Checkpoint = { polledAt: since + LOOKBACK_MS, newestAt: since };
  return checkpointsAfter(before.length > 0 ? before : [first], checkpoint);
}

/** Whether no Zap of the connection has polled for so long that none can be on. */
export function isAbandoned(lastPolledAt: number, now: number): boolean {
  return now - lastPolledAt > LOOKBACK_MS;
}

/** The last checkpoint from before the window; -1 for none. */
function lastSettled(checkpoints: readonly Checkpoint[], now: number): number {
  let age = 0;
  let next = now;
  return checkpoints.findLastIndex(({ polledAt }) => {
    age += pollingTime(polledAt, next);
    next = polledAt;
    return age >= LOOKBACK_MS;
  });
}

/**
 * Nothing comes any more within a moment from before the window. A Zap that was switched on since may know
 * only some of its records: without this it would be given the rest of an old import an hour later.
 */
function firstCheckpoint({ polledAt, newestAt }: Checkpoint): Checkpoint {
  const isOld = newestAt < polledAt - LOOKBACK_MS;
  return { polledAt, newestAt: isOld ? newestAt + MOMENT_MS : newestAt };
}

/**
 * Minutes later no record can have come within the moment of the newest, so that hundreds which share it
 * (an import) aren't read by every poll until something else happens.
 */
function newestAfter(before: number, newest: number): number {
  return newest > before ? newest : Math.max(before, newest + MOMENT_MS);
}
