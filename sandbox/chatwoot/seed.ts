import type { JsonObject } from './params.js';
import { fillAdminRecords } from './seed_admin.js';
import { fillHelpCenter } from './seed_help_center.js';
import { addSeedConversations, seededConversations } from './seed_conversations.js';
import type {
  AttributeType,
  ChannelType,
  CustomAttributeDefinition,
  Inbox,
  Store,
  User,
} from './store.js';

/** The access tokens of the seed. */
export const keys = {
  /** Jane Cooper, administrator of account 1 only. */
  administrator: 'qN4vR8sT2wXy6ZbC1dEf5GhJ',
  /** Omar Haddad, agent of account 1 only. */
  agent: 'Lk7mP3nQ9rSt5UvW1xYz4AbD',
  /** Priya Nair, administrator of accounts 1 and 2. */
  secondAdministrator: 'Hj2kM6pR8tVx4Za7Cd1Fg3Nq',
  /** Lena Fischer, administrator of account 3, which is suspended. */
  suspended: 'Wd5fG9hK2lZx7Cv3Bn8Mq1Rt',
  bot: 'Bt3yU7iO1pLk5Jh9Gf2Ds6Az',
  platformApp: 'Xc4vB8nM2qWe6Rt1Yu5Io9Pa',
} as const;

/** Ids and secrets of the seed that tests refer to. */
export const seeded = {
  accounts: { acme: 1, globex: 2, suspended: 3 },
  inboxes: { website: 1, api: 2, secureApi: 3, email: 4, whatsapp: 5, locked: 6 },
  apiInbox: {
    inbox_identifier: 'aY7nR2kVbT4mQ9sWx3Zc6HdF',
    hmac_token: 'Gd8sK3vNq5RtYw2Xz7BcMf4L',
    source_id: '5f0c1a52-8f3e-4c0b-9a56-3d1f6a7b2c10',
  },
  secureApiInbox: {
    inbox_identifier: 'pE5tJ8uLcS1rV6yBn4Mk2GhX',
    hmac_token: 'Zr6wQ1mXc9VbNh3Kj5TpLd8S',
    source_id: 'c7b9e0d4-1a2f-4e63-8b7d-90f5a4c3e621',
  },
  lockedApiInbox: {
    inbox_identifier: 'Lq8wE2rTyU5iOp1AsDfGh7Jk',
    hmac_token: 'Xn3bV6cZm9QaWs2EdRf5TgYh',
    source_id: '0b6a2d1e-3c4f-4d5a-8e9b-6f7a8b9c0d12',
  },
  /** Display ids of account 1's conversations. */
  conversations: seededConversations,
  /** Contacts of account 1 with a part to play. */
  contacts: {
    janeDoe: 1,
    widgetVisitor: 2,
    blankIdentifier: 3,
    blocked: 4,
    sameName: [5, 6, 7],
    secureUser: 8,
  },
} as const;

const start = Date.parse('2026-01-05T08:00:00.000Z');
const hour = 3_600_000;

function at(hours: number): Date {
  return new Date(start + hours * hour);
}

/** Fills an empty store with two working accounts and a suspended one. */
export function fillStore(store: Store): void {
  addPeople(store);
  addInboxes(store);
  addDefinitions(store);
  addContacts(store);
  addSessions(store);
  addSeedConversations(store);
  fillAdminRecords(store);
  fillHelpCenter(store);
}

