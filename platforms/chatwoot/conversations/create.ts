import { asText, isRecord } from '../../../http/body.js';
import { Problem, statusOf } from '../../../http/problem.js';
import type { ApiRequest } from '../../../http/request.js';
import type { Conversation } from '../../../objects/conversation.js';
import type { FieldMeta, FormInput } from '../../contract/form.js';
import { areSameLabels, toLabels } from '../../toolkit/labels.js';
import type { StartedConversation } from '../../contract/conversations.js';
import { addOnce, isSince, type Mark } from '../../toolkit/writes/add_once.js';
import { inputProblems, repeatProblems } from '../../toolkit/problems.js';
import { writeInOrder, type OrderedWrite } from '../../toolkit/writes/in_order.js';
import { divided, toJsonObject, toText } from '../../toolkit/values/index.js';
import { checkAgent, checkTeam } from './assignment_checks.js';
import { checkSize } from '../custom_attributes/inputs.js';
import { accountRequest, unlessForPeople, type ChatwootClient } from '../client.js';
import { readContact } from '../contacts/find.js';
import { ADDITIONAL_ATTRIBUTES } from './fields.js';
import { conversationsWith } from './find.js';
import { conversationIn } from './shape.js';
import { readState, type ConversationState } from './values.js';
import { writeAgent, writeLabels, writePriority, writeTeam } from './writes.js';
import { chatwootProblems } from '../problems.js';
import { toId } from '../ids.js';
import { cachedInboxFacts } from '../content/inbox_facts.js';
import { labelsAfter } from '../labels.js';
import { isSentText, messageText } from '../content/message_text.js';
import { TEMPLATE } from '../content/template_slots.js';
import { findTemplate, isTemplateField, templateParams } from '../content/templates.js';

/** Channels whose address of a contact the server makes itself, always the same one. */
const ADDRESSED = ['Email', 'Whatsapp', 'Sms', 'TwilioSms'];
/** A new conversation keeps what is sent under this name; one that was there has another's, or none. */
const MARK = 'zapier_request';

/**
 * Starts a conversation with everything in one request; labels and priority take one more each. In an
 * inbox that keeps a single conversation with each contact the server answers that one: it then holds
 * the message, and nothing else is changed (`conversation_builder.rb`).
 * @param input the filled fields of `conversationCreateFields`
 * @throws Problem naming the field that can't be, before the conversation is started
 */
export async function createConversation(
  client: ChatwootClient,
  contactId: string,
  { values, fieldMeta }: FormInput,
): Promise<StartedConversation> {
  const {
    inbox,
    message,
    add_labels: labelInput,
    source_id: source,
    additional_attributes: extrasInput,
    ...rest
  } = values;
  if (inbox === undefined) throw inputProblems.missing('Inbox');
  const extras = toExtras(extrasInput);
  const inboxId = toId('Inbox', inbox);
  const parts = divided(rest, { template: isTemplateField, state: () => true });
  const templateInput = { values: parts.template, fieldMeta };
  const first = await firstMessage(client, inboxId, message, templateInput);
  const state = await readState(client, { values: parts.state, fieldMeta }, []);
  const { agent, team } = state;
  if (agent) await checkAgent(client, agent, inboxId);
  // A bot's key isn't shown the teams. The server fails to show a bot a conversation that has one, so
  // the team comes after, in a request that tells whether there is one (`_conversation.json.jbuilder`).
  const lateTeam = team && !(await checkTeam(client, team)) ? team : undefined;
  const sourceId =
    source === undefined
      ? await knownAddress(client, contactId, inboxId, fieldMeta)
      : toText(source);
  const asked = {
    inbox_id: Number(inboxId),
    contact_id: Number(contactId),
    ...bodyOf(lateTeam === undefined ? state : { ...state, team: undefined }),
    ...(first && { message: first }),
    additional_attributes: extras,
  };
  const body = { ...asked, ...(sourceId !== undefined && { source_id: sourceId }) };
  const labels = toLabels(labelInput);
  return addOnce({
    platform: client.wire.platform,
    memory: client.memory,
    // Without the address that was looked up: a conversation that was started after all gives the contact one.
    key: ['conversation', asked, source, state.priority, labels],
    add: (token) => start(client, body, token, source !== undefined),
    find: (earlier) => findStarted(client, contactId, body, earlier),
    rest: {
      idOf: ({ id }) => id,
      run: (started) => complete(client, started, { ...state, labels, lateTeam }),
    },
  });
}

/** A new conversation's request, without our mark. */
interface StartBody {
  inbox_id: number;
  contact_id: number;
  message?: object;
  additional_attributes: Record<string, unknown>;
}

/** @param isNamed whether the step's own Source ID is in it */
async function start(
  client: ChatwootClient,
  body: StartBody,
  token: string,
  isNamed: boolean,
): Promise<StartedConversation> {
  const call: ApiRequest = {
    method: 'POST',
    path: '/conversations',
    body: { ...body, additional_attributes: { ...body.additional_attributes, [MARK]: token } },
    subject: `contact ${body.contact_id} or inbox ${body.inbox_id}`,
  };
  return accountRequest(client, call, (data, own) => {
    const conversation = conversationIn(own, data);
    return { ...conversation, is_new: isMarked(conversation, token) };
  }).catch((failure: unknown) => {
    if (!(failure instanceof Problem) || statusOf(failure) !== 500) throw failure;
    throw isNamed
      ? chatwootProblems.sourceMayBeTaken(failure)
      : chatwootProblems.cannotStart(failure, client.wire.platform);
  });
}

