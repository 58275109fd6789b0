import type { Bundle, ZObject } from 'zapier-platform-core';
import { withoutBlanks } from '../http/blanks.js';
import { toZapierError } from '../http/zapier_error.js';
import { readConnection } from './connection.js';
import { platforms } from './list.js';
import type { ConnectedPlatform, FieldMeta } from './platform.js';
import { connectionProblems } from './problems.js';

/** What a step's run knows besides its input. */
export interface RunMeta {
  /** What the editor remembered about the step's fields. */
  fieldMeta: FieldMeta;
  /** Page of a dropdown, from 1. */
  page: number;
}

/**
 * The platform of a run's connection.
 * @throws Problem when the connection form isn't complete
 */
export function connect(z: ZObject, authData: Bundle['authData']): ConnectedPlatform {
  const connection = readConnection(authData);
  const platform = platforms.find(({ key }) => key === connection.platform);
  if (!platform) {
    const known = platforms.map(({ label }) => label);
    throw connectionProblems.unknownPlatform(connection.platform, known);
  }
  return platform.connect(z, connection);
}

/**
 * Makes a function Zapier can call out of one that works with a platform and the filled input fields.
 * Every failure leaves through here as an error Zapier acts on.
 */
export function onPlatform<Result>(
  run: (
    platform: ConnectedPlatform,
    input: Record<string, unknown>,
    meta: RunMeta,
  ) => Promise<Result>,
): (z: ZObject, bundle: Bundle) => Promise<Result> {
  return async (z, bundle) => {
    // In tests and in the CLI's `invoke` parts of the bundle are missing.
    const { authData, inputData, meta } = bundle as Partial<Bundle>;
    const { inputFields, paging_token } = (meta ?? {}) as Partial<Bundle['meta']>;
    try {
      return await run(connect(z, authData ?? {}), withoutBlanks(inputData ?? {}), {
        fieldMeta: inputFields ?? {},
        page: Number(paging_token) || 1,
      });
    } catch (failure) {
      throw toZapierError(z, failure);
    }
  };
}
