import type { PlainOutputField } from 'zapier-platform-core';
import { contactOutputFields } from '../objects/contact.js';
import { conversationOutputFields } from '../objects/conversation.js';
import { messageOutputFields } from '../objects/message.js';
import { onPlatform } from '../steps/on_platform.js';

// Labels of what steps give out. They come from functions, which Zapier calls in the editor only: what stands
// in the definition itself is copied by core at every run of any step.

/** Of a contact, the account's own attributes among them. */
export const contactOutputs = onPlatform((platform) =>
  withOwn(contactOutputFields, () => platform.contacts.outputFields()),
);

/** Of a conversation, the account's own attributes among them. */
export const conversationOutputs = onPlatform(({ conversations }) =>
  withOwn(conversationOutputFields, () => conversations?.outputFields() ?? Promise.resolve([])),
);

/** Of a message. */
export const messageOutputs = (): Promise<PlainOutputField[]> =>
  Promise.resolve([...messageOutputFields]);

/** Where the account's attributes can't be read they go without labels, but the others keep theirs. */
async function withOwn(
  standard: readonly PlainOutputField[],
  readOwn: () => Promise<PlainOutputField[]>,
): Promise<PlainOutputField[]> {
  return [...standard, ...(await readOwn().catch(() => []))];
}
