import { lastIncoming } from '../messages/message_json.js';
import { isObject, toInteger } from '../rails/params.js';
import type { Conversation, Inbox, Store } from '../store.js';

const hour = 3_600_000;

/** Whether the channel still takes an answer: WhatsApp for a day after the contact's last message, API inboxes as set. */
export function canReply(store: Store, conversation: Conversation): boolean {
  const inbox = store.inboxes.find((row) => row.id === conversation.inbox_id);
  const hours = inbox ? replyHours(inbox) : 0;
  if (hours === 0) return true;
  const last = lastIncoming(store, conversation);
  return last !== undefined && Date.now() < last.created_at.getTime() + hours * hour;
}

/** How long the channel's window is open; 0 is for ever. */
function replyHours({ channel_type: type, channel }: Inbox): number {
  if (type === 'Channel::Whatsapp') return 24;
  const attributes = type === 'Channel::Api' ? channel['additional_attributes'] : undefined;
  return isObject(attributes) ? toInteger(attributes['agent_reply_time_window']) : 0;
}
