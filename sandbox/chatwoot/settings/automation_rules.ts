import type { AutomationRule } from '../records/admin.js';
import {
  checkRule,
  objects,
  refuseAttachments,
  RuleErrors,
  type RuleDraft,
} from './automation_rule_checks.js';
import { requireAdministrator, type AccountContext, type AccountRoute } from '../auth.js';
import { serverError } from '../rails/errors.js';
import { permitScalars, toBoolean, toInteger, type Json } from '../rails/params.js';
import { permitTexts } from '../rails/root_key.js';
import type { Store } from '../store.js';
import { unixSeconds } from '../unix_time.js';

/**
 * Adds the automation rules, for administrators only. They are kept, not run. An unknown id is
 * an error nobody catches (500), for the server never asks whether it found the rule.
 */
export function automationRuleRoutes(route: AccountRoute, store: Store): void {
  const path = '/automation_rules';

  route('GET', path, (context) => {
    requireAdministrator(context);
    return {
      payload: store.automationRules
        .filter((row) => row.account_id === context.account.id)
        .map(ruleJson),
    };
  });

  route('GET', `${path}/:id`, (context) => ({ payload: ruleJson(findRule(store, context)) }));

  route('POST', path, (context) => {
    requireAdministrator(context);
    const { params } = context;
    const actions = objects(params['actions']);
    refuseAttachments(actions);
    const conditions = objects(params['conditions']);
    // Without conditions the rules' check itself fails.
    if (!conditions) throw serverError();
    const rule = saved(store, {
      id: 0,
      account_id: context.account.id,
      name: null,
      description: null,
      event_name: null,
      active: true,
      created_at: new Date(),
      ...permittedValues(context),
      actions: actions ?? null,
      conditions,
    });
    rule.id = store.nextId('automation_rules', store.automationRules);
    store.automationRules.push(rule);
    return ruleJson(rule);
  });

  route(['PUT', 'PATCH'], `${path}/:id`, (context) => {
    const rule = findRule(store, context);
    const { actions, conditions } = context.params;
    refuseAttachments(objects(actions));
    try {
      const next = {
        ...rule,
        ...permittedValues(context),
        ...(isTruthy(actions) && { actions: objects(actions) ?? null }),
        ...(isTruthy(conditions) && { conditions: objects(conditions) ?? [] }),
      };
      return { payload: ruleJson(Object.assign(rule, saved(store, next))) };
    } catch (error) {
      // What fails for another reason is answered the same way, with no message in it.
      throw error instanceof RuleErrors ? error : new RuleErrors({});
    }
  });

  route('DELETE', `${path}/:id`, (context) => {
    const rule = findRule(store, context);
    store.automationRules = store.automationRules.filter((row) => row !== rule);
    return undefined;
  });

  route('POST', `${path}/:id/clone`, (context) => {
    const rule = structuredClone(findRule(store, context));
    rule.id = store.nextId('automation_rules', store.automationRules);
    rule.created_at = new Date();
    store.automationRules.push(rule);
    return { payload: ruleJson(rule) };
  });
}

/**
 * The rule that an administrator asks for.
 * @throws 401 for agents, 500 when there is none
 */
function findRule(store: Store, context: AccountContext): AutomationRule {
  requireAdministrator(context);
  const id = toInteger(context.params['id']);
  const rule = store.automationRules.find(
    (row) => row.id === id && row.account_id === context.account.id,
  );
  if (!rule) throw serverError();
  return rule;
}

/** Ruby's truth: everything that was sent except null and false. */
function isTruthy(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== false;
}

function permittedValues({ params }: AccountContext): Partial<RuleDraft> {
  const { active } = permitScalars(params, ['active']);
  return {
    ...permitTexts(params, ['name', 'description', 'event_name']),
    ...(active !== undefined && { active: toBoolean(active) }),
  };
}

/** @throws 422 for what a rule may not hold, 500 for what only the database refuses */
function saved(store: Store, draft: RuleDraft): AutomationRule {
  checkRule(store, draft);
  const { name, event_name, active, actions } = draft;
  if (name === null || event_name === null || active === null || actions === null) {
    throw serverError();
  }
  return { ...draft, name, event_name, active, actions };
}

function ruleJson(rule: AutomationRule): object {
  return {
    id: rule.id,
    account_id: rule.account_id,
    name: rule.name,
    description: rule.description,
    event_name: rule.event_name,
    conditions: rule.conditions,
    actions: rule.actions,
    created_on: unixSeconds(rule.created_at),
    active: rule.active,
  };
}
