import { keys, locationId, startHighlevelSandbox } from '../../../sandbox/highlevel/index.js';
import { nextPerson, nextPhone } from './people.js';
import { ARRIVES, MOVES, TAGGED, type RunningSandbox } from './kind.js';

const JANE = 'jane.doe@example.com';

export async function start(): Promise<RunningSandbox> {
  const sandbox = await startHighlevelSandbox();
  const { store, url } = sandbox;
  return {
    authData: { platform: 'highlevel', apiKey: keys.all, baseUrl: url, accountId: locationId },
    happen(event) {
      const jane = [...store.contacts.values()].find(({ email }) => email === JANE);
      if (event === ARRIVES.key) store.addContact(nextPerson());
      if (event === MOVES.key && jane) store.updateContact(jane, { phone: nextPhone() });
      if (event === TAGGED.key) store.addContact({ ...nextPerson(), tags: ['vip'] });
    },
    close: () => sandbox.close(),
  };
}
