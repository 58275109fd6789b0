import type { ContactGroup } from '../../contract/contacts.js';
import type { Choice, Grouped, InputField, OutputField } from '../../contract/form.js';
import {
  isOption,
  lookUp,
  toBoolean,
  toDate,
  toOption,
  toText,
} from '../../toolkit/values/index.js';
import { outputsOf } from '../../toolkit/outputs.js';
import { highlevelCountries, toHighlevelCountry } from './countries.js';
import { inGroup } from '../../toolkit/fields/in_group.js';
import { dndInputFields } from './dnd.js';
import { fieldLabels } from '../said.js';
import { highlevelProblems } from '../problems.js';

/** A standard field of a HighLevel contact. */
interface StandardField {
  /** Our input key. */
  key: string;
  /** The API's own name. */
  name: string;
  /** Of the form; `more` unless told. */
  group?: ContactGroup;
  type?: InputField['type'];
  helpText?: string;
  /** Suggestions: a location may have more of its own. */
  choices?: Record<string, string>;
  dynamic?: InputField['dynamic'];
  /** The API takes `null` for it, which empties it; it refuses `null` for the others. */
  clearable?: true;
  /** Fits a new contact alone: the API refuses it in an update. */
  createOnly?: true;
}

/** `email` and `phone` stand in the step's static fields; they are here for writing and clearing. */
const COMMON: StandardField[] = [
  { key: 'email', name: 'email', clearable: true },
  { key: 'phone', name: 'phone', clearable: true },
];

const OWN: StandardField[] = [
  { key: 'first_name', name: 'firstName', group: 'who', clearable: true },
  { key: 'last_name', name: 'lastName', group: 'who', clearable: true },
  {
    key: 'name',
    name: 'name',
    group: 'who',
    clearable: true,
    helpText:
      'First and last name in one. HighLevel splits it itself, so leave it blank where you fill in First Name or Last Name.',
  },
  { key: 'company_name', name: 'companyName', group: 'who', clearable: true },
  { key: 'address1', name: 'address1', group: 'address', clearable: true },
  { key: 'city', name: 'city', group: 'address', clearable: true },
  { key: 'state', name: 'state', group: 'address', clearable: true },
  { key: 'postal_code', name: 'postalCode', group: 'address' },
  {
    key: 'country',
    name: 'country',
    group: 'address',
    helpText: 'Two-letter code such as `US`, or the English name.',
  },
  { key: 'website', name: 'website', clearable: true },
  {
    key: 'timezone',
    name: 'timezone',
    group: 'address',
    clearable: true,
    helpText: 'Name of the time zone, such as `America/Chicago`.',
  },
  {
    key: 'date_of_birth',
    name: 'dateOfBirth',
    type: 'datetime',
    clearable: true,
    helpText: 'Only the date is kept, without the time of day.',
  },
  {
    key: 'gender',
    name: 'gender',
    createOnly: true,
    helpText: 'HighLevel takes it for new contacts only; it cannot be changed later.',
  },
  {
    key: 'type',
    name: 'type',
    choices: { lead: 'Lead', customer: 'Customer' },
    helpText:
      'One of the contact types of your sub-account. Beyond these two, enter its name as HighLevel has it, such as `past_customer`.',
  },
  {
    key: 'source',
    name: 'source',
    clearable: true,
    helpText: 'Where the contact came from, such as `website form`.',
  },
  {
    key: 'assigned_to',
    name: 'assignedTo',
    clearable: true,
    dynamic: 'list_users.id.name',
    helpText:
      'The user of your sub-account who looks after the contact. Choose from the list, or map a user ID, not a name.',
  },
  {
    key: 'dnd',
    name: 'dnd',
    group: 'do_not_disturb',
    type: 'boolean',
    helpText: 'For all channels at once: `true` means that the contact must not be contacted.',
  },
];

/** What changes of a contact besides the form's fields. */
const CHANGING = ['labels', 'dndSettings', 'additionalEmails', 'additionalPhones', 'followers'];

/** Those that every step labels anyway. */
const SHARED = ['first_name', 'last_name', 'name', 'company_name', 'country'];

const BY_KEY = new Map([...COMMON, ...OWN].map((field) => [field.key, field]));

/** Standard fields that an update can empty. */
export const clearableStandardFields = [...COMMON, ...OWN]
  .filter(({ clearable }) => clearable)
  .map((field) => ({ key: field.key, label: labelOf(field) }));

