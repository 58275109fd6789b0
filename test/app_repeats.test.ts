// Loads zapier-platform-core with nock. Each such file pays half a second for it, and core ends the process of a
// file with more than 250 runs once it is large: hence few files, but not one.
import './app/repeats.js';

jest.mock('node:timers/promises', () => ({
  ...jest.requireActual<typeof import('node:timers/promises')>('node:timers/promises'),
  // What waits for a server's limit to pass needn't wait in a test.
  setTimeout: () => Promise.resolve(),
}));
