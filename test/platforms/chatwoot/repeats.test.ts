import type { Bundle, ZObject } from 'zapier-platform-core';
import { perform as addNote } from '../../../creates/add_contact_note.js';
import { perform as createContact } from '../../../creates/create_contact.js';
import { perform as createConversation } from '../../../creates/create_conversation.js';
import { perform as createInboxContact } from '../../../creates/create_inbox_contact.js';
import { perform as sendMessage } from '../../../creates/send_message.js';
import { perform as updateContact } from '../../../creates/update_contact.js';
import { perform as updateConversation } from '../../../creates/update_conversation.js';
import { keys, seeded } from '../../../sandbox/chatwoot/index.js';
import type { Fault } from '../../../sandbox/server.js';
import { failureOf, rawContact, run as runInCore } from '../../helpers/running/app.js';
import { run, runKeepingCache } from '../../helpers/running/light_app.js';
import { conversationServer } from '../../helpers/servers/conversation_server.js';
import { server as nockServer } from '../../helpers/nock.js';
import { shortestWaits } from '../../helpers/shortest_waits.js';
import { noWaits } from '../../helpers/no_waits.js';

shortestWaits();

noWaits();

/** A step of the app. */
type Perform = (z: ZObject, bundle: Bundle) => Promise<object>;

const LATE_ERROR: Fault = { afterwards: true, status: 504, body: '<html>Gateway Timeout</html>' };
const LATE_RESET: Fault = { afterwards: true, connection: 'reset' };
const LATE_NONSENSE: Fault = { afterwards: true, status: 200, body: '{"hello":"world"}' };
const LIMIT: Fault = {
  status: 429,
  headers: { 'content-type': 'text/plain' },
  body: 'Retry later',
};
const SHORT_LIMIT: Fault = { ...LIMIT, headers: { ...LIMIT.headers, 'retry-after': '2' } };
const MAYBE = /may have been done all the same: look before you repeat it/;

