import nock from 'nock';
import { perform as send, platformFields } from '../../creates/send_message.js';
import { messageSample } from '../../objects/message.js';
import { addConversation, addMessage, keys, seeded } from '../../sandbox/chatwoot/index.js';
import { filterFields, perform as find } from '../../searches/find_message.js';
import { BASE, failureOf, run } from '../helpers/app.js';
import { chatwootServer } from '../helpers/chatwoot_server.js';
import { guardNetwork, server } from '../helpers/nock.js';

const MESSAGES = '/api/v1/accounts/1/conversations/42/messages';
const FILES = 'https://files.example.com';
const answered = {
  id: 9001,
  content: 'Hi',
  inbox_id: 5,
  conversation_id: 42,
  message_type: 1,
  content_type: 'text',
  status: 'sent',
  content_attributes: {},
  created_at: 1773480413,
  private: false,
  source_id: null,
  // As a real server tells an agent: without the e-mail.
  sender: { id: 1, name: 'Jane Cooper', available_name: 'Jane', type: 'user', thumbnail: '' },
};
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

describe('find_message', () => {
  guardNetwork();
  const row = (id: number, fields: object = {}) => ({ ...answered, id, ...fields });
  const page = (rows: object[], before?: number) =>
    server()
      .get(MESSAGES)
      .query(before ? { before } : {})
      .reply(200, { meta: {}, payload: rows });
  const full = (last: number, fields: object = {}) =>
    Array.from({ length: 20 }, (_none, index) => row(last - 19 + index, fields));
  const finding = (filter: Record<string, unknown>, paging_token?: string) =>
    run(find, { inputData: { conversation: '42', ...filter }, meta: { paging_token } });
  const ids = ({ results }: { results: { id: string }[] }) => results.map(({ id }) => id);

  it('gives the newest first, and where the next page begins', async () => {
    page(full(120));
    const first = await finding({});
    expect(ids(first).slice(0, 2)).toEqual(['120', '119']);
    expect(first.paging_token).toBe('101');
    page([row(99), row(100)], 101);
    const second = await finding({}, '101');
    expect(ids(second)).toEqual(['100', '99']);
    expect(second.paging_token).toBeNull();
  });

  it.each([
    ['direction', { direction: 'incoming' }, ['5', '2']],
    ['direction', { direction: 'outgoing' }, ['4', '3']],
    ['without notes', { private_notes: 'exclude' }, ['5', '4', '2']],
    ['only notes', { private_notes: 'only' }, ['3']],
    ['text in any case', { text: 'PRO pl' }, ['5']],
    ['nothing', {}, ['5', '4', '3', '2']],
  ])('filters by %s, and never gives what Chatwoot noted itself', async (_case, filter, found) => {
    page([
      row(1, { message_type: 2, content: 'Jane resolved the conversation' }),
      row(2, { message_type: 0, content: null }),
      row(3, { private: true }),
      row(4, { message_type: 3 }),
      row(5, { message_type: 0, content: 'The Pro plan' }),
    ]);
    expect(ids(await finding(filter))).toEqual(found);
  });

  it('reads on while no message of a page is wanted, but not for ever', async () => {
    page(full(200));
    page([...full(180).slice(0, 19), row(180, { content: 'needle' })], 181);
    const found = await finding({ text: 'needle' });
    expect(ids(found)).toEqual(['180']);
    expect(found.paging_token).toBe('161');

    page(full(200));
    for (const before of [181, 161, 141, 121]) page(full(before - 1), before);
    expect(await finding({ text: 'needle' })).toEqual({ results: [], paging_token: '101' });
  });

  it('reads no further where the server ignores where to go on', async () => {
    page(full(200));
    page(full(200), 181);
    expect(await finding({ text: 'needle' })).toEqual({ results: [], paging_token: null });
  });

  it('finds nothing in a conversation that does not exist', async () => {
    server().get(MESSAGES).reply(404, { error: 'Resource could not be found' });
    expect(await finding({})).toEqual({ results: [], paging_token: null });
  });

  it('refuses a filter that does not exist', async () => {
    expect((await failureOf(finding({ direction: 'up' }))).message).toMatch(/^Direction: `up` is/);
    expect((await failureOf(finding({ channel: 'SMS' }))).message).toMatch(
      /^`channel` is not a field/,
    );
    expect(await run(filterFields)).toHaveLength(3);
  });
});

