import { aside, named, type ErrorRule, type Facts } from '../../http/error_rule.js';
import type { ProblemText } from '../../http/problem.js';
import { joined } from '../toolkit/joined.js';
import { lookUp } from '../toolkit/values/index.js';

/** Form labels of the API's field names, for refusals that name fields. */
export const fieldLabels: Record<string, string> = {
  name: 'Name',
  email: 'Email',
  phone_number: 'Phone',
  identifier: 'External ID',
  avatar_url: 'Avatar URL',
  avatar: 'Avatar File',
  blocked: 'Blocked',
};

const noSuchRoute = ({ platform, host, said }: Facts): ProblemText => ({
  what: `The server at ${host} has nothing at this address (status 404).`,
  todo: `Its ${platform} is too old for this step, or the connection's API URL is wrong.`,
  said: /^not found$/i.test(said) ? '' : said,
});
/** Whatever else a 404 says, Rails' own words or a page: no record is missing, the path is. */
const noRoute: ErrorRule = { status: 404, text: noSuchRoute };
const ROLE_HELP = 'Ask an administrator of the account for the right, or connect with their key.';
const KEY_IS_FINE = 'The key itself is fine.';
/** The fields that a refusal names, in front of its text. */
const fieldsNamed = (names: readonly string[]): string =>
  names.length > 0 ? `${joined(names.map((name) => lookUp(fieldLabels, name) ?? name))}: ` : '';

const unreachable = (lacking: string): string =>
  `Inbox: this contact has no ${lacking}, through which the inbox would reach it. Fill it in with an Update Contact step first, or choose another inbox.`;

/** What is refused of messages: every failure in sending is a 422 with one text (`messages_controller.rb`). */
const messageErrors: ErrorRule[] = [
  {
    status: 413,
    text: ({ host }) =>
      `${host} takes no request of this size. If the step has Attachments, use smaller files or spread them over several messages.`,
  },
  {
    status: 422,
    says: /too many messages/i,
    kind: 'throttled',
    text: ({ platform, subject }) =>
      `${platform} takes no more messages in ${named(subject, 'this conversation')} for a minute: there were too many. Nothing was sent; Zapier tries again by itself.`,
  },
  {
    status: 422,
    says: /incoming messages are only allowed/i,
    text: ({ platform }) =>
      `Send As: ${platform} lets only API inboxes take messages in the contact's name, and this conversation is in another kind of inbox. Set Send As to the team.`,
  },
  {
    status: 422,
    says: /invalid email address/i,
    text: ({ platform }) =>
      `To, CC, BCC: ${platform} does not take one of these email addresses. Check them; each is written like \`jane@example.com\`.`,
  },
  {
    status: 422,
    says: /attachments.{0,100}exceeded|size is too big|type not supported/i,
    text: ({ platform, said }) => ({
      what: `Attachments: ${platform} does not take one of the files in this inbox.`,
      todo: 'Use smaller or fewer files, or another kind of file, or send a link in the text.',
      said,
    }),
  },
];

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
    // What bots may call: `access_token_auth_helper.rb`.
    text: () => ({
      what: "This step needs a person's access token, and this connection's is an agent bot's or a platform app's.",
      todo: 'Bots only answer, start and change conversations, before Chatwoot 3.6 nothing but their status; platform apps only manage accounts, users and bots.',
    }),
  },
  {
    status: 401,
    says: /bot is not authorized to access this account/i,
    text: ({ platform }) => chatwootTexts.botElsewhere(platform),
  },
  {
    status: 401,
    says: /authorized to access this account/i,
    text: ({ platform }) => ({
      what: `Account ID: the key's owner is not a member of this account in ${platform}.`,
      todo: `Check the connection's Account ID: it is the number after \`/accounts/\` in the address bar. ${KEY_IS_FINE}`,
    }),
  },
  {
    // A team says so of its members, as if the key were at fault (`team_members_controller.rb`).
    status: 401,
    says: /invalid user ids/i,
    text: ({ platform }) =>
      `Agents: ${platform} has no agent with one of these IDs in this account. Choose them from the list, or map their IDs from Find Agent steps.`,
  },
  {
    status: 401,
    says: /suspended/i,
    text: ({ platform }) =>
      `This account is suspended in ${platform}. Its owner must reactivate it there. ${KEY_IS_FINE}`,
  },
  {
    status: 401,
    says: /authorized to do this action/i,
    about: 'conversation',
    text: ({ platform, subject }) => ({
      what: `The key's owner may not do this with ${subject} in ${platform}: they are not in its inbox, or their role lacks the right.`,
      todo: `Ask an administrator to add them, or connect with an administrator's key. ${KEY_IS_FINE}`,
    }),
  },
  {
    status: 401,
    says: /authorized to do this action/i,
    text: ({ platform, subject }) => ({
      what: `The key's owner may not do this in ${platform}${aside(subject)}: their role lacks the right.`,
      todo: `${ROLE_HELP} ${KEY_IS_FINE}`,
    }),
  },
  {
    status: 401,
    says: /sign in or sign up/i,
    text: ({ platform, host }) => ({
      what: `${platform} did not receive the key.`,
      todo: `A proxy in front of ${host} probably removes the header \`Api-Access-Token\`: ask whoever runs the server to let it through.`,
    }),
  },
  {
    status: 401,
    says: /\S/,
    text: ({ platform, said }) => ({
      what: `${platform} refused the request as not allowed.`,
      todo: "Check the connection's key and Account ID.",
      said,
    }),
  },
  {
    status: 402,
    text: ({ platform, said }) => ({
      what: `The account's plan in ${platform} does not include this.`,
      todo: 'Upgrade the plan there, or remove the step.',
      said,
    }),
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
      subject
        ? {
            what: `${platform} has no ${subject} in this account.`,
            todo: "Check the ID, or map it from a Find step, and check the connection's Account ID.",
          }
        : {
            what: `${platform} has no such account, or none of the records that this step names.`,
            todo: "Check the connection's Account ID, the number after `/accounts/` in the address bar, and the step's IDs.",
          },
  },
  noRoute,
  {
    status: 422,
    says: /contact email$/i,
    text: () => unreachable('email'),
  },
  {
    status: 422,
    says: /contact phone number$/i,
    text: () => unreachable('phone number'),
  },
  {
    status: 422,
    says: /source_id should be unique/i,
    text: ({ platform }) =>
      `Source ID: in this inbox of ${platform} another contact has it. Use another one, or leave it blank.`,
  },
  {
    status: 422,
    says: /^avatar /i,
    text: ({ platform, said }) => ({
      what: `Avatar File: ${platform} takes JPEG, PNG and GIF pictures of at most 15 MB.`,
      todo: 'Map another picture.',
      said,
    }),
  },
  ...messageErrors,
  {
    status: 422,
    says: /\S/,
    text: ({ platform, attributes, said }) => ({
      what: `${fieldsNamed(attributes)}${platform} refused the value.`,
      todo: 'Correct it in the step.',
      said,
    }),
  },
];

