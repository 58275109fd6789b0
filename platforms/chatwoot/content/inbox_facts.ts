import { path } from '../../../http/path.js';
import { recordIn } from '../../toolkit/answer.js';
import { like, type Keeping } from '../../toolkit/cache.js';
import { accountRequest, type ChatwootClient } from '../client.js';
import { channelIn } from '../inboxes.js';
import { SAMPLE, templatesIn, type Template } from './template_shape.js';

/** What the steps that write to contacts must know about an inbox. */
export interface InboxFacts {
  /** `Api`, `WebWidget`, `Email`, `Whatsapp` … */
  channel: string;
  templates: Template[];
}

const FACTS: Keeping<InboxFacts> = {
  version: 1,
  seconds: 10 * 60,
  shape: like({ channel: '', templates: [SAMPLE] }),
};

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
  return client.memory.remember(nameOf(inboxId), FACTS, facts);
}

/** What an earlier run or the form learnt about the inbox, not longer than ten minutes ago. */
export async function cachedInboxFacts(
  client: ChatwootClient,
  inboxId: string,
): Promise<InboxFacts | undefined> {
  return client.memory.recall(nameOf(inboxId), FACTS);
}

function nameOf(inboxId: string): string {
  return `inbox:${inboxId}`;
}