describe('a step that Zapier runs again', () => {
  const server = conversationServer();
  const inbox = String(seeded.inboxes.api);

  const first = (perform: Perform, inputData: Record<string, unknown>) =>
    run(perform, { authData: server.authData, inputData });
  const again = (perform: Perform, inputData: Record<string, unknown>) =>
    runKeepingCache(perform, { authData: server.authData, inputData });
  const fail = (path: RegExp, fault: Fault): void =>
    server.sandbox.fail({ method: 'POST', path, ...fault });
  const counts = () => {
    const { contacts, contactInboxes, conversations, messages, notes } = server.sandbox.store;
    return {
      identifiers: contactInboxes.length,
      contacts: contacts.length,
      conversations: conversations.length,
      messages: messages.filter(({ message_type: type }) => type !== 2).length,
      notes: notes.length,
    };
  };
  const more = (before: ReturnType<typeof counts>, added: Partial<ReturnType<typeof counts>>) => {
    const plus = Object.entries(added).map(([name, count]) => [
      name,
      before[name as keyof typeof before] + count,
    ]);
    return { ...before, ...(Object.fromEntries(plus) as typeof before) };
  };

  describe.each<
    [string, Perform, Record<string, unknown>, RegExp, Partial<ReturnType<typeof counts>>]
  >([
    ['Create Contact', createContact, { email: 'zoe@example.com' }, /contacts$/, { contacts: 1 }],
    [
      'Create Conversation',
      createConversation,
      { contact: '1', inbox, message: 'Hi {{contact.name}}!' },
      /conversations$/,
      { conversations: 1, messages: 1 },
    ],
    [
      'Send Message',
      sendMessage,
      { conversation: '1', message: 'Line one\nline \\ two' },
      /messages$/,
      { messages: 1 },
    ],
    [
      'Create Contact in API Inbox',
      createInboxContact,
      { inbox: seeded.apiInbox.inbox_identifier, name: 'Zoe' },
      /inboxes\/[^/]+\/contacts$/,
      { contacts: 1, identifiers: 1 },
    ],
    ['Add Contact Note', addNote, { contact: '1', note: 'Call back.' }, /notes$/, { notes: 1 }],
  ])('%s', (_label, perform, input, path, added) => {
    it.each([
      ['an error page', LATE_ERROR],
      ['a cut connection', LATE_RESET],
      ['an answer of something else', LATE_NONSENSE],
    ])(
      'that was done and got %s is halted, and its repeat finds what is there',
      async (_what, fault) => {
        const before = counts();
        fail(path, fault);
        const failure = await failureOf(first(perform, input));
        expect(failure).toMatchObject({ name: 'HaltedError' });
        expect(failure.message).toMatch(MAYBE);
        expect(counts()).toEqual(more(before, added));
        const found = await again(perform, input);
        expect(found).toMatchObject({ id: expect.stringMatching(/^\d+$/) });
        expect(counts()).toEqual(more(before, added));
        // What is clear by now is no repeat any more, but somebody's wish.
        if (perform !== createContact) {
          await again(perform, input);
          expect(counts()).not.toEqual(more(before, added));
        }
      },
    );

    it('that was not done is done by the repeat', async () => {
      const before = counts();
      fail(path, { connection: 'reset' });
      expect(await failureOf(first(perform, input))).toMatchObject({ name: 'HaltedError' });
      await again(perform, input);
      expect(counts()).toEqual(more(before, added));
    });

    it('that was throttled before anything was done is left to Zapier', async () => {
      const before = counts();
      fail(path, LIMIT);
      expect(await failureOf(first(perform, input))).toMatchObject({
        name: 'ThrottledError',
        delay: 60,
      });
      await again(perform, input);
      expect(counts()).toEqual(more(before, added));
      const gets = server.sandbox.requests.filter(({ method }) => method === 'GET');
      expect(gets.length).toBeLessThanOrEqual(2);
    });

    it('that was refused is not looked for', async () => {
      fail(path, { status: 422, body: '{"message":"No way"}' });
      expect(await failureOf(first(perform, input))).toMatchObject({ name: 'AppError' });
      server.sandbox.requests.length = 0;
      await again(perform, input);
      const posts = server.sandbox.requests.filter(({ method }) => method === 'POST');
      expect(posts.filter((request) => path.test(request.path))).toHaveLength(1);
    });
  });

  it('a contact that nothing tells from others is not made again', async () => {
    const before = counts();
    fail(/contacts$/, LATE_RESET);
    await failureOf(first(createContact, { name: 'Zoe' }));
    expect(await failureOf(again(createContact, { name: 'Zoe' }))).toMatchObject({
      name: 'HaltedError',
      message: expect.stringMatching(
        /^An earlier run sent exactly this.*not sent again for 12 hours/,
      ),
    });
    expect(counts()).toEqual(more(before, { contacts: 1 }));
  });

  it('a contact of another input is', async () => {
    const before = counts();
    fail(/contacts$/, LATE_RESET);
    await failureOf(first(createContact, { name: 'Zoe' }));
    await again(createContact, { name: 'Zoe', city: 'Rio' });
    expect(counts()).toEqual(more(before, { contacts: 2 }));
  });

  describe('Create Contact while another run creates the same one', () => {
    const rival = { email: 'zoe@example.com', name: 'Zoe' };
    const lost: Fault = { status: 500, body: '{"error":"Internal Server Error"}' };

    it('gives out the contact where it is as it was to be', async () => {
      const before = counts();
      fail(/contacts$/, { ...lost, afterwards: true });
      expect(await first(createContact, rival)).toMatchObject(rival);
      expect(counts()).toEqual(more(before, { contacts: 1 }));
    });

    it('names the owner where it is another one', async () => {
      const input = { email: 'zoe@example.com', name: 'Another Zoe' };
      server.sandbox.store.addContact(1, rival);
      fail(/contacts$/, lost);
      const failure = await failureOf(first(createContact, input));
      expect(failure).toMatchObject({ name: 'AppError' });
      expect(failure.message).toMatch(
        /^Email: `zoe@example.com` already belongs to another contact, Zoe/,
      );
    });

    it('is an update where the step says to create what is missing', async () => {
      const contact = rawContact({ email: 'zoe@example.com', name: 'Zoe' });
      const path = '/api/v1/accounts/1/contacts';
      nockServer().post(`${path}/filter`).reply(200, { payload: [] });
      nockServer()
        .post(path)
        .reply(422, { message: 'Email has already been taken', attributes: ['email'] });
      nockServer()
        .post(`${path}/filter`)
        .times(2)
        .reply(200, { payload: [contact] });
      nockServer().put(`${path}/7`, { name: 'Zoe' }).reply(200, { payload: contact });
      const inputData = {
        find_by: 'email',
        contact: 'zoe@example.com',
        if_missing: 'create',
        name: 'Zoe',
      };
      expect(await runInCore(updateContact, { inputData })).toMatchObject({
        id: '7',
        outcome: 'updated',
      });
    });
  });

  describe('with something left to do', () => {
    const input = { contact: '1', inbox, message: 'Hi!', add_labels: ['vip'], priority: 'high' };

    it('waits for a limit to pass as long as the run has time', async () => {
      const before = counts();
      fail(/labels$/, SHORT_LIMIT);
      expect(await first(createConversation, input)).toMatchObject({
        labels: ['vip'],
        priority: 'high',
        is_new: true,
      });
      expect(counts()).toEqual(more(before, { conversations: 1, messages: 1 }));
    });

    it.each([
      ['a limit that lasts', LIMIT, /Done: the new conversation \(ID \d+\)\. Not done: the labels/],
      [
        'a failure',
        { status: 500, body: '{"error":"x"}' },
        /Done: the new conversation \(ID \d+\)\. Perhaps done: the labels\. Not done: the priority/,
      ],
    ])('is halted by %s, and goes on where it stopped', async (_what, fault, text) => {
      const before = counts();
      fail(/labels$/, fault);
      const failure = await failureOf(first(createConversation, input));
      expect(failure).toMatchObject({ name: 'HaltedError' });
      expect(failure.message).toMatch(text);
      const done = await again(createConversation, input);
      expect(done).toMatchObject({ labels: ['vip'], priority: 'high', is_new: true });
      expect(counts()).toEqual(more(before, { conversations: 1, messages: 1 }));
    });

    it('labels a contact that the first run made', async () => {
      const before = counts();
      const contact = { email: 'zoe@example.com', add_labels: ['vip'] };
      fail(/labels$/, LIMIT);
      const failure = await failureOf(first(createContact, contact));
      expect(failure).toMatchObject({ name: 'HaltedError' });
      expect(failure.message).toMatch(/Done: the new contact\. Not done: the labels/);
      expect(await again(createContact, contact)).toMatchObject({ labels: ['vip'] });
      expect(counts()).toEqual(more(before, { contacts: 1 }));
    });
  });

  describe('giving a conversation back to whom it belonged', () => {
    const open = { conversation: '2', status: 'open' };
    const assignee = () => server.stored(2).assignee_id;

    beforeEach(() => {
      Object.assign(server.stored(2), { status: 'resolved', assignee_id: 1 });
      server.useKey(keys.agent);
    });

    it.each([
      ['a limit', LIMIT],
      ['an error page', { status: 502, body: '<html></html>' }],
    ])('is done by the repeat after %s', async (_what, fault) => {
      fail(/assignments$/, fault);
      await failureOf(first(updateConversation, open));
      expect(assignee()).not.toBe(1);
      await again(updateConversation, open);
      expect(assignee()).toBe(1);
    });

    it('is done by the repeat when opening it got no answer', async () => {
      fail(/toggle_status$/, LATE_RESET);
      const failure = await failureOf(first(updateConversation, open));
      expect(failure.message).toMatch(/running the step again is safe/);
      await again(updateConversation, open);
      expect(assignee()).toBe(1);
    });

    it('leaves a conversation alone that was open before', async () => {
      await first(updateConversation, open);
      Object.assign(server.stored(2), { assignee_id: 2 });
      server.sandbox.requests.length = 0;
      await again(updateConversation, open);
      expect(server.sent()).toEqual(['GET conversations/2']);
    });
  });
});