/** The platform's standard fields for a step's form. */
export async function standardInputFields(
  purpose: 'create' | 'update',
): Promise<Grouped<ContactGroup>[]> {
  const countries = (await highlevelCountries()).map(({ id, label }) => ({
    value: id,
    sample: id,
    label,
  }));
  const fields = OWN.filter(({ createOnly }) => purpose === 'create' || !createOnly).map(
    (field): Grouped<ContactGroup> => {
      const { key, group = 'more', type = 'string', helpText, choices, dynamic } = field;
      return {
        key,
        label: labelOf(field),
        group,
        type,
        required: false,
        ...(helpText && { helpText }),
        ...(choices && { choices }),
        ...(key === 'country' && { choices: countries }),
        ...(dynamic && { dynamic }),
      };
    },
  );
  return [...fields, ...inGroup('do_not_disturb', dndInputFields(purpose))];
}

const KEYS = new Map([...COMMON, ...OWN].map(({ key, name }) => [name, key]));

/** The key under which the form has a field of the API; the API's own name where it hasn't. */
export function keyOf(name: string): string {
  return KEYS.get(name) ?? name;
}

/** Labels of what a contact has beyond what all platforms tell. */
export const contactOutputs: readonly OutputField[] = [
  ...OWN.filter(({ key }) => !SHARED.includes(key)).map((field): OutputField => ({
    key: field.key,
    label: labelOf(field),
    type: field.type === 'boolean' ? field.type : 'string',
  })),
  ...outputsOf(
    {
      labels: 'list',
      updated_at: 'datetime',
      last_activity_at: 'datetime',
      url: 'string',
      dndSettings: 'dict',
      inboundDndSettings: 'dict',
      additionalEmails: 'list',
      additionalPhones: 'list',
      followers: 'list',
      locationId: 'string',
      businessId: 'string',
      businessName: 'string',
      profilePhoto: 'string',
      validEmail: 'boolean',
      bounceEmail: 'boolean',
      unsubscribeEmail: 'boolean',
      deleted: 'boolean',
      attributionSource: 'dict',
      lastAttributionSource: 'dict',
      attributions: 'list',
      opportunities: 'list',
    },
    {
      ...fieldLabels,
      labels: 'Tags',
      url: 'Contact Page URL',
      profilePhoto: 'Picture URL',
      bounceEmail: 'Email Bounced',
      validEmail: 'Email Valid',
      unsubscribeEmail: 'Email Unsubscribed',
    },
  ),
];

/** What can change of every contact, by its keys. */
export const changingFields: readonly Choice[] = [
  ...[...COMMON, ...OWN]
    .filter(({ createOnly }) => !createOnly)
    .map((field) => ({ id: field.key, label: labelOf(field) })),
  ...contactOutputs
    .filter(({ key }) => CHANGING.includes(key))
    .map(({ key, label = key }) => ({ id: key, label })),
];

/** True for an input of a standard field's, `email` and `phone` among them. */
export function isStandardField(key: string): boolean {
  return BY_KEY.has(key);
}

/** True for a field that no update can change. */
export function isCreateOnly(key: string): boolean {
  return BY_KEY.get(key)?.createOnly ?? false;
}

/**
 * Standard input values as the API takes them.
 * @throws Problem naming the field whose value can't be
 */
export async function standardBody(
  values: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const body: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(values)) {
    const field = BY_KEY.get(key);
    if (field) body[field.name] = await valueFor(field, value);
  }
  return body;
}

/** The body's part that empties fields; keys of other kinds of fields are left out. */
export function clearedBody(clear: readonly string[]): Record<string, null> {
  const names = clear.flatMap((key) => {
    const field = BY_KEY.get(key);
    return field?.clearable ? [field.name] : [];
  });
  return Object.fromEntries(names.map((name) => [name, null]));
}

async function valueFor(field: StandardField, value: unknown): Promise<unknown> {
  const label = labelOf(field);
  switch (field.key) {
    case 'country':
      return toHighlevelCountry(label, toText(value));
    case 'timezone':
      return toTimeZone(label, toText(value));
    case 'date_of_birth':
      return toDate(label, value);
    case 'dnd':
      return toBoolean(label, value);
    default:
      return suggestionFor(field, value) ?? toText(value);
  }
}

/** A suggestion given in any case, as the API spells it; anything else may be the location's own. */
function suggestionFor({ choices = {} }: StandardField, value: unknown): string | undefined {
  const suggestions = Object.keys(choices);
  return isOption(value, suggestions) ? toOption('', value, suggestions) : undefined;
}

/** The name as typed: what V8 would make of it (`Asia/Calcutta`) may be missing in HighLevel's list. */
function toTimeZone(label: string, name: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    throw highlevelProblems.badTimeZone(label, name);
  }
  return name;
}

function labelOf({ name }: StandardField): string {
  return lookUp(fieldLabels, name) ?? name;
}
