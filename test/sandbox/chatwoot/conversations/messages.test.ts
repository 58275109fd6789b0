import { addMessage, createMessage } from '../../../../sandbox/chatwoot/index.js';
import {
  call,
  conversationServers,
  email,
  janeDoe,
  list,
  names,
  post,
  sandbox,
  show,
  stored,
  type MessageBody,
  website,
  whatsapp,
} from '../../../helpers/sandbox/conversations.js';

conversationServers();

describe('messages', () => {
  const messages = `${website}/messages`;

  async function contents(query = ''): Promise<(string | null)[]> {
    const { body } = await call<{ payload: MessageBody[] }>('GET', `${list}/${messages}${query}`);
    return body.payload.map((row) => row.content);
  }

  it('lists the latest 20 ascending, or those before and after an id', async () => {
    const first = sandbox.store.messages.find((row) => row.content === 'Do you ship to Portugal?');
    const more = Array.from({ length: 130 }, (_, index) => `n${index}`);
    more.forEach((content) => addMessage(sandbox.store, stored(website), { content }));
    const [id] = sandbox.store.messages.filter((row) => row.content === 'n0').map((row) => row.id);
    expect(await contents()).toEqual(more.slice(-20));
    expect(await contents(`?before=${id}`)).toHaveLength(5);
    expect(await contents(`?after=${id}`)).toEqual(more.slice(1, 101));
    expect(await contents(`?after=${id}&before=${Number(id) + 2}`)).toEqual(['n0', 'n1']);
    expect(await contents(`?after=${first?.id}`)).toHaveLength(100);
  });

  it('fills in the placeholders of outgoing messages, and no code', async () => {
    const content = 'Hi {{contact.name}}, {{ contact.nonsense }}`{{contact.name}}`';
    const { body } = await post(messages, { content });
    expect(body).toHaveProperty('content', 'Hi Amara Obi, `{{contact.name}}`');
  });

  it.each([
    ['{{contact.first_name}} {{contact.last_name}}', 'Amara Obi'],
    ['{{contact.custom_attribute.tier}}, {{conversation.custom_attribute.none}}', 'gold, '],
    ['{{agent.first_name}} of {{account.name}}', 'Jane of Acme Support'],
    ['{{ conversation.id }} is {{ conversation.display_id }}', `${website} is ${website}`],
    ['{{contact.nonsense | default: "friend"}}', 'friend'],
    ['Order {{1}}', 'Order 1'],
    ['a {{- contact.nonsense -}} b', 'ab'],
    ['`a\n{{contact.name}}` {{contact.first_name}}', '`a\n{{contact.name}}` Amara'],
    ['one ` {{contact.first_name}}', 'one ` Amara'],
    ['{{contact.name}, {{contact.email}}', '{{contact.name}, {{contact.email}}'],
    ['{{contact.name}} {{', '{{contact.name}} {{'],
  ])('fills in %j', async (content, filled) => {
    const contact = sandbox.store.contact(1, stored(website).contact_id);
    Object.assign(contact ?? {}, { custom_attributes: { tier: 'gold' } });
    stored(website).assignee_id = null;
    const { body } = await post(messages, { content });
    expect(body).toHaveProperty('content', filled);
  });

  it('leaves out notes when asked to, and shows files and senders', async () => {
    const { body } = await call<{ payload: object[] }>('GET', `${list}/${messages}`);
    expect(body).toMatchObject({ meta: { labels: [], contact: { id: 9, type: 'contact' } } });
    expect(body.payload[3]).toMatchObject({
      attachments: [{ file_type: 'file', extension: 'pdf', account_id: 1 }],
      sender: { id: 9, type: 'contact' },
    });
    expect(body.payload[0]).not.toHaveProperty('attachments');
    expect(await contents('?filter_internal_messages=true')).toHaveLength(4);
  });

  it('sends one, which is the first reply', async () => {
    const sent = await post(`${janeDoe}/messages`, { content: 'Hi', echo_id: 'e1' });
    expect(sent).toMatchObject({
      status: 200,
      body: {
        content: 'Hi',
        message_type: 1,
        private: false,
        echo_id: 'e1',
        conversation_id: janeDoe,
      },
    });
    expect((await show(janeDoe)).first_reply_created_at).toBeGreaterThan(0);
    expect(names()).toEqual(['message_created', 'conversation_updated']);
    await post(`${janeDoe}/messages`, { content: 'Again' });
    expect(names().slice(2)).toEqual(['message_created']);
  });

  it('keeps a note from being a reply', async () => {
    const { body } = await post(messages, { content: 'psst', private: 'true' });
    expect(body).toMatchObject({ private: true });
    expect((await show(website)).waiting_since).toBeGreaterThan(0);
    expect(names()).toEqual(['message_created']);
  });

  it('takes incoming ones in API inboxes only', async () => {
    const body = { content: 'From the app', message_type: 'incoming' };
    expect((await post(`${janeDoe}/messages`, body)).body).toMatchObject({
      message_type: 0,
      sender: { id: 1, type: 'contact' },
    });
    expect(names()).toContain('contact_updated');
    expect(await post(messages, body)).toMatchObject({
      status: 422,
      body: { error: 'Incoming messages are only allowed in Api inboxes' },
    });
  });

  it('takes a form with files', async () => {
    const form = new FormData();
    form.set('content', 'See here');
    form.set('private', 'false');
    form.set('content_attributes', '{"in_reply_to":"no"}');
    form.append('attachments[]', new Blob(['abc'], { type: 'image/png' }), 'a.png');
    form.append('attachments[]', new Blob(['{}'], { type: 'application/pdf' }), 'b.pdf');
    expect(await call('POST', `${list}/${messages}`, { form })).toMatchObject({
      status: 200,
      body: {
        content: 'See here',
        private: false,
        content_attributes: { in_reply_to: null },
        attachments: [
          { file_type: 'image', file_size: 3, extension: 'png' },
          { file_type: 'file', content_type: 'application/pdf', file_size: 2 },
        ],
      },
    });
  });

  it('resolves what a message answers', async () => {
    const original = sandbox.store.messages.find((row) => row.conversation_id === 4);
    const body = { content: 'Re', content_attributes: { in_reply_to: original?.id } };
    expect((await post(`${email}/messages`, body)).body).toMatchObject({
      content_attributes: {
        in_reply_to: original?.id,
        in_reply_to_external_id: '<invoice-4004@mail.example.com>',
      },
    });
  });

  it('reads the addresses of mail', async () => {
    const body = { content: 'Hi', cc_emails: 'a@example.com, b@example.com' };
    expect((await post(`${email}/messages`, body)).body).toMatchObject({
      content_attributes: {
        cc_emails: ['a@example.com', 'b@example.com'],
        bcc_emails: [],
        email: { text_content: { full: 'Hi' } },
      },
    });
    expect((await post(`${email}/messages`, { ...body, cc_emails: 'nobody' })).body).toEqual({
      error: 'Invalid email address',
    });
  });

  it.each([
    [
      { content: 'x'.repeat(150_001) },
      'Validation failed: Content is too long (maximum is 150000 characters)',
    ],
    [{ content: 'x', content_type: 'bogus' }, "'bogus' is not a valid content_type"],
    [{ content: 'x', message_type: 'bogus' }, "'bogus' is not a valid message_type"],
    [{ content: 'x', template_params: { language: 'en' } }, 'Validation failed: Name is required'],
    [
      { content: 'x', content_type: 'cards' },
      'Validation failed: Content attributes At least one item is required.',
    ],
  ])('refuses a bad one with one text (%#)', async (body, error) => {
    expect(await post(messages, body)).toMatchObject({ status: 422, body: { error } });
  });

  it('refuses more than 200 a minute', async () => {
    for (let count = 0; count < 200; count++) addMessage(sandbox.store, stored(website));
    expect((await post(messages, { content: 'x' })).body).toEqual({
      error: 'Validation failed: Too many messages',
    });
  });

  it('deletes softly', async () => {
    const id = sandbox.store.messages.find((row) => row.attachments.length > 0)?.id;
    const { body } = await call<MessageBody>('DELETE', `${list}/${messages}/${id}`);
    expect(body).toMatchObject({
      content: 'This message was deleted',
      content_attributes: { deleted: true },
    });
    expect(body).not.toHaveProperty('attachments');
    expect(names()).toEqual(['message_updated']);
    expect((await call('DELETE', `${list}/${janeDoe}/messages/${id}`)).status).toBe(404);
  });

  it('changes a status in API inboxes only', async () => {
    const { id } = (await post(`${janeDoe}/messages`, { content: 'x' })).body as MessageBody;
    const patch = (status: string): ReturnType<typeof call> =>
      call('PATCH', `${list}/${janeDoe}/messages/${id}`, {
        body: { status, external_error: 'No route' },
      });
    expect((await patch('failed')).body).toMatchObject({
      status: 'failed',
      content_attributes: { external_error: 'No route' },
    });
    await patch('read');
    expect((await patch('delivered')).body).toMatchObject({ status: 'read' });
    expect((await patch('nonsense')).body).toMatchObject({ status: 'read' });
    const own = sandbox.store.messages.find((row) => row.inbox_id === 1)?.id;
    expect(
      await call('PATCH', `${list}/${messages}/${own}`, { body: { status: 'read' } }),
    ).toMatchObject({
      status: 403,
      body: { error: 'Message status update is only allowed for API inboxes' },
    });
  });
});

