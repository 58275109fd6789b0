import { suite } from '../helpers/running/suite.js';

suite(
  'platforms/toolkit',
  'platforms/vixiees',
  'platforms/hostile_answers.test.ts',
  'platforms/offers.test.ts',
  'platforms/parameters.test.ts',
);
