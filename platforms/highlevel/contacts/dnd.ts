import type { InputField } from '../../contract/form.js';
import { toText } from '../../toolkit/values/index.js';
import { highlevelProblems } from '../problems.js';

/** A channel that can be closed to us, or everything the contact sends. */
interface Channel {
  key: string;
  label: string;
  /** Where the API keeps it: `dndSettings.SMS`, `inboundDndSettings.all`. */
  place: 'dndSettings' | 'inboundDndSettings';
  name: string;
  statuses: Record<string, string>;
}

// The API's words read the wrong way round: `active` is an active block, not an open channel.
const ON_OR_OFF = { active: 'On: do not disturb', inactive: 'Off: may be contacted' };
const STATUSES = { ...ON_OR_OFF, permanent: 'On for good: only the contact can end it' };

const CHANNELS: Channel[] = [
  ...(
    [
      ['dnd_call', 'Calls', 'Call'],
      ['dnd_email', 'Email', 'Email'],
      ['dnd_sms', 'SMS', 'SMS'],
      ['dnd_whatsapp', 'WhatsApp', 'WhatsApp'],
      ['dnd_gmb', 'Google Business (GMB)', 'GMB'],
      ['dnd_fb', 'Facebook (FB)', 'FB'],
    ] as const
  ).map(([key, label, name]): Channel => ({
    key,
    label: `Do Not Disturb for ${label}`,
    place: 'dndSettings',
    name,
    statuses: STATUSES,
  })),
  {
    key: 'inbound_dnd',
    label: 'Inbound Do Not Disturb',
    place: 'inboundDndSettings',
    name: 'all',
    statuses: {
      active: 'On: block what the contact sends',
      inactive: 'Off: take what the contact sends',
    },
  },
];

/** Two form fields for each channel: its switch, and the reason to note with it. */
export const dndInputFields: InputField[] = CHANNELS.flatMap((channel) => [
  {
    key: channel.key,
    label: channel.label,
    type: 'string',
    required: false,
    choices: channel.statuses,
  },
  {
    key: messageKey(channel),
    label: messageLabel(channel),
    type: 'string',
    required: false,
    helpText: `A note on why, saved with the choice in ${channel.label}.`,
  },
]);

/** True for an input of a channel's. */
export function isDndField(key: string): boolean {
  return CHANNELS.some((channel) => [channel.key, messageKey(channel)].includes(key));
}

/**
 * The body's part for the channels filled in, and for them alone: HighLevel keeps the others (seen to work,
 * no document says so) and refuses to be sent one that the contact has ended for good, even as it is.
 * @throws Problem for an unknown choice, or a message without one
 */
export function dndBody(values: Record<string, unknown>): Record<string, unknown> {
  const body: Record<string, Record<string, unknown>> = {};
  for (const channel of CHANNELS) {
    const status = values[channel.key];
    const message = values[messageKey(channel)];
    if (status === undefined && message === undefined) continue;
    if (status === undefined) {
      throw highlevelProblems.messageWithoutStatus(messageLabel(channel), channel.label);
    }
    body[channel.place] = {
      ...body[channel.place],
      [channel.name]: {
        status: statusOf(channel, status),
        ...(message !== undefined && { message: toText(message) }),
      },
    };
  }
  return body;
}

/** The API's word for a choice given by it or by the form's words. @throws Problem that explains them */
function statusOf({ label, statuses }: Channel, value: unknown): string {
  const text = toText(value).toLowerCase();
  const match = Object.entries(statuses).find(([status, words]) =>
    [status, words.toLowerCase()].includes(text),
  );
  if (!match) throw highlevelProblems.badDnd(label, toText(value), statuses);
  return match[0];
}

function messageKey({ key }: Channel): string {
  return `${key}_message`;
}

function messageLabel({ label }: Channel): string {
  return label.replace('Do Not Disturb', 'Do Not Disturb Message');
}
