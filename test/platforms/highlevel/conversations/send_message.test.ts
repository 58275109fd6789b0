import {
  perform as sendMessage,
  platformFields as sendFields,
} from '../../../../creates/send_message.js';
import { keys } from '../../../../sandbox/highlevel/index.js';
import { perform as findMessage } from '../../../../searches/find_message.js';
import { listTrigger } from '../../../helpers/running/list_trigger.js';
import {
  APP,
  bodyOf,
  highlevelConversations,
  jane,
  janes,
  keysOf,
  refused,
  runStep,
  runStepInCore,
  sandbox,
  sent,
  versions,
} from '../../../helpers/highlevel/conversations.js';

const UNKNOWN = 'nobodyKnows000000001';
const FILE = 'https://files.example.com/a.pdf';

type Input = Record<string, unknown>;

describe('conversations and messages of HighLevel', () => {
  highlevelConversations();

  describe('send_message', () => {
    const send = (input: Input) => runStep(sendMessage, { contact: jane().id, ...input });

    it('sends a text', async () => {
      const input = { contact: jane().id, channel: 'SMS', message: 'Hello' };
      const message = await runStepInCore(sendMessage, input);
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
});
