import type { Bundle, ZObject } from 'zapier-platform-core';
import type { HighlevelClient } from '../../../platforms/highlevel/client.js';
import { conversationIn } from '../../../platforms/highlevel/conversations/shape.js';
import {
  type HighlevelSandbox,
  keys,
  locationId,
  startHighlevelSandbox,
} from '../../../sandbox/highlevel/index.js';
import { perform as contactTagged } from '../../../triggers/contact_tagged.js';
import { perform as newContact } from '../../../triggers/new_contact.js';
import { newContactInstantTrigger } from '../../../triggers/new_contact_instant.js';
import {
  filterFields as conversationFields,
  perform as newConversation,
} from '../../../triggers/new_conversation.js';
import {
  filterFields as messageFields,
  perform as newMessage,
} from '../../../triggers/new_message.js';
import { perform as updatedContact } from '../../../triggers/updated_contact.js';
import { failureOf, run, runKeepingCache } from '../../helpers/app.js';
import { guardNetwork } from '../../helpers/nock.js';

const MINUTE = 60_000;
const APP = `https://app.gohighlevel.com/v2/location/${locationId}`;
const IDLE_BYTES = 64 * 1024;

type Input = Record<string, unknown>;
type Perform<Result> = (z: ZObject, bundle: Bundle) => Promise<Result>;
type Meta = Partial<Bundle['meta']>;

const sample: Meta = { isLoadingSample: true };

