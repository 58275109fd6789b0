import { isObject } from '../../api_error.js';
import { badRequest } from '../errors.js';
import { applyCustomFields, type CustomFieldInput } from '../custom_fields.js';
import {
  contactTexts,
  type Contact,
  type ContactText,
  type DndSetting,
  type HighlevelStore,
} from '../store.js';
import {
  type Check,
  flag,
  list,
  nested,
  nullable,
  object,
  oneOf,
  type Rule,
  type Rules,
  rules,
  text,
  texts,
} from '../validation.js';

type TextField = ContactText | 'name' | 'phone' | 'dateOfBirth';

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

function textThat(passes: (value: string) => boolean, problem: string): Check {
  return (value, name) =>
    typeof value === 'string' && passes(value) ? [] : [`${name} must be ${problem}`];
}

const email = textThat((value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value), 'an email');
// That HighLevel refuses "" is reported; how it words this, and which numbers it refuses, is not.
const phone = textThat((value) => normalPhone(value) !== undefined, 'a valid phone number');
const country = textThat((value) => /^[A-Z]{2}$/.test(value), 'a valid ISO31661 Alpha2 code');
const birthDate = textThat((value) => isoDate(value) !== undefined, 'a date in a supported format');

const customFieldItems: Check = (value, name) => {
  if (!Array.isArray(value)) return list(value, name);
  return value.flatMap((item, index) => {
    if (!isObject(item)) return object(item, `${name}.${index}`);
    return typeof item.id === 'string' || typeof item.key === 'string'
      ? []
      : [`${name}.${index}.id should not be empty`];
  });
};

const dndStatus = oneOf('active', 'inactive', 'permanent');
const dndRule: Rule = {
  check: nested({ status: { check: dndStatus, required: true }, ...rules(text, 'message code') }),
};
const inboundDndStatus = oneOf('active', 'inactive');
const inboundDndRule: Rule = {
  check: nested({ status: { check: inboundDndStatus, required: true }, ...rules(text, 'message') }),
};
const dndChannels = nested(
  Object.fromEntries('Call Email SMS WhatsApp GMB FB'.split(' ').map((name) => [name, dndRule])),
);

const sharedRules: Rules = {
  ...nullable(rules(text, 'firstName lastName name')),
  email: { check: email, nullable: true },
  phone: { check: phone, nullable: true },
  ...nullable(rules(text, 'address1 city state')),
  ...rules(text, 'postalCode'),
  country: { check: country },
  ...nullable(rules(text, 'website timezone companyName')),
  dateOfBirth: { check: birthDate, nullable: true },
  dnd: { check: flag },
  dndSettings: { check: dndChannels },
  inboundDndSettings: { check: nested({ all: inboundDndRule }) },
  tags: { check: texts },
  customFields: { check: customFieldItems },
};

/** `PUT /contacts/{id}`: the live whitelist, which differs from the specification. */
export const updateRules: Rules = {
  ...sharedRules,
  ...nullable(rules(text, 'source assignedTo')),
  ...rules(text, 'type keyword ssn'),
};

/** `POST /contacts/`. */
export const createRules: Rules = {
  ...sharedRules,
  locationId: { check: text, required: true },
  ...rules(text, 'source assignedTo gender'),
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
  for (const field of contactTexts) {
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
