import type { ZObject } from 'zapier-platform-core';
import { readConnection } from '../../steps/connection.js';
import { platforms } from '../../platforms/index.js';
import type { ConnectedPlatform } from '../../platforms/contract/platform.js';
import { lightZ } from '../simulator/zapier/z.js';
import type { Harness } from './harness.js';

/** The platform's object, for what it has and hasn't: connecting sends nothing. */
export function connected({ platform: key }: Harness): ConnectedPlatform {
  const platform = platforms.find((one) => one.key === key);
  if (!platform) throw new Error(`there is no platform ${key}`);
  const z: ZObject = lightZ(
    () => undefined,
    () => undefined,
  ).z;
  const authData = { platform: key, apiKey: 'x', baseUrl: 'http://127.0.0.1:1', accountId: '1' };
  return platform.connect(z, readConnection(authData));
}

/** A test of something that not every platform has: where it is absent, the skipped test says what is. */
export function itWith(
  has: unknown,
  capability: string,
  title: string,
  test: () => Promise<void>,
): void {
  if (has === undefined) it.skip(`${title} (the platform has no ${capability})`, test);
  else it(title, test);
}
