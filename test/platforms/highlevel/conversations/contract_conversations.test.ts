import type { Bundle, ZObject } from 'zapier-platform-core';
import { creates } from '../../../../creates/index.js';
import { listTrigger } from '../../../helpers/running/list_trigger.js';
import { keys, locationId, startHighlevelSandbox } from '../../../../sandbox/highlevel/index.js';
import { searches } from '../../../../searches/index.js';
import { triggers } from '../../../../triggers/index.js';
import { run as runInCore } from '../../../helpers/running/app.js';
import { run } from '../../../helpers/running/light_app.js';
import { hasSpecs, unexplained, violations, type Exception } from '../../../helpers/contract.js';
import { guardNetwork } from '../../../helpers/nock.js';

const ENVELOPE = /^answer 200 {2}must have required property/;
const NO_ID = /^request \/path must NOT have additional properties .*"id"/;

const exceptions: Exception[] = [
  {
    reason:
      'Marked as required; integrations send type, contactId and message only (reference §2.3).',
    covers: { 'POST /conversations/messages': /^request .*'(subType|status)'/ },
  },
  {
    reason: 'The real answer is {messages: {lastMessageId, nextPage, messages}} (reference §2.3).',
    covers: {
      'GET /conversations/{conversationId}/messages':
        /^answer 200 {2}must have .*'(lastMessageId|nextPage)'|^answer 200 \/messages must be array .*is object$/,
    },
  },
  {
    reason: 'Marked as required; a contact may have no e-mail address.',
    covers: { 'GET /conversations/search': /^answer 200 \/conversations\/\d+ must .*'email'/ },
  },
  {
    reason: 'Its path has an {id}, but no parameter for it.',
    covers: {
      'GET /conversations/messages/email/{id}': NO_ID,
      'GET /conversations/messages/{id}': NO_ID,
    },
  },
  {
    reason: 'Documented bare, seen in an envelope (operations §0, §2.12).',
    covers: {
      'GET /conversations/messages/email/{id}': ENVELOPE,
      'GET /conversations/messages/{id}': ENVELOPE,
    },
  },
  {
    reason: 'Its own description says that the last page has null.',
    covers: { 'GET /conversations/messages/export': /^answer 200 \/nextCursor .*is null$/ },
  },
];

type Perform = (z: ZObject, bundle: Bundle) => Promise<unknown>;

(hasSpecs ? describe : describe.skip)('the contract with HighLevel, conversations', () => {
  guardNetwork();

  it('holds for every request, and for the sandbox’s answers', async () => {
    const sandbox = await startHighlevelSandbox();
    const authData = {
      platform: 'highlevel',
      apiKey: keys.all,
      baseUrl: sandbox.url,
      accountId: locationId,
    };
    const step = (perform: Perform, inputData = {}, meta: Partial<Bundle['meta']> = {}) =>
      run(perform, { authData, inputData, meta });
    const jane = 'contact0000000000001';
    const agent = 'userBob0000000000001';
    const conversation = sandbox.store.conversations.find(
      ({ contactId }) => contactId === jane,
    )?.id;
    const newcomer = sandbox.store.addContact({ firstName: 'New', phone: '+15552010777' }).id;

    await runInCore(listTrigger('list_conversations').operation.perform, { authData });
    const { perform: find } = searches.find_conversation.operation;
    await step(find, { conversation });
    await step(find, { conversation, status: 'unread' });
    await step(find, { contact: jane });
    await step(find, { agent, status: 'all', channel: 'whatsapp', direction: 'incoming' });
    const { perform: create } = creates.create_conversation.operation;
    await step(create, { contact: newcomer, channel: 'SMS', message: 'Hello' });
    await step(create, { contact: jane });
    const { perform: update } = creates.update_conversation.operation;
    await step(update, { conversation, mark_as: 'read', starred: true });

    const { perform: send } = creates.send_message.operation;
    for (const channel of ['Instagram', 'Facebook', 'Live Chat', 'WhatsApp', 'TikTok']) {
      await step(send, { contact: jane, channel, message: 'Hello' });
    }
    await step(send, {
      contact: jane,
      channel: 'SMS',
      attachments: ['https://files.example.com/a.pdf'],
      from_number: '+15552010001',
      to_number: '+15552010101',
      template_id: 't1',
      scheduled_at: '2099-03-14T09:26:53Z',
    });
    await step(send, {
      contact: jane,
      channel: 'Email',
      subject: 'Offer',
      html: '<p>Hi</p>',
      email_from: 'office@example.com',
      email_to: 'jane.doe@example.com',
      cc_emails: ['a@example.com'],
      bcc_emails: 'c@example.com',
      reply_to: sandbox.store.emails[0]?.threadId,
    });
    const { perform: findMessage } = searches.find_message.operation;
    await step(findMessage, { conversation, channel: 'email' });
    const lastMessage = sandbox.store.messages.find((row) => row.conversationId === conversation);
    await step(findMessage, { conversation }, { paging_token: lastMessage?.id ?? '' });

    const { perform: newConversation } = triggers.new_conversation.operation;
    await step(newConversation);
    await step(newConversation, { agent: 'nobody', channel: 'sms', direction: 'outgoing' });
    const { perform: newMessage } = triggers.new_message.operation;
    await step(newMessage);
    await step(newMessage, { channel: 'email' }, { isPopulatingDedupe: true });
    await sandbox.close();

    const recorded = sandbox.requests.filter(({ path }) => path.startsWith('/conversations'));
    expect(recorded.length).toBeGreaterThan(20);
    const found = await violations('highlevel/apps/conversations.json', recorded);
    expect(unexplained(found, exceptions)).toEqual({ violations: [], unused: [] });
  });
});
