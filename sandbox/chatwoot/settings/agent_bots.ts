import type { AccountContext } from '../auth.js';
import { json, nullableEnumeration, string, unwritten } from '../rails/columns.js';
import { pick } from '../rails/params.js';
import { resource } from '../resource.js';
import { at } from '../seed/seed_time.js';
import type { AgentBot, Store } from '../store.js';
import { newToken } from '../token.js';

/** What the platform API writes of a bot too. */
export const botTexts = {
  name: string(),
  description: string(),
  outgoing_url: string({ limit: 2048 }),
};

/** The account's agent bots; agents may read them, without their secrets. */
export const agentBots = resource({
  path: '/agent_bots',
  rows: (store) => store.agentBots,
  everyone: ['list', 'show'],
  administrators: ['create', 'update', 'delete'],
  roleFirst: true,
  fails: (store) => store.failsOverLabelsAndBots,
  // Those of the whole installation are read like the account's own, and not changed.
  isKnown: (bot, { account }) => bot.account_id === null || bot.account_id === account.id,
  isChangeable: (bot) => bot.account_id !== null,
  columns: {
    ...botTexts,
    bot_config: json(),
    // There is one type only, so nobody looks at what is kept here.
    bot_type: nullableEnumeration(['webhook'], 'webhook'),
    access_token: unwritten(''),
    secret: unwritten(''),
  },
  fresh: () => ({ access_token: newToken(), secret: newToken() }),

  save(draft, errors) {
    errors.raise();
    return draft;
  },
  deleted: (bot, { store }) => forgetBot(store, bot),

  json: botJson,
});

/** Takes a deleted bot from its platform app and off its conversations. */
export function forgetBot(store: Store, bot: AgentBot): void {
  for (const app of store.platformApps) {
    app.agent_bot_ids = app.agent_bot_ids.filter((id) => id !== bot.id);
  }
  for (const conversation of store.conversations) {
    if (conversation.assignee_agent_bot_id === bot.id) conversation.assignee_agent_bot_id = null;
  }
}

/** A bot as members see it; its secrets are for the administrators of its own account. */
export function botJson(bot: AgentBot, { account, accountUser }: AccountContext): object {
  const isSystemBot = bot.account_id === null;
  const seesSecrets = accountUser.role === 'administrator' && bot.account_id === account.id;
  return {
    ...pick(bot, 'id', 'name', 'description', 'account_id'),
    thumbnail: '',
    ...(!isSystemBot && { outgoing_url: bot.outgoing_url }),
    bot_type: 'webhook',
    bot_config: bot.bot_config ?? {},
    ...(seesSecrets && { access_token: bot.access_token, secret: bot.secret ?? null }),
    system_bot: isSystemBot,
  };
}

/** A bot as its inbox shows it: administrators get the token's whole row, and that of installation-wide bots too. */
export function botOfInboxJson(bot: AgentBot, context: AccountContext): object {
  const made = at(0).toISOString();
  const row = {
    id: 1000 + bot.id,
    owner_type: 'AgentBot',
    owner_id: bot.id,
    token: bot.access_token,
    ...{ created_at: made, updated_at: made },
  };
  return {
    ...botJson(bot, context),
    ...(context.accountUser.role === 'administrator' && { access_token: row }),
  };
}
