import type { Grouped, InputField } from '../../contract/form.js';
import type { MessageGroup } from '../../contract/messages.js';
import { inGroup } from '../../toolkit/fields/in_group.js';
import { asText } from '../../../http/body.js';
import { statusOf } from '../../../http/problem.js';
import type { Message } from '../../../objects/message.js';
import { recordIn } from '../../toolkit/answer.js';
import { addOnce } from '../../toolkit/writes/add_once.js';
import { contactField } from '../../toolkit/fields/contact.js';
import { inputProblems } from '../../toolkit/problems.js';
import { omit, toFileUrls, toText, toTypedText, toUrl } from '../../toolkit/values/index.js';
import { highlevelRequest, type HighlevelClient } from '../client.js';
import { answeredEmailId } from './emails.js';
import { highlevelNotices } from '../errors.js';
import { highlevelProblems } from '../problems.js';
import { checkContactId } from '../ids.js';
import {
  channelBody,
  channelChoices,
  channelIn,
  channelInputFields,
  messageTypeOf,
  type MessageBody,
} from './fields.js';
import { findSent } from './repeat.js';
import { toMessage } from './shape.js';

/** Any of these makes a message; else it needs a file. */
const CONTENTS = new Set(['message', 'html', 'templateId']);

/** The channel of a message, on which its other fields depend. */
export const channelField = {
  key: 'channel',
  label: 'Channel',
  type: 'string',
  choices: channelChoices,
  altersDynamicFields: true,
} satisfies InputField;

/** Fields of Send Message: channel and contact, and what the chosen channel has. */
export function sendMessageFields(input: Record<string, unknown>): Grouped<MessageGroup>[] {
  return [
    ...inGroup('message', [
      {
        ...channelField,
        required: true,
        helpText: highlevelNotices.channelHelp(),
      },
      contactField,
    ]),
    ...channelInputFields(input['channel']),
  ];
}

/**
 * Checks a message and makes it ready to be sent.
 * @param values `channel`, `contact`, `message`, `attachments` and the channel's fields
 * @throws Problem naming the field that is missing, can't be as it is or doesn't belong to the channel
 */
export async function messageBody(values: Record<string, unknown>): Promise<MessageBody> {
  const { channel, contact, message, attachments, ...others } = values;
  if (channel === undefined) throw inputProblems.missing('Channel');
  if (contact === undefined) throw inputProblems.missing('Contact');
  const type = channelIn(channel);
  const contactId = toText(contact);
  checkContactId(contactId, 'Contact');
  const fields = await channelBody(type, others);
  const files = toFileUrls(attachments).map((url) => toUrl('Attachments', url));
  const text = message === undefined ? undefined : toTypedText(message);
  const content = { ...contentOf(type, text, fields), ...fields };
  if (Object.keys(content).every((name) => !CONTENTS.has(name)) && files.length === 0) {
    throw type === 'Email' ? highlevelProblems.emptyEmail() : highlevelProblems.emptyMessage();
  }
  return { type, contactId, ...content, ...(files.length > 0 && { attachments: files }) };
}

/** Reported of the API: an e-mail with `message` but no `html` counts as empty. */
function contentOf(
  type: string,
  text: string | undefined,
  { html }: Record<string, unknown>,
): { message?: string; html?: string } {
  if (text === undefined || html !== undefined) return {};
  return type === 'Email' ? { html: toHtml(text) } : { message: text };
}

function toHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/\r\n?|\n/g, '<br>\n');
}

/**
 * Sends a checked message; HighLevel only queues it. One request, and one more with an answered e-mail.
 * @returns what is known of it
 */
export async function sendMessage(client: HighlevelClient, body: MessageBody): Promise<Message> {
  return addOnce({
    platform: client.wire.platform,
    memory: client.memory,
    // Not the files' addresses: Zapier makes new ones for each run.
    key: [omit(body, ['attachments']), body.attachments?.length ?? 0],
    add: async () => {
      const { replyMessageId } = body;
      if (replyMessageId === undefined) return send(client, body);
      const answered = await answeredEmailId(client, replyMessageId);
      return send(client, { ...body, replyMessageId: answered }).catch((failure: unknown) => {
        throw statusOf(failure) === 404 ? highlevelProblems.unknownEmail() : failure;
      });
    },
    find: (earlier) => findSent(client, body, earlier),
  });
}

async function send(client: HighlevelClient, body: MessageBody): Promise<Message> {
  const { type, contactId, message, html, subject, attachments } = body;
  return highlevelRequest(
    client,
    {
      method: 'POST',
      path: '/conversations/messages',
      body,
      subject: `contact ${contactId}`,
      scope: 'conversations/message.write',
    },
    (data) => {
      const sent = recordIn(client.wire, data, { has: [] });
      const { messageId, emailMessageId, conversationId, status } = sent;
      const isEmail = Boolean(asText(emailMessageId));
      return toMessage(client, {
        // An e-mail goes by its record: the message is the thread's.
        id: asText(emailMessageId) || asText(messageId),
        ...(isEmail && { messageId }),
        conversationId,
        contactId,
        body: html ?? message,
        subject,
        direction: 'outbound',
        messageType: messageTypeOf(type),
        status,
        attachments,
      });
    },
  );
}
