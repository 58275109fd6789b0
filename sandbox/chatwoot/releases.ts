import type { FastifyInstance } from 'fastify';
import { railsNotFound } from './rails/errors.js';

/** A route that not every release has, as Fastify knows it. */
export interface NewerRoute {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  /** The first release that has it. */
  since: string;
}

const ACCOUNT = '/api/v1/accounts/:account_id';
const MESSAGE = `${ACCOUNT}/conversations/:conversation_id/messages/:id`;
const REPORTS = '/api/v2/accounts/:account_id';
const INBOX_CONVERSATION =
  '/public/api/v1/inboxes/:inbox_identifier/contacts/:contact_id/conversations/:id';

/** The routes that came after 3.5.2, by the release whose history holds the commit that adds them. */
export const newerRoutes: readonly NewerRoute[] = [
  { method: 'PUT', path: `${ACCOUNT}/conversations/:id`, since: '3.7.0' },
  { method: 'PATCH', path: `${ACCOUNT}/conversations/:id`, since: '3.7.0' },
  { method: 'DELETE', path: `${ACCOUNT}/conversations/:id`, since: '4.3.0' },
  { method: 'PUT', path: MESSAGE, since: '4.2.0' },
  { method: 'PATCH', path: MESSAGE, since: '4.2.0' },
  { method: 'GET', path: `${ACCOUNT}/reporting_events`, since: '4.8.0' },
  {
    method: 'GET',
    path: `${ACCOUNT}/conversations/:conversation_id/reporting_events`,
    since: '4.8.0',
  },
  { method: 'GET', path: `${REPORTS}/summary_reports/agent`, since: '3.6.0' },
  { method: 'GET', path: `${REPORTS}/summary_reports/team`, since: '3.6.0' },
  { method: 'GET', path: `${REPORTS}/summary_reports/label`, since: '4.3.0' },
  { method: 'GET', path: `${REPORTS}/summary_reports/inbox`, since: '4.0.0' },
  { method: 'GET', path: `${REPORTS}/summary_reports/channel`, since: '4.10.0' },
  { method: 'GET', path: `${REPORTS}/reports/first_response_time_distribution`, since: '4.11.0' },
  { method: 'GET', path: `${REPORTS}/reports/inbox_label_matrix`, since: '4.11.0' },
  { method: 'GET', path: `${REPORTS}/reports/outgoing_messages_count`, since: '4.11.0' },
  { method: 'GET', path: '/platform/api/v1/accounts', since: '4.5.0' },
  { method: 'POST', path: '/platform/api/v1/users/:id/token', since: '4.3.0' },
  { method: 'GET', path: INBOX_CONVERSATION, since: '3.7.0' },
  { method: 'POST', path: `${INBOX_CONVERSATION}/toggle_status`, since: '3.7.0' },
];

/**
 * `enterprise` has a few routes and settings more; over some of the routes the server fails when that edition is
 * there but switched off.
 */
export type Edition = 'community' | 'enterprise' | 'switched_off';

/** A server that the sandbox can play. */
export interface Release {
  /** What it is asked for by: a series stands for its last release. */
  name: string;
  /** What it says of itself. */
  version: string;
  /** Every request for the account's labels and agent bots is a 500 (chatwoot/chatwoot#15097). */
  failsOverLabelsAndBots?: true;
}

/** The servers that differ in what matters to callers, oldest first: what is claimed holds on each of them. */
export const releases: readonly Release[] = [
  // What the white labels run.
  { name: '3.5', version: '3.5.2' },
  // The last that replaces a contact's additional attributes.
  { name: '4.1', version: '4.1.0' },
  // The last that doesn't sign what it tells webhooks.
  { name: '4.11', version: '4.11.0' },
  { name: '4.12', version: '4.12.0' },
  // The first that says in each webhook whose account it is.
  { name: '4.14', version: '4.14.2' },
  { name: '4.15', version: '4.15.1' },
  // Built from the sources of a few days in July 2026.
  { name: '4.15-july', version: '4.15.1', failsOverLabelsAndBots: true },
];

/** The server of a name; every other version is played as it is, without faults of its own. */
export function releaseOf(name: string): Release {
  return releases.find((release) => release.name === name) ?? { name, version: name };
}

/**
 * Answers for a route that the played release hasn't as Rails does, before anybody asks for a key.
 * Parameters may be called otherwise in the route itself.
 */
export function hideNewerRoutes(
  app: FastifyInstance,
  store: { atLeast(release: string): boolean },
): void {
  const since = new Map(
    newerRoutes.map(({ method, path, since }) => [nameOf(method, path), since]),
  );
  // After the hooks of the server, which record the request and play the faults.
  app.addHook('preHandler', (request, _reply, done) => {
    const release = since.get(nameOf(request.method, request.routeOptions.url ?? ''));
    done(release !== undefined && !store.atLeast(release) ? railsNotFound() : undefined);
  });
}

function nameOf(method: string, path: string): string {
  return `${method} ${path.replace(/:\w+/g, ':')}`;
}
