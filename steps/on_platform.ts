import type { Bundle, ZObject } from 'zapier-platform-core';
import { withoutBlanks } from '../http/blanks.js';
import { isRecord } from '../http/body.js';
import { toZapierError } from '../http/zapier_error.js';
import { memoryOf, type Memory } from '../platforms/toolkit/cache.js';
import type { Connection } from '../platforms/contract/connection.js';
import { readConnection } from './connection.js';
import type { Delivery } from '../platforms/contract/events.js';
import type { FieldMeta } from '../platforms/contract/form.js';
import { brand } from '../brands/current.js';
import type { ConnectedPlatform, Platform } from '../platforms/contract/platform.js';
import { connectionProblems } from '../platforms/toolkit/problems.js';
import type { ReadMode } from './polling/read_pages.js';
import { systemClock, type Clock } from './rows/clock.js';
import { keptCache } from './rows/kept_cache.js';
import { newLine, type Line } from './rows/line.js';
import { RUN_SECONDS } from '../platforms/toolkit/wire.js';
import { storableRecord } from '../platforms/toolkit/values/storable.js';
import { toText } from '../platforms/toolkit/values/index.js';

/** What a step's run knows besides its input. */
export interface RunMeta {
  /** What the editor remembered about the step's fields. */
  fieldMeta: FieldMeta;
  /** Page of a dropdown, from 1. */
  page: number;
  /** Token of a search's page, as the page before gave it. */
  cursor: string | undefined;
  /** What a trigger is polled for. */
  mode: ReadMode;
  memory: Memory;
  /** Where Zapier wants an instant trigger's events. */
  targetUrl: string;
  /** What subscribing gave back. */
  subscription: Record<string, unknown>;
  /** The event that came in. */
  delivery: Delivery;
}

/** What a step does on its platform with the filled input fields. */
type Run<Result> = (
  platform: ConnectedPlatform,
  input: Record<string, unknown>,
  meta: RunMeta,
) => Promise<Result>;

/**
 * The platform of a run's connection.
 * @throws Problem when the connection form isn't complete
 */
function platformFor(connection: Connection): Platform {
  const { platforms } = brand;
  // The form of a brand with one platform doesn't ask which.
  const isOnly = connection.platform === '' && platforms.length === 1;
  const platform = platforms.find(({ key }) => isOnly || key === connection.platform);
  if (!platform) {
    const known = platforms.map(({ label }) => label);
    throw connectionProblems.unknownPlatform(connection.platform, known);
  }
  return platform;
}

/**
 * Makes a function Zapier can call out of one that works with a platform and the filled input fields.
 * Every failure leaves through here as an error Zapier acts on.
 */
export function onPlatform<Result>(
  run: Run<Result>,
): (z: ZObject, bundle: Bundle) => Promise<Result> {
  return onConnection((connection, z, input, meta) => {
    const platform = platformFor(connection).connect(z, connection);
    return run(platform, withoutBlanks(input), meta);
  });
}

/** What a run that sends many requests knows besides. */
interface Turn {
  line: Line;
  /** The input with its blanks: of line items the place counts. */
  given: Record<string, unknown>;
}

/** What a step that sends many requests does, with the line in which they wait for their turn. */
type RunInTurn<Result> = (
  platform: ConnectedPlatform,
  input: Record<string, unknown>,
  meta: RunMeta & Turn,
) => Promise<Result>;

/**
 * The same for a step that sends many requests, at the platform's pace.
 * @param clock what the run is timed by
 */
export function onPlatformInTurn<Result>(
  run: RunInTurn<Result>,
  clock: Clock = systemClock,
): (z: ZObject, bundle: Bundle) => Promise<Result> {
  return onConnection((connection, z, input, meta) => {
    const platform = platformFor(connection);
    const line = newLine(platform.pace, clock, clock.now() + RUN_SECONDS * 1000);
    const host = { ...z, cache: keptCache(z.cache), turn: () => line.turn() };
    return run(platform.connect(host, connection), withoutBlanks(input), {
      ...meta,
      line,
      given: input,
    });
  });
}

function onConnection<Result>(
  run: (
    connection: Connection,
    z: ZObject,
    input: Record<string, unknown>,
    meta: RunMeta,
  ) => Promise<Result>,
): (z: ZObject, bundle: Bundle) => Promise<Result> {
  return async (z, bundle) => {
    // In tests and in the CLI's `invoke` parts of the bundle are missing.
    const { authData = {}, inputData = {} } = bundle as Partial<Bundle>;
    try {
      const connection = readConnection(authData);
      const meta = { ...readMeta(bundle), memory: memoryOf(z, connection) };
      return await run(connection, z, storableRecord(inputData), meta);
    } catch (failure) {
      throw toZapierError(z, failure);
    }
  };
}

/**
 * Makes a function for what fills a form: its fields, its dropdowns. What is mapped from other steps may stand in
 * the input as `{{…}}` still, which no platform is to be asked for: such values count as blank.
 */
export function onForm<Result>(run: Run<Result>): (z: ZObject, bundle: Bundle) => Promise<Result> {
  return onPlatform((platform, input, meta) => run(platform, withoutUnresolved(input), meta));
}

function withoutUnresolved(input: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input).filter(([, value]) => !toText(value).includes('{{')),
  );
}

function readMeta(bundle: Partial<Bundle>): Omit<RunMeta, 'memory'> {
  const meta: Partial<Bundle['meta']> = bundle.meta ?? {};
  const { inputFields, paging_token, page = 0, isLoadingSample, isPopulatingDedupe } = meta;
  const { headers = {}, content = '' } = bundle.rawRequest ?? {};
  const modeOfPoll = isPopulatingDedupe ? 'populate' : 'poll';
  return {
    fieldMeta: inputFields ?? {},
    // Dropdowns of functions get a token, those of hidden triggers a number that begins at 0.
    page: Number(paging_token) || page + 1,
    cursor: paging_token,
    mode: isLoadingSample ? 'sample' : modeOfPoll,
    targetUrl: bundle.targetUrl ?? '',
    subscription: isRecord(bundle.subscribeData) ? bundle.subscribeData : {},
    delivery: { headers, body: content },
  };
}
