import { scenarios } from '../scenarios/index.js';
import { describeOnSandbox, oldest } from './on_sandbox.js';

describeOnSandbox(oldest, scenarios);
