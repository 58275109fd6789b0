import type { Bundle, PlainInputField, ZObject } from 'zapier-platform-core';
import {
  perform as createConversation,
  platformFields as createFields,
} from '../../../creates/create_conversation.js';
import {
  perform as sendMessage,
  platformFields as sendFields,
} from '../../../creates/send_message.js';
import {
  clearableFieldChoices,
  perform as updateConversation,
  platformFields as updateFields,
} from '../../../creates/update_conversation.js';
import {
  type HighlevelSandbox,
  keys,
  locationId,
  otherLocationId,
  startHighlevelSandbox,
} from '../../../sandbox/highlevel/index.js';
import {
  filterFields as findConversationFields,
  perform as findConversation,
} from '../../../searches/find_conversation.js';
import {
  filterFields as findMessageFields,
  perform as findMessage,
} from '../../../searches/find_message.js';
import { failureOf, run } from '../../helpers/app.js';
import { guardNetwork } from '../../helpers/nock.js';
import { listTrigger } from '../../helpers/list_trigger.js';

const APP = `https://app.gohighlevel.com/v2/location/${locationId}`;
const UNKNOWN = 'nobodyKnows000000001';
const FILE = 'https://files.example.com/a.pdf';

type Input = Record<string, unknown>;
type Perform<Result> = (z: ZObject, bundle: Bundle) => Promise<Result>;

