import { isRecord } from '../../http/body.js';
import { countryChoices, toCountryCode } from '../toolkit/values/countries.js';
import type { ContactGroup } from '../contract/contacts.js';
import type { Choice, Grouped, OutputField } from '../contract/form.js';
import type { Written } from '../toolkit/writes/not_stored.js';
import { isInternational, toE164 } from '../toolkit/values/phone.js';
import { inGroup } from '../toolkit/fields/in_group.js';
import { outputsOf } from '../toolkit/outputs.js';
import { inputProblems } from '../toolkit/problems.js';
import {
  lookUp,
  toBoolean,
  toEmails,
  toOption,
  toText,
  toUrl,
  toWords,
} from '../toolkit/values/index.js';
import { CUSTOM_ATTRIBUTES, customAttributesField } from './custom_attributes.js';
import { vixieesProblems } from './problems.js';
import { languageChoices, toLanguageCode } from './languages.js';

/** A body parameter of the API's contact. */
interface ContactField {
  /** Our input key, and the API's own name unless `name` says another. */
  key: string;
  name?: string;
  label: string;
  /** Of the form; `more` unless told. */
  group?: ContactGroup;
  type?: 'integer' | 'boolean';
  list?: true;
  choices?: () => Choice[] | Promise<Choice[]>;
  helpText?: string;
  /** What the contact loses when an update fills in the field. */
  replaces?: string;
  /** The value as the API takes it. @throws Problem that names the field */
  toApi: (label: string, value: unknown) => unknown;
}

const PRIORITIES = ['1', '2', '3', '4', '5'];
/** What an update takes; contacts can also come from elsewhere, such as a web form. */
const SOURCES = ['manual', 'csv', 'api', 'call', 'whatsapp', 'email', 'crm'];

const asIs = (_label: string, value: unknown): string => toText(value);

/** `email` and `phone` stand in the step's static fields and come checked; they are here for writing. */
const COMMON: ContactField[] = [
  { key: 'email', label: 'Email', toApi: asIs },
  { key: 'phone', label: 'Phone', toApi: asIs },
];

const OWN: ContactField[] = [
  { key: 'first_name', label: 'First Name', group: 'who', toApi: asIs },
  { key: 'last_name', label: 'Last Name', group: 'who', toApi: asIs },
  { key: 'second_last_name', label: 'Second Last Name', group: 'who', toApi: asIs },
  { key: 'company_name', label: 'Company Name', group: 'who', toApi: asIs },
  {
    key: 'external_id',
    name: 'external_reference_id',
    label: 'External ID',
    group: 'who',
    helpText: "The contact's ID in your own system, such as a CRM.",
    toApi: asIs,
  },
  {
    key: 'external_reference_url',
    label: 'External Reference URL',
    helpText: "Address of the contact's page in your own system.",
    toApi: toUrl,
  },
  {
    key: 'additional_phones',
    label: 'Additional Phones',
    list: true,
    helpText: 'With the country code, like `+34600000101`.',
    replaces: 'phone numbers',
    toApi: (label, value) =>
      Promise.all(toWords(value).map((number) => additionalPhone(label, number))),
  },
  {
    key: 'additional_emails',
    label: 'Additional Emails',
    list: true,
    replaces: 'addresses',
    toApi: toEmails,
  },
  {
    key: 'priority',
    label: 'Priority',
    type: 'integer',
    choices: () => PRIORITIES.map(plainChoice),
    toApi: (label, value) => Number(toOption(label, value, PRIORITIES)),
  },
  {
    key: 'source',
    label: 'Source',
    choices: () => SOURCES.map(plainChoice),
    toApi: (label, value) => toOption(label, value, SOURCES),
  },
  {
    key: 'country',
    name: 'country_code',
    label: 'Country',
    group: 'address',
    choices: countryChoices,
    helpText: 'Two-letter code such as `ES`, or the English name.',
    toApi: (label, value) => toCountryCode(label, toText(value)),
  },
  {
    key: 'language',
    label: 'Language',
    group: 'address',
    choices: languageChoices,
    helpText: 'Two-letter code such as `es`, or the English name.',
    toApi: (label, value) => toLanguageCode(label, toText(value)),
  },
  optIn(
    'whatsapp_transactional_opt_in',
    'WhatsApp Transactional Opt-In',
    'service messages, such as order updates, on WhatsApp',
  ),
  optIn(
    'email_transactional_opt_in',
    'Email Transactional Opt-In',
    'service messages, such as order updates, by email',
  ),
  optIn('whatsapp_marketing_opt_in', 'WhatsApp Marketing Opt-In', 'offers and news on WhatsApp'),
  optIn('email_marketing_opt_in', 'Email Marketing Opt-In', 'offers and news by email'),
  {
    key: 'skills',
    label: 'Skills',
    list: true,
    replaces: 'skills',
    toApi: (_label, value) => toWords(value),
  },
];

const BY_KEY = new Map([...COMMON, ...OWN].map((field) => [field.key, field]));

