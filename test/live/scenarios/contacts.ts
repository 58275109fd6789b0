import { failure, holds, idOf, same, says } from '../check.js';
import type { Scenario } from '../scenario.js';
import { labelsOf, newContact, newLabels, storedContact } from '../world.js';

let phones = Date.now() % 10_000_000;
/** A number of Brazil that nobody here has. */
const newPhone = (): string => `+551191${String((phones += 1) % 10_000_000).padStart(7, '0')}`;

export const contacts: Scenario[] = [
  {
    name: 'update sends only what is filled',
    everyRelease: true,
    run: async (server) => {
      const phone_number = newPhone();
      const { id, email } = await newContact(server, { phone_number });
      const input = { contact: id, name: 'Ann Lee', email: '', phone: ' ', clear_fields: [] };
      holds('the output', await server.app.create('update_contact', input), {
        id,
        name: 'Ann Lee',
        outcome: 'updated',
      });
      holds('the contact', await storedContact(server, id), {
        name: 'Ann Lee',
        email,
        phone_number,
      });
    },
  },
  {
    name: 'update keeps city, country and company',
    everyRelease: true,
    run: async (server) => {
      const { id } = await newContact(server, {
        additional_attributes: { city: 'Haifa', company_name: 'Acme', country_code: 'IL' },
      });
      await server.app.create('update_contact', { contact: id, city: 'Recife' });
      holds('the contact', await storedContact(server, id), {
        additional_attributes: { city: 'Recife', company_name: 'Acme' },
      });
    },
  },
  {
    name: 'update keeps the other social profiles',
    run: async (server) => {
      const { id } = await newContact(server, {
        additional_attributes: { social_profiles: { github: 'jane', twitter: 'jd' } },
      });
      await server.app.create('update_contact', { contact: id, github: 'ann' });
      holds('the contact', await storedContact(server, id), {
        additional_attributes: { social_profiles: { github: 'ann', twitter: 'jd' } },
      });
    },
  },
  {
    name: 'clearing empties what is named alone',
    everyRelease: true,
    run: async (server) => {
      const phone_number = newPhone();
      const { id, email } = await newContact(server, {
        phone_number,
        identifier: server.fresh(),
        additional_attributes: { city: 'Haifa', description: 'VIP' },
      });
      const clear_fields = ['phone', 'external_id', 'city'];
      await server.app.create('update_contact', { contact: id, clear_fields });
      const stored = await storedContact(server, id);
      same('the phone', stored['phone_number'] ?? '', '');
      same('the external ID', stored['identifier'] ?? null, null);
      holds('the rest', stored, { email, additional_attributes: { city: '', description: 'VIP' } });
    },
  },
  {
    name: 'external ID is cleared on two contacts',
    run: async (server) => {
      for (let left = 2; left > 0; left -= 1) {
        const { id } = await newContact(server, { identifier: server.fresh() });
        await server.app.create('update_contact', { contact: id, clear_fields: ['external_id'] });
        same('it', (await storedContact(server, id))['identifier'] ?? null, null);
      }
    },
  },
  {
    name: 'find by email in any case',
    everyRelease: true,
    run: async (server) => {
      const { id, email } = await newContact(server);
      const found = await server.app.search('find_contact', { email: email.toUpperCase() });
      same('the IDs', found.map(idOf), [id]);
    },
  },
  {
    name: 'find by phone',
    everyRelease: true,
    run: async (server) => {
      const phone = newPhone();
      const { id } = await newContact(server, { phone_number: phone });
      const found = await server.app.search('find_contact', { phone });
      same('the IDs', found.map(idOf), [id]);
    },
  },
  {
    name: 'find by phone without Brazil’s ninth digit',
    run: async (server) => {
      const phone = newPhone();
      const { id } = await newContact(server, { phone_number: phone });
      const older = phone.replace('+55119', '+5511');
      same('the IDs', (await server.app.search('find_contact', { phone: older })).map(idOf), [id]);
    },
  },
  {
    name: 'find by external ID in the exact case',
    everyRelease: true,
    run: async (server) => {
      const identifier = `Crm-${server.fresh()}`;
      const { id } = await newContact(server, { identifier });
      const find = (external_id: string) => server.app.search('find_contact', { external_id });
      same('as it is', (await find(identifier)).map(idOf), [id]);
      same('in other letters', await find(identifier.toUpperCase()), []);
    },
  },
  {
    name: 'find what isn’t there finds nothing',
    everyRelease: true,
    run: async (server) => {
      const { app } = server;
      same(
        'by email',
        await app.search('find_contact', { email: `${server.fresh()}@example.com` }),
        [],
      );
      same('by ID', await app.search('find_contact', { contact: '2000000000' }), []);
    },
  },
  {
    name: 'find by text finds a part of a name',
    run: async (server) => {
      const name = `Zoe ${server.fresh()}q`;
      const { id } = await newContact(server, { name });
      same('it', (await server.app.search('find_contact', { text: name.slice(2) })).map(idOf), [
        id,
      ]);
    },
  },
  {
    name: 'create stores every standard field',
    everyRelease: true,
    run: async (server) => {
      const [email, phone, external_id] = [
        `${server.fresh()}@example.com`,
        newPhone(),
        server.fresh(),
      ];
      const made = await server.app.create('create_contact', {
        ...{ name: `Ann ${server.mark}`, email, phone, external_id },
        ...{ city: 'Haifa', company_name: 'Acme', description: 'Said hello', github: 'ann' },
      });
      holds('the contact', await storedContact(server, idOf(made)), {
        ...{ email, phone_number: phone, identifier: external_id },
        additional_attributes: {
          ...{ city: 'Haifa', company_name: 'Acme', description: 'Said hello' },
          social_profiles: { github: 'ann' },
        },
      });
    },
  },
  {
    name: 'create with labels',
    run: async (server) => {
      const titles = await newLabels(server, 2);
      const made = await server.app.create('create_contact', {
        name: 'Ann',
        email: `${server.fresh()}@example.com`,
        add_labels: titles,
      });
      same('the labels', await labelsOf(server, idOf(made)), titles);
    },
  },
  {
    name: 'update creates whom it doesn’t find',
    run: async (server) => {
      const email = `${server.fresh()}@example.com`;
      const input = { contact: email, find_by: 'email', if_missing: 'create', name: 'New One' };
      const made = await server.app.create('update_contact', input);
      same('the outcome', made['outcome'], 'created');
      holds('the contact', await storedContact(server, idOf(made)), { email, name: 'New One' });
    },
  },
  {
    name: 'update by email refuses whom it doesn’t find',
    run: async (server) => {
      const input = { contact: `${server.fresh()}@example.com`, find_by: 'email', name: 'X' };
      says(
        'it',
        await failure('an unknown', server.app.create('update_contact', input)),
        /no contact/i,
      );
    },
  },
  {
    name: 'taken email names its owner',
    everyRelease: true,
    run: async (server) => {
      const [owner, other] = [await newContact(server), await newContact(server)];
      const input = { contact: other.id, email: owner.email };
      const message = await failure('a taken email', server.app.create('update_contact', input));
      says('the message', message, new RegExp(`\\b${owner.id}\\b`));
      holds('the other', await storedContact(server, other.id), { email: other.email });
    },
  },
  {
    name: 'taken phone names its owner',
    run: async (server) => {
      const phone = newPhone();
      const owner = await newContact(server, { phone_number: phone });
      const other = await newContact(server);
      const input = { contact: other.id, phone };
      const message = await failure('a taken phone', server.app.create('update_contact', input));
      says('the message', message, new RegExp(`\\b${owner.id}\\b`));
    },
  },
  {
    name: 'create with a taken email is refused',
    run: async (server) => {
      const { id, email } = await newContact(server);
      const run = server.app.create('create_contact', { name: 'Twin', email });
      says('the message', await failure('a twin', run), new RegExp(`\\b${id}\\b`));
    },
  },
  {
    name: 'merge keeps the kept one’s values',
    everyRelease: true,
    run: async (server) => {
      const phone = newPhone();
      const kept = await newContact(server, { name: 'Kept' });
      const gone = await newContact(server, { name: 'Gone', phone_number: phone });
      await server.app.create('merge_contacts', { contact: kept.id, merged_contact: gone.id });
      holds('the kept one', await storedContact(server, kept.id), {
        ...{ name: 'Kept', email: kept.email, phone_number: phone },
      });
      same('the other', await server.app.search('find_contact', { contact: gone.id }), []);
    },
  },
  {
    name: 'delete takes a contact away',
    run: async (server) => {
      const { id } = await newContact(server);
      await server.app.create('delete_contact', { contact: id });
      same('it', await server.app.search('find_contact', { contact: id }), []);
    },
  },
  {
    name: 'note is added once, with its text',
    run: async (server) => {
      const { id } = await newContact(server);
      const note = `Called back – שלום ${server.mark}`;
      await server.app.create('add_contact_note', { contact: id, note });
      const notes = await server.api.call<{ content: string }[]>('GET', `/contacts/${id}/notes`);
      same(
        'the notes',
        notes.map(({ content }) => content),
        [note],
      );
    },
  },
  {
    name: 'blocking is stored',
    since: '3.7',
    run: async (server) => {
      const { id } = await newContact(server);
      await server.app.create('update_contact', { contact: id, blocked: 'yes' });
      holds('it', await storedContact(server, id), { blocked: true });
    },
  },
  {
    name: 'blocking that isn’t stored is said',
    everyRelease: true,
    run: async (server) => {
      const { id } = await newContact(server);
      const input = { contact: id, blocked: 'yes' };
      if (server.atLeast('3.7')) await server.app.create('update_contact', input);
      else
        says('it', await failure('it', server.app.create('update_contact', input)), /not stored/);
    },
  },
  {
    name: 'null characters are taken out',
    run: async (server) => {
      const { id } = await newContact(server);
      await server.app.create('update_contact', { contact: id, name: 'A\u0000nn' });
      holds('it', await storedContact(server, id), { name: 'Ann' });
    },
  },
];
