import { isObject } from '../api_error.js';
import { badRequest } from './errors.js';
import { applyCustomFields, type CustomFieldInput } from './custom_fields.js';
import type { Contact, DndSetting, HighlevelStore } from './store.js';
import {
  type Check,
  flag,
  list,
  nested,
  object,
  oneOf,
  type Rule,
  type Rules,
  text,
  texts,
} from './validation.js';

const plainFields = [
  'firstName',
  'lastName',
  'email',
  'address1',
  'city',
  'state',
  'country',
  'postalCode',
  'website',
  'timezone',
  'companyName',
  'source',
  'assignedTo',
  'keyword',
  'ssn',
] as const;

type TextField = (typeof plainFields)[number] | 'name' | 'phone' | 'dateOfBirth';

/** The body of a create, upsert or update, once it has passed the rules. */
export type ContactBody = Partial<Record<TextField, string | null>> & {
  type?: string;
  dnd?: boolean;
  dndSettings?: Record<string, DndSetting>;
  inboundDndSettings?: Record<string, DndSetting>;
  tags?: string[];
  customFields?: CustomFieldInput[];
};

/** A create or upsert body. */
export type NewContactBody = ContactBody & {
  locationId: string;
  createNewIfDuplicateAllowed?: boolean;
};

const email: Check = (value, name) =>
  typeof value === 'string' && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)
    ? []
    : [`${name} must be an email`];

// That HighLevel refuses "" is reported; how it words this, and which numbers it refuses, is not.
const phone: Check = (value, name) =>
  typeof value === 'string' && normalPhone(value) !== undefined
    ? []
    : [`${name} must be a valid phone number`];

const country: Check = (value, name) =>
  typeof value === 'string' && /^[A-Z]{2}$/.test(value)
    ? []
    : [`${name} must be a valid ISO31661 Alpha2 code`];

const birthDate: Check = (value, name) =>
  typeof value === 'string' && isoDate(value) !== undefined
    ? []
    : [`${name} must be a date in a supported format`];

const customFieldItems: Check = (value, name) => {
  if (!Array.isArray(value)) return list(value, name);
  return value.flatMap((item, index) => {
    if (!isObject(item)) return object(item, `${name}.${index}`);
    return typeof item.id === 'string' || typeof item.key === 'string'
      ? []
      : [`${name}.${index}.id should not be empty`];
  });
};

const optionalText: Rule = { check: text };
const nullableText: Rule = { check: text, nullable: true };

const dndRule: Rule = {
  check: nested({
    status: { check: oneOf('active', 'inactive', 'permanent'), required: true },
    message: optionalText,
    code: optionalText,
  }),
};
const inboundDndRule: Rule = {
  check: nested({
    status: { check: oneOf('active', 'inactive'), required: true },
    message: optionalText,
  }),
};

const sharedRules: Rules = {
  firstName: nullableText,
  lastName: nullableText,
  name: nullableText,
  email: { check: email, nullable: true },
  phone: { check: phone, nullable: true },
  address1: nullableText,
  city: nullableText,
  state: nullableText,
  postalCode: optionalText,
  country: { check: country },
  website: nullableText,
  timezone: nullableText,
  companyName: nullableText,
  dateOfBirth: { check: birthDate, nullable: true },
  dnd: { check: flag },
  dndSettings: {
    check: nested({
      Call: dndRule,
      Email: dndRule,
      SMS: dndRule,
      WhatsApp: dndRule,
      GMB: dndRule,
      FB: dndRule,
    }),
  },
  inboundDndSettings: { check: nested({ all: inboundDndRule }) },
  tags: { check: texts },
  customFields: { check: customFieldItems },
};

/** `PUT /contacts/{id}`: the live whitelist, which differs from the specification. */
export const updateRules: Rules = {
  ...sharedRules,
  source: nullableText,
  assignedTo: nullableText,
  type: optionalText,
  keyword: optionalText,
  ssn: optionalText,
};

