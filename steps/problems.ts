import { overtime, problem, Problem } from '../http/problem.js';
import type { Capability } from '../platforms/contract/offers.js';

/** What a platform "cannot …" that lacks it. */
const ABILITIES: Record<Capability, string> = {
  contact_labels: 'label contacts',
  contact_notes: 'add notes to contacts',
  contact_removal: 'delete contacts',
  contact_merge: 'merge contacts',
  changed_contacts: 'list changed contacts',
  tagged_contacts: 'list contacts that got a tag',
  inbox_contacts: 'change contacts by inbox',
  conversations: 'work with conversations',
  messages: 'read or send messages',
  new_messages: 'list new messages',
  new_contact_events: 'tell at once of new contacts',
  updated_contact_events: 'tell at once of changed contacts',
  new_conversation_events: 'tell at once of new conversations',
  updated_conversation_events: 'tell at once of changed conversations',
  conversation_status_changed_events: 'tell at once of a changed status',
  new_message_events: 'tell at once of new messages',
};

/** Texts about what the connected platform can't do. */
export const capabilityProblems = {
  noPart: (platform: string, name: Capability, instead: string) =>
    cannot(platform, ABILITIES[name], instead),
  /** Of another platform's catalogue. */
  noOperation: (platform: string, label: string, instead: string) =>
    cannot(platform, `do what "${label}" does`, instead),
  /** A dropdown's list doesn't know whose step it is opened in. */
  noList: (platform: string) =>
    problem(
      `${platform} has no such list, so this step does not work with this connection. The notice in the step's form says what to use instead.`,
    ),
};

/** What takes the place of what a platform hasn't, where it names nothing better. */
export const byHand = (platform: string): string => `Do it in ${platform} itself.`;

function cannot(platform: string, what: string, instead: string) {
  return problem(
    `${platform} cannot ${what} through its API, so this step does not work with this connection. ${instead}`,
  );
}

const CONTINUE =
  'Map Continue From into another Update Contacts step with the same rows, which does the others.';

/** Texts about a run that does many rows. */
export const rowProblems = {
  /** The time of the run was used up. @param platform its name */
  noTime: (platform: string) =>
    overtime({
      what: `The time of this run was used up before every row was done: ${platform} takes only so many requests at a time.`,
      todo: CONTINUE,
    }),
  /** What stopped a run that did some of its rows: Zapier doesn't repeat it. */
  stopped: (problem: Problem) =>
    problem.kind === 'throttled' ? problem.withTodo(CONTINUE) : problem,
  /** A contact that got none, or not all, of the labels that many got. @param many what the platform calls them */
  labelsNotAdded: (many: string, reason: string) => problem(`${many}: ${reason}`),
  /** What stopped the first row that failed, where none was done to its end; its write may have been done. */
  noneDone: (row: number, { kind, text, details, state }: Problem) => {
    const known = state ? 'No row was done to its end. ' : 'No row was done. ';
    const none = details.unsure ? '' : known;
    return new Problem(kind, { ...text, what: `${none}Row ${row}: ${text.what}` }, details, state);
  },
};
