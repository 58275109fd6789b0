import { operationInputs } from '../operation_inputs/index.js';
import { catalogueScenarios } from './catalogue/index.js';
import { describeOnSandbox } from './on_sandbox.js';

describeOnSandbox('4.15', catalogueScenarios(operationInputs));
