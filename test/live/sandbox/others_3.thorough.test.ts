import { scenarios } from '../scenarios/index.js';
import { describeOnSandbox, others } from './on_sandbox.js';

const dependent = scenarios.filter(({ everyRelease }) => everyRelease);

for (const release of others.slice(4)) describeOnSandbox(release, dependent);
