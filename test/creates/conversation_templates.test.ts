import { seeded } from '../../sandbox/chatwoot/index.js';
import {
  perform as create,
  platformFields as createFields,
} from '../../creates/create_conversation.js';
import { failureOf } from '../helpers/running/app.js';
import { run, runKeepingCache } from '../helpers/running/light_app.js';
import { conversationServer, type Field } from '../helpers/servers/conversation_server.js';

const { inboxes } = seeded;

describe('conversations on a Chatwoot server', () => {
  const server = conversationServer();
  const { stored, sent, bodyOf, runCreate, metaOf } = server;

  describe('with a WhatsApp template', () => {
    const inbox = String(inboxes.whatsapp);
    const load = (template?: string) =>
      run(createFields, {
        authData: server.authData,
        inputData: { contact: '1', inbox, ...(template && { template }) },
      });

    it('offers the templates of the inbox, and a field for each variable', async () => {
      const fields = (await load('shipping_notice/pt_BR')) as Field[];
      expect(fields.filter(({ key }) => key.startsWith('template'))).toMatchObject([
        {
          key: 'template',
          altersDynamicFields: true,
          helpText: 'Its text: Olá [1], o pedido [2] chega em [3].',
          choices: [{ value: 'order_update/en' }, { value: 'shipping_notice/pt_BR' }],
        },
        { key: 'template_media_url', label: 'Template Image URL', required: true },
        { key: 'template_body_1', required: true, helpText: 'For example: Jane' },
        { key: 'template_body_2', required: true },
        { key: 'template_body_3', required: true },
        { key: 'template_button_1', label: 'End of the Address: Acompanhar' },
        { key: 'template_button_2', label: 'Code: Copiar código' },
      ]);
      expect(sent().toSorted()).toEqual(['GET custom_attribute_definitions', 'GET inboxes/5']);
    });

    it('reads no inbox before one is chosen, and shows no template of others', async () => {
      const keysOf = async (inputData: Record<string, unknown>) =>
        ((await run(createFields, { authData: server.authData, inputData })) as Field[]).map(
          ({ key }) => key,
        );
      expect(await keysOf({ contact: '1' })).not.toContain('template');
      expect(sent()).toEqual(['GET custom_attribute_definitions']);
      expect(await keysOf({ contact: '1', inbox: '2' })).not.toContain('template');
      expect(await keysOf({ contact: '1', inbox: '99' })).toContain('attr_order_number');
    });

    it('sends it in one request when the fields remember it', async () => {
      const meta = await metaOf(load('order_update/en'));
      const started = await runCreate(
        {
          contact: '1',
          inbox,
          template: 'order_update/en',
          template_body_1: 'Jane',
          template_body_2: 1001,
        },
        meta,
      );
      expect(sent()).toEqual(['POST conversations']);
      expect(bodyOf(0)).toMatchObject({
        message: {
          content: 'Hello Jane, your order 1001 is on its way.',
          template_params: {
            name: 'order_update',
            language: 'en',
            category: 'UTILITY',
            processed_params: { body: { 1: 'Jane', 2: '1001' } },
          },
        },
      });
      await server.sandbox.settle();
      const [message] = server.sandbox.store.messages.filter(
        (row) => row.conversation_id === stored(started.id).id,
      );
      expect(message?.status).not.toBe('failed');
      expect(message?.source_id).toMatch(/^wamid/);
    });

    it('fills header and buttons, reading the template once', async () => {
      const inputData = {
        contact: '1',
        inbox,
        template: 'shipping_notice',
        template_media_url: 'https://cdn.example.com/a.png',
        template_body_1: 'Jane',
        template_body_2: '1001',
        template_body_3: 'dois dias',
        template_button_1: '1001',
        template_button_2: 'ACME10',
      };
      await runCreate(inputData);
      expect(sent()).toEqual(['GET inboxes/5', 'POST conversations']);
      expect(bodyOf(1)).toMatchObject({
        message: {
          template_params: {
            processed_params: {
              header: { media_url: 'https://cdn.example.com/a.png', media_type: 'image' },
              body: { 1: 'Jane', 2: '1001', 3: 'dois dias' },
              buttons: [
                { type: 'url', parameter: '1001' },
                { type: 'copy_code', parameter: 'ACME10' },
              ],
            },
          },
        },
      });
      await runKeepingCache(create, { authData: server.authData, inputData });
      expect(sent().slice(2)).toEqual(['POST conversations']);
    });

    it('keeps the place of buttons, and names of variables', async () => {
      const whatsappInbox = server.sandbox.store.inboxes.find(({ id }) => id === inboxes.whatsapp);
      const named = {
        name: 'invoice',
        language: 'en_US',
        status: 'approved',
        category: 'MARKETING',
        parameter_format: 'NAMED',
        components: [
          { type: 'HEADER', format: 'DOCUMENT' },
          {
            type: 'BODY',
            text: 'Dear {{first_name}}, here is {{first_name}} invoice {{ no }}.',
            example: { body_text_named_params: [{ param_name: 'no', example: 'A-1' }] },
          },
          {
            type: 'BUTTONS',
            buttons: [
              { type: 'QUICK_REPLY', text: 'Thanks' },
              { type: 'URL', text: 'Shop', url: 'https://www.example.com' },
              { type: 'URL', text: 'Pay', url: 'https://www.example.com/pay/{{1}}' },
            ],
          },
        ],
      };
      Object.assign(whatsappInbox?.channel ?? {}, {
        message_templates: [
          named,
          { ...named, name: 'refused', status: 'REJECTED' },
          { ...named, name: 'code', category: 'AUTHENTICATION' },
          { ...named, name: 'place', components: [{ type: 'HEADER', format: 'LOCATION' }] },
        ],
      });
      const fields = (await load('invoice/en_US')) as Field[];
      expect(fields.filter(({ key }) => key.startsWith('template'))).toMatchObject([
        { key: 'template', choices: [{ value: 'invoice/en_US' }] },
        { key: 'template_media_url' },
        { key: 'template_media_name', required: false },
        { key: 'template_body_first_name' },
        { key: 'template_body_no', helpText: 'For example: A-1' },
        { key: 'template_button_3' },
      ]);
      server.sandbox.requests.length = 0;
      await runCreate({
        contact: '1',
        inbox,
        template: 'invoice',
        template_media_url: 'https://cdn.example.com/a.pdf',
        template_body_first_name: 'Jane',
        template_body_no: 'A-2',
        template_button_3: 'A2',
      });
      expect(bodyOf(1)).toMatchObject({
        message: {
          content: 'Dear Jane, here is Jane invoice A-2.',
          template_params: {
            name: 'invoice',
            language: 'en_US',
            processed_params: {
              body: { first_name: 'Jane', no: 'A-2' },
              header: { media_url: 'https://cdn.example.com/a.pdf', media_type: 'document' },
              buttons: [
                { type: 'quick_reply' },
                { type: 'quick_reply' },
                { type: 'url', parameter: 'A2' },
              ],
            },
          },
        },
      });
    });

    it.each([
      [{ template_body_2: '' }, 'Template Variable: 2: this field is required'],
      [{ template_body_2: 'x'.repeat(1001) }, 'Template Variable: 2: the text has 1001'],
      [{ template: 'gone' }, 'Template: `gone` is not one of its options: `order_update/en`'],
      [{ message: 'Hello' }, 'Message and Template: a message is one or the other'],
    ])('refuses %j', async (input, text) => {
      const { message } = await failureOf(
        runCreate({
          contact: '1',
          inbox,
          template: 'order_update',
          template_body_1: 'Jane',
          template_body_2: '1001',
          ...input,
        }),
      );
      expect(message).toContain(text);
      expect(sent()).not.toContain('POST conversations');
    });
  });
});
