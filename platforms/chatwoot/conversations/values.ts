import type { FormInput } from '../../contract/form.js';
import { isNobody } from '../../toolkit/fields/nobody.js';
import { divided, toFutureTime, toOption } from '../../toolkit/values/index.js';
import {
  isAttributeInput,
  readAttributeChange,
  type AttributeChange,
} from '../custom_attributes/inputs.js';
import type { ChatwootClient } from '../client.js';
import { chatwootProblems } from '../problems.js';
import { toId } from '../ids.js';

export const STATUSES = {
  open: 'Open',
  pending: 'Pending',
  snoozed: 'Snoozed',
  resolved: 'Resolved',
};
export const PRIORITIES = { low: 'Low', medium: 'Medium', high: 'High', urgent: 'Urgent' };

/** Inputs of a conversation's state, besides its attributes. */
const OWN = ['status', 'snoozed_until', 'priority', 'agent', 'team'];

/** What a conversation is to be like; undefined leaves a value alone, null empties it. */
export interface ConversationState {
  status: string | undefined;
  snoozedUntil: Date | undefined;
  priority: string | null | undefined;
  agent: string | null | undefined;
  team: string | null | undefined;
  attributes: AttributeChange;
}

/**
 * Reads the fields that creating and updating have in common.
 * @param input of these alone; others are refused
 * @param cleared what Clear Fields holds of attributes
 * @throws Problem naming the field that can't be as it is, before any write
 */
export async function readState(
  client: ChatwootClient,
  input: FormInput,
  cleared: readonly string[],
): Promise<ConversationState> {
  const { own, attributes } = divided(input.values, {
    own: (key) => OWN.includes(key),
    attributes: isAttributeInput,
  });
  const { status, snoozed_until: until, priority, agent, team } = own;
  const state = {
    status: status === undefined ? undefined : toStatus(status),
    snoozedUntil: until === undefined ? undefined : toFutureTime('Snooze Until', until),
    priority: priority === undefined ? undefined : toPriority(priority),
    agent: agent === undefined ? undefined : toAgent(agent),
    team: team === undefined ? undefined : toId('Team', team),
  };
  if (state.snoozedUntil && state.status !== 'snoozed') {
    throw chatwootProblems.snoozeNeedsStatus();
  }
  const attributeInput = { ...input, values: attributes };
  return {
    ...state,
    attributes: await readAttributeChange(client, 'conversation', attributeInput, cleared),
  };
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
