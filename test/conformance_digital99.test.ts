import { conforms } from './conformance/index.js';
import { chatwoot } from './conformance/harness/chatwoot.js';

conforms(chatwoot('99digital'));
