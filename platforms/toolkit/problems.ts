import { Problem, problem, type ProblemKind, type ProblemText } from '../../http/problem.js';
import type { Contact } from '../../objects/contact.js';
import { joined } from './joined.js';

const list = (items: readonly string[]): string => joined(items.map((item) => `\`${item}\``));

/** A text about rows names no more of them, nor of their fields. */
const MOST_ROWS_NAMED = 4;
const MOST_FIELDS_NAMED = 3;

const JSON_SHAPES = {
  list: 'a list, in `[ ]`',
  object: 'an object, in `{ }`',
  either: 'a list, in `[ ]`, or an object, in `{ }`',
};

/** Texts about the connection form. */
export const connectionProblems = {
  missingKey: () =>
    problem('API Key: enter your key. The help text below the field says where to find it.'),
  badKey: () =>
    problem(
      'API Key: it holds spaces, line breaks or letters that no key has. Copy it again, without anything around it.',
    ),
  unknownPlatform: (key: string, known: readonly string[]) =>
    problem(`Platform: \`${key}\` is not one of ${joined(known)}. Choose one from the list.`),
  badTimeout: (longest: number) =>
    problem(`Timeout: enter a number of seconds from 1 to ${longest}.`),
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
  badCountry: (field: string, value: string) =>
    problem(`${field}: \`${value}\` is not a country. Enter the two-letter code, like \`BR\`.`),
  nearlyCountry: (field: string, value: string, suggestion: string) =>
    problem(
      `${field}: \`${value}\` is not a country. Did you mean ${suggestion}? Enter the two-letter code, like \`BR\`.`,
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
  badJsonShape: (field: string, shape: keyof typeof JSON_SHAPES) =>
    problem(
      `${field}: this JSON must be ${JSON_SHAPES[shape]}. The help text below the field has an example.`,
    ),
  tooDeep: (levels: number) =>
    problem(
      `A value of this step has more than ${levels} levels of lists and objects within each other, which no platform takes. Map a simpler value.`,
    ),
  emptyList: (field: string) =>
    problem(`${field}: this list has no value in it. Fill in at least one.`),
  badUrl: (field: string, value: string) =>
    problem(
      `${field}: \`${value}\` is not a web address. It starts with \`https://\`, like \`https://example.com/jane\`.`,
    ),
  notAnOption: (field: string, value: string, options: readonly string[]) =>
    problem(`${field}: \`${value}\` is not one of its options: ${list(options)}.`),
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
  /** Of a field that says itself what its values are. */
  otherKind: (field: string, value: string, said: string) =>
    problem(
      `${field}: \`${value}\` is not ${said}. Correct the value, or take it out of this field.`,
    ),
  contactWithoutPlus: (field: string, value: string) =>
    problem(
      `${field}: \`${value}\` can be no contact ID here, and a phone number needs its country code with a plus, like \`+5511987654321\`. Write it so, or map the ID from a Find Contact step.`,
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
  notChanging: (label: string, field: string) =>
    problem(
      `${label}: \`${field}\` is no field of contacts here whose changes show. Choose from the list, which the form loads anew, or leave it blank for any change.`,
    ),
  unknownField: (field: string) =>
    problem(
      `\`${field}\` is not a field of this step on the connected platform. Refresh the step's fields and fill the ones shown.`,
    ),
  noRows: () =>
    new Problem(
      'halted',
      'Rows: there is no row. Map the line items of an earlier step into its fields, or fill Rows as JSON.',
    ),
  rowsTwice: () =>
    problem('Rows and Rows as JSON both hold rows. Fill one of them and leave the other blank.'),
  notARow: () =>
    problem('This row is not an object with fields, like `{"contact": "jane@example.com"}`.'),
  headerRow: () =>
    problem(
      "This row holds the names of columns, not a contact's values. Leave the header of the table out.",
    ),
  badContinuation: (token: string) =>
    problem(
      `Continue From: \`${token}\` is not what an Update Contacts step gives out. Map Continue From of an earlier Update Contacts step, or leave it blank.`,
    ),
  otherRows: () =>
    problem(
      'Continue From: it belongs to other rows than these. Map the same rows as in the step that gave it out, or leave it blank to begin with the first row.',
    ),
  rowsDisagree: (rows: readonly number[], fields: readonly string[]) =>
    problem(
      `Rows ${joined(rows.slice(0, MOST_ROWS_NAMED).map(String))}${rows.length > MOST_ROWS_NAMED ? ' and more' : ''} are for the same contact, but differ in ${list(fields.slice(0, MOST_FIELDS_NAMED))}. None of them was done. Make them one row.`,
    ),
  rowDoneOtherwise: (row: number, fields: readonly string[]) =>
    problem(
      `Row ${row} is for the same contact and was done, but differs in ${list(fields.slice(0, MOST_FIELDS_NAMED))}. This one was not done. Make them one row.`,
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
  noKeys: () =>
    problem(
      'Fill at least one field to search by: Emails, Phones or External IDs, where there are.',
    ),
  noSearch: () =>
    problem(
      'Fill at least one field to search by: Email, Phone, External ID, Contact or Search Text.',
    ),
};

function listed(contacts: readonly Contact[]): string {
  return joined(contacts.map(({ id, name = 'no name' }) => `${name} (ID ${id})`));
}

/** A contact as a text names it. */
export function nameAndId({ id, name = 'without a name' }: Contact): string {
  return `${name} (ID ${id})`;
}

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
      `${platform} has ${found.length} contacts with the ${key} \`${value}\`. Give the ID of the one you mean instead: ${listed(found)}.`,
    ),
  noIdToCreate: (platform: string, id: string) =>
    problem(
      `${platform} has no contact with the ID \`${id}\`, and it gives new contacts their IDs itself. To create missing contacts, give the email or phone instead, or the external ID with Find Contact By.`,
    ),
  taken: (field: string, value: string, owner: Contact) =>
    taken(
      `${field}: \`${value}\` already belongs to another contact, ${nameAndId(owner)}. Update that contact instead, or use another value.`,
    ),
  noLabels: (platform: string) =>
    problem(
      `${platform} has no labels. Leave every field for labels blank; the rest of this step works.`,
    ),
  /** A failure in the middle of several requests. @param kind where it isn't the failure's own */
  partlyDone: (failure: Problem, parts: Parts, kind?: ProblemKind) =>
    partly(failure, kind ?? failure.kind).withState(reportOf(parts), kind),
};

/** Texts about what an earlier run of the same step may have done. */
export const repeatProblems = {
  mayBeThere: (platform: string) =>
    new Problem('halted', {
      what: `An earlier run sent exactly this, and ${platform} did not say whether it was done.`,
      todo: `Look in ${platform}: if it is missing, add it there by hand. This input is not sent again for 12 hours, so that nothing is doubled.`,
    }),
};

/** Of a write that was answered like any other, though values aren't there: which, and what to do about it. */
type Dropped = Required<Omit<ProblemText, 'said'>>;

/** What is said of dropped values where the platform knows no more of the reason. */
export const droppedTexts = {
  what: (platform: string, fields: readonly string[]) =>
    `${joined(fields)}: ${platform} reported success, but its answer shows that this was not stored.`,
  todo: 'Leave the field blank.',
};

/** Texts about values that a platform took without storing them. */
export const droppedProblems = {
  ofUpdate: ({ what, todo }: Dropped) =>
    problem({ what, todo: `The rest of the step was done. ${todo}` }),
  ofNew: ({ what, todo }: Dropped, id: string) =>
    new Problem('halted', {
      what,
      todo: `The rest was done: repeating makes another (this one has ID ${id}). ${todo}`,
    }),
  ofContact: (platform: string, fields: readonly string[]): Problem =>
    droppedProblems.ofUpdate({
      what: droppedTexts.what(platform, fields),
      todo: 'Check the value, or whether your version has the field; repeating is safe.',
    }),
  /** A repeat would make another. */
  ofNewContact: (platform: string, fields: readonly string[], id: string) =>
    new Problem(
      'halted',
      `${joined(fields)}: ${platform} created the contact (ID ${id}), but its answer shows that this was not stored. Set it with Update Contact instead of repeating this step, or check whether your version has the field.`,
    ),
};

/** What became of the parts of a change. */
export interface Parts {
  done: readonly string[];
  /** Their request was cut off: nobody knows. */
  unsure: readonly string[];
  left: readonly string[];
}

/** The report takes the place of what a lost answer says to do, which must be said all the same. */
function partly(failure: Problem, kind: ProblemKind): Problem {
  if (!failure.details.unsure) return failure;
  return failure.withTodo(
    kind === 'halted' ? 'Look before you repeat it.' : 'Running the step again is safe.',
  );
}

function reportOf({ done, unsure, left }: Parts): string {
  const parts = { Done: done, 'Perhaps done': unsure, 'Not done': left };
  return Object.entries(parts)
    .filter(([, names]) => names.length > 0)
    .map(([what, names]) => `${what}: ${joined(names)}.`)
    .join(' ');
}
