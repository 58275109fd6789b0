import type { FastifyInstance } from 'fastify';
import { availableName } from './account_lists.js';
import { accessToken, authenticate } from './auth.js';
import { unauthorized } from './errors.js';
import type { Store, User } from './store.js';

/** Adds what a connection is tested with: the version, the profile, the platform app's bots. */
export function profileRoutes(app: FastifyInstance, store: Store): void {
  app.get('/api', () => ({
    version: store.version,
    timestamp: new Date().toISOString().replace('T', ' ').slice(0, 19),
    queue_services: 'ok',
    data_services: 'ok',
  }));

  app.get('/api/v1/profile', (request) => profileJson(store, authenticate(store, request)));

  app.get('/platform/api/v1/agent_bots', (request) => {
    const token = accessToken(request);
    const platformApp = store.platformApps.find((row) => row.access_token === token);
    if (!platformApp) throw unauthorized('Invalid access_token');
    return store.agentBots
      .filter((bot) => platformApp.agent_bot_ids.includes(bot.id))
      .map(({ id, name, description, outgoing_url, account_id, access_token }) => ({
        id,
        name,
        description,
        outgoing_url,
        account_id,
        access_token,
      }));
  });
}

function profileJson(store: Store, user: User): object {
  const memberships = store.accountUsers.filter((row) => row.user_id === user.id);
  const [active] = memberships.toSorted(
    (a, b) => (b.active_at?.getTime() ?? 0) - (a.active_at?.getTime() ?? 0),
  );
  return {
    access_token: user.access_token,
    account_id: active?.account_id ?? null,
    available_name: availableName(user),
    avatar_url: '',
    confirmed: true,
    display_name: user.display_name,
    message_signature: null,
    email: user.email,
    id: user.id,
    inviter_id: null,
    name: user.name,
    provider: 'email',
    pubsub_token: user.pubsub_token,
    role: active?.role ?? null,
    ui_settings: user.ui_settings,
    uid: user.email,
    type: null,
    accounts: memberships.map((membership) => {
      const account = store.accounts.find((row) => row.id === membership.account_id);
      return {
        id: membership.account_id,
        name: account?.name ?? null,
        status: account?.status ?? null,
        onboarding_step: null,
        active_at: membership.active_at?.toISOString() ?? null,
        role: membership.role,
        permissions: [membership.role],
        availability: membership.availability,
        availability_status: membership.availability,
        auto_offline: membership.auto_offline,
        ...(store.atLeast('4.16.0') && { api_and_webhooks: true }),
      };
    }),
  };
}
