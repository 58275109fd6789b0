import type { Bundle, ZObject } from 'zapier-platform-core';
import { keys, locationId } from '../../../sandbox/highlevel/index.js';
import { changedFieldsField } from '../../../fields/changed_fields.js';
import { perform as contactTagged } from '../../../triggers/contact_tagged.js';
import { perform as newContact } from '../../../triggers/new_contact.js';
import { newContactInstantTrigger } from '../../../triggers/new_contact_instant.js';
import { perform as newConversation } from '../../../triggers/new_conversation.js';
import { perform as newMessage } from '../../../triggers/new_message.js';
import { perform as updatedContact } from '../../../triggers/updated_contact.js';
import { failureOf } from '../../helpers/running/app.js';
import {
  ago,
  highlevelTriggers,
  ids,
  many,
  MINUTE,
  poll,
  pollAgain,
  pollInCore,
  sample,
  sandbox,
  sent,
  someone,
} from '../../helpers/highlevel/triggers.js';
import { shortestWaits } from '../../helpers/shortest_waits.js';

shortestWaits();

const IDLE_BYTES = 64 * 1024;

type Input = Record<string, unknown>;
type Perform<Result> = (z: ZObject, bundle: Bundle) => Promise<Result>;

const bodies = () => sandbox.requests.map(({ body }) => body as Input);
const searches = () => bodies().filter(Boolean);

const feeds = [
  ['new_contact', newContact, {}],
  ['updated_contact', updatedContact, {}],
  ['contact_tagged', contactTagged, { tag: 'lead' }],
  ['new_conversation', newConversation, {}],
  ['new_message', newMessage, {}],
] as const satisfies readonly (readonly [string, Perform<{ id: string }[]>, Input])[];

