/** A contact as every step gives it out, whatever the platform. What the platform doesn't say is absent. */
export interface Contact {
  id: string;
  name?: string;
  first_name?: string;
  last_name?: string;
  email?: string;
  /** E.164. */
  phone?: string;
  /** The contact's ID in another system of the user's. */
  external_id?: string;
  avatar_url?: string;
  company_name?: string;
  city?: string;
  country?: string;
  /** Labels or tags; absent when the platform's answer doesn't carry them. */
  labels?: string[];
  custom_attributes?: Record<string, unknown>;
  /** ISO 8601 with offset, like every time here. */
  created_at?: string;
  updated_at?: string;
  /** The contact's page in the platform's own app. */
  url?: string;
  /** The platform's other fields, under its API's names. */
  [field: string]: unknown;
}

/** The sample of an event about a contact: webhooks don't tell when it was created. */
export const contactEventSample = {
  id: '2041',
  name: 'Jane Doe',
  first_name: 'Jane',
  last_name: 'Doe',
  email: 'jane.doe@example.com',
  phone: '+5511987654321',
} satisfies Contact;

/** The one sample of a contact, for every other step that gives one out: only what all platforms always have. */
export const contactSample = {
  ...contactEventSample,
  created_at: '2026-03-14T09:26:53.000Z',
} satisfies Contact;

/** Labels of what all platforms tell of a contact; each has more of its own. */
export const contactOutputFields = [
  { key: 'id', label: 'Contact ID', type: 'string' },
  { key: 'name', label: 'Name', type: 'string' },
  { key: 'first_name', label: 'First Name', type: 'string' },
  { key: 'last_name', label: 'Last Name', type: 'string' },
  { key: 'email', label: 'Email', type: 'string' },
  { key: 'phone', label: 'Phone', type: 'string' },
  { key: 'company_name', label: 'Company Name', type: 'string' },
  { key: 'country', label: 'Country', type: 'string' },
  { key: 'created_at', label: 'Created At', type: 'datetime' },
] as const;
