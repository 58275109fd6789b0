import type { Create } from 'zapier-platform-core';
import { messagesOf } from '../fields/message.js';
import { messageOutputs } from '../fields/outputs.js';
import type { Step } from '../fields/offered_steps.js';
import { sentMessageSample } from '../objects/message.js';
import { onForm, onPlatform } from '../steps/on_platform.js';

export const platformFields = onForm((platform, input) => messagesOf(platform).sendFields(input));

export const perform = onPlatform((platform, input, { fieldMeta }) =>
  messagesOf(platform).send(input, fieldMeta),
);

export const sendMessageCreate = {
  key: 'send_message',
  needs: 'messages',
  noun: 'Message',
  display: {
    label: 'Send Message',
    description: 'Sends a message to a contact, or leaves a note for the team.',
  },
  operation: {
    inputFields: [
      platformFields,
      {
        key: 'message',
        label: 'Message',
        type: 'text',
        required: false,
        helpText: 'The text. It may stay blank when a template or an attachment is sent.',
      },
      {
        key: 'attachments',
        label: 'Attachments',
        type: 'file',
        list: true,
        required: false,
        helpText: 'Files from earlier steps, or public web addresses of files.',
      },
    ],
    outputFields: [messageOutputs],
    perform,
    sample: sentMessageSample,
  },
} satisfies Step<Create>;
