import {
  keys,
  seeded,
  startChatwootSandbox,
  type ChatwootSandbox,
  type Conversation,
} from '../../sandbox/chatwoot/index.js';
import {
  perform as create,
  platformFields as createFields,
} from '../../creates/create_conversation.js';
import {
  clearableFieldChoices,
  perform as update,
  platformFields as updateFields,
} from '../../creates/update_conversation.js';
import { perform as find, filterFields } from '../../searches/find_conversation.js';
import { conversationSample } from '../../objects/conversation.js';
import { hiddenLists } from '../../triggers/hidden_lists.js';
import { omit } from '../../platforms/values.js';
import { failureOf, run, runKeepingCache } from '../helpers/app.js';
import { guardNetwork } from '../helpers/nock.js';

const ACME = seeded.accounts.acme;
const { janeDoe, website, secureApp, email, whatsapp, locked } = seeded.conversations;
const { inboxes } = seeded;
const OMAR = 2;
const TOMORROW = new Date(Math.ceil(Date.now() / 1000) * 1000 + 86_400_000).toISOString();

interface Field {
  key: string;
  meta?: Record<string, string | number | boolean>;
  required?: boolean;
}

describe('conversations on a Chatwoot server', () => {
  guardNetwork();
  let sandbox: ChatwootSandbox;
  let authData: Record<string, string>;

  beforeAll(async () => {
    sandbox = await startChatwootSandbox();
  });
  afterAll(() => sandbox.close());
  beforeEach(() => {
    sandbox.reset();
    sandbox.clearFaults();
    sandbox.requests.length = 0;
    authData = {
      platform: 'chatwoot',
      apiKey: keys.administrator,
      baseUrl: sandbox.url,
      accountId: String(ACME),
    };
    define('gift', 'checkbox', 'Gift');
    define('parcels', 'number', 'Parcels');
  });

  function define(key: string, type: 'checkbox' | 'number', name: string): void {
    const [first] = sandbox.store.customAttributeDefinitions;
    if (!first) throw new Error('the seed has no definitions');
    sandbox.store.customAttributeDefinitions.push({
      ...first,
      id: sandbox.store.customAttributeDefinitions.length + 1,
      attribute_key: key,
      attribute_display_name: name,
      attribute_display_type: type,
      attribute_model: 'conversation_attribute',
    });
  }

  function stored(id: number | string): Conversation {
    const found = sandbox.store.conversations.find(
      (row) => row.account_id === ACME && row.display_id === Number(id),
    );
    if (!found) throw new Error(`the sandbox has no conversation ${id}`);
    return found;
  }

  const sent = () =>
    sandbox.requests.map(
      ({ method, path }) => `${method} ${path.split(`/${String(ACME)}/`)[1] ?? path}`,
    );
  const bodyOf = (index: number) => sandbox.requests.at(index)?.body;
  const texts = (id: number | string) =>
    sandbox.store.messages
      .filter((row) => row.conversation_id === stored(id).id && row.message_type !== 2)
      .map(({ content }) => content);
  const ids = (found: { id: string }[]) => found.map(({ id }) => Number(id));
  const runFind = (inputData: Record<string, unknown>) => run(find, { authData, inputData });
  const runCreate = (inputData: Record<string, unknown>, meta = {}) =>
    run(create, { authData, inputData, meta });
  const runUpdate = (inputData: Record<string, unknown>, meta = {}) =>
    run(update, { authData, inputData, meta });
  const runList = (key: keyof typeof hiddenLists, bundle: Parameters<typeof run>[1]) =>
    run(hiddenLists[key].operation.perform, bundle);
  const asAgent = () => {
    authData = { ...authData, apiKey: keys.agent };
  };

  /** What the editor keeps of the fields and hands back at every run. */
  async function metaOf(fields: Promise<unknown>) {
    const loaded = (await fields) as Field[];
    sandbox.requests.length = 0;
    return { inputFields: Object.fromEntries(loaded.map(({ key, meta }) => [key, meta ?? {}])) };
  }

  describe('find_conversation', () => {
    it('finds by id in one request', async () => {
      const [found, ...others] = await runFind({ conversation: String(email) });
      expect(others).toEqual([]);
      expect(found).toMatchObject({
        id: '4',
        status: 'resolved',
        priority: 'medium',
        channel: 'Email',
        inbox_id: '4',
        assignee_id: '2',
        assignee_name: 'Omar Haddad',
        team_id: '1',
        team_name: 'sales',
        labels: ['lead', 'vip'],
        custom_attributes: { order_number: '4004', gift: true },
        contact: { email: 'ben.castellan@example.com' },
        url: `${sandbox.url}/app/accounts/1/conversations/4`,
      });
      expect(sent()).toEqual(['GET conversations/4']);
      expect(Object.keys(found ?? {})).toEqual(
        expect.arrayContaining(Object.keys(conversationSample)),
      );
    });

    it.each([
      { conversation: '999' },
      { conversation: '4', status: 'open' },
      { conversation: '4', contact: '1' },
      { contact: '999' },
      { contact: '9', priority: 'low' },
      { team: '2' },
    ])('has nothing for %j', async (input) => {
      expect(await runFind(input)).toEqual([]);
      expect(sandbox.requests).toHaveLength(1);
    });

    it("lists a contact's, open ones first, then the last active", async () => {
      stored(locked).status = 'resolved';
      expect(ids(await runFind({ contact: '9' }))).toEqual([website, locked]);
      stored(website).status = 'pending';
      expect(ids(await runFind({ contact: '9' }))).toEqual([locked, website]);
      expect(ids(await runFind({ contact: '9', inbox: inboxes.locked }))).toEqual([locked]);
      expect(new Set(sent())).toEqual(new Set(['GET contacts/9/conversations']));
    });

    it.each([
      [{ status: 'Snoozed' }, [whatsapp]],
      [{ inbox: '4' }, [email]],
      [{ agent: '2' }, [janeDoe, email]],
      [{ agent: 'nobody', inbox: inboxes.website, priority: 'urgent' }, [website]],
      [{ team: '1', labels: ['vip', 'nothing'] }, [email]],
      [{ priority: 'high', agent: '1' }, [whatsapp]],
    ])('filters by %j', async (input, found) => {
      expect(ids(await runFind(input))).toEqual(found);
      expect(sent()).toEqual(['POST conversations/filter']);
    });

    it('puts open ones first, also from behind a full page of others', async () => {
      const open = stored(website);
      for (let index = 0; index < 30; index += 1) {
        sandbox.store.conversations.push({
          ...structuredClone(stored(email)),
          id: 1000 + index,
          display_id: 1000 + index,
          inbox_id: open.inbox_id,
          last_activity_at: new Date(),
        });
      }
      const [first, ...others] = await runFind({ inbox: String(open.inbox_id) });
      expect(first?.status).toBe('open');
      expect(others.filter(({ status }) => status !== 'open')).toHaveLength(25);
      expect(sent()).toEqual(['POST conversations/filter', 'POST conversations/filter']);
    });

    it.each([
      [{ status: 'done' }, 'Status: `done` is not one of its options'],
      [{ priority: 'top' }, 'Priority: `top` is not one of its options'],
      [{ agent: 'Omar' }, 'Agent: `Omar` is not an ID'],
      [{ conversation: '#4' }, 'Conversation: `#4` is not a conversation ID'],
      [{}, 'Fill at least one field to search by'],
    ])('refuses %j before any request', async (input, text) => {
      const { message } = await failureOf(runFind(input));
      expect(message).toContain(text);
      expect(sandbox.requests).toEqual([]);
    });

    it('says that an agent may not see a conversation', async () => {
      asAgent();
      const { message } = await failureOf(runFind({ conversation: String(secureApp) }));
      expect(message).toContain('may not do this with conversation 3');
    });

    it('offers its filters without a request', async () => {
      const fields = (await run(filterFields, { authData })) as Field[];
      expect(fields.map(({ key }) => key)).toEqual([
        'status',
        'inbox',
        'agent',
        'team',
        'labels',
        'priority',
      ]);
      expect(sandbox.requests).toEqual([]);
    });
  });

  describe('dropdowns', () => {
    it('list conversations of every status, the last active first', async () => {
      const found = await runList('list_conversations', { authData });
      expect(found.map(({ id }) => Number(id))).toEqual(
        expect.arrayContaining([janeDoe, website, secureApp, email, whatsapp, locked]),
      );
      expect(found[0]?.name).toMatch(/^.+ – #6, Api, open: Please rate/);
      expect(sandbox.requests.map(({ query }) => query)).toEqual(['status=all&page=1']);
    });

    it('list the inboxes that reach a contact, none without one', async () => {
      const inputData = { contact: '3' };
      const found = await runList('list_contact_inboxes', { authData, inputData });
      expect(found).toContainEqual({ id: '4', name: 'Acme Mail (Email)' });
      expect(found.map(({ id }) => id)).not.toContain(String(inboxes.whatsapp));
      expect(sent()).toEqual(['GET contacts/3/contactable_inboxes']);
      expect(await runList('list_contact_inboxes', { authData })).toEqual([]);
      expect(sandbox.requests).toHaveLength(1);
    });

    it('list contacts', async () => {
      const found = await runList('list_contacts', { authData });
      expect(found.map(({ id }) => id)).toContain('1');
    });
  });

  describe('create_conversation', () => {
    it('sends one request with everything it takes, after a look at the contact', async () => {
      const meta = await metaOf(run(createFields, { authData, inputData: { contact: '1' } }));
      const started = await runCreate(
        {
          contact: '1',
          inbox: String(inboxes.api),
          message: 'Welcome {{name}}!',
          status: 'Pending',
          attr_order_number: '77',
          attr_gift: 'yes',
        },
        meta,
      );
      expect(started).toMatchObject({
        is_new: true,
        status: 'pending',
        last_message: 'Welcome {{name}}!',
        custom_attributes: { order_number: '77', gift: true },
        contact: { id: '1' },
      });
      expect(sent()).toEqual(['GET contacts/1', 'POST conversations']);
      expect(texts(started.id)).toEqual(['Welcome {{name}}!']);
    });

    it('sends the first message as it was typed, as long as the server takes', async () => {
      const message = ` ${'🎁'.repeat(149_999)}`;
      const started = await runCreate({ contact: '1', inbox: String(inboxes.api), message });
      expect(bodyOf(-1)).toMatchObject({ message: { content: message } });
      expect(started.last_message).toBe(message);
    });

    it('stays in the session the contact has in an API inbox', async () => {
      const started = await runCreate({ contact: '1', inbox: String(inboxes.api) });
      const session = sandbox.store.contactInboxes.find(
        ({ source_id }) => source_id === seeded.apiInbox.source_id,
      );
      expect(session).toBeDefined();
      expect(stored(started.id).contact_inbox_id).toBe(session?.id);
    });

    it('assigns, labels and ranks it', async () => {
      const inputData = {
        contact: '1',
        inbox: String(inboxes.website),
        agent: String(OMAR),
        team: '1',
        add_labels: ['lead', 'vip'],
        priority: 'high',
        status: 'snoozed',
        snoozed_until: TOMORROW,
      };
      const started = await runCreate(inputData);
      expect(started).toMatchObject({
        is_new: true,
        assignee_id: '2',
        team_id: '1',
        labels: ['lead', 'vip'],
        priority: 'high',
        status: 'snoozed',
        snoozed_until: TOMORROW,
      });
      expect(sent()).toEqual([
        'GET assignable_agents',
        'GET teams',
        'GET contacts/1',
        'POST conversations',
        'POST conversations/7/labels',
        'PATCH conversations/7',
      ]);
      sandbox.requests.length = 0;
      await runKeepingCache(create, { authData, inputData });
      expect(sent()).toEqual([
        'GET contacts/1',
        'POST conversations',
        'POST conversations/8/labels',
        'PATCH conversations/8',
      ]);
    });

    it('assigns the agent again when the team puts them aside', async () => {
      const started = await runCreate({
        contact: '1',
        inbox: String(inboxes.website),
        agent: '1',
        team: '1',
      });
      expect(started).toMatchObject({ assignee_id: '1', team_id: '1' });
      expect(stored(started.id)).toMatchObject({ assignee_id: 1, team_id: 1 });
      expect(sent().at(-1)).toBe('POST conversations/7/assignments');
    });

    it('writes into the one there is in an inbox locked to a single conversation', async () => {
      const before = structuredClone(stored(locked));
      const started = await runCreate({
        contact: '9',
        inbox: String(inboxes.locked),
        message: 'One more thing',
        status: 'resolved',
        priority: 'urgent',
        add_labels: ['vip'],
      });
      expect(started).toMatchObject({ id: '6', is_new: false, last_message: 'One more thing' });
      expect(stored(locked)).toMatchObject({
        status: before.status,
        priority: before.priority,
        labels: before.labels,
      });
      expect(texts(locked).filter((text) => text === 'One more thing')).toHaveLength(1);
      expect(sent()).toEqual(['GET contacts/9', 'POST conversations']);
    });

    it('says what was done when the labels fail', async () => {
      sandbox.fail({ path: /labels/, status: 500 });
      const { message } = await failureOf(
        runCreate({
          contact: '1',
          inbox: String(inboxes.api),
          add_labels: 'vip',
          priority: 'low',
        }),
      );
      expect(message).toContain(
        'Already changed: the new conversation (ID 7). Not changed: the labels, the priority.',
      );
    });

    it.each([
      [{ inbox: undefined }, 'Inbox: this field is required'],
      [{ inbox: 'WhatsApp' }, 'Inbox: `WhatsApp` is not an ID'],
      [{ status: 'done' }, 'Status: `done` is not one of its options'],
      [{ snoozed_until: TOMORROW }, 'Snooze Until: it goes with the status Snoozed'],
      [{ template_body_1: 'Jane' }, 'Template: this field is required'],
      [{ message: 'x'.repeat(150_001) }, 'Message: the text has 150001 characters'],
      [{ color: 'red' }, '`color` is not a field of this step'],
      [{ conversation: '4' }, '`conversation` is not a field of this step'],
      [{ contact: 'jane' }, 'Contact: `jane`'],
    ])('refuses %j before any request', async (input, text) => {
      const { message } = await failureOf(
        runCreate({ contact: '1', inbox: String(inboxes.api), ...input }),
      );
      expect(message).toContain(text);
      expect(sandbox.requests).toEqual([]);
    });

    it.each([
      [{ agent: '2', inbox: String(inboxes.secureApi) }, 'Agent: the agent `2` cannot be assigned'],
      [{ agent: '99' }, 'Agent: the agent `99` cannot be assigned'],
      [{ team: '99' }, 'Team: Chatwoot has no team `99` in this account. Choose'],
      [{ contact: '999' }, 'Chatwoot has no contact 999'],
      [{ inbox: '99' }, 'Chatwoot has no contact 1 or inbox 99'],
      [
        { contact: '2', inbox: String(inboxes.whatsapp) },
        'Inbox: this contact has no phone number',
      ],
      [{ contact: '2', inbox: String(inboxes.email) }, 'Inbox: this contact has no email'],
    ])('creates nothing for %j', async (input, text) => {
      const count = sandbox.store.conversations.length;
      const { message } = await failureOf(
        runCreate({ contact: '1', inbox: String(inboxes.api), ...input }),
      );
      expect(message).toContain(text);
      expect(sandbox.store.conversations).toHaveLength(count);
    });

    it('hints at inboxes that cannot start conversations', async () => {
      sandbox.fail({ method: 'POST', path: /conversations$/, status: 500 });
      const { message } = await failureOf(runCreate({ contact: '1', inbox: '2' }));
      expect(message).toContain('(Facebook, Instagram, Telegram, Line)');
    });

    describe('with a WhatsApp template', () => {
      const inbox = String(inboxes.whatsapp);
      const load = (template?: string) =>
        run(createFields, {
          authData,
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
          ((await run(createFields, { authData, inputData })) as Field[]).map(({ key }) => key);
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
        await sandbox.delivered();
        const [message] = sandbox.store.messages.filter(
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
        await runKeepingCache(create, { authData, inputData });
        expect(sent().slice(2)).toEqual(['POST conversations']);
      });

      it('keeps the place of buttons, and names of variables', async () => {
        const whatsappInbox = sandbox.store.inboxes.find(({ id }) => id === inboxes.whatsapp);
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
        sandbox.requests.length = 0;
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

  describe('update_conversation', () => {
    it('keeps the labels and attributes that are there', async () => {
      const changed = await runUpdate({
        conversation: String(email),
        add_labels: 'newsletter',
        remove_labels: ['LEAD'],
        attr_order_number: '5005',
        attr_parcels: '3',
      });
      expect(changed).toMatchObject({
        id: '4',
        labels: ['vip', 'newsletter'],
        custom_attributes: { order_number: '5005', gift: true, parcels: 3 },
        status: 'resolved',
        assignee_id: '2',
      });
      expect(stored(email)).toMatchObject({
        labels: ['vip', 'newsletter'],
        custom_attributes: { order_number: '5005', gift: true, parcels: 3 },
      });
      expect(sent()).toEqual([
        'GET custom_attribute_definitions',
        'GET conversations/4',
        'POST conversations/4/custom_attributes',
        'POST conversations/4/labels',
      ]);
    });

    it.each<[string, Record<string, unknown>, string[], Partial<Conversation>]>([
      ['a priority', { priority: 'Urgent' }, ['PATCH .'], { priority: 'urgent' }],
      [
        'a priority and labels',
        { priority: 'urgent', add_labels: 'churned' },
        ['PATCH .', 'POST ./labels'],
        { priority: 'urgent', labels: ['lead', 'vip', 'churned'] },
      ],
      ['a status', { status: 'pending' }, ['GET .', 'POST ./toggle_status'], { status: 'pending' }],
      [
        'a snooze',
        { status: 'snoozed', snoozed_until: TOMORROW },
        ['GET .', 'POST ./toggle_status'],
        { status: 'snoozed', snoozed_until: new Date(TOMORROW) },
      ],
      [
        'a snooze until the next reply',
        { status: 'snoozed' },
        ['GET .', 'POST ./toggle_status'],
        { status: 'snoozed', snoozed_until: null },
      ],
      [
        'an agent',
        { agent: '3' },
        ['GET .', 'GET assignable_agents', 'POST ./assignments'],
        { assignee_id: 3, team_id: 1 },
      ],
      ['nobody', { agent: 'nobody' }, ['GET .', 'POST ./assignments'], { assignee_id: null }],
      [
        'a team, read again since the server may assign',
        { team: '2' },
        ['GET .', 'POST ./assignments', 'GET .'],
        { team_id: 2, assignee_id: 2 },
      ],
      [
        'new labels',
        { replace_labels: ['churned'] },
        ['GET .', 'POST ./labels'],
        { labels: ['churned'] },
      ],
      [
        'no labels',
        { clear_fields: ['labels'] },
        ['GET .', 'POST ./labels'],
        { labels: [], custom_attributes: { order_number: '4004', gift: true } },
      ],
      [
        'an emptied attribute',
        { clear_fields: ['attr_order_number'] },
        ['GET .', 'POST ./custom_attributes'],
        { custom_attributes: { gift: true } },
      ],
      [
        'everything taken off',
        { clear_fields: ['agent', 'team', 'priority'] },
        ['GET .', 'PATCH .', 'POST ./assignments', 'POST ./assignments'],
        { assignee_id: null, team_id: null, priority: null },
      ],
      [
        'everything at once',
        {
          status: 'snoozed',
          priority: 'high',
          agent: '1',
          team: '2',
          add_labels: 'churned',
          clear_fields: ['attr_gift'],
        },
        [
          'GET .',
          'GET assignable_agents',
          'POST ./custom_attributes',
          'POST ./labels',
          'PATCH .',
          'POST ./assignments',
          'POST ./assignments',
          'POST ./toggle_status',
        ],
        {
          status: 'snoozed',
          priority: 'high',
          assignee_id: 1,
          team_id: 2,
          labels: ['lead', 'vip', 'churned'],
          custom_attributes: { order_number: '4004' },
        },
      ],
      [
        'nothing that differs',
        {
          status: 'resolved',
          agent: '2',
          team: '1',
          add_labels: ['VIP'],
          remove_labels: 'churned',
          clear_fields: ['attr_nothing'],
        },
        ['GET .'],
        { status: 'resolved' },
      ],
    ])('writes %s', async (_what, input, requests, result) => {
      const changed = await runUpdate({ conversation: String(email), ...input });
      expect(sent().map((line) => line.replace('conversations/4', '.'))).toEqual(requests);
      expect(stored(email)).toMatchObject(result);
      const [read] = await runFind({ conversation: String(email) });
      // Activities, which the server notes a moment later, move these two.
      expect(read).toMatchObject(omit(changed, ['updated_at', 'last_activity_at']));
      for (const key of ['assignee_id', 'team_id', 'priority', 'snoozed_until']) {
        expect(changed[key]).toEqual(read?.[key]);
      }
    });

    it('opens an assigned conversation in two requests and the look who owns the key', async () => {
      await runUpdate({ conversation: String(email), status: 'open' });
      expect(sent()).toEqual([
        'GET conversations/4',
        'GET /api/v1/profile',
        'POST conversations/4/toggle_status',
      ]);
      sandbox.requests.length = 0;
      stored(email).status = 'resolved';
      await runKeepingCache(update, {
        authData,
        inputData: { conversation: String(email), status: 'open' },
      });
      expect(sent()).toEqual(['GET conversations/4', 'POST conversations/4/toggle_status']);
    });

    it("opens with a bot's key, which has no profile", async () => {
      authData = { ...authData, apiKey: keys.bot };
      const changed = await runUpdate({ conversation: String(email), status: 'open' });
      expect(changed).toMatchObject({ status: 'open', assignee_id: '2' });
      expect(stored(email)).toMatchObject({ status: 'open', assignee_id: OMAR });
    });

    describe("with an agent's key", () => {
      beforeEach(asAgent);

      it('opens without taking the conversation from its agent', async () => {
        stored(email).assignee_id = 1;
        const changed = await runUpdate({ conversation: String(email), status: 'open' });
        expect(changed).toMatchObject({ status: 'open', assignee_id: '1' });
        expect(stored(email)).toMatchObject({ status: 'open', assignee_id: 1 });
        expect(sent()).toEqual([
          'GET conversations/4',
          'GET /api/v1/profile',
          'POST conversations/4/toggle_status',
          'POST conversations/4/assignments',
        ]);
      });

      it('opens without assigning what is nobody’s', async () => {
        stored(email).assignee_id = null;
        const changed = await runUpdate({ conversation: String(email), status: 'open' });
        expect(changed).not.toHaveProperty('assignee_id');
        expect(stored(email)).toMatchObject({ status: 'open', assignee_id: null });
      });

      it('gives it back to the bot that had it', async () => {
        Object.assign(stored(email), { assignee_id: null, assignee_agent_bot_id: 1 });
        await runUpdate({ conversation: String(email), status: 'open' });
        expect(stored(email)).toMatchObject({ assignee_id: null, assignee_agent_bot_id: 1 });
      });

      it('opens for the agent it has, when that one is asked for', async () => {
        stored(email).assignee_id = 1;
        const inputData = { conversation: String(email), status: 'open', agent: '1' };
        expect(await runUpdate(inputData)).toMatchObject({ status: 'open', assignee_id: '1' });
        expect(stored(email).assignee_id).toBe(1);
        expect(sent().at(-1)).toBe('POST conversations/4/assignments');
      });

      it('opens for the agent who is asked for', async () => {
        stored(email).assignee_id = 1;
        const changed = await runUpdate({
          conversation: String(email),
          status: 'open',
          agent: '3',
        });
        expect(changed).toMatchObject({ status: 'open', assignee_id: '3' });
        expect(stored(email)).toMatchObject({ status: 'open', assignee_id: 3 });
        expect(sent()).not.toContain('GET /api/v1/profile');
      });

      it('says what was done when giving it back fails', async () => {
        stored(email).assignee_id = 1;
        sandbox.fail({ path: /assignments/, status: 500 });
        const { message } = await failureOf(
          runUpdate({ conversation: String(email), status: 'open' }),
        );
        expect(message).toContain(
          'Already changed: the status. Not changed: giving it back to whom it belonged.',
        );
      });
    });

    it('says exactly what was applied when a later part fails', async () => {
      sandbox.fail({ path: /toggle_status/, status: 500 });
      const { name, message } = await failureOf(
        runUpdate({ conversation: String(email), add_labels: 'churned', status: 'pending' }),
      );
      expect(name).toBe('AppError');
      expect(message).toContain('Already changed: the labels. Not changed: the status.');
      expect(stored(email)).toMatchObject({
        labels: ['lead', 'vip', 'churned'],
        status: 'resolved',
      });
    });

    it('says that the priority was applied when what follows it fails', async () => {
      sandbox.fail({ path: /labels/, status: 500 });
      const { message } = await failureOf(
        runUpdate({ conversation: String(email), add_labels: 'churned', priority: 'low' }),
      );
      expect(message).toContain('Already changed: the priority. Not changed: the labels.');
      expect(stored(email)).toMatchObject({ labels: ['lead', 'vip'], priority: 'low' });
    });

    it('is no failure when only reading the result fails', async () => {
      sandbox.fail({ method: 'GET', path: /conversations\/4$/, delayMs: 1 });
      sandbox.fail({ method: 'GET', path: /conversations\/4$/, status: 500 });
      const changed = await runUpdate({ conversation: String(email), team: '2' });
      expect(changed).toMatchObject({ team_id: '2', team_name: 'support' });
    });

    it.each([
      [{ status: 'done' }, 'Status: `done` is not one of its options'],
      [{ priority: 'top' }, 'Priority: `top` is not one of its options'],
      [
        { status: 'snoozed', snoozed_until: '2020-01-01T00:00:00Z' },
        'Snooze Until: `2020-01-01T00:00:00Z` is in the past',
      ],
      [{ status: 'snoozed', snoozed_until: 'soon' }, 'Snooze Until: `soon` is not a date and time'],
      [
        { status: 'open', snoozed_until: TOMORROW },
        'Snooze Until: it goes with the status Snoozed',
      ],
      [{ agent: 'Omar' }, 'Agent: `Omar` is not an ID'],
      [{ team: 'sales' }, 'Team: `sales` is not an ID'],
      [{ conversation: 'x' }, 'Conversation: `x` is not a conversation ID'],
      [{ conversation: '', status: 'open' }, 'Conversation: this field is required'],
      [{ clear_fields: ['status'] }, 'Clear Fields: `status` is not one of the fields'],
      [{ agent: '2', clear_fields: ['agent'] }, '`agent` is to be emptied but also has a value'],
      [{ replace_labels: 'a', add_labels: 'b' }, 'Replace Labels: it already sets'],
      [{ color: 'red' }, '`color` is not a field of this step'],
    ])('refuses %j before any request', async (input, text) => {
      const { message } = await failureOf(runUpdate({ conversation: String(email), ...input }));
      expect(message).toContain(text);
      expect(sandbox.requests).toEqual([]);
    });

    it.each([
      [{ attr_order_number: 'ü'.repeat(1501) }, 'Order number: the text has 1501 characters'],
      [{ attr_parcels: '10000000000' }, 'Parcels: `10000000000` is too big'],
      [{ attr_parcels: 'many' }, 'Parcels: `many` is not a number'],
    ])('refuses an attribute before any request', async (input, text) => {
      const meta = await metaOf(run(updateFields, { authData }));
      const { message } = await failureOf(
        runUpdate({ conversation: String(email), ...input }, meta),
      );
      expect(message).toContain(text);
      expect(sandbox.requests).toEqual([]);
    });

    it('takes texts and numbers up to the limits', async () => {
      const text = '🎁'.repeat(1500);
      await runUpdate({
        conversation: String(email),
        attr_order_number: text,
        attr_parcels: '9999999999',
      });
      expect(stored(email).custom_attributes).toMatchObject({
        order_number: text,
        parcels: 9_999_999_999,
      });
    });

    it.each([
      [{ conversation: '999', status: 'open' }, 'Chatwoot has no conversation 999 in this account'],
      [
        { conversation: String(secureApp), agent: '2' },
        "Agent: the agent `2` cannot be assigned in this conversation's inbox. It can be: Jane Cooper (ID 1)",
      ],
      [
        { team: '99', status: 'pending' },
        'Team: Chatwoot has no team `99` in this account, so the conversation stays with sales',
      ],
    ])('names what is wrong with %j', async (input, text) => {
      const before = structuredClone(sandbox.store.conversations);
      const { message } = await failureOf(runUpdate({ conversation: String(email), ...input }));
      expect(message).toContain(text);
      const without = (rows: Conversation[]) =>
        rows.map((row) => omit({ ...row }, ['updated_at', 'last_activity_at']));
      expect(without(sandbox.store.conversations)).toEqual(without(before));
    });

    it('keeps the agent who is asked for when the new team puts them aside', async () => {
      stored(email).assignee_id = 1;
      const inputData = { conversation: String(email), team: '2', agent: '1' };
      expect(await runUpdate(inputData)).toMatchObject({ team_id: '2', assignee_id: '1' });
      expect(stored(email)).toMatchObject({ team_id: 2, assignee_id: 1 });
      expect(sent().slice(1)).toEqual(Array(2).fill('POST conversations/4/assignments'));
    });

    it('puts an agent from outside the team back together with the team', async () => {
      stored(email).assignee_id = 1;
      await failureOf(runUpdate({ conversation: String(email), team: '99' }));
      expect(stored(email)).toMatchObject({ team_id: 1, assignee_id: 1 });
    });

    it('does not claim to have put back what it could not', async () => {
      sandbox.fail({ path: /assignments/, delayMs: 1 });
      sandbox.fail({ path: /assignments/, status: 500 });
      const { message } = await failureOf(runUpdate({ conversation: String(email), team: '99' }));
      expect(message).toContain('so the conversation stays with no team');
      expect(stored(email).team_id).toBeNull();
    });

    it('puts the agent back when one is gone whom the list still holds', async () => {
      const inputData = { conversation: String(email), agent: '3' };
      await run(update, { authData, inputData });
      stored(email).assignee_id = OMAR;
      sandbox.store.accountUsers = sandbox.store.accountUsers.filter(
        (row) => row.user_id !== 3 || row.account_id !== ACME,
      );
      const { message } = await failureOf(runKeepingCache(update, { authData, inputData }));
      expect(message).toContain('so the conversation stays with Omar Haddad');
      expect(stored(email).assignee_id).toBe(OMAR);
    });

    it('halts when every field is blank', async () => {
      const { name, message } = await failureOf(
        runUpdate({ conversation: String(email), status: '', add_labels: [] }),
      );
      expect(name).toBe('HaltedError');
      expect(message).toContain('Nothing to change');
      expect(sandbox.requests).toEqual([]);
    });

    it('loads its fields and what can be emptied in one request each', async () => {
      const fields = (await run(updateFields, { authData })) as Field[];
      expect(fields.map(({ key }) => key)).toEqual([
        'status',
        'snoozed_until',
        'priority',
        'agent',
        'team',
        'add_labels',
        'remove_labels',
        'replace_labels',
        'attr_order_number',
        'attr_gift',
        'attr_parcels',
      ]);
      const { results } = await run(clearableFieldChoices, { authData });
      expect(results.map(({ id }) => id)).toEqual([
        'agent',
        'team',
        'priority',
        'labels',
        'attr_order_number',
        'attr_gift',
        'attr_parcels',
      ]);
      expect(sandbox.requests).toHaveLength(2);
    });
  });
});
