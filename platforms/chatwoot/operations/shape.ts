import type { Raw } from '../../catalogue/port.js';
import { openAccount, type ChatwootClient } from '../client.js';
import { toContact } from '../contacts/shape.js';
import { conversationIn } from '../conversations/shape.js';
import type { ChatwootEntry } from './entry.js';
import { toRecord } from './record.js';

/** How an operation gives its records out: where it has a shape, as the steps that all platforms share do. */
export async function shapeOf(
  client: ChatwootClient,
  entry: ChatwootEntry,
): Promise<(raw: Raw) => Raw> {
  const shape = entry.kind === 'search' ? entry.shape : undefined;
  if (!shape) return toRecord;
  const account = await openAccount(client);
  return shape === 'contact'
    ? (raw) => toContact(account, raw)
    : (raw) => conversationIn(account, raw);
}
