import { asText } from '../../../http/body.js';
import { path } from '../../../http/path.js';
import type { Reader } from '../../../http/request.js';
import type { Conversation } from '../../../objects/conversation.js';
import { nothingIn, recordIn } from '../../toolkit/answer.js';
import { like, type Keeping } from '../../toolkit/cache.js';
import { NOBODY } from '../../toolkit/fields/nobody.js';
import { omit } from '../../toolkit/values/index.js';
import { accountRequest, isNoRoute, withErrors, type ChatwootClient } from '../client.js';
import { conversationIn } from './shape.js';
import { conversationErrors } from '../errors.js';
import { chatwootProblems } from '../problems.js';
import { labelsIn } from '../labels.js';
import { text, time } from '../read.js';

const NO_TEAM = 'no team';
/** For how long an older server isn't asked again whether it was updated. */
const NO_ROUTE: Keeping<boolean> = { version: 1, seconds: 24 * 60 * 60, shape: like(true) };
const PRIORITY_ROUTE = 'no priority route';

// Each function sends one write (that of the priority two where the first finds no route) and gives back the conversation with what the answer says. None but the
// one of the priority answers the conversation itself.

/**
 * Sets or empties the priority, which the server answers with the whole conversation.
 * @returns undefined where the server has no such route, as before 3.7: nothing was done then
 */
export async function patchPriority(
  client: ChatwootClient,
  id: string,
  priority: string | null,
): Promise<Conversation | undefined> {
  const { memory } = client;
  if (await memory.recall(PRIORITY_ROUTE, NO_ROUTE)) return undefined;
  try {
    return await accountRequest(
      withErrors(client, conversationErrors),
      {
        method: 'PATCH',
        path: path`/conversations/${id}`,
        body: { priority },
        subject: `conversation ${id}`,
      },
      (data, own) => conversationIn(own, data),
    );
  } catch (failure) {
    if (!isNoRoute(failure)) throw failure;
    await memory.remember(PRIORITY_ROUTE, NO_ROUTE, true);
    return undefined;
  }
}

/** Sets or empties the priority, on older servers by the route of its own, which answers nothing. */
export async function writePriority(
  client: ChatwootClient,
  conversation: Conversation,
  priority: string | null,
): Promise<Conversation> {
  const { id } = conversation;
  const patched = await patchPriority(client, id, priority);
  if (patched) return patched;
  await accountRequest(
    client,
    {
      method: 'POST',
      path: path`/conversations/${id}/toggle_priority`,
      body: { priority },
      subject: `conversation ${id}`,
      repeatable: true,
      emptyAnswer: true,
    },
    (data) => nothingIn(client.wire, data),
  );
  const others = omit(conversation, ['priority', 'updated_at']) as Conversation;
  return { ...others, ...(priority !== null && { priority }) };
}

/** Writes all attributes: the server forgets those that aren't sent. */
export async function writeAttributes(
  client: ChatwootClient,
  conversation: Conversation,
  attributes: Record<string, unknown>,
): Promise<Conversation> {
  const body = { custom_attributes: attributes };
  return post(client, { conversation, action: 'custom_attributes', body }, (data) => {
    const held = recordIn(client.wire, data, { at: ['custom_attributes'], has: [] });
    return { ...conversation, custom_attributes: held };
  });
}

/** Writes all labels: the server takes off those that aren't sent. */
export async function writeLabels(
  client: ChatwootClient,
  conversation: Conversation,
  labels: readonly string[],
): Promise<Conversation> {
  return post(client, { conversation, action: 'labels', body: { labels } }, (data) => ({
    ...conversation,
    labels: labelsIn(client, data),
  }));
}

/** Sets the status; without a time, a snooze lasts until the contact writes. */
export async function writeStatus(
  client: ChatwootClient,
  conversation: Conversation,
  status: string,
  snoozedUntil: Date | undefined,
): Promise<Conversation> {
  const body = {
    status,
    // Unix seconds, unlike everywhere else: other times break the server.
    ...(snoozedUntil && { snoozed_until: Math.floor(snoozedUntil.getTime() / 1000) }),
  };
  const payload = await post(client, { conversation, action: 'toggle_status', body }, (data) =>
    recordIn(client.wire, data, { at: ['payload'], has: ['current_status'] }),
  );
  const until = time(payload['snoozed_until']);
  const now = text(payload['current_status']) ?? status;
  // Resolving also ends the contact's waiting, which the answer doesn't tell.
  const outdated = now === 'resolved' ? ['snoozed_until', 'waiting_since'] : ['snoozed_until'];
  return {
    ...(omit(conversation, outdated) as Conversation),
    status: now,
    ...(until !== undefined && { snoozed_until: until }),
  };
}

