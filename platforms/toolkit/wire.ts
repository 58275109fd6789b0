import { proxySecrets } from '../../http/agent.js';
import type { Wire } from '../../http/wire.js';
import type { Connection } from '../contract/connection.js';

/** Zapier ends every run after 30 s, without a word to the user; ours ends before that, with one. */
export const RUN_SECONDS = 28;

/** A platform's wire, with the network options of the user's connection. */
export function wireOf(
  connection: Connection,
  platform: Pick<
    Wire,
    'platform' | 'baseUrl' | 'headers' | 'errors' | 'rateWindowSeconds' | 'allowanceHeader'
  >,
): Wire {
  return {
    ...platform,
    secrets: [
      connection.apiKey,
      ...(connection.hmacToken ? [connection.hmacToken] : []),
      ...(connection.proxyUrl ? proxySecrets(connection.proxyUrl) : []),
    ],
    timeoutSeconds: connection.timeoutSeconds,
    deadline: Date.now() + RUN_SECONDS * 1000,
    allowSelfSigned: connection.allowSelfSigned,
    ...(connection.proxyUrl && { proxyUrl: connection.proxyUrl }),
  };
}
