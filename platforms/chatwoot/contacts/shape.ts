import { asText, isRecord } from '../../../http/body.js';
import type { Contact } from '../../../objects/contact.js';
import { recordIn, rowsIn } from '../../toolkit/answer.js';
import { splitName, withoutAbsent } from '../../toolkit/output.js';
import type { AccountClient } from '../client.js';
import { text, time } from '../read.js';
import { additionalValues } from './standard_fields.js';

/** Reads the contact of an answer. @throws Problem when the answer holds no contact */
export function contactIn(client: AccountClient, data: unknown): Contact {
  return toContact(client, rawContactIn(data));
}

/**
 * A contact as the API sends it. Update and show answer `{payload: contact}`, create and 99digital's
 * documents `{payload: {contact}}`, merge the bare contact.
 */
export function rawContactIn(data: unknown): unknown {
  const payload = isRecord(data) && isRecord(data['payload']) ? data['payload'] : data;
  return isRecord(payload) && isRecord(payload['contact']) ? payload['contact'] : payload;
}

/** The contacts of a list answer, `{payload: [contact…]}`. @throws Problem when it is no list */
export function contactsIn(client: AccountClient, data: unknown): Contact[] {
  return rowsIn(client.wire, data, { at: ['payload'] }).map((raw) => toContact(client, raw));
}

/**
 * A contact as the API or a webhook tells it; the latter has fewer fields.
 * @throws Problem when it is none
 */
export function toContact({ wire, account }: AccountClient, data: unknown): Contact {
  const raw = recordIn(wire, data);
  const id = asText(raw['id']);
  const name = text(raw['name']);
  const contact: Contact = {
    id,
    name,
    ...splitName(name),
    email: text(raw['email']),
    phone: text(raw['phone_number']),
    external_id: text(raw['identifier']),
    avatar_url: text(raw['thumbnail']),
    ...additionalValues(raw['additional_attributes']),
    custom_attributes: isRecord(raw['custom_attributes']) ? raw['custom_attributes'] : {},
    created_at: time(raw['created_at']),
    url: `${wire.baseUrl}/app/accounts/${account}/contacts/${id}`,
    blocked: raw['blocked'],
    availability_status: text(raw['availability_status']),
    last_activity_at: time(raw['last_activity_at']),
    additional_attributes: isRecord(raw['additional_attributes'])
      ? raw['additional_attributes']
      : undefined,
    contact_inboxes: inboxesOf(raw['contact_inboxes']),
  };
  return withoutAbsent(contact);
}

function inboxesOf(value: unknown): Record<string, unknown>[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return value.filter(isRecord).map((entry) => {
    const inbox = isRecord(entry['inbox']) ? entry['inbox'] : {};
    return {
      source_id: entry['source_id'],
      inbox_id: asText(inbox['id']) || undefined,
      inbox_name: inbox['name'],
      channel_type: inbox['channel_type'],
    };
  });
}
