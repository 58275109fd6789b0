import { operationInputs } from '../../operation_inputs/index.js';
import { catalogueScenarios } from '../catalogue/index.js';
import { describeOnSandbox, newest } from './on_sandbox.js';

describeOnSandbox(newest, catalogueScenarios(operationInputs));
