import type { InputField } from './form.js';

/** What a platform can tell at the moment it happens. */
export type EventKind =
  | 'new_contact'
  | 'updated_contact'
  | 'new_conversation'
  | 'updated_conversation'
  | 'conversation_status_changed'
  | 'new_message';

/** An event as it reached Zapier. */
export interface Delivery {
  /** Names as Zapier hands them over: `Http-` in front, capitals at will. */
  headers: Record<string, string>;
  /** The body as text, byte for byte as far as Zapier keeps it. */
  body: string;
}

/** An event of a delivery, as the trigger gives it out; `id` isn't unique among events. */
export type EventRecord = { id: string } & Record<string, unknown>;

/** What came of a delivery. */
export interface Received {
  records: EventRecord[];
  /** What tells this event from others, for events that are delivered twice; '' when nothing came. */
  key: string;
}

/** Events a platform sends by itself, through webhooks. */
export interface EventSource {
  /** What it can tell of. */
  kinds: readonly EventKind[];
  /** The platform's own fields of a trigger: which events the user wants. */
  inputFields(kind: EventKind): Promise<InputField[]>;
  /** Asks for a kind of events. @returns what `unsubscribe` and `receive` need, as JSON */
  subscribe(
    kind: EventKind,
    targetUrl: string,
    input: Record<string, unknown>,
  ): Promise<Record<string, unknown>>;
  /** Takes the subscription back; one that is gone already is fine. */
  unsubscribe(subscription: Record<string, unknown>): Promise<void>;
  /**
   * Reads a delivery. What can't be a wanted event (another kind or account, no JSON, left out by the
   * trigger's fields) gives no records, with the reason in the log.
   */
  receive(
    kind: EventKind,
    delivery: Delivery,
    subscription: Record<string, unknown>,
    input: Record<string, unknown>,
  ): Promise<Received>;
  /** Newest records in the same shape, in one request, for the editor. */
  samples(kind: EventKind, input: Record<string, unknown>): Promise<EventRecord[]>;
}
