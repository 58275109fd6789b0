import type { FastifyInstance } from 'fastify';
import { authenticate } from '../auth.js';
import { accountSettings } from './account_details.js';
import { pick } from '../rails/params.js';
import type { Store, User } from '../store.js';
import { membershipsOf, userJson } from './user_json.js';

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
  return {
    ...userJson(store, user),
    inviter_id: null,
    type: null,
    accounts: membershipsOf(store, user).map((membership) => {
      const account = store.accounts.find((row) => row.id === membership.account_id);
      return {
        id: membership.account_id,
        name: account?.name ?? null,
        status: account?.status ?? null,
        onboarding_step: null,
        ...pick(membership, 'active_at', 'role', 'availability', 'auto_offline'),
        permissions: [membership.role],
        availability_status: membership.availability,
        // Off for accounts that are older than the flag; nothing but Chatwoot Cloud asks for it.
        ...(store.atLeast('4.16.0') && {
          api_and_webhooks: Boolean(
            account && accountSettings(account).features.includes('api_and_webhooks'),
          ),
        }),
      };
    }),
  };
}
