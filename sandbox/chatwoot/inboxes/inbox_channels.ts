import { invalid, serverError, ValidationErrors } from '../rails/errors.js';
import {
  asText,
  isBlank,
  permitFields,
  permitList,
  permitObject,
  toInteger,
  type JsonObject,
} from '../rails/params.js';
import type { ChannelType, Inbox, Store } from '../store.js';
import { newToken } from '../token.js';

/** A channel as an inbox holds it: what every member sees and what administrators see. */
export type Channel = Pick<Inbox, 'channel_type' | 'channel' | 'secrets'>;

const texts: Partial<Record<ChannelType, readonly string[]>> = {
  'Channel::Api': ['webhook_url', 'hmac_mandatory'],
  'Channel::WebWidget': [
    'website_url',
    'widget_color',
    'welcome_title',
    'welcome_tagline',
    'reply_time',
    'pre_chat_form_enabled',
    'continuity_via_email',
    'hmac_mandatory',
    'allowed_domains',
  ],
  'Channel::Email': ['email', 'provider'],
};
const mailServerFields = (
  'imap_enabled imap_login imap_password imap_address imap_port imap_enable_ssl imap_authentication ' +
  'smtp_enabled smtp_login smtp_password smtp_address smtp_port smtp_domain smtp_enable_starttls_auto ' +
  'smtp_enable_ssl_tls smtp_openssl_verify_mode smtp_authentication'
).split(' ');
/** How an e-mail inbox speaks to its servers unless it was told otherwise. */
export const mailSecurity = {
  imap_enable_ssl: true,
  imap_authentication: 'plain',
  smtp_domain: '',
  smtp_enable_ssl_tls: false,
  smtp_enable_starttls_auto: true,
  smtp_openssl_verify_mode: 'none',
  smtp_authentication: 'login',
};
const replyTimes = ['in_a_few_minutes', 'in_a_few_hours', 'in_a_day'];

/**
 * Makes the channel of a new inbox; undefined for a type the server doesn't know (the inbox is
 * then refused for want of a channel). Line and SMS channels are not emulated, so neither known.
 * @throws 422 for invalid attributes; WhatsApp and Telegram always, no provider vouches for them
 */
export function newChannel(store: Store, type: string, params: JsonObject): Channel | undefined {
  if (type === 'whatsapp') throw invalid('provider_config', 'Invalid Credentials');
  if (type === 'telegram') throw invalid('bot_token', 'invalid token');
  const blank = blankChannel(type);
  return blank && changedChannel(store, blank, params);
}

function blankChannel(type: string): Channel | undefined {
  if (type === 'api') {
    return {
      channel_type: 'Channel::Api',
      channel: {
        inbox_identifier: newToken(),
        hmac_mandatory: false,
        webhook_url: null,
        additional_attributes: {},
      },
      secrets: { hmac_token: newToken(), secret: newToken() },
    };
  }
  if (type === 'web_widget') {
    const token = newToken();
    return {
      channel_type: 'Channel::WebWidget',
      channel: {
        website_url: null,
        website_token: token,
        web_widget_script: `<script src="/packs/js/sdk.js" data-website-token="${token}"></script>`,
        widget_color: '#1f93ff',
        allowed_domains: '',
        hmac_mandatory: false,
        reply_time: 'in_a_few_minutes',
        selected_feature_flags: ['attachments', 'emoji_picker', 'end_conversation'],
        pre_chat_form_enabled: false,
        pre_chat_form_options: preChatForm(),
        continuity_via_email: true,
      },
      secrets: { hmac_token: newToken() },
    };
  }
  if (type !== 'email') return undefined;
  const mailbox = (protocol: string): JsonObject => ({
    [`${protocol}_login`]: '',
    [`${protocol}_password`]: '',
    [`${protocol}_address`]: '',
    [`${protocol}_port`]: 0,
    [`${protocol}_enabled`]: false,
  });
  return {
    channel_type: 'Channel::Email',
    channel: { email: null, forwarding_enabled: false },
    secrets: {
      ...mailbox('imap'),
      ...mailbox('smtp'),
      ...mailSecurity,
    },
  };
}

/**
 * The channel with the editable attributes of `params.channel` put into it.
 * @throws 422 for invalid attributes; 500 for an e-mail channel without an address (a database
 * constraint) and for an unknown reply_time (an enum)
 */
export function changedChannel<Before extends Channel>(
  store: Store,
  before: Before,
  params: JsonObject,
): Before {
  const channel: JsonObject = {
    ...before.channel,
    ...permitFields(params, texts[before.channel_type] ?? []),
  };
  const secrets = { ...before.secrets };
  if (before.channel_type === 'Channel::Email') {
    Object.assign(secrets, permitFields(params, mailServerFields));
  }
  for (const name of ['additional_attributes', 'pre_chat_form_options']) {
    const value = name in before.channel ? permitObject(params, name) : undefined;
    if (value) channel[name] = value;
  }
  const features = permitList(params, 'selected_feature_flags');
  if (features && before.channel_type === 'Channel::WebWidget') {
    channel['selected_feature_flags'] = features;
  }
  const next = { ...before, channel, secrets };
  validate(store, next, before);
  return next;
}

/** The form before a chat that a website inbox has without being told, switched off. */
export function preChatForm(): JsonObject {
  const field = (label: string, name: string, type: string, required: boolean): JsonObject => ({
    field_type: 'standard',
    label,
    name,
    type,
    required,
    enabled: false,
  });
  return {
    pre_chat_message: 'Share your queries or comments here.',
    pre_chat_fields: [
      field('Email Id', 'emailAddress', 'email', true),
      field('Full name', 'fullName', 'text', false),
      field('Phone number', 'phoneNumber', 'text', false),
    ],
  };
}

function validate(store: Store, { channel_type, channel }: Channel, before: Channel): void {
  const errors = new ValidationErrors();
  if (channel_type === 'Channel::WebWidget') {
    errors.presence(channel, 'website_url', 'widget_color');
    const time = channel['reply_time'];
    if (!isBlank(time) && !replyTimes.includes(asText(time))) throw serverError();
  }
  if (channel_type === 'Channel::Api') {
    const attributes = permitObject(channel, 'additional_attributes') ?? {};
    const hours = attributes['agent_reply_time_window'];
    if (!isBlank(hours) && toInteger(hours) <= 0) {
      errors.add('agent_reply_time_window', 'agent_reply_time_window must be greater than 0');
    }
    errors.length('webhook_url', asText(channel['webhook_url']), 2048);
  }
  if (channel_type === 'Channel::Email') {
    const email = channel['email'] ?? null;
    if (email === null) throw serverError();
    const isTaken = store.inboxes.some(
      (row) => row.channel !== before.channel && row.channel['email'] === email,
    );
    if (isTaken) errors.add('email', 'has already been taken');
  }
  errors.raise();
}

/**
 * Why the server can't use the mail servers just sent: it tries them, and from the sandbox no
 * mail server is in reach. Undefined when none was switched on.
 */
export function mailServerProblem(params: JsonObject): string | undefined {
  if (!isBlank(params['imap_enabled'])) {
    return 'Please check the network connection, IMAP address and try again.';
  }
  if (!isBlank(params['smtp_enabled'])) {
    return 'Could not connect to SMTP server. Please check the server address and port.';
  }
  return undefined;
}
