import { scenarios } from '../scenarios/index.js';
import { describeOnSandbox, newest } from './on_sandbox.js';

describeOnSandbox(newest, scenarios);