/**
 * What an earlier run started: the conversation with its mark, or one in which its message came to stand,
 * where the inbox keeps a single one with each contact.
 * @throws Problem (halted) with a bot's key, which isn't shown them
 */
async function findStarted(
  client: ChatwootClient,
  contactId: string,
  { inbox_id: inboxId, message }: StartBody,
  earlier: Mark,
): Promise<StartedConversation | undefined> {
  const found = await unlessForPeople(conversationsWith(client, contactId));
  if (!found) throw repeatProblems.mayBeThere(client.wire.platform);
  const started = found.find((one) => isMarked(one, earlier.token));
  if (started) return { ...started, is_new: true };
  const content = isRecord(message) ? asText(message['content']) : '';
  const reused = found.find(
    (one) =>
      content !== '' &&
      one.inbox_id === String(inboxId) &&
      isSince(one.last_activity_at, earlier) &&
      isSentText(content, one.last_message ?? ''),
  );
  return reused && { ...reused, is_new: false };
}

function isMarked({ additional_attributes: extras }: Conversation, token: string): boolean {
  return isRecord(extras) && extras[MARK] === token;
}

/** Adds what one request can't do; a conversation that was there before is left alone. */
async function complete(
  client: ChatwootClient,
  started: StartedConversation,
  state: ConversationState & { labels: string[]; lateTeam: string | undefined },
): Promise<StartedConversation> {
  if (!started.is_new) return started;
  const { labels, lateTeam } = state;
  const writes = writesAfter(client, started, state, labels);
  if (lateTeam !== undefined) {
    writes.push({ what: 'the team', run: (shape) => writeTeam(client, shape, lateTeam) });
  }
  const added = `the new conversation (ID ${started.id})`;
  const { deadline } = client.wire;
  return {
    ...(await writeInOrder(writes, started as Conversation, { added, deadline })),
    is_new: true,
  };
}

/**
 * The contact's own name in the inbox. Without it the server makes up a new one for each conversation
 * in API and website inboxes, and doesn't see that the contact has one there already
 * (`contact_inbox_builder.rb`). Where it is the contact's address, the server makes it without being told.
 */
async function knownAddress(
  client: ChatwootClient,
  contactId: string,
  inboxId: string,
  fieldMeta: FieldMeta,
): Promise<unknown> {
  const meta = fieldMeta['inbox'];
  const channel =
    meta?.['inbox'] === inboxId
      ? meta['channel']
      : (await cachedInboxFacts(client, inboxId))?.channel;
  if (ADDRESSED.includes(String(channel))) return undefined;
  // A bot's key isn't shown the contact: the server then makes up a name, unless Source ID tells one.
  const contact = await unlessForPeople(readContact(client, contactId));
  const sessions = contact?.['contact_inboxes'];
  if (!Array.isArray(sessions)) return undefined;
  const own = sessions.filter(isRecord).findLast((session) => session['inbox_id'] === inboxId);
  return own?.['source_id'];
}

async function firstMessage(
  client: ChatwootClient,
  inboxId: string,
  message: unknown,
  template: FormInput,
): Promise<object | undefined> {
  const content = messageText(message);
  if (Object.keys(template.values).length === 0)
    return content === undefined ? undefined : { content };
  if (template.values[TEMPLATE] === undefined) throw inputProblems.missing('Template');
  if (content !== undefined) throw chatwootProblems.messageAndTemplate();
  return templateParams(await findTemplate(client, inboxId, template), template.values);
}

/** @throws Problem when it is no JSON object, or holds what the server refuses */
function toExtras(given: unknown): Record<string, unknown> {
  if (given === undefined) return {};
  const extras = toJsonObject(ADDITIONAL_ATTRIBUTES, given);
  for (const [key, value] of Object.entries(extras)) {
    checkSize(`${ADDITIONAL_ATTRIBUTES}, ${key}`, value);
  }
  return extras;
}

function bodyOf(state: ConversationState): Record<string, unknown> {
  const { status, snoozedUntil, agent, team, attributes } = state;
  const { set } = attributes;
  return {
    ...(status !== undefined && { status }),
    // A date as text, unlike in toggle_status.
    ...(snoozedUntil && { snoozed_until: snoozedUntil.toISOString() }),
    ...(agent && { assignee_id: Number(agent) }),
    ...(team && { team_id: Number(team) }),
    ...(Object.keys(set).length > 0 && { custom_attributes: set }),
  };
}

/** What the one request can't do, and the agent whom the team or the inbox's own rules put aside. */
function writesAfter(
  client: ChatwootClient,
  created: Conversation,
  { agent, priority }: ConversationState,
  add: string[],
): OrderedWrite<Conversation>[] {
  const writes: OrderedWrite<Conversation>[] = [];
  const labels = labelsAfter(created.labels ?? [], { add, remove: [], replace: undefined });
  if (!areSameLabels(labels, created.labels ?? [])) {
    writes.push({ what: 'the labels', run: (shape) => writeLabels(client, shape, labels) });
  }
  if (agent !== undefined && agent !== (created.assignee_id ?? null)) {
    writes.push({ what: 'the agent', run: (shape) => writeAgent(client, shape, agent) });
  }
  // Last, because its answer is the whole conversation (before 3.7 there is none).
  if (priority) {
    writes.push({ what: 'the priority', run: (shape) => writePriority(client, shape, priority) });
  }
  return writes;
}
