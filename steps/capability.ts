import type { Problem } from '../http/problem.js';
import {
  capabilities,
  offersIn,
  type Capability,
  type Need,
  type PartOf,
} from '../platforms/contract/offers.js';
import type { List } from '../platforms/contract/form.js';
import type { ListKey } from '../platforms/contract/list.js';
import type { Operation, Operations } from '../platforms/contract/operations.js';
import type { ConnectedPlatform, Platform } from '../platforms/contract/platform.js';
import { byHand, capabilityProblems } from './problems.js';

/** Whether a platform has what a step needs; a step that needs nothing works on all. No connection is needed. */
export function isOffered({ offers }: Platform, needs: Need | undefined): boolean {
  return needs === undefined || offers.has(needs);
}

/**
 * What the user reads, in a step's form as in its run, where the connected platform hasn't what it needs.
 * @returns undefined where the platform has it
 */
export function lackOf(platform: ConnectedPlatform, needs: Need): Problem | undefined {
  return offersIn(platform).has(needs) ? undefined : lacking(platform, needs);
}

/** The part of the platform that does what not every platform can. @throws Problem when it lacks it */
export function needed<Name extends Capability>(
  platform: ConnectedPlatform,
  name: Name,
): PartOf<Name> {
  const part = capabilities[name](platform);
  if (part === undefined) throw lacking(platform, name);
  return part as PartOf<Name>;
}

/** What runs an operation. @throws Problem on platforms that haven't it in their catalogue */
export function neededOperation(platform: ConnectedPlatform, operation: Operation): Operations {
  const { operations } = platform;
  if (!operations?.catalogue.includes(operation)) throw lacking(platform, operation);
  return operations;
}

/** A list for a dropdown. @throws Problem when the platform has no such list */
export function neededList(platform: ConnectedPlatform, key: ListKey): List {
  const list = platform.lists[key];
  if (!list) throw lacking(platform, key);
  return list;
}

function lacking({ name, instead }: ConnectedPlatform, needs: Need): Problem {
  if (typeof needs !== 'string') {
    const other = instead.operations?.[needs.noun] ?? byHand(name);
    return capabilityProblems.noOperation(name, needs.label, other);
  }
  return isList(needs)
    ? capabilityProblems.noList(name)
    : capabilityProblems.noPart(name, needs, instead[needs] ?? byHand(name));
}

function isList(needs: Exclude<Need, Operation>): needs is ListKey {
  return needs.startsWith('list_');
}
