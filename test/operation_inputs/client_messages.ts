import { seeded } from '../../sandbox/chatwoot/index.js';
import type { OperationInputs } from '../helpers/running/operation_inputs.js';

const key = 'none';
/** Its three messages are 10, 11 and 12, a satisfaction survey. */
const locked = {
  inbox: seeded.lockedApiInbox.inbox_identifier,
  contact_identifier: seeded.lockedApiInbox.source_id,
  conversation: '6',
};

export const clientMessages: OperationInputs = {
  find_inbox_message: {
    key,
    minimal: locked,
    full: { ...locked, content: 'WELCOME', before: '12' },
    unknown: { ...locked, conversation: '1' },
    gives: {
      id: '11',
      content: 'You are welcome.',
      conversation_id: '6',
      created_at: expect.stringMatching(/^2026-02-12T/),
    },
  },
  create_inbox_message: {
    key,
    minimal: { ...locked, content: 'One more thing' },
    full: { ...locked, content: 'One more thing', echo_id: 'app-77' },
    unknown: { ...locked, conversation: '1', content: 'Hi' },
    gives: { content: 'One more thing', message_type: 0, conversation_id: '6' },
  },
  update_inbox_message: {
    key,
    minimal: { ...locked, message: '12', rating: '4' },
    full: {
      ...locked,
      message: '12',
      submitted_values: '{"name": "survey"}',
      rating: '5',
      feedback_message: 'Quick and kind',
    },
    unknown: { ...locked, message: '1', rating: 1 },
    gives: {
      id: '12',
      content_attributes: {
        submitted_values: {
          name: 'survey',
          csat_survey_response: { rating: 5, feedback_message: 'Quick and kind' },
        },
      },
    },
  },
};