/**
 * Assigns an agent, or nobody. An unknown agent makes the server unassign: then the one from before is
 * put back.
 * @throws Problem when the server doesn't know the agent
 */
export async function writeAgent(
  client: ChatwootClient,
  conversation: Conversation,
  agent: string | null,
): Promise<Conversation> {
  const data = await assign(client, conversation, {
    assignee_id: toNumberOrNull(agent),
  });
  if (agent !== null && !data) {
    const { assignee_name: name = NOBODY } = conversation;
    const kept = await restoreAssignee(client, conversation, conversation).then(
      () => name,
      () => NOBODY,
    );
    throw chatwootProblems.unknownAgent(agent, client.wire.platform, kept);
  }
  return withAssignee(conversation, data);
}

/** Gives the conversation back to whom it belonged before: an agent, a bot or nobody. */
export async function restoreAssignee(
  client: ChatwootClient,
  conversation: Conversation,
  before: Pick<Conversation, 'assignee_id' | 'assignee_type'>,
): Promise<Conversation> {
  const isBot = before.assignee_type === 'AgentBot';
  const data = await assign(client, conversation, {
    assignee_id: toNumberOrNull(before.assignee_id ?? null),
    ...(isBot && { assignee_type: 'AgentBot' }),
  });
  return { ...withAssignee(conversation, data), ...(isBot && { assignee_type: 'AgentBot' }) };
}

/**
 * Sets or takes off the team. An unknown team makes the server take it off: then the one from before is
 * put back.
 * @throws Problem when the server doesn't know the team
 */
export async function writeTeam(
  client: ChatwootClient,
  conversation: Conversation,
  team: string | null,
): Promise<Conversation> {
  const data = await assign(client, conversation, { team_id: toNumberOrNull(team) });
  if (team !== null && !data) {
    const kept = await restoreTeam(client, conversation).catch(() => NO_TEAM);
    throw chatwootProblems.unknownTeamKept(team, client.wire.platform, kept);
  }
  const others = omit(conversation, ['team_id', 'team_name']) as Conversation;
  if (!data) return others;
  return { ...others, team_id: asText(data['id']), team_name: asText(data['name']) };
}

/** The way back goes through the server's own assigning, so the agent is put back as well. */
async function restoreTeam(client: ChatwootClient, conversation: Conversation): Promise<string> {
  const { team_id: id, team_name: name = NO_TEAM } = conversation;
  if (id === undefined) return NO_TEAM;
  await assign(client, conversation, { team_id: Number(id) });
  await restoreAssignee(client, conversation, conversation);
  return name;
}

function withAssignee(
  conversation: Conversation,
  agent: Record<string, unknown> | null,
): Conversation {
  const others = omit(conversation, [
    'assignee_id',
    'assignee_name',
    'assignee_type',
  ]) as Conversation;
  if (!agent) return others;
  return {
    ...others,
    assignee_id: asText(agent['id']),
    assignee_name: asText(agent['available_name']) || asText(agent['name']),
    assignee_type: 'User',
  };
}

/** @returns the agent or team of the answer; null when none is assigned, or the one asked for is unknown */
async function assign(
  client: ChatwootClient,
  conversation: Conversation,
  body: Record<string, unknown>,
): Promise<Record<string, unknown> | null> {
  return post(client, { conversation, action: 'assignments', body }, (data) => {
    return data === null ? null : recordIn(client.wire, data);
  });
}

/** A write of a conversation's part, which the path names behind it. */
interface PartWrite {
  conversation: Conversation;
  action: 'custom_attributes' | 'labels' | 'toggle_status' | 'assignments';
  body: Record<string, unknown>;
}

/** All of these set what is given: a repeat does no harm. */
async function post<Result>(
  client: ChatwootClient,
  { conversation: { id }, action, body }: PartWrite,
  read: Reader<Result>,
): Promise<Result> {
  return accountRequest(
    client,
    {
      method: 'POST',
      path: path`/conversations/${id}/${action}`,
      body,
      subject: `conversation ${id}`,
      repeatable: true,
    },
    read,
  );
}

function toNumberOrNull(id: string | null): number | null {
  return id === null ? null : Number(id);
}
