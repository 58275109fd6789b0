import { badRequest, unprocessable } from '../errors.js';
import { isObject } from '../../api_error.js';
import { optionsOf } from '../custom_fields.js';
import { searchView } from './contact_output.js';
import type { Contact, CustomField } from '../store.js';

export type Predicate = (contact: Contact) => boolean;

/** What decides which fields exist and what a date without offset means. */
export interface FilterContext {
  customFields: CustomField[];
  timeZone: string;
}

/** `date` is a moment, `day` a date without time. */
type Kind = 'id' | 'text' | 'email' | 'list' | 'date' | 'day' | 'number' | 'flag' | 'opportunities';

/** The fields that can be searched, by their kind; custom fields come to them. */
const fieldsOf: Readonly<Partial<Record<Kind, string>>> = {
  id:
    'id assignedTo dndSettings.Email.status dndSettings.SMS.status ' +
    'dndSettings.Call.status inboundDndSettings.all.status',
  text:
    'contactName firstNameLowerCase lastNameLowerCase firstName lastName phone address ' +
    'city state country postalCode businessName companyName website source timezone type',
  email: 'email',
  list: 'tags followers activeWorkflows finishedWorkflows',
  flag: 'dnd validEmail isValidWhatsapp',
  date:
    'dateAdded dateUpdated lastActivity lastAppointment lastEmailClickedDate ' +
    'lastEmailOpenedDate',
  day: 'dateOfBirth',
  opportunities: 'opportunities',
};
const kinds = new Map(
  (Object.keys(fieldsOf) as Kind[]).flatMap((kind) =>
    (fieldsOf[kind] ?? '').split(' ').map((field) => [field, kind] as const),
  ),
);

// `exists` and `not_exists` go with every kind.
const operatorsOf: Readonly<Record<Kind, readonly string[]>> = {
  id: ['eq', 'not_eq'],
  text: ['eq', 'not_eq', 'contains', 'not_contains', 'wildcard', 'not_wildcard'],
  email: ['eq', 'not_eq', 'wildcard', 'not_wildcard'],
  list: ['eq', 'not_eq', 'contains', 'not_contains'],
  date: ['range', 'not_range'],
  day: ['range', 'not_range'],
  number: ['eq', 'not_eq', 'range', 'not_range'],
  flag: ['eq', 'not_eq'],
  opportunities: ['nested', 'nested_not'],
};

const allOperators = (
  'eq not_eq contains not_contains wildcard not_wildcard match not_match exists not_exists range not_range contains_set ' +
  'contains_not_set gt gte lt lte nested nested_not has_child has_parent'
).split(' ');

/** One test for a whole `filters` array (its items are ANDed). @throws 400 or 422 */
export function compileFilters(filters: unknown[], context: FilterContext): Predicate {
  const predicates = filters.map((filter) => compileFilter(filter, context));
  return (contact) => predicates.every((predicate) => predicate(contact));
}

function compileFilter(filter: unknown, context: FilterContext): Predicate {
  if (!isObject(filter)) throw unprocessable(['each value in filters must be an object']);
  if (filter.group !== undefined) return compileGroup(filter, context);
  const { field, operator, value } = filter;
  if (typeof field !== 'string') throw unprocessable(['filters.field must be a string']);
  if (typeof operator !== 'string' || !allOperators.includes(operator)) {
    throw unprocessable([
      `filters.operator must be one of the following values: ${allOperators.join(', ')}`,
    ]);
  }
  return compileCondition({ field, operator, value }, context);
}

function compileGroup(filter: Record<string, unknown>, context: FilterContext): Predicate {
  const { group, filters } = filter;
  if ((group !== 'AND' && group !== 'OR') || !Array.isArray(filters)) {
    throw unprocessable(['filters.group must be AND or OR, with an array of filters']);
  }
  const predicates = filters.map((item) => compileFilter(item, context));
  return group === 'AND'
    ? (contact) => predicates.every((predicate) => predicate(contact))
    : (contact) => predicates.some((predicate) => predicate(contact));
}

interface Condition {
  field: string;
  operator: string;
  value: unknown;
}

function compileCondition(
  { field, operator, value }: Condition,
  context: FilterContext,
): Predicate {
  const kind = kindOf(field, context.customFields);
  const allowed = ['exists', 'not_exists', ...operatorsOf[kind]];
  if (!allowed.includes(operator)) {
    throw unprocessable(`Invalid Operator (${operator}) passed for field ${snakeCase(field)}`);
  }
  if (value === undefined && !operator.endsWith('exists')) {
    throw unprocessable([`filters.value of ${field} should not be empty`]);
  }
  // Reported: this filter is accepted and does nothing.
  if (field === 'phone' && operator === 'not_eq' && value === '') return () => true;
  const base = operator.replace(/^not_|_not$/, '');
  const negated = base !== operator;
  const test = compileTest(base, field, value, context);
  return (contact) => test(valuesOf(contact, field)) !== negated;
}

