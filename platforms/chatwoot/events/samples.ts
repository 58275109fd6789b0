import type { EventKind, EventRecord } from '../../contract/events.js';
import type { Feed } from '../../contract/feed.js';
import { changeOf } from './changes.js';
import { openAccount, type ChatwootClient } from '../client.js';
import { eventFilter } from './filters.js';
import {
  contactEvent,
  conversationEvent,
  hasChanges,
  subjectOf,
  toEventRecord,
} from './records.js';
import { newestContacts } from '../contacts/feed.js';
import { newestConversations } from '../conversations/feed.js';
import { readLastMessages } from '../messages/read.js';

const COUNT = 3;

/** Newest records of a kind, in one request, in the shape of its events. */
export async function sampleEvents(
  client: ChatwootClient,
  kind: EventKind,
  input: Record<string, unknown>,
): Promise<EventRecord[]> {
  const records = await newestOf(client, kind, input);
  const change = hasChanges(kind) ? changeOf([]) : {};
  return records.slice(0, COUNT).map((record) => ({ ...record, ...change }));
}

async function newestOf(
  client: ChatwootClient,
  kind: EventKind,
  input: Record<string, unknown>,
): Promise<EventRecord[]> {
  switch (subjectOf(kind)) {
    case 'contact': {
      const contacts = await firstPage(newestContacts(client, { label: undefined }));
      return contacts.map(contactEvent);
    }
    case 'conversation': {
      const conversations = await firstPage(newestConversations(client, { inbox: input['inbox'] }));
      return conversations.map(conversationEvent);
    }
    case 'message': {
      const filter = eventFilter(kind, input);
      const own = await openAccount(client);
      const messages = await readLastMessages(own);
      return messages
        .filter((raw) => filter.isWanted(raw, 'message_created'))
        .map((raw) => toEventRecord(own, kind, raw));
    }
  }
}

async function firstPage<Item>(feed: Feed<Item>): Promise<Item[]> {
  const { entries } = await feed.page({ cursor: undefined, since: undefined });
  return entries.flatMap(({ item }) => item ?? []);
}
