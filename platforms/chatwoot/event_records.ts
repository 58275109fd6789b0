import { asText, isRecord } from '../../http/body.js';
import { path } from '../../http/path.js';
import { missAsNone } from '../../http/problem.js';
import { recordIn } from '../answer.js';
import type { EventKind, EventRecord } from '../events.js';
import { accountRequest, type ChatwootClient } from './client.js';
import { rawContactIn, toContact } from './contact_shape.js';
import { toConversation } from './conversation_shape.js';
import { isId } from './delivery.js';
import { toMessage } from './message_shape.js';
import { readMessages } from './messages.js';

type Payload = Record<string, unknown>;
type Subject = 'contact' | 'conversation' | 'message';

/** What an event is about. */
const SUBJECTS: Record<EventKind, Subject> = {
  new_contact: 'contact',
  updated_contact: 'contact',
  new_conversation: 'conversation',
  updated_conversation: 'conversation',
  conversation_status_changed: 'conversation',
  new_message: 'message',
};

/** What an event of a kind is about. */
export function subjectOf(kind: EventKind): Subject {
  return SUBJECTS[kind];
}

/** Whether events of a kind tell what changed; a record can have many of them. */
export function hasChanges(kind: EventKind): boolean {
  return ['updated_contact', 'updated_conversation', 'conversation_status_changed'].includes(kind);
}

/** The record of an event. @throws Problem when there is none */
export function toEventRecord(
  client: ChatwootClient,
  kind: EventKind,
  payload: Payload,
  account: string,
): EventRecord {
  switch (SUBJECTS[kind]) {
    case 'contact':
      return toContact(client, payload, account);
    case 'conversation':
      return toConversation(client, payload, account);
    case 'message':
      return toMessage(client, payload, account);
  }
}

/**
 * The same event with its record as the server has it, for a body that can't be trusted; undefined when
 * the record is gone.
 */
export async function readAgain(
  client: ChatwootClient,
  kind: EventKind,
  payload: Payload,
): Promise<Payload | undefined> {
  const record = await missAsNone(readRecord(client, SUBJECTS[kind], payload));
  if (!isRecord(record)) return undefined;
  return { ...record, changed_attributes: payload['changed_attributes'] };
}

async function readRecord(
  client: ChatwootClient,
  subject: Subject,
  payload: Payload,
): Promise<unknown> {
  const id = asText(payload['id']);
  switch (subject) {
    case 'contact':
      return recordIn(client.wire, rawContactIn(await read(client, 'contact', id)));
    case 'conversation':
      return recordIn(client.wire, await read(client, 'conversation', id));
    case 'message':
      return readMessage(client, id, payload['conversation']);
  }
}

/** A message can be had by its conversation only, which webhooks send along with it. */
async function readMessage(client: ChatwootClient, id: string, of: unknown): Promise<unknown> {
  const conversationId = isRecord(of) ? of['id'] : undefined;
  if (!isId(conversationId)) return undefined;
  const [conversation, messages] = await Promise.all([
    read(client, 'conversation', asText(conversationId)),
    readMessages(client, asText(conversationId), { after: Number(id) - 1 }),
  ]);
  const message = messages.find((raw) => asText(raw['id']) === id);
  return message && { ...message, conversation };
}

function read(
  client: ChatwootClient,
  subject: 'contact' | 'conversation',
  id: string,
): Promise<unknown> {
  return accountRequest(client, {
    method: 'GET',
    path: `/${subject}s${path`/${id}`}`,
    subject: `${subject} ${id}`,
  });
}
