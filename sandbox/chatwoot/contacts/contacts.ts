import {
  accountRow,
  requireAdministrator,
  type AccountContext,
  type AccountRoute,
} from '../auth.js';
import { buildContactInbox } from './contact_inbox_records.js';
import { touchContact } from './contact_events.js';
import { contactJson } from './contact_json.js';
import { includesContactInboxes, listJson } from './contact_pages.js';
import {
  contactScalars,
  createContact,
  fetchAvatarLater,
  mergeContacts,
  updateContact,
  type ContactValues,
} from './contact_records.js';
import { searchAnswer } from './contact_search.js';
import { avatarUrl, checkAvatar, sentAvatar } from '../avatar.js';
import { ApiError, notFound, ValidationErrors } from '../rails/errors.js';
import type { Upload } from '../rails/multipart.js';
import { rawInboxJson } from '../inboxes/inbox_json.js';
import {
  asText,
  isBlank,
  permitObject,
  permitScalars,
  toInteger,
  toText,
  type JsonObject,
} from '../rails/params.js';
import { isResolved, type Contact, type ContactInbox, type Inbox, type Store } from '../store.js';

/** Adds the contacts themselves: list, search, show, create, update, delete, merge. */
export function contactRoutes(route: AccountRoute, store: Store): void {
  route('GET', '/contacts', ({ account, params }) => {
    const listed = store.contactsOf(account.id).filter(isResolved);
    return listJson(store, withAnyLabel(listed, params), params);
  });

  route('GET', '/contacts/search', ({ account, params }) =>
    searchAnswer(store, account.id, params),
  );

  route('GET', '/contacts/:id', (context) => ({
    payload: contactJson(
      store,
      findContact(store, context),
      includesContactInboxes(context.params),
    ),
  }));

  route('POST', '/contacts', (context) =>
    store.transaction(() => {
      const { account, params } = context;
      const avatar = readAvatar(params);
      const contact = createContact(store, account.id, permittedValues(store, params));
      if (avatar) contact.thumbnail = avatarUrl(avatar);
      const { inbox, contactInbox } = createSession(store, context, contact);
      scheduleAvatar(store, contact, params);
      return {
        payload: {
          contact: contactJson(store, contact, true),
          contact_inbox: {
            inbox: inbox && contactInbox ? rawInboxJson(inbox) : null,
            source_id: contactInbox?.source_id ?? null,
          },
        },
      };
    }),
  );

  route(['PUT', 'PATCH'], '/contacts/:id', (context) => {
    const contact = findContact(store, context);
    const values = permittedValues(store, context.params);
    if (values.custom_attributes) {
      values.custom_attributes = { ...contact.custom_attributes, ...values.custom_attributes };
    }
    if (values.additional_attributes && store.atLeast('4.2.0')) {
      values.additional_attributes = {
        ...contact.additional_attributes,
        ...values.additional_attributes,
      };
    }
    const avatar = readAvatar(context.params);
    updateContact(store, contact, values);
    if (avatar) {
      contact.thumbnail = avatarUrl(avatar);
      touchContact(store, contact);
    }
    scheduleAvatar(store, contact, context.params);
    return { payload: contactJson(store, contact, includesContactInboxes(context.params)) };
  });

  route('DELETE', '/contacts/:id', (context) => {
    requireAdministrator(context);
    const contact = findContact(store, context);
    if (contact.online) {
      throw new ApiError(422, {
        message: `${capitalize(contact.name ?? '')} is Online, please try again later`,
      });
    }
    store.removeContact(contact);
    return undefined;
  });

  route('DELETE', '/contacts/:id/avatar', (context) => {
    const contact = findContact(store, context);
    if (contact.thumbnail !== '') {
      contact.thumbnail = '';
      touchContact(store, contact);
    }
    return { payload: contactJson(store, contact, false) };
  });

  route('POST', '/contacts/:id/destroy_custom_attributes', (context) => {
    const contact = findContact(store, context);
    const removed = [context.params['custom_attributes']].flat();
    const kept = Object.entries(contact.custom_attributes).filter(
      ([key]) => !removed.includes(key),
    );
    updateContact(store, contact, { custom_attributes: Object.fromEntries(kept) });
    return { payload: contactJson(store, contact, true) };
  });

  route('POST', '/actions/contact_merge', (context) => {
    const base = findContact(store, context, 'base_contact_id');
    const mergee = findContact(store, context, 'mergee_contact_id');
    const merged = store.transaction(() => mergeContacts(store, base, mergee));
    return contactJson(store, merged, false);
  });
}

/**
 * The contact of the context's account that a parameter names.
 * @throws 404
 */
export function findContact(store: Store, context: AccountContext, name = 'id'): Contact {
  const contact = store.contact(context.account.id, toInteger(context.params[name]));
  if (!contact) throw notFound();
  return contact;
}

function withAnyLabel(contacts: Contact[], params: JsonObject): Contact[] {
  const asked = params['labels'];
  if (isBlank(asked)) return contacts;
  const labels = [asked]
    .flat()
    .flatMap((label) => asText(label).split(','))
    .map((label) => label.trim().toLowerCase());
  return contacts.filter((contact) =>
    contact.labels.some((label) => labels.includes(label.toLowerCase())),
  );
}

function permittedValues(store: Store, params: JsonObject): ContactValues {
  const additional = permitObject(params, 'additional_attributes');
  const custom = permitObject(params, 'custom_attributes');
  return {
    ...permitScalars(
      params,
      contactScalars.filter((name) => name !== 'blocked' || store.atLeast('3.7.0')),
    ),
    ...(additional && { additional_attributes: additional }),
    ...(custom && { custom_attributes: custom }),
  };
}

function createSession(
  store: Store,
  context: AccountContext,
  contact: Contact,
): { inbox?: Inbox; contactInbox?: ContactInbox | undefined } {
  const { params } = context;
  if (isBlank(params['inbox_id'])) return {};
  const inbox = accountRow(store.inboxes, context, 'inbox_id');
  const { source_id: sourceId } = permitScalars(params, ['source_id']);
  return {
    inbox,
    contactInbox: buildContactInbox(store, contact, inbox, toText(sourceId ?? null)),
  };
}

/** @throws 422 for a picture that the server refuses */
function readAvatar(params: JsonObject): Upload | undefined {
  const avatar = sentAvatar(params);
  const errors = new ValidationErrors();
  checkAvatar(errors, avatar);
  errors.raise();
  return avatar;
}

function scheduleAvatar(store: Store, contact: Contact, params: JsonObject): void {
  const url = params['avatar_url'];
  if (!isBlank(url)) fetchAvatarLater(store, contact, asText(url));
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
}
