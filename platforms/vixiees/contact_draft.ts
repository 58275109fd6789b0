import { isBlank } from '../../http/blanks.js';
import { path } from '../../http/path.js';
import { request } from '../../http/request.js';
import type { Contact } from '../../objects/contact.js';
import type { RecordChange } from '../contract/change.js';
import type { ContactDraft, ContactTarget } from '../contract/contacts.js';
import { notStored } from '../toolkit/writes/not_stored.js';
import { addOnce, isSince } from '../toolkit/writes/add_once.js';
import { droppedProblems, inputProblems } from '../toolkit/problems.js';
import type { VixieesClient } from './client.js';
import { clearedBody, contactBody, writtenIn } from './contact_fields.js';
import { findContacts, readContact } from './contact_lookup.js';
import { contactIn, rawContactIn } from './contact_shape.js';
import {
  attributeItems,
  mergedItems,
  readAttributes,
  writtenAttributes,
} from './custom_attributes.js';
import { vixieesProblems } from './problems.js';

/** A contact's fields, checked and in the API's terms. */
interface Fields {
  body: Record<string, unknown>;
  attributes: Record<string, unknown>;
}

/**
 * Checks a change and makes it ready to be sent.
 * @throws Problem naming the field that can't be as it is
 */
export async function draftContact(
  client: VixieesClient,
  change: RecordChange,
): Promise<ContactDraft> {
  const { custom_attributes: typed, ...values } = change.values;
  const attributes = readAttributes(typed);
  const body = await contactBody(values);
  const cleared = clearedBody(change.clear);
  // Attributes that are all blank pass the check every platform has.
  if (typed !== undefined && [body, cleared, attributes].every(isBlank))
    throw inputProblems.nothingToChange();
  return {
    update: (target) => update(client, target, { body: { ...body, ...cleared }, attributes }),
    create: async (key = {}) =>
      create(client, { body: { ...(await contactBody(key)), ...body }, attributes }),
  };
}

async function update(
  client: VixieesClient,
  target: ContactTarget,
  fields: Fields,
): Promise<Contact> {
  const { body, attributes } = fields;
  const { id } = target;
  const changed = isBlank(attributes)
    ? body
    : {
        ...body,
        custom_attributes: mergedItems(client, await withAttributes(client, target), attributes),
      };
  const { contact, lost } = await request(
    client.host,
    client.wire,
    { method: 'PUT', path: path`/contacts/${id}`, body: changed, subject: `contact ${id}` },
    (data) => readAnswer(client, fields, data),
  );
  if (lost.length > 0) throw droppedProblems.ofContact(client.wire.platform, lost);
  return contact;
}

/** The contact as looked up, or read when that didn't bring its attributes along. */
async function withAttributes(
  client: VixieesClient,
  { id, known }: ContactTarget,
): Promise<Contact> {
  return known?.custom_attributes ? known : readContact(client, id);
}

async function create(client: VixieesClient, fields: Fields): Promise<Contact> {
  const { body, attributes } = fields;
  const { platform } = client.wire;
  if (!('email' in body || 'phone' in body)) {
    throw vixieesProblems.emailOrPhoneNeeded(platform);
  }
  const sent = {
    ...body,
    ...(!isBlank(attributes) && { custom_attributes: attributeItems(attributes) }),
  };
  const { email, phone } = body;
  const { contact, lost } = await addOnce<Written>({
    platform,
    memory: client.memory,
    key: ['contact', sent],
    add: () =>
      request(client.host, client.wire, { method: 'POST', path: '/contacts', body: sent }, (data) =>
        readAnswer(client, fields, data),
      ),
    find: async (earlier) => {
      const found = await findContacts(client, {
        ...(typeof email === 'string' && { email }),
        ...(typeof phone === 'string' && { phone }),
      });
      const made = found.find((one) => isSince(one.created_at, earlier));
      return made && { contact: made, lost: [] };
    },
  });
  if (lost.length > 0) throw droppedProblems.ofNewContact(platform, lost, contact.id);
  return contact;
}

/** A contact as a write's answer tells it, and the fields whose values aren't in it. */
interface Written {
  contact: Contact;
  lost: string[];
}

function readAnswer(client: VixieesClient, { body, attributes }: Fields, data: unknown): Written {
  const raw = rawContactIn(data);
  const written = [...writtenIn(body, raw), ...writtenAttributes(attributes, raw)];
  return { contact: contactIn(client, data), lost: notStored(written) };
}
