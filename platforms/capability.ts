import type { ConnectedPlatform } from './platform.js';
import { contactProblems } from './problems.js';

/**
 * Something not every platform can do.
 * @param what completes "… cannot", such as `merge contacts`
 * @throws Problem when the connected platform lacks it
 */
export function needed<Capability>(
  platform: ConnectedPlatform,
  capability: Capability | undefined,
  what: string,
): Capability {
  if (capability === undefined) throw contactProblems.cannot(platform.name, what);
  return capability;
}
