import { checkRule, objects, refuseAttachments, RuleErrors } from './automation_rule_checks.js';
import type { AccountRoute } from '../auth.js';
import { permit } from '../rails/columns.js';
import { serverError } from '../rails/errors.js';
import { pick, type Json } from '../rails/params.js';
import {
  automationRuleColumns,
  type AutomationRule,
  type AutomationRuleDraft,
} from '../records/admin.js';
import { resource } from '../resource.js';
import type { Store } from '../store.js';
import { unixSeconds } from '../unix_time.js';

const path = '/automation_rules';

/**
 * The automation rules, for administrators only. They are kept, not run. An unknown id is an error
 * nobody catches (500), for the server never asks whether it found the rule.
 */
const automationRules = resource({
  path,
  rows: (store) => store.automationRules,
  administrators: ['list', 'show', 'create', 'delete'],
  roleFirst: true,
  missing: serverError,
  columns: automationRuleColumns,
  values(params, { store }) {
    const actions = objects(params['actions']) ?? null;
    refuseAttachments(actions);
    const conditions = objects(params['conditions']);
    // Without conditions the rules' check itself fails.
    if (!conditions) throw serverError();
    return { ...permit(store, automationRuleColumns, params), actions, conditions };
  },

  save: (draft, _errors, { store }) => saved(store, draft),

  json: ruleJson,
  list: (rows) => ({ payload: rows }),
  // Only a new rule is answered bare.
  one: (rule, action) => (action === 'create' ? rule : { payload: rule }),
});

/** Adds them, with a change whose errors are like no other's, and the copy of a rule. */
export function automationRuleRoutes(route: AccountRoute): void {
  automationRules.addTo(route);

  route(['PUT', 'PATCH'], `${path}/:id`, (context) => {
    const rule = automationRules.find(context, 'show');
    const { store, params } = context;
    const { actions, conditions } = params;
    refuseAttachments(objects(actions) ?? null);
    try {
      const next = {
        ...rule,
        ...permit(store, automationRuleColumns, params),
        ...(isTruthy(actions) && { actions: objects(actions) ?? null }),
        ...(isTruthy(conditions) && { conditions: objects(conditions) ?? [] }),
      };
      return { payload: ruleJson(Object.assign(rule, saved(store, next))) };
    } catch (error) {
      // What fails for another reason is answered the same way, with no message in it.
      throw error instanceof RuleErrors ? error : new RuleErrors({});
    }
  });

  route('POST', `${path}/:id/clone`, (context) => {
    const rule = structuredClone(automationRules.find(context, 'show'));
    const { store } = context;
    rule.id = store.nextId('automation_rules', store.automationRules);
    rule.created_at = new Date();
    store.automationRules.push(rule);
    return { payload: ruleJson(rule) };
  });
}

/** Ruby's truth: everything that was sent except null and false. */
function isTruthy(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== false;
}

/** @throws 422 for what a rule may not hold, 500 for what only the database refuses */
function saved(store: Store, draft: AutomationRuleDraft): AutomationRule {
  checkRule(store, draft);
  const { name, event_name, active, actions } = draft;
  if (name === null || event_name === null || active === null || actions === null) {
    throw serverError();
  }
  return { ...draft, name, event_name, active, actions };
}

function ruleJson(rule: AutomationRule): object {
  return {
    ...pick(rule, 'id', 'account_id', 'name', 'description', 'event_name', 'conditions', 'actions'),
    created_on: unixSeconds(rule.created_at),
    active: rule.active,
  };
}
