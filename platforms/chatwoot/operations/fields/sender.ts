import type { OutputTypes } from '../../../contract/form.js';

/** What a message tells of who sent it: a contact, a person or a bot. */
export const senderTold = {
  sender__id: 'string',
  sender__name: 'string',
  sender__type: 'string',
  sender__email: 'string',
  sender__phone_number: 'string',
  sender__identifier: 'string',
  sender__blocked: 'boolean',
  sender__available_name: 'string',
  sender__availability_status: 'string',
  sender__avatar_url: 'string',
  sender__thumbnail: 'string',
  sender__additional_attributes: 'dict',
  sender__custom_attributes: 'dict',
} as const satisfies OutputTypes;
