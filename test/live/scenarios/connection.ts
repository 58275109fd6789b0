import { failure, holds, same, says, type Row } from '../check.js';
import { rowsOf, type LiveServer } from '../server.js';
import type { Scenario } from '../scenario.js';
import {
  newContact,
  newConversation,
  newInbox,
  personOf,
  storedContact,
  webhookUrl,
} from '../world.js';

const keyOf = (key: string | undefined): string => key ?? '';

/** The account's name, whose key it is, and the host. */
async function expectedLabel(server: LiveServer): Promise<string> {
  const person = await personOf(server, server.keys.administrator);
  const account = (person['accounts'] as Row[]).find(({ id }) => String(id) === server.accountId);
  const { host } = new URL(server.url);
  return `${String(account?.['name'])} (${String(person['available_name'])} on ${host})`;
}

export const connection: Scenario[] = [
  {
    name: 'connection names person and account',
    everyRelease: true,
    run: async (server) => {
      const { label } = await server.app.test();
      same('the label', label, await expectedLabel(server));
    },
  },
  {
    name: 'connection finds the only account by itself',
    needs: ['platformApp'],
    run: async (server) => {
      const { label } = await server.app.test({ authData: { accountId: '' } });
      same('the label', label, await expectedLabel(server));
    },
  },
  {
    name: 'dead key asks to reconnect',
    run: async ({ app }) => {
      const message = await failure('a wrong key', app.test({ key: 'wrongwrongwrongwrongwron' }));
      says('the message', message, /key does not appear to be valid/i);
    },
  },
  {
    name: 'wrong account is no dead key',
    run: async ({ app }) => {
      const message = await failure(
        'account 2000000000',
        app.test({ authData: { accountId: '2000000000' } }),
      );
      says('the message', message, /account/i);
      if (/reconnect/i.test(message)) throw new Error(`blames the key: ${message}`);
    },
  },
  {
    name: 'unknown path answers JSON to who wants JSON',
    run: async ({ url, keys }) => {
      const { status, headers } = await fetch(`${url}/api/v1/nothing_here`, {
        headers: { accept: 'application/json', 'api-access-token': keys.administrator },
      });
      same('the status', status, 404);
      says('the type', headers.get('content-type'), /^application\/json/);
    },
  },
  {
    name: 'agent may change contacts and nothing of the account',
    needs: ['agent'],
    run: async (server) => {
      const key = keyOf(server.keys.agent);
      const { id } = await newContact(server);
      await server.app.create('update_contact', { contact: id, name: 'Ann' }, { key });
      holds('the contact', await storedContact(server, id), { name: 'Ann' });
      const title = server.fresh();
      const run = server.app.create('create_label', { title }, { key });
      const message = await failure('a label by an agent', run);
      if (/reconnect/i.test(message)) throw new Error(`blames the key: ${message}`);
      says('the message', message, /may not|administrator|right|authorized/i);
    },
  },
  {
    name: 'agent can switch on no instant trigger',
    needs: ['agent'],
    run: async ({ app, keys }) => {
      const run = app.part(
        'new_contact_instant',
        'performSubscribe',
        {},
        {
          key: keyOf(keys.agent),
          targetUrl: 'https://hooks.example.com/1',
        },
      );
      says('the message', await failure('a webhook by an agent', run), /administrator/i);
    },
  },
  {
    name: 'bot works in conversations',
    needs: ['bot'],
    since: '4.15',
    run: async (server) => {
      const { id } = await newConversation(server);
      const key = keyOf(server.keys.bot);
      await server.app.create('send_message', { conversation: id, message: 'Beep' }, { key });
      const { payload } = await server.api.call<{ payload: { content: string }[] }>(
        'GET',
        `/conversations/${id}/messages`,
      );
      same('the last message', payload.at(-1)?.content, 'Beep');
    },
  },
  {
    name: 'bot may not change contacts',
    needs: ['bot'],
    run: async (server) => {
      const { id } = await newContact(server);
      const key = keyOf(server.keys.bot);
      const run = server.app.create('update_contact', { contact: id, name: 'Bot' }, { key });
      const message = await failure('a contact by a bot', run);
      says('the message', message, /bot|person’s key|person's key/i);
      if (/reconnect/i.test(message)) throw new Error(`blames the key: ${message}`);
      same('the name', (await storedContact(server, id))['name'], `Jane ${server.mark}`);
    },
  },
  {
    name: 'platform app reaches what it made, and no more',
    needs: ['platformApp'],
    run: async ({ app, keys, accountId }) => {
      const key = keyOf(keys.platformApp);
      const found = await app.search('find_platform_account', { account: accountId }, { key });
      same('the account', found[0]?.['id'], accountId);
      const none = await app.search('find_platform_account', { account: '2000000000' }, { key });
      same('another account', none, []);
    },
  },
  {
    name: 'platform steps refuse a person’s key',
    run: async ({ app, accountId }) => {
      const run = app.search('find_platform_account', { account: accountId });
      says('the message', await failure('a person’s key', run), /platform app/i);
    },
  },
  {
    name: 'secrets are in no output',
    run: async (server) => {
      const inbox = await newInbox(server, { hmac: true });
      const found = [
        ...(await server.app.search('find_inbox', { inbox: inbox.id })),
        ...(await server.app.search('find_profile', {})),
        ...(await server.app.search('find_agent', {})),
        ...(await server.app.search('find_webhook', {})),
      ];
      const text = JSON.stringify(found);
      const { pubsub_token: pubsub } = await personOf(server, server.keys.administrator);
      const secrets = { hmac: inbox.hmacToken, key: server.keys.administrator, pubsub };
      for (const [name, secret] of Object.entries(secrets)) {
        if (typeof secret === 'string' && secret && text.includes(secret)) {
          throw new Error(`the ${name} secret came out`);
        }
      }
    },
  },
  {
    name: 'webhook secret is in no output',
    run: async (server) => {
      const url = webhookUrl(server);
      const made = await server.app.create('create_webhook', {
        url,
        subscriptions: ['contact_created'],
      });
      const raw = rowsOf(await server.api.call<unknown>('GET', '/webhooks')).find(
        (row) => row['url'] === url,
      );
      if (!raw) throw new Error('the webhook isn’t there');
      const secret = raw['secret'];
      if (typeof secret === 'string' && JSON.stringify(made).includes(secret)) {
        throw new Error('the webhook’s secret came out');
      }
    },
  },
];
