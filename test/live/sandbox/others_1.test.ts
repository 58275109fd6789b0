import { scenarios } from '../scenarios/index.js';
import { describeOnSandbox, othersOf } from './on_sandbox.js';

const dependent = scenarios.filter(({ everyRelease }) => everyRelease);

it('there are scenarios that depend on the release', () => {
  expect(dependent.length).toBeGreaterThan(0);
});

for (const release of othersOf(0)) describeOnSandbox(release, dependent);
