import { createHmac } from 'node:crypto';
import type { LiveApp } from '../app.js';
import { eventually, holds, idOf, same, type Row } from '../check.js';
import type { Arrival } from '../receiver.js';
import type { Scenario } from '../scenario.js';
import { rowsOf, type LiveServer } from '../server.js';
import { newContact, newConversation, newInbox, newLabels } from '../world.js';

/** A Zap on an instant trigger, which was just switched on. */
interface Zap {
  path: string;
  subscribeData: Row;
  /** The event that starts a run with this record; events of what was before may come late. */
  eventOf: (id: string) => Promise<{ arrival: Arrival; record: Row }>;
}

/** Switches a Zap on for the while of what is to be seen, and off again. */
async function withZap(
  server: LiveServer,
  { step, input = {} }: { step: string; input?: Row },
  see: (zap: Zap) => Promise<void>,
): Promise<void> {
  const { app, receiver } = server;
  if (!receiver) throw new Error('no receiver');
  const path = `/${server.fresh()}`;
  const targetUrl = receiver.url + path;
  const subscribeData = (await app.part(step, 'performSubscribe', input, { targetUrl })) as Row;
  const take = async (rawRequest: Arrival): Promise<Row | undefined> =>
    (await app.trigger(step, input, { subscribeData, rawRequest, keepsCache: true }))[0];
  const eventOf: Zap['eventOf'] = (id) =>
    eventually(`an event of ${id} for ${step}`, async () => {
      const index = receiver.arrivals.findIndex((arrival) => arrival.path === path);
      if (index < 0) return undefined;
      const [arrival] = receiver.arrivals.splice(index, 1);
      const record = arrival && (await take(arrival));
      return arrival && record?.['id'] === id ? { arrival, record } : undefined;
    });
  try {
    await see({ path, subscribeData, eventOf });
  } finally {
    await app.part(step, 'performUnsubscribe', input, { subscribeData, targetUrl });
  }
  const left = rowsOf(await server.api.call<unknown>('GET', '/webhooks'));
  same(
    'webhooks left',
    left.filter(({ url }) => url === targetUrl),
    [],
  );
}

const poll = (app: LiveApp, step: string, input: Row, isPopulatingDedupe: boolean) =>
  app.trigger(step, input, { meta: { isPopulatingDedupe }, keepsCache: true });

const needs = ['receiver'] as const;

