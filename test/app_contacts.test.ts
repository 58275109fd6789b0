// Loads zapier-platform-core with nock. Each such file pays half a second for it, and core ends the process of a
// file with more than 250 runs once it is large: hence few files, but not one.
import nock from 'nock';
import './app/attributes.js';
import './app/labels.js';
import './app/not_stored.js';

// Node's own http module is shared by all files of a Jest worker, and nock has patched it.
afterAll(() => nock.restore());
