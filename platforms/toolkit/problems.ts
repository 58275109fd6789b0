import { Problem, problem } from '../../http/problem.js';
import type { Contact } from '../../objects/contact.js';

const list = (items: readonly string[]): string => items.map((item) => `\`${item}\``).join(', ');

/** Texts about the connection form. */
export const connectionProblems = {
  missingKey: () =>
    problem('API Key: enter your key. The help text below the field says where to find it.'),
  badKey: () =>
    problem(
      'API Key: it holds spaces, line breaks or letters that no key has. Copy it again, without anything around it.',
    ),
  unknownPlatform: (key: string, known: readonly string[]) =>
    problem(`Platform: \`${key}\` is not one of ${known.join(', ')}. Choose one from the list.`),
  badTimeout: (longest: number) =>
    problem(`Timeout: enter a number of seconds from 1 to ${longest}.`),
  missingUrl: (platform: string) =>
    problem(`API URL: enter the address at which you open ${platform} in your browser.`),
};

/** Texts about what a user filled in, refused before any request. Fields go by their labels in the form. */
export const inputProblems = {
  badEmail: (field: string, value: string) =>
    problem(`${field}: \`${value}\` is not an email address. It looks like \`jane@example.com\`.`),
  phoneWithoutCountry: (field: string, value: string) =>
    problem(
      `${field}: \`${value}\` has no country code. Write it like \`+972551234567\`, or choose the country in Default Country.`,
    ),
  badPhone: (field: string, value: string) =>
    problem(
      `${field}: \`${value}\` is not a phone number that can exist. Write it with its country code, like \`+5511987654321\`.`,
    ),
  phoneExtension: (field: string, value: string, extension: string) =>
    problem(
      `${field}: \`${value}\` has an extension, \`${extension}\`, which is no part of a phone number and would be lost. Take it out; it can be kept in another field.`,
    ),
  ambiguousPhone: (field: string, value: string, whole: string) =>
    problem(
      `${field}: \`${value}\` looks like \`${whole}\` without its plus sign, and is no number of the step's Default Country. Put the \`+\` in front.`,
    ),
  badCountry: (
    field: string,
    value: string,
    suggestion: { id: string; label: string } | undefined,
  ) =>
    problem(
      `${field}: \`${value}\` is not a country.${suggestion ? ` Did you mean ${suggestion.label}?` : ''} Enter the two-letter code, like \`BR\`.`,
    ),
  badNumber: (field: string, value: string) =>
    problem(
      `${field}: \`${value}\` is not a number. Write digits with a point for decimals, like \`49.90\`, without currency or percent sign.`,
    ),
  badBoolean: (field: string, value: string) =>
    problem(`${field}: \`${value}\` is neither yes nor no. Use \`true\` or \`false\`.`),
  badDate: (field: string, value: string) =>
    problem(`${field}: \`${value}\` is not a date. Write it like \`2026-03-14\`.`),
  badInteger: (field: string, value: string) =>
    problem(`${field}: \`${value}\` is not a whole number.`),
  // Not quoted: it may hold credentials.
  badJson: (field: string) =>
    problem(
      `${field}: this is not valid JSON. Check its quotes, commas and brackets; the help text below the field has an example.`,
    ),
  badJsonShape: (field: string, shape: 'list' | 'object' | 'either') => {
    const shapes = { list: 'a list, in `[ ]`', object: 'an object, in `{ }`' };
    const wanted = shape === 'either' ? `${shapes.list}, or ${shapes.object}` : shapes[shape];
    return problem(
      `${field}: this JSON must be ${wanted}. The help text below the field has an example.`,
    );
  },
  emptyList: (field: string) =>
    problem(`${field}: this list has no value in it. Fill in at least one.`),
  badUrl: (field: string, value: string) =>
    problem(
      `${field}: \`${value}\` is not a web address. It starts with \`https://\`, like \`https://example.com/jane\`.`,
    ),
  notAnOption: (field: string, value: string, options: readonly string[]) =>
    problem(`${field}: \`${value}\` is not one of its options: ${list(options)}.`),
  patternMismatch: (field: string, value: string, cue: string | undefined) =>
    problem(
      `${field}: \`${value}\` does not have the form this attribute asks for${cue ? `: ${cue}` : ''}.`,
    ),
  tooLong: (field: string, length: number, longest: number) =>
    problem(`${field}: the text has ${length} characters; at most ${longest} are allowed.`),
  badId: (value: string, field = 'Contact') =>
    problem(
      `${field}: \`${value}\` is not a contact ID, which is a whole number, nor an email or a phone number. Choose a contact from the list, or map its ID from a Find Contact step.`,
    ),
  contradicted: (field: string, value: string, said: string) =>
    problem(
      `${field}: \`${value}\` is not ${said}, which Find Contact By says it is. Correct the value, or leave Find Contact By blank: what an ID, email or phone number is shows by itself.`,
    ),
  contactWithoutPlus: (field: string, value: string) =>
    problem(
      `${field}: \`${value}\` can be no contact ID here, and a phone number needs its country code with a plus, like \`+5511987654321\`. Write it so, or map the ID from a Find Contact step.`,
    ),
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
  badTime: (field: string, value: string) =>
    problem(
      `${field}: \`${value}\` is not a date and time. Write it like \`2026-03-14T09:30:00+02:00\`.`,
    ),
  pastTime: (field: string, value: string) =>
    problem(`${field}: \`${value}\` is in the past. Enter a time in the future.`),
  tooBig: (field: string, value: number, most: number) =>
    problem(`${field}: \`${value}\` is too big; whole numbers up to ${most} are allowed.`),
  missing: (field: string) =>
    problem(`${field}: this field is required. Fill it in, or map it from an earlier step.`),
  unknownKeyKind: (value: string, known: readonly string[]) =>
    problem(`Find Contact By: \`${value}\` is not one of ${list(known)}.`),
  unknownIfMissing: (value: string, known: readonly string[]) =>
    problem(`If No Contact Is Found: \`${value}\` is not one of ${list(known)}.`),
  replaceWithOthers: (labels: string) =>
    problem(
      `Replace ${labels}: it already sets the whole list, so it cannot be combined with Add ${labels} or Remove ${labels}. Fill one or the other.`,
    ),
  addedAndRemoved: (label: string, labels: string) =>
    problem(
      `Add ${labels} and Remove ${labels} both hold \`${label}\`. Take it out of one of them.`,
    ),
  unknownIfClash: (value: string, known: readonly string[]) =>
    problem(`If Another Contact Has It: \`${value}\` is not one of ${list(known)}.`),
  clearedAndSet: (field: string) =>
    problem(
      `Clear Fields: \`${field}\` is to be emptied but also has a value. Remove the value, or take the field out of Clear Fields.`,
    ),
  notClearable: (field: string) =>
    problem(
      `Clear Fields: \`${field}\` is not one of the fields that can be emptied. Choose from the list of Clear Fields.`,
    ),
  unknownField: (field: string) =>
    problem(
      `\`${field}\` is not a field of this step on the connected platform. Refresh the step's fields and fill the ones shown.`,
    ),
  sameContact: () =>
    problem('Contact to Merge Into It: this is the contact to keep itself. Choose another one.'),
  nothingToCreate: () =>
    problem(
      'Nothing to create: fill at least Email, Phone or a name. What Find Contact searched by as Contact or Search Text is not used for the new contact.',
    ),
  nothingToChange: () =>
    new Problem(
      'halted',
      'Nothing to change: every field of this step is blank, and blank means "leave unchanged". Fill at least one field, or use Clear Fields.',
    ),
  nothingToUpdate: () =>
    new Problem(
      'halted',
      'Nothing to change: every field of this step is blank, and blank means "leave unchanged". Fill at least one field.',
    ),
  noConversationSearch: () =>
    problem('Fill at least one field to search by: Contact, Conversation or one of the filters.'),
  noSearch: () =>
    problem(
      'Fill at least one field to search by: Email, Phone, External ID, Contact or Search Text.',
    ),
};