const instant: Scenario[] = [
  {
    name: 'instant: new contact',
    needs,
    everyRelease: true,
    run: (server) =>
      withZap(server, { step: 'new_contact_instant' }, async ({ eventOf }) => {
        const { id, email } = await newContact(server);
        holds('the record', (await eventOf(id)).record, { id, email });
      }),
  },
  {
    name: 'instant: updated contact',
    needs,
    run: async (server) => {
      const { id } = await newContact(server);
      await withZap(server, { step: 'updated_contact_instant' }, async ({ eventOf }) => {
        await server.api.call('PUT', `/contacts/${id}`, { name: 'Ann Lee' });
        holds('the record', (await eventOf(id)).record, { id, name: 'Ann Lee' });
      });
    },
  },
  {
    name: 'instant: new conversation',
    needs,
    everyRelease: true,
    run: (server) =>
      withZap(server, { step: 'new_conversation_instant' }, async ({ eventOf }) => {
        const { id } = await newConversation(server);
        holds('the record', (await eventOf(id)).record, { id });
      }),
  },
  {
    name: 'instant: updated conversation',
    needs,
    run: async (server) => {
      const { id } = await newConversation(server);
      const input = { changed_fields: ['priority'] };
      await withZap(
        server,
        { step: 'updated_conversation_instant', input },
        async ({ eventOf }) => {
          await server.api.call('POST', `/conversations/${id}/toggle_priority`, {
            priority: 'high',
          });
          holds('the record', (await eventOf(id)).record, { id, priority: 'high' });
        },
      );
    },
  },
  {
    name: 'instant: labels that were added',
    needs,
    run: async (server) => {
      const [first = '', second = ''] = await newLabels(server, 2);
      const [other, meant] = [await newConversation(server), await newConversation(server)];
      const input = { added_labels: [second] };
      await withZap(
        server,
        { step: 'updated_conversation_instant', input },
        async ({ eventOf }) => {
          const label = (id: string, labels: string[]) =>
            server.api.call('POST', `/conversations/${id}/labels`, { labels });
          await label(other.id, [first]);
          await label(meant.id, [first, second]);
          holds('the record', (await eventOf(meant.id)).record, { id: meant.id });
        },
      );
    },
  },
  {
    name: 'instant: conversation status changed',
    needs,
    everyRelease: true,
    run: async (server) => {
      const { id } = await newConversation(server);
      const input = { from: 'open', to: 'resolved' };
      const step = 'conversation_status_changed_instant';
      await withZap(server, { step, input }, async ({ eventOf }) => {
        await server.api.call('POST', `/conversations/${id}/toggle_status`, { status: 'resolved' });
        holds('the record', (await eventOf(id)).record, { id, status: 'resolved' });
      });
    },
  },
  {
    name: 'instant: new message',
    needs,
    everyRelease: true,
    run: async (server) => {
      const { id } = await newConversation(server);
      await withZap(server, { step: 'new_message_instant' }, async ({ eventOf }) => {
        const content = 'Hi – שלום 👋';
        const path = `/conversations/${id}/messages`;
        const message = idOf(await server.api.call('POST', path, { content }));
        const { record } = await eventOf(message);
        holds('the record', record, { content, conversation_id: id });
      });
    },
  },
  {
    name: 'instant: signatures fit',
    needs,
    since: '4.12',
    run: (server) =>
      withZap(server, { step: 'new_contact_instant' }, async ({ eventOf, subscribeData }) => {
        const { id } = await newContact(server, { name: 'Zoë – שלום' });
        const { headers, content } = (await eventOf(id)).arrival;
        const time = headers['Http-X-Chatwoot-Timestamp'] ?? '';
        const { secret } = subscribeData;
        if (typeof secret !== 'string') throw new Error('no secret was kept');
        const made = createHmac('sha256', secret).update(`${time}.${content}`).digest('hex');
        same('it', headers['Http-X-Chatwoot-Signature'], `sha256=${made}`);
      }),
  },
  {
    name: 'instant: servers before 4.12 sign nothing',
    needs,
    everyRelease: true,
    run: (server) =>
      withZap(server, { step: 'new_contact_instant' }, async ({ eventOf }) => {
        const { id } = await newContact(server);
        const { arrival, record } = await eventOf(id);
        holds('the record', record, { id });
        same('a signature', 'Http-X-Chatwoot-Signature' in arrival.headers, server.atLeast('4.12'));
      }),
  },
];

const polling: Scenario[] = [
  {
    name: 'polling: new contacts, newest first',
    everyRelease: true,
    run: async (server) => {
      const known = new Set((await poll(server.app, 'new_contact', {}, true)).map(idOf));
      const made: string[] = [];
      for (let left = 3; left > 0; left -= 1) made.unshift((await newContact(server)).id);
      const polled = await poll(server.app, 'new_contact', {}, false);
      same(
        'the new ones',
        polled.map(idOf).filter((id) => !known.has(id)),
        made,
      );
    },
  },
  {
    name: 'polling: a burst beyond a page is whole',
    run: async (server) => {
      const known = new Set((await poll(server.app, 'new_contact', {}, true)).map(idOf));
      // At once: many get one second as their time.
      const batches = Array.from({ length: 8 }, () => newContacts(server, 5));
      const made = (await Promise.all(batches)).flat();
      const polled = await poll(server.app, 'new_contact', {}, false);
      const fresh = polled.map(idOf).filter((id) => !known.has(id));
      same('the new ones', fresh.toSorted(), made.toSorted());
      same('twice', new Set(fresh).size, fresh.length);
    },
  },
  {
    name: 'polling: new contacts with a label',
    run: async (server) => {
      const [label = ''] = await newLabels(server, 1);
      const { id } = await newContact(server);
      await newContact(server);
      await server.api.call('POST', `/contacts/${id}/labels`, { labels: [label] });
      const polled = await poll(server.app, 'new_contact', { label }, false);
      same('they', polled.map(idOf), [id]);
    },
  },
  {
    name: 'polling: new conversations of an inbox',
    everyRelease: true,
    run: async (server) => {
      const { id: inbox } = await newInbox(server);
      same('before', await poll(server.app, 'new_conversation', { inbox }, true), []);
      const { id } = await newConversation(server, { inboxId: inbox });
      await newConversation(server);
      const polled = await poll(server.app, 'new_conversation', { inbox }, false);
      same('they', polled.map(idOf), [id]);
    },
  },
];

async function newContacts(server: LiveServer, count: number): Promise<string[]> {
  const made: string[] = [];
  for (let left = count; left > 0; left -= 1) made.push((await newContact(server)).id);
  return made;
}

export const triggers: Scenario[] = [...instant, ...polling];
