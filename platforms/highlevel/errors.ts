import { aside, named, type ErrorRule } from '../../http/error_rule.js';
import { Problem } from '../../http/problem.js';
import { joined } from '../toolkit/joined.js';
import { channelIn, inFormWords, PERMANENT_DND_FOR, quoted } from './said.js';

const SCOPE_REFUSAL = /not authorized for this scope/i;
const TICK_THE_SCOPE =
  "In HighLevel, open Settings → Private Integrations, tick it in this token's integration, and save. The token stays the same.";
export const WHERE_LOCATION_ID =
  'It is the part after `/location/` in the address bar of your sub-account.';
const KEY_IS_FINE = 'The key itself is fine.';

/** The row for a token that lacks a scope: a 401 like a bad key's, but the key is fine. */
export function scopeError(scope: string): ErrorRule {
  return {
    status: 401,
    says: SCOPE_REFUSAL,
    text: ({ subject }) => ({
      what: `This token may not do this${aside(subject)}: it lacks the scope \`${scope}\`.`,
      todo: TICK_THE_SCOPE,
    }),
  };
}

/** True when HighLevel refused a request for want of a scope. */
export function lacksScope(failure: unknown): boolean {
  return failure instanceof Problem && SCOPE_REFUSAL.test(failure.details.refusal?.said ?? '');
}

const DUPLICATE = /does not allow duplicated contacts/i;

/** True when HighLevel refused a contact because another one has its e-mail or phone. */
export function isDuplicate(failure: unknown): failure is Problem {
  return failure instanceof Problem && DUPLICATE.test(failure.details.refusal?.said ?? '');
}

// Reported: `Conversation with the contact id:… already exists!` (GoHighLevel/highlevel-api-docs issue 5).
const EXISTING_CONVERSATION = /\bconversation\b.*\balready exists\b/i;

/** True when HighLevel refused a new conversation because the contact has one. */
export function isExistingConversation(failure: unknown): boolean {
  return (
    failure instanceof Problem && EXISTING_CONVERSATION.test(failure.details.refusal?.said ?? '')
  );
}

const CHOOSE_ANOTHER_CHANNEL = 'or choose another Channel';

/** Why a message can't go out. That these are refused is reported, most with 400; codes are steadier than words. */
const messageErrors = [400, 422].flatMap((status): ErrorRule[] => [
  {
    status,
    says: /missing phone/i,
    code: /_INVALID_PHONE$/,
    text: ({ platform, subject }) =>
      `Contact: ${platform} has no phone number of ${subject}. Add one with an Update Contact step, fill in To Number, ${CHOOSE_ANOTHER_CHANNEL}.`,
  },
  {
    status,
    says: /emailTo is not under contact/i,
    code: /_INVALID_EMAILTO$/,
    text: ({ platform, subject }) => ({
      what: `To Email: ${platform} sends only to addresses of ${subject} itself, and to none while its Do Not Disturb for Email is on.`,
      todo: 'Leave the field blank for the main address, or add this one to the contact in HighLevel.',
    }),
  },
  {
    status,
    says: /missing e-?mail/i,
    text: ({ platform, subject }) =>
      `Contact: ${platform} has no email address of ${subject}. Add one with an Update Contact step, ${CHOOSE_ANOTHER_CHANNEL}.`,
  },
  {
    status,
    says: /contact's e-?mail is invalid/i,
    code: /_INVALID_EMAIL$/,
    text: ({ platform, subject }) => ({
      what: `Contact: ${platform} has no valid email address of ${subject}, or mail to it came back.`,
      todo: `Give it another address with an Update Contact step, ${CHOOSE_ANOTHER_CHANNEL}.`,
    }),
  },
  {
    status,
    says: /\bDND is active\b|\bhas unsubscribed\b/i,
    code: /_(DND_ACTIVE|UNSUBSCRIBED)(_|$)/,
    text: ({ subject, said }) => ({
      what: `Contact: ${subject} does not want such messages.`,
      todo: 'Choose another Channel, or, if the contact agrees, take off Do Not Disturb with an Update Contact step.',
      said: quoted(said),
    }),
  },
  {
    status,
    says: /no message or attachments/i,
    code: /_NO_CONTENT$/,
    text: ({ platform }) =>
      `Message: ${platform} found nothing to send. Fill in Message or Attachments; a Template ID alone may not be enough.`,
  },
  {
    status,
    says: EXISTING_CONVERSATION,
    text: ({ platform, subject }) =>
      `Contact: ${platform} already has a conversation with ${subject}, but its search does not show it: it is in the trash, or too new. Send Message reaches it all the same.`,
  },
]);

const permanentDnd = (channel: string, platform: string): string =>
  `Do Not Disturb for ${channel}: the contact ended this channel for good, with STOP for example, and ${platform} lets nobody but the contact change that. Take it out of this step.`;

// Seen without its status: `Not authorized to update permanent dnd setting for SMS`.
const permanentDndErrors = [400, 401, 403, 422].flatMap((status): ErrorRule[] => [
  {
    status,
    says: PERMANENT_DND_FOR,
    text: ({ platform, said }) => permanentDnd(channelIn(said), platform),
  },
  {
    status,
    says: /permanent dnd setting/i,
    text: ({ platform }) => permanentDnd('this channel', platform),
  },
]);

