import { availableName } from '../account/agent_json.js';
import type { Json } from '../rails/params.js';
import type { AgentBot, Conversation, Message, Store, User } from '../store.js';

type Values = Readonly<Record<string, Json | undefined>>;

/** Between two backticks, over several lines too. */
const CODE = /(`.*?`)/s;
/** With a hyphen it takes the blanks before or after along. */
const PLACEHOLDER = /(?:\s*\{\{-|\{\{)([^{}]*?)(?:-\}\}\s*|\}\})/g;

/**
 * The text of an outgoing message as the server keeps it: `{{contact.name}}` and its like are filled in, with
 * nothing where there is no such value; code stays. A text with a placeholder that is broken stays as a whole.
 * The server's tags (`{% if … %}`) and its filters but `default` aren't played.
 * @param sender who writes: the `agent` of the text, else the conversation's assignee
 */
export function filledIn(
  store: Store,
  conversation: Conversation,
  text: string,
  sender: Message['sender'],
): string {
  const parts = text.split(CODE);
  const isBroken = parts.some(
    (part, index) => index % 2 === 0 && /\{\{|\{%/.test(part.replace(PLACEHOLDER, '')),
  );
  if (isBroken) return text;
  const records = recordsOf(store, conversation, sender);
  const fill = (_all: string, inner: string): string => valueOf(records, inner);
  return parts
    .map((part, index) => (index % 2 === 0 ? part.replace(PLACEHOLDER, fill) : part))
    .join('');
}

function recordsOf(
  store: Store,
  conversation: Conversation,
  sender: Message['sender'],
): Readonly<Record<string, Values>> {
  const { display_id, account_id, contact_id, inbox_id } = conversation;
  const contact = store.contact(account_id, contact_id);
  const inbox = store.inboxes.find(({ id }) => id === inbox_id);
  const account = store.accounts.find(({ id }) => id === account_id);
  return {
    contact: {
      ...namesOf(contact?.name),
      id: contact?.id,
      email: contact?.email,
      phone_number: contact?.phone_number,
      custom_attribute: contact?.custom_attributes,
    },
    agent: agentValues(agentOf(store, conversation, sender)),
    conversation: {
      id: display_id,
      display_id,
      contact_name: capitalized(contact?.name ?? ''),
      custom_attribute: conversation.custom_attributes,
    },
    inbox: { id: inbox?.id, name: inbox?.name },
    account: { id: account?.id, name: account?.name },
  };
}

function agentOf(
  store: Store,
  { assignee_id: assignee }: Conversation,
  sender: Message['sender'],
): User | AgentBot | undefined {
  if (sender?.type === 'AgentBot') return store.agentBots.find(({ id }) => id === sender.id);
  const agent = sender?.type === 'User' ? sender.id : assignee;
  return store.users.find(({ id }) => id === agent);
}

function agentValues(agent: User | AgentBot | undefined): Values {
  if (!agent) return {};
  const isUser = 'email' in agent;
  return {
    ...namesOf(agent.name),
    id: agent.id,
    available_name: isUser ? availableName(agent) : agent.name,
    email: isUser ? agent.email : null,
  };
}

/** Names are put in with each word's first letter in upper case, and no other; one word is no last name. */
function namesOf(name: string | null | undefined): Values {
  const words = (name ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .map(capitalized);
  return {
    name: words.join(' '),
    first_name: words[0],
    last_name: words.length > 1 ? words.at(-1) : undefined,
  };
}

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase();
}

/** What stands between the braces: a text or number as it is, else a value of a record; with its `default`. */
function valueOf(records: Readonly<Record<string, Values>>, inner: string): string {
  const [said = '', ...filters] = inner.split('|').map((part) => part.trim());
  const value = literal(said) ?? asText(within(records, said.split('.')));
  const other = filters.map((filter) => /^default:\s*(.*)$/s.exec(filter)?.[1]).find(Boolean);
  return value === '' && other !== undefined ? (literal(other) ?? '') : value;
}

function literal(text: string): string | undefined {
  const quoted = /^(["'])(.*)\1$/s.exec(text)?.[2];
  return quoted ?? (/^-?\d+(\.\d+)?$/.test(text) ? text : undefined);
}

function within(records: Readonly<Record<string, Values>>, keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) => (isKnown(inner, key) ? inner[key] : undefined),
    records,
  );
}

function isKnown(inner: unknown, key: string): inner is Record<string, unknown> {
  return typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key);
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(asText).join('');
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
