import type { Contact } from '../../objects/contact.js';
import type { Conversation } from '../../objects/conversation.js';
import type { Choice } from '../contract/form.js';
import { lookUp } from './values/index.js';

/** Absent is absent: keys without a value would show up as empty fields in later steps. */
export function withoutAbsent<Shape extends object>(shape: Shape): Shape {
  return Object.fromEntries(
    Object.entries(shape).filter(
      ([, value]) => value !== undefined && value !== null && value !== '',
    ),
  ) as Shape;
}

const ATTRIBUTES = 'custom_attributes.';

/** The key of a custom attribute among those of a contact that can be looked at for changes. */
export function attributePath(attribute: string): string {
  return `${ATTRIBUTES}${attribute}`;
}

/** The custom attribute that such a key is of; undefined for a field that isn't one. */
export function attributeIn(key: string): string | undefined {
  return key.startsWith(ATTRIBUTES) ? key.slice(ATTRIBUTES.length) : undefined;
}

/** What a contact has under such a key. */
export function valueUnder(contact: Contact, key: string): unknown {
  const attribute = attributeIn(key);
  return attribute === undefined
    ? lookUp(contact, key)
    : lookUp(contact.custom_attributes ?? {}, attribute);
}

/** First and last name of a platform that has but one: the first word, and all others. */
export function splitName(name: string | undefined): Pick<Contact, 'first_name' | 'last_name'> {
  const [first, ...others] = name?.split(/\s+/).filter(Boolean) ?? [];
  return {
    ...(first && { first_name: first }),
    ...(others.length > 0 && { last_name: others.join(' ') }),
  };
}

/** A contact in a dropdown: its name, and what tells it from others of that name, perhaps on another page. */
export function choiceLabel(contact: Contact): string {
  const { id, name, email, phone, external_id: externalId } = contact;
  const facts = [email, phone, externalId].filter(Boolean).join(', ');
  if (!name) return `Contact ${id}${facts && ` (${facts})`}`;
  return `${name} (${facts || `ID ${id}`})`;
}

/**
 * A dropdown's choices, with their ids where two of them would look alike: names needn't be unique on any
 * platform.
 */
export function tellApart(choices: readonly Choice[]): Choice[] {
  const counts = new Map<string, number>();
  for (const { label } of choices) counts.set(label, (counts.get(label) ?? 0) + 1);
  return choices.map(({ id, label }) => ({
    id,
    label: (counts.get(label) ?? 0) > 1 ? `${label} (ID ${id})` : label,
  }));
}

/** A conversation in a dropdown: who it is with, and what it is about. */
export function conversationLabel(conversation: Conversation): string {
  const { id, contact, channel, status, last_message: text = '' } = conversation;
  const who = contact ? choiceLabel(contact) : `Conversation ${id}`;
  const facts = [`#${id}`, channel, status].filter(Boolean).join(', ');
  return `${who} – ${facts}${text ? `: ${text.slice(0, 40)}` : ''}`;
}
