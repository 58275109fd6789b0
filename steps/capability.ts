import type { InputField } from '../platforms/contract/form.js';
import type { ConnectedPlatform, Lacking } from '../platforms/contract/platform.js';
import { capabilityProblems } from './problems.js';

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
  if (capability === undefined) throw capabilityProblems.noStep(platform.name, what);
  return capability;
}

/**
 * Something not every platform can trigger on.
 * @param lacking names it among the platform's hints for what to do instead
 * @param what completes "… does not tell of", such as `new messages`
 * @throws Problem when the connected platform lacks it
 */
export function neededTrigger<Capability>(
  platform: ConnectedPlatform,
  capability: Capability | undefined,
  lacking: Lacking,
  what: string,
): Capability {
  if (capability === undefined) {
    throw capabilityProblems.noTrigger(platform.name, what, platform.instead[lacking]);
  }
  return capability;
}

/** What a platform can't trigger on as a notice in the step's form, so that the user needn't run it to know. */
export function triggerNotice(
  platform: ConnectedPlatform,
  lacking: Lacking,
  what: string,
): InputField {
  return {
    key: 'notice',
    label: 'Not Available Here',
    type: 'copy',
    helpText: capabilityProblems.noTrigger(platform.name, what, platform.instead[lacking]).message,
  };
}
