import { describeOnSandbox } from './on_sandbox.js';
import { scenarios } from './scenarios/index.js';

describeOnSandbox('3.5', scenarios);