describe('the polling triggers of HighLevel', () => {
  guardNetwork();
  let sandbox: HighlevelSandbox;
  beforeAll(async () => {
    sandbox = await startHighlevelSandbox();
  });
  afterAll(() => sandbox.close());
  beforeEach(() => sandbox.reset());

  const authData = (apiKey = keys.all) => ({
    platform: 'highlevel',
    apiKey,
    baseUrl: sandbox.url,
    accountId: locationId,
  });
  const poll = <Result>(
    perform: Perform<Result>,
    inputData: Input = {},
    meta: Meta = {},
    apiKey = keys.all,
  ) => run(perform, { authData: authData(apiKey), inputData, meta });
  const pollAgain = <Result>(perform: Perform<Result>, inputData: Input = {}) =>
    runKeepingCache(perform, { authData: authData(), inputData });

  const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();
  const sent = () => sandbox.requests.map(({ method, path }) => `${method} ${path}`);
  const queries = () =>
    sandbox.requests.map(({ query }) => Object.fromEntries(new URLSearchParams(query)));
  const bodies = () => sandbox.requests.map(({ body }) => body as Input);
  const searches = () => bodies().filter(Boolean);
  const ids = (records: { id: string }[]) => records.map(({ id }) => id);
  const many = (count: number) => Array.from({ length: count }, (_, index) => index);
  const someone = () => {
    const contact = [...sandbox.store.contacts.values()][0];
    if (!contact) throw new Error('the seed has no contact');
    return contact;
  };
  const addConversation = (dateAdded: string, values: Input = {}, lastMessage: Input = {}) => {
    const contact = sandbox.store.addContact({ firstName: 'New' });
    const conversation = sandbox.store.addConversation(contact, { dateAdded, ...values });
    sandbox.store.addMessage(conversation, { dateAdded, ...lastMessage });
    return conversation;
  };
  const lastEmail = () => {
    const email = sandbox.store.emails.at(-1);
    if (!email) throw new Error('there is no e-mail');
    return email;
  };
  const refuseScope = (path: RegExp) => {
    const message = 'The token is not authorized for this scope.';
    sandbox.fail({ path, status: 401, body: JSON.stringify({ statusCode: 401, message }) });
  };

  const feeds = [
    ['new_contact', newContact, {}],
    ['updated_contact', updatedContact, {}],
    ['contact_tagged', contactTagged, { tag: 'lead' }],
    ['new_conversation', newConversation, {}],
    ['new_message', newMessage, {}],
  ] as const satisfies readonly (readonly [string, Perform<{ id: string }[]>, Input])[];

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

    it('gives a burst of 300 whole, at the same millisecond or not', async () => {
      const dates = many(300).map((index) => ago(MINUTE + (index < 50 ? 0 : index)));
      const burst = dates.flatMap((dateAdded) => {
        const contact = sandbox.store.addContact({ tags: ['lead'], dateAdded });
        const conversation = sandbox.store.addConversation(contact, { dateAdded });
        const message = sandbox.store.addMessage(conversation, { dateAdded });
        return [contact.id, conversation.id, message.id];
      });
      const records = ids(await poll(perform, input));
      // What stands below the burst on its last page comes along; Zapier knows it.
      expect(records.filter((id) => burst.includes(id))).toHaveLength(300);
      expect(new Set(records).size).toBe(records.length);
      expect(sandbox.requests.length).toBeLessThanOrEqual(6);
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
      expect(ids(await poll(newContact, { label: 'VIP' }))).toEqual([wanted.id]);
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

    it('gets to know all who have it when the Zap is switched on', async () => {
      for (const index of many(900)) {
        sandbox.store.addContact({ tags: ['vip'], dateAdded: ago((index + 60) * MINUTE) });
      }
      const known = await poll(contactTagged, { tag: 'vip' }, { isPopulatingDedupe: true });
      expect(known).toHaveLength(900);
    });
  });

  describe('new_conversation', () => {
    it('asks for those added since then, latest message first', async () => {
      addConversation(ago(MINUTE));
      await poll(newConversation);
      expect(sent()).toEqual(['GET /conversations/search']);
      expect(queries()[0]).toEqual({
        locationId,
        sortBy: 'last_message_date',
        sort: 'desc',
        limit: '20',
        startDate: expect.stringMatching(/^\d{13}$/),
      });
      const since = Number(queries()[0]?.['startDate']);
      expect(since).toBeGreaterThan(Date.now() - 24 * 60 * MINUTE);
      expect(since).toBeLessThanOrEqual(Date.now() - 30 * MINUTE);
      expect(sandbox.requests[0]?.headers['version']).toBe('2021-04-15');
    });

    it("does not take HighLevel's own note for the last message", async () => {
      const note = { body: 'Opportunity created', messageType: 'TYPE_ACTIVITY_OPPORTUNITY' };
      const { id } = addConversation(ago(MINUTE), {}, note);
      const found = (await poll(newConversation)).find((conversation) => conversation.id === id);
      expect(found).toBeDefined();
      expect(found).not.toHaveProperty('last_message');
    });

    it('gives it in the shape of all platforms', async () => {
      const contact = someone();
      const dateAdded = ago(MINUTE);
      sandbox.store.addContact({});
      const conversation = sandbox.store.addConversation(contact, { dateAdded, type: 1 });
      const message = { dateAdded: ago(1000), body: 'Hello', messageType: 'TYPE_WHATSAPP' };
      sandbox.store.addMessage(conversation, message);
      expect(await poll(newConversation)).toEqual([
        {
          id: conversation.id,
          channel: 'Phone',
          assignee_id: contact.assignedTo,
          unread_count: 1,
          contact: {
            id: contact.id,
            name: 'Jane Doe',
            first_name: 'Jane',
            last_name: 'Doe',
            email: 'jane.doe@example.com',
            phone: '+15552010101',
            url: `${APP}/contacts/detail/${contact.id}`,
          },
          last_message: 'Hello',
          created_at: dateAdded,
          updated_at: message.dateAdded,
          last_activity_at: message.dateAdded,
          url: `${APP}/conversations/conversations/${conversation.id}`,
          locationId,
          lastMessageType: 'TYPE_WHATSAPP',
          lastMessageDirection: 'inbound',
        },
      ]);
    });

    it('steps on where more conversations share a millisecond than a page holds', async () => {
      const tie = ago(2 * MINUTE);
      for (let count = 0; count < 130; count += 1) addConversation(tie);
      const oldest = addConversation(ago(3 * MINUTE));
      const records = await poll(newConversation);
      // The API has no way to the ties beyond a page of 100.
      expect(records).toHaveLength(101);
      expect(ids(records)).toContain(oldest.id);
      const at = Date.parse(tie);
      expect(queries().map(({ startAfterDate }) => startAfterDate)).toEqual([
        undefined,
        String(at + 1),
        String(at),
      ]);
      expect(queries()[1]).toMatchObject({ limit: '100' });
    });

    it('does not take an old one for new, nor read on, where the server heeds no date', async () => {
      const old = Date.now() - 90 * MINUTE;
      const conversations = many(20).map((index) => ({
        id: `conversation${String(index)}`,
        contactId: 'c',
        dateAdded: old,
        lastMessageDate: Date.now() - index,
      }));
      sandbox.fail({ times: 9, status: 200, body: JSON.stringify({ conversations, total: 20 }) });
      expect(await poll(newConversation)).toEqual([]);
      expect(sandbox.requests.length).toBeLessThanOrEqual(3);
    });

    it('filters by agent, status, channel and direction', async () => {
      const wanted = addConversation(ago(MINUTE), {}, { messageType: 'TYPE_LIVE_CHAT' });
      addConversation(ago(MINUTE), {}, { direction: 'outbound' });
      const input = {
        agent: 'Nobody',
        status: 'Unread',
        channel: 'live chat',
        direction: 'incoming',
      };
      expect(ids(await poll(newConversation, input))).toEqual([wanted.id]);
      expect(queries()[0]).toMatchObject({
        assignedTo: 'unassigned',
        status: 'unread',
        lastMessageType: 'TYPE_LIVE_CHAT',
        lastMessageDirection: 'inbound',
      });
    });

    it.each([
      ['status', /^Status: `x` is not one of its options: `all`, `unread`/],
      ['channel', /^Channel: `x` is not one of its options: `SMS`/],
      ['direction', /^Direction: `x` is not one of its options: `incoming`, `outgoing`/],
    ])('refuses a %s that there is not', async (key, text) => {
      const { message } = await failureOf(poll(newConversation, { [key]: 'x' }));
      expect(message).toMatch(text);
      expect(sandbox.requests).toEqual([]);
    });

    it('has fields for its filters', async () => {
      const fields = await poll(conversationFields);
      expect(fields.map(({ key }) => key)).toEqual(['agent', 'status', 'channel', 'direction']);
      expect(fields).toMatchObject([{ dynamic: 'list_users.id.name' }, {}, {}, {}]);
      expect(fields.every(({ required }) => required === false)).toBe(true);
    });

    it('names the scope that the token lacks', async () => {
      refuseScope(/conversations\/search/);
      const { name, message } = await failureOf(poll(newConversation));
      expect(name).toBe('AppError');
      expect(message).toContain('lacks the scope `conversations.readonly`');
    });
  });

  describe('a conversation of another answer', () => {
    const client = { locationId, wire: { platform: 'HighLevel' } } as unknown as HighlevelClient;

    it('of a single read has a number for its type', () => {
      const data = {
        id: 'a',
        contactId: 'c',
        type: 3,
        unreadCount: 0,
        starred: false,
        inbox: true,
      };
      expect(conversationIn(client, { ...data, traceId: 't' })).toEqual({
        id: 'a',
        channel: 'Facebook Messenger',
        starred: false,
        unread_count: 0,
        contact: { id: 'c', url: `${APP}/contacts/detail/c` },
        url: `${APP}/conversations/conversations/a`,
        inbox: true,
      });
    });

    it('of a write has its date as text of milliseconds', () => {
      const conversation = { id: 'a', lastMessageDate: '1628008053263', assignedTo: null };
      expect(conversationIn(client, { success: true, conversation })).toEqual({
        id: 'a',
        last_activity_at: '2021-08-03T16:27:33.263Z',
        url: `${APP}/conversations/conversations/a`,
      });
    });

    it('must have an id', () => {
      expect(() => conversationIn(client, { success: true })).toThrow(/does not understand/);
    });
  });

  describe('new_message', () => {
    it('asks for the newest, page after page', async () => {
      const conversation = addConversation(ago(MINUTE));
      for (const index of many(30)) {
        sandbox.store.addMessage(conversation, { dateAdded: ago(index * 1000) });
      }
      await poll(newMessage);
      const query = { locationId, sortBy: 'createdAt', sortOrder: 'desc' };
      const { nextCursor } = sandbox.requests[0]?.answer as { nextCursor: string };
      expect(sent()[0]).toBe('GET /conversations/messages/export');
      expect(queries()).toEqual([
        { ...query, limit: '20' },
        { ...query, limit: '100', cursor: nextCursor },
      ]);
      expect(sandbox.requests[0]?.headers['version']).toBe('2021-04-15');
    });

    it('gives it in the shape of all platforms', async () => {
      const conversation = addConversation(ago(90 * MINUTE));
      const values = {
        dateAdded: ago(MINUTE),
        body: 'See the file',
        messageType: 'TYPE_WHATSAPP',
        attachments: ['https://files.example.com/a.pdf'],
      };
      const incoming = sandbox.store.addMessage(conversation, values);
      const outgoing = sandbox.store.addMessage(conversation, {
        dateAdded: ago(1000),
        direction: 'outbound',
        userId: 'userAlice00000000001',
        messageType: 'TYPE_INTERNAL_COMMENT',
      });
      const records = await poll(newMessage);
      expect(records.slice(0, 2)).toEqual([
        expect.objectContaining({
          id: outgoing.id,
          direction: 'outgoing',
          private: true,
          channel: 'Internal Comment',
          sender_type: 'user',
          sender_id: 'userAlice00000000001',
        }),
        {
          id: incoming.id,
          conversation_id: conversation.id,
          content: 'See the file',
          direction: 'incoming',
          private: false,
          channel: 'WhatsApp',
          status: 'delivered',
          contact_id: conversation.contactId,
          sender_type: 'contact',
          sender_id: conversation.contactId,
          attachments: [{ url: 'https://files.example.com/a.pdf' }],
          created_at: values.dateAdded,
          conversation_url: `${APP}/conversations/conversations/${conversation.id}`,
          locationId,
          contentType: 'text/plain',
          updated_at: values.dateAdded,
          source: 'app',
        },
      ]);
    });

    it('filters by direction, and leaves out what HighLevel itself notes', async () => {
      const conversation = addConversation(ago(90 * MINUTE));
      const add = (values: Input) =>
        sandbox.store.addMessage(conversation, { dateAdded: ago(MINUTE), ...values });
      const incoming = add({});
      const outgoing = add({ direction: 'outbound' });
      add({ messageType: 'TYPE_ACTIVITY_CONTACT', direction: 'outbound' });
      const recent = async (input: Input) =>
        ids(
          (await poll(newMessage, input)).filter(({ created_at: at = '' }) => at > ago(5 * MINUTE)),
        );
      expect((await recent({})).toSorted()).toEqual([incoming.id, outgoing.id].toSorted());
      expect(await recent({ direction: 'incoming' })).toEqual([incoming.id]);
      expect(await recent({ direction: 'outgoing' })).toEqual([outgoing.id]);
    });

    it('gives e-mails only when they are asked for, and says so', async () => {
      const conversation = addConversation(ago(90 * MINUTE));
      const email = { messageType: 'TYPE_EMAIL', subject: 'Hi', dateAdded: ago(MINUTE) };
      sandbox.store.addMessage(conversation, email);
      const { id } = lastEmail();
      expect(ids(await poll(newMessage))).not.toContain(id);
      const [first] = await poll(newMessage, { channel: 'email' });
      expect(first).toMatchObject({ id, channel: 'Email', subject: 'Hi' });
      const fields = await poll(messageFields);
      expect(fields.map(({ key }) => key)).toEqual(['channel', 'direction']);
      expect(fields[0]?.helpText).toMatch(/email.*leaves out.*each new email costs a request/);
    });

    describe('over the channel Email', () => {
      const input = { channel: 'Email' };
      const pollEmails = () => poll(newMessage, input);
      const nextPoll = async (more: Input = {}) => {
        sandbox.requests.length = 0;
        return pollAgain(newMessage, { ...input, ...more });
      };
      const addEmail = (values: Input = {}) =>
        sandbox.store.addMessage(addConversation(ago(90 * MINUTE)), {
          messageType: 'TYPE_EMAIL',
          dateAdded: ago(MINUTE),
          body: '<p>Hello</p>',
          subject: 'Hi',
          ...values,
        });

      it('gives each with its text, read once for all polls', async () => {
        const thread = addEmail();
        const email = lastEmail();
        const expected = {
          id: email.id,
          messageId: thread.id,
          content: '<p>Hello</p>',
          subject: 'Hi',
          direction: 'incoming',
          sender_type: 'contact',
          channel: 'Email',
          created_at: email.dateAdded,
        };
        expect(await pollEmails()).toMatchObject([expected]);
        expect(queries()[0]).toEqual({
          locationId,
          channel: 'Email',
          sortBy: 'updatedAt',
          sortOrder: 'desc',
          limit: '20',
        });
        expect(sent().slice(1)).toEqual([`GET /conversations/messages/email/${email.id}`]);
        expect(await nextPoll()).toMatchObject([expected]);
        expect(sent()).toEqual(['GET /conversations/messages/export']);
      });

      it('gives every e-mail of a thread that grows, and none from before', async () => {
        const thread = addEmail({ dateAdded: ago(3 * 60 * MINUTE), direction: 'outbound' });
        expect(await pollEmails()).toEqual([]);
        const replies = [2, 1].map((minutes) =>
          sandbox.store.addReply(thread, { body: String(minutes), dateAdded: ago(minutes * 1000) }),
        );
        const found = await nextPoll();
        expect(ids(found)).toEqual(ids(replies).reverse());
        expect(found).toMatchObject([
          { content: '1', direction: 'incoming' },
          { content: '2', direction: 'incoming' },
        ]);
        expect(ids(await nextPoll({ direction: 'outgoing' }))).toEqual([]);
        expect(ids(await nextPoll())).toEqual(ids(replies).reverse());
        expect(sandbox.requests).toHaveLength(1);
      });

      it('starts nothing for an old one that somebody opens', async () => {
        const thread = addEmail({ dateAdded: ago(3 * 60 * MINUTE) });
        thread.dateUpdated = ago(1000);
        expect(await pollEmails()).toEqual([]);
        await nextPoll();
        expect(sandbox.requests).toHaveLength(1);
      });

      it('needs one request when there is nothing new', async () => {
        expect(await pollEmails()).toEqual([]);
        expect(sandbox.requests).toHaveLength(1);
      });

      it('reads three for a sample', async () => {
        const records = await poll(newMessage, input, sample);
        expect(records).toHaveLength(3);
        expect(records.every(({ content }) => content?.includes('See you on Friday'))).toBe(true);
        expect(sandbox.requests).toHaveLength(1 + 3);
      });

      it('gets to know all of every thread without reading any when the Zap is switched on', async () => {
        const thread = addEmail();
        sandbox.store.addReply(thread, { dateAdded: ago(1000) });
        const known = ids(await poll(newMessage, input, { isPopulatingDedupe: true }));
        expect(known).toEqual(
          expect.arrayContaining(sandbox.store.emails.slice(-2).map(({ id }) => id)),
        );
        expect(known.length).toBeGreaterThanOrEqual(39);
        expect(sent().every((request) => request.endsWith('/export'))).toBe(true);
      });

      it('gives a burst over several polls, each of sixty at most, and loses none', async () => {
        sandbox.store.rateLimit.max = 1000;
        for (const index of many(150)) addEmail({ dateAdded: ago(MINUTE + index) });
        const all = ids(sandbox.store.emails.slice(-150));
        expect(ids(await pollEmails())).toHaveLength(60);
        expect(sandbox.requests.length).toBeLessThanOrEqual(4 + 60);
        expect(ids(await nextPoll())).toHaveLength(120);
        expect(sandbox.requests.length).toBeLessThanOrEqual(7 + 60);
        const third = ids(await nextPoll());
        expect(new Set(third)).toEqual(new Set(all));
        await nextPoll();
        expect(sandbox.requests.length).toBeLessThanOrEqual(9);
        expect(sent().some((request) => request.includes('/email/'))).toBe(false);
      });

      it('gives what is known also below what it leaves for the next poll', async () => {
        sandbox.store.rateLimit.max = 1000;
        const thread = addEmail({ dateAdded: ago(30 * MINUTE) });
        const known = lastEmail().id;
        expect(ids(await pollEmails())).toEqual([known]);
        sandbox.store.addReply(thread, { dateAdded: ago(20 * MINUTE) });
        for (const index of many(70)) addEmail({ dateAdded: ago(MINUTE + index) });
        const second = ids(await nextPoll());
        expect(second).toHaveLength(61);
        expect(second).toContain(known);
        expect(ids(await nextPoll())).toHaveLength(72);
      });

      it('gives what the thread has where a record is gone', async () => {
        addEmail();
        const { id } = lastEmail();
        sandbox.store.emails = [];
        expect(await pollEmails()).toMatchObject([{ id, subject: 'Hi', channel: 'Email' }]);
      });
    });

    it('refuses a channel that the API can not filter by', async () => {
      const { message } = await failureOf(poll(newMessage, { channel: 'Live Chat' }));
      expect(message).toMatch(/^Channel: `Live Chat` is not one of its options: `SMS`/);
    });

    it('ends where the server has no more, whatever its cursor says', async () => {
      const body = JSON.stringify({ messages: [], nextCursor: 'x', total: 0 });
      sandbox.fail({ times: 9, status: 200, body });
      expect(await poll(newMessage)).toEqual([]);
      expect(sandbox.requests).toHaveLength(1);
    });

    it('names the scope that the token lacks', async () => {
      refuseScope(/export/);
      const { message } = await failureOf(poll(newMessage));
      expect(message).toContain('lacks the scope `conversations/message.readonly`');
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
