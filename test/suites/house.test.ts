import { suite } from '../helpers/running/suite.js';

suite('brands', 'fields', 'scripts');