function addPeople(store: Store): void {
  store.accounts = [
    { id: 1, name: 'Acme Support', status: 'active' },
    { id: 2, name: 'Globex Care', status: 'active' },
    { id: 3, name: 'Initech Archive', status: 'suspended' },
  ];
  store.users = [
    user(1, 'Jane Cooper', keys.administrator, 'Kx2pW7vTn4RsYq9ZbM6cDf1G'),
    user(2, 'Omar Haddad', keys.agent, 'Tn8yB3xVq6WrKs1MzP5jLc4H'),
    user(3, 'Priya Nair', keys.secondAdministrator, 'Vq4nS9kRw7XtJb2ZyC6mGf3D'),
    user(4, 'Lena Fischer', keys.suspended, 'Rw1jM5bTx8NqLz3VkS7pHd6C'),
  ];
  const membership = { availability: 'online', auto_offline: true } as const;
  store.accountUsers = [
    { account_id: 1, user_id: 1, role: 'administrator', active_at: at(900), ...membership },
    { account_id: 1, user_id: 2, role: 'agent', active_at: at(901), ...membership },
    { account_id: 1, user_id: 3, role: 'administrator', active_at: at(700), ...membership },
    { account_id: 2, user_id: 3, role: 'administrator', active_at: at(902), ...membership },
    { account_id: 3, user_id: 4, role: 'administrator', active_at: at(300), ...membership },
  ];
  store.agentBots = [
    {
      id: 1,
      account_id: 1,
      name: 'Acme Greeter',
      description: 'Says hello outside office hours',
      outgoing_url: 'https://bots.example.com/greeter',
      access_token: keys.bot,
    },
  ];
  store.platformApps = [
    {
      id: 1,
      name: 'Provisioning',
      access_token: keys.platformApp,
      agent_bot_ids: [1],
      account_ids: [2],
      user_ids: [3],
    },
  ];
  store.teams = [
    { id: 1, name: 'sales', description: 'New customers' },
    { id: 2, name: 'support', description: null },
  ].map((team) => ({
    ...team,
    account_id: 1,
    allow_auto_assign: true,
    icon: '',
    icon_color: '',
    member_ids: [2],
  }));
  store.labels = [
    { title: 'vip', description: 'Looked after in person', color: '#e4b51d' },
    { title: 'newsletter', description: null, color: '#1f93ff' },
    { title: 'lead', description: 'Not a customer yet', color: '#28ad21' },
    { title: 'churned', description: null, color: '#8f8f8f' },
  ].map((label, index) => ({ ...label, id: index + 1, account_id: 1, show_on_sidebar: true }));
}

function user(id: number, name: string, accessToken: string, pubsubToken: string): User {
  return {
    id,
    name,
    display_name: null,
    email: emailOf(name),
    access_token: accessToken,
    pubsub_token: pubsubToken,
    ui_settings: { is_contact_sidebar_open: true },
  };
}

function emailOf(name: string): string {
  return `${name.toLowerCase().replace(' ', '.')}@example.com`;
}

function addInboxes(store: Store): void {
  const { api, secureApi, website, email, whatsapp, locked } = seeded.inboxes;
  store.inboxes = [
    inbox(website, 'Acme Website', 'Channel::WebWidget', [2], {
      channel: {
        website_url: 'https://www.example.com',
        website_token: 'Mn5bV8cXz2LkJh6Gf4Ds1Aq7',
        widget_color: '#009ce0',
        hmac_mandatory: false,
      },
      secrets: { hmac_token: 'Jh3gF6dS9aQw2Er5Ty8Ui1Op' },
    }),
    inbox(api, 'Acme App', 'Channel::Api', [2], apiChannel(seeded.apiInbox, false)),
    inbox(
      secureApi,
      'Acme Secure App',
      'Channel::Api',
      [],
      apiChannel(seeded.secureApiInbox, true),
    ),
    inbox(email, 'Acme Mail', 'Channel::Email', [], {
      channel: { email: 'support@example.com', forwarding_enabled: false },
      secrets: {
        imap_enabled: true,
        imap_login: 'support@example.com',
        imap_password: 'Pz7xC4vB1nM8',
        imap_address: 'imap.example.com',
        imap_port: 993,
        smtp_enabled: true,
        smtp_login: 'support@example.com',
        smtp_password: 'Lq2wE5rT9yU3',
        smtp_address: 'smtp.example.com',
        smtp_port: 587,
      },
    }),
    inbox(whatsapp, 'Acme WhatsApp', 'Channel::Whatsapp', [], {
      channel: {
        phone_number: '+12025550100',
        message_templates: [messageTemplate(), shippingTemplate()],
        reauthorization_required: false,
      },
      secrets: {
        provider_config: {
          api_key: 'Wv6tR1yE8uI4oP2a',
          phone_number_id: '100000000000001',
          business_account_id: '100000000000002',
        },
      },
    }),
    {
      ...inbox(
        locked,
        'Acme Locked App',
        'Channel::Api',
        [],
        apiChannel(seeded.lockedApiInbox, false),
      ),
      settings: { lock_to_single_conversation: true },
    },
  ];
}

