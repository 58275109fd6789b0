import { failure, holds, same, says } from '../check.js';
import type { Scenario } from '../scenario.js';
import type { LiveServer } from '../server.js';
import { labelsOf, newAttribute, newContact, newLabels, storedContact } from '../world.js';

const attributesOf = async (server: LiveServer, id: string): Promise<unknown> =>
  (await storedContact(server, id))['custom_attributes'];

export const labelsAndAttributes: Scenario[] = [
  {
    name: 'adding labels keeps the others',
    everyRelease: true,
    run: async (server) => {
      const titles = await newLabels(server, 3);
      const { id } = await newContact(server);
      await server.api.call('POST', `/contacts/${id}/labels`, { labels: titles.slice(0, 1) });
      await server.app.create('add_contact_labels', { contact: id, add_labels: titles.slice(1) });
      same('the labels', await labelsOf(server, id), titles);
    },
  },
  {
    name: 'removing labels keeps the others',
    everyRelease: true,
    run: async (server) => {
      const titles = await newLabels(server, 3);
      const { id } = await newContact(server);
      await server.api.call('POST', `/contacts/${id}/labels`, { labels: titles });
      const remove_labels = titles.slice(0, 1);
      await server.app.create('remove_contact_labels', { contact: id, remove_labels });
      same('the labels', await labelsOf(server, id), titles.slice(1));
    },
  },
  {
    name: 'update changes labels beside fields',
    run: async (server) => {
      const titles = await newLabels(server, 2);
      const { id } = await newContact(server);
      await server.api.call('POST', `/contacts/${id}/labels`, { labels: titles.slice(0, 1) });
      const input = { contact: id, name: 'Ann', add_labels: titles.slice(1) };
      await server.app.create('update_contact', input);
      same('the labels', await labelsOf(server, id), titles);
      holds('the name', await storedContact(server, id), { name: 'Ann' });
    },
  },
  {
    name: 'labels are written in small letters',
    run: async (server) => {
      const [title = ''] = await newLabels(server, 1);
      const { id } = await newContact(server);
      await server.app.create('add_contact_labels', {
        contact: id,
        add_labels: [title.toUpperCase()],
      });
      same('the labels', await labelsOf(server, id), [title]);
    },
  },
  {
    name: 'attributes of all types',
    everyRelease: true,
    run: async (server) => {
      const key = {
        text: await newAttribute(server, 'text'),
        number: await newAttribute(server, 'number'),
        link: await newAttribute(server, 'link'),
        date: await newAttribute(server, 'date'),
        list: await newAttribute(server, 'list', { attribute_values: ['Free', 'Pro'] }),
        checkbox: await newAttribute(server, 'checkbox'),
      };
      const { id } = await newContact(server);
      await server.app.create('update_contact', {
        contact: id,
        [`attr_${key.text}`]: 'Línea – שלום',
        [`attr_${key.number}`]: '12.5',
        [`attr_${key.link}`]: 'https://example.com/a?b=c',
        [`attr_${key.date}`]: '2026-03-14T23:30:00-05:00',
        [`attr_${key.list}`]: 'Pro',
        [`attr_${key.checkbox}`]: 'no',
      });
      const stored = (await attributesOf(server, id)) as Record<string, unknown>;
      same('the date’s day', String(stored[key.date]).slice(0, 10), '2026-03-14');
      holds('the attributes', stored, {
        [key.text]: 'Línea – שלום',
        [key.number]: 12.5,
        [key.link]: 'https://example.com/a?b=c',
        [key.list]: 'Pro',
        [key.checkbox]: false,
      });
    },
  },
  {
    name: 'attributes keep the others',
    everyRelease: true,
    run: async (server) => {
      const { id } = await newContact(server, { custom_attributes: { plan: 'Pro', seats: 3 } });
      const attributes_json = '{"seats": 4, "tags": ["a", "b"]}';
      await server.app.create('update_contact', { contact: id, attributes_json });
      same('they', await attributesOf(server, id), { plan: 'Pro', seats: 4, tags: ['a', 'b'] });
    },
  },
  {
    name: 'odd attribute keys',
    run: async (server) => {
      const { id } = await newContact(server);
      const odd = { 'with space': 1, 'dot.ted': 2, ключ: 3, 'a[b]': 4, CamelCase: 5 };
      const attributes_json = JSON.stringify(odd);
      await server.app.create('update_contact', { contact: id, attributes_json });
      same('they', await attributesOf(server, id), odd);
    },
  },
  {
    name: 'emptied attributes are removed',
    everyRelease: true,
    run: async (server) => {
      const key = await newAttribute(server, 'text');
      const { id } = await newContact(server, { custom_attributes: { [key]: 'x', plan: 'Pro' } });
      await server.app.create('update_contact', { contact: id, clear_fields: [`attr_${key}`] });
      same('what is left', await attributesOf(server, id), { plan: 'Pro' });
    },
  },
  {
    name: 'value that a list hasn’t is refused',
    run: async (server) => {
      const key = await newAttribute(server, 'list', { attribute_values: ['Free', 'Pro'] });
      const { id } = await newContact(server);
      const run = server.app.create('update_contact', { contact: id, [`attr_${key}`]: 'Gold' });
      says('the message', await failure('it', run), /Free.*Pro|Pro.*Free/);
      same('nothing', await attributesOf(server, id), {});
    },
  },
  {
    name: 'value that a pattern refuses is refused',
    since: '3.6',
    run: async (server) => {
      const key = await newAttribute(server, 'text', {
        regex_pattern: '^[A-Z]{2}$',
        regex_cue: 'Two letters',
      });
      const { id } = await newContact(server);
      const run = server.app.create('update_contact', { contact: id, [`attr_${key}`]: 'abc' });
      says('the message', await failure('it', run), /Two letters/);
    },
  },
];
