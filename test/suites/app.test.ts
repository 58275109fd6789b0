import { suite } from '../helpers/running/suite.js';

suite('authentication.test.ts', 'entry.test.ts', 'texts.test.ts', 'whole_app.test.ts');
