import { createHmac } from 'node:crypto';
import type { PlainInputField } from 'zapier-platform-core';
import { asText, isRecord } from '../../http/body.js';
import { path } from '../../http/path.js';
import { isMissing, Problem, problem } from '../../http/problem.js';
import { request, type ApiRequest } from '../../http/request.js';
import type { Wire } from '../../http/wire.js';
import type { Contact } from '../../objects/contact.js';
import { recordIn } from '../answer.js';
import { attributeKeyOf } from '../attribute_key.js';
import type { Choice } from '../form.js';
import type { InboxContact, InboxContactRequest, InboxContacts } from '../platform.js';
import { contactProblems, inputProblems } from '../problems.js';
import { lookUp, toText, toUrl } from '../values.js';
import type { ChatwootClient } from './client.js';
import { findContacts } from './contact_lookup.js';
import { attributeInputField, attributeValues, readDefinitions } from './custom_attributes.js';
import { chatwootTexts, clientApiErrors } from './errors.js';
import { readInboxes } from './inboxes.js';

/** Our input keys and the client API's names for them. */
const FIELDS: Record<string, string> = {
  name: 'name',
  email: 'email',
  phone: 'phone_number',
  external_id: 'identifier',
  identifier_hash: 'identifier_hash',
  avatar_url: 'avatar_url',
};

/**
 * Contacts through the client API of API inboxes (`/public/api/v1`), which takes no key: who knows the
 * inbox's and the contact's identifier may change the contact.
 * @param hmacToken the inbox's, where the identity of contacts is verified
 */
export function inboxContactsOf(
  client: ChatwootClient,
  hmacToken: string | undefined,
): InboxContacts {
  return {
    inboxChoices: () => apiInboxChoices(client),
    inputFields: () => inputFields(client),
    create: async (change) => {
      const body = await bodyOf(client, change);
      const target = path`/public/api/v1/inboxes/${change.inbox}/contacts`;
      return send(
        client,
        { method: 'POST', target, inbox: change.inbox, sourceId: '' },
        body,
        hmacToken,
      );
    },
    update: async (change) => {
      const body = await bodyOf(client, change);
      if (change.ifClash === 'stop') await stopAtClash(client, change);
      const { inbox, sourceId } = change;
      const target = path`/public/api/v1/inboxes/${inbox}/contacts/${sourceId}`;
      return send(client, { method: 'PATCH', target, inbox, sourceId }, body, hmacToken);
    },
  };
}

async function apiInboxChoices(client: ChatwootClient): Promise<Choice[]> {
  const inboxes = await readInboxes(client);
  return inboxes
    .filter(({ identifier }) => identifier)
    .map(({ identifier, name }) => ({ id: identifier, label: name }));
}

async function inputFields(client: ChatwootClient): Promise<PlainInputField[]> {
  return (await readDefinitions(client, 'contact')).map(attributeInputField);
}

async function bodyOf(
  client: ChatwootClient,
  { values, fieldMeta }: InboxContactRequest,
): Promise<Record<string, unknown>> {
  const body: Record<string, unknown> = {};
  const attributeInputs: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(values)) {
    const name = lookUp(FIELDS, key);
    if (name) body[name] = key === 'avatar_url' ? toUrl('Avatar URL', value) : toText(value);
    else if (attributeKeyOf(key) !== undefined) attributeInputs[key] = value;
    else throw inputProblems.unknownField(key);
  }
  if (Object.keys(attributeInputs).length > 0) {
    body['custom_attributes'] = await attributeValues(
      client,
      'contact',
      attributeInputs,
      fieldMeta,
    );
  }
  return body;
}

/**
 * The server merges two contacts when the e-mail or phone sent belongs to another one, and deletes
 * the one that was addressed (`contact_identify_action.rb`). The connection's key can see that coming.
 * @throws Problem naming the other contact
 */
async function stopAtClash(
  client: ChatwootClient,
  { values, sourceId }: InboxContactRequest,
): Promise<void> {
  const keys = {
    ...(values['email'] !== undefined && { email: toText(values['email']) }),
    ...(values['phone'] !== undefined && { phone: toText(values['phone']) }),
  };
  if (Object.keys(keys).length === 0) return;
  const found = await findContacts(client, keys);
  const other = found.find((contact) => !isReachedBy(contact, sourceId));
  if (other) throw contactProblems.clash(other);
}

function isReachedBy(contact: Contact, sourceId: string | undefined): boolean {
  const inboxes = contact['contact_inboxes'];
  return (
    Array.isArray(inboxes) &&
    inboxes.some((inbox) => isRecord(inbox) && inbox['source_id'] === sourceId)
  );
}

/** A request of the client API, and what it addresses. */
interface Target {
  method: 'POST' | 'PATCH';
  target: string;
  inbox: string;
  sourceId: string;
}

/**
 * Sends a change with a hash of the connection's token, where the step brought none of its own. The
 * server checks every hash it gets, with the inbox's own token: an inbox that doesn't ask for one must
 * not be sent another inbox's.
 */
async function send(
  client: ChatwootClient,
  target: Target,
  body: Record<string, unknown>,
  hmacToken: string | undefined,
): Promise<InboxContact> {
  if (!hmacToken || body['identifier_hash'] !== undefined) return exchange(client, target, body);
  const identifier_hash = createHmac('sha256', hmacToken)
    .update(asText(body['identifier']))
    .digest('hex');
  return exchange(client, target, { ...body, identifier_hash }).catch(async (failure: unknown) => {
    const status = failure instanceof Problem ? failure.details.refusal?.status : undefined;
    if (status !== 500) throw failure;
    if (await verifiesIdentities(client, target.inbox)) {
      throw problem(chatwootTexts.wrongHmacToken(client.wire.platform));
    }
    return exchange(client, target, body);
  });
}

async function verifiesIdentities(client: ChatwootClient, inbox: string): Promise<boolean> {
  const data = await request(client.z, clientWire(client), {
    method: 'GET',
    path: path`/public/api/v1/inboxes/${inbox}`,
  });
  const { identity_validation_enabled: verifies } = recordIn(client.wire, data, {
    has: ['identifier'],
  });
  return verifies === true;
}

/** No key: this API has none, and the inbox identifier may lead anywhere on the server. */
function clientWire({ wire }: ChatwootClient): Wire {
  return { ...wire, headers: {}, errors: clientApiErrors };
}

async function exchange(
  client: ChatwootClient,
  { method, target, sourceId }: Target,
  body: Record<string, unknown>,
): Promise<InboxContact> {
  // The answer may hold the contact's pubsub token, which opens its conversations.
  const call: ApiRequest = { method, path: target, body, secret: true };
  const data = await request(client.z, clientWire(client), call, (answer) =>
    recordIn(client.wire, answer),
  ).catch((failure: unknown) => {
    if (!isMissing(failure)) throw failure;
    throw problem(chatwootTexts.unknownInboxContact(client.wire.platform, sourceId));
  });
  const { name, email, phone_number: phone } = data;
  return {
    id: asText(data['id']),
    // Servers up to 4.15.1 answer an update with the contact's row, which doesn't have it.
    source_id: asText(data['source_id']) || sourceId,
    ...(asText(name) && { name: asText(name) }),
    ...(asText(email) && { email: asText(email) }),
    ...(asText(phone) && { phone: asText(phone) }),
  };
}
