import { suite } from '../helpers/running/suite.js';

suite('live');