type Test = (values: unknown[]) => boolean;

function compileTest(base: string, field: string, value: unknown, context: FilterContext): Test {
  const wanted = Array.isArray(value) ? value : [value];
  switch (base) {
    case 'exists':
      return (values) => values.length > 0;
    case 'contains': {
      const parts = wanted.map(containsPart);
      return (values) => values.some((item) => parts.some((part) => lower(item).includes(part)));
    }
    case 'wildcard': {
      const pattern = wildcardPattern(String(value));
      return (values) => values.some((item) => pattern.test(String(item)));
    }
    case 'range':
      return compileRange(field, value, context);
    case 'nested':
      // The sandbox has no opportunities.
      return () => false;
    default:
      return (values) => values.some((item) => wanted.includes(item));
  }
}

function compileRange(field: string, value: unknown, context: FilterContext): Test {
  const kind = kindOf(field, context.customFields);
  const isDate = kind === 'date' || kind === 'day';
  const timeZone = kind === 'day' ? 'UTC' : context.timeZone;
  if (!isObject(value)) throw unprocessable([`filters.value of ${field} must be an object`]);
  const bounds = Object.entries(value).map(([bound, limit]) => {
    const number = isDate ? epochOf(limit, timeZone) : Number(limit);
    if (!['gt', 'gte', 'lt', 'lte'].includes(bound) || Number.isNaN(number)) {
      throw unprocessable([`filters.value of ${field} must be a range of gt, gte, lt, lte`]);
    }
    return { bound, number };
  });
  return (values) =>
    values.some((item) => {
      const own = isDate ? epochOf(item, 'UTC') : Number(item);
      return bounds.every(({ bound, number }) => isWithin(own, bound, number));
    });
}

function isWithin(value: number, bound: string, limit: number): boolean {
  if (bound === 'gt') return value > limit;
  if (bound === 'gte') return value >= limit;
  if (bound === 'lt') return value < limit;
  return value <= limit;
}

function kindOf(field: string, customFields: CustomField[]): Kind {
  const [head, id, optionId] = field.split('.');
  const known = kinds.get(field);
  if (known) return known;
  const customField = head === 'customFields' && customFields.find((item) => item.id === id);
  if (!customField) throw badRequest(`Invalid field ${field}`);
  switch (customField.dataType) {
    case 'DATE':
      return 'day';
    case 'NUMERICAL':
    case 'MONETORY':
      return 'number';
    case 'CHECKBOX':
    case 'MULTIPLE_OPTIONS':
      return 'list';
    case 'TEXTBOX_LIST':
      if (!optionId || !optionsOf(customField).includes(optionId)) {
        throw badRequest(`Invalid field ${field}`);
      }
      return 'text';
    default:
      return 'text';
  }
}

/** What the index has as the contact has it: all contacts are looked at for a page, most by these. */
const AS_STORED = new Set(['id', 'tags', 'followers', 'dateAdded', 'dateUpdated']);

function valuesOf(contact: Contact, field: string): unknown[] {
  const document: unknown = AS_STORED.has(field)
    ? contact
    : { ...searchView(contact), customFields: contact.customFields };
  const value = field
    .split('.')
    .reduce((part, name) => (isObject(part) ? part[name] : undefined), document);
  const values = Array.isArray(value) ? value : [value];
  return values.filter((item) => item !== undefined && item !== null);
}

function containsPart(value: unknown): string {
  const part = lower(value);
  if (part.length < 3) {
    throw badRequest('Min. 3 characters required for applying contains filter');
  }
  if (part.length > 75) {
    throw badRequest('Max. 75 characters allowed for applying contains filter');
  }
  return part;
}

function wildcardPattern(value: string): RegExp {
  const parts = value.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}

/** Epoch milliseconds; a time without offset is one of the given zone. NaN when it is no date. */
function epochOf(value: unknown, timeZone: string): number {
  if (typeof value === 'number') return value;
  const written = String(value);
  if (/T.*(Z|[+-]\d\d:?\d\d)$/.test(written)) return Date.parse(written);
  const asUtc = Date.parse(`${written}${written.includes('T') ? '' : 'T00:00:00'}Z`);
  return Number.isNaN(asUtc) ? asUtc : asUtc - offsetMs(asUtc, timeZone);
}

function offsetMs(epoch: number, timeZone: string): number {
  const written = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(epoch)
    .find((part) => part.type === 'timeZoneName')?.value;
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(written ?? '') ?? [];
  const total = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return sign === '-' ? -total : total;
}

function snakeCase(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function lower(value: unknown): string {
  return String(value).toLowerCase();
}
