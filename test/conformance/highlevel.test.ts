import { conforms } from './index.js';
import { highlevel } from './harness/highlevel.js';

conforms(highlevel);
