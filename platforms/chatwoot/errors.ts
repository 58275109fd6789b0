import type { ErrorRule } from '../../http/error_rule.js';

/** Form labels of the API's field names, for refusals that name fields. */
export const fieldLabels: Record<string, string> = {
  name: 'Name',
  email: 'Email',
  phone_number: 'Phone',
  identifier: 'External ID',
  avatar_url: 'Avatar URL',
  avatar: 'Avatar URL',
};

const ROLE_HELP = 'Ask an administrator of the account for the right, or connect with their key.';

/** Chatwoot's refusals in plain words (its `request_exception_handler.rb` and `access_token_auth_helper.rb`). */
export const chatwootErrors: ErrorRule[] = [
  {
    status: 401,
    says: /invalid access.?token/i,
    kind: 'expired',
    text: ({ platform }) =>
      `Your API key does not appear to be valid: ${platform} does not know it. Copy the access token from your profile settings in ${platform} and reconnect this account.`,
  },
  {
    status: 401,
    says: /not authorized for bots/i,
    text: ({ platform }) =>
      `The key of this connection belongs to a bot or a platform app, which ${platform} does not let near contacts. Connect with a person's access token, from their profile settings.`,
  },
  {
    status: 401,
    says: /authorized to access this account/i,
    text: ({ platform }) =>
      `Account ID: the key's owner is not a member of this account in ${platform}. Check the connection's Account ID: it is the number after \`/accounts/\` in the address bar. The key itself is fine.`,
  },
  {
    status: 401,
    says: /suspended/i,
    text: ({ platform }) =>
      `This account is suspended in ${platform}. Its owner must reactivate it there. The key itself is fine.`,
  },
  {
    status: 401,
    says: /authorized to do this action/i,
    text: ({ platform, subject }) =>
      `The key's owner may not do this in ${platform}${subject ? ` (${subject})` : ''}: their role lacks the right. ${ROLE_HELP} The key itself is fine.`,
  },
  {
    status: 401,
    says: /sign in or sign up/i,
    text: ({ platform, host }) =>
      `${platform} did not receive the key. A proxy in front of ${host} probably removes the header \`Api-Access-Token\`: ask whoever runs the server to let it through.`,
  },
  {
    status: 401,
    says: /\S/,
    text: ({ platform, said }) =>
      `${platform} refused the request as not allowed. It says: "${said}". Check the connection's key and Account ID.`,
  },
  {
    status: 402,
    text: ({ platform, said }) =>
      `The account's plan in ${platform} does not include this.${said ? ` It says: "${said}".` : ''}`,
  },
  {
    status: 403,
    says: /api access is not enabled/i,
    text: ({ platform }) =>
      `The account's plan in ${platform} does not include API access. Upgrade the plan there; the key itself is fine.`,
  },
  {
    status: 404,
    says: /could not be found/i,
    missing: true,
    text: ({ platform, subject }) =>
      `${platform} has no ${subject || 'such record'} in this account. Check the ID, or map it from a Find step, and check the connection's Account ID.`,
  },
  {
    status: 422,
    says: /\S/,
    text: ({ platform, attributes, said }) => {
      const fields = attributes.map((name) => fieldLabels[name] ?? name);
      return `${fields.length > 0 ? `${fields.join(', ')}: ` : ''}${platform} refused the value. It says: "${said}".`;
    },
  },
];

/** What else the client API says: its failed identity check is an unhandled error there, status 500. */
export const clientApiErrors: ErrorRule[] = [
  {
    status: 500,
    text: ({ platform }) =>
      `${platform} could not process the request (status 500). If this inbox verifies identities, the Identifier Hash is wrong or missing: it must be made from exactly this External ID with the inbox's HMAC token, or let this integration make it by filling in the connection's HMAC Token. Otherwise try again later.`,
  },
  {
    status: 404,
    says: /not found/i,
    missing: true,
    text: ({ platform }) => `${platform} has no such inbox or contact.`,
  },
  ...chatwootErrors.filter(({ status }) => status === 422),
];

/** Chatwoot's own cases that no status tells. */
export const chatwootTexts = {
  accountNotNumber: (value: string) =>
    `Account ID: \`${value}\` is not an account number. It is the number after \`/accounts/\` in the address bar.`,
  accountNotOwn: (value: string, accounts: string) =>
    `Account ID: this key has no access to account ${value}. It has access to: ${accounts}.`,
  accountNeeded: (accounts: string) =>
    `Account ID: this key belongs to more than one account, so say which one to use: ${accounts}.`,
  suspended: (account: string) =>
    `The account ${account} is suspended. Its owner must reactivate it there. The key itself is fine.`,
  noAccount: (platform: string) =>
    `This key's owner is not a member of any active account in ${platform}. Have them invited to the account first.`,
  apiOff: (platform: string, account: string) =>
    `The plan of ${account} in ${platform} does not include API access. Upgrade the plan there; the key itself is fine.`,
  botKey: (platform: string) =>
    `This is the key of an agent bot, which ${platform} does not let near contacts. Connect with a person's access token, from their profile settings.`,
  platformAppKey: (platform: string) =>
    `The key of this connection belongs to a platform app, which manages accounts and users but cannot reach contacts. Connect with a person's access token, from their profile settings in ${platform}.`,
  wrongHmacToken: (platform: string) =>
    `HMAC Token: ${platform} did not take the hash made from the connection's HMAC Token. Every API inbox has its own token, and the External ID must be exactly the contact's: check both, or map an Identifier Hash of your own.`,
  unknownInboxContact: (platform: string, sourceId: string) =>
    sourceId
      ? `Inbox or Contact Identifier: ${platform} has no contact \`${sourceId}\` in this inbox. The Contact Identifier is the source ID that creating the contact in this inbox gave; Find Contact shows it under Contact Inboxes.`
      : `Inbox: ${platform} has no API inbox with this identifier. Choose one from the list.`,
  sharedPhone: (platform: string, owner: string) =>
    `Phone: another contact, ${owner}, has the same phone number, and ${platform} refuses every change to either of them until one number is changed or the two are merged.`,
  storedValue: (field: string) =>
    `The ${field} that is stored on this contact is not valid any more, so nothing can be changed until you fill ${field} with a right one, or empty it.`,
  unknownAttribute: (field: string) =>
    `\`${field}\`: this account has no such custom attribute any more. Refresh the step's fields and remove it.`,
};
