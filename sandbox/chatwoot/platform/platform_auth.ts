import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { accessToken, type Method } from '../auth.js';
import { railsNotFound, unauthorized } from '../rails/errors.js';
import { readParams, toInteger, type Json, type JsonObject } from '../rails/params.js';
import type { Account, PlatformApp, Store } from '../store.js';

/** What a route of the platform API knows about its caller. */
export interface PlatformContext {
  platformApp: PlatformApp;
  params: JsonObject;
  request: FastifyRequest;
  reply: FastifyReply;
}
/** Answers with JSON, or with an empty body for `undefined`. */
type PlatformHandler = (context: PlatformContext) => object | undefined;
export type PlatformRoute = (
  method: Method | Method[],
  path: string,
  handler: PlatformHandler,
) => void;

/**
 * Makes the function that adds routes below `/platform/api/v1`, which only the token of a
 * platform app opens: those of users and bots get the same 401 as none at all.
 */
export function platformRoutes(app: FastifyInstance, store: Store): PlatformRoute {
  return (method, path, handler) => {
    app.route({
      method,
      url: `/platform/api/v1${path}`,
      handler: (request, reply) => {
        const token = accessToken(request);
        const platformApp = store.platformApps.find((row) => row.access_token === token);
        if (!platformApp) throw unauthorized('Invalid access_token');
        const params = readParams(request);
        return reply.send(handler({ platformApp, params, request, reply }));
      },
    });
  };
}

/**
 * The row an id names, if the app made it or was given it.
 * @throws 404 in Rails' own wording when there is none, 401 when it isn't the app's
 */
export function permittedRow<Row extends { id: number }>(
  rows: Row[],
  id: Json | undefined,
  permittedIds: number[],
): Row {
  const found = rows.find((row) => row.id === toInteger(id));
  if (!found) throw railsNotFound();
  if (!permittedIds.includes(found.id)) throw unauthorized('Non permissible resource');
  return found;
}

/** The account of the path, likewise. @throws 404, 401 */
export function permittedAccount(store: Store, { platformApp, params }: PlatformContext): Account {
  return permittedRow(store.accounts, params['account_id'], platformApp.account_ids);
}
