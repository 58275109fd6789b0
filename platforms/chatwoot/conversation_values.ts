import { problem } from '../../http/problem.js';
import { attributeKeyOf } from '../attribute_key.js';
import type { FieldMeta } from '../form.js';
import { isNobody } from '../nobody.js';
import { inputProblems } from '../problems.js';
import { omit, toFutureTime, toOption } from '../values.js';
import type { ChatwootClient } from './client.js';
import { attributeValues } from './custom_attributes.js';
import { chatwootTexts } from './errors.js';
import { toId } from './ids.js';

export const STATUSES = {
  open: 'Open',
  pending: 'Pending',
  snoozed: 'Snoozed',
  resolved: 'Resolved',
};
export const PRIORITIES = { low: 'Low', medium: 'Medium', high: 'High', urgent: 'Urgent' };

/** The server's own limits for attributes (`jsonb_attributes_length_validator.rb`). */
const LONGEST_TEXT = 1500;
const BIGGEST_NUMBER = 9_999_999_999;

/** What a conversation is to be like; undefined leaves a value alone, null empties it. */
export interface ConversationState {
  status: string | undefined;
  snoozedUntil: Date | undefined;
  priority: string | null | undefined;
  agent: string | null | undefined;
  team: string | null | undefined;
  /** By the attribute's own key. */
  attributes: Record<string, unknown>;
}

/**
 * Reads the fields that creating and updating have in common.
 * @param values the step's filled fields; others than these are refused
 * @throws Problem naming the field that can't be as it is, before any write
 */
export async function readState(
  client: ChatwootClient,
  values: Record<string, unknown>,
  fieldMeta: FieldMeta,
): Promise<ConversationState> {
  const keys = ['status', 'snoozed_until', 'priority', 'agent', 'team'];
  const inputs = omit(values, keys);
  const unknown = Object.keys(inputs).find((key) => attributeKeyOf(key) === undefined);
  if (unknown) throw inputProblems.unknownField(unknown);
  const { status, snoozed_until: until, priority, agent, team } = values;
  const state = {
    status: status === undefined ? undefined : toStatus(status),
    snoozedUntil: until === undefined ? undefined : toFutureTime('Snooze Until', until),
    priority: priority === undefined ? undefined : toPriority(priority),
    agent: agent === undefined ? undefined : toAgent(agent),
    team: team === undefined ? undefined : toId('Team', team),
  };
  if (state.snoozedUntil && state.status !== 'snoozed') {
    throw problem(chatwootTexts.snoozeNeedsStatus);
  }
  return { ...state, attributes: await readAttributes(client, inputs, fieldMeta) };
}

/** @throws Problem that lists the statuses */
export function toStatus(value: unknown): string {
  return toOption('Status', value, Object.keys(STATUSES));
}

/** @throws Problem that lists the priorities */
export function toPriority(value: unknown): string {
  return toOption('Priority', value, Object.keys(PRIORITIES));
}

/** An agent's id, or null for nobody. @throws Problem when it is neither */
export function toAgent(value: unknown): string | null {
  return isNobody(value) ? null : toId('Agent', value);
}

async function readAttributes(
  client: ChatwootClient,
  inputs: Record<string, unknown>,
  fieldMeta: FieldMeta,
): Promise<Record<string, unknown>> {
  if (Object.keys(inputs).length === 0) return {};
  const attributes = await attributeValues(client, 'conversation', inputs, fieldMeta);
  for (const inputKey of Object.keys(inputs)) {
    const key = attributeKeyOf(inputKey) ?? inputKey;
    checkSize(String(fieldMeta[inputKey]?.['label'] ?? key), attributes[key]);
  }
  return attributes;
}

/** @throws Problem for a text or a number of an attribute that the server refuses as too big */
export function checkSize(label: string, value: unknown): void {
  // Characters as the server counts them: an emoji is one.
  const length = typeof value === 'string' ? Array.from(value).length : 0;
  if (length > LONGEST_TEXT) throw inputProblems.tooLong(label, length, LONGEST_TEXT);
  if (typeof value === 'number' && Number.isInteger(value) && value > BIGGEST_NUMBER) {
    throw inputProblems.tooBig(label, value, BIGGEST_NUMBER);
  }
}
