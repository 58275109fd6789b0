import type { AccountRoute } from '../auth.js';
import { listedConversations } from './conversation_access.js';
import { conversationJson } from './conversation_json.js';
import { counts, pageOf } from './conversation_list.js';
import { serverError } from '../rails/errors.js';
import {
  comparison,
  containment,
  equality,
  presence,
  storedText,
  type Column,
  type SqlValue,
} from '../filters/filter_conditions.js';
import { filterRows } from '../filters/filter_query.js';
import { asText, isObject, type Json, type JsonObject } from '../rails/params.js';
import { priorities, statuses, type Conversation, type Store } from '../store.js';
import { dayOf } from '../unix_time.js';

/** Adds POST /conversations/filter: newest activity first, and no `data` around the answer. */
export function conversationFilterRoutes(route: AccountRoute, store: Store): void {
  route('POST', '/conversations/filter', (context) => {
    const { account, params, user } = context;
    if (!store.atLeast('3.8.0') && asksFor(params['payload'], 'priority')) throw serverError();
    const operators = standardOperators(store);
    const model = {
      attributeModel: 'conversation_attribute',
      operators,
      column: standardColumn,
      values: (filter: JsonObject) =>
        readValues(filter, asText(filter['attribute_key']) in operators),
    } as const;
    const base = listedConversations(store, context);
    const found = filterRows(store, model, params['payload'], {
      accountId: account.id,
      rows: base,
    });
    const page = pageOf(
      found,
      (a, b) => b.last_activity_at.getTime() - a.last_activity_at.getTime(),
      params,
    );
    const { mine_count, unassigned_count, all_count } = counts(found, user);
    return {
      meta: { mine_count, unassigned_count, all_count },
      payload: page.map((row) => conversationJson(store, row, user)),
    };
  });
}

/** Whether one of the conditions is about that key. */
function asksFor(payload: Json | undefined, key: string): boolean {
  return (
    Array.isArray(payload) && payload.some((row) => isObject(row) && row['attribute_key'] === key)
  );
}

function standardOperators(store: Store): Record<string, string[]> {
  return {
    status: equality,
    assignee_id: [...equality, ...presence],
    inbox_id: [...equality, ...presence],
    team_id: [...equality, ...presence],
    ...(store.atLeast('4.14.2') && { contact_id: equality }),
    priority: equality,
    display_id: [...equality, ...containment],
    campaign_id: [...equality, ...presence],
    labels: [...equality, ...presence],
    browser_language: equality,
    conversation_language: equality,
    referer: [...equality, ...containment],
    created_at: comparison,
    last_activity_at: comparison,
    mail_subject: [...equality, ...containment],
  };
}

function standardColumn(key: string): Column<Conversation> {
  switch (key) {
    case 'status':
    case 'priority':
      return { type: 'text', read: (row) => row[key] };
    case 'assignee_id':
    case 'inbox_id':
    case 'team_id':
    case 'contact_id':
      return { type: 'numeric', read: (row) => row[key] };
    case 'display_id':
      return {
        type: 'numeric',
        asText: (row) => String(row.display_id),
        read: (row) => row.display_id,
      };
    case 'campaign_id':
      return { type: 'numeric', read: () => null };
    case 'created_at':
    case 'last_activity_at':
      return { type: 'date', read: (row) => dayOf(row[key]) };
    default:
      return { type: 'text', read: (row) => storedText(row.additional_attributes, key) };
  }
}

/** Unlike contacts, conversations are compared with every value of the list. */
function readValues(filter: JsonObject, isStandard: boolean): SqlValue[] {
  const { attribute_key: key, values } = filter;
  switch (key) {
    case 'status':
      return list(values).includes('all') ? [...statuses] : enumValues(statuses, values);
    case 'priority':
      return enumValues(priorities, values);
    default: {
      const given = list(values);
      const [first] = given;
      // Texts of custom attributes are compared in lower case, and then only the first one.
      return isStandard || typeof first !== 'string' ? given : [first.toLowerCase()];
    }
  }
}

function enumValues(names: readonly string[], values: Json | undefined): SqlValue[] {
  if (!Array.isArray(values)) throw serverError();
  return values.map((value) => names.find((name) => name === value) ?? null);
}

function list(values: Json | undefined): SqlValue[] {
  return [values ?? null].flat().map((value) => {
    if (Array.isArray(value) || isObject(value)) throw serverError();
    return value;
  });
}
