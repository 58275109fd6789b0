import { railsNotFound, ValidationErrors } from '../rails/errors.js';
import { pick, toInteger, type JsonObject } from '../rails/params.js';
import { permittedRow, type PlatformContext, type PlatformRoute } from './platform_auth.js';
import { checkLimits, initialValues, integer, permit } from '../rails/columns.js';
import { botTexts, forgetBot } from '../settings/agent_bots.js';
import type { AgentBot, Store } from '../store.js';
import { newToken } from '../token.js';

const columns = { ...botTexts, account_id: integer() };

/** Adds the agent bots a platform app made or was given; without an account they serve all. */
export function platformAgentBotRoutes(route: PlatformRoute, store: Store): void {
  const json = (bot: AgentBot): object => botJson(store, bot);

  route('GET', '/agent_bots', ({ platformApp }) =>
    store.agentBots.filter((bot) => platformApp.agent_bot_ids.includes(bot.id)).map(json),
  );

  route('GET', '/agent_bots/:id', (context) => json(findBot(store, context)));

  route('POST', '/agent_bots', ({ platformApp, params }) => {
    const bot: AgentBot = {
      ...initialValues(columns),
      bot_config: {},
      ...permittedValues(store, params),
      id: store.nextId('agent_bots', store.agentBots),
      access_token: newToken(),
      secret: newToken(),
    };
    store.agentBots.push(bot);
    platformApp.agent_bot_ids.push(bot.id);
    return json(bot);
  });

  route(['PATCH', 'PUT'], '/agent_bots/:id', (context) => {
    const bot = findBot(store, context);
    return json(Object.assign(bot, permittedValues(store, context.params)));
  });

  route('DELETE', '/agent_bots/:id', (context) => {
    const bot = findBot(store, context);
    store.agentBots = store.agentBots.filter((row) => row !== bot);
    forgetBot(store, bot);
    return undefined;
  });

  route('DELETE', '/agent_bots/:id/avatar', ({ params }) => {
    // No bot of the sandbox has a picture; the server asks for no permission here.
    const bot = store.agentBots.find((row) => row.id === toInteger(params['id']));
    if (!bot) throw railsNotFound();
    return json(bot);
  });
}

function findBot(store: Store, { platformApp, params }: PlatformContext): AgentBot {
  return permittedRow(store.agentBots, params['id'], platformApp.agent_bot_ids);
}

/** @throws 422 for texts that are too long */
function permittedValues(store: Store, params: JsonObject): Partial<AgentBot> {
  const values = permit(store, columns, params);
  const errors = new ValidationErrors();
  checkLimits(errors, columns, values);
  errors.raise();
  return values;
}

/** A bot as its platform app sees it, with the token it calls the application API with. */
function botJson(store: Store, bot: AgentBot): object {
  return {
    ...pick(bot, 'id', 'name', 'description', 'account_id', 'access_token'),
    // Releases before 4.12 give the name in the address's place (chatwoot/chatwoot#13827).
    outgoing_url: store.atLeast('4.12.0') ? bot.outgoing_url : bot.name,
  };
}
