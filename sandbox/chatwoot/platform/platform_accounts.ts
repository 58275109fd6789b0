import { senderAddress } from '../account/account.js';
import { changedSettings, validateAccount } from '../account/account_checks.js';
import { accountSettings } from '../account/account_details.js';
import { invalid, serverError } from '../rails/errors.js';
import {
  isBlank,
  isObject,
  permitObject,
  permitScalars,
  type JsonObject,
} from '../rails/params.js';
import { permittedAccount, type PlatformRoute } from './platform_auth.js';
import type { AccountSettings } from '../records/platform.js';
import { enumName, permitTexts } from '../rails/root_key.js';
import type { Account, Store } from '../store.js';

const statuses = ['active', 'suspended'] as const;
const limitNames = ['inboxes', 'agents', 'captain_responses', 'captain_documents', 'emails'];
/** The features a new account doesn't have. */
const otherFeatures = (
  'conversation_unread_counts ip_lookup disable_branding email_continuity_on_api_channel ' +
  'report_rollup custom_reply_email custom_reply_domain audit_logs custom_tools ' +
  'message_reply_to branded_email_templates inbox_view sla help_center_embedding_search ' +
  'linear_integration captain_integration custom_roles captain_v1_action_classifier ' +
  'shopify_integration search_with_gin crm_integration channel_voice notion_integration ' +
  'captain_integration_v2 whatsapp_embedded_signup whatsapp_campaign crm_v2 ' +
  'captain_document_auto_sync advanced_search saml advanced_search_indexing ' +
  'reply_mailer_migration unread_count_for_filters companies csat_review_notes ' +
  'conversation_required_attributes advanced_assignment whatsapp_manual_transfer data_import ' +
  'whatsapp_reconfigure whatsapp_embedded_signup_inbox_creation'
).split(' ');

/** What goes with an account, besides its contacts. */
const ownTables = [
  ...(['accountUsers', 'agentBots', 'inboxes', 'labels', 'teams', 'webhooks'] as const),
  ...(['customAttributeDefinitions', 'integrationHooks'] as const),
  ...(['portals', 'categories', 'articles'] as const),
];

/** Adds the accounts a platform app made or was given. */
export function platformAccountRoutes(route: PlatformRoute, store: Store): void {
  // The permission for a deleted account stays behind, and the list fails over it for good.
  route('GET', '/accounts', ({ platformApp }) =>
    platformApp.account_ids.map((id) => {
      const account = store.accounts.find((row) => row.id === id);
      if (!account) throw serverError();
      return accountJson(account);
    }),
  );

  route('GET', '/accounts/:account_id', (context) => accountJson(permittedAccount(store, context)));

  route('POST', '/accounts', ({ platformApp, params }) => {
    const blank: Account = { id: 0, name: '', status: 'active' };
    const account: Account = {
      ...blank,
      ...permittedValues(store, { ...blank, settings: accountSettings(blank) }, null, params),
      id: store.nextId('accounts', store.accounts),
    };
    store.accounts.push(account);
    // A feature that doesn't exist breaks the request when the account is there already.
    account.settings = withFeatures(accountSettings(account), params);
    platformApp.account_ids.push(account.id);
    return accountJson(account);
  });

  route(['PATCH', 'PUT'], '/accounts/:account_id', (context) => {
    const account = permittedAccount(store, context);
    const settings = withFeatures(accountSettings(account), context.params);
    const next = { ...account, settings };
    return accountJson(
      Object.assign(account, permittedValues(store, next, account.name, context.params)),
    );
  });

  route('DELETE', '/accounts/:account_id', (context) => {
    const account = permittedAccount(store, context);
    store.later(() => removeAccount(store, account));
    return undefined;
  });
}

/**
 * The account's values with what was sent put into them; `custom_attributes` and `limits`
 * replace what was there.
 * @throws 422 for invalid values, 500 for a locale or a status that the server's enums don't have
 */
function permittedValues(
  store: Store,
  account: Account,
  nameBefore: string | null,
  params: JsonObject,
): Pick<Account, 'name' | 'status' | 'settings'> {
  const { name = nameBefore } = permitTexts(params, ['name']);
  const { status } = permitScalars(params, ['status']);
  const before = accountSettings(account);
  const settings: AccountSettings = {
    ...before,
    ...pickSent(changedSettings(store, before, params)),
    custom_attributes: permitObject(params, 'custom_attributes') ?? before.custom_attributes,
    limits: permitObject(params, 'limits') ?? before.limits,
  };
  const areLimits = Object.entries(settings.limits).every(
    ([key, value]) => limitNames.includes(key) && typeof value === 'number',
  );
  if (!areLimits) {
    throw invalid('limits', ': Invalid data');
  }
  return {
    name: validateAccount(name, settings, {}),
    status: status === undefined ? account.status : enumName(statuses, status),
    settings,
  };
}

/** The application API takes custom attributes by their names from the same parameters. */
function pickSent({ locale, domain, support_email }: AccountSettings): Partial<AccountSettings> {
  return { locale, domain, support_email };
}

/** @throws 500 for a feature that doesn't exist */
function withFeatures(settings: AccountSettings, params: JsonObject): AccountSettings {
  const sent = params['features'];
  if (!isObject(sent)) return settings;
  const known = [
    ...accountSettings({ id: 0, name: '', status: 'active' }).features,
    ...otherFeatures,
  ];
  if (Object.keys(sent).some((name) => !known.includes(name))) throw serverError();
  const isOn = (name: string): boolean =>
    name in sent ? !isBlank(sent[name]) : settings.features.includes(name);
  return { ...settings, features: known.filter(isOn) };
}

function removeAccount(store: Store, account: Account): void {
  const stays = (row: { account_id: number | null }): boolean => row.account_id !== account.id;
  store.accounts = store.accounts.filter((row) => row !== account);
  for (const contact of store.contactsOf(account.id)) store.removeContact(contact);
  for (const name of ownTables) {
    Object.assign(store, { [name]: store[name].filter(stays) });
  }
}

function accountJson(account: Account): object {
  const settings = accountSettings(account);
  return {
    id: account.id,
    name: account.name,
    locale: settings.locale,
    domain: settings.domain,
    support_email: isBlank(settings.support_email) ? senderAddress : settings.support_email,
    features: Object.fromEntries(settings.features.map((name) => [name, true])),
    custom_attributes: settings.custom_attributes,
    limits: settings.limits,
    status: account.status,
  };
}