describe('conversations and messages of HighLevel', () => {
  guardNetwork();
  let sandbox: HighlevelSandbox;
  beforeAll(async () => {
    sandbox = await startHighlevelSandbox();
  });
  afterAll(() => sandbox.close());
  beforeEach(() => sandbox.reset());

  const runStep = <Result>(
    perform: Perform<Result>,
    inputData: Input = {},
    meta: Partial<Bundle['meta']> = {},
    apiKey = keys.all,
  ) => {
    const baseUrl = sandbox.url;
    const authData = { platform: 'highlevel', apiKey, baseUrl, accountId: locationId };
    return run(perform, { authData, inputData, meta });
  };
  const refused = async (perform: Perform<unknown>, input: Input = {}, apiKey = keys.all) =>
    failureOf(runStep(perform, input, {}, apiKey));

  const sent = () => sandbox.requests.map(({ method, path }) => `${method} ${path}`);
  const queryOf = (index = 0) =>
    Object.fromEntries(new URLSearchParams(sandbox.requests[index]?.query));
  const bodyOf = (index = 0) => sandbox.requests[index]?.body;
  const versions = () => new Set(sandbox.requests.map(({ headers }) => headers['version']));
  const keysOf = (fields: PlainInputField[]) => fields.map(({ key }) => key);
  const ids = (records: { id: string }[]) => records.map(({ id }) => id);

  const jane = () => {
    const contact = [...sandbox.store.contacts.values()][0];
    if (!contact) throw new Error('the seed has no contact');
    return contact;
  };
  const janes = () => {
    const found = sandbox.store.conversations.find(({ contactId }) => contactId === jane().id);
    if (!found) throw new Error('the seed has no conversation');
    return found;
  };
  const ours = () =>
    sandbox.store.conversations.filter((conversation) => conversation.locationId === locationId);
  const latest = () => {
    const [conversation, ...rest] = sandbox.store.conversations.slice(-1);
    if (!conversation || rest.length > 0) throw new Error('no conversation');
    return conversation;
  };
  const addNewcomer = (values: Input = {}) =>
    sandbox.store.addContact({ firstName: 'New', phone: '+15552010777', ...values });

  describe('find_conversation', () => {
    it('reads one by its ID', async () => {
      const { id } = janes();
      expect(await runStep(findConversation, { conversation: id })).toEqual([
        {
          id,
          channel: 'Phone',
          assignee_id: jane().assignedTo,
          starred: false,
          unread_count: 2,
          contact: { id: jane().id, url: `${APP}/contacts/detail/${jane().id}` },
          url: `${APP}/conversations/conversations/${id}`,
          locationId,
          deleted: false,
          inbox: true,
        },
      ]);
      expect(sent()).toEqual([`GET /conversations/${id}`]);
      expect(versions()).toEqual(new Set(['2021-04-15']));
    });

    it('misses an unknown ID, whether HighLevel says 400 or 404', async () => {
      expect(await runStep(findConversation, { conversation: UNKNOWN })).toEqual([]);
      const body = JSON.stringify({ statusCode: 404, message: 'Conversation not found' });
      sandbox.fail({ status: 404, body });
      expect(await runStep(findConversation, { conversation: UNKNOWN })).toEqual([]);
    });

    it('does not take a proxy that knows no such page for a miss', async () => {
      sandbox.fail({ status: 404, body: JSON.stringify({ message: 'Cannot GET /x' }) });
      const { message } = await refused(findConversation, { conversation: UNKNOWN });
      expect(message).toContain(`found nothing for conversation ${UNKNOWN}`);
    });

    it("searches for a contact's, with the contact in it", async () => {
      const [found, ...others] = await runStep(findConversation, { contact: jane().id });
      expect(others).toEqual([]);
      expect(found).toMatchObject({
        id: janes().id,
        last_message: 'Thank you!',
        contact: { id: jane().id, name: 'Jane Doe', email: 'jane.doe@example.com' },
      });
      expect(sent()).toEqual(['GET /conversations/search']);
      expect(queryOf()).toEqual({
        locationId,
        contactId: jane().id,
        limit: '20',
        sortBy: 'last_message_date',
        sort: 'desc',
      });
    });

    it('misses a contact without one', async () => {
      expect(await runStep(findConversation, { contact: addNewcomer().id })).toEqual([]);
    });

    it('filters, and gives the last active first', async () => {
      const unread = ours().filter(({ unreadCount }) => unreadCount > 0);
      const found = await runStep(findConversation, { status: 'unread', direction: 'incoming' });
      expect(queryOf()).toMatchObject({ status: 'unread', lastMessageDirection: 'inbound' });
      expect(found[0]?.id).toBe(unread.at(-1)?.id);
      expect(found.every(({ unread_count: count = 0 }) => count > 0)).toBe(true);
      await runStep(findConversation, { agent: 'userBob0000000000001', channel: 'whatsapp' });
      expect(queryOf(1)).toMatchObject({
        assignedTo: 'userBob0000000000001',
        lastMessageType: 'TYPE_WHATSAPP',
      });
    });

    it('filters the one of an ID too, in the same one request', async () => {
      const { id } = janes();
      expect(ids(await runStep(findConversation, { conversation: id, status: 'unread' }))).toEqual([
        id,
      ]);
      expect(await runStep(findConversation, { conversation: id, status: 'starred' })).toEqual([]);
      expect(sent()).toEqual(['GET /conversations/search', 'GET /conversations/search']);
      expect(queryOf()).toMatchObject({ id, status: 'unread', limit: '1' });
    });

    it('has nothing for the ID of a conversation with somebody else', async () => {
      const { id } = janes();
      const own = { conversation: id, contact: jane().id };
      expect(ids(await runStep(findConversation, own))).toEqual([id]);
      expect(sent()).toEqual([`GET /conversations/${id}`]);
      const other = { conversation: id, contact: addNewcomer().id };
      expect(await runStep(findConversation, other)).toEqual([]);
      expect(await runStep(findConversation, { ...other, status: 'unread' })).toEqual([]);
    });

    it("finds nobody's", async () => {
      await runStep(findConversation, { agent: 'Nobody' });
      expect(queryOf()).toMatchObject({ assignedTo: 'unassigned' });
    });

    it.each([
      [{ conversation: '318' }, /^Conversation: `318` is not a conversation ID of HighLevel/],
      [{ contact: 'Jane Doe' }, /^Contact: `Jane Doe` is not a contact ID/],
      [{ agent: 'Bob' }, /^Assigned To: `Bob` is not a user ID of HighLevel/],
      [{ status: 'open' }, /^Status: `open` is not one of its options: `all`, `unread`/],
      [{ inbox: '4' }, /^`inbox` is not a field of this step/],
      [{}, /^Fill at least one field/],
    ])('refuses %j', async (input, text) => {
      expect((await refused(findConversation, input)).message).toMatch(text);
      expect(sent()).toEqual([]);
    });

    it('names the location of another account', async () => {
      const conversation = janes();
      conversation.locationId = otherLocationId;
      const { message } = await refused(findConversation, { conversation: conversation.id });
      expect(message).toMatch(/^Location ID: .*no access to this location/);
    });

    it('has fields for its filters', async () => {
      const fields = await runStep(findConversationFields);
      expect(keysOf(fields)).toEqual(['agent', 'status', 'channel', 'direction']);
    });
  });

  it('offers the last active conversations, and that page alone', async () => {
    const list = listTrigger('list_conversations').operation.perform;
    const page = await runStep(list);
    expect(page).toHaveLength(ours().length);
    expect(page.at(-1)).toEqual({
      id: janes().id,
      name: expect.stringMatching(/^Jane Doe \(jane.doe@.*Phone: Thank you!$/),
    });
    expect(queryOf()).toMatchObject({ limit: '100', sortBy: 'last_message_date', sort: 'desc' });
    expect(await runStep(list, {}, { page: 1 })).toEqual([]);
    expect(sandbox.requests).toHaveLength(1);
  });

  describe('create_conversation', () => {
    it('starts one', async () => {
      const contact = addNewcomer();
      const started = await runStep(createConversation, { contact: contact.id });
      expect(started).toMatchObject({
        id: latest().id,
        is_new: true,
        contact: { id: contact.id },
        created_at: latest().dateAdded,
      });
      expect(sent()).toEqual(['POST /conversations/']);
      expect(bodyOf()).toEqual({ locationId, contactId: contact.id });
      expect(versions()).toEqual(new Set(['2021-04-15']));
    });

    it('gives back the one that is there', async () => {
      const started = await runStep(createConversation, { contact: jane().id });
      expect(started).toMatchObject({
        id: janes().id,
        is_new: false,
        contact: { name: 'Jane Doe' },
      });
      expect(sent()).toEqual(['POST /conversations/', 'GET /conversations/search']);
      expect(queryOf(1)).toMatchObject({ contactId: jane().id, limit: '1' });
    });

    it('says so when the search does not show that one', async () => {
      const none = JSON.stringify({ conversations: [], total: 0 });
      sandbox.fail({ path: /search/, status: 200, body: none });
      const { message } = await refused(createConversation, { contact: jane().id });
      expect(message).toMatch(/^Contact: HighLevel already has a conversation with contact /);
    });

    it('sends the first message', async () => {
      const contact = addNewcomer();
      const input = { contact: contact.id, channel: 'SMS', message: 'Hello' };
      const started = await runStep(createConversation, input);
      const [message] = sandbox.store.messages.slice(-1);
      expect(started).toMatchObject({
        id: latest().id,
        is_new: true,
        last_message: 'Hello',
        message_id: message?.id,
      });
      expect(sent()).toEqual(['POST /conversations/', 'POST /conversations/messages']);
      expect(bodyOf(1)).toEqual({ type: 'SMS', contactId: contact.id, message: 'Hello' });
    });

    it('says that there is a conversation when the message fails', async () => {
      const contact = addNewcomer({ phone: undefined });
      const input = { contact: contact.id, channel: 'SMS', message: 'Hello' };
      const { message } = await refused(createConversation, input);
      expect(message).toMatch(/^Contact: HighLevel has no phone number of contact /);
      expect(message).toContain(`started all the same (ID ${latest().id}), without the message`);
    });

    it('says nothing of a conversation that was there before', async () => {
      sandbox.fail({ path: /messages/, status: 400, body: '{"message":"Missing phone number"}' });
      const input = { contact: jane().id, channel: 'SMS', message: 'Hello' };
      const { message } = await refused(createConversation, input);
      expect(message).not.toContain('started');
    });

    it.each([
      [{ message: 'Hello' }, /^Channel: this field is required/],
      [{ channel: 'SMS' }, /^Message: this field is required/],
      [{ channel: 'SMS', message: 'x', subject: 'x' }, /^Subject: a message over SMS has none/],
      [{ channel: 'Pigeon', message: 'x' }, /^Channel: `Pigeon` is not one of its options: `SMS`/],
      [{ inbox: '3', channel: 'SMS', message: 'x' }, /^`inbox` is not a field of this step/],
      [{ agent: '3' }, /^`agent` is not a field of this step/],
    ])('refuses %j before anything is made', async (input, text) => {
      const { message } = await refused(createConversation, { contact: jane().id, ...input });
      expect(message).toMatch(text);
      expect(sent()).toEqual([]);
    });

    it('names an unknown contact', async () => {
      const { message } = await refused(createConversation, { contact: UNKNOWN });
      expect(message).toMatch(`HighLevel has no contact ${UNKNOWN} in this location`);
    });

    it('asks for a subject where the channel has one', async () => {
      expect(keysOf(await runStep(createFields))).toEqual(['channel', 'message']);
      expect(keysOf(await runStep(createFields, { channel: 'Email' }))).toContain('subject');
    });

    it('names the scope that the token lacks', async () => {
      const { message } = await refused(createConversation, { contact: jane().id }, keys.readOnly);
      expect(message).toContain('lacks the scope `conversations.write`');
    });
  });

  describe('update_conversation', () => {
    it('marks it and sets its star in one request', async () => {
      const { id } = janes();
      const input = { conversation: id, mark_as: 'read', starred: true };
      expect(await runStep(updateConversation, input)).toMatchObject({
        id,
        unread_count: 0,
        starred: true,
        last_message: 'Thank you!',
        assignee_id: jane().assignedTo,
        contact: { id: jane().id },
      });
      expect(sent()).toEqual([`PUT /conversations/${id}`]);
      expect(bodyOf()).toEqual({ locationId, unreadCount: 0, starred: true });
      expect(versions()).toEqual(new Set(['2021-04-15']));
    });

    it('leaves alone what is blank', async () => {
      const { id } = janes();
      await runStep(updateConversation, { conversation: id, mark_as: 'Unread', starred: '' });
      await runStep(updateConversation, { conversation: id, starred: 'no' });
      expect(bodyOf(0)).toEqual({ locationId, unreadCount: 1 });
      expect(bodyOf(1)).toEqual({ locationId, starred: false });
      expect(janes()).toMatchObject({ unreadCount: 1, starred: false });
    });

    it.each([
      [{}, /^Nothing to change/],
      [{ mark_as: 'maybe' }, /^Mark As: `maybe` is not one of its options: `read`, `unread`/],
      [{ starred: 'maybe' }, /^Starred: `maybe` is neither yes nor no/],
      [{ add_labels: ['vip'] }, /^`labels` cannot be changed.*Tags are on the contact: use Update/],
      [{ replace_labels: ['vip'] }, /Tags are on the contact/],
      [{ clear_fields: ['agent'] }, /^`agent` cannot.*use Update Contact with Assigned To/],
      [{ status: 'resolved' }, /^`status` cannot.*neither open nor resolved/],
      [
        { priority: 'high' },
        /^`priority` cannot be changed in a HighLevel conversation. Remove it/,
      ],
      [{ mark_as: 'read', agent: '1' }, /^`agent` cannot/],
    ])('refuses %j', async (input, text) => {
      const { message } = await refused(updateConversation, { conversation: UNKNOWN, ...input });
      expect(message).toMatch(text);
      expect(sent()).toEqual([]);
    });

    it('names an unknown conversation', async () => {
      const input = { conversation: UNKNOWN, mark_as: 'read' };
      const { message } = await refused(updateConversation, input);
      expect(message).toMatch(`HighLevel has no conversation ${UNKNOWN} in this location`);
    });

    it('tells in its form what the API has not', async () => {
      const fields = await runStep(updateFields);
      expect(keysOf(fields)).toEqual(['notice', 'mark_as', 'starred']);
      expect(fields[0]).toMatchObject({ type: 'copy' });
      expect(fields[0]?.helpText).toMatch(/Update Contact with Assigned To/);
      expect((await runStep(clearableFieldChoices)).results).toEqual([]);
    });
  });

  describe('send_message', () => {
    const send = (input: Input) => runStep(sendMessage, { contact: jane().id, ...input });

    it('sends a text', async () => {
      const message = await send({ channel: 'SMS', message: 'Hello' });
      const [stored] = sandbox.store.messages.slice(-1);
      expect(message).toEqual({
        id: stored?.id,
        conversation_id: janes().id,
        content: 'Hello',
        direction: 'outgoing',
        private: false,
        channel: 'SMS',
        status: 'pending',
        contact_id: jane().id,
        conversation_url: `${APP}/conversations/conversations/${janes().id}`,
      });
      expect(sent()).toEqual(['POST /conversations/messages']);
      expect(bodyOf()).toEqual({ type: 'SMS', contactId: jane().id, message: 'Hello' });
      expect(versions()).toEqual(new Set(['2021-04-15']));
    });

    it.each([
      ['Instagram', 'IG', 'Instagram'],
      ['facebook', 'FB', 'Facebook'],
      ['Live Chat', 'Live_Chat', 'Live Chat'],
      ['whatsapp', 'WhatsApp', 'WhatsApp'],
      ['TikTok', 'TIKTOK', 'TikTok'],
    ])('sends over %s', async (given, word, channel) => {
      expect(await send({ channel: given, message: 'Hello' })).toMatchObject({ channel });
      expect(bodyOf()).toMatchObject({ type: word });
    });

    it('sends an email with all its fields', async () => {
      const message = await send({
        channel: 'Email',
        subject: 'Offer',
        html: '<p>Hi</p>',
        message: 'not used',
        email_from: 'office@example.com',
        email_to: 'jane.doe@example.com',
        cc_emails: ['a@example.com, b@example.com'],
        bcc_emails: 'c@example.com',
      });
      expect(bodyOf()).toEqual({
        type: 'Email',
        contactId: jane().id,
        subject: 'Offer',
        html: '<p>Hi</p>',
        emailFrom: 'office@example.com',
        emailTo: 'jane.doe@example.com',
        emailCc: ['a@example.com', 'b@example.com'],
        emailBcc: ['c@example.com'],
      });
      expect(message).toMatchObject({
        id: sandbox.store.emails.at(-1)?.id,
        messageId: sandbox.store.messages.at(-1)?.id,
        channel: 'Email',
        subject: 'Offer',
        content: '<p>Hi</p>',
      });
    });

    it('answers over the channel that a message came over', async () => {
      const page = await runStep(findMessage, { conversation: janes().id, direction: 'incoming' });
      const channel = page.results[0]?.channel;
      expect(await send({ channel, message: 'Hello' })).toMatchObject({ channel });
      sandbox.requests.length = 0;
      await send({ channel: 'Facebook', message: 'Hello' });
      expect(bodyOf()).toMatchObject({ type: 'FB' });
    });

    it('sends a text as it was typed', async () => {
      await send({ channel: 'SMS', message: ' Hello\n  Jane\n' });
      expect(bodyOf()).toMatchObject({ message: ' Hello\n  Jane\n' });
    });

    it("makes an email's HTML of its text, because text alone counts as empty", async () => {
      await send({ channel: 'Email', message: 'Hi <Jane> & "co"\r\nBye' });
      const html = 'Hi &lt;Jane&gt; &amp; &quot;co&quot;<br>\nBye';
      expect(bodyOf()).toEqual({ type: 'Email', contactId: jane().id, html });
    });

    it('hands over the addresses of files, and needs no text then', async () => {
      const attachments = [`${FILE},https://files.example.com/b.pdf`];
      const message = await send({ channel: 'WhatsApp', attachments });
      const urls = [FILE, 'https://files.example.com/b.pdf'];
      expect(bodyOf()).toEqual({ type: 'WhatsApp', contactId: jane().id, attachments: urls });
      expect(message.attachments).toEqual(urls.map((url) => ({ url })));
    });

    it('schedules, in seconds', async () => {
      const at = '2099-03-14T09:26:53-03:00';
      const message = await send({ channel: 'SMS', message: 'x', scheduled_at: at });
      expect(bodyOf()).toMatchObject({ scheduledTimestamp: Date.parse(at) / 1000 });
      expect(message.status).toBe('pending');
    });

    it('sends numbers in E.164', async () => {
      const numbers = { from_number: '+1 555 201-0001', to_number: '0015552010101' };
      await send({ channel: 'SMS', message: 'x', ...numbers });
      expect(bodyOf()).toMatchObject({ fromNumber: '+15552010001', toNumber: '+15552010101' });
    });

    it('sends a template in place of a text', async () => {
      const answer = { conversationId: janes().id, messageId: 'm1', status: 'pending' };
      sandbox.fail({ status: 201, body: JSON.stringify(answer) });
      expect(await send({ channel: 'SMS', template_id: 't1' })).toMatchObject({ id: 'm1' });
      expect(bodyOf()).toEqual({ type: 'SMS', contactId: jane().id, templateId: 't1' });
    });

    it.each([
      [{ message: 'x' }, /^Channel: this field is required/],
      [{ channel: 'Pigeon', message: 'x' }, /^Channel: `Pigeon` is not one of its options: `SMS`/],
      [{ channel: 'SMS', message: 'x', contact: '' }, /^Contact: this field is required/],
      [{ channel: 'SMS', message: 'x', contact: '12' }, /^Contact: `12` is not a contact ID/],
      [{ channel: 'SMS', message: '  ' }, /^Message: there is nothing to send.* Message or Attach/],
      [{ channel: 'Email', subject: 'x' }, /^Message: there is nothing to send.* Message, HTML or/],
      [
        { channel: 'SMS', message: 'x', subject: 'x' },
        /^Subject: .* SMS has none, only one over Email/,
      ],
      [
        { channel: 'IG', message: 'x', to_number: '+15552010101' },
        /^To Number: .* Instagram has none, only one over SMS, WhatsApp/,
      ],
      [{ channel: 'Email', message: 'x', cc_emails: ['a'] }, /^CC: `a` is not an email address/],
      [{ channel: 'Email', message: 'x', email_from: 'a' }, /^From Email: `a` is not an email/],
      [{ channel: 'SMS', message: 'x', to_number: '555' }, /^To Number: `555` has no country code/],
      [
        { channel: 'SMS', message: 'x', to_number: '+1' },
        /^To Number: `\+1` is not a phone number/,
      ],
      [{ channel: 'SMS', attachments: ['a.pdf'] }, /^Attachments: `a.pdf` is not a web address/],
      [{ channel: 'SMS', message: 'x', scheduled_at: 'soon' }, /^Send At: `soon` is not a date/],
      [
        { channel: 'SMS', message: 'x', scheduled_at: '2020-01-01T00:00:00Z' },
        /^Send At: `2020-01-01T00:00:00Z` is in the past/,
      ],
      [{ channel: 'SMS', message: 'x', private: true }, /^`private` is not a field of this step/],
    ])('refuses %j before a request', async (input, text) => {
      const { message } = await refused(sendMessage, { contact: jane().id, ...input });
      expect(message).toMatch(text);
      expect(sent()).toEqual([]);
    });

    it.each([
      ['SMS', 'no phone number', 'fill in To Number, or choose another Channel'],
      ['Email', 'no valid email address', 'mail to it came back. Give it another address'],
    ])('names what the contact lacks for %s', async (channel, lack, advice) => {
      const { id } = sandbox.store.addContact({ firstName: 'Nobody' });
      const { message } = await refused(sendMessage, { contact: id, channel, message: 'x' });
      expect(message).toMatch(`Contact: HighLevel has ${lack} of contact ${id}`);
      expect(message).toContain(advice);
    });

    it('sends to an address as HighLevel keeps it, in lower case', async () => {
      await send({ channel: 'Email', message: 'x', email_to: 'Jane.Doe@Example.com' });
      expect(bodyOf()).toMatchObject({ emailTo: 'jane.doe@example.com' });
      const { message } = await refused(sendMessage, {
        contact: jane().id,
        channel: 'Email',
        message: 'x',
        email_to: 'other@example.com',
      });
      expect(message).toMatch(/^To Email: HighLevel sends only to addresses of contact .* itself/);
    });

    it('says that a contact wants none, by the channel’s own Do Not Disturb', async () => {
      jane().dndSettings = { Email: { status: 'active' } };
      const input = { contact: jane().id, channel: 'Email', message: 'x' };
      expect((await refused(sendMessage, input)).message).toMatch(/does not want such messages/);
    });

    it('does not blame the key for a provider without access', async () => {
      const answer = {
        message: 'Unauthorized',
        canonicalCode: 'CONVERSATIONS_MSG_PROVIDER_NO_ACCESS',
      };
      sandbox.fail({ status: 401, body: JSON.stringify({ statusCode: 401, ...answer }) });
      const input = { contact: jane().id, channel: 'WhatsApp', message: 'x' };
      const { name, message } = await refused(sendMessage, input);
      expect(name).toBe('AppError');
      expect(message).toMatch(/^Channel: .*provider.*The key itself is fine\.$/);
    });

    describe('in answer to another e-mail', () => {
      const EMAIL_ID = 'email000000000000001';
      const row = () => sandbox.store.messages.find(({ meta }) => meta);
      const answer = (input: Input) =>
        send({ channel: 'Email', message: 'Yes', ...input }) as Promise<Input>;

      it('names its record, for one request more', async () => {
        const message = await answer({ reply_to: EMAIL_ID });
        expect(sent()).toEqual([
          `GET /conversations/messages/${EMAIL_ID}`,
          'POST /conversations/messages',
        ]);
        expect(bodyOf(1)).toMatchObject({ replyMessageId: EMAIL_ID });
        expect(message).toMatchObject({
          id: sandbox.store.emails.at(-1)?.id,
          messageId: row()?.id,
        });
      });

      it('takes a message’s ID for the last e-mail of its thread', async () => {
        const thread = row();
        if (!thread) throw new Error('the seed has no e-mail');
        const last = sandbox.store.addReply(thread, { body: 'Really?' });
        await answer({ reply_to: thread.id });
        expect(sent()).toEqual([
          `GET /conversations/messages/${thread.id}`,
          'POST /conversations/messages',
        ]);
        expect(bodyOf(1)).toMatchObject({ replyMessageId: last.id });
      });

      it('reads the message bare, too, as the document says', async () => {
        const body = JSON.stringify({ id: 'm', meta: { email: { messageIds: ['a', EMAIL_ID] } } });
        sandbox.fail({ method: 'GET', status: 200, body });
        await answer({ reply_to: 'm' });
        expect(bodyOf(1)).toMatchObject({ replyMessageId: EMAIL_ID });
      });

      it('says so of a message that is none, before anything is sent', async () => {
        const sms = sandbox.store.messages.find(({ messageType }) => messageType === 'TYPE_SMS');
        const input = { contact: jane().id, channel: 'Email', message: 'x', reply_to: sms?.id };
        expect((await refused(sendMessage, input)).message).toMatch(
          /^Reply To: .* is no email.*Nothing was sent\.$/,
        );
        expect(sandbox.requests).toHaveLength(1);
      });

      it('says so of an unknown one', async () => {
        const input = { contact: jane().id, channel: 'Email', message: 'x', reply_to: UNKNOWN };
        const { message } = await refused(sendMessage, input);
        expect(message).toMatch(/^Reply To: HighLevel has no email with this ID/);
        expect(sandbox.store.messages.every(({ source }) => source !== 'api')).toBe(true);
      });

      it('does without the look where the token may not read messages', async () => {
        sandbox.fail({
          method: 'GET',
          status: 401,
          body: '{"message":"The token is not authorized for this scope."}',
        });
        await answer({ reply_to: EMAIL_ID });
        expect(bodyOf(1)).toMatchObject({ replyMessageId: EMAIL_ID });
      });
    });

    it.each([
      ['Cannot send message as DND is active for SMS.', /does not want such messages.*DND is acti/],
      ['Cannot send email as x@y.z has unsubscribed', /does not want such messages/],
      ["Unable to send e-mail, contact's e-mail is invalid", /has no valid email address of/],
      ['There is no message or attachments for this message. Skip sending.', /nothing to send/],
      [['emailFrom must be a string'], /It says: "From Email must be a string"/],
    ])('explains "%s"', async (said, text) => {
      const body = JSON.stringify({ statusCode: 400, message: said });
      sandbox.fail({ path: /messages/, status: 400, body });
      const { message } = await refused(sendMessage, {
        contact: jane().id,
        channel: 'SMS',
        message: 'x',
      });
      expect(message).toMatch(text);
    });

    it('names the scope that the token lacks, and an unknown contact', async () => {
      const input = { contact: UNKNOWN, channel: 'SMS', message: 'x' };
      const lacking = await refused(sendMessage, input, keys.readOnly);
      expect(lacking.message).toContain('lacks the scope `conversations/message.write`');
      const unknown = await refused(sendMessage, input);
      expect(unknown.message).toMatch(`HighLevel has no contact ${UNKNOWN} in this location`);
    });

    it('warns of a second message when no answer came', async () => {
      sandbox.fail({ connection: 'reset' });
      const input = { contact: jane().id, channel: 'SMS', message: 'x' };
      expect((await refused(sendMessage, input)).message).toContain('look before you repeat it');
    });

    it.each([
      [undefined, ['scheduled_at']],
      ['IG', ['scheduled_at']],
      ['SMS', ['from_number', 'to_number', 'template_id', 'scheduled_at']],
      [
        'Email',
        [
          'subject',
          'html',
          'email_from',
          'email_to',
          'cc_emails',
          'bcc_emails',
          'reply_to',
          'template_id',
          'scheduled_at',
        ],
      ],
    ])('with the channel %s has its fields', async (channel, expected) => {
      const fields = await runStep(sendFields, channel ? { channel } : {});
      expect(keysOf(fields)).toEqual(['channel', 'contact', ...expected]);
      expect(fields[0]).toMatchObject({ required: true, altersDynamicFields: true });
      expect(fields[1]).toMatchObject({
        required: true,
        dynamic: 'list_contacts.id.name',
        search: 'find_contact.id',
      });
      expect(fields.every(({ label }) => Boolean(label))).toBe(true);
    });

    it('lists contacts to choose from, page by page', async () => {
      const { perform } = listTrigger('list_contacts').operation;
      const contacts = await runStep(perform, {}, { page: 0 });
      expect(contacts).toContainEqual({
        id: jane().id,
        name: 'Jane Doe (jane.doe@example.com, +15552010101)',
      });
      expect(bodyOf()).toMatchObject({ page: 1, pageLimit: 50 });
      expect(await runStep(perform, {}, { page: 1 })).toEqual([]);
      // Beyond these the server refuses to count.
      expect(await runStep(perform, {}, { page: 200 })).toEqual([]);
      expect(sandbox.requests).toHaveLength(2);
    });
  });

  describe('find_message', () => {
    const find = (input: Input = {}, meta: Partial<Bundle['meta']> = {}) =>
      runStep(findMessage, { conversation: janes().id, ...input }, meta);
    const fill = (count: number, values: Input = {}) => {
      const conversation = janes();
      for (let index = 0; index < count; index += 1) {
        const dateAdded = new Date(Date.now() + index).toISOString();
        sandbox.store.addMessage(conversation, {
          body: `Message ${String(index)}`,
          dateAdded,
          ...values,
        });
      }
    };

    it('gives the messages, newest first', async () => {
      const { results, paging_token: token } = await find();
      expect(token).toBeNull();
      expect(results.map(({ content }) => content)).toEqual([
        'Thank you!',
        '<p>See you on Friday at 10:00.</p>',
        undefined,
        'Yes: 10:00 or 15:30?',
        'Hi, this is Jane. Do you have time on Friday?',
      ]);
      expect(results[1]).toMatchObject({
        subject: 'Your appointment',
        channel: 'Email',
        direction: 'outgoing',
        sender_type: 'user',
        contact_id: jane().id,
        conversation_id: janes().id,
      });
      expect(sent()).toEqual([
        `GET /conversations/${janes().id}/messages`,
        'GET /conversations/messages/email/email000000000000001',
      ]);
      expect(queryOf()).toEqual({ limit: '20' });
      expect(versions()).toEqual(new Set(['2021-04-15']));
    });

    describe('e-mails', () => {
      const thread = () => {
        const row = sandbox.store.messages.find(
          ({ conversationId, meta }) => conversationId === janes().id && meta,
        );
        if (!row) throw new Error('the seed has no e-mail');
        return row;
      };

      it('have their texts, and each of a thread is a message of its own', async () => {
        const dateAdded = '2025-06-02T13:30:00.000Z';
        const reply = sandbox.store.addReply(thread(), {
          subject: 'Re: Your appointment',
          body: '<p>I cannot.</p>',
          direction: 'inbound',
          status: 'opened',
          dateAdded,
        });
        const { results } = await find({ channel: 'Email' });
        expect(results).toEqual([
          expect.objectContaining({
            id: reply.id,
            content: '<p>I cannot.</p>',
            subject: 'Re: Your appointment',
            channel: 'Email',
            direction: 'incoming',
            status: 'opened',
            sender_type: 'contact',
            created_at: dateAdded,
            from: 'jane.doe@example.com',
            messageId: thread().id,
            conversation_id: janes().id,
          }),
          expect.objectContaining({
            id: 'email000000000000001',
            content: '<p>See you on Friday at 10:00.</p>',
            direction: 'outgoing',
            sender_type: 'user',
          }),
        ]);
        expect(ids((await find({ channel: 'Email', direction: 'incoming' })).results)).toEqual([
          reply.id,
        ]);
        expect(sent()).toHaveLength(6);
      });

      it('are found by their texts and subjects', async () => {
        const { results } = await find({ channel: 'Email', text: 'see you on FRIDAY' });
        expect(results.map(({ subject }) => subject)).toEqual(['Your appointment']);
        expect((await find({ channel: 'Email', text: 'your appoint' })).results).toHaveLength(1);
        expect((await find({ channel: 'Email', text: 'Monday' })).results).toEqual([]);
      });

      it('are not read where another channel is chosen', async () => {
        expect((await find({ channel: 'SMS' })).results).toHaveLength(3);
        expect(sent()).toHaveLength(1);
      });

      it('are read forty at a time, and the next page goes on behind them', async () => {
        fill(50, { messageType: 'TYPE_EMAIL', body: 'No.' });
        const first = await find({ channel: 'Email', text: 'friday' });
        expect(first).toEqual({ results: [], paging_token: expect.stringMatching(/^message/) });
        expect(sent()).toHaveLength(3 + 40);
        const second = await find(
          { channel: 'Email', text: 'friday' },
          { paging_token: first.paging_token ?? '' },
        );
        expect(ids(second.results)).toEqual(['email000000000000001']);
        expect(second.paging_token).toBeNull();
        expect(sent()).toHaveLength(43 + 1 + 11);
      });

      it('of a thread longer than that are its newest forty', async () => {
        const replies = Array.from({ length: 50 }, (_, index) =>
          sandbox.store.addReply(thread(), {
            dateAdded: new Date(Date.now() + index).toISOString(),
          }),
        );
        const { results, paging_token: token } = await find({ channel: 'Email' });
        expect(results).toHaveLength(40);
        expect(results[0]?.id).toBe(replies.at(-1)?.id);
        expect(token).toBeNull();
      });

      it('are as the list has them where their records are gone', async () => {
        sandbox.store.emails = [];
        const { results } = await find({ channel: 'Email' });
        expect(results).toMatchObject([
          { id: thread().id, subject: 'Your appointment', channel: 'Email', direction: 'outgoing' },
        ]);
      });

      it('take direction and subject from what the list has in its own place', async () => {
        const email = { messageIds: [], subject: 'Hi', direction: 'inbound' };
        const messages = [
          { id: 'm1', messageType: 'TYPE_EMAIL', contactId: 'c1', meta: { email } },
        ];
        sandbox.fail({ status: 200, body: JSON.stringify({ messages: { messages } }) });
        expect((await find()).results).toMatchObject([
          { id: 'm1', subject: 'Hi', direction: 'incoming', sender_type: 'contact' },
        ]);
      });

      it('are read bare, too, as the document says', async () => {
        const body = JSON.stringify({ id: 'email000000000000001', body: 'Bare', traceId: 't' });
        sandbox.fail({ path: /messages\/email/, status: 200, body });
        expect((await find({ channel: 'Email' })).results).toMatchObject([{ content: 'Bare' }]);
      });

      it('that can not be read are an error, not messages without a text', async () => {
        sandbox.fail({ path: /messages\/email/, status: 503, body: 'busy' });
        const input = { conversation: janes().id };
        expect((await refused(findMessage, input)).message).toMatch(/status 503/);
        sandbox.fail({ path: /messages\/email/, status: 200, body: '{}' });
        expect((await refused(findMessage, input)).message).toMatch(/does not understand/);
      });
    });

    it('goes on from the last message of the page before', async () => {
      fill(20);
      const first = await find();
      expect(first.results).toHaveLength(20);
      expect(first.paging_token).toBe(first.results.at(-1)?.id);
      sandbox.requests.length = 0;
      const second = await find({}, { paging_token: first.paging_token ?? '' });
      expect(queryOf()).toEqual({ limit: '20', lastMessageId: first.paging_token });
      expect(second.results).toHaveLength(5);
      expect(second.paging_token).toBeNull();
    });

    it('filters by direction, channel and text', async () => {
      const outgoing = await find({ direction: 'Outgoing' });
      expect(outgoing.results).toHaveLength(3);
      const emails = await find({ channel: 'email' });
      expect(emails.results.map(({ channel }) => channel)).toEqual(['Email']);
      expect(queryOf(2)).toEqual({ limit: '20', type: 'TYPE_EMAIL' });
      const texts = await find({ text: 'FRIDAY' });
      expect(texts.results).toHaveLength(2);
      expect((await find({ text: 'your appoint' })).results).toHaveLength(1);
    });

    it('checks the channel itself where the server does not', async () => {
      const messages = ['SMS', 'TYPE_EMAIL'].map((messageType, id) => ({
        id: `m${String(id)}`,
        messageType,
      }));
      sandbox.fail({ status: 200, body: JSON.stringify({ messages: { messages } }) });
      expect(ids((await find({ channel: 'SMS' })).results)).toEqual(['m0']);
    });

    it('reads on until a page has a hit', async () => {
      fill(70);
      const { results, paging_token: token } = await find({ text: 'thank you' });
      expect(results).toHaveLength(1);
      expect(token).toBeNull();
      expect(sent().filter((request) => request.endsWith('/messages'))).toHaveLength(4);
    });

    it('stops after some pages, and tells where to go on', async () => {
      fill(130);
      const first = await find({ text: 'thank you' });
      expect(first).toEqual({ results: [], paging_token: expect.stringMatching(/^message/) });
      expect(sandbox.requests).toHaveLength(5);
      const second = await find({ text: 'thank you' }, { paging_token: first.paging_token ?? '' });
      expect(second.results).toHaveLength(1);
    });

    it('leaves out what HighLevel itself notes', async () => {
      fill(1, { messageType: 'TYPE_ACTIVITY_CONTACT' });
      expect((await find()).results).toHaveLength(5);
    });

    it('reads the answer as it is documented, too', async () => {
      const messages = [{ id: 'm1', messageType: 'TYPE_SMS', body: 'Flat' }];
      const body = JSON.stringify({ lastMessageId: 'm1', nextPage: true, messages });
      sandbox.fail({ status: 200, body });
      expect(await find()).toMatchObject({ results: [{ id: 'm1' }], paging_token: 'm1' });
    });

    it('ends where the server gives the same place again', async () => {
      const messages = [{ id: 'm1', messageType: 'TYPE_SMS' }];
      const body = JSON.stringify({ messages: { lastMessageId: 'm1', nextPage: true, messages } });
      sandbox.fail({ times: 2, status: 200, body });
      expect((await find({}, { paging_token: 'm1' })).paging_token).toBeNull();
    });

    it('misses an unknown conversation', async () => {
      const page = await find({ conversation: UNKNOWN });
      expect(page).toEqual({ results: [], paging_token: null });
    });

    it.each([
      [{ conversation: '318' }, /^Conversation: `318` is not a conversation ID/],
      [{ channel: 'Fax' }, /^Channel: `Fax` is not one of its options/],
      [{ direction: 'up' }, /^Direction: `up` is not one of its options/],
      [{ status: 'read' }, /^`status` is not a field of this step/],
    ])('refuses %j', async (input, text) => {
      const { message } = await refused(findMessage, { conversation: UNKNOWN, ...input });
      expect(message).toMatch(text);
      expect(sent()).toEqual([]);
    });

    it('has fields for its filters', async () => {
      expect(keysOf(await runStep(findMessageFields))).toEqual(['channel', 'direction', 'text']);
    });

    it('names the scope that the token lacks', async () => {
      const body = '{"message":"The token is not authorized for this scope."}';
      sandbox.fail({ status: 401, body });
      const { message } = await refused(findMessage, { conversation: UNKNOWN });
      expect(message).toContain('lacks the scope `conversations/message.readonly`');
    });
  });
});
