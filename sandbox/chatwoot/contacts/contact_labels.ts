import { requireAdministrator, type AccountRoute } from '../auth.js';
import { contactSnapshot, publishContactUpdate } from './contact_events.js';
import { findContact } from './contacts.js';
import { ApiError } from '../rails/errors.js';
import {
  asText,
  isBlank,
  isObject,
  permitList,
  toInteger,
  type Json,
  type Scalar,
} from '../rails/params.js';
import type { Contact, Store } from '../store.js';

/** Adds a contact's labels, and the bulk action that adds or removes them in the background. */
export function contactLabelRoutes(route: AccountRoute, store: Store): void {
  route('GET', '/contacts/:contact_id/labels', (context) => ({
    payload: findContact(store, context, 'contact_id').labels,
  }));

  route('POST', '/contacts/:contact_id/labels', (context) => {
    const contact = findContact(store, context, 'contact_id');
    const labels = parseLabels(permitList(context.params, 'labels') ?? []);
    relabel(store, contact, labels);
    // What was sent, not what is stored: the record isn't read again.
    return { payload: labels };
  });

  route('POST', '/bulk_actions', (context) => {
    const { account, params } = context;
    const type = asText(params['type']).toLowerCase();
    if (type === 'conversation') return undefined;
    if (type !== 'contact' || !store.atLeast('4.8.0')) throw new ApiError(422, { success: false });
    const isDelete = params['action_name'] === 'delete';
    if (isDelete) requireAdministrator(context);
    const ids = (permitList(params, 'ids') ?? []).map(toInteger);
    const labels = isObject(params['labels']) ? params['labels'] : {};
    const added = labelList(labels['add']);
    const removed = labelList(labels['remove']);
    store.later(() => {
      for (const contact of store.contactsOf(account.id).filter(({ id }) => ids.includes(id))) {
        const rest = contact.labels.filter((label) => !removed.includes(label));
        const next = added.length > 0 ? parseLabels([...contact.labels, ...added]) : rest;
        if (isDelete) store.removeContact(contact);
        else relabel(store, contact, next);
      }
    });
    return undefined;
  });
}

function relabel(store: Store, contact: Contact, labels: string[]): void {
  const before = contactSnapshot(contact);
  contact.labels = [...new Set(labels.map((label) => store.tagName(label)))];
  publishContactUpdate(store, contact, before);
}

function labelList(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((label) => !isBlank(label)).map(asText) : [];
}

/** Labels are joined by commas and split again, so a comma inside a label makes two of it. */
export function parseLabels(labels: Scalar[]): string[] {
  const names = labels
    .join(', ')
    .split(',')
    .map((label) => label.trim())
    .filter((label) => label !== '');
  return [...new Set(names)];
}
