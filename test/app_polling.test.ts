// Loads zapier-platform-core with nock. Each such file pays half a second for it, and core ends the process of a
// file with more than 250 runs once it is large: hence few files, but not one.
import './app/polling.js';
