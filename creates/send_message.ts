import type { Create } from 'zapier-platform-core';
import { messagesOf } from '../fields/message.js';
import { messageGroups } from '../fields/groups.js';
import { messageOutputs } from '../fields/outputs.js';
import type { Step } from '../fields/offered_steps.js';
import { contactId } from '../steps/named_contact.js';
import { inGroup } from '../platforms/toolkit/fields/in_group.js';
import { sentMessageSample } from '../objects/message.js';
import { onForm, onPlatform } from '../steps/on_platform.js';

export const platformFields = onForm((platform, input) => messagesOf(platform).sendFields(input));

export const perform = onPlatform(async (platform, input, { fieldMeta }) => {
  const messages = messagesOf(platform);
  const { contact } = input;
  if (!messages.isToContact || contact === undefined) {
    return messages.send({ values: input, fieldMeta });
  }
  const values = { ...input, contact: await contactId(platform, contact) };
  return messages.send({ values, fieldMeta });
});

export const sendMessageCreate = {
  key: 'send_message',
  needs: 'messages',
  noun: 'Message',
  display: {
    label: 'Send Message',
    description: 'Sends a message to a contact, or leaves a note for the team.',
  },
  operation: {
    inputFieldGroups: messageGroups,
    inputFields: [
      platformFields,
      ...inGroup('message', [
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
      ]),
    ],
    outputFields: [messageOutputs],
    perform,
    sample: sentMessageSample,
  },
} satisfies Step<Create>;