function inbox(
  id: number,
  name: string,
  channelType: ChannelType,
  memberIds: number[],
  { channel, secrets }: Pick<Inbox, 'channel' | 'secrets'>,
): Inbox {
  return {
    id,
    account_id: 1,
    channel_id: 100 + id,
    name,
    channel_type: channelType,
    provider: channelType === 'Channel::Whatsapp' ? 'whatsapp_cloud' : null,
    member_ids: memberIds,
    channel,
    secrets,
    created_at: at(id),
    updated_at: at(id),
  };
}

function apiChannel(
  { inbox_identifier, hmac_token }: { inbox_identifier: string; hmac_token: string },
  hmacMandatory: boolean,
): Pick<Inbox, 'channel' | 'secrets'> {
  return {
    channel: {
      inbox_identifier,
      hmac_mandatory: hmacMandatory,
      webhook_url: 'https://hooks.example.com/chatwoot',
      additional_attributes: {},
    },
    secrets: { hmac_token, secret: `${hmac_token.slice(12)}${hmac_token.slice(0, 12)}` },
  };
}

function messageTemplate(): JsonObject {
  return {
    id: '100000000000003',
    name: 'order_update',
    status: 'APPROVED',
    category: 'UTILITY',
    language: 'en',
    namespace: 'a1b2c3d4_0000_4000_8000_000000000001',
    parameter_format: 'POSITIONAL',
    components: [
      {
        type: 'BODY',
        text: 'Hello {{1}}, your order {{2}} is on its way.',
        example: { body_text: [['Jane', '1001']] },
      },
    ],
  };
}

function shippingTemplate(): JsonObject {
  return {
    id: '100000000000004',
    name: 'shipping_notice',
    status: 'APPROVED',
    category: 'UTILITY',
    language: 'pt_BR',
    namespace: 'a1b2c3d4_0000_4000_8000_000000000001',
    parameter_format: 'POSITIONAL',
    components: [
      {
        type: 'HEADER',
        format: 'IMAGE',
        example: { header_handle: ['https://cdn.example.com/parcel.png'] },
      },
      {
        type: 'BODY',
        text: 'Olá {{1}}, o pedido {{2}} chega em {{3}}.',
        example: { body_text: [['Jane', '1001', 'dois dias']] },
      },
      { type: 'FOOTER', text: 'Acme' },
      {
        type: 'BUTTONS',
        buttons: [
          {
            type: 'URL',
            text: 'Acompanhar',
            url: 'https://www.example.com/track/{{1}}',
            example: ['https://www.example.com/track/1001'],
          },
          { type: 'COPY_CODE', text: 'Copiar código', example: 'ACME10' },
        ],
      },
    ],
  };
}

