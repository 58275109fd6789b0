import { createHmac } from 'node:crypto';
import { seeded } from '../../sandbox/chatwoot/index.js';
import type { OperationInputs } from '../helpers/running/operation_inputs.js';

const key = 'none';
const { apiInbox, secureApiInbox } = seeded;
const inbox = apiInbox.inbox_identifier;

export const clientApi: OperationInputs = {
  find_api_inbox: {
    key,
    minimal: { inbox },
    full: { inbox },
    unknown: { inbox: 'nope' },
    gives: { id: inbox, name: 'Acme App', timezone: 'UTC', identity_validation_enabled: false },
  },
  find_inbox_contact: {
    key,
    minimal: { inbox, contact_identifier: apiInbox.source_id },
    // This inbox answers nobody without a right hash.
    full: {
      inbox: secureApiInbox.inbox_identifier,
      contact_identifier: secureApiInbox.source_id,
      external_id: 'secure-8',
      identifier_hash: createHmac('sha256', secureApiInbox.hmac_token)
        .update('secure-8')
        .digest('hex'),
    },
    unknown: { inbox, contact_identifier: 'nope' },
    gives: { id: '8', source_id: secureApiInbox.source_id },
  },
  find_csat_survey: {
    key,
    minimal: { conversation_uuid: '8c1e7d52-3b6f-4a09-b1c4-5d2e9f7a6b38' },
    full: { conversation_uuid: '8c1e7d52-3b6f-4a09-b1c4-5d2e9f7a6b38' },
    unknown: { conversation_uuid: 'nope' },
    gives: { id: '12', inbox_name: 'Acme Locked App', display_type: 'emoji' },
  },
};