/** Texts about the message a step sends. */
export const messageProblems = {
  nothingToSend: (ways: string) =>
    problem(`Message: there is nothing to send, since it is blank. To send something, ${ways}.`),
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
};

function taken(what: string): Problem {
  return new Problem('error', { what }, { isTaken: true });
}

/** Texts about the contact a step is for. */
export const contactProblems = {
  notFound: (platform: string, key: string, value: string) =>
    problem(
      `${platform} has no contact with the ${key} \`${value}\`. Check the value, or set If No Contact Is Found to create the contact or to do nothing.`,
    ),
  /** In a step that does nothing about it. */
  nobody: (platform: string, field: string, key: string, value: string) =>
    new Problem(
      'error',
      `${field}: ${platform} has no contact with the ${key} \`${value}\`. Check the value, or make sure of the contact in an earlier step, like Find or Create Contact.`,
      { isMiss: true },
    ),
  several: (platform: string, key: string, value: string, found: readonly Contact[]) =>
    problem(
      `${platform} has ${found.length} contacts with the ${key} \`${value}\`. Give the ID of the one you mean instead: ${found
        .map((contact) => `${contact.name ?? 'no name'} (ID ${contact.id})`)
        .join(', ')}.`,
    ),
  clash: (other: Contact) =>
    problem(
      `Another contact, ${other.name ?? 'without a name'} (ID ${other.id}), has this email or phone, and the server would merge the two and delete the one in this step. Nothing was changed. Update that contact instead, or set If Another Contact Has It to merge them.`,
    ),
  noIdToCreate: (platform: string, id: string) =>
    problem(
      `${platform} has no contact with the ID \`${id}\`, and it gives new contacts their IDs itself. To create missing contacts, give the email or phone instead, or the external ID with Find Contact By.`,
    ),
  taken: (field: string, value: string, owner: Contact) =>
    taken(
      `${field}: \`${value}\` already belongs to another contact, ${owner.name ?? 'without a name'} (ID ${owner.id}). Update that contact instead, or use another value.`,
    ),
  takenBy: (owner: Contact) =>
    taken(
      `Email or Phone: another contact, ${owner.name ?? 'without a name'} (ID ${owner.id}), already has it, and this account allows no duplicates. Update that contact instead, or use another value.`,
    ),
  /** After an update that was answered like any other. */
  notStored: (platform: string, fields: readonly string[]) =>
    problem(
      `${fields.join(', ')}: ${platform} reported success, but its answer shows that this was not stored. The rest of the step was done. Check the value, or whether your version has the field; repeating is safe.`,
    ),
  /** After a new contact that was answered like any other: a repeat would make another. */
  notStoredNew: (platform: string, fields: readonly string[], id: string) =>
    new Problem(
      'halted',
      `${fields.join(', ')}: ${platform} created the contact (ID ${id}), but its answer shows that this was not stored. Set it with Update Contact instead of repeating this step, or check whether your version has the field.`,
    ),
  noLabels: (platform: string) =>
    problem(
      `${platform} has no labels. Leave every field for labels blank; the rest of this step works.`,
    ),
  /** After a failure in the middle of several requests. */
  partlyDone: ({ done, unsure, left }: Parts) =>
    [part('Done', done), part('Perhaps done', unsure), part('Not done', left)]
      .filter(Boolean)
      .join(' '),
};

