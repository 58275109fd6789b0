import { conforms } from './conformance/index.js';
import { vixiees } from './conformance/harness/vixiees.js';

conforms(vixiees);
