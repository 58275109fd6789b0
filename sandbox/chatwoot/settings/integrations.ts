import type { AccountContext, AccountRoute } from '../auth.js';
import {
  acceptsSettings,
  credentialProblem,
  integrationApps,
  settingsSchemas,
  visibleSettings,
  type IntegrationApp,
} from './integration_apps.js';
import { permit } from '../rails/columns.js';
import { serverError } from '../rails/errors.js';
import { pick } from '../rails/params.js';
import { editableHookColumns, hookColumns, type IntegrationHook } from '../records/integration.js';
import { resource } from '../resource.js';

/** What switches an integration on; administrators make and change hooks, which the apps list. */
export const integrationHooks = resource({
  path: '/integrations/hooks',
  rows: (store) => store.integrationHooks,
  administrators: ['create', 'update', 'delete'],
  root: 'hook',
  wrapsEverything: true,
  columns: hookColumns,
  values: (sent, { store }, before) =>
    permit(store, before ? editableHookColumns : hookColumns, sent),

  save(draft, errors, { store }, before) {
    const app = appOf(draft);
    const hook = { ...draft, hook_type: before?.hook_type ?? app?.hook_type ?? 'account' };
    errors.presence(hook, 'app_id');
    if (hook.hook_type === 'inbox') errors.presence(hook, 'inbox_id');
    if (app && !acceptsSettings(app, hook.settings)) {
      errors.add('settings', ': Invalid settings data');
    }
    const isNew = before?.settings !== hook.settings || before.status !== hook.status;
    const problem =
      app && isNew && hook.status === 'enabled' && credentialProblem(app, hook.settings);
    if (problem) errors.addToBase(problem);
    if (!app?.allow_multiple_hooks) {
      errors.uniqueness(store.integrationHooks, hook, 'app_id', 'account_id');
    }
    errors.raise();
    return hook;
  },

  json: hookJson,
});

/** Adds the hooks, and the apps that everyone may list. */
export function integrationRoutes(route: AccountRoute): void {
  integrationHooks.addTo(route);

  route('GET', '/integrations/apps', (context) => ({
    payload: integrationApps.map((app) => appJson(app, context)),
  }));

  route('GET', '/integrations/apps/:id', (context) => {
    const app = integrationApps.find((row) => row.id === context.params['id']);
    // The server draws an app it hasn't found.
    if (!app) throw serverError();
    return appJson(app, context);
  });
}

function appOf({ app_id }: Pick<IntegrationHook, 'app_id'>): IntegrationApp | undefined {
  return integrationApps.find((row) => row.id === app_id);
}

function appJson(app: IntegrationApp, context: AccountContext): object {
  const { store, account, accountUser } = context;
  const hooks = store.integrationHooks.filter(
    (hook) => hook.account_id === account.id && hook.app_id === app.id,
  );
  const webhooks = store.webhooks.filter((row) => row.account_id === account.id);
  return {
    ...pick(app, 'id', 'name', 'description', 'short_description'),
    enabled: app.id === 'webhook' ? webhooks.length > 0 : hooks.length > 0,
    ...(accountUser.role === 'administrator' && {
      logo: `${app.key.replace('_translate', '-translate')}.png`,
      i18n_key: app.key,
      ...pick(app, 'hook_type', 'allow_multiple_hooks', 'action'),
      ...settingsSchemas(app),
      button: app.action,
    }),
    hooks: hooks.map((hook) => hookJson(hook, context)),
  };
}

/**
 * A hook; its status is a boolean in answers. Seen on 4.15: settings without what is secret. Releases before
 * it show administrators all of them (`_hook.json.jbuilder`).
 */
function hookJson(hook: IntegrationHook, { store, accountUser }: AccountContext): object {
  const inbox = store.inboxes.find((row) => row.id === hook.inbox_id);
  const { settings } = hook;
  return {
    ...pick(hook, 'id', 'app_id', 'account_id', 'hook_type'),
    status: hook.status === 'enabled',
    inbox: inbox ? pick(inbox, 'id', 'name') : null,
    ...(accountUser.role === 'administrator' && {
      settings: store.atLeast('4.15.0') ? visibleSettings(appOf(hook), settings) : settings,
      reference_id: hook.reference_id,
    }),
  };
}
