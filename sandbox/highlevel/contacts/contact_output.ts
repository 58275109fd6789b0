import type { Contact } from '../store.js';

/** A contact as get, update, upsert and duplicate lookup answer it; cleared fields are absent. */
export function contactView(contact: Contact): Record<string, unknown> {
  const { firstName, lastName } = contact;
  const fullName = fullNameOf(contact);
  return {
    ...contact,
    // In lower case in the vendor's own example, where `lastName` is not.
    name: fullName.toLowerCase() || undefined,
    firstNameLowerCase: firstName?.toLowerCase(),
    lastNameLowerCase: lastName?.toLowerCase(),
    fullNameLowerCase: fullName.toLowerCase() || undefined,
    emailLowerCase: contact.email?.toLowerCase(),
    attachments: [],
    additionalEmails: [],
    additionalPhones: [],
    lastActivity: contact.dateUpdated,
    customFields: customFieldItems(contact),
  };
}

/** A contact as `POST /contacts/` answers it: the same, but with a time in `dateOfBirth`. */
export function createdContactView(contact: Contact): Record<string, unknown> {
  const { dateOfBirth } = contact;
  return {
    ...contactView(contact),
    dateOfBirth: dateOfBirth && new Date(dateOfBirth).toISOString(),
  };
}

/** A contact as the search index keeps it: other names, epochs, and `null` for what is empty. */
export function searchView(contact: Contact): Record<string, unknown> {
  const { dateOfBirth } = contact;
  return {
    id: contact.id,
    locationId: contact.locationId,
    // The index has names in lower case, and as they were written in fields of their own.
    firstName: contact.firstName?.toLowerCase() ?? null,
    lastName: contact.lastName?.toLowerCase() ?? null,
    firstNameRaw: contact.firstName ?? null,
    lastNameRaw: contact.lastName ?? null,
    firstNameLowerCase: contact.firstName?.toLowerCase() ?? null,
    lastNameLowerCase: contact.lastName?.toLowerCase() ?? null,
    contactName: fullNameOf(contact).toLowerCase() || null,
    email: contact.email ?? null,
    validEmail: null,
    phone: contact.phone ?? null,
    phoneLabel: null,
    additionalEmails: [],
    additionalPhones: [],
    companyName: contact.companyName ?? null,
    businessName: null,
    businessId: contact.businessId ?? null,
    address: contact.address1 ?? null,
    city: contact.city ?? null,
    state: contact.state ?? null,
    country: contact.country ?? null,
    postalCode: contact.postalCode ?? null,
    website: contact.website ?? null,
    timezone: contact.timezone ?? null,
    source: contact.source ?? null,
    type: contact.type,
    assignedTo: contact.assignedTo ?? null,
    followers: contact.followers,
    dnd: contact.dnd,
    dndSettings: contact.dndSettings,
    inboundDndSettings: contact.inboundDndSettings,
    tags: contact.tags,
    dateOfBirth: dateOfBirth === undefined ? null : Date.parse(dateOfBirth),
    dateAdded: contact.dateAdded,
    dateUpdated: contact.dateUpdated,
    lastActivity: Date.parse(contact.dateUpdated),
    opportunities: [],
    customFields: customFieldItems(contact),
  };
}

/** First and last name with one space, or an empty string. */
export function fullNameOf(contact: Contact): string {
  return [contact.firstName, contact.lastName].filter(Boolean).join(' ');
}

/** What free text searches look at, in lower case. */
export function searchedText(contact: Contact): string {
  return [fullNameOf(contact), contact.email, contact.phone, contact.companyName]
    .join(' ')
    .toLowerCase();
}

function customFieldItems(contact: Contact): { id: string; value: unknown }[] {
  return Object.entries(contact.customFields).map(([id, value]) => ({ id, value }));
}
