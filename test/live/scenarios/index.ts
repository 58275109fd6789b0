import type { OperationInputs } from '../../helpers/running/operation_inputs.js';
import { catalogueScenarios } from '../catalogue/index.js';
import type { Scenario } from '../scenario.js';
import { apiInboxes } from './api_inboxes.js';
import { connection } from './connection.js';
import { contacts } from './contacts.js';
import { conversations } from './conversations.js';
import { labelsAndAttributes } from './labels_and_attributes.js';
import { limits } from './limits.js';
import { serverWays } from './server_ways.js';
import { triggers } from './triggers.js';

/** All but those of the catalogue. */
export const scenarios: readonly Scenario[] = [
  ...connection,
  ...contacts,
  ...labelsAndAttributes,
  ...apiInboxes,
  ...conversations,
  ...serverWays,
  ...triggers,
  ...limits,
];

/**
 * All of them, in the order in which they run: the catalogue's steps rename account and people, and at the end
 * the account can't search any more.
 */
export function allScenarios(inputs: OperationInputs): Scenario[] {
  const before = scenarios.filter((scenario) => !limits.includes(scenario));
  return [...before, ...catalogueScenarios(inputs), ...limits];
}
