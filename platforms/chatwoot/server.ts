import { asText, isRecord } from '../../http/body.js';
import { Problem, problem } from '../../http/problem.js';
import { request } from '../../http/request.js';
import { recall, remember } from '../cache.js';
import type { ChatwootClient } from './client.js';
import { chatwootTexts } from './errors.js';

const SERVER_CACHE_SECONDS = 24 * 60 * 60;

/**
 * For a 404 that may be the address's: asks it, once a day, for the version that every server tells anybody.
 * @throws Problem when what answers at the connection's address isn't the platform
 */
export async function checkServer({ z, wire }: ChatwootClient): Promise<void> {
  const key = `server:${wire.baseUrl}`;
  if ((await recall(z, key)) !== undefined) return;
  const data = await request(
    z,
    { ...wire, headers: {}, errors: [] },
    { method: 'GET', path: '/api' },
  ).catch((failure: unknown) => {
    const status = failure instanceof Problem ? failure.details.refusal?.status : undefined;
    if (status === undefined || status === 429 || status >= 500) throw failure;
    return undefined;
  });
  if (!isRecord(data) || !asText(data['version'])) {
    throw problem(chatwootTexts.wrongAddress(wire.platform, wire.baseUrl));
  }
  await remember(z, key, SERVER_CACHE_SECONDS, true);
}
