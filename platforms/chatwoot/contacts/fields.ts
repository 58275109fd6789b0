import type { InputField, OutputField } from '../../contract/form.js';
import { isClearableKey } from '../../toolkit/fields/clearable.js';
import { countryChoices, countryName, toCountryCode } from '../../toolkit/values/countries.js';
import { isRecord } from '../../../http/body.js';
import { outputsOf } from '../../toolkit/outputs.js';
import { inputProblems } from '../../toolkit/problems.js';
import { lookUp, toBoolean, toText, toUrl } from '../../toolkit/values/index.js';
import { isAttributeName } from '../custom_attributes/inputs.js';
import { picker } from '../form_fields.js';
import { text } from '../read.js';
import { AVATAR_FILE, PICTURE_HELP } from './picture.js';

/** The server refuses longer texts in its own columns (`application_record.rb`). */
const LONGEST_TEXT = 255;

/** Where a field lives in the API's contact. */
export type Place = 'contact' | 'additional_attributes' | 'social_profiles';

/** A standard field of a Chatwoot contact. */
interface StandardField {
  /** Our input key. */
  key: string;
  label: string;
  place: Place;
  /** The API's own name. */
  name: string;
  type?: InputField['type'];
  helpText?: string;
  /** What the API takes as "empty"; undefined where a field can't be emptied that way. */
  cleared?: null | '';
}

/** `email` and `phone` stand in the step's static fields; they are here for writing and clearing. */
const COMMON: StandardField[] = [
  { key: 'email', label: 'Email', place: 'contact', name: 'email', cleared: null },
  { key: 'phone', label: 'Phone', place: 'contact', name: 'phone_number', cleared: null },
];

const OWN: StandardField[] = [
  { key: 'name', label: 'Name', place: 'contact', name: 'name', cleared: '' },
  {
    key: 'external_id',
    label: 'External ID',
    place: 'contact',
    name: 'identifier',
    // Never '': it is stored as it is, and the second contact with '' breaks the server.
    cleared: null,
    helpText: "The contact's ID in your own system, such as a CRM. No two contacts can share one.",
  },
  {
    key: 'avatar_url',
    label: 'Avatar URL',
    place: 'contact',
    name: 'avatar_url',
    helpText:
      'Public address of a JPEG, PNG, GIF or WebP picture of at most 15 MB. It is fetched right after the step, so the output still shows the one before.',
  },
  {
    key: 'avatar',
    label: AVATAR_FILE,
    place: 'contact',
    name: 'avatar',
    type: 'file',
    helpText: `${PICTURE_HELP} It is there at once; leave Avatar URL blank.`,
  },
  {
    key: 'blocked',
    label: 'Blocked',
    place: 'contact',
    name: 'blocked',
    type: 'boolean',
    helpText: 'Conversations that a blocked contact starts are resolved at once.',
  },
  {
    key: 'company_name',
    label: 'Company Name',
    place: 'additional_attributes',
    name: 'company_name',
    cleared: '',
  },
  { key: 'city', label: 'City', place: 'additional_attributes', name: 'city', cleared: '' },
  {
    key: 'country',
    label: 'Country',
    place: 'additional_attributes',
    name: 'country',
    cleared: '',
    helpText: 'Two-letter code such as `BR`, or the English name.',
  },
  {
    key: 'description',
    label: 'Bio',
    place: 'additional_attributes',
    name: 'description',
    type: 'text',
    cleared: '',
  },
  ...['facebook', 'github', 'instagram', 'linkedin', 'telegram', 'tiktok', 'twitter'].map(
    (name): StandardField => ({
      key: name,
      label: `${socialLabel(name)} Profile`,
      place: 'social_profiles',
      name,
      cleared: '',
      helpText: 'User name only, without the address in front of it.',
    }),
  ),
];

/** Only for new contacts: it gives them an address in an inbox, so that they can be written to. */
const INBOX_FIELD = picker(
  'inbox',
  'Inbox',
  'list_inboxes',
  'The inbox the contact can be reached through. 99digital may require it. An email inbox needs an email, a WhatsApp or SMS inbox a phone number.',
);

const BY_KEY = new Map([...COMMON, ...OWN].map((field) => [field.key, field]));

/** Standard fields that an update can empty, `avatar_url` by a request of its own. */
export const clearableStandardFields = [...COMMON, ...OWN].filter(
  ({ key, cleared }) => cleared !== undefined || key === 'avatar_url',
);

/** True for what Clear Fields can hold: a field that can be emptied, or an attribute's name. */
export function isClearable(key: string): boolean {
  const names = [...BY_KEY.values()].flatMap(({ label, name }) => [label, name]);
  return (
    isClearableKey(clearableStandardFields, key) ||
    isAttributeName(key, [...BY_KEY.keys(), ...names, 'inbox', 'tags'])
  );
}

