import { asText, isRecord } from '../../http/body.js';
import { Problem, statusOf } from '../../http/problem.js';
import { request } from '../../http/request.js';
import { like, type Keeping } from '../toolkit/cache.js';
import { isNoRoute, type ChatwootClient } from './client.js';
import { chatwootProblems } from './problems.js';

const VERSION_TEXT: Keeping<string> = { version: 1, seconds: 24 * 60 * 60, shape: like('') };
const VERSION = /^v?(\d+)\.(\d+)(?:\.(\d+))?/i;

/**
 * For a 404 that may be the address's, or the version's: asks the server, once a day, for the version that it
 * tells anybody.
 * @param failure the 404
 * @returns the version's text, with whatever a fork added to it; undefined where a proxy hides it
 * @throws Problem when what answers at the connection's address isn't the platform
 */
export async function checkServer(
  client: ChatwootClient,
  failure: unknown,
): Promise<string | undefined> {
  const told = await askServer(client, isNoRoute(failure));
  if (told === undefined) {
    throw chatwootProblems.wrongAddress(client.wire.platform, client.wire.baseUrl);
  }
  return told || undefined;
}

/** The server's version for an error text that is only better with it: a server that can't tell right now hides it. */
export async function versionFor(
  client: ChatwootClient,
  failure: unknown,
): Promise<string | undefined> {
  const told = await askServer(client, isNoRoute(failure)).catch(() => '');
  if (told === undefined) {
    throw chatwootProblems.wrongAddress(client.wire.platform, client.wire.baseUrl);
  }
  return told || undefined;
}

/**
 * The version's text, asked once a day; undefined where it is hidden, or can't be told right now.
 * @param isHere whether the platform has just answered, perhaps of a record
 */
export async function versionTold(
  client: ChatwootClient,
  isHere = true,
): Promise<string | undefined> {
  const told = await askServer(client, isHere).catch(() => undefined);
  return told === '' ? undefined : told;
}

/**
 * Whether a server's version is a release or a later one.
 * @param version undefined when it is hidden
 * @returns undefined when it is hidden, or no version
 */
export function hasRelease(version: string | undefined, release: string): boolean | undefined {
  const found = VERSION.exec(version ?? '');
  if (!found) return undefined;
  const [, ...wanted] = VERSION.exec(release) ?? [];
  for (const [index, part] of found.slice(1).entries()) {
    const difference = Number(asText(part)) - Number(asText(wanted[index]));
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/**
 * The version's text, '' where it is hidden, undefined where another server answers.
 * @param isHere whether the platform has answered there: only it says of a route in its words that there is none
 */
async function askServer(client: ChatwootClient, isHere: boolean): Promise<string | undefined> {
  return client.memory.cached('server', VERSION_TEXT, () => readVersion(client, isHere));
}

async function readVersion(
  { host, wire }: ChatwootClient,
  isHere: boolean,
): Promise<string | undefined> {
  let version = '';
  try {
    const data = await request(
      host,
      { ...wire, headers: {}, errors: [] },
      { method: 'GET', path: '/api' },
    );
    version = isRecord(data) ? asText(data['version']) : '';
  } catch (refused) {
    if (isTemporary(refused)) throw refused;
    // It says so of a route that every server has: the address leads beside it.
    if (isNoRoute(refused)) return undefined;
  }
  return version === '' && !isHere ? undefined : version;
}

function isTemporary(failure: unknown): boolean {
  const status = statusOf(failure);
  if (status !== undefined) return status === 429 || status >= 500;
  return failure instanceof Problem ? (failure.details.isFault ?? false) : true;
}
