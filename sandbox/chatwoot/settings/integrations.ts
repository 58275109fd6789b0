import {
  accountRow,
  requireAdministrator,
  type AccountContext,
  type AccountRoute,
} from '../auth.js';
import { serverError, ValidationErrors } from '../rails/errors.js';
import {
  acceptsSettings,
  credentialProblem,
  integrationApps,
  settingsSchemas,
  visibleSettings,
  type IntegrationApp,
} from './integration_apps.js';
import type { IntegrationHook } from '../records/integration.js';
import { isBlank, permitObject, permitScalars, toInteger, toText } from '../rails/params.js';
import { enumName, requireRoot } from '../rails/root_key.js';
import type { Role, Store } from '../store.js';

const statuses = ['disabled', 'enabled'] as const;

/** Adds the integrations and their hooks; everyone may list them, administrators change hooks. */
export function integrationRoutes(route: AccountRoute, store: Store): void {
  route('GET', '/integrations/apps', (context) => ({
    payload: integrationApps.map((app) => appJson(store, app, context)),
  }));

  route('GET', '/integrations/apps/:id', (context) => {
    const app = integrationApps.find((row) => row.id === context.params['id']);
    // The server draws an app it hasn't found.
    if (!app) throw serverError();
    return appJson(store, app, context);
  });

  route('POST', '/integrations/hooks', (context) => {
    requireAdministrator(context);
    const root = requireRoot(context, 'hook');
    const { app_id, inbox_id, status } = permitScalars(root, ['app_id', 'inbox_id', 'status']);
    const app = integrationApps.find((row) => row.id === app_id);
    const hook: IntegrationHook = {
      id: store.nextId('integrations_hooks', store.integrationHooks),
      account_id: context.account.id,
      app_id: toText(app_id ?? null),
      inbox_id: isBlank(inbox_id) ? null : toInteger(inbox_id),
      hook_type: app?.hook_type ?? 'account',
      status: status === undefined ? 'enabled' : enumName(statuses, status),
      settings: permitObject(root, 'settings') ?? {},
      reference_id: null,
    };
    validate(store, hook).raise();
    store.integrationHooks.push(hook);
    return hookJson(store, hook, context.accountUser.role);
  });

  route(['PATCH', 'PUT'], '/integrations/hooks/:id', (context) => {
    const hook = accountRow(store.integrationHooks, context);
    requireAdministrator(context);
    const root = requireRoot(context, 'hook');
    const { status } = permitScalars(root, ['status']);
    const next = {
      ...hook,
      status: status === undefined ? hook.status : enumName(statuses, status),
      settings: permitObject(root, 'settings') ?? hook.settings,
    };
    validate(store, next).raise();
    return hookJson(store, Object.assign(hook, next), context.accountUser.role);
  });

  route('DELETE', '/integrations/hooks/:id', (context) => {
    const hook = accountRow(store.integrationHooks, context);
    requireAdministrator(context);
    store.integrationHooks = store.integrationHooks.filter((row) => row !== hook);
    return undefined;
  });
}

function validate(store: Store, hook: IntegrationHook): ValidationErrors {
  const errors = new ValidationErrors();
  const app = integrationApps.find((row) => row.id === hook.app_id);
  if (isBlank(hook.app_id)) errors.add('app_id', "can't be blank");
  if (hook.hook_type === 'inbox' && hook.inbox_id === null) {
    errors.add('inbox_id', "can't be blank");
  }
  if (app && !acceptsSettings(app, hook.settings))
    errors.add('settings', ': Invalid settings data');
  const before = store.integrationHooks.find((row) => row.id === hook.id);
  const isNew = before?.settings !== hook.settings || before.status !== hook.status;
  const problem =
    app && isNew && hook.status === 'enabled' && credentialProblem(app, hook.settings);
  if (problem) errors.addToBase(problem);
  const isTaken = store.integrationHooks.some(
    (row) => row.id !== hook.id && row.account_id === hook.account_id && row.app_id === hook.app_id,
  );
  if (isTaken && !app?.allow_multiple_hooks) errors.add('app_id', 'has already been taken');
  return errors;
}

function appJson(
  store: Store,
  app: IntegrationApp,
  { account, accountUser }: AccountContext,
): object {
  const hooks = store.integrationHooks.filter(
    (hook) => hook.account_id === account.id && hook.app_id === app.id,
  );
  const webhooks = store.webhooks.filter((row) => row.account_id === account.id);
  return {
    id: app.id,
    name: app.name,
    description: app.description,
    short_description: app.short_description,
    enabled: app.id === 'webhook' ? webhooks.length > 0 : hooks.length > 0,
    ...(accountUser.role === 'administrator' && {
      logo: `${app.key.replace('_translate', '-translate')}.png`,
      i18n_key: app.key,
      hook_type: app.hook_type,
      allow_multiple_hooks: app.allow_multiple_hooks,
      ...settingsSchemas(app),
      action: app.action,
      button: app.action,
    }),
    hooks: hooks.map((hook) => hookJson(store, hook, accountUser.role)),
  };
}

/**
 * A hook; its status is a boolean in answers. Seen on 4.15: settings without what is secret. Releases before
 * it show administrators all of them (`_hook.json.jbuilder`).
 */
function hookJson(store: Store, hook: IntegrationHook, role: Role): object {
  const app = integrationApps.find((row) => row.id === hook.app_id);
  const inbox = store.inboxes.find((row) => row.id === hook.inbox_id);
  return {
    id: hook.id,
    app_id: hook.app_id,
    status: hook.status === 'enabled',
    inbox: inbox ? { id: inbox.id, name: inbox.name } : null,
    account_id: hook.account_id,
    hook_type: hook.hook_type,
    ...(role === 'administrator' && {
      settings: store.atLeast('4.15.0') ? visibleSettings(app, hook.settings) : hook.settings,
      reference_id: hook.reference_id,
    }),
  };
}
