import { conforms } from './index.js';
import { chatwoot } from './harness/chatwoot.js';

conforms(chatwoot('99digital'));
