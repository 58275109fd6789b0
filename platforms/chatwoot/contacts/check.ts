import { isRecord } from '../../../http/body.js';
import { notStored, type Written } from '../../toolkit/writes/not_stored.js';
import { omit } from '../../toolkit/values/index.js';
import type { ChatwootClient } from '../client.js';
import { labelOf, type StandardBody } from './fields.js';
import type { Place } from './standard_fields.js';
import { rawContactIn } from './shape.js';
import { hasRelease, versionTold } from '../server.js';

/** The first version in which contacts can be blocked; one before drops the value without a word. */
const BLOCKED_SINCE = '3.7.0';

/**
 * What was sent of a contact and isn't in the answer: the fields as errors name them. The avatar can't be
 * told, since the server fetches it after the answer.
 * @param sent what the step sets, without what is only repeated
 */
export async function notStoredIn(
  client: ChatwootClient,
  sent: StandardBody,
  attributes: Record<string, unknown>,
  data: unknown,
): Promise<string[]> {
  const raw = rawContactIn(data);
  if (!isRecord(raw)) return [];
  const extras = raw['additional_attributes'];
  const lost = notStored([
    ...standardPairs('contact', omit(sent.contact, ['avatar_url']), raw),
    ...(isRecord(extras)
      ? [
          ...wholePairs('additional_attributes', sent.additional_attributes, extras),
          ...wholePairs('social_profiles', sent.social_profiles, extras['social_profiles']),
        ]
      : []),
    ...attributePairs(attributes, raw['custom_attributes']),
  ]);
  const isUntold = 'blocked' in sent.contact && !('blocked' in raw);
  if (isUntold && hasRelease(await versionTold(client), BLOCKED_SINCE) === false) {
    lost.push('Blocked');
  }
  return [...new Set(lost)];
}

/** Custom attributes as they were sent and as an answer has them; none where it has no such object. */
export function attributePairs(attributes: Record<string, unknown>, held: unknown): Written[] {
  if (!isRecord(held)) return [];
  return Object.entries(attributes).map(([key, sent]) => ({
    field: `\`${key}\``,
    sent,
    held: Object.hasOwn(held, key) ? held[key] : undefined,
  }));
}

/** Columns that the answer has: versions differ in what they tell. */
function standardPairs(
  place: Place,
  sent: Record<string, unknown>,
  held: Record<string, unknown>,
): Written[] {
  const told = Object.keys(sent).filter((name) => Object.hasOwn(held, name));
  return told.map((name) => ({
    field: labelOf(place, name),
    sent: sent[name],
    held: held[name],
  }));
}

/** Entries of an object that the answer has as a whole: one that isn't there isn't stored. */
function wholePairs(place: Place, sent: Record<string, unknown>, held: unknown): Written[] {
  const record = isRecord(held) ? held : {};
  return Object.entries(sent).map(([name, value]) => ({
    field: labelOf(place, name),
    sent: value,
    held: record[name],
  }));
}
