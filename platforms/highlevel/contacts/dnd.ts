import type { InputField } from '../../contract/form.js';
import { withoutBlanks } from '../../../http/blanks.js';
import { isRecord } from '../../../http/body.js';
import { inputProblems } from '../../toolkit/problems.js';
import { isOption, toText, toWords } from '../../toolkit/values/index.js';
import { readJson } from '../../toolkit/values/storable.js';
import { highlevelProblems } from '../problems.js';

/** A channel that can be closed to us, or everything the contact sends. */
interface Channel {
  /** What the form's lists hold. */
  key: string;
  label: string;
  /** Where the API keeps it: `dndSettings.SMS`, `inboundDndSettings.all`. */
  place: 'dndSettings' | 'inboundDndSettings';
  name: string;
}

const OUTBOUND: Channel[] = [
  ['Call', 'Calls'],
  ['Email', 'Email'],
  ['SMS', 'SMS'],
  ['WhatsApp', 'WhatsApp'],
  ['GMB', 'Google Business (GMB)'],
  ['FB', 'Facebook (FB)'],
].map(([name = '', label = '']) => ({ key: name, label, place: 'dndSettings', name }));

const INBOUND: Channel = {
  key: 'Inbound',
  label: 'Inbound (what the contact sends)',
  place: 'inboundDndSettings',
  name: 'all',
};

const ALL = [...OUTBOUND, INBOUND];

/** A list of channels that get the same status. */
interface Switch {
  key: string;
  label: string;
  status: 'active' | 'inactive' | 'permanent';
  channels: readonly Channel[];
  helpText: string;
  /** What to add where the contact has channels already. */
  onUpdate?: string;
}

// The API's words read the wrong way round: `active` is an active block, not an open channel.
const SWITCHES: Switch[] = [
  {
    key: 'dnd_on',
    label: 'Do Not Disturb On',
    status: 'active',
    channels: ALL,
    helpText:
      'The channels over which the contact must not be contacted. *Inbound* blocks what the contact sends.',
    onUpdate: ' Channels in none of these lists stay as they are.',
  },
  {
    key: 'dnd_off',
    label: 'Do Not Disturb Off',
    status: 'inactive',
    channels: ALL,
    helpText: 'The channels over which the contact may be contacted.',
  },
  {
    key: 'dnd_permanent',
    label: 'Do Not Disturb for Good',
    status: 'permanent',
    channels: OUTBOUND,
    helpText:
      '**Careful:** only the contact can open these channels again. To block one for now, use Do Not Disturb On.',
  },
];

const MESSAGES = { key: 'dnd_messages', label: 'Do Not Disturb Messages' };

/** Lists of channels by the status they get, and a note for any of them: lists, because rows can't be added by hand. */
export function dndInputFields(purpose: 'create' | 'update'): InputField[] {
  return [
    ...SWITCHES.map(({ key, label, channels, helpText, onUpdate = '' }): InputField => ({
      key,
      label,
      type: 'string',
      list: true,
      required: false,
      choices: Object.fromEntries(channels.map((channel) => [channel.key, channel.label])),
      helpText: purpose === 'update' ? helpText + onUpdate : helpText,
    })),
    {
      ...MESSAGES,
      type: 'string',
      dict: true,
      required: false,
      helpText: `The reason, for channels chosen above. On the left the channel (${keysOf(ALL).join(', ')}), on the right the reason.`,
    },
  ];
}

/** True for one of these inputs. */
export function isDndField(key: string): boolean {
  return key === MESSAGES.key || SWITCHES.some((each) => each.key === key);
}

/**
 * The body's part for the channels filled in, and for them alone: HighLevel keeps the others (seen to work,
 * no document says so) and refuses to be sent one that the contact has ended for good, even as it is.
 * @throws Problem for an unknown channel, one in two lists, or a message for one in none
 */
export function dndBody(values: Record<string, unknown>): Record<string, unknown> {
  const switched = new Map<Channel, Switch>();
  for (const each of SWITCHES) {
    for (const word of toWords(values[each.key])) {
      const channel = channelIn(each.label, word, each.channels);
      const other = switched.get(channel);
      if (other && other !== each) {
        throw highlevelProblems.dndTwice(channel.label, other.label, each.label);
      }
      switched.set(channel, each);
    }
  }
  const messages = messagesIn(values[MESSAGES.key]);
  const alone = [...messages.keys()].find((channel) => !switched.has(channel));
  if (alone) throw highlevelProblems.dndMessageAlone(MESSAGES.label, alone.label);

  const body: Record<string, Record<string, unknown>> = {};
  for (const [channel, { status }] of switched) {
    const message = messages.get(channel);
    body[channel.place] = {
      ...body[channel.place],
      [channel.name]: { status, ...(message !== undefined && { message }) },
    };
  }
  return body;
}

/** The notes by channel: rows as Zapier's form hands them over; an agent may give the JSON text of an object. */
function messagesIn(given: unknown): Map<Channel, string> {
  if (given === undefined) return new Map();
  const rows = typeof given === 'string' ? parsed(given) : given;
  if (!isRecord(rows)) throw highlevelProblems.badDndMessages(MESSAGES.label);
  return new Map(
    Object.entries(withoutBlanks(rows)).map(([word, message]) => [
      channelIn(MESSAGES.label, word.trim(), ALL),
      toText(message),
    ]),
  );
}

function parsed(text: string): unknown {
  try {
    return readJson(text);
  } catch {
    return undefined;
  }
}

/** The channel by its key or label in any case. @throws Problem that names the known ones */
function channelIn(field: string, word: string, channels: readonly Channel[]): Channel {
  const found = channels.find(({ key, label }) => isOption(word, [key, label]));
  if (!found) throw inputProblems.notAnOption(field, word, keysOf(channels));
  return found;
}

function keysOf(channels: readonly Channel[]): string[] {
  return channels.map(({ key }) => key);
}
