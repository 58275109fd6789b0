import { asText } from '../../../http/body.js';
import type { Message } from '../../../objects/message.js';
import { lookUp, toOptionalOption } from '../../toolkit/values/index.js';

/** Our words for where a message goes, and HighLevel's. */
const DIRECTIONS = { incoming: 'inbound', outgoing: 'outbound' } as const;

/** The useful ones of HighLevel's 42 types of messages, by what `channelOf` calls them. */
export const MESSAGE_TYPES: Record<string, string> = {
  SMS: 'TYPE_SMS',
  Email: 'TYPE_EMAIL',
  WhatsApp: 'TYPE_WHATSAPP',
  Facebook: 'TYPE_FACEBOOK',
  Instagram: 'TYPE_INSTAGRAM',
  'Live Chat': 'TYPE_LIVE_CHAT',
  Call: 'TYPE_CALL',
  'Google Business': 'TYPE_GMB',
};

/** How words of `TYPE_…` names are written; all others begin with a capital. */
const WORDS: Record<string, string> = {
  SMS: 'SMS',
  RCS: 'RCS',
  IVR: 'IVR',
  FB: 'Facebook',
  GMB: 'Google Business',
  TIKTOK: 'TikTok',
  WHATSAPP: 'WhatsApp',
};

/** A type of message or conversation in words: `Live Chat` for `TYPE_LIVE_CHAT`. */
export function channelOf(type: unknown): string | undefined {
  const words = asText(type)
    .replace(/^TYPE_/, '')
    .split('_')
    .filter(Boolean);
  const written = words.map(
    (word) => lookUp(WORDS, word) ?? word.charAt(0) + word.slice(1).toLowerCase(),
  );
  return written.join(' ') || undefined;
}

/** Where a message of the API goes. */
export function directionOf(value: unknown): Message['direction'] {
  if (value === DIRECTIONS.incoming) return 'incoming';
  return value === DIRECTIONS.outgoing ? 'outgoing' : undefined;
}

/** What a filter by direction holds, as the API calls it. @throws Problem naming the field */
export function directionIn(filter: Record<string, unknown>): 'inbound' | 'outbound' | undefined {
  const direction = toOptionalOption('Direction', filter['direction'], Object.keys(DIRECTIONS));
  if (direction === undefined) return undefined;
  return direction === 'incoming' ? DIRECTIONS.incoming : DIRECTIONS.outgoing;
}
