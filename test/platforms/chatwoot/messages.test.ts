import nock from 'nock';
import { perform as send, platformFields } from '../../../creates/send_message.js';
import { addConversation, addMessage, keys, seeded } from '../../../sandbox/chatwoot/index.js';
import { perform as find } from '../../../searches/find_message.js';
import { failureOf, run as runInCore } from '../../helpers/running/app.js';
import { run } from '../../helpers/running/light_app.js';
import { chatwootServer } from '../../helpers/servers/chatwoot_server.js';
import { FILES } from '../../helpers/messages.js';

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
    const incoming = await runInCore(find, {
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
      message: 'See this, {{contact.name}}',
      attachments: [`${FILES}/a.png`],
    });
    expect(message).toMatchObject({ content: 'See this, Amara Obi', private: false });
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
