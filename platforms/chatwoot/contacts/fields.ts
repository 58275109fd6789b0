import type { ContactGroup } from '../../contract/contacts.js';
import type { Grouped } from '../../contract/form.js';
import { isClearableKey } from '../../toolkit/fields/clearable.js';
import { inGroup } from '../../toolkit/fields/in_group.js';
import { countryChoices, countryName, toCountryCode } from '../../toolkit/values/countries.js';
import { inputProblems } from '../../toolkit/problems.js';
import { toBoolean, toText, toUrl } from '../../toolkit/values/index.js';
import { isAttributeName } from '../custom_attributes/inputs.js';
import { picker } from '../form_fields.js';
import { COMMON, OWN, type Place, type StandardField } from './standard_fields.js';

/** The server refuses longer texts in its own columns (`application_record.rb`). */
const LONGEST_TEXT = 255;

/** Only for new contacts: it gives them an address in an inbox, so that they can be written to. */
const INBOX_FIELD = picker(
  'inbox',
  'Inbox',
  'list_inboxes',
  'The inbox the contact can be reached through. Some servers require it. An email inbox needs an email, a WhatsApp or SMS inbox a phone number.',
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
export async function standardInputFields(
  purpose: 'create' | 'update',
): Promise<Grouped<ContactGroup>[]> {
  const countries = (await countryChoices()).map(({ id, label }) => ({
    value: id,
    sample: id,
    label,
  }));
  const fields = OWN.map(({ key, label, group = 'more', type = 'string', helpText }) => ({
    key,
    label,
    group,
    type,
    required: false,
    ...(helpText && { helpText }),
    ...(key === 'country' && { choices: countries }),
  }));
  return purpose === 'create' ? [...fields, ...inGroup('who', [INBOX_FIELD])] : fields;
}

/** The parts of a write's body that standard fields make. */
export type StandardBody = Record<Place, Record<string, unknown>>;

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
 * Standard input values as the API takes them; keys of other kinds of fields are left out.
 * @throws Problem naming the field whose value can't be
 */
export async function standardBody(values: Record<string, unknown>): Promise<StandardBody> {
  const body = emptyBody();
  for (const [key, value] of Object.entries(values)) {
    const field = BY_KEY.get(key);
    if (field) Object.assign(body[field.place], await valueFor(field, value));
  }
  return body;
}

/** What empties standard fields; keys of other kinds of fields are left out. */
export function clearedBody(clear: readonly string[]): StandardBody {
  const body = emptyBody();
  for (const key of clear) {
    const field = BY_KEY.get(key);
    if (field?.cleared === undefined) continue;
    body[field.place][field.name] = field.cleared;
    if (key === 'country') body[field.place]['country_code'] = field.cleared;
  }
  return body;
}

/** Both together; the second one's values have precedence. */
export function joinedBody(first: StandardBody, second: StandardBody): StandardBody {
  return {
    contact: { ...first.contact, ...second.contact },
    additional_attributes: { ...first.additional_attributes, ...second.additional_attributes },
    social_profiles: { ...first.social_profiles, ...second.social_profiles },
  };
}

function emptyBody(): StandardBody {
  return { contact: {}, additional_attributes: {}, social_profiles: {} };
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