/** HighLevel's refusals in plain words. A missing scope stands in `scopeError`. */
export const highlevelErrors: ErrorRule[] = [
  ...permanentDndErrors,
  {
    status: 401,
    says: /version header/i,
    text: ({ platform, host }) => ({
      what: `${platform} did not accept the API version of this integration.`,
      todo: `If a proxy stands in front of ${host}, have it let the header \`Version\` through; else this integration needs an update. ${KEY_IS_FINE}`,
    }),
  },
  {
    status: 401,
    code: /_PROVIDER_NO_ACCESS$/,
    text: ({ platform }) =>
      `Channel: ${platform} has no access to this location's provider for it, such as its phone numbers or WhatsApp. Connect it in the sub-account's Settings, ${CHOOSE_ANOTHER_CHANNEL}. ${KEY_IS_FINE}`,
  },
  {
    status: 401,
    says: /invalid (token|private integration|jwt)|token (is|has) (invalid|expired)/i,
    kind: 'expired',
    text: ({ platform }) =>
      `Your API key does not appear to be valid: ${platform} does not know it. Copy the token from Settings → Private Integrations of your sub-account in ${platform}, or make a new one there, and reconnect this account.`,
  },
  {
    status: 401,
    says: /\S/,
    text: ({ platform, said }) => ({
      what: `${platform} refused the request as not allowed.`,
      todo: "Check that the connection's key is a Private Integration Token of the sub-account itself, not of the agency.",
      said: quoted(said),
    }),
  },
  {
    status: 403,
    says: /access to this location/i,
    text: ({ subject }) =>
      `Location ID: the Private Integration Token has no access to this location${aside(subject)}. Enter the ID of the sub-account in which it was made: the part after \`/location/\` in its address bar. ${KEY_IS_FINE}`,
  },
  {
    status: 403,
    says: /\S/,
    text: ({ platform, subject, said }) => ({
      what: `${platform} does not permit this${aside(subject)}.`,
      todo: 'Check the scopes of the Private Integration and the plan of the sub-account.',
      said: quoted(said),
    }),
  },
  // An unknown id is a "bad request" here; the newest version of the API knows 404.
  ...[400, 404].flatMap((status): ErrorRule[] => [
    {
      status,
      // Seen of tasks: `The task id is invalid.`; of notes and workflows by analogy.
      says: /\b(contact|conversation|message|task|note|workflow|campaign|business|custom value)\b.{0,100}\bnot found\b|\b(task|note|workflow|campaign) id is invalid\b/i,
      missing: true,
      text: ({ platform, subject }) =>
        `${platform} has no ${named(subject, 'such record')} in this location. Check the ID, or map it from a Find step, and check the connection's Location ID.`,
    },
    {
      status,
      says: /\blocation\b.*\bnot found\b/i,
      text: ({ platform }) =>
        `Location ID: ${platform} has no such location. ${WHERE_LOCATION_ID} ${KEY_IS_FINE}`,
    },
  ]),
  {
    status: 400,
    says: DUPLICATE,
    text: ({ platform }) =>
      `${platform} already has a contact with this email or phone, and the location allows no duplicates. Update that contact instead, or use another value.`,
  },
  ...messageErrors,
  {
    status: 422,
    says: /without email, phone, firstName and lastName/i,
    text: ({ platform }) =>
      `${platform} keeps no contact without an email, a phone number, a first name or a last name. Fill in at least one of Email, Phone, First Name and Last Name.`,
  },
  ...[400, 422].map((status): ErrorRule => ({
    status,
    says: /\S/,
    text: ({ platform, subject, said }) => ({
      what: `${platform} refused the values${aside(subject)}.`,
      todo: 'Correct them in the step.',
      said: inFormWords(said),
    }),
  })),
];

/** What forms say of HighLevel. */
export const highlevelNotices = {
  notInUpdate: () =>
    'HighLevel lets Zaps change nothing else in a conversation. It is assigned to the same user as its contact: use Update Contact with Assigned To. Tags and custom fields are on the contact too.',
  channelHelp: () =>
    'The contact must be reachable over it. Internal comments cannot be sent from a Zap: for a note, use Add Contact Note.',
  readOnlyFields: (labels: readonly string[]) =>
    `HighLevel lets Zaps read these fields, but not fill them in: ${joined(labels)}.`,
  tagExists: () =>
    'Tag Name: the location has this tag already, so that there is nothing to create. Give it to contacts with Add Contact Labels.',
  timeFields: (labels: readonly string[]) =>
    `HighLevel gives times back changed (\`14:30\` as \`01:30:00\`), so these fields cannot be filled in here: ${joined(labels)}.`,
  noCustomFields: () =>
    `Your custom fields cannot be shown: the Private Integration Token of this connection lacks the scope \`locations/customFields.readonly\`. ${TICK_THE_SCOPE} Then refresh the fields here.`,
};
