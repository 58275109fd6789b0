import { keys, locationId, startHighlevelSandbox } from '../../../sandbox/highlevel/index.js';
import { highlevelInputs } from '../../operation_inputs/highlevel.js';
import type { HighlevelStore } from '../../../sandbox/highlevel/store.js';
import type { Harness } from '../harness.js';

const NOON = '2026-01-06T12:00:00.000Z';

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
        owned(
          store,
          store.addContact({ email, phone, firstName, tags: labels, dateAdded: at.toISOString() })
            .id,
        ),
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

/** Gives a contact the task, the note and the appointment that the inputs of the operations name. */
function owned(store: HighlevelStore, contactId: string): string {
  for (const record of [...store.tasks, ...store.appointments]) record.contactId = contactId;
  const id = 'note0000000000000001';
  store.notes = [{ id, contactId, body: 'Called in the morning', pinned: false, dateAdded: NOON }];
  return contactId;
}
