import { suite } from '../helpers/running/suite.js';

suite('conformance', 'live');
