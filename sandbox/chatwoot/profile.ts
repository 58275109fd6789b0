import type { FastifyInstance } from 'fastify';
import { availableName } from './account_lists.js';
import { authenticate } from './auth.js';
import type { Store, User } from './store.js';

/** Adds what a connection is tested with: the version and the profile. */
export function profileRoutes(app: FastifyInstance, store: Store): void {
  app.get('/api', () => ({
    version: store.version,
    timestamp: new Date().toISOString().replace('T', ' ').slice(0, 19),
    queue_services: 'ok',
    data_services: 'ok',
  }));

  app.get('/api/v1/profile', (request) => profileJson(store, authenticate(store, request)));
}

/** The user's own view of themselves, with their token and every membership. */
export function profileJson(store: Store, user: User): object {
  const memberships = store.accountUsers.filter((row) => row.user_id === user.id);
  const [active] = memberships.toSorted(
    (a, b) => (b.active_at?.getTime() ?? 0) - (a.active_at?.getTime() ?? 0),
  );
  return {
    access_token: user.access_token,
    account_id: active?.account_id ?? null,
    available_name: availableName(user),
    avatar_url: '',
    confirmed: user.confirmed ?? true,
    display_name: user.display_name,
    message_signature: user.message_signature ?? null,
    email: user.email,
    id: user.id,
    inviter_id: null,
    name: user.name,
    provider: 'email',
    pubsub_token: user.pubsub_token,
    ...(user.custom_attributes && { custom_attributes: user.custom_attributes }),
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
