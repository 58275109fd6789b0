import { asText, isRecord } from '../../../http/body.js';
import { path } from '../../../http/path.js';
import { missAsNone } from '../../../http/problem.js';
import type { Contact } from '../../../objects/contact.js';
import type { Conversation } from '../../../objects/conversation.js';
import { recordIn } from '../../toolkit/answer.js';
import type { EventKind, EventRecord } from '../../contract/events.js';
import { omit } from '../../toolkit/values/index.js';
import { accountRequest, type AccountClient, type ChatwootClient } from '../client.js';
import { rawContactIn, toContact } from '../contacts/shape.js';
import { conversationIn } from '../conversations/shape.js';
import { isId } from './delivery.js';
import { messageIn } from '../messages/shape.js';
import { readMessages } from '../messages/read.js';

type Payload = Record<string, unknown>;
type Subject = 'contact' | 'conversation' | 'message';

/** What the API tells of a record and its webhooks don't: a Zap built on it would find nothing there. */
const CONTACT_ONLY = ['created_at', 'last_activity_at', 'availability_status', 'contact_inboxes'];
const CONVERSATION_ONLY = ['uuid', 'muted'];
const MESSAGE_ONLY = ['status'];

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

/** The record of an event, told by a webhook or read from the API. @throws Problem when there is none */
export function toEventRecord(
  client: AccountClient,
  kind: EventKind,
  payload: Payload,
): EventRecord {
  switch (SUBJECTS[kind]) {
    case 'contact':
      return contactEvent(toContact(client, payload));
    case 'conversation':
      return conversationEvent(conversationIn(client, payload));
    case 'message': {
      const { id, ...others } = messageIn(client, payload);
      return { id, ...omit(others, MESSAGE_ONLY) };
    }
  }
}

/** A contact as events tell it, wherever it comes from. */
export function contactEvent({ id, ...others }: Contact): EventRecord {
  return { id, ...omit(others, CONTACT_ONLY) };
}

/** A conversation as events tell it, wherever it comes from. */
export function conversationEvent({ id, contact, ...others }: Conversation): EventRecord {
  return {
    id,
    ...omit(others, CONVERSATION_ONLY),
    ...(contact && { contact: contactEvent(contact) }),
  };
}

/**
 * An event with its record as the server has it, for a body that can't be trusted; undefined when
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
