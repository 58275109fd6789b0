import { createHmac } from 'node:crypto';
import { asText, isRecord } from '../../../http/body.js';
import { path } from '../../../http/path.js';
import { isMissing, Problem } from '../../../http/problem.js';
import { request, type ApiRequest } from '../../../http/request.js';
import type { Wire } from '../../../http/wire.js';
import { recordIn } from '../../toolkit/answer.js';
import type { FormInput } from '../../contract/form.js';
import { notStored, type Written } from '../../toolkit/writes/not_stored.js';
import type { InboxContact } from '../../contract/inbox_contacts.js';
import { divided, lookUp, toText, toUrl } from '../../toolkit/values/index.js';
import { splitName, withoutAbsent } from '../../toolkit/output.js';
import { isAttributeInput, readAttributeChange } from '../custom_attributes/inputs.js';
import type { ChatwootClient } from '../client.js';
import { text } from '../read.js';
import { attributePairs } from '../contacts/check.js';
import { clientApiErrors, fieldLabels } from '../errors.js';
import { chatwootProblems } from '../problems.js';

/** Our input keys and the client API's names for them. */
const FIELDS = new Map([
  ['name', 'name'],
  ['email', 'email'],
  ['phone', 'phone_number'],
  ['external_id', 'identifier'],
  ['identifier_hash', 'identifier_hash'],
  ['avatar_url', 'avatar_url'],
]);
/** Of the contact's own values, those that every version answers. */
const TOLD = ['name', 'email', 'phone_number'];

/** A step's request in the client API's terms. */
export interface ReadRequest {
  body: Record<string, unknown>;
  /** Keys of attributes to take off, for which the client API has no way. */
  removed: string[];
}

/** Reads what a step asks for. @throws Problem naming the field, before anything is sent */
export async function readRequest(client: ChatwootClient, input: FormInput): Promise<ReadRequest> {
  const { own, attributes } = divided(input.values, {
    own: (key) => FIELDS.has(key),
    attributes: isAttributeInput,
  });
  const body = Object.fromEntries(
    [...FIELDS].flatMap(([key, name]) => {
      const value = own[key];
      if (value === undefined) return [];
      return [[name, key === 'avatar_url' ? toUrl('Avatar URL', value) : toText(value)]];
    }),
  );
  const { set, removed } = await readAttributeChange(
    client,
    'contact',
    { ...input, values: attributes },
    [],
  );
  const hasAttributes = Object.keys(set).length > 0;
  return { body: hasAttributes ? { ...body, custom_attributes: set } : body, removed };
}

/** Fields of values that were sent and aren't in the answer, as errors name them. */
export function notStoredIn(
  body: Record<string, unknown>,
  data: Record<string, unknown>,
): string[] {
  return notStored(told(body, data));
}

/** What was sent and the answer tells of: always who the contact is, until 4.15 its attributes as well. */
function told(body: Record<string, unknown>, data: Record<string, unknown>): Written[] {
  const attributes = isRecord(body['custom_attributes']) ? body['custom_attributes'] : {};
  return [
    ...TOLD.filter((name) => name in body && name in data).map((name) => ({
      field: lookUp(fieldLabels, name) ?? name,
      sent: body[name],
      held: data[name],
    })),
    ...attributePairs(attributes, data['custom_attributes']),
  ];
}

/** A request of the client API, and what it addresses. */
export interface Target {
  method: 'POST' | 'PATCH';
  target: string;
  inbox: string;
  sourceId: string;
}

/**
 * Sends a change with a hash of the connection's token, where the step brought none of its own. The
 * server checks every hash it gets, with the inbox's own token: an inbox that doesn't ask for one must
 * not be sent another inbox's.
 * @returns the answer, which holds the contact's token: nothing but what is known of it may go on
 * @throws Problem also where the inbox or the contact is unknown
 */
export async function sendContact(
  client: ChatwootClient,
  target: Target,
  body: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const { hmacToken } = client;
  if (!hmacToken || body['identifier_hash'] !== undefined) return exchange(client, target, body);
  const identifier_hash = createHmac('sha256', hmacToken)
    .update(asText(body['identifier']))
    .digest('hex');
  return exchange(client, target, { ...body, identifier_hash }).catch(async (failure: unknown) => {
    const status = failure instanceof Problem ? failure.details.refusal?.status : undefined;
    if (status !== 500) throw failure;
    if (await verifiesIdentities(client, target.inbox)) {
      throw chatwootProblems.wrongHmacToken(client.wire.platform);
    }
    return exchange(client, target, body);
  });
}

async function verifiesIdentities(client: ChatwootClient, inbox: string): Promise<boolean> {
  const data = await request(client.host, clientWire(client), {
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
): Promise<Record<string, unknown>> {
  // The answer may hold the contact's pubsub token, which opens its conversations.
  const call: ApiRequest = { method, path: target, body, secret: true };
  return request(client.host, clientWire(client), call, (data) =>
    recordIn(client.wire, data),
  ).catch((failure: unknown) => {
    if (!isMissing(failure)) throw failure;
    const { platform } = client.wire;
    throw sourceId
      ? chatwootProblems.unknownInboxContact(platform, sourceId)
      : chatwootProblems.unknownApiInbox(platform);
  });
}

/** The contact of an answer. @param sourceId where the answer doesn't tell it */
export function inboxContactIn(data: Record<string, unknown>, sourceId: string): InboxContact {
  const name = text(data['name']);
  return withoutAbsent({
    id: asText(data['id']),
    // Servers up to 4.15.1 answer an update with the contact's row, which doesn't have it.
    source_id: asText(data['source_id']) || sourceId,
    ...(name !== undefined && { name, ...splitName(name) }),
    email: asText(data['email']),
    phone: asText(data['phone_number']),
  });
}
