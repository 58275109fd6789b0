import { asText } from '../../../http/body.js';
import { openFiles } from '../../../http/files/download.js';
import type { FormPart } from '../../../http/files/multipart.js';
import { path } from '../../../http/path.js';
import type { ApiRequest, Reader } from '../../../http/request.js';
import type { Message } from '../../../objects/message.js';
import type { FormInput } from '../../contract/form.js';
import { addOnce, isSince, type Mark } from '../../toolkit/writes/add_once.js';
import { inputProblems, repeatProblems } from '../../toolkit/problems.js';
import { toBoolean, toEmails, toFileUrls, toOption, toText } from '../../toolkit/values/index.js';
import { accountRequest, openAccount, unlessForPeople, type ChatwootClient } from '../client.js';
import { checkConversationId, readConversation } from '../conversations/find.js';
import { chatwootProblems } from '../problems.js';
import { toId } from '../ids.js';
import { INTERACTIVE, interactivePart, isInteractive } from '../content/interactive.js';
import { emailLabels, SENDERS } from './fields.js';
import { messageIn } from './shape.js';
import { isSentText, messageText } from '../content/message_text.js';
import { PAGE_SIZE, readMessages } from './read.js';
import { TEMPLATE } from '../content/template_slots.js';
import { findTemplate, isTemplateField, templateParams } from '../content/templates.js';

/** Chatwoot's own limits: `message.rb`, and its `MAXIMUM_FILE_UPLOAD_SIZE` unless a server sets another. */
const MOST_FILES = 15;
const MOST_BYTES = 40 * 1024 * 1024;
const KEYS = [
  'conversation',
  'message',
  'attachments',
  'private',
  'reply_to',
  'direction',
  'content_type',
  'content_attributes',
];

/**
 * Sends a message, in one request; a template whose inbox the step's fields don't remember takes more.
 * @returns the message as accepted: Chatwoot hands it on to the contact's channel afterwards
 * @throws Problem naming the field
 */
export async function sendMessage(client: ChatwootClient, input: FormInput): Promise<Message> {
  const { values } = input;
  const conversationId = toConversationId(values['conversation']);
  checkKeys(values);
  const files = toFileUrls(values['attachments']);
  const content = messageText(values['message']);
  checkParts(values, content, files);
  const body = {
    ...(content !== undefined && { content }),
    ...optionsOf(values),
    ...(values[TEMPLATE] !== undefined && (await templateOf(client, conversationId, input))),
  };
  const call: ApiRequest = {
    method: 'POST',
    path: path`/conversations/${conversationId}/messages`,
    subject: `conversation ${conversationId}`,
  };
  const own = await openAccount(client);
  const read = (sent: unknown): Message => messageIn(own, sent);
  return addOnce({
    platform: client.wire.platform,
    memory: client.memory,
    // Not the files' addresses: Zapier makes new ones for each run.
    key: [call.path, body, files.length],
    add: () =>
      files.length > 0
        ? sendWithFiles(client, { ...call, body }, files, read)
        : accountRequest(client, { ...call, body }, read),
    find: async (earlier) => {
      // A bot's key isn't shown them.
      const found = await unlessForPeople(readMessages(client, conversationId));
      if (!found) throw repeatProblems.mayBeThere(client.wire.platform);
      const latest = found.map(read);
      const sent = latest.findLast((one) => isSameMessage(one, body, files.length, earlier));
      const isCut =
        latest.length >= PAGE_SIZE && latest.every((one) => isSince(one.created_at, earlier));
      if (!sent && isCut) throw repeatProblems.mayBeThere(client.wire.platform);
      return sent;
    },
  });
}

/** Whether a stored message is what a body would make. */
function isSameMessage(
  stored: Message,
  body: Record<string, unknown>,
  files: number,
  earlier: Mark,
): boolean {
  return (
    isSince(stored.created_at, earlier) &&
    isSentText(asText(body['content']), stored.content ?? '') &&
    (stored.attachments ?? []).length === files &&
    stored.private === (body['private'] === true) &&
    stored.direction === (body['message_type'] ?? 'outgoing') &&
    (body['content_type'] === undefined || body['content_type'] === stored['content_type'])
  );
}

