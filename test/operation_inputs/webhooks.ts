import type { Store } from '../../sandbox/chatwoot/store.js';
import type { OperationInputs } from '../helpers/running/operation_inputs.js';

const withWebhooks = (store: Store): void => {
  store.webhooks = [1, 2].map((id) => ({
    id,
    account_id: 1,
    inbox_id: null,
    name: `Listener ${id}`,
    url: `https://hooks.example.com/${id}`,
    subscriptions: ['contact_created'],
    secret: 'Rt6yU8iO0pLk',
  }));
};

const changes = {
  url: 'https://hooks.example.com/new',
  name: 'New',
  subscriptions: ['message_created', 'conversation_typing_on'],
};

export const webhooks: OperationInputs = {
  find_webhook: {
    since: { full: '4.8' },
    prepare: withWebhooks,
    minimal: {},
    full: { webhook: '2', url: 'hooks.example', name: 'listen' },
    unknown: { webhook: '99' },
    gives: { id: '2', url: 'https://hooks.example.com/2', subscriptions: ['contact_created'] },
  },
  create_webhook: {
    since: { full: '4.8' },
    prepare: withWebhooks,
    minimal: { url: 'https://hooks.example.com/other' },
    full: changes,
    gives: changes,
  },
  update_webhook: {
    since: { minimal: '4.8', full: '4.8' },
    prepare: withWebhooks,
    minimal: { webhook: '1', name: 'Other' },
    full: { webhook: '1', ...changes },
    unknown: { webhook: '99', name: 'Other' },
    gives: { id: '1', ...changes },
  },
  delete_webhook: {
    prepare: withWebhooks,
    minimal: { webhook: '2' },
    full: { webhook: '1' },
    unknown: { webhook: '99' },
    gives: { id: '1', deleted: true },
    leaves: (store) => expect(store.webhooks.map(({ id }) => id)).toEqual([2]),
  },
};
