import { asText } from '../../../http/body.js';
import { toOptionalText } from '../../toolkit/values/index.js';
import type { Choice } from '../../contract/form.js';
import type { ChatwootClient } from '../client.js';
import { isId } from '../ids.js';
import { readMessages } from './read.js';

/** The API's number for what the server itself notes between messages. */
const ACTIVITY = 2;
const LONGEST_TEXT = 60;

/** A conversation's latest messages for a dropdown, the newest first; none until a conversation is chosen. */
export async function messageChoices(
  client: ChatwootClient,
  conversation: unknown,
): Promise<Choice[]> {
  const id = toOptionalText(conversation);
  if (id === undefined || !isId(id)) return [];
  const messages = await readMessages(client, id);
  return messages
    .filter((message) => message['message_type'] !== ACTIVITY)
    .toReversed()
    .map((message) => {
      const number = asText(message['id']);
      const text = asText(message['content']).slice(0, LONGEST_TEXT) || 'No text';
      return { id: number, label: `${text} (ID ${number})` };
    });
}
