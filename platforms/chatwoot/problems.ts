import { Problem, problem, type Refusal } from '../../http/problem.js';
import type { Contact } from '../../objects/contact.js';
import { nameAndId } from '../toolkit/problems.js';
import { chatwootTexts } from './errors.js';

/** Chatwoot's own cases that no status tells. */
export const chatwootProblems = {
  accountNotNumber: (value: string) =>
    problem(
      `Account ID: \`${value}\` is not an account number. It is the number after \`/accounts/\` in the address bar.`,
    ),
  accountNotOwn: (value: string, accounts: string) =>
    problem(
      `Account ID: this key has no access to account ${value}. It has access to: ${accounts}.`,
    ),
  accountNeeded: (accounts: string) =>
    problem(
      `Account ID: this key belongs to more than one account, so say which one to use: ${accounts}.`,
    ),
  suspended: (account: string) =>
    problem(
      `The account ${account} is suspended. Its owner must reactivate it there. The key itself is fine.`,
    ),
  noAccount: (platform: string) =>
    problem(
      `This key's owner is not a member of any active account in ${platform}. Have them invited to the account first.`,
    ),
  accountOfBot: () =>
    problem(
      "Account ID: fill it in in the connection (the number after `/accounts/` in the address bar): a bot's key does not tell its account. A platform app's key does not work in this step.",
    ),
  botElsewhere: (platform: string, refusal: Refusal) =>
    new Problem('error', chatwootTexts.botElsewhere(platform), { refusal }),
  noPriorityFilter: (platform: string, count: number) =>
    problem(
      `Priority: this server cannot look for it, which Chatwoot can since 3.8, and none of the latest ${count} conversations in ${platform} has it. Narrow the search by Inbox, Agent, Team or Status.`,
    ),
  wrongAddress: (platform: string, url: string) =>
    problem(
      `API URL: ${url} does not answer as ${platform} does, so nothing was looked for. Enter in the connection the address at which you open ${platform}, without anything behind the server's name.`,
    ),
  wrongHmacToken: (platform: string) =>
    problem(
      `HMAC Token: ${platform} did not take the hash made from the connection's HMAC Token. Every API inbox has its own token, and the External ID must be exactly the contact's: check both, or map an Identifier Hash of your own.`,
    ),
  unknownInboxContact: (platform: string, sourceId: string) =>
    problem(
      `Inbox or Contact Identifier: ${platform} has no contact \`${sourceId}\` in this inbox. The Contact Identifier is the source ID that creating the contact in this inbox gave; Find Contact shows it under Contact Inboxes.`,
    ),
  unknownApiInbox: (platform: string) =>
    problem(`Inbox: ${platform} has no API inbox with this identifier. Choose one from the list.`),
  sharedPhone: (platform: string, owner: string) =>
    problem(
      `Phone: another contact, ${owner}, has the same phone number, and ${platform} refuses every change to either of them until one number is changed or the two are merged.`,
    ),
  storedValue: (field: string, said: string) =>
    problem({
      what: `The ${field} that is stored on this contact is not valid any more, so nothing can be changed until you fill ${field} with a right one, or empty it.`,
      said,
    }),
  phoneOfAnother: (phone: string, platform: string, owner: string) =>
    problem(
      `Phone: \`${phone}\` belongs to another contact, ${owner}, with another email, so ${platform} neither stored it nor merged the two. All else was changed. Use Merge Contacts, or another number.`,
    ),
  unknownAttribute: (field: string, key: string) =>
    problem(
      `\`${field}\`: this account has no such custom attribute, or none any more. Remove the field; to write it all the same, put \`${key}\` into Other Custom Attributes.`,
    ),
  badAttributeRows: (field: string) =>
    problem(
      `${field}: give every attribute a key. Fill it in row by row, the key on the left and the value on the right; or give a JSON object, like \`{"plan": "gold"}\`.`,
    ),
  setTwice: (key: string, field: string, other: string) =>
    problem(
      `${field} and ${other} hold different values for the attribute \`${key}\`. Take it out of one of them.`,
    ),
  setTwiceWithin: (key: string, field: string) =>
    problem(
      `${field}: \`${key}\` stands there twice, with different values. Take one of them out.`,
    ),
  setAndEmptied: (key: string, field: string) =>
    problem(
      `${field} empties the attribute \`${key}\`, but it also has a value in its own field. Take it out of one of them.`,
    ),
  setElsewhereAndEmptied: (key: string, field: string, other: string) =>
    problem(
      `${field} empties the attribute \`${key}\`, but it also has a value in ${other}. Take it out of one of them.`,
    ),
  snoozeNeedsStatus: () =>
    problem(
      'Snooze Until: it goes with the status Snoozed. Choose that in Status, or leave Snooze Until blank.',
    ),
  noTemplates: () =>
    problem(
      'Template: the inbox of this conversation has no approved WhatsApp templates. Leave Template blank and fill Message, or choose a WhatsApp inbox or conversation.',
    ),
  noLabelList: (platform: string) =>
    problem(
      `This server cannot list labels for a key (status 500): a fault of ${platform} from July 2026, which an update of the server mends. Until then, type the label yourself: its name, or where a step wants an ID, its ID.`,
    ),
  noBotList: (platform: string) =>
    problem(
      `This server cannot list agent bots for a key (status 500): a fault of ${platform} from July 2026, which an update of the server mends. Until then, type the bot's ID yourself.`,
    ),
  noItems: (field: string, kind: string) =>
    problem(
      `${field}: it has no place in "${kind}". Leave it blank, or choose another Interactive Message.`,
    ),
  badItem: (field: string, place: string) =>
    problem(
      `${field}: ${place} must be an object, in \`{ }\`. The help text below the field has an example.`,
    ),
  badItemPart: (field: string, place: string, part: string, wanted: string) =>
    problem(
      `${field}: ${place}: \`${part}\` must be ${wanted}. The help text below the field has an example.`,
    ),
  badPayload: (field: string) =>
    problem(
      `${field}: \`payload\` must be the list of conditions, in \`[ ]\`. The help text below the field has an example.`,
    ),
  tooOld: (step: string, since: string, version: string) =>
    problem({
      what: `This server's version (${version}) has no "${step}"; it came with Chatwoot ${since}.`,
      todo: 'Have the server updated by whoever runs it, or remove this step.',
    }),
  /** Of a server that hides its version. */
  perhapsTooOld: (step: string, since: string) =>
    problem({
      what: `This server has no "${step}"; it came with Chatwoot ${since}.`,
      todo: "Have the server updated by whoever runs it. If it is newer, check the connection's API URL.",
    }),
  unknownItemKey: (field: string, place: string, key: string, keys: string) =>
    problem(
      `${field}: ${place} has \`${key}\`, which such a message has not. It may have: ${keys}.`,
    ),
  lacksItemKey: (field: string, place: string, key: string) =>
    problem(`${field}: ${place} lacks \`${key}\`. The help text below the field has an example.`),
  onePicture: (field: string) =>
    problem(
      `${field}: there are several files, and a picture is one. Map a single file. Nothing was changed.`,
    ),
  noPicture: (field: string, name: string, type: string) =>
    problem(
      `${field}: \`${name}\` is not a picture but \`${type}\`. Map a JPEG, PNG or GIF file. Nothing was changed.`,
    ),
  pictureTwice: () =>
    problem('Avatar File and Avatar URL: a contact has one picture. Fill one of the two fields.'),
  messageAndTemplate: () =>
    problem('Message and Template: a message is one or the other. Leave one of them blank.'),
  agentNotInInbox: (agent: string, platform: string, assignable: string) =>
    problem(
      `Agent: the agent \`${agent}\` cannot be assigned in this conversation's inbox. It can be: ${assignable}. Choose one of them, or have an administrator add the agent to the inbox in ${platform}.`,
    ),
  unknownAgent: (agent: string, platform: string, previous: string) =>
    problem(
      `Agent: ${platform} has no agent \`${agent}\` in this account, so the conversation stays with ${previous}. Choose one from the list.`,
    ),
  unknownTeam: (team: string, platform: string) =>
    problem(`Team: ${platform} has no team \`${team}\` in this account. Choose one from the list.`),
  unknownTeamKept: (team: string, platform: string, previous: string) =>
    problem(
      `Team: ${platform} has no team \`${team}\` in this account, so the conversation stays with ${previous}. Choose one from the list.`,
    ),
  /** A status 500 over a new conversation, whose cause its request tells. */
  sourceMayBeTaken: (failure: Problem) =>
    failure.withTodo(
      "Check the Source ID: the server fails so over one that is another contact's in this inbox.",
    ),
  cannotStart: (failure: Problem, platform: string) =>
    failure.withTodo(
      `If the inbox is one in which ${platform} cannot start conversations (Facebook, Instagram, Telegram, Line), the contact must write first: choose an inbox from the list.`,
    ),
  missingUrl: (platform: string) =>
    problem(`API URL: enter the address at which you open ${platform} in your browser.`),
  patternMismatch: (field: string, value: string) =>
    problem(`${field}: \`${value}\` does not have the form this attribute asks for.`),
  patternMismatchCue: (field: string, value: string, cue: string) =>
    problem(`${field}: \`${value}\` does not have the form this attribute asks for: ${cue}.`),
  badConversationId: (value: string) =>
    problem(
      `Conversation: \`${value}\` is not a conversation ID, which is a whole number. Choose a conversation from the list, or map its ID from a Find Conversation step or a trigger.`,
    ),
  badRecordId: (field: string, value: string) =>
    problem(
      `${field}: \`${value}\` is not an ID, which is a whole number. Choose one from the list, or map its ID from an earlier step.`,
    ),
  idTooBig: (field: string, value: string) =>
    problem(
      `${field}: \`${value}\` is too big for an ID. It may be a phone number: choose one from the list, or map the ID from an earlier step.`,
    ),
  nothingToSend: () =>
    problem(
      'Message: there is nothing to send, since it is blank. To send something, fill Message, add Attachments, or choose a Template.',
    ),
  besideTemplate: (field: string) =>
    problem(
      `${field}: it cannot be combined with a Template, which is sent alone and just as it was approved. Leave ${field} blank, or take out the Template.`,
    ),
  tooManyFiles: (count: number, most: number) =>
    problem(
      `Attachments: there are ${count} files; one message takes at most ${most}. Spread them over several messages.`,
    ),
  badMessageId: (field: string, value: string) =>
    problem(
      `${field}: \`${value}\` is not a message ID, which is a whole number. Map it from a Find Message step or a trigger.`,
    ),
  clash: (other: Contact) =>
    problem(
      `Another contact, ${nameAndId(other)}, has this email or phone, and the server would merge the two and delete the one in this step. Nothing was changed. Update that contact instead, or set If Another Contact Has It to merge them.`,
    ),
};
