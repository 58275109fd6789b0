import { asText } from '../../../http/body.js';
import { isBlank } from '../../../http/blanks.js';
import type { Contact } from '../../../objects/contact.js';
import { recordIn, rowsIn } from '../../toolkit/answer.js';
import { splitName, withoutAbsent } from '../../toolkit/output.js';
import { appUrl } from '../app_url.js';
import type { HighlevelClient } from '../client.js';
import { attributesOf, fieldsToName } from '../custom_fields/join.js';
import type { CustomField } from '../custom_fields/definitions.js';
import { withoutSecrets } from '../secrets.js';
import { toDay, toInstant } from '../times.js';
import { keyOf } from './fields.js';

/** What the shape has under other names, and what says nothing of the contact. */
const NOT_PASSED_ON = new Set([
  'id',
  'name',
  'contactName',
  'firstName',
  'lastName',
  'firstNameRaw',
  'lastNameRaw',
  'email',
  'phone',
  'tags',
  'customFields',
  'dateAdded',
  'dateUpdated',
  'searchAfter',
  'traceId',
]);

/**
 * The contact of an answer, `{contact}`, with its custom fields by their keys.
 * @throws Problem when the answer holds no contact
 */
export async function contactIn(client: HighlevelClient, data: unknown): Promise<Contact> {
  const raw = rawContactIn(client, data);
  return toContact(client, raw, await fieldsToName(client, [raw]));
}

/**
 * A contact of an answer after a write: what is done is done, so that a failure to read the custom fields
 * leaves their ids for keys instead of stopping the step.
 * @param known the fields the step itself knows
 */
export async function writtenContact(
  client: HighlevelClient,
  raw: Record<string, unknown>,
  known: readonly CustomField[],
): Promise<Contact> {
  return toContact(client, raw, await fieldsToName(client, [raw], known).catch(() => known));
}

/** The contacts of a search's answer, `{contacts: […]}`. @throws Problem when it is no list */
export async function contactsIn(client: HighlevelClient, data: unknown): Promise<Contact[]> {
  const contacts = rawContactsIn(client, data);
  return contacts.map(await contactShape(client, contacts));
}

/** How contacts as they came are given out: one request where nothing tells the names of their custom fields. */
export async function contactShape(
  client: HighlevelClient,
  contacts: readonly Record<string, unknown>[],
): Promise<(raw: Record<string, unknown>) => Contact> {
  const fields = await fieldsToName(client, contacts);
  return (raw) => toContact(client, raw, fields);
}

/** A contact with ids for the custom fields' keys, for lists that show none: never costs a request. */
export function bareContactsIn(client: HighlevelClient, data: unknown): Contact[] {
  return rawContactsIn(client, data).map((raw) => toContact(client, raw, []));
}

/** The contact of an answer, `{contact}`, as it came. @throws Problem when the answer holds none */
export function rawContactIn(client: HighlevelClient, data: unknown): Record<string, unknown> {
  return recordIn(client.wire, data, { at: ['contact'] });
}

function rawContactsIn(client: HighlevelClient, data: unknown): Record<string, unknown>[] {
  return rowsIn(client.wire, data, { at: ['contacts'] });
}

function toContact(
  client: HighlevelClient,
  answered: Record<string, unknown>,
  fields: readonly CustomField[],
): Contact {
  const raw = withoutSecrets(answered);
  const id = asText(raw['id']);
  const firstName = nameIn(raw, 'firstName');
  const lastName = nameIn(raw, 'lastName');
  // `name` and `contactName` may come in lower case.
  const name =
    text([firstName, lastName].filter(Boolean).join(' ')) ??
    text(raw['contactName']) ??
    text(raw['name']) ??
    text(raw['fullNameLowerCase']);
  const contact: Contact = {
    id,
    name,
    ...((firstName ?? lastName) ? { first_name: firstName, last_name: lastName } : splitName(name)),
    email: text(raw['email']),
    phone: text(raw['phone']),
    labels: Array.isArray(raw['tags']) ? raw['tags'].map(asText) : undefined,
    custom_attributes: attributesOf(raw['customFields'], fields),
    created_at: toInstant(raw['dateAdded']),
    updated_at: toInstant(raw['dateUpdated']),
    url: appUrl(client, `contacts/detail/${id}`),
  };
  return withoutAbsent({ ...contact, ...othersOf(raw) });
}

/** Search has names in lower case, as they were written in a field of their own, and some in neither. */
function nameIn(raw: Record<string, unknown>, field: string): string | undefined {
  return text(raw[`${field}Raw`]) ?? text(raw[field]) ?? text(raw[`${field}LowerCase`]);
}

/** The platform's other fields, by the form's keys; search answers some under other names or as milliseconds. */
function othersOf(raw: Record<string, unknown>): Record<string, unknown> {
  const others = Object.fromEntries(
    Object.entries(raw)
      .filter(
        ([name, value]) =>
          !NOT_PASSED_ON.has(name) && !name.endsWith('LowerCase') && !isBlank(value),
      )
      .map(([name, value]) => [keyOf(name), value]),
  );
  const { address, date_of_birth: dateOfBirth, lastActivity, ...rest } = others;
  return {
    ...rest,
    address1: rest['address1'] ?? address,
    date_of_birth: toDay(dateOfBirth),
    last_activity_at: toInstant(lastActivity),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
