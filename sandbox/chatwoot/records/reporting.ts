import type { Owned } from '../rails/columns.js';

/** Something that reports count: the server writes one down when it happens. */
export interface ReportingEvent extends Owned {
  name: 'conversation_opened' | 'conversation_resolved' | 'first_response' | 'reply_time';
  /** Seconds from the start to the end. */
  value: number;
  inbox_id: number;
  user_id: number | null;
  /** The row of the conversation, not its display id. */
  conversation_id: number;
  event_start_time: Date;
  event_end_time: Date;
  created_at: Date;
}