/**
 * What empties a field. `null` is documented for the custom attributes alone; a list can be empty.
 * Every other field can't be emptied through the API, as far as anybody knows.
 */
const CLEARED: Record<string, null | []> = {
  additional_phones: [],
  additional_emails: [],
  skills: [],
  custom_attributes: null,
};

/** Output fields that every step labels anyway. */
const SHARED = ['first_name', 'last_name', 'company_name', 'country'];

/** The platform's fields for a step's form. */
export async function contactInputFields(
  purpose: 'create' | 'update',
): Promise<Grouped<ContactGroup>[]> {
  const fields = await Promise.all(
    OWN.map(async ({ key, label, group = 'more', type, list, choices, helpText, replaces }) => {
      const field: Grouped<ContactGroup> = {
        key,
        label,
        group,
        type: type ?? 'string',
        required: false,
      };
      const texts = [purpose === 'update' && replaces && warningOf(replaces), helpText];
      if (list) field.list = true;
      if (texts.some(Boolean)) field.helpText = texts.filter(Boolean).join(' ');
      if (choices) {
        field.choices = (await choices()).map(({ id, label: name }) => ({
          value: id,
          sample: id,
          label: name,
        }));
      }
      return field;
    }),
  );
  return [...fields, ...inGroup('custom_fields', [customAttributesField(purpose)])];
}

/** True for a field of a contact's form. */
export function isInput(key: string): boolean {
  return BY_KEY.has(key) || key === CUSTOM_ATTRIBUTES.key;
}

/** Labels of what a contact has beyond what all platforms tell. */
export const contactOutputs: readonly OutputField[] = [
  ...OWN.filter(({ key }) => !SHARED.includes(key)).map(
    ({ key, label, type, list }): OutputField => ({
      key,
      label,
      type: type ?? 'string',
      ...(list && { list }),
    }),
  ),
  { ...CUSTOM_ATTRIBUTES, dict: true },
  ...outputsOf({
    updated_at: 'datetime',
    title: 'string',
    is_client: 'boolean',
    ignored: 'boolean',
    closed_won_reason: 'string',
    closed_lost_reason: 'string',
    last_close_won_reason: 'string',
    last_close_lost_reason: 'string',
    custom_attribute_items: 'list',
  }),
];

/** What can change of a contact, by its keys. */
export const changingFields: readonly Choice[] = [...COMMON, ...OWN, CUSTOM_ATTRIBUTES].map(
  ({ key, label }) => ({ id: key, label }),
);

/** Fields that an update can empty. */
export function clearableFields(): Choice[] {
  return [...OWN, CUSTOM_ATTRIBUTES]
    .filter(({ key }) => isClearable(key))
    .map(({ key, label }) => ({ id: key, label }));
}

/** True for a field that an update can empty. */
export function isClearable(key: string): boolean {
  return Object.hasOwn(CLEARED, key);
}

/** Input values as the API's body. @throws Problem naming the field whose value can't be, or that is none */
export async function contactBody(
  values: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const body: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(values)) {
    const field = BY_KEY.get(key);
    if (!field) throw inputProblems.unknownField(key);
    body[field.name ?? key] = await field.toApi(field.label, value);
  }
  return body;
}

/** The body's part that empties fields, the custom attributes among them. */
export function clearedBody(clear: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(clear.map((key) => [key, lookUp(CLEARED, key)]));
}

/**
 * What was sent of a contact, and what the answer tells of it. The documents don't say what the lists are
 * made of: one of anything but texts can't be compared.
 */
export function writtenIn(body: Record<string, unknown>, raw: unknown): Written[] {
  const held = isRecord(raw) ? raw : {};
  const labels = new Map([...BY_KEY.values()].map(({ key, name = key, label }) => [name, label]));
  return Object.keys(body)
    .filter((name) => labels.has(name) && Object.hasOwn(held, name) && isComparable(held[name]))
    .map((name) => ({ field: labels.get(name) ?? name, sent: body[name], held: held[name] }));
}

function isComparable(held: unknown): boolean {
  return Array.isArray(held) ? held.every((item) => typeof item === 'string') : !isRecord(held);
}

/** Whether the API adds to a list or replaces it isn't documented; the careful reading is the safe one. */
function warningOf(what: string): string {
  return `**Careful:** the contact keeps only the ${what} listed here and loses all others in this field. Leave blank to keep those it has.`;
}

function optIn(key: string, label: string, agreedTo: string): ContactField {
  const helpText = `Whether the contact agreed to ${agreedTo}.`;
  return { key, label, group: 'do_not_disturb', type: 'boolean', helpText, toApi: toBoolean };
}

function plainChoice(value: string): Choice {
  return { id: value, label: value };
}

async function additionalPhone(label: string, number: string): Promise<string> {
  // A change carries no default country, so the general sentence would send the user to the wrong field.
  if (!isInternational(number)) {
    throw vixieesProblems.phoneWithoutCountry(label, number);
  }
  return toE164(label, number, undefined);
}
