import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../../../http/body.js';
import type { Conversation } from '../../../objects/conversation.js';
import type { Keeping } from '../../toolkit/cache.js';
import { checkLabels, isNothing } from '../../toolkit/writes/change_checks.js';
import type { LabelChange } from '../../contract/change.js';
import type { RecordChange } from '../../contract/change.js';
import { inputProblems } from '../../toolkit/problems.js';
import { writeInOrder, type OrderedWrite } from '../../toolkit/writes/in_order.js';
import { omit } from '../../toolkit/values/index.js';
import { agentOwner, checkAgent } from './assignment_checks.js';
import { unlessForPeople, type ChatwootClient } from '../client.js';
import { clearableConversationFields, isClearable } from './fields.js';
import { readConversation } from './find.js';
import { readState, type ConversationState } from './values.js';
import {
  patchPriority,
  restoreAssignee,
  writeAgent,
  writeAttributes,
  writeLabels,
  writePriority,
  writeStatus,
  writeTeam,
} from './writes.js';
import { labelsAfter } from '../labels.js';

type ConversationWrite = OrderedWrite<Conversation>;

/** What a change comes to, ready to be compared with the conversation. */
interface Wanted extends ConversationState {
  labels: LabelChange;
}

/**
 * Changes a conversation: reads it, and writes only what differs, attributes and labels first and the
 * status last because it starts automations. A priority alone takes a single request where the server has the
 * route that answers the conversation.
 * @returns the conversation after the change, read again only where the server may have assigned someone
 * @throws Problem naming the field; a failure in the middle says what was done before it
 */
export async function updateConversation(
  client: ChatwootClient,
  id: string,
  change: RecordChange,
): Promise<Conversation> {
  const wanted = await readWanted(client, change);
  const patched =
    wanted.priority !== undefined && !needsLook(wanted)
      ? await patchPriority(client, id, wanted.priority)
      : undefined;
  if (patched) {
    const done: ConversationWrite = { what: 'the priority', run: () => Promise.resolve(patched) };
    const others = [
      ...ownWrites(client, patched, wanted),
      ...statusWrites(client, patched, wanted),
    ];
    if (others.length === 0) return patched;
    return withoutOldTime(await writeInOrder([done, ...others], patched));
  }
  const before = needsRead(wanted)
    ? await readConversation(client, id)
    : await unlessForPeople(readConversation(client, id));
  if (!before) return writeInOrder(stateWrites(client, wanted), { id });
  const debt = debtOf(client, id, change);
  const owed = wanted.status === 'open' ? await debt.recall() : undefined;
  const { writes, mayAssign, isTaken } = await allWrites(client, before, wanted, owed);
  if (writes.length === 0) return before;
  if (isTaken) await debt.remember(owed ?? before);
  const after = withoutOldTime(await writeInOrder(writes, before));
  if (isTaken) await debt.forget();
  // Everything is written by now: a failure to read it once more is no failure of the step.
  return mayAssign ? readConversation(client, id).catch(() => after) : after;
}

/** Whose a conversation was before the server gave it to the key's owner. */
type Assignee = Pick<Conversation, 'assignee_id' | 'assignee_type'>;

/** To whom the conversation is to be given back, for a repeat that finds it open and with the key's owner. */
interface Debt {
  recall(): Promise<Assignee | undefined>;
  remember(before: Assignee): Promise<unknown>;
  forget(): Promise<void>;
}

const DEBT: Keeping<Assignee> = { version: 1, seconds: 12 * 60 * 60, shape: toAssignee };

function debtOf({ memory }: ChatwootClient, id: string, change: RecordChange): Debt {
  const { values, clear, labels } = change;
  const name = `taken:${JSON.stringify([id, values, clear, labels])}`;
  return {
    recall: () => memory.recall(name, DEBT),
    remember: (before) => memory.remember(name, DEBT, toAssignee(before) ?? {}),
    forget: () => memory.forget(name, DEBT),
  };
}

function toAssignee(of: unknown): Assignee | undefined {
  if (!isRecord(of)) return undefined;
  const { assignee_id: id, assignee_type: type } = of;
  return {
    ...(typeof id === 'string' && { assignee_id: id }),
    ...(typeof type === 'string' && { assignee_type: type }),
  };
}

/** True for what may yet be refused once the conversation is known, before anything is written. */
function needsLook({ agent, team, status }: Wanted): boolean {
  return agent !== undefined || team !== undefined || status === 'open';
}

/** True for what is merged with what is there. */
function needsRead({ attributes, labels }: Wanted): boolean {
  return (
    Object.keys(attributes.set).length + attributes.removed.length > 0 ||
    labels.replace !== undefined ||
    labels.add.length > 0 ||
    labels.remove.length > 0
  );
}

/**
 * All that is asked for, whatever the conversation is like: servers before 4.15 let an agent bot change
 * conversations that they don't show it.
 */
function stateWrites(
  client: ChatwootClient,
  { priority, team, agent, status, snoozedUntil }: Wanted,
): ConversationWrite[] {
  const writes: ConversationWrite[] = [];
  if (priority !== undefined) {
    writes.push({ what: 'the priority', run: (shape) => writePriority(client, shape, priority) });
  }
  if (team !== undefined) {
    writes.push({ what: 'the team', run: (shape) => writeTeam(client, shape, team) });
  }
  if (agent !== undefined) {
    writes.push({ what: 'the agent', run: (shape) => writeAgent(client, shape, agent) });
  }
  if (status !== undefined) {
    writes.push({
      what: 'the status',
      run: (shape) => writeStatus(client, shape, status, snoozedUntil),
    });
  }
  return writes;
}

