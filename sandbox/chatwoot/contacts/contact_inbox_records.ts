import { randomUUID } from 'node:crypto';
import { invalid, parameterMissing, serverError } from '../rails/errors.js';
import type { Contact, ContactInbox, Inbox, Store } from '../store.js';

const whatsappSourceId = '\\d{1,15}|[A-Z]{2}\\.(?:ENT\\.)?[A-Za-z0-9]{1,128}';

/**
 * Finds or makes the contact's session in an inbox; without a source id the channel tells it.
 * An empty source id makes none.
 * @throws 422 without the e-mail or phone the channel needs, 500 for another contact's source id
 */
export function buildContactInbox(
  store: Store,
  contact: Contact,
  inbox: Inbox,
  givenSourceId: string | null,
): ContactInbox | undefined {
  const sourceId = givenSourceId ?? generateSourceId(contact, inbox);
  if (sourceId.trim() === '') return undefined;
  const taken = store.session(inbox.id, sourceId);
  if (taken?.contact_id === contact.id) return taken;
  validateSourceId(inbox, sourceId);
  if (taken) makeRoom(taken, inbox);
  return store.addContactInbox(contact, inbox, sourceId);
}

function generateSourceId(contact: Contact, inbox: Inbox): string {
  switch (inbox.channel_type) {
    case 'Channel::Api':
    case 'Channel::WebWidget':
      return randomUUID();
    case 'Channel::Email':
      if (contact.email === null) throw parameterMissing('contact email');
      return contact.email;
    case 'Channel::Whatsapp':
      if (contact.phone_number === null) throw parameterMissing('contact phone number');
      return contact.phone_number.replaceAll('+', '');
  }
}

function validateSourceId(inbox: Inbox, sourceId: string): void {
  const valid = new RegExp(`^(?:${whatsappSourceId})$`);
  if (inbox.channel_type !== 'Channel::Whatsapp' || valid.test(sourceId)) return;
  const rule = `(?-mix:\\A(?:${whatsappSourceId})\\z)`;
  throw invalid('source_id', `invalid source id for whatsapp inbox. valid Regex ${rule}`);
}

/** Where a source id is an address and not a session, the older session gets a made-up one. */
function makeRoom(taken: ContactInbox, inbox: Inbox): void {
  switch (inbox.channel_type) {
    case 'Channel::Email':
      taken.source_id = `${Math.floor(Math.random() * 10)}${taken.source_id}`;
      return;
    case 'Channel::Whatsapp':
      // The server makes up an id that its own rule for the channel refuses.
      validateSourceId(inbox, `whatsapp:${taken.source_id}`);
      return;
    case 'Channel::Api':
    case 'Channel::WebWidget':
      throw serverError();
  }
}
