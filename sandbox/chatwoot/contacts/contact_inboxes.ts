import { randomUUID } from 'node:crypto';
import type { AccountRoute } from '../auth.js';
import { buildContactInbox } from './contact_inbox_records.js';
import { contactInboxJson, contactJson } from './contact_json.js';
import { slimInboxJson } from '../inboxes/inbox_json.js';
import { findContact } from './contacts.js';
import { ApiError, serverError } from '../rails/errors.js';
import { findVisibleInbox, seesInbox } from '../inboxes/inbox_access.js';
import { permitScalars, toBoolean, toText } from '../rails/params.js';
import type { Contact, Inbox, Store } from '../store.js';

/** Adds a contact's sessions in inboxes: make one, find a contact by one, where to write to. */
export function contactInboxRoutes(route: AccountRoute, store: Store): void {
  route('GET', '/contacts/:id/contactable_inboxes', (context) => {
    const contact = findContact(store, context);
    return {
      payload: store.inboxes
        .filter((inbox) => inbox.account_id === context.account.id)
        .filter((inbox) => seesInbox(inbox, context.user, context.accountUser.role))
        .flatMap((inbox) => {
          const sourceId = contactableSourceId(store, contact, inbox);
          return sourceId ? [{ inbox: slimInboxJson(inbox), source_id: sourceId }] : [];
        }),
    };
  });

  route('POST', '/contacts/:contact_id/contact_inboxes', (context) => {
    const contact = findContact(store, context, 'contact_id');
    const inbox = findVisibleInbox(store, context);
    const { source_id: sourceId = null, hmac_verified: verified = null } = permitScalars(
      context.params,
      ['source_id', 'hmac_verified'],
    );
    const existing = new Set(store.contactInboxes);
    const contactInbox = buildContactInbox(store, contact, inbox, toText(sourceId));
    if (!contactInbox) throw serverError();
    if (!existing.has(contactInbox)) contactInbox.hmac_verified = toBoolean(verified) ?? false;
    return contactInboxJson(store, contactInbox);
  });

  route('POST', '/contact_inboxes/filter', (context) => {
    const inbox = findVisibleInbox(store, context);
    const contactInbox = store.session(inbox.id, context.params['source_id']);
    const contact = store.contacts.find((row) => row.id === contactInbox?.contact_id);
    if (!contact) throw new ApiError(404);
    return contactJson(store, contact, true);
  });
}

function contactableSourceId(store: Store, contact: Contact, inbox: Inbox): string | undefined {
  const session = store.contactInboxesOf(contact).findLast((row) => row.inbox_id === inbox.id);
  switch (inbox.channel_type) {
    case 'Channel::Api':
      return session?.source_id ?? randomUUID();
    case 'Channel::WebWidget': {
      const isUsed = store.conversations.some((row) => row.contact_inbox_id === session?.id);
      return isUsed ? undefined : session?.source_id;
    }
    case 'Channel::Email':
      return contact.email ?? undefined;
    case 'Channel::Whatsapp':
      return contact.phone_number?.replaceAll('+', '');
  }
}
