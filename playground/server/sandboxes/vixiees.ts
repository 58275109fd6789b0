import { basePath, keys, startVixieesSandbox } from '../../../sandbox/vixiees/index.js';
import { nextPerson } from './people.js';
import type { RunningSandbox } from './kind.js';

export async function start(): Promise<RunningSandbox> {
  const sandbox = await startVixieesSandbox();
  return {
    authData: { platform: 'vixiees', apiKey: keys.account, baseUrl: sandbox.url + basePath },
    happen() {
      const { firstName, lastName, email, phone } = nextPerson();
      sandbox.store.addContact({ first_name: firstName, last_name: lastName, email, phone });
    },
    close: () => sandbox.close(),
  };
}
