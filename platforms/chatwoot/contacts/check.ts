import { isRecord } from '../../../http/body.js';
import { notStored, type Written } from '../../toolkit/writes/not_stored.js';
import { omit } from '../../toolkit/values/index.js';
import type { ChatwootClient } from '../client.js';
import { labelOf, type StandardBody } from './fields.js';
import { OWN, type Place } from './standard_fields.js';
import { rawContactIn } from './shape.js';
import { hasRelease, versionTold } from '../server.js';

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
  return [...new Set([...lost, ...(await tooNewIn(client, sent.contact, raw))])];
}

/** The labels of what was sent and isn't told, where the server is too old for it. */
async function tooNewIn(
  client: ChatwootClient,
  sent: Record<string, unknown>,
  held: Record<string, unknown>,
): Promise<string[]> {
  const untold = OWN.filter(
    ({ place, name, since }) => place === 'contact' && since && name in sent && !(name in held),
  );
  if (untold.length === 0) return [];
  const version = await versionTold(client);
  return untold
    .filter(({ since = '' }) => hasRelease(version, since) === false)
    .map(({ label }) => label);
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
