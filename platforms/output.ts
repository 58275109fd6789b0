import type { Contact } from '../objects/contact.js';

/** Absent is absent: keys without a value would show up as empty fields in later steps. */
export function withoutAbsent(contact: Contact): Contact {
  return Object.fromEntries(
    Object.entries(contact).filter(
      ([, value]) => value !== undefined && value !== null && value !== '',
    ),
  ) as Contact;
}

/** A contact in a dropdown: its name, and what tells it from others of that name. */
export function choiceLabel(contact: Contact): string {
  const facts = [contact.email, contact.phone, contact.external_id].filter(Boolean).join(', ');
  return `${contact.name ?? `Contact ${contact.id}`}${facts ? ` (${facts})` : ''}`;
}
