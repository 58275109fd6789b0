import { operationInputs } from '../../operation_inputs/index.js';
import { catalogueScenarios } from '../catalogue/index.js';
import { describeOnSandbox, newest } from './on_sandbox.js';

const catalogue = catalogueScenarios(operationInputs);

describeOnSandbox(newest, catalogue);

const ofEnterprise = catalogue.filter(({ name }) => /audit_log|reporting_event/.test(name));
describeOnSandbox(newest, ofEnterprise, { edition: 'enterprise' });
