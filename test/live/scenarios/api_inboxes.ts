import { createHmac } from 'node:crypto';
import { failure, holds, idOf, same, says } from '../check.js';
import type { Scenario } from '../scenario.js';
import type { LiveServer } from '../server.js';
import { newContact, newInbox, storedContact } from '../world.js';

const made = async (server: LiveServer, inbox: string, authData = {}) => {
  const input = {
    inbox,
    name: 'Ann',
    email: `${server.fresh()}@example.com`,
    external_id: server.fresh(),
  };
  const contact = await server.app.create('create_inbox_contact', input, { authData });
  return { id: idOf(contact), source: String(contact['source_id']), ...input };
};

export const apiInboxes: Scenario[] = [
  {
    name: 'client API makes and changes a contact',
    everyRelease: true,
    run: async (server) => {
      const { identifier: inbox } = await newInbox(server);
      const { id, source, email } = await made(server, inbox);
      const change = { inbox, contact_identifier: source, name: 'Ann Lee' };
      await server.app.create('update_inbox_contact', change);
      holds('the contact', await storedContact(server, id), { name: 'Ann Lee', email });
    },
  },
  {
    name: 'client API gives back whom it knows',
    run: async (server) => {
      const { identifier: inbox } = await newInbox(server);
      const { id, source, email } = await made(server, inbox);
      const again = await server.app.create('create_inbox_contact', {
        inbox,
        email,
        name: 'Other',
      });
      same('the contact', again['id'], id);
      if (again['source_id'] === source) throw new Error('no new contact inbox was made');
      holds('it', await storedContact(server, id), { name: 'Ann' });
    },
  },
  {
    name: 'client API update stops before a clash merges',
    everyRelease: true,
    run: async (server) => {
      const { identifier: inbox } = await newInbox(server);
      const { id, source } = await made(server, inbox);
      const owner = await newContact(server);
      const input = { inbox, contact_identifier: source, email: owner.email };
      const message = await failure('a clash', server.app.create('update_inbox_contact', input));
      says('the message', message, new RegExp(`\\b${owner.id}\\b`));
      same('both are there', idOf(await storedContact(server, id)), id);
    },
  },
  {
    name: 'client API proves the contact with the HMAC token',
    run: async (server) => {
      const inbox = await newInbox(server, { hmac: true });
      const authData = { hmacToken: inbox.hmacToken };
      const { id, source, external_id } = await made(server, inbox.identifier, authData);
      await server.app.create(
        'update_inbox_contact',
        { inbox: inbox.identifier, contact_identifier: source, external_id, name: 'Proved' },
        { authData },
      );
      holds('the contact', await storedContact(server, id), { name: 'Proved' });
    },
  },
  {
    name: 'client API takes a hash that the user brings',
    run: async (server) => {
      const inbox = await newInbox(server, { hmac: true });
      const external_id = server.fresh();
      const hash = createHmac('sha256', inbox.hmacToken).update(external_id).digest('hex');
      const name = `Ann ${server.mark}`;
      const input = { inbox: inbox.identifier, name, external_id, identifier_hash: hash };
      const contact = await server.app.create('create_inbox_contact', input);
      holds('it', await storedContact(server, idOf(contact)), { identifier: external_id });
    },
  },
  {
    name: 'client API without proof is refused where it is wanted',
    run: async (server) => {
      const inbox = await newInbox(server, { hmac: true });
      const name = `Ann ${server.mark}`;
      const input = { inbox: inbox.identifier, name, external_id: server.fresh() };
      const message = await failure('it', server.app.create('create_inbox_contact', input));
      says('the message', message, /HMAC|identity|hash/i);
    },
  },
];
