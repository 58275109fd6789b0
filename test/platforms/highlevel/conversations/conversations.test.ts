import {
  perform as createConversation,
  platformFields as createFields,
} from '../../../../creates/create_conversation.js';
import {
  clearableFieldChoices,
  perform as updateConversation,
  platformFields as updateFields,
} from '../../../../creates/update_conversation.js';
import { keys, locationId, otherLocationId } from '../../../../sandbox/highlevel/index.js';
import {
  filterFields as findConversationFields,
  perform as findConversation,
} from '../../../../searches/find_conversation.js';
import { listTrigger } from '../../../helpers/running/list_trigger.js';
import {
  APP,
  bodyOf,
  highlevelConversations,
  ids,
  jane,
  janes,
  keysOf,
  queryOf,
  refused,
  runStep,
  runStepInCore,
  sandbox,
  sent,
  versions,
} from '../../../helpers/highlevel/conversations.js';

const UNKNOWN = 'nobodyKnows000000001';

type Input = Record<string, unknown>;

const ours = () =>
  sandbox.store.conversations.filter((conversation) => conversation.locationId === locationId);
const latest = () => {
  const [conversation, ...rest] = sandbox.store.conversations.slice(-1);
  if (!conversation || rest.length > 0) throw new Error('no conversation');
  return conversation;
};
const addNewcomer = (values: Input = {}) =>
  sandbox.store.addContact({ firstName: 'New', phone: '+15552010777', ...values });

describe('conversations and messages of HighLevel', () => {
  highlevelConversations();

  describe('find_conversation', () => {
    it('reads one by its ID', async () => {
      const { id } = janes();
      expect(await runStepInCore(findConversation, { conversation: id })).toEqual([
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
});
