import { isBlank, withoutBlanks } from '../http/blanks.js';
import { connectionProblems } from '../platforms/toolkit/problems.js';

/** What the user entered in the connection, checked and with defaults filled in. */
export interface Connection {
  /** Key of the platform in the list. */
  platform: string;
  apiKey: string;
  /** As typed; each platform knows what may follow the host. */
  baseUrl: string | undefined;
  /** Chatwoot's account number, HighLevel's Location ID. */
  accountId: string | undefined;
  hmacToken: string | undefined;
  timeoutSeconds: number;
  allowSelfSigned: boolean;
  proxyUrl: string | undefined;
}

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
