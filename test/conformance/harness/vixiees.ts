import { basePath, keys, startVixieesSandbox } from '../../../sandbox/vixiees/index.js';
import type { Harness } from '../harness.js';

export const vixiees: Harness = {
  platform: 'vixiees',
  unknownId: '66b099999999999999999999',
  // A page holds a thousand.
  burst: 1100,
  firstName: { input: 'first_name', stored: 'first_name' },
  clear: { input: 'skills', stored: 'skills', value: ['sales'] },
  deadKey: { status: 401, body: '{"message":"unauthorized"}' },
  missingRight: { status: 403, body: '{"message":"forbidden"}' },
  async start() {
    const sandbox = await startVixieesSandbox();
    const { store } = sandbox;
    return {
      authData: {
        platform: 'vixiees',
        apiKey: keys.account,
        baseUrl: sandbox.url + basePath,
      },
      requests: sandbox.requests,
      reset: () => {
        sandbox.reset();
        store.rateLimit.burst = 1000;
      },
      close: () => sandbox.close(),
      arrive: (person, at) => {
        const { email, phone, first_name } = person;
        return store.addContact({ email, phone, first_name, created_at: at.toISOString() }).id;
      },
      stored: (id) => {
        const found = store.contacts.find((contact) => contact.id === id);
        return found && { ...structuredClone(found), updated_at: undefined };
      },
      labels: () => [],
      fail: (answer) => {
        sandbox.fail({ ...answer, headers: { 'content-type': 'application/json' } });
      },
      loseNext: () => {
        sandbox.fail({ method: 'POST', path: /contacts$/, afterwards: true, connection: 'reset' });
      },
    };
  },
};