describe('messages on the sandbox', () => {
  const { website, secureApp, email, whatsapp, janeDoe } = seeded.conversations;
  const chatwoot = chatwootServer();
  const sendTo = (conversation: number, inputData: Record<string, unknown>, meta = {}) =>
    run(send, {
      authData: chatwoot.authData,
      inputData: { conversation: String(conversation), ...inputData },
      meta,
    });
  const stored = (id: string) =>
    chatwoot.sandbox.store.messages.find((one) => String(one.id) === id);
  const sent = () => chatwoot.sandbox.requests.map(({ method }) => method);

  it('leaves a note that answers a message, and finds it again', async () => {
    const incoming = await run(find, {
      authData: chatwoot.authData,
      inputData: { conversation: String(website), direction: 'incoming', text: 'PORTUGAL' },
    });
    const [asked] = incoming.results;
    expect(asked).toMatchObject({ content: 'Do you ship to Portugal?', sender_type: 'contact' });
    const note = await sendTo(website, {
      message: 'They asked twice',
      private: true,
      reply_to: asked?.id,
    });
    expect(stored(note.id)).toMatchObject({
      private: true,
      content_attributes: { in_reply_to: Number(asked?.id) },
    });
    const inputData = { conversation: String(website), private_notes: 'only' };
    const { results } = await run(find, { authData: chatwoot.authData, inputData });
    expect(results[0]).toMatchObject({ id: note.id, private: true, content: 'They asked twice' });
    expect(sent()).toEqual(['GET', 'POST', 'GET']);
  });

  it('uploads files that come from an earlier step', async () => {
    nock(FILES).get('/a.png').reply(200, 'PNG', { 'content-type': 'image/png' });
    const message = await sendTo(website, {
      message: 'See {{this}}',
      attachments: [`${FILES}/a.png`],
    });
    expect(message).toMatchObject({ content: 'See {{this}}', private: false });
    expect(message.attachments).toEqual([
      { url: expect.stringContaining('a.png') as string, type: 'image' },
    ]);
    expect(stored(message.id)?.attachments).toMatchObject([
      { content_type: 'image/png', file_size: 3 },
    ]);
  });

  it('copies an e-mail to others', async () => {
    const message = await sendTo(email, { message: 'Here', cc_emails: ['boss@example.com'] });
    expect(stored(message.id)?.content_attributes).toMatchObject({
      cc_emails: ['boss@example.com'],
    });
  });

  it('offers the templates of a WhatsApp inbox and sends one, in one request', async () => {
    const inputData = { conversation: String(whatsapp), template: 'order_update/en' };
    const fields = await run(platformFields, { authData: chatwoot.authData, inputData });
    expect(fields.map(({ key }) => key)).toEqual([
      'conversation',
      'private',
      'template',
      'template_body_1',
      'template_body_2',
      'content_type',
      'content_attributes',
      'to_emails',
      'cc_emails',
      'bcc_emails',
      'reply_to',
      'direction',
    ]);
    const inputFields = Object.fromEntries(fields.map(({ key, meta }) => [key, meta ?? {}]));
    const values = {
      template_body_1: 'Jane',
      template_body_2: '1001',
      template: 'order_update/en',
    };
    chatwoot.sandbox.requests.length = 0;
    const message = await sendTo(whatsapp, values, { inputFields });
    expect(sent()).toEqual(['POST']);
    expect(message.content).toBe('Hello Jane, your order 1001 is on its way.');
    expect(stored(message.id)?.additional_attributes).toMatchObject({
      template_params: {
        name: 'order_update',
        processed_params: { body: { 1: 'Jane', 2: '1001' } },
      },
    });
    chatwoot.sandbox.requests.length = 0;
    const again = await sendTo(whatsapp, values);
    expect(sent()).toEqual(['GET', 'GET', 'POST']);
    expect(again.content).toBe(message.content);
    const { message: text } = await failureOf(
      sendTo(whatsapp, { template: 'order_update/en', template_body_1: 'Jane' }, { inputFields }),
    );
    expect(text).toMatch(/^Template Variable: 2: this field is required/);
  });

  it('shows the form for an ID that is none yet, or of no conversation, without templates', async () => {
    for (const conversation of ['{{1__id}}', '9999', String(website), undefined]) {
      const inputData = conversation === undefined ? {} : { conversation };
      expect(await run(platformFields, { authData: chatwoot.authData, inputData })).toHaveLength(9);
    }
  });

  it('says what is wrong with a conversation or its inbox', async () => {
    const textOf = async (result: Promise<unknown>) => (await failureOf(result)).message;
    expect(await textOf(sendTo(9999, { message: 'Hi' }))).toMatch(/has no conversation 9999/);
    expect(await textOf(sendTo(website, { message: 'Hi', direction: 'incoming' }))).toMatch(
      /^Send As: /,
    );
    expect(await textOf(sendTo(website, { template: 'a/en' }))).toMatch(
      /^Template: the inbox of this conversation has no approved WhatsApp templates/,
    );
    chatwoot.useKey(keys.agent);
    expect(await textOf(sendTo(secureApp, { message: 'Hi' }))).toMatch(
      /conversation 3 in Chatwoot: they are not in its inbox/,
    );
    const inputData = { conversation: String(secureApp) };
    expect(await textOf(run(find, { authData: chatwoot.authData, inputData }))).toMatch(
      /they are not in its inbox/,
    );
  });

  it('takes a message from the contact in an API inbox', async () => {
    const message = await sendTo(janeDoe, { message: 'I am Jane', direction: 'incoming' });
    expect(message).toMatchObject({ direction: 'incoming', contact_id: '1' });
  });

  it('pages through a long conversation without losing or repeating a message', async () => {
    const [session] = chatwoot.sandbox.store.contactInboxes;
    if (!session) throw new Error('the seed has no session');
    const conversation = addConversation(chatwoot.sandbox.store, session, {});
    for (let index = 0; index < 45; index += 1) {
      addMessage(chatwoot.sandbox.store, conversation, { content: `No. ${index}` });
    }
    const inputData = { conversation: String(conversation.display_id) };
    const found: unknown[] = [];
    let token: string | null | undefined;
    do {
      const meta = token ? { paging_token: token } : {};
      const page = await run(find, { authData: chatwoot.authData, inputData, meta });
      found.push(...page.results.map(({ content }) => content));
      token = page.paging_token;
    } while (token !== null);
    expect(found).toEqual(Array.from({ length: 45 }, (_none, index) => `No. ${44 - index}`));
  });
});
