import type { FastifyInstance, FastifyRequest } from 'fastify';
import { accountSettings, detailsOf } from './account_details.js';
import { changedPreferences, changedSettings, validateAccount } from './account_checks.js';
import type { AccountDetails } from '../records/admin.js';
import { authenticate } from '../auth.js';
import { forbiddenByRole, notFound } from '../rails/errors.js';
import { isBlank, readParams, toInteger, type JsonObject } from '../rails/params.js';
import { permitTexts } from '../rails/root_key.js';
import type { Account, AccountUser, Store } from '../store.js';

/** The custom attributes that are answered as null without a value. */
const billingKeys = [
  'plan_name',
  'subscribed_quantity',
  'subscription_status',
  'subscription_ends_on',
];
const optionalKeys = ['website', 'industry', 'company_size', 'timezone', 'referral_source'];
export const senderAddress = 'Chatwoot <accounts@chatwoot.com>';

/**
 * Adds the account itself. Unlike everything below it, an account of others is unknown (404)
 * and a suspended one answers.
 */
export function accountRecordRoutes(app: FastifyInstance, store: Store): void {
  const url = '/api/v1/accounts/:account_id';

  app.get(url, (request) => {
    const { account } = findAccount(store, request);
    return { ...accountJson(store, account), latest_chatwoot_version: store.version };
  });

  app.route({
    method: ['PUT', 'PATCH'],
    url,
    handler: (request, reply) => {
      const { account, member, params } = findAccount(store, request);
      if (member.role !== 'administrator') throw forbiddenByRole();
      const details = detailsOf(store, account.id);
      const { name = account.name } = permitTexts(params, ['name']);
      const settings = changedSettings(store, accountSettings(account), params);
      const preferences = changedPreferences(store, details.preferences, params);
      account.name = validateAccount(name, settings, preferences);
      account.settings = settings;
      details.preferences = preferences;
      return reply.send(accountJson(store, account));
    },
  });
}

/** @throws 401 without a user, 404 when they aren't a member */
function findAccount(
  store: Store,
  request: FastifyRequest,
): { account: Account; member: AccountUser; params: JsonObject } {
  const user = authenticate(store, request);
  const params = readParams(request);
  const id = toInteger(params['account_id']);
  const account = store.accounts.find((row) => row.id === id);
  const member = store.member(id, user.id);
  if (!account || !member) throw notFound();
  return { account, member, params };
}

function accountJson(store: Store, account: Account): object {
  const details = detailsOf(store, account.id);
  const settings = accountSettings(account);
  return {
    ...(store.atLeast('4.2.0') && { settings: details.preferences }),
    created_at: details.created_at,
    ...(!isBlank(settings.custom_attributes) && {
      custom_attributes: attributesJson(settings.custom_attributes),
    }),
    domain: settings.domain,
    features: Object.fromEntries(settings.features.map((name) => [name, true])),
    id: account.id,
    locale: settings.locale,
    name: account.name,
    support_email: isBlank(settings.support_email) ? senderAddress : settings.support_email,
    status: account.status,
    cache_keys: cacheKeysJson(details),
  };
}

function attributesJson(attributes: JsonObject): JsonObject {
  const shown = optionalKeys.filter((key) => !isBlank(attributes[key]));
  const json: JsonObject = {};
  for (const key of [...billingKeys, ...shown]) json[key] = attributes[key] ?? null;
  return json;
}

/** What never changed counts as changed in 1970. */
function cacheKeysJson({ cache_keys: keys }: AccountDetails): object {
  const never = '0000000000';
  return { label: keys.label ?? never, inbox: never, team: keys.team ?? never };
}
