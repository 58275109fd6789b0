import { asText } from '../../../http/body.js';
import { path } from '../../../http/path.js';
import { missAsNone } from '../../../http/problem.js';
import { nothingIn, recordIn } from '../../toolkit/answer.js';
import { accountRequest, type AccountClient, type ChatwootClient } from '../client.js';

/** What must be kept of a webhook to read its deliveries and to take it back. */
export interface Webhook {
  id: string;
  /** The account's number: a delivery tells whose it is. */
  account: string;
  /** Signs the deliveries; '' from servers before 4.12. */
  secret: string;
}

/**
 * Has the server post the account's events to an address; only administrators may.
 * @throws Problem that says so to an agent
 */
export async function createWebhook(
  client: ChatwootClient,
  url: string,
  subscriptions: readonly string[],
): Promise<Webhook> {
  return accountRequest(
    client,
    {
      method: 'POST',
      path: '/webhooks',
      body: { url, subscriptions, name: 'Zapier' },
      subject: 'webhooks',
      // The answer holds the secret.
      secret: true,
    },
    (data, own) => webhookIn(own, data),
  );
}

function webhookIn({ wire, account }: AccountClient, data: unknown): Webhook {
  const webhook = recordIn(wire, data, { at: ['payload', 'webhook'] });
  return {
    id: asText(webhook['id']),
    account,
    secret: asText(webhook['secret']),
  };
}

/** Deletes a webhook; one that is gone already is fine. */
export async function deleteWebhook(client: ChatwootClient, id: string): Promise<void> {
  await missAsNone(
    accountRequest(
      client,
      {
        method: 'DELETE',
        path: path`/webhooks/${id}`,
        subject: `webhook ${id}`,
        emptyAnswer: true,
      },
      (data) => nothingIn(client.wire, data),
    ),
  );
}
