import { keys, locationId, startHighlevelSandbox } from '../../../sandbox/highlevel/index.js';
import { highlevelInputs } from '../../operation_inputs/highlevel.js';
import type { Harness } from '../harness.js';

export const highlevel: Harness = {
  platform: 'highlevel',
  unknownId: 'nobodyHere0000000001',
  firstName: { input: 'first_name', stored: 'firstName' },
  clear: { input: 'city', stored: 'city', value: 'Austin' },
  conversation: {},
  message: { channel: 'SMS', message: 'Hello' },
  operationInput: (key) => highlevelInputs[key]?.full,
  deadKey: {
    status: 401,
    body: '{"statusCode":401,"message":"Invalid Private Integration token"}',
  },
  missingRight: {
    status: 401,
    body: '{"statusCode":401,"message":"The token is not authorized for this scope."}',
  },
  async start() {
    const sandbox = await startHighlevelSandbox();
    const { store } = sandbox;
    return {
      authData: {
        platform: 'highlevel',
        apiKey: keys.all,
        baseUrl: sandbox.url,
        accountId: locationId,
      },
      requests: sandbox.requests,
      reset: () => {
        sandbox.reset();
        store.rateLimit.max = 1000;
      },
      close: () => sandbox.close(),
      arrive: ({ email, phone, first_name: firstName, labels = [] }, at) =>
        store.addContact({ email, phone, firstName, tags: labels, dateAdded: at.toISOString() }).id,
      stored: (id) => {
        const found = store.contacts.get(id);
        return found && { ...structuredClone(found), dateUpdated: undefined };
      },
      labels: (id) => store.contacts.get(id)?.tags ?? [],
      fail: (answer) => {
        sandbox.fail({ ...answer, headers: { 'content-type': 'application/json' } });
      },
      loseNext: () => {
        sandbox.fail({
          method: 'POST',
          path: /contacts\/$/,
          afterwards: true,
          connection: 'reset',
        });
      },
    };
  },
};
