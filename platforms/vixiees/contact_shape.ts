import { asText, isRecord } from '../../http/body.js';
import type { Contact } from '../../objects/contact.js';
import { listIn, recordIn } from '../toolkit/answer.js';
import { withoutAbsent } from '../toolkit/output.js';
import type { VixieesClient } from './client.js';
import { attributesOutput } from './custom_attributes.js';

/** Where a list answer may keep its contacts: the documents don't show it, so it may also be bare. */
const LIST_KEYS = ['data', 'contacts', 'items', 'results', 'records'];
const TIME_WITHOUT_OFFSET = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;

/** What the API's contact has beyond our shape, in the documents' order. */
const OTHER_FIELDS = [
  'second_last_name',
  'company_name',
  'additional_phones',
  'additional_emails',
  'priority',
  'source',
  'language',
  'whatsapp_transactional_opt_in',
  'email_transactional_opt_in',
  'whatsapp_marketing_opt_in',
  'email_marketing_opt_in',
  'external_reference_url',
  'ignored',
  'is_client',
  'last_close_won_reason',
  'last_close_lost_reason',
  'skills',
  'title',
  'closed_won_reason',
  'closed_lost_reason',
];

/**
 * Reads the contact of an answer: documented bare for updates, tolerated inside `data` or `contact`.
 * @throws Problem when the answer holds no contact
 */
export function contactIn(client: VixieesClient, data: unknown): Contact {
  return toContact(client, rawContactIn(data));
}

/** A contact as the API sends it. */
export function rawContactIn(data: unknown): unknown {
  const bare = !isRecord(data) || 'id' in data;
  return bare ? data : (data['data'] ?? data['contact']);
}

/** A list answer: its contacts, and what it says about there being more. */
export interface ContactPage {
  contacts: Contact[];
  /** How many there are in all, where the answer says so. */
  total: number | undefined;
  /** The page size the server kept to, where it says so: it may allow less than was asked for. */
  limit: number | undefined;
}

/** Reads a list answer, bare or in an envelope. @throws Problem when it is no list */
export function pageIn(client: VixieesClient, data: unknown): ContactPage {
  const list = listIn(client.wire, longestList(data));
  const facts = [data, isRecord(data) && data['meta'], isRecord(data) && data['pagination']];
  return {
    contacts: list.map((raw) => toContact(client, raw)),
    total: numberIn(facts, ['total', 'total_count', 'count_total']),
    limit: numberIn(facts, ['limit', 'per_page', 'page_size']),
  };
}

/** The longest list under the known names, also one level down: an empty one may stand beside it. */
function longestList(data: unknown): unknown[] | undefined {
  if (Array.isArray(data)) return data as unknown[];
  if (!isRecord(data)) return undefined;
  const inner = isRecord(data['data']) ? data['data'] : {};
  const lists = LIST_KEYS.flatMap((key) => [data[key], inner[key]]).filter(
    (value): value is unknown[] => Array.isArray(value),
  );
  return lists.sort((a, b) => b.length - a.length)[0];
}

function numberIn(places: readonly unknown[], keys: readonly string[]): number | undefined {
  const found = places.filter(isRecord).flatMap((place) => keys.map((key) => place[key]));
  return found.find((value) => typeof value === 'number');
}

function toContact(client: VixieesClient, data: unknown): Contact {
  const raw = recordIn(client.wire, data);
  const names = [raw['first_name'], raw['last_name'], raw['second_last_name']].map(text);
  const contact: Contact = {
    id: asText(raw['id']),
    name: names.filter(Boolean).join(' ') || undefined,
    first_name: names[0],
    last_name: names[1],
    email: text(raw['email']),
    phone: phone(raw['phone']),
    country: text(raw['country_code']),
    external_id: text(raw['external_reference_id']),
    ...attributesOutput(raw['custom_attributes']),
    created_at: time(raw['created_at']),
    updated_at: time(raw['updated_at']),
    ...Object.fromEntries(OTHER_FIELDS.map((field) => [field, raw[field]])),
  };
  return withoutAbsent(contact);
}

function text(value: unknown): string | undefined {
  return asText(value) || undefined;
}

/** Documented as "international format", which may have spaces: E.164 has none. */
function phone(value: unknown): string | undefined {
  const written = text(value);
  return written?.startsWith('+') ? `+${written.replace(/\D/g, '')}` : written;
}

/**
 * ISO 8601 with offset. The documents write times without one and don't say their zone: such a time
 * counts as UTC, because without an offset every Zap would read it in its own user's zone.
 */
function time(value: unknown): string | undefined {
  const written = text(value);
  return written && TIME_WITHOUT_OFFSET.test(written) ? `${written.replace(' ', 'T')}Z` : written;
}