/** Texts about what an earlier run of the same step may have done. */
export const repeatProblems = {
  mayBeThere: (platform: string) =>
    new Problem('halted', {
      what: `An earlier run sent exactly this, and ${platform} did not say whether it was done.`,
      todo: `Look in ${platform}: if it is missing, add it there by hand. This input is not sent again for 12 hours, so that nothing is doubled.`,
    }),
};

/** A write that was answered like any other, though values aren't there. */
interface Dropped {
  /** Labels. */
  fields: readonly string[];
  platform: string;
  /** What the platform knows of the reason. */
  what?: string;
  /** What to do about it; leaving the field blank unless told. */
  todo?: string;
}

const whatDropped = ({ fields, platform, what }: Dropped): string =>
  what ??
  `${fields.join(', ')}: ${platform} reported success, but its answer shows that this was not stored.`;

const LEAVE_BLANK = 'Leave the field blank.';

/** Texts about values that a platform took without storing them. */
export const droppedProblems = {
  ofUpdate: (dropped: Dropped) =>
    problem({
      what: whatDropped(dropped),
      todo: `The rest of the step was done. ${dropped.todo ?? LEAVE_BLANK}`,
    }),
  ofNew: (dropped: Dropped, id: string) =>
    new Problem('halted', {
      what: whatDropped(dropped),
      todo: `The rest was done: repeating makes another (this one has ID ${id}). ${dropped.todo ?? LEAVE_BLANK}`,
    }),
};

/** What became of the parts of a change. */
export interface Parts {
  done: readonly string[];
  /** Their request was cut off: nobody knows. */
  unsure: readonly string[];
  left: readonly string[];
}

function part(what: string, names: readonly string[]): string {
  return names.length > 0 ? `${what}: ${names.join(', ')}.` : '';
}