describe('WhatsApp', () => {
  async function delivered(body: object): Promise<MessageBody> {
    const { id } = (await post(`${whatsapp}/messages`, { content: 'Hi', ...body }))
      .body as MessageBody;
    await sandbox.settle();
    const { body: page } = await call<{ payload: MessageBody[] }>(
      'GET',
      `${list}/${whatsapp}/messages`,
    );
    const found = page.payload.find((row) => row.id === id);
    if (!found) throw new Error('the message is gone');
    return found;
  }

  const template = (name: string, body: object): object => ({
    template_params: { name, language: 'en', category: 'UTILITY', processed_params: { body } },
  });

  it.each([
    ['free text after a day', {}, 'Template not found or invalid template name'],
    ['an unknown template', template('nope', {}), expect.stringMatching(/^132001/)],
    [
      'too few parameters',
      template('order_update', { 1: 'Jane' }),
      expect.stringMatching(/^132000/),
    ],
  ])('fails later with %s', async (_what, body, external_error) => {
    expect(await delivered(body)).toMatchObject({
      status: 'failed',
      content_attributes: { external_error },
    });
  });

  it('delivers a template, and free text within a day', async () => {
    const sent = await delivered(template('order_update', { 1: 'Jane', 2: '1001' }));
    expect(sent).toMatchObject({ status: 'sent', source_id: expect.stringMatching(/^wamid\./) });
    createMessage(sandbox.store, stored(whatsapp), 'Thanks');
    expect(await delivered({})).toMatchObject({ status: 'sent' });
  });
});
