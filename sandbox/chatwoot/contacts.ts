import { requireAdministrator, type AccountContext, type AccountRoute } from './auth.js';
import { buildContactInbox } from './contact_inbox_records.js';
import { touchContact } from './contact_events.js';
import { contactJson } from './contact_json.js';
import {
  currentPage,
  includesContactInboxes,
  listJson,
  pageJson,
  resultsPerPage,
  searchPage,
} from './contact_pages.js';
import {
  contactScalars,
  createContact,
  fetchAvatarLater,
  mergeContacts,
  updateContact,
  type ContactValues,
} from './contact_records.js';
import { ApiError, notFound } from './errors.js';
import { likePattern } from './like_pattern.js';
import {
  asText,
  isBlank,
  permitObject,
  permitScalars,
  toInteger,
  toText,
  type JsonObject,
} from './params.js';
import { isResolved, type Contact, type ContactInbox, type Inbox, type Store } from './store.js';

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

  route('POST', '/contacts', ({ account, params }) =>
    store.transaction(() => {
      const contact = createContact(store, account.id, permittedValues(params));
      const { inbox, contactInbox } = createSession(store, contact, params);
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
    const values = permittedValues(context.params);
    if (values.custom_attributes) {
      values.custom_attributes = { ...contact.custom_attributes, ...values.custom_attributes };
    }
    if (values.additional_attributes && store.atLeast('4.2.0')) {
      values.additional_attributes = {
        ...contact.additional_attributes,
        ...values.additional_attributes,
      };
    }
    updateContact(store, contact, values);
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

function searchAnswer(store: Store, accountId: number, params: JsonObject): object {
  const isOld = !store.atLeast('4.11.0');
  if (isBlank(params['q'])) {
    return {
      meta: {
        count: null,
        current_page: currentPage(params),
        ...(!isOld && { has_more: null }),
      },
      payload: [],
    };
  }
  const found = store
    .contactsOf(accountId)
    .filter((contact) => !isOld || isResolved(contact))
    .filter(matcher(asText(params['q']).trim(), isOld));
  if (isOld) return listJson(store, found, params);
  const page = searchPage(store, found, params);
  return {
    meta: {
      count: page.length,
      current_page: currentPage(params),
      has_more: found.length > toInteger(currentPage(params)) * resultsPerPage,
    },
    payload: pageJson(store, page, params),
  };
}

function matcher(q: string, withCompany: boolean): (contact: Contact) => boolean {
  const anyCase = likePattern(`%${q}%`, 'iu');
  const exactCase = likePattern(`%${q}%`, 'u');
  return (contact) =>
    [
      contact.name,
      contact.email,
      contact.phone_number,
      withCompany ? contact.additional_attributes['company_name'] : null,
    ].some((value) => typeof value === 'string' && anyCase.test(value)) ||
    (contact.identifier !== null && exactCase.test(contact.identifier));
}

function permittedValues(params: JsonObject): ContactValues {
  const additional = permitObject(params, 'additional_attributes');
  const custom = permitObject(params, 'custom_attributes');
  return {
    ...permitScalars(params, contactScalars),
    ...(additional && { additional_attributes: additional }),
    ...(custom && { custom_attributes: custom }),
  };
}

function createSession(
  store: Store,
  contact: Contact,
  params: JsonObject,
): { inbox?: Inbox; contactInbox?: ContactInbox | undefined } {
  if (isBlank(params['inbox_id'])) return {};
  const inbox = findInbox(store, contact.account_id, params);
  const { source_id: sourceId } = permitScalars(params, ['source_id']);
  return {
    inbox,
    contactInbox: buildContactInbox(store, contact, inbox, toText(sourceId ?? null)),
  };
}

/**
 * The inbox of an account that `inbox_id` names.
 * @throws 404
 */
export function findInbox(store: Store, accountId: number, params: JsonObject): Inbox {
  const id = toInteger(params['inbox_id']);
  const inbox = store.inboxes.find((row) => row.id === id && row.account_id === accountId);
  if (!inbox) throw notFound();
  return inbox;
}

function scheduleAvatar(store: Store, contact: Contact, params: JsonObject): void {
  const url = params['avatar_url'];
  if (!isBlank(url)) fetchAvatarLater(store, contact, asText(url));
}

function rawInboxJson(inbox: Inbox): object {
  return {
    id: inbox.id,
    channel_id: inbox.channel_id,
    account_id: inbox.account_id,
    name: inbox.name,
    created_at: inbox.created_at.toISOString(),
    updated_at: inbox.updated_at.toISOString(),
    channel_type: inbox.channel_type,
    enable_auto_assignment: true,
    greeting_enabled: false,
    greeting_message: null,
    email_address: null,
    working_hours_enabled: false,
    out_of_office_message: null,
    timezone: 'UTC',
    enable_email_collect: true,
    csat_survey_enabled: false,
    allow_messages_after_resolved: true,
    auto_assignment_config: {},
    lock_to_single_conversation: false,
    portal_id: null,
    sender_name_type: 'friendly',
    business_name: null,
    csat_config: {},
  };
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
}
