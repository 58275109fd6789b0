import { conforms } from './index.js';
import { vixiees } from './harness/vixiees.js';

conforms(vixiees);
