import { isRecord } from '../../../http/body.js';
import { path } from '../../../http/path.js';
import { recordIn } from '../../toolkit/answer.js';
import { recall, remember } from '../../toolkit/cache.js';
import { accountRequest, type ChatwootClient } from '../client.js';
import { channelIn } from '../inboxes.js';
import { templatesIn, type Template } from './template_shape.js';

const CACHE_SECONDS = 10 * 60;

/** What the steps that write to contacts must know about an inbox. */
export interface InboxFacts {
  /** `Api`, `WebWidget`, `Email`, `Whatsapp` … */
  channel: string;
  templates: Template[];
}

/** Reads an inbox. The answer holds the provider's key for administrators, so it reaches no log. */
export async function readInboxFacts(client: ChatwootClient, inboxId: string): Promise<InboxFacts> {
  const data = await accountRequest(client, {
    method: 'GET',
    path: path`/inboxes/${inboxId}`,
    subject: `inbox ${inboxId}`,
    secret: true,
  });
  const inbox = recordIn(client.wire, data);
  const facts: InboxFacts = { channel: channelIn(inbox), templates: templatesIn(inbox) };
  return remember(client.z, await cacheKey(client, inboxId), CACHE_SECONDS, facts);
}

/** What an earlier run or the form learnt about the inbox, not longer than ten minutes ago. */
export async function cachedInboxFacts(
  client: ChatwootClient,
  inboxId: string,
): Promise<InboxFacts | undefined> {
  const kept = await recall(client.z, await cacheKey(client, inboxId));
  return isRecord(kept) ? (kept as unknown as InboxFacts) : undefined;
}

async function cacheKey(client: ChatwootClient, inboxId: string): Promise<string> {
  // The number counts the shape of what is kept.
  return `inbox:1:${client.wire.baseUrl}:${await client.accountId()}:${inboxId}`;
}
