import { asText, isRecord } from '../../http/body.js';
import { wireProblems } from '../../http/problems.js';
import { accountRequest, type ChatwootClient } from './client.js';

/** An inbox, as far as dropdowns need it. Administrators are sent secrets too: they stay here. */
export interface Inbox {
  id: string;
  name: string;
  /** `Api`, `WebWidget`, `Email`, `Whatsapp` … */
  channel: string;
  /** Public name of an API inbox, for the client API; '' for other inboxes. */
  identifier: string;
}

/** The inboxes the key's owner may see. The answer holds passwords, so it reaches no log. */
export async function readInboxes(client: ChatwootClient): Promise<Inbox[]> {
  const data = await accountRequest(client, { method: 'GET', path: '/inboxes', secret: true });
  if (!isRecord(data) || !Array.isArray(data['payload'])) {
    throw wireProblems.unexpectedAnswer(client.wire.platform);
  }
  return data['payload'].filter(isRecord).map((inbox) => ({
    id: asText(inbox['id']),
    name: asText(inbox['name']),
    channel: asText(inbox['channel_type']).replace('Channel::', ''),
    identifier: asText(inbox['inbox_identifier']),
  }));
}
