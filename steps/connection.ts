import { isBlank, withoutBlanks } from '../http/blanks.js';
import type { Connection } from '../platforms/contract/connection.js';
import { connectionProblems } from '../platforms/toolkit/problems.js';

const DEFAULT_TIMEOUT_SECONDS = 20;

/** Zapier ends every run after 30 s. */
const LONGEST_TIMEOUT_SECONDS = 28;

/**
 * Reads the connection's fields; Zapier hands all of them over as text.
 * @throws Problem when the key is missing or the timeout isn't a usable number
 */
export function readConnection(authData: Record<string, unknown>): Connection {
  const filled = withoutBlanks(authData);
  const text = (key: string): string | undefined =>
    isBlank(filled[key]) ? undefined : String(filled[key]).trim();
  const apiKey = text('apiKey');
  if (!apiKey) throw connectionProblems.missingKey();
  if (!/^[\x21-\x7e]+$/.test(apiKey)) throw connectionProblems.badKey();
  return {
    platform: text('platform') ?? '',
    apiKey,
    baseUrl: text('baseUrl'),
    accountId: text('accountId'),
    hmacToken: text('hmacToken'),
    timeoutSeconds: readTimeout(text('timeoutSeconds')),
    allowSelfSigned: text('allowSelfSigned')?.toLowerCase() === 'true',
    proxyUrl: text('proxyUrl'),
  };
}

function readTimeout(text: string | undefined): number {
  if (!text) return DEFAULT_TIMEOUT_SECONDS;
  const seconds = Number(text);
  if (!(seconds >= 1 && seconds <= LONGEST_TIMEOUT_SECONDS)) {
    throw connectionProblems.badTimeout(LONGEST_TIMEOUT_SECONDS);
  }
  return seconds;
}
