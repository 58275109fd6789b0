import { operationInputs } from '../../operation_inputs/index.js';
import { sampleOf } from '../../helpers/thorough.js';
import type { Scenario } from '../scenario.js';
import { allScenarios, scenarios } from '../scenarios/index.js';
import { describeOnSandbox, newest, oldest, others } from './on_sandbox.js';

// The other files, which `npm run thorough` runs, try all of what this one tries a sample of.

const dependent = scenarios.filter(({ everyRelease }) => everyRelease);

const isOperation = ({ name }: Scenario): boolean => name.startsWith('operation: ');
const all = allScenarios(operationInputs);
describeOnSandbox(newest, [
  ...sampleOf(
    all.filter((scenario) => !isOperation(scenario)),
    5,
  ),
  // More of them than a sandbox takes in a minute have a file of their own.
  ...all.filter(isOperation).filter((_scenario, index) => index % 40 === 0),
]);

// Each release has scenarios of its own, and all of them together have all.
const olderOrFaulty = [oldest, ...others];
for (const [index, release] of olderOrFaulty.entries()) {
  const share = dependent.filter((_scenario, at) => at % olderOrFaulty.length === index);
  describeOnSandbox(release, share);
}
