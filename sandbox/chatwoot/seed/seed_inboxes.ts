import { mailSecurity, preChatForm } from '../inboxes/inbox_channels.js';
import type { Json, JsonObject } from '../rails/params.js';
import { at } from './seed_time.js';
import { seeded } from './seeded.js';
import type { ChannelType, Inbox, Store } from '../store.js';

/** Adds an inbox of every channel. */
export function addInboxes(store: Store): void {
  const { api, secureApi, website, email, whatsapp, locked } = seeded.inboxes;
  store.inboxes = [
    inbox(website, 'Acme Website', 'Channel::WebWidget', {
      member_ids: [2],
      channel: {
        website_url: 'https://www.example.com',
        website_token: 'Mn5bV8cXz2LkJh6Gf4Ds1Aq7',
        widget_color: '#009ce0',
        hmac_mandatory: false,
        pre_chat_form_enabled: false,
        pre_chat_form_options: preChatForm(),
        continuity_via_email: true,
      },
      secrets: { hmac_token: 'Jh3gF6dS9aQw2Er5Ty8Ui1Op' },
    }),
    inbox(api, 'Acme App', 'Channel::Api', {
      member_ids: [2],
      ...apiChannel(seeded.apiInbox, false),
    }),
    inbox(secureApi, 'Acme Secure App', 'Channel::Api', {
      member_ids: [],
      ...apiChannel(seeded.secureApiInbox, true),
    }),
    inbox(email, 'Acme Mail', 'Channel::Email', {
      member_ids: [],
      channel: { email: 'support@example.com', forwarding_enabled: false },
      secrets: {
        ...mailbox('imap', 993, 'Pz7xC4vB1nM8'),
        ...mailbox('smtp', 587, 'Lq2wE5rT9yU3'),
        ...mailSecurity,
      },
    }),
    inbox(whatsapp, 'Acme WhatsApp', 'Channel::Whatsapp', {
      member_ids: [],
      channel: {
        phone_number: '+12025550100',
        message_templates: structuredClone([orderUpdate, shippingNotice]),
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
      ...inbox(locked, 'Acme Locked App', 'Channel::Api', {
        member_ids: [],
        ...apiChannel(seeded.lockedApiInbox, false),
      }),
      settings: { lock_to_single_conversation: true },
    },
  ];
}

function inbox(
  id: number,
  name: string,
  channelType: ChannelType,
  own: Pick<Inbox, 'member_ids' | 'channel' | 'secrets'>,
): Inbox {
  return {
    id,
    account_id: 1,
    channel_id: 100 + id,
    name,
    channel_type: channelType,
    provider: channelType === 'Channel::Whatsapp' ? 'whatsapp_cloud' : null,
    ...own,
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

function mailbox(protocol: string, port: number, password: string): JsonObject {
  return {
    [`${protocol}_enabled`]: true,
    [`${protocol}_login`]: 'support@example.com',
    [`${protocol}_password`]: password,
    [`${protocol}_address`]: `${protocol}.example.com`,
    [`${protocol}_port`]: port,
  };
}

function template(id: string, name: string, language: string, components: Json): JsonObject {
  return {
    id,
    name,
    status: 'APPROVED',
    category: 'UTILITY',
    language,
    namespace: 'a1b2c3d4_0000_4000_8000_000000000001',
    parameter_format: 'POSITIONAL',
    components,
  };
}

function body(text: string, ...example: string[]): JsonObject {
  return { type: 'BODY', text, example: { body_text: [example] } };
}

const orderUpdate = template('100000000000003', 'order_update', 'en', [
  body('Hello {{1}}, your order {{2}} is on its way.', 'Jane', '1001'),
]);
const shippingNotice = template('100000000000004', 'shipping_notice', 'pt_BR', [
  {
    type: 'HEADER',
    format: 'IMAGE',
    example: { header_handle: ['https://cdn.example.com/parcel.png'] },
  },
  body('Olá {{1}}, o pedido {{2}} chega em {{3}}.', 'Jane', '1001', 'dois dias'),
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
]);
