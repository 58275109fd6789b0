import { keys, startChatwootSandbox } from '../../../sandbox/chatwoot/index.js';
import { operationInputs } from '../../operation_inputs/index.js';
import type { Harness } from '../harness.js';

const ACCOUNT = 1;

/** The harness of one of the platforms that are Chatwoot. @param platform its key */
export function chatwoot(platform: string): Harness {
  return {
    platform,
    unknownId: '987654',
    firstName: { input: 'name', stored: 'name' },
    clear: {
      input: 'city',
      stored: 'additional_attributes.city',
      value: 'Haifa',
    },
    conversation: { inbox: '1', source_id: 'app-1' },
    deadKey: { status: 401, body: '{"error":"Invalid Access Token"}' },
    missingRight: { status: 401, body: '{"error":"You are not authorized to do this action"}' },
    operationInput: (key) => operationInputs[key]?.full,
    async start() {
      const sandbox = await startChatwootSandbox();
      const { store } = sandbox;
      return {
        authData: {
          platform,
          apiKey: keys.administrator,
          baseUrl: sandbox.url,
          accountId: String(ACCOUNT),
        },
        requests: sandbox.requests,
        reset: () => {
          sandbox.reset();
          sandbox.clearFaults();
          sandbox.requests.length = 0;
        },
        close: () => sandbox.close(),
        arrive: ({ email, phone, first_name: name, labels = [] }, at) => {
          const contact = { email, phone_number: phone, name, labels, created_at: at };
          return String(store.addContact(ACCOUNT, contact).id);
        },
        stored: (id) => {
          const found = store.contact(ACCOUNT, Number(id));
          return found && { ...structuredClone(found), updated_at: undefined };
        },
        labels: (id) => store.contact(ACCOUNT, Number(id))?.labels ?? [],
        fail: (answer) => {
          sandbox.fail({ ...answer, headers: { 'content-type': 'application/json' } });
        },
        loseNext: () => {
          sandbox.fail({
            method: 'POST',
            path: /contacts$/,
            afterwards: true,
            connection: 'reset',
          });
        },
      };
    },
  };
}
