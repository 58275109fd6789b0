import { RateWindow } from '../rate_window.js';

/**
 * An item of `custom_attributes`. The documents say it is an array and hide what is in it:
 * `{key, value}` is this sandbox's own choice.
 */
export interface CustomAttribute {
  key: string;
  value: unknown;
}

export interface Contact {
  id: string;
  first_name: string | null;
  last_name: string | null;
  second_last_name: string | null;
  email: string | null;
  phone: string | null;
  company_name: string | null;
  additional_phones: unknown[] | null;
  additional_emails: unknown[] | null;
  priority: number | null;
  source: string | null;
  country_code: string | null;
  language: string | null;
  whatsapp_transactional_opt_in: boolean | null;
  email_transactional_opt_in: boolean | null;
  whatsapp_marketing_opt_in: boolean | null;
  email_marketing_opt_in: boolean | null;
  external_reference_id: string | null;
  external_reference_url: string | null;
  ignored: boolean | null;
  is_client: boolean | null;
  last_close_won_reason: string | null;
  last_close_lost_reason: string | null;
  skills: unknown[] | null;
  created_at: string;
  updated_at: string;
  title: string | null;
  closed_won_reason: string | null;
  closed_lost_reason: string | null;
  custom_attributes: CustomAttribute[] | null;
}

/** Everything the sandbox knows; tests may read and change all of it. */
export class VixieesStore {
  contacts: Contact[] = [];
  /** How a list is answered: bare, or as `{data, total, page}`. Which one is real is unknown. */
  listEnvelope: 'array' | 'data' = 'array';
  /** 25 requests a minute for each licence, and never more than 40 in 2 seconds. */
  rateLimit = { licences: 10, perLicence: 25, minuteMs: 60_000, burst: 40, burstMs: 2_000 };
  minuteWindow = new RateWindow();
  burstWindow = new RateWindow();
  private lastNumber = 0;

  /** Empties the store and puts the settings back to their defaults. */
  clear(): void {
    Object.assign(this, new VixieesStore());
  }

  /** Begins every limit anew. */
  forgetRequests(): void {
    this.minuteWindow = new RateWindow();
    this.burstWindow = new RateWindow();
  }

  /** Adds a contact; what is not given gets the documented defaults or `null`. */
  addContact(values: Partial<Contact> = {}): Contact {
    this.lastNumber += 1;
    const now = new Date().toISOString();
    const contact: Contact = {
      id: `66b0${String(this.lastNumber).padStart(20, '0')}`,
      first_name: null,
      last_name: null,
      second_last_name: null,
      email: null,
      phone: null,
      company_name: null,
      additional_phones: [],
      additional_emails: [],
      priority: null,
      source: 'manual',
      country_code: null,
      language: null,
      whatsapp_transactional_opt_in: true,
      email_transactional_opt_in: true,
      whatsapp_marketing_opt_in: false,
      email_marketing_opt_in: false,
      external_reference_id: null,
      external_reference_url: null,
      ignored: false,
      is_client: false,
      last_close_won_reason: null,
      last_close_lost_reason: null,
      skills: [],
      created_at: now,
      updated_at: values.created_at ?? now,
      title: null,
      closed_won_reason: null,
      closed_lost_reason: null,
      custom_attributes: null,
      ...values,
    };
    this.contacts.push(contact);
    return contact;
  }

  /** Changes a contact and its `updated_at`. */
  updateContact(contact: Contact, changes: Partial<Contact>): Contact {
    return Object.assign(contact, changes, { updated_at: new Date().toISOString() });
  }
}