/** `POST /contacts/`. */
export const createRules: Rules = {
  ...sharedRules,
  locationId: { check: text, required: true },
  source: optionalText,
  assignedTo: optionalText,
  gender: optionalText,
};

/** `POST /contacts/upsert`. */
export const upsertRules: Rules = { ...createRules, createNewIfDuplicateAllowed: { check: flag } };

/** What a valid body changes in a contact; a key with `undefined` clears the field. */
export function contactChanges(
  body: ContactBody,
  store: HighlevelStore,
  current?: Contact,
): Partial<Contact> {
  const changes: Partial<Contact> = {};
  for (const field of plainFields) {
    if (body[field] !== undefined) changes[field] = body[field] ?? undefined;
  }
  if (body.name !== undefined && body.firstName === undefined && body.lastName === undefined) {
    Object.assign(changes, splitName(body.name ?? ''));
  }
  if (body.email !== undefined) changes.email = body.email?.toLowerCase();
  if (body.phone !== undefined) changes.phone = normalPhone(body.phone ?? '');
  if (body.dateOfBirth !== undefined) changes.dateOfBirth = isoDate(body.dateOfBirth ?? '');
  if (body.type !== undefined) changes.type = body.type;
  if (body.dnd !== undefined) changes.dnd = body.dnd;
  if (body.tags !== undefined) changes.tags = body.tags;
  // Writing one channel is seen to work; that the others are kept follows from how it is used.
  if (body.dndSettings) {
    checkPermanent(body.dndSettings, current);
    changes.dndSettings = { ...current?.dndSettings, ...body.dndSettings };
  }
  if (body.inboundDndSettings) {
    changes.inboundDndSettings = { ...current?.inboundDndSettings, ...body.inboundDndSettings };
  }
  if (body.customFields) {
    const fields = store.customFields.filter((field) => field.model === 'contact');
    changes.customFields = applyCustomFields(
      current?.customFields ?? {},
      body.customFields,
      fields,
    );
  }
  return changes;
}

/** What an SMS STOP leaves can't even be written back as it is. @throws 400 */
function checkPermanent(wanted: Record<string, DndSetting>, current: Contact | undefined): void {
  const held = Object.keys(wanted).find(
    (channel) => current?.dndSettings[channel]?.status === 'permanent',
  );
  if (held) throw badRequest(`Not authorized to update permanent dnd setting for ${held}`);
}

/** E.164, or `undefined` for what is no number. Without `+` the location's country (US) is guessed. */
export function normalPhone(input: string): string | undefined {
  const bare = input.replace(/[\s().-]/g, '');
  if (/^\+\d{7,15}$/.test(bare)) return bare;
  if (/^1\d{10}$/.test(bare)) return `+${bare}`;
  if (/^\d{10}$/.test(bare)) return `+1${bare}`;
  return undefined;
}

// How HighLevel splits `name` is unverified.
function splitName(name: string): Pick<Contact, 'firstName' | 'lastName'> {
  const [firstName, ...rest] = name.trim().split(/\s+/);
  return {
    firstName: firstName === '' ? undefined : firstName,
    lastName: rest.length > 0 ? rest.join(' ') : undefined,
  };
}

/** The eight documented date formats as `YYYY-MM-DD`. */
function isoDate(input: string): string | undefined {
  const yearFirst = /^(\d{4})([-/._])(\d{2})\2(\d{2})$/.exec(input);
  const yearLast = /^(\d{2})([-/._])(\d{2})\2(\d{4})$/.exec(input);
  const date = yearFirst
    ? `${yearFirst[1]}-${yearFirst[3]}-${yearFirst[4]}`
    : yearLast && `${yearLast[4]}-${yearLast[1]}-${yearLast[3]}`;
  return date && !Number.isNaN(Date.parse(date)) ? date : undefined;
}
