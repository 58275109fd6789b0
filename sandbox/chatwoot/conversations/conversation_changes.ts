import { isDeepStrictEqual } from 'node:util';
import { addMessage } from './conversation_records.js';
import type { Json } from '../rails/params.js';
import type { AgentBot, Changes, Conversation, Store, User } from '../store.js';

/** Who changes something; nobody for what the system or a contact does. */
export type Author = User | AgentBot | undefined;

// A change of anything else is saved without an event.
const announced = [
  'team_id',
  'assignee_id',
  'assignee_agent_bot_id',
  'status',
  'snoozed_until',
  'custom_attributes',
  'label_list',
  'waiting_since',
  'first_reply_created_at',
  'priority',
];

/**
 * Writes values into a conversation as a save of the server does: an end of the snooze, an assignee
 * outside the new team and a second assignee are cleared, events are published, and activities
 * are written in the background. Nothing happens when nothing changes.
 */
export function updateConversation(
  store: Store,
  conversation: Conversation,
  values: Partial<Conversation>,
  author?: Author,
): void {
  const before = { ...conversation };
  Object.assign(conversation, values);
  if (conversation.status !== 'snoozed') conversation.snoozed_until = null;
  if (conversation.team_id !== before.team_id) clearOutsider(store, conversation);
  if (conversation.assignee_id !== null) conversation.assignee_agent_bot_id = null;
  if (isDeepStrictEqual(before, conversation)) return;
  conversation.updated_at = new Date();
  const changes = changesBetween(before, conversation);
  const { status } = changes;
  if (status) {
    // The column is written past the record, so no event tells of it.
    if (conversation.status === 'resolved') conversation.waiting_since = null;
    store.publish({ name: 'conversation_status_changed', conversation, changes: { status } });
  }
  for (const activity of activities(store, before, conversation, author)) {
    addActivityLater(store, conversation, activity);
  }
  if (announced.some((key) => key in changes)) {
    store.publish({ name: 'conversation_updated', conversation, changes });
  }
}

interface Activity {
  content: string;
  /** The conversation's new one, which newer releases tell beside the text. */
  status?: string;
}

/** Writes an activity (a message of type 2) after the answer, which moves the conversation. */
export function addActivityLater(
  store: Store,
  conversation: Conversation,
  { content, status }: Activity,
): void {
  const isTold = status !== undefined && store.atLeast('4.15.0');
  const activity = { type: 'conversation_status_changed', status: status ?? '' };
  store.later(() => {
    if (!store.conversations.includes(conversation)) return;
    const message = addMessage(store, conversation, {
      content,
      message_type: 2,
      sender: null,
      ...(isTold && { content_attributes: { activity } }),
    });
    conversation.last_activity_at = message.created_at;
    conversation.updated_at = message.created_at;
    store.publish({ name: 'message_created', message });
  });
}

function clearOutsider(store: Store, conversation: Conversation): void {
  const team = store.teams.find((row) => row.id === conversation.team_id);
  const { assignee_id: assignee } = conversation;
  if (team && assignee !== null && !team.member_ids.includes(assignee)) {
    conversation.assignee_id = null;
  }
}

function changesBetween(before: Conversation, after: Conversation): Changes {
  const changes: Changes = {};
  for (const key of Object.keys(after) as (keyof Conversation)[]) {
    if (isDeepStrictEqual(before[key], after[key])) continue;
    changes[key === 'labels' ? 'label_list' : key] = {
      previous_value: asJson(before[key]),
      current_value: asJson(after[key]),
    };
  }
  return changes;
}

function asJson(value: Json | Date): Json {
  return value instanceof Date ? value.toISOString() : value;
}

function activities(
  store: Store,
  before: Conversation,
  after: Conversation,
  author: Author,
): Activity[] {
  if (!author) return [];
  const by = author.name;
  const found: Activity[] = [];
  const add = (content: string, more: Partial<Activity> = {}): void => {
    found.push({ content, ...more });
  };
  if (before.status !== after.status) {
    add(`${by} set the status to ${after.status}`, { status: after.status });
  }
  if (before.priority !== after.priority) {
    add(`${by} set the priority to ${after.priority ?? 'none'}`);
  }
  const added = after.labels.filter((label) => !before.labels.includes(label));
  const removed = before.labels.filter((label) => !after.labels.includes(label));
  if (added.length > 0) add(`${by} added ${added.join(', ')}`);
  if (removed.length > 0) add(`${by} removed ${removed.join(', ')}`);
  if (before.team_id !== after.team_id) {
    const team = store.teams.find((row) => row.id === after.team_id);
    add(`${by} set the team to ${team?.name ?? 'none'}`);
  } else if (before.assignee_id !== after.assignee_id) {
    const assignee = store.users.find((row) => row.id === after.assignee_id);
    add(`${by} set the assignee to ${assignee?.name ?? 'none'}`);
  }
  return found;
}