/** The time of the last change is from before the writes, whose answers don't tell it. */
function withoutOldTime(conversation: Conversation): Conversation {
  return omit(conversation, ['updated_at']) as Conversation;
}

async function readWanted(client: ChatwootClient, change: RecordChange): Promise<Wanted> {
  if (isNothing(change)) throw inputProblems.nothingToChange();
  const { values, clear, labels } = change;
  checkLabels(labels, clear);
  const conflict = clear.find((key) => Object.hasOwn(values, key));
  if (conflict) throw inputProblems.clearedAndSet(conflict);
  const unclearable = clear.find((key) => !isClearable(key));
  if (unclearable) throw inputProblems.notClearable(unclearable);
  const standard = ['labels', ...clearableConversationFields.map(({ key }) => key)];
  const attributes = clear.filter((key) => !standard.includes(key));
  const state = await readState(client, change, attributes);
  const cleared = (key: string): boolean => clear.includes(key);
  return {
    ...state,
    priority: cleared('priority') ? null : state.priority,
    agent: cleared('agent') ? null : state.agent,
    team: cleared('team') ? null : state.team,
    labels: cleared('labels') ? { add: [], remove: [], replace: [] } : labels,
  };
}

async function allWrites(
  client: ChatwootClient,
  before: Conversation,
  wanted: Wanted,
  owed: Assignee | undefined,
): Promise<{ writes: ConversationWrite[]; mayAssign: boolean; isTaken: boolean }> {
  const { agent, team, priority, status } = wanted;
  const movesTeam = team !== undefined && team !== (before.team_id ?? null);
  const opens = status === 'open' && before.status !== 'open';
  const isSameAgent = agent === agentOf(before);
  const owner =
    (opens || owed) && (agent === undefined || isSameAgent) ? await agentOwner(client) : undefined;
  // A new team and opening may put another agent in, so the one asked for is set once more, after them.
  const isAtRisk = movesTeam || (opens && (agent === null || (owner ?? agent) !== agent));
  const setsAgent = agent !== undefined && (!isSameAgent || isAtRisk);
  if (agent !== undefined && agent !== null && !isSameAgent && before.inbox_id) {
    await checkAgent(client, agent, before.inbox_id);
  }
  const isOwners = owner !== undefined && owner === agentOf(before);
  const isTaken =
    agent === undefined && owner !== undefined && (owed ? isOwners : opens && !isOwners);
  const writes = ownWrites(client, before, wanted);
  if (priority !== undefined && priority !== (before.priority ?? null)) {
    writes.push({ what: 'the priority', run: (shape) => writePriority(client, shape, priority) });
  }
  if (movesTeam) {
    writes.push({ what: 'the team', run: (shape) => writeTeam(client, shape, team) });
  }
  const agentWrites: ConversationWrite[] = setsAgent
    ? [{ what: 'the agent', run: (shape) => writeAgent(client, shape, agent) }]
    : [];
  const last = statusWrites(client, before, wanted);
  writes.push(...(opens ? [...last, ...agentWrites] : [...agentWrites, ...last]));
  if (isTaken) {
    writes.push({
      what: 'giving it back to whom it belonged',
      run: (shape) => restoreAssignee(client, shape, owed ?? before),
    });
  }
  const isOpenToAll = opens && owner === undefined && agentOf(before) === null;
  return {
    writes,
    isTaken,
    mayAssign: agent === undefined && !isTaken && (movesTeam || isOpenToAll),
  };
}

/** Attributes and labels: what nothing else depends on. */
function ownWrites(
  client: ChatwootClient,
  before: Conversation,
  { attributes, labels }: Wanted,
): ConversationWrite[] {
  const writes: ConversationWrite[] = [];
  const held = before.custom_attributes ?? {};
  const merged = omit({ ...held, ...attributes.set }, attributes.removed);
  if (!isDeepStrictEqual(merged, held)) {
    writes.push({
      what: 'the custom attributes',
      run: (shape) => writeAttributes(client, shape, merged),
    });
  }
  const current = before.labels ?? [];
  const after = labelsAfter(current, labels);
  // Spelled otherwise it is another list: a conversation shows its labels as they were written last.
  if (!isDeepStrictEqual(after.toSorted(), current.toSorted())) {
    writes.push({ what: 'the labels', run: (shape) => writeLabels(client, shape, after) });
  }
  return writes;
}

function statusWrites(
  client: ChatwootClient,
  before: Conversation,
  { status, snoozedUntil }: Wanted,
): ConversationWrite[] {
  if (status === undefined) return [];
  const seconds = (time: number): number => Math.floor(time / 1000);
  const isSameTime =
    snoozedUntil === undefined ||
    seconds(snoozedUntil.getTime()) === seconds(Date.parse(before.snoozed_until ?? ''));
  if (status === before.status && isSameTime) return [];
  return [
    {
      what: 'the status',
      run: (shape) => writeStatus(client, shape, status, snoozedUntil),
    },
  ];
}

/** The agent's id, null when it is a bot's or nobody's. */
function agentOf({ assignee_id: id, assignee_type: type }: Conversation): string | null {
  return id === undefined || type === 'AgentBot' ? null : id;
}
