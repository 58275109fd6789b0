import type { Platform } from '../../platforms/contract/platform.js';
import { platforms } from '../../platforms/index.js';

/** Makes it one of the app's platforms until the file that calls this is over; at once, since tests are made from them. */
export function withPlatform(platform: Platform): void {
  platforms.push(platform);
  afterAll(() => {
    platforms.splice(platforms.indexOf(platform), 1);
  });
}
