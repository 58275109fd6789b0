import { acceptEmptyJson, answerErrors } from '../api_error.js';
import { type Sandbox, type SandboxOptions, startServer } from '../server.js';
import { addContactRoutes } from './contacts.js';
import { createGateway } from './gateway.js';
import { seed } from './seed.js';
import { VixieesStore } from './store.js';

export { basePath, keys } from './gateway.js';

export interface VixieesSandbox extends Sandbox {
  store: VixieesStore;
  /** Back to the seed and the default settings; forgets requests and faults. */
  reset(): void;
}

/** Starts the emulated Vixiees API; its paths begin at `url + basePath`. */
export async function startVixieesSandbox(options: SandboxOptions = {}): Promise<VixieesSandbox> {
  const store = new VixieesStore();
  seed(store);
  const sandbox = await startServer((app) => {
    acceptEmptyJson(app);
    answerErrors(app);
    addContactRoutes(createGateway(app, store), store);
  }, options);
  return {
    ...sandbox,
    store,
    reset() {
      store.clear();
      seed(store);
      sandbox.requests.length = 0;
      sandbox.clearFaults();
    },
  };
}
