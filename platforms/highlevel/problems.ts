import { Problem, problem } from '../../http/problem.js';
import type { Contact } from '../../objects/contact.js';
import { joined } from '../toolkit/joined.js';
import { nameAndId } from '../toolkit/problems.js';
import { WHERE_LOCATION_ID } from './errors.js';

/** What other platforms' conversations have and HighLevel's don't, and what to do instead. */
export const HELD_ELSEWHERE: Record<string, string> = {
  agent:
    'A conversation belongs to whom its contact is assigned to: use Update Contact with Assigned To.',
  status: 'HighLevel conversations are neither open nor resolved: use Mark As or Starred.',
  labels: 'Tags are on the contact: use Update Contact or Add Contact Labels.',
};

/** HighLevel's own cases that no status tells. */
export const highlevelProblems = {
  missingLocation: () =>
    problem(
      `Location ID: enter the Location ID of your HighLevel sub-account. ${WHERE_LOCATION_ID}`,
    ),
  badLocation: (value: string) =>
    problem(
      `Location ID: \`${value}\` is not a Location ID, which has only letters and digits, like \`ve9EPM428h8vShlRW1KT\`. ${WHERE_LOCATION_ID}`,
    ),
  badContactId: (field: string, value: string) =>
    problem(
      `${field}: \`${value}\` is not a contact ID of HighLevel, which has only letters and digits, like \`ocQHyuzHvysMo5N5VsXc\`. Choose a contact from the list, or map its ID from a Find Contact step.`,
    ),
  badUserId: (field: string, value: string) =>
    problem(
      `${field}: \`${value}\` is not a user ID of HighLevel, which has only letters and digits, like \`0IHuJvc2ofPAAA8GzTRi\`. Choose a user from the list, or enter \`nobody\`.`,
    ),
  badConversationId: (value: string) =>
    problem(
      `Conversation: \`${value}\` is not a conversation ID of HighLevel, which has only letters and digits, like \`tDtDnQdgm2LXpyiqYvZ6\`. Choose a conversation from the list, or map its ID from a Find Conversation step.`,
    ),
  notOfConversation: (field: string) =>
    problem(
      `\`${field}\` cannot be changed in a HighLevel conversation. Remove it from this step.`,
    ),
  heldElsewhere: (field: string, instead: string) =>
    problem(`\`${field}\` cannot be changed in a HighLevel conversation. ${instead}`),
  startedWithoutMessage: (failure: Problem, id: string) =>
    failure.withState(`The conversation was started all the same (ID ${id}), without the message.`),
  notForChannel: (field: string, channel: string, channels: readonly string[]) =>
    problem(
      `${field}: a message over ${channel} has none, only one over ${joined(channels)}. Remove it, or choose another Channel.`,
    ),
  emptyMessage: () => problem('Message: there is nothing to send. Fill in Message or Attachments.'),
  emptyEmail: () =>
    problem('Message: there is nothing to send. Fill in Message, HTML or Attachments.'),
  notAnEmail: (id: string) =>
    problem(
      `Reply To: \`${id}\` is no email in HighLevel. Map the ID of an email from New Message or Find Message. Nothing was sent.`,
    ),
  unknownEmail: () =>
    problem(
      'Reply To: HighLevel has no email with this ID. Map the ID of an email from New Message or Find Message. Nothing was sent.',
    ),
  senderNeedsCountryCode: (field: string, value: string) =>
    problem(`${field}: \`${value}\` has no country code. Write it like \`+15552010101\`.`),
  noExternalId: () =>
    problem(
      'HighLevel contacts have no external ID. Find the contact by its ID, email or phone instead.',
    ),
  countryNotListed: (field: string, country: string) =>
    problem(
      `${field}: HighLevel does not have \`${country}\` in its list of countries. Choose one from the list.`,
    ),
  badTimeZone: (field: string, value: string) =>
    problem(
      `${field}: \`${value}\` is not the name of a time zone. Write it like \`America/Chicago\`.`,
    ),
  dndTwice: (channel: string, one: string, other: string) =>
    problem(`${channel} is in ${one} and in ${other}. Take it out of one of them.`),
  dndMessageAlone: (field: string, channel: string) =>
    problem(
      `${field}: a message can only be saved together with a choice. Put ${channel} into Do Not Disturb On, Off or for Good as well.`,
    ),
  badDndMessages: (field: string) =>
    problem(
      `${field}: fill it in row by row, the channel on the left and the message on the right; or give a JSON object, like \`{"SMS": "asked by phone"}\`.`,
    ),
  phoneNeedsCountryCode: (field: string, value: string) =>
    problem(
      `${field}: \`${value}\` has no country code. Write it like \`+15552010101\`: Default Country completes only the contact's own number.`,
    ),
  notTaken: (labels: readonly string[], id: string) =>
    problem(
      `${few(labels)}: HighLevel updated contact ${id}, but its answer shows another value than asked for. Correct it in HighLevel; everything else is saved.`,
    ),
  /** Halted, so that nothing repeats the run: it would create a second contact, or be refused. */
  notTakenNew: (labels: readonly string[], id: string) =>
    new Problem(
      'halted',
      `${few(labels)}: HighLevel created contact ${id}, but its answer shows another value than asked for. Correct it in HighLevel; everything else is saved.`,
    ),
  timeField: (field: string) =>
    problem(
      `${field}: HighLevel gives times back changed (\`14:30\` as \`01:30:00\`), so this integration does not write them. Leave this field out, or keep the time in a text field.`,
    ),
  unknownCustomField: (field: string) =>
    problem(
      `\`${field}\`: this location has no such custom field any more, or none that can be written. Refresh the step's fields and remove it.`,
    ),
  notFollowing: (users: readonly string[]) =>
    problem(
      `Followers: HighLevel answered as if it was done, but ${few(users)} does not follow the contact. Choose users of this location who may see the contact; the others were added.`,
    ),
  stillFollowing: (users: readonly string[]) =>
    problem(
      `Followers: HighLevel answered as if it was done, but ${few(users)} still follows the contact. Try again, or change it in HighLevel; the others were taken off.`,
    ),
  notDone: (subject: string, said: string) =>
    problem({
      what: `HighLevel answered that it did not do this (${subject}).`,
      todo: 'Look at it in HighLevel: it may be gone, over, or not in a state for it.',
      ...(said && { said }),
    }),
  noneUpdated: (id: string, reason: string, count: number) =>
    problem(`Contacts: HighLevel changed none of the ${String(count)}. Of ${id}: ${reason}`),
  takenBy: (owner: Contact) =>
    new Problem(
      'error',
      `Email or Phone: another contact, ${nameAndId(owner)}, already has it, and this account allows no duplicates. Update that contact instead, or use another value.`,
      { isTaken: true },
    ),
};