async function sendWithFiles(
  client: ChatwootClient,
  { body, ...call }: ApiRequest & { body: Record<string, unknown> },
  urls: readonly string[],
  read: Reader<Message>,
): Promise<Message> {
  const { files, close } = await openFiles(urls, {
    field: 'Attachments',
    mostBytes: MOST_BYTES,
    timeoutSeconds: client.wire.timeoutSeconds,
    deadline: client.wire.deadline,
  });
  try {
    const form: FormPart[] = [
      // The server reads `content_attributes` as JSON text too (`message_builder.rb`).
      ...Object.entries(body).map(([name, value]) => ({
        name,
        text: typeof value === 'string' ? value : JSON.stringify(value),
      })),
      ...files.map((file) => ({ name: 'attachments[]', file })),
    ];
    return await accountRequest(client, { ...call, form }, read);
  } finally {
    close();
  }
}

function checkKeys(values: Record<string, unknown>): void {
  const known = [...KEYS, ...Object.keys(emailLabels)];
  const others = Object.keys(values).filter((key) => !known.includes(key));
  const unknown = others.find((key) => !isTemplateField(key));
  if (unknown !== undefined) throw inputProblems.unknownField(unknown);
  if (others.length > 0 && values[TEMPLATE] === undefined) throw inputProblems.missing('Template');
}

function checkParts(
  values: Record<string, unknown>,
  content: string | undefined,
  files: readonly string[],
): void {
  const isTemplate = values[TEMPLATE] !== undefined;
  const isClickable = isInteractive(values);
  if (content === undefined && files.length === 0 && !isTemplate && !isClickable) {
    throw chatwootProblems.nothingToSend();
  }
  if (isTemplate && isClickable) throw chatwootProblems.besideTemplate(INTERACTIVE);
  // WhatsApp gets the template alone: anything else would be shown in Chatwoot as if it had been sent.
  if (isTemplate && content !== undefined) throw chatwootProblems.messageAndTemplate();
  if (isTemplate && files.length > 0) throw chatwootProblems.besideTemplate('Attachments');
  if (files.length > MOST_FILES) throw chatwootProblems.tooManyFiles(files.length, MOST_FILES);
}

/** Only what differs from the server's defaults: in a form it takes the text `false` for a yes. */
function optionsOf(values: Record<string, unknown>): Record<string, unknown> {
  const { private: note, reply_to: replyTo, direction } = values;
  const isNote = note !== undefined && toBoolean('Private Note', note);
  if (isNote && values[TEMPLATE] !== undefined) {
    throw chatwootProblems.besideTemplate('Private Note');
  }
  const sender =
    direction === undefined ? 'outgoing' : toOption('Send As', direction, Object.keys(SENDERS));
  if (sender === 'incoming' && values[TEMPLATE] !== undefined) {
    throw chatwootProblems.besideTemplate('Send As');
  }
  const emails = Object.entries(emailLabels)
    .map(([key, label]) => [key, toEmails(label, values[key])] as const)
    .filter(([, addresses]) => addresses.length > 0)
    .map(([key, addresses]) => [key, addresses.join(',')] as const);
  const { content_attributes: items, ...interactive } = interactivePart(values);
  const attributes = {
    ...items,
    ...(replyTo !== undefined && { in_reply_to: toMessageId(replyTo) }),
  };
  return {
    ...(isNote && { private: true }),
    ...(sender === 'incoming' && { message_type: sender }),
    ...interactive,
    ...(Object.keys(attributes).length > 0 && { content_attributes: attributes }),
    ...Object.fromEntries(emails),
  };
}

async function templateOf(
  client: ChatwootClient,
  conversationId: string,
  input: FormInput,
): Promise<Record<string, unknown>> {
  const known = input.fieldMeta[TEMPLATE]?.['inbox'];
  const inboxId =
    known === undefined
      ? ((await readConversation(client, conversationId)).inbox_id ?? '')
      : String(known);
  const template = await findTemplate(client, inboxId, input);
  return { ...templateParams(template, input.values) };
}

function toConversationId(value: unknown): string {
  if (value === undefined) throw inputProblems.missing('Conversation');
  const id = toText(value);
  checkConversationId(id);
  return id;
}

function toMessageId(value: unknown): number {
  return Number(toId('Reply To', value, chatwootProblems.badMessageId));
}
