import { agentJson } from '../account/agent_json.js';
import { BOTS_CHANGE, type AccountRoute, type BotRoute, type CallerContext } from '../auth.js';
import { findConversation } from './conversation_access.js';
import { updateConversation } from './conversation_changes.js';
import { slimBotJson } from './conversation_json.js';
import { notFound } from '../rails/errors.js';
import { checkInbox } from '../inboxes/inbox_access.js';
import { pick, isBlank, permitList, toInteger } from '../rails/params.js';
import type { AgentBot, Conversation, Store } from '../store.js';

/** Adds POST assignments, and the agents a conversation of some inboxes can be assigned to. */
export function conversationAssignmentRoutes(
  route: AccountRoute,
  botRoute: BotRoute,
  store: Store,
): void {
  botRoute(BOTS_CHANGE, 'POST', '/conversations/:conversation_id/assignments', (context) => {
    const conversation = findConversation(store, context);
    const assigned = assign(store, context, conversation);
    if (assigned) return assigned;
    // The body is JSON's null, which isn't an empty body.
    context.reply.type('application/json; charset=utf-8');
    return 'null';
  });

  route('GET', '/assignable_agents', (context) => {
    const { account, params } = context;
    const inboxes = (permitList(params, 'inbox_ids') ?? []).map((id) => {
      const inbox = store.inboxes.find((row) => row.id === toInteger(id));
      if (inbox?.account_id !== account.id) throw notFound();
      checkInbox(context, inbox);
      return inbox;
    });
    const members = store.membersOf(account.id);
    const isInAll = (id: number): boolean =>
      inboxes.length > 0 && inboxes.every((inbox) => inbox.member_ids.includes(id));
    const agents = members.filter((row) => isInAll(row.user_id));
    const administrators = members.filter((row) => row.role === 'administrator');
    const found = new Set([...agents, ...administrators].map((row) => row.user_id));
    const people = store.usersOf([...found]).map((row) => agentJson(store, row, account.id));
    if (isBlank(params['include_agent_bots'])) return { payload: people };
    const bots = store.agentBots.filter((row) => serves(row, account.id));
    return {
      payload: [
        ...people.map((row) => ({ ...row, assignee_type: 'User' })),
        ...bots.map((row) => ({ ...slimBotJson(row), assignee_type: 'AgentBot' })),
      ],
    };
  });
}

/** Whether an account may use a bot: its own, and those of the whole installation. */
export function serves(bot: AgentBot, accountId: number): boolean {
  return bot.account_id === null || bot.account_id === accountId;
}

/** The key assignee_id decides, even as null; only without it team_id is looked at. */
function assign(
  store: Store,
  { account, user, bot, params }: CallerContext,
  conversation: Conversation,
): object | null {
  const author = user ?? bot;
  const id = toInteger(params['assignee_id']);
  if (params['assignee_type'] === 'AgentBot') {
    const assignee = store.agentBots.find((row) => row.id === id && serves(row, account.id));
    if (!assignee) return null;
    const values = { assignee_id: null, assignee_agent_bot_id: assignee.id };
    updateConversation(store, conversation, values, author);
    return slimBotJson(assignee);
  }
  if ('assignee_id' in params) {
    const [agent] = store.member(account.id, id) ? store.usersOf([id]) : [];
    const values = { assignee_id: agent?.id ?? null, assignee_agent_bot_id: null };
    updateConversation(store, conversation, values, author);
    return agent ? agentJson(store, agent, account.id) : null;
  }
  if (!('team_id' in params)) return null;
  const team = store.teams.find(
    (row) => row.id === toInteger(params['team_id']) && row.account_id === account.id,
  );
  updateConversation(store, conversation, { team_id: team?.id ?? null }, author);
  if (!team) return null;
  const created = new Date(0);
  return {
    ...pick(team, 'id', 'name', 'description', 'allow_auto_assign', 'account_id', 'icon'),
    icon_color: team.icon_color,
    created_at: created,
    updated_at: created,
  };
}