describe('the polling triggers of HighLevel', () => {
  highlevelTriggers();

  describe.each(feeds)('%s', (_key, perform: Perform<{ id: string }[]>, input: Input) => {
    it('needs one request for a sample', async () => {
      const records = await poll(perform, input, sample);
      expect(records).toHaveLength(3);
      expect(sandbox.requests).toHaveLength(1);
    });

    it('needs one small request when there is nothing new', async () => {
      await poll(perform, input);
      sandbox.requests.length = 0;
      await pollAgain(perform, input);
      expect(sandbox.requests).toHaveLength(1);
      expect(JSON.stringify(sandbox.requests[0]?.answer).length).toBeLessThan(IDLE_BYTES);
    });

    it('gives a burst of 150 whole, at the same millisecond or not', async () => {
      const dates = many(150).map((index) => ago(MINUTE + (index < 50 ? 0 : index)));
      const burst = dates.flatMap((dateAdded) => {
        const contact = sandbox.store.addContact({ tags: ['lead'], dateAdded });
        const conversation = sandbox.store.addConversation(contact, { dateAdded });
        const message = sandbox.store.addMessage(conversation, { dateAdded });
        return [contact.id, conversation.id, message.id];
      });
      const records = ids(await poll(perform, input));
      // What stands below the burst on its last page comes along; Zapier knows it.
      expect(records.filter((id) => burst.includes(id))).toHaveLength(150);
      expect(new Set(records).size).toBe(records.length);
      expect(sandbox.requests.length).toBeLessThanOrEqual(5);
    });
  });

  describe('new_contact', () => {
    it('asks for the newest, page after page from the last contact on', async () => {
      for (const index of many(40)) sandbox.store.addContact({ dateAdded: ago(index * 1000) });
      await poll(newContact);
      const [first, second] = bodies();
      const sort = [{ field: 'dateAdded', direction: 'desc' }];
      expect(first).toEqual({ locationId, pageLimit: 25, sort });
      const answer = sandbox.requests[0]?.answer as { contacts: { searchAfter: unknown }[] };
      const searchAfter = answer.contacts.at(-1)?.searchAfter;
      expect(searchAfter).toEqual([expect.any(Number), expect.any(String)]);
      expect(second).toEqual({ locationId, pageLimit: 100, sort, searchAfter });
      expect(sandbox.requests[0]?.headers['version']).toBe('2021-07-28');
    });

    it('asks for three for a sample', async () => {
      await poll(newContact, {}, sample);
      expect(bodies()[0]).toMatchObject({ pageLimit: 3 });
    });

    it('asks only for those that have the label, in lower case as HighLevel keeps it', async () => {
      const wanted = sandbox.store.addContact({ tags: ['vip'], dateAdded: ago(MINUTE) });
      sandbox.store.addContact({ tags: ['other'], dateAdded: ago(MINUTE) });
      expect(ids(await pollInCore(newContact, { label: 'VIP' }))).toEqual([wanted.id]);
      const filters = [{ field: 'tags', operator: 'eq', value: 'vip' }];
      expect(bodies()[0]).toMatchObject({ filters });
    });

    it('ends where the server ignores the cursor', async () => {
      const contacts = many(100).map((index) => ({
        id: `contact${String(index).padStart(13, '0')}`,
        dateAdded: ago(MINUTE),
        searchAfter: [index, 'x'],
      }));
      sandbox.fail({ times: 99, status: 200, body: JSON.stringify({ contacts, total: 5000 }) });
      expect(await poll(newContact)).toHaveLength(100);
      sandbox.clearFaults();
      expect(sandbox.requests).toHaveLength(2);
    });

    it('names custom fields, which it reads once for all polls', async () => {
      const values = { fieldNickname0000001: 'JD' };
      sandbox.store.addContact({ customFields: values, dateAdded: ago(MINUTE) });
      const named = { custom_attributes: { nickname: 'JD' } };
      expect((await poll(newContact))[0]).toMatchObject(named);
      expect(sent()).toEqual([
        'POST /contacts/search',
        `GET /locations/${locationId}/customFields`,
      ]);
      sandbox.requests.length = 0;
      expect((await pollAgain(newContact))[0]).toMatchObject(named);
      expect(sent()).toEqual(['POST /contacts/search']);
    });

    it('gives the ids of custom fields that it may not read, and waits for names that fail', async () => {
      const values = { fieldNickname0000001: 'JD' };
      sandbox.store.addContact({ customFields: values, dateAdded: ago(MINUTE) });
      const unnamed = { custom_attributes: values };
      expect((await poll(newContact, {}, {}, keys.readOnly))[0]).toMatchObject(unnamed);
      // An event goes out once, so one without its names would stay without them.
      sandbox.fail({ path: /customFields/, status: 500 });
      expect((await failureOf(poll(newContact))).message).toMatch(/problem of its own/);
    });
  });

  describe('updated_contact', () => {
    it('gives a contact again after each change, under a time of its own', async () => {
      const contact = someone();
      expect(await poll(updatedContact)).toEqual(
        expect.not.arrayContaining([expect.objectContaining({ updated_at: contact.dateUpdated })]),
      );
      sandbox.store.updateContact(contact, { city: 'Denver' });
      const [first] = await pollAgain(updatedContact);
      expect(first).toMatchObject({ id: contact.id, updated_at: contact.dateUpdated });
      expect(searches().at(-1)).toEqual({
        locationId,
        pageLimit: 25,
        sort: [{ field: 'dateUpdated', direction: 'desc' }],
      });
    });
  });

  describe('updated_contact for chosen fields', () => {
    const NICKNAME = 'fieldNickname0000001';
    const only = (...fields: string[]) => ({ changed_fields: fields });

    it('chooses from the standard fields and the location’s custom fields, each once', async () => {
      const [field] = await poll(changedFieldsField);
      expect(field).toMatchObject({ key: 'changed_fields', list: true, required: false });
      const choices = field?.choices as unknown as { value: string; label: string }[];
      const labels = new Map(choices.map(({ value, label }) => [value, label]));
      expect(labels.size).toBe(choices.length);
      expect(labels.get('email')).toBe('Email');
      expect(labels.get('labels')).toBe('Tags');
      expect(labels.get('custom_attributes.nickname')).toBe('Nickname');
      expect(sent()).toEqual([`GET /locations/${locationId}/customFields`]);
      const [without] = await poll(changedFieldsField, {}, {}, keys.readOnly);
      expect(JSON.stringify(without)).toContain('"email"');
      expect(JSON.stringify(without)).not.toContain('custom_attributes');
    });

    it('has every field that it offers in what the search tells of a contact', async () => {
      const [field] = await poll(changedFieldsField);
      const choices = field?.choices as unknown as { value: string }[];
      const full = sandbox.store.addContact({
        firstName: 'Ann',
        lastName: 'Lee',
        email: 'ann@example.com',
        phone: '+15552010999',
        companyName: 'Acme',
        address1: '1 Road',
        city: 'Denver',
        state: 'CO',
        postalCode: '80014',
        country: 'US',
        website: 'https://example.com',
        timezone: 'America/Denver',
        dateOfBirth: '1990-01-01',
        source: 'form',
        assignedTo: 'user',
        type: 'lead',
        dnd: true,
        dndSettings: { SMS: { status: 'active' } },
        tags: ['vip'],
        followers: ['user'],
      });
      const told = (await poll(updatedContact)).find(({ id }) => id === full.id);
      const standard = choices.map(({ value }) => value).filter((key) => !key.includes('.'));
      const absent = standard.filter((key) => told?.[key] === undefined);
      // Of these the sandbox keeps none.
      expect(absent).toEqual(['additionalEmails', 'additionalPhones']);
    });

    it('tells of a chosen field’s change alone, in one request and under its time', async () => {
      const contact = someone();
      const fields = only('labels', 'custom_attributes.nickname');
      await poll(updatedContact, fields, { isPopulatingDedupe: true });
      sandbox.requests.length = 0;
      sandbox.store.updateContact(contact, { city: 'Denver' });
      expect(await pollAgain(updatedContact, fields)).toEqual([]);
      sandbox.store.updateContact(contact, { tags: [...contact.tags, 'vip'] });
      const changedAt = contact.dateUpdated;
      const event = { id: contact.id, updated_at: changedAt };
      expect(await pollAgain(updatedContact, fields)).toMatchObject([event]);
      expect(sent()).toEqual(['POST /contacts/search', 'POST /contacts/search']);
      sandbox.store.updateContact(contact, { city: 'Boulder' });
      contact.dateUpdated = ago(-1000);
      expect(await pollAgain(updatedContact, fields)).toMatchObject([
        { ...event, city: 'Boulder' },
      ]);
      const customFields = { ...contact.customFields, [NICKNAME]: 'Johnny' };
      sandbox.store.updateContact(contact, { customFields });
      contact.dateUpdated = ago(-2000);
      expect(await pollAgain(updatedContact, fields)).toMatchObject([
        { id: contact.id, updated_at: contact.dateUpdated },
      ]);
    });

    it('takes the fields in any order, and gives a sample whatever changed', async () => {
      await poll(updatedContact, only('email', 'city'), { isPopulatingDedupe: true });
      sandbox.store.updateContact(someone(), { source: 'form' });
      expect(await pollAgain(updatedContact, only('city', 'email'))).toEqual([]);
      expect(await poll(updatedContact, only('city'), sample)).toHaveLength(3);
    });

    it.each([['emial'], ['custom_attributes.nick'], ['updated_at'], ['constructor']])(
      'refuses `%s` where the Zap is set up',
      async (field) => {
        const { message } = await failureOf(poll(updatedContact, only('email', field), sample));
        expect(message).toMatch(/^Only When These Change: `.*` is no field of contacts here/);
        expect(sent()).not.toContain('POST /contacts/search');
        // A field that was deleted since must not stop the Zap.
        expect(await poll(updatedContact, only('email', field))).toEqual([]);
      },
    );

    it('gives a burst of 150 whole, and its polls again what they gave', async () => {
      const fields = only('email');
      await poll(updatedContact, fields, { isPopulatingDedupe: true });
      const burst = many(150).map(
        () => sandbox.store.addContact({ email: 'a@example.com', dateAdded: ago(MINUTE) }).id,
      );
      const first = await pollAgain(updatedContact, fields);
      expect(new Set(ids(first))).toEqual(new Set(burst));
      const keyOf = ({ id, updated_at: at }: { id: string; updated_at?: string }) => `${id} ${at}`;
      const again = await pollAgain(updatedContact, fields);
      expect(new Set(again.map(keyOf))).toEqual(new Set(first.map(keyOf)));
    });
  });

  it('a contact that moves while it is read comes once, unless its changes are the events', async () => {
    const contacts = [1, 2].map((minutes) => ({ id: 'a', dateUpdated: ago(minutes * MINUTE) }));
    const body = JSON.stringify({ contacts, total: 2 });
    sandbox.fail({ times: 2, status: 200, body });
    expect(await poll(contactTagged, { tag: 'vip' })).toHaveLength(1);
    expect(await poll(updatedContact)).toHaveLength(2);
  });

  describe('contact_tagged', () => {
    it('gives an old contact that gets the tag', async () => {
      const contact = someone();
      expect(ids(await poll(contactTagged, { tag: 'VIP' }))).not.toContain(contact.id);
      sandbox.store.updateContact(contact, { tags: [...contact.tags, 'vip'] });
      expect(ids(await pollAgain(contactTagged, { tag: 'VIP' }))).toEqual([contact.id]);
      expect(searches().at(-1)).toEqual({
        locationId,
        pageLimit: 25,
        sort: [{ field: 'dateUpdated', direction: 'desc' }],
        filters: [{ field: 'tags', operator: 'eq', value: 'vip' }],
      });
    });

    it('tells of each of several tags by itself, and which it was, in one request', async () => {
      const contact = sandbox.store.addContact({ tags: ['vip', 'other'], dateAdded: ago(MINUTE) });
      sandbox.store.addContact({ tags: ['other'], dateAdded: ago(MINUTE) });
      const tag = ['VIP', 'Hot Lead, Spain', 'vip'];
      expect(await poll(contactTagged, { tag })).toMatchObject([{ id: contact.id, tag: 'vip' }]);
      expect(searches().at(-1)).toMatchObject({
        filters: [
          {
            group: 'OR',
            filters: [
              { field: 'tags', operator: 'eq', value: 'hot lead, spain' },
              { field: 'tags', operator: 'eq', value: 'vip' },
            ],
          },
        ],
      });
      sandbox.store.updateContact(contact, { tags: [...contact.tags, 'hot lead, spain'] });
      sandbox.requests.length = 0;
      expect(await pollAgain(contactTagged, { tag })).toMatchObject([
        { id: contact.id, tag: 'hot lead, spain' },
        { id: contact.id, tag: 'vip' },
      ]);
      expect(sandbox.requests).toHaveLength(1);
    });

    it('takes the tags in any order for the same feed, and refuses none at all', async () => {
      const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() - 300 * MINUTE);
      await poll(contactTagged, { tag: ['vip', 'lead'] });
      clock.mockRestore();
      const missed = many(40).map(
        () => sandbox.store.addContact({ tags: ['lead'], dateAdded: ago(200 * MINUTE) }).id,
      );
      const again = ids(await pollAgain(contactTagged, { tag: ['lead', 'VIP'] }));
      expect(again).toEqual(expect.arrayContaining(missed));
      const { message } = await failureOf(poll(contactTagged, { tag: [' '] }));
      expect(message).toMatch(/^Tags: this field is required/);
    });

    it('gets to know all who have it when the Zap is switched on', async () => {
      for (const index of many(900)) {
        sandbox.store.addContact({ tags: ['vip'], dateAdded: ago((index + 60) * MINUTE) });
      }
      const known = await poll(contactTagged, { tag: 'vip' }, { isPopulatingDedupe: true });
      expect(known).toHaveLength(900);
    });
  });

  it('throttled, the first page fails with the wait and a later one ends the walk', async () => {
    sandbox.store.rateLimit.max = 1;
    for (const index of many(40)) sandbox.store.addContact({ dateAdded: ago(index * 1000) });
    expect(await poll(newContact)).toHaveLength(25);
    expect(sandbox.requests.at(-1)).toMatchObject({ status: 429 });
    expect(await failureOf(poll(newContact))).toMatchObject({ name: 'ThrottledError', delay: 10 });
  });

  it('the instant triggers say what to do instead', async () => {
    const { performList } = newContactInstantTrigger.operation;
    const { message } = await failureOf(poll(performList));
    expect(message).toMatch(
      /^HighLevel cannot tell at once of new contacts .*build a Workflow.*Catch Hook/,
    );
    expect(sandbox.requests).toEqual([]);
  });
});
