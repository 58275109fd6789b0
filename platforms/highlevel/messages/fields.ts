import type { Grouped, InputField } from '../../contract/form.js';
import type { MessageGroup } from '../../contract/messages.js';
import { isInternational, toE164 } from '../../toolkit/values/phone.js';
import { inputProblems } from '../../toolkit/problems.js';
import {
  isOption,
  lookUp,
  toEmail,
  toEmails,
  toFutureTime,
  toText,
  toTypedText,
} from '../../toolkit/values/index.js';
import { fieldLabels } from '../said.js';
import { highlevelProblems } from '../problems.js';

/** What a message can be sent over: the API's words, what messages call it, and the type they then have. */
const CHANNELS: Record<string, { label: string; messageType: string }> = {
  SMS: { label: 'SMS', messageType: 'TYPE_SMS' },
  Email: { label: 'Email', messageType: 'TYPE_EMAIL' },
  WhatsApp: { label: 'WhatsApp', messageType: 'TYPE_WHATSAPP' },
  IG: { label: 'Instagram', messageType: 'TYPE_INSTAGRAM' },
  FB: { label: 'Facebook', messageType: 'TYPE_FACEBOOK' },
  Live_Chat: { label: 'Live Chat', messageType: 'TYPE_LIVE_CHAT' },
  RCS: { label: 'RCS', messageType: 'TYPE_RCS' },
  TIKTOK: { label: 'TikTok', messageType: 'TYPE_TIKTOK' },
};
const PHONE_CHANNELS = ['SMS', 'WhatsApp'];

/** A message that passed the checks, as the API takes it. */
export interface MessageBody {
  type: string;
  contactId: string;
  message?: string;
  html?: string;
  subject?: string;
  attachments?: string[];
  replyMessageId?: string;
  [name: string]: unknown;
}

/** A field of Send Message that not every channel has. */
interface ChannelField {
  /** Our input key. */
  key: string;
  /** The API's own name. */
  name: string;
  /** Of the form; `more` unless told. */
  group?: MessageGroup;
  /** API words of the channels that have it; absent for all. */
  channels?: readonly string[];
  type?: InputField['type'];
  list?: true;
  helpText?: string;
  /** The value as the API takes it. @throws Problem naming the field */
  read(label: string, value: unknown): unknown;
}

const FIELDS: ChannelField[] = [
  {
    key: 'subject',
    name: 'subject',
    group: 'message',
    channels: ['Email'],
    read: (_label, value) => toText(value),
  },
  {
    key: 'html',
    name: 'html',
    group: 'message',
    channels: ['Email'],
    type: 'text',
    helpText: 'The email as HTML, in place of Message.',
    read: (_label, value) => toTypedText(value),
  },
  {
    key: 'email_from',
    name: 'emailFrom',
    group: 'email',
    channels: ['Email'],
    helpText: "Blank means the sub-account's own address.",
    read: toEmail,
  },
  {
    key: 'email_to',
    name: 'emailTo',
    group: 'email',
    channels: ['Email'],
    helpText: "Another email address of this contact's. Blank means its main one.",
    // Compared letter by letter with the contact's addresses, which HighLevel keeps in lower case.
    read: (label, value) => toEmail(label, value).toLowerCase(),
  },
  {
    key: 'cc_emails',
    name: 'emailCc',
    group: 'email',
    channels: ['Email'],
    list: true,
    read: toEmails,
  },
  {
    key: 'bcc_emails',
    name: 'emailBcc',
    group: 'email',
    channels: ['Email'],
    list: true,
    read: toEmails,
  },
  {
    key: 'reply_to',
    name: 'replyMessageId',
    group: 'email',
    channels: ['Email'],
    helpText:
      'The ID of the email that this one answers, from a trigger or Find Message. The ID of a whole thread stands for its last email.',
    read: (_label, value) => toText(value),
  },
  {
    key: 'from_number',
    name: 'fromNumber',
    channels: PHONE_CHANNELS,
    helpText: "One of the sub-account's numbers, like `+15552010101`. Blank lets HighLevel choose.",
    read: toNumberOfPhone,
  },
  {
    key: 'to_number',
    name: 'toNumber',
    channels: PHONE_CHANNELS,
    helpText: "Another number of this contact's, like `+15552010101`. Blank means its main one.",
    read: toNumberOfPhone,
  },
  {
    key: 'template_id',
    name: 'templateId',
    channels: ['Email', ...PHONE_CHANNELS],
    helpText:
      'The ID of a template in HighLevel, sent in place of Message. HighLevel may fail to send templates of its email builder.',
    read: (_label, value) => toText(value),
  },
  {
    key: 'scheduled_at',
    name: 'scheduledTimestamp',
    type: 'datetime',
    helpText: 'When HighLevel is to send it. Blank means now.',
    read: toTimestamp,
  },
];

/** The channels by the words that messages have for theirs. */
export const channelChoices = Object.values(CHANNELS).map(({ label }) => label);

/** Fields that the chosen channel has. @param channel what the form holds; blank offers only what all have */
export function channelInputFields(channel: unknown): Grouped<MessageGroup>[] {
  const chosen = findChannel(channel) ?? '';
  return FIELDS.filter((field) => has(field, chosen)).map((field) => ({
    key: field.key,
    label: labelOf(field),
    group: field.group ?? 'more',
    type: field.type ?? 'string',
    required: false,
    ...(field.list && { list: true }),
    ...(field.helpText && { helpText: field.helpText }),
  }));
}

/** The channel in the API's word, given as that or in ours. @throws Problem that lists them */
export function channelIn(value: unknown): string {
  const type = findChannel(value);
  if (!type) {
    throw inputProblems.notAnOption('Channel', toText(value), channelChoices);
  }
  return type;
}

/** What the channel is called, given in the API's word. */
export function channelLabel(type: string): string {
  return lookUp(CHANNELS, type)?.label ?? type;
}

/** What a message has for its type when it was sent over the channel. */
export function messageTypeOf(type: string): string | undefined {
  return lookUp(CHANNELS, type)?.messageType;
}

/**
 * The values of the channel's fields, by the API's names.
 * @throws Problem for a value that can't be, a field the channel hasn't, or one that no channel has
 */
export async function channelBody(
  type: string,
  values: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const body: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(values)) {
    const field = FIELDS.find((known) => known.key === key);
    if (!field) throw inputProblems.unknownField(key);
    if (!has(field, type)) {
      const channels = (field.channels ?? []).map(channelLabel);
      throw highlevelProblems.notForChannel(labelOf(field), channelLabel(type), channels);
    }
    body[field.name] = await field.read(labelOf(field), value);
  }
  return body;
}

/** True for the API's word of the channel or ours. @param value blank is none */
export function isChannel(value: unknown, type: string): boolean {
  return findChannel(value) === type;
}

function findChannel(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const found = Object.entries(CHANNELS).find(([type, { label }]) =>
    isOption(value, [type, label]),
  );
  return found?.[0];
}

function has({ channels }: ChannelField, type: string): boolean {
  return channels === undefined || channels.includes(type);
}

function labelOf({ name }: ChannelField): string {
  return lookUp(fieldLabels, name) ?? name;
}

async function toNumberOfPhone(label: string, value: unknown): Promise<string> {
  const text = toText(value);
  // The general text would name Default Country, which this step hasn't.
  if (!isInternational(text)) {
    throw highlevelProblems.senderNeedsCountryCode(label, text);
  }
  return toE164(label, text, undefined);
}

/** Seconds, as the API counts. */
function toTimestamp(label: string, value: unknown): number {
  return Math.floor(toFutureTime(label, value).getTime() / 1000);
}