/** What to do about it, where a text of all platforms says what happened. */
export const highlevelTodos = {
  updateNote: 'Set it with Update Contact Note.',
};

/** Why one of many contacts wasn't changed: HighLevel's own words, as far as they are known, in plainer ones. */
export const highlevelReasons = {
  notMentioned: () =>
    'HighLevel did not change this contact, and does not say why. Check that its ID is one of this location.',
  refused: (said: string) => {
    if (/\bdeleted\b/i.test(said)) return 'This contact was deleted, or was never there.';
    if (/not belong to location/i.test(said)) return 'This contact is in another location.';
    if (/not a valid\b.*\bid\b/i.test(said)) return 'This is no ID of a contact.';
    return `HighLevel refused it and says: "${said.slice(0, LONGEST_SAID)}"`;
  },
  tagsNotChanged: (tags: readonly string[]) =>
    `HighLevel reported success, but its answer shows no change of ${few(tags)}.`,
};

const LONGEST_SAID = 80;
const MOST_NAMED = 3;
const LONGEST_NAME = 25;

/** Some labels of many, none too long: what to do stands behind them. */
function few(labels: readonly string[]): string {
  const names = [...new Set(labels)].map(shortened);
  const others = names.length - MOST_NAMED;
  const first = joined(names.slice(0, MOST_NAMED));
  return others > 0 ? `${first} and ${String(others)} more` : first;
}

function shortened(label: string): string {
  return label.length > LONGEST_NAME ? `${label.slice(0, LONGEST_NAME)}…` : label;
}
