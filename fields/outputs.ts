import type { PlainOutputField } from 'zapier-platform-core';
import { contactOutputFields } from '../objects/contact.js';
import { conversationOutputFields } from '../objects/conversation.js';
import { messageOutputFields } from '../objects/message.js';
import type { Operation } from '../platforms/contract/operations.js';
import { onPlatform } from '../steps/on_platform.js';

// Labels of what steps give out. They come from functions, which Zapier calls in the editor only: what stands
// in the definition itself is copied by core at every run of any step.

/** Of a contact, the account's own attributes among them. */
export const contactOutputs = onPlatform(({ contacts }) => withOwn(contactOutputFields, contacts));

/** Of the contacts in a list. */
export const contactsOutputs = onPlatform(async ({ contacts }) =>
  (await withOwn(contactOutputFields, contacts)).map((field) => ({
    ...field,
    key: `contacts[]${field.key}`,
    label: `Found ${field.label ?? field.key}`,
  })),
);

/** Of a conversation, the account's own attributes among them. */
export const conversationOutputs = onPlatform(({ conversations }) =>
  withOwn(conversationOutputFields, conversations),
);

/** Of a message. */
export const messageOutputs = onPlatform(({ messages }) => withOwn(messageOutputFields, messages));

/** Of an operation of a catalogue. */
export function operationOutputs(operation: Operation) {
  switch (operation.kind === 'search' && operation.shape) {
    case 'contact':
      return contactOutputs;
    case 'conversation':
      return conversationOutputs;
    default:
      return (): Promise<PlainOutputField[]> => Promise.resolve(operation.outputs?.() ?? []);
  }
}

/** What a platform tells of a kind of record. */
interface Told {
  outputFields: readonly PlainOutputField[];
  attributeOutputs?: () => Promise<PlainOutputField[]>;
}

/** Where the account's attributes can't be read they go without labels, but the others keep theirs. */
async function withOwn(
  standard: readonly PlainOutputField[],
  told: Told | undefined,
): Promise<PlainOutputField[]> {
  const attributes = (await told?.attributeOutputs?.().catch(() => [])) ?? [];
  return [...standard, ...(told?.outputFields ?? []), ...attributes];
}
