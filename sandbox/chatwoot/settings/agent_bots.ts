import {
  accountRow,
  failingRoutes,
  requireAdministrator,
  type AccountContext,
  type AccountRoute,
} from '../auth.js';
import { notFound, ValidationErrors } from '../rails/errors.js';
import { permitObject, permitScalars, toInteger, type JsonObject } from '../rails/params.js';
import { checkLengths, enumName, permitTexts, stringLimit } from '../rails/root_key.js';
import type { AgentBot, Store } from '../store.js';
import { newToken } from '../token.js';

const urlLimit = 2048;

/** Adds the account's agent bots; agents may read them, without their secrets. */
export function agentBotRoutes(accountRoute: AccountRoute, store: Store): void {
  const route = failingRoutes(accountRoute, store);
  route('GET', '/agent_bots', (context) =>
    store.agentBots.filter((bot) => isAccessible(bot, context)).map((bot) => botJson(bot, context)),
  );

  route('GET', '/agent_bots/:id', (context) => {
    const id = toInteger(context.params['id']);
    const bot = store.agentBots.find((row) => row.id === id && isAccessible(row, context));
    if (!bot) throw notFound();
    return botJson(bot, context);
  });

  route('POST', '/agent_bots', (context) => {
    requireAdministrator(context);
    const bot = {
      id: 0,
      account_id: context.account.id,
      name: null,
      description: null,
      outgoing_url: null,
      bot_config: {},
      ...permittedValues(context.params),
      access_token: newToken(),
      secret: newToken(),
    };
    check(bot);
    bot.id = store.nextId('agent_bots', store.agentBots);
    store.agentBots.push(bot);
    return botJson(bot, context);
  });

  route(['PUT', 'PATCH'], '/agent_bots/:id', (context) => {
    const bot = findOwnBot(store, context);
    const values = permittedValues(context.params);
    check({ ...bot, ...values });
    return botJson(Object.assign(bot, values), context);
  });

  route('DELETE', '/agent_bots/:id', (context) => {
    const bot = findOwnBot(store, context);
    store.agentBots = store.agentBots.filter((row) => row !== bot);
    for (const app of store.platformApps) {
      app.agent_bot_ids = app.agent_bot_ids.filter((id) => id !== bot.id);
    }
    for (const conversation of store.conversations) {
      if (conversation.assignee_agent_bot_id === bot.id) conversation.assignee_agent_bot_id = null;
    }
    return undefined;
  });
}

/** The bots of the account, and those of the whole installation. */
function isAccessible(bot: AgentBot, { account }: AccountContext): boolean {
  return bot.account_id === null || bot.account_id === account.id;
}

/**
 * The account's own bot that an administrator asks for.
 * @throws 401 for agents, 404 also for a bot of the installation
 */
function findOwnBot(store: Store, context: AccountContext): AgentBot {
  requireAdministrator(context);
  return accountRow(store.agentBots, context);
}

function permittedValues(params: JsonObject): Partial<AgentBot> {
  const config = permitObject(params, 'bot_config');
  const { bot_type: type } = permitScalars(params, ['bot_type']);
  // There is one type only, so nothing is kept of it.
  if (type !== undefined && type !== null && type !== '') enumName(['webhook'], type);
  return {
    ...permitTexts(params, ['name', 'description', 'outgoing_url']),
    ...(config && { bot_config: config }),
  };
}

function check(bot: Pick<AgentBot, 'name' | 'description' | 'outgoing_url'>): void {
  const errors = new ValidationErrors();
  checkLengths(errors, [
    ['name', bot.name, stringLimit],
    ['description', bot.description, stringLimit],
    ['outgoing_url', bot.outgoing_url, urlLimit],
  ]);
  errors.raise();
}

/** A bot as members see it; its secrets are for the administrators of its own account. */
export function botJson(bot: AgentBot, { account, accountUser }: AccountContext): object {
  const isSystemBot = bot.account_id === null;
  const seesSecrets = accountUser.role === 'administrator' && bot.account_id === account.id;
  return {
    id: bot.id,
    name: bot.name,
    description: bot.description,
    thumbnail: '',
    ...(!isSystemBot && { outgoing_url: bot.outgoing_url }),
    bot_type: 'webhook',
    bot_config: bot.bot_config ?? {},
    account_id: bot.account_id,
    ...(seesSecrets && { access_token: bot.access_token, secret: bot.secret ?? null }),
    system_bot: isSystemBot,
  };
}