function addDefinitions(store: Store): void {
  const contactDefinitions: [string, string, AttributeType, Partial<CustomAttributeDefinition>?][] =
    [
      ['plan_note', 'Plan note', 'text', { attribute_description: 'What was agreed on the phone' }],
      [
        'customer_code',
        'Customer code',
        'text',
        { regex_pattern: '/^[A-Z]{2}-[0-9]{4}$/', regex_cue: 'Two letters, a dash, four digits' },
      ],
      ['seats', 'Seats', 'number'],
      ['monthly_spend', 'Monthly spend', 'currency'],
      ['discount', 'Discount', 'percent'],
      ['crm_link', 'CRM link', 'link'],
      ['renewal_date', 'Renewal date', 'date'],
      ['plan_tier', 'Plan tier', 'list', { attribute_values: ['Free', 'Pro', 'Enterprise'] }],
      ['newsletter_opt_in', 'Newsletter opt-in', 'checkbox'],
      ['billing.city', 'Billing city', 'text'],
      ['vat-id', 'VAT ID', 'text'],
      ['עיר', 'עיר', 'text', { attribute_description: 'City, in Hebrew' }],
    ];
  const base = {
    account_id: 1,
    attribute_description: null,
    regex_pattern: null,
    regex_cue: null,
    attribute_values: [],
    default_value: null,
  };
  store.customAttributeDefinitions = contactDefinitions.map(([key, name, type, more], index) => ({
    ...base,
    id: index + 1,
    attribute_key: key,
    attribute_display_name: name,
    attribute_display_type: type,
    attribute_model: 'contact_attribute',
    created_at: at(index),
    updated_at: at(index),
    ...more,
  }));
  store.customAttributeDefinitions.push({
    ...base,
    id: contactDefinitions.length + 1,
    attribute_key: 'order_number',
    attribute_display_name: 'Order number',
    attribute_display_type: 'text',
    attribute_model: 'conversation_attribute',
    created_at: at(20),
    updated_at: at(20),
  });
}

function addContacts(store: Store): void {
  const { janeDoe, widgetVisitor, blankIdentifier, blocked, sameName, secureUser } =
    seeded.contacts;
  store.addContact(1, {
    id: janeDoe,
    name: 'Jane Doe',
    email: 'jane.doe@example.com',
    phone_number: '+5511987654321',
    identifier: 'crm-1001',
    labels: ['vip', 'newsletter'],
    custom_attributes: {
      plan_note: 'Renews every January',
      customer_code: 'BR-1001',
      seats: 25,
      monthly_spend: 499.9,
      discount: 10,
      crm_link: 'https://crm.example.com/contacts/1001',
      renewal_date: '2026-12-31',
      plan_tier: 'Pro',
      newsletter_opt_in: true,
      'billing.city': 'São Paulo',
      'vat-id': 'BR-55-1001',
      עיר: 'תל אביב',
    },
    additional_attributes: {
      city: 'São Paulo',
      country: 'Brazil',
      country_code: 'BR',
      company_name: 'Doe Comércio',
      description: 'Prefers e-mail',
      social_profiles: { linkedin: 'jane-doe-example', github: '', facebook: '', twitter: '' },
    },
    last_activity_at: at(820),
    created_at: at(1),
  });
  store.addContact(1, { id: widgetVisitor, name: 'snowy-sun-611', created_at: at(2) });
  // Another integration once cleared the identifier with '': no second contact can do the same.
  store.addContact(1, {
    id: blankIdentifier,
    name: 'Bianca Rossi',
    email: 'bianca.rossi@example.com',
    identifier: '',
    created_at: at(3),
  });
  store.addContact(1, {
    id: blocked,
    name: 'Carl Spammer',
    email: 'carl.spammer@example.com',
    blocked: true,
    labels: ['churned'],
    created_at: at(4),
  });
  sameName.forEach((id, index) =>
    store.addContact(1, {
      id,
      name: 'Robin Keller',
      email: `robin.keller.${index + 1}@example.com`,
      created_at: at(5 + index),
    }),
  );
  store.addContact(1, {
    id: secureUser,
    name: 'Dora Lindqvist',
    email: 'dora.lindqvist@example.com',
    identifier: 'app-user-8',
    created_at: at(8),
  });
  addOrdinaryContacts(store);
  store.addContact(2, {
    name: 'Jane Doe',
    email: 'jane.doe@example.com',
    phone_number: '+442079460018',
    created_at: at(60),
  });
  store.addContact(2, {
    name: 'Hugo Brandt',
    email: 'hugo.brandt@example.com',
    created_at: at(61),
  });
}