/** What else is said of a conversation as an answer: of its team the server asks whether the key is a member. */
export const conversationErrors: ErrorRule[] = [
  {
    status: 500,
    text: ({ platform, subject }) => ({
      what: `${platform} failed over ${subject} (status 500). With a bot's key it always does when the conversation has a team: use a person's key.`,
      todo: "With a person's key this is usually temporary: try again later.",
    }),
  },
];

/** What else the client API says: its failed identity check is an unhandled error there, status 500. */
export const clientApiErrors: ErrorRule[] = [
  {
    status: 500,
    text: ({ platform }) => ({
      what: `${platform} could not process the request (status 500). If this inbox verifies identities, the Identifier Hash is wrong or missing.`,
      todo: "It is made from exactly this External ID with the inbox's HMAC token. Otherwise try again later.",
    }),
  },
  {
    status: 404,
    says: /not found/i,
    missing: true,
    text: ({ platform, subject }) => ({
      what: `${platform} has no ${named(subject, 'such record')}.`,
      todo: 'Check each of these: here a contact has only its own conversations, and an inbox only its own contacts.',
    }),
  },
  noRoute,
  ...chatwootErrors.filter(({ status }) => status === 422),
];

/** The platform API has its own key, which the connection may not be made with: it is never "dead" for that. */
export const platformErrors: ErrorRule[] = [
  {
    status: 401,
    says: /non permissible/i,
    text: ({ platform, subject }) =>
      `The platform app of this connection may not reach this record (${subject}): only what it created itself, or was given in ${platform}'s super admin console.`,
  },
  {
    status: 401,
    text: ({ platform }) => ({
      what: 'This step needs the access token of a platform app, and this connection has another key.',
      todo: `Whoever runs the ${platform} server makes one in the super admin console, under *Platform Apps*. Chatwoot Cloud offers none.`,
    }),
  },
  {
    // Rails' own words: the platform API doesn't use the application API's.
    status: 404,
    says: /not found/i,
    missing: true,
    text: (facts) =>
      facts.subject
        ? {
            what: `${facts.platform} has no ${facts.subject} on this server.`,
            todo: 'Check the ID, or map it from an earlier step.',
          }
        : noSuchRoute(facts),
  },
  ...chatwootErrors.filter(({ status }) => status !== 401),
];

/** Texts that rows of refusals, operations and other texts take in; what is thrown stands in `chatwootProblems`. */
export const chatwootTexts = {
  /** Said also where no request to an account could tell. */
  botElsewhere: (platform: string): ProblemText => ({
    what: `This agent bot answers in none of the inboxes of this account in ${platform}.`,
    todo: "Set it in one of them (Set Inbox Agent Bot, with a person's key), or check the connection's Account ID.",
  }),
  /** What the server says of every request for labels and agent bots of some releases (chatwoot/chatwoot#15097). */
  failsForKeys: {
    what: 'The server failed (status 500). Chatwoot servers of July 2026 fail so over labels and agent bots for every key: an update of the server mends it.',
    todo: 'On any other server, try again later.',
  },
  noAccountList:
    'Account: this server cannot list its accounts, which Chatwoot can since 4.5. Fill in the ID of the account. If the server is newer, the API URL of the connection is wrong.',
  brokenAccountList:
    'Account: the server failed to list its accounts (status 500), as it does for good once an account of this platform app was deleted. Fill in the ID of the account: a single one can still be had.',
  droppedByOld: (fields: readonly string[], since: string, version: string) =>
    `${joined(fields)}: not stored. It came with Chatwoot ${since}, and this server (${version}) drops it.`,
  droppedByEdition: (fields: readonly string[]) =>
    `${joined(fields)}: not stored. Only servers with Chatwoot's Enterprise edition keep it.`,
  droppedTodo: 'Leave the field blank, or have the server updated.',
};
