import { isRecord } from '../../../http/body.js';
import type { ContactGroup } from '../../contract/contacts.js';
import type { InputField, OutputField } from '../../contract/form.js';
import { outputsOf } from '../../toolkit/outputs.js';
import { lookUp } from '../../toolkit/values/index.js';
import { text } from '../read.js';
import { AVATAR_FILE, PICTURE_HELP } from './picture.js';

/** Where a field lives in the API's contact. */
export type Place = 'contact' | 'additional_attributes' | 'social_profiles';

/** A standard field of a Chatwoot contact. */
export interface StandardField {
  /** Our input key. */
  key: string;
  label: string;
  /** Of the form; `more` unless told. */
  group?: ContactGroup;
  place: Place;
  /** The API's own name. */
  name: string;
  type?: InputField['type'];
  helpText?: string;
  /** What the API takes as "empty"; undefined where a field can't be emptied that way. */
  cleared?: null | '';
  /** The release that stores it, where its answers tell it; one before drops it without a word. */
  since?: string;
}

/** `email` and `phone` stand in the step's static fields; they are here for writing and clearing. */
export const COMMON: StandardField[] = [
  { key: 'email', label: 'Email', place: 'contact', name: 'email', cleared: null },
  { key: 'phone', label: 'Phone', place: 'contact', name: 'phone_number', cleared: null },
];

export const OWN: StandardField[] = [
  {
    key: 'name',
    label: 'Name',
    group: 'who',
    place: 'contact',
    name: 'name',
    cleared: '',
  },
  {
    key: 'company_name',
    label: 'Company Name',
    group: 'who',
    place: 'additional_attributes',
    name: 'company_name',
    cleared: '',
  },
  {
    key: 'external_id',
    label: 'External ID',
    group: 'who',
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
      'Public address of a JPEG, PNG, GIF or WebP picture of at most 15 MB. It is fetched right after the step, so the output does not show it yet.',
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
    group: 'do_not_disturb',
    place: 'contact',
    name: 'blocked',
    type: 'boolean',
    helpText: 'Conversations that a blocked contact starts are resolved at once.',
    since: '3.7.0',
  },
  {
    key: 'city',
    label: 'City',
    group: 'address',
    place: 'additional_attributes',
    name: 'city',
    cleared: '',
  },
  {
    key: 'country',
    label: 'Country',
    group: 'address',
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

const ADDITIONAL = OWN.filter(({ place }) => place !== 'contact');

/** What the form keeps among the additional attributes, as the answer has it, by input key. */
export function additionalValues(extras: unknown): Record<string, string | undefined> {
  const attributes = isRecord(extras) ? extras : {};
  const profiles = isRecord(attributes['social_profiles']) ? attributes['social_profiles'] : {};
  const values = ADDITIONAL.map(({ key, place, name }) => [
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

function socialLabel(name: string): string {
  const special: Record<string, string> = {
    github: 'GitHub',
    linkedin: 'LinkedIn',
    tiktok: 'TikTok',
    twitter: 'X (Twitter)',
  };
  return lookUp(special, name) ?? name.charAt(0).toUpperCase() + name.slice(1);
}