/** The platform's standard fields for a step's form. */
export async function standardInputFields(purpose: 'create' | 'update'): Promise<InputField[]> {
  const countries = (await countryChoices()).map(({ id, label }) => ({
    value: id,
    sample: id,
    label,
  }));
  const fields = OWN.map(({ key, label, type = 'string', helpText }): InputField => ({
    key,
    label,
    type,
    required: false,
    ...(helpText && { helpText }),
    ...(key === 'country' && { choices: countries }),
  }));
  return purpose === 'create' ? [...fields, INBOX_FIELD] : fields;
}

/** What the form keeps among the additional attributes, as the answer has it, by input key. */
export function additionalValues(extras: unknown): Record<string, string | undefined> {
  const attributes = isRecord(extras) ? extras : {};
  const profiles = isRecord(attributes['social_profiles']) ? attributes['social_profiles'] : {};
  const values = OWN.filter(({ place }) => place !== 'contact').map(({ key, place, name }) => [
    key,
    text((place === 'social_profiles' ? profiles : attributes)[name]),
  ]);
  return {
    ...(Object.fromEntries(values) as Record<string, string | undefined>),
    // Where the server's own geocoding had no name for it.
    country: text(attributes['country']) ?? text(attributes['country_code']),
  };
}

/** Labels of what a contact has beyond what all platforms tell. */
export const contactOutputs: readonly OutputField[] = [
  ...OWN.filter(({ key }) => !['name', 'avatar', 'company_name', 'country'].includes(key)).map(
    ({ key, label, type }): OutputField => ({
      key,
      label,
      type: type === 'boolean' ? type : 'string',
    }),
  ),
  ...outputsOf(
    {
      labels: 'list',
      availability_status: 'string',
      last_activity_at: 'datetime',
      url: 'string',
      additional_attributes: 'dict',
      'contact_inboxes[]source_id': 'string',
      'contact_inboxes[]inbox_id': 'string',
      'contact_inboxes[]inbox_name': 'string',
      'contact_inboxes[]channel_type': 'string',
    },
    {
      url: 'Contact Page URL',
      contact_inboxes: 'Contact Inboxes',
      availability_status: 'Availability',
    },
  ),
];

/** The parts of an update's body that standard fields make. */
export interface StandardBody {
  contact: Record<string, unknown>;
  additional_attributes: Record<string, unknown>;
  social_profiles: Record<string, unknown>;
}

/** The label of the field that the API has under a name at a place; the name itself for none. */
export function labelOf(place: Place, name: string): string {
  // The country's code is written together with its name.
  const own = name === 'country_code' ? 'country' : name;
  const field = [...COMMON, ...OWN].find((each) => each.place === place && each.name === own);
  return field?.label ?? name;
}

/** Whether an input key is one of these fields, `email` and `phone` among them. */
export function isStandardField(key: string): boolean {
  return BY_KEY.has(key);
}

/**
 * Standard input values and fields to clear, as the API takes them.
 * @throws Problem naming the field whose value can't be
 */
export async function standardBody(
  values: Record<string, unknown>,
  clear: readonly string[],
): Promise<StandardBody> {
  const body: StandardBody = { contact: {}, additional_attributes: {}, social_profiles: {} };
  for (const [key, value] of Object.entries(values)) {
    const field = BY_KEY.get(key);
    if (field) Object.assign(body[field.place], await valueFor(field, value));
  }
  for (const key of clear) {
    const field = BY_KEY.get(key);
    if (field?.cleared === undefined) continue;
    body[field.place][field.name] = field.cleared;
    if (key === 'country') body[field.place]['country_code'] = field.cleared;
  }
  return body;
}

async function valueFor(field: StandardField, value: unknown): Promise<Record<string, unknown>> {
  if (field.type === 'boolean') return { [field.name]: toBoolean(field.label, value) };
  if (field.key === 'avatar_url') return { [field.name]: toUrl(field.label, value) };
  if (field.key === 'country') {
    const code = await toCountryCode(field.label, toText(value));
    // The server's own form stores both, and its filter reads the code.
    return { country: countryName(code), country_code: code };
  }
  const text = toText(value);
  // Characters as the server counts them: an emoji is one.
  const length = Array.from(text).length;
  if (field.place === 'contact' && length > LONGEST_TEXT) {
    throw inputProblems.tooLong(field.label, length, LONGEST_TEXT);
  }
  return { [field.name]: text };
}

function socialLabel(name: string): string {
  const special: Record<string, string> = {
    github: 'GitHub',
    linkedin: 'LinkedIn',
    tiktok: 'TikTok',
    twitter: 'X (Twitter)',
  };
  return lookUp(special, name) ?? name.charAt(0).toUpperCase() + name.slice(1);
}