const ordinaryNames =
  `Amara Obi, Ben Castellan, Chiara Lombardo, Dylan Marsh, Elif Yilmaz, Farid Nasser, Greta Holm,
  Hiro Tanabe, Ines Carvalho, Jonas Weber, Katya Morozova, Liam Okafor, Mei Sato, Nadia Karim,
  Oscar Lund, Paula Reyes, Quentin Marchand, Rosa Delgado, Stefan Novak, Tara Whitfield,
  Umut Aksoy, Vera Lindgren, Wanda Kowalska, Xavier Pons, Yara Haddon, Zoltan Kis, Noa Shalev,
  Pedro Quintal, Sofie Dahl, Tomas Hruby, Aisha Bello, Marek Zielak`.split(/,\s*/);

/** The rest: with a company here, a phone number there, and every fourth without an e-mail. */
function addOrdinaryContacts(store: Store): void {
  const tiers = ['Free', 'Pro', 'Enterprise'];
  ordinaryNames.forEach((name, index) => {
    const hasEmail = index % 4 !== 3;
    store.addContact(1, {
      name,
      email: hasEmail ? emailOf(name) : null,
      phone_number:
        index % 2 === 0 && hasEmail ? null : `+120255501${String(index + 10).padStart(2, '0')}`,
      identifier: index % 5 === 0 ? `crm-${1100 + index}` : null,
      labels: index % 3 === 0 ? ['newsletter'] : index % 7 === 1 ? ['lead'] : [],
      custom_attributes:
        index % 3 === 1
          ? { plan_tier: tiers[Math.floor(index / 3) % 3] ?? 'Free', seats: index }
          : {},
      additional_attributes: index % 4 === 1 ? { company_name: 'Northwind Traders' } : {},
      last_activity_at: index % 2 === 0 ? at(200 + index) : null,
      created_at: at(10 + index * 6),
    });
  });
}

function addSessions(store: Store): void {
  const { api, secureApi, website, whatsapp } = seeded.inboxes;
  const { janeDoe, widgetVisitor, secureUser } = seeded.contacts;
  const add = (contactId: number, inboxId: number, sourceId: string): void => {
    const contact = store.contact(1, contactId);
    const inboxRow = store.inboxes.find((row) => row.id === inboxId);
    if (contact && inboxRow) store.addContactInbox(contact, inboxRow, sourceId);
  };
  add(janeDoe, api, seeded.apiInbox.source_id);
  add(janeDoe, whatsapp, '5511987654321');
  add(widgetVisitor, website, '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed');
  add(secureUser, secureApi, seeded.secureApiInbox.source_id);
  store.conversations = [
    {
      id: 1,
      account_id: 1,
      display_id: 1,
      contact_id: janeDoe,
      inbox_id: api,
      contact_inbox_id: 1,
      uuid: '3d6f0a4e-52c7-4b0a-8f5c-1b2e9d7a6c31',
      status: 'open',
      priority: null,
      assignee_id: 2,
      assignee_agent_bot_id: null,
      team_id: null,
      snoozed_until: null,
      first_reply_created_at: null,
      waiting_since: null,
      agent_last_seen_at: null,
      assignee_last_seen_at: null,
      contact_last_seen_at: null,
      labels: ['vip'],
      custom_attributes: { order_number: '1001' },
      additional_attributes: {},
      created_at: at(800),
      updated_at: at(820),
      last_activity_at: at(820),
    },
  ];
  store.notes = [
    {
      id: 1,
      account_id: 1,
      contact_id: janeDoe,
      user_id: 1,
      content: 'Called about the renewal.',
      created_at: at(810),
      updated_at: at(810),
    },
  ];
}
