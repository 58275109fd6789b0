import { isBlank } from '../../../http/blanks.js';
import { asText, isRecord } from '../../../http/body.js';
import type { EventKind } from '../../contract/events.js';
import { isSameLabel, toLabels } from '../../toolkit/labels.js';
import { toOptionalOption, toOptionalText, toWords } from '../../toolkit/values/index.js';
import { changeIn, changeOf, tellsChanges, touches, type Values } from './changes.js';
import { STATUSES } from '../conversations/values.js';
import { VISITORS } from './fields.js';
import { messageFilter } from '../messages/filter.js';

type Payload = Record<string, unknown>;

/** Which events of a webhook a trigger tells of. */
export interface EventFilter {
  /** The names the webhook subscribes to. */
  events: string[];
  /** Whether an event of such a name is one the user wants. */
  isWanted(payload: Payload, event: string): boolean;
}

/** Columns that tell who a contact is. */
const IDENTITY = ['email', 'phone_number', 'identifier'];

/** @param input the trigger's filled fields @throws Problem for a choice that doesn't exist */
export function eventFilter(kind: EventKind, input: Record<string, unknown>): EventFilter {
  const inbox = toOptionalText(input['inbox']);
  const isOfInbox = (payload: Payload): boolean =>
    inbox === undefined || inboxOf(payload) === inbox;
  switch (kind) {
    case 'new_contact':
      return toOptionalOption('Unknown Visitors', input['visitors'], Object.keys(VISITORS)) ===
        'all'
        ? { events: ['contact_created'], isWanted: () => true }
        : { events: ['contact_created', 'contact_updated'], isWanted: isNewlyKnown };
    case 'updated_contact':
      return { events: ['contact_updated'], isWanted: changed(input) };
    case 'new_conversation':
      return { events: ['conversation_created'], isWanted: isOfInbox };
    case 'updated_conversation': {
      const isChanged = changed(input);
      return {
        events: ['conversation_updated'],
        isWanted: (payload) => isOfInbox(payload) && isChanged(payload),
      };
    }
    case 'conversation_status_changed': {
      const from = toOptionalOption('From Status', input['from'], Object.keys(STATUSES));
      const to = toOptionalOption('To Status', input['to'], Object.keys(STATUSES));
      return {
        // `conversation_status_changed` doesn't tell the status before (`conversation.rb`: nil by then).
        events: ['conversation_updated'],
        isWanted: (payload) => {
          const status = changeIn(payload['changed_attributes'], 'status');
          const isWanted = status && isOr(from, status.before) && isOr(to, status.after);
          return Boolean(isWanted) && isOfInbox(payload);
        },
      };
    }
    case 'new_message': {
      const passes = messageFilter(input, 'exclude');
      return {
        events: ['message_created'],
        isWanted: (payload) => isOfInbox(payload) && passes(payload),
      };
    }
  }
}

function isOr(wanted: unknown, value: unknown): boolean {
  return wanted === undefined || wanted === value;
}

/** Conversations tell their inbox's number, messages the inbox. */
function inboxOf(payload: Payload): string {
  const inbox = isRecord(payload['inbox']) ? payload['inbox']['id'] : undefined;
  return asText(payload['inbox_id'] ?? inbox);
}

/** A contact that is known from the start, or of whom the first thing that tells who it is comes in. */
function isNewlyKnown(payload: Payload, event: string): boolean {
  if (!isKnown((column) => payload[column])) return false;
  if (event === 'contact_created') return true;
  return !isKnown((column) => {
    const change = changeIn(payload['changed_attributes'], column);
    return change ? change.before : payload[column];
  });
}

/**
 * Whether anything tells who a contact is; else it is an anonymous visitor. Contacts of Telegram,
 * Instagram and the like have none of the columns, but attributes that begin with `social_`
 * (`contacts/sync_attributes.rb`).
 */
function isKnown(valueOf: (column: string) => unknown): boolean {
  const attributes = valueOf('additional_attributes');
  return (
    IDENTITY.some((column) => !isBlank(valueOf(column))) ||
    Object.entries(isRecord(attributes) ? attributes : {}).some(
      ([key, value]) => key.startsWith('social_') && !isBlank(value),
    )
  );
}

/**
 * Whether one of the wanted fields changed or one of the wanted labels was added; where none is, anything but
 * the time of the last activity. An event that doesn't tell passes: better a run too many than none.
 */
function changed(input: Record<string, unknown>): (payload: Payload) => boolean {
  const wanted = toWords(input['changed_fields']);
  const labels = toLabels(input['added_labels']);
  return (payload) => {
    const attributes = payload['changed_attributes'];
    if (!tellsChanges(attributes)) return true;
    const change = changeOf(attributes);
    if (wanted.length + labels.length === 0) return change.changed_fields.length > 0;
    return touches(change, wanted) || adds(changeIn(attributes, 'label_list'), labels);
  };
}

/** Whether a change of labels puts on one of those that are wanted. */
function adds(change: Values | undefined, wanted: readonly string[]): boolean {
  const before = toLabels(change?.before ?? undefined);
  const added = toLabels(change?.after ?? undefined).filter(
    (label) => !before.some((held) => isSameLabel(held, label)),
  );
  return added.some((label) => wanted.some((other) => isSameLabel(label, other)));
}
