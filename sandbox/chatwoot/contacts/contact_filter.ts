import type { AccountRoute } from '../auth.js';
import { companyKey, listJson } from './contact_pages.js';
import { serverError } from '../rails/errors.js';
import {
  comparison,
  containment,
  equality,
  firstValue,
  presence,
  storedText,
  type Column,
  type SqlValue,
} from '../filters/filter_conditions.js';
import { filterRows } from '../filters/filter_query.js';
import type { JsonObject } from '../rails/params.js';
import { isResolved, type Contact, type Store } from '../store.js';
import { dayOf } from '../unix_time.js';

/** Adds POST /contacts/filter. */
export function contactFilterRoutes(route: AccountRoute, store: Store): void {
  route('POST', '/contacts/filter', ({ account, params }) => {
    const base = store
      .contactsOf(account.id)
      .filter((contact) => isResolved(contact) || !store.atLeast('4.7.0'));
    const model = {
      attributeModel: 'contact_attribute',
      operators: standardOperators(store),
      column: standardColumn,
      values: (filter: JsonObject) => [filterValue(store, filter)],
    } as const;
    return listJson(
      store,
      filterRows(store, model, params['payload'], { accountId: account.id, rows: base }),
      params,
    );
  });
}

/** The operators of each standard key, in the order the server names the keys. */
function standardOperators(store: Store): Record<string, string[]> {
  return {
    name: [...equality, ...containment],
    phone_number: [...equality, ...containment, 'starts_with'],
    email: [...equality, ...containment],
    identifier: equality,
    country_code: equality,
    city: [...equality, ...containment],
    [companyKey(store)]: [...equality, ...containment],
    labels: [...equality, ...presence],
    created_at: comparison,
    last_activity_at: comparison,
    ...(store.atLeast('3.8.0') && { blocked: equality }),
  };
}

function standardColumn(key: string): Column<Contact> {
  switch (key) {
    case 'created_at':
    case 'last_activity_at':
      return {
        type: 'date',
        read: (contact) => {
          const time = contact[key];
          return time && dayOf(time);
        },
      };
    case 'blocked':
      return { type: 'boolean', read: (contact) => contact.blocked };
    case 'phone_number':
      return { type: 'text', read: (contact) => contact.phone_number };
    case 'name':
    case 'email':
    case 'identifier':
      return { type: 'text', read: (contact) => contact[key]?.toLowerCase() ?? null };
    default:
      return {
        type: 'text',
        read: (contact) => storedText(contact.additional_attributes, key)?.toLowerCase() ?? null,
      };
  }
}

function filterValue(store: Store, filter: JsonObject): SqlValue {
  const value = firstValue(filter);
  switch (filter['attribute_key']) {
    case 'phone_number':
      if (!store.atLeast('4.7.0')) return `+${String(value ?? '')}`;
      if (value !== null && typeof value !== 'string') throw serverError();
      return `+${(value ?? '').replaceAll('+', '')}`;
    case 'country_code':
      if (typeof value !== 'string') throw serverError();
      return value.toLowerCase();
    default:
      return typeof value === 'string' ? value.toLowerCase() : value;
  }
}
