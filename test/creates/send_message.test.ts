import nock from 'nock';
import { perform as send } from '../../creates/send_message.js';
import { messageSample } from '../../objects/message.js';
import { BASE, failureOf } from '../helpers/running/app.js';
import { run } from '../helpers/running/light_app.js';
import { guardNetwork, server } from '../helpers/nock.js';
import { answered, FILES, MESSAGES } from '../helpers/messages.js';

const sending = (inputData: Record<string, unknown>, meta = {}) =>
  run(send, { inputData: { conversation: '42', ...inputData }, meta });
const answer = (body: nock.RequestBodyMatcher, reply: object = answered, status = 200) =>
  server().post(MESSAGES, body).reply(status, reply);

describe('send_message', () => {
  guardNetwork();

  it('is one request, with nothing in it that was not filled', async () => {
    answer({ content: 'Hi' });
    const message = await sending({ message: 'Hi', private: '', reply_to: ' ', cc_emails: [''] });
    expect(message).toEqual({
      id: '9001',
      conversation_id: '42',
      content: 'Hi',
      direction: 'outgoing',
      private: false,
      status: 'sent',
      inbox_id: '5',
      sender_type: 'user',
      sender_id: '1',
      sender_name: 'Jane Cooper',
      created_at: '2026-03-14T09:26:53.000Z',
      conversation_url: `${BASE}/app/accounts/1/conversations/42`,
      content_type: 'text',
      content_attributes: {},
    });
    expect(Object.keys(message)).toEqual(expect.arrayContaining(Object.keys(messageSample)));
  });

  it('sends what the user typed as it is: Chatwoot fills in its own placeholders', async () => {
    const typed = '  Hi {{contact.name}},\n{{bundle.authData.apiKey}} – שלום ';
    answer({ content: typed });
    await sending({ message: typed });
  });

  it('sends every option under the API’s name', async () => {
    answer({
      content: 'Hi',
      private: true,
      content_attributes: { in_reply_to: 77 },
      to_emails: 'a@example.com,b@example.com',
      cc_emails: 'c@example.com',
      bcc_emails: 'd@example.com',
    });
    await sending({
      message: 'Hi',
      private: 'true',
      reply_to: '77',
      to_emails: ['a@example.com', 'b@example.com'],
      cc_emails: 'c@example.com',
      bcc_emails: ['d@example.com'],
    });
    answer({ content: 'Hi', message_type: 'incoming' });
    await sending({ message: 'Hi', direction: 'incoming', private: false });
  });

  it.each([
    ['nothing to send', {}, /^Message: there is nothing to send/],
    ['only blanks', { message: ' \n', attachments: [''] }, /^Message: there is nothing to send/],
    ['a conversation that is no ID', { conversation: 'x', message: 'Hi' }, /^Conversation: `x` is/],
    ['a reply to no ID', { message: 'Hi', reply_to: 'wamid.9' }, /^Reply To: `wamid\.9` is not a/],
    ['no e-mail', { message: 'Hi', cc_emails: ['x'] }, /^CC: `x` is not an email address/],
    ['another sender', { message: 'Hi', direction: 'bot' }, /^Send As: `bot` is not one of/],
    ['too long a text', { message: 'x'.repeat(150_001) }, /^Message: .* 150001 .* 150000/],
    ['16 files', { attachments: Array(16).fill(`${FILES}/a.pdf`) }, /^Attachments: .* 16 files/],
    ['a template with a text', { template: 'a/en', message: 'Hi' }, /^Message and Template: /],
    [
      'a template with a file',
      { template: 'a/en', attachments: ['x'] },
      /^Attachments: .*Template/,
    ],
    ['a template as a note', { template: 'a/en', private: true }, /^Private Note: .*Template/],
    [
      'a field of another platform',
      { message: 'Hi', email_cc: 'a@b.com' },
      /^`email_cc` is not a field/,
    ],
    [
      'a variable of no template',
      { message: 'Hi', template_body_1: 'x' },
      /^Template: this field is/,
    ],
    ['a template of the contact', { template: 'a/en', direction: 'incoming' }, /^Send As: /],
  ])('refuses %s before any request', async (_case, inputData, text) => {
    const { name, message } = await failureOf(sending(inputData));
    expect(message).toMatch(text);
    expect(name).toBe('AppError');
  });

  it('takes as long a text as the server does, counted as it counts', async () => {
    const text = '😀'.repeat(150_000);
    answer(() => true);
    await sending({ message: text });
  });

  it.each([
    [404, { error: 'Resource could not be found' }, /has no conversation 42 in this account/],
    [
      401,
      { error: 'You are not authorized to do this action' },
      /may not do this with conversation 42 in Chatwoot: they are not in its inbox/,
    ],
    [
      422,
      { error: 'Incoming messages are only allowed in Api inboxes' },
      /^Send As: Chatwoot lets only API inboxes .* Set Send As to the team/,
    ],
    [422, { error: 'Invalid email address' }, /^To, CC, BCC: /],
    [422, { error: 'Validation failed: Attachments file size is too big' }, /^Attachments: /],
    [413, '<html>', /takes no request of this size\. If the step has Attachments/],
  ])('explains a %i', async (status, body, text) => {
    server().post(MESSAGES).reply(status, body);
    const { message } = await failureOf(sending({ message: 'Hi' }));
    expect(message).toMatch(text);
  });

  it('lets Zapier wait when a conversation has too many messages', async () => {
    answer(() => true, { error: 'Validation failed: Too many messages' }, 422);
    const { name, message } = await failureOf(sending({ message: 'Hi' }));
    expect(name).toBe('ThrottledError');
    expect(message).toMatch(/no more messages in conversation 42 for a minute/);
  });

  describe('with attachments', () => {
    const file = (path: string) => nock(FILES, { badheaders: ['api-access-token'] }).get(path);

    it('is one form, with the files and without a `private` that would count as yes', async () => {
      file('/a.pdf?sig=1').reply(200, 'PDF', { 'content-type': 'application/pdf' });
      file('/b').reply(200, 'TXT', { 'content-type': 'text/plain' });
      let sent = '';
      let type = '';
      server()
        .post(MESSAGES, (body: string) => ((sent = body), true))
        .reply(200, function () {
          type = [this.req.headers['content-type'] ?? ''].flat().join();
          return answered;
        });
      await sending({
        message: 'See {{contact.name}}',
        private: false,
        reply_to: '77',
        attachments: [`${FILES}/a.pdf?sig=1`, `${FILES}/b`],
      });
      const form = await new Response(sent, { headers: { 'content-type': type } }).formData();
      expect([...form.keys()]).toEqual([
        'content',
        'content_attributes',
        'attachments[]',
        'attachments[]',
      ]);
      expect(form.get('content')).toBe('See {{contact.name}}');
      expect(form.get('content_attributes')).toBe('{"in_reply_to":77}');
      const files = form.getAll('attachments[]') as File[];
      expect(files.map((one) => [one.name, one.type])).toEqual([
        ['a.pdf', 'application/pdf'],
        ['file-2.txt', 'text/plain'],
      ]);
      expect(await files[0]?.text()).toBe('PDF');
    });

    it('reads several files from one text', async () => {
      const type = { 'content-type': 'image/png' };
      file('/a,b.png').reply(200, 'A', type);
      file('/c.png').reply(200, 'C', type);
      let sent = '';
      server()
        .post(MESSAGES, (body: string) => ((sent = body), true))
        .reply(200, answered);
      await sending({ attachments: `${FILES}/a,b.png,${FILES}/c.png` });
      expect(sent).toContain('filename="a,b.png"');
      expect(sent).toContain('filename="c.png"');
    });

    it('sends nothing when a file cannot be had, and keeps its signature to itself', async () => {
      file('/a.pdf?sig=5ecre7').reply(403, 'expired');
      const { message } = await failureOf(
        sending({ message: 'Hi', attachments: [`${FILES}/a.pdf?sig=5ecre7`] }),
      );
      expect(message).toMatch(/^Attachments: file 1 \(`a\.pdf` at files\.example\.com\) could not/);
      expect(message).not.toContain('5ecre7');
    });

    it('sends nothing when a file is bigger than the server takes', async () => {
      file('/a.mp4').reply(200, 'x', { 'content-length': String(40 * 1024 * 1024 + 1) });
      const { message } = await failureOf(sending({ attachments: `${FILES}/a.mp4` }));
      expect(message).toMatch(/`a\.mp4` .* is bigger than 40 MB/);
    });
  });
});
