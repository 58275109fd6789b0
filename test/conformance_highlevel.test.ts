import { conforms } from './conformance/index.js';
import { highlevel } from './conformance/harness/highlevel.js';

conforms(highlevel);
