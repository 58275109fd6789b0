import { automationRuleColumns, type AutomationRuleDraft } from '../records/admin.js';
import { ApiError, serverError, unprocessable } from '../rails/errors.js';
import { asText, isObject, type Json, type JsonObject } from '../rails/params.js';
import type { Store } from '../store.js';

const conditionKeys = (
  'content email country_code status message_type browser_language assignee_id team_id referer ' +
  'city company_name inbox_id mail_subject phone_number priority conversation_language labels ' +
  'private_note'
).split(' ');
const actionNames = (
  'send_message add_label remove_label send_email_to_team assign_team assign_agent ' +
  'remove_assigned_agent remove_assigned_team send_webhook_event mute_conversation ' +
  'send_attachment change_status resolve_conversation open_conversation pending_conversation ' +
  'snooze_conversation change_priority send_email_transcript add_private_note'
).split(' ');

/** 422 with the messages by attribute in `error`, unlike any other record's. */
export class RuleErrors extends ApiError {
  constructor(messages: Record<string, string[]>) {
    super(422, { error: messages });
  }
}

/**
 * A parameter that lists objects; undefined when it wasn't sent or is null.
 * @throws 500 when it is anything else
 */
export function objects(value: Json | undefined): JsonObject[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || !value.every(isObject)) throw serverError();
  return value;
}

/**
 * Files are sent before the rule that attaches them; this server knows none.
 * @throws 422, or 500 when an attachment's parameters aren't a list
 */
export function refuseAttachments(actions: JsonObject[] | null): void {
  const action = actions?.find((row) => row['action_name'] === 'send_attachment');
  if (!action) return;
  throw Array.isArray(action['action_params'])
    ? unprocessable('Invalid attachment')
    : serverError();
}

/** @throws 422 for unknown conditions, actions and query operators, and for texts too long */
export function checkRule(store: Store, draft: AutomationRuleDraft): void {
  const messages: Record<string, string[]> = {};
  const add = (attribute: string, message: string): void => {
    messages[attribute] = [...(messages[attribute] ?? []), message];
  };
  for (const name of ['name', 'description', 'event_name'] as const) {
    const { limit = Infinity } = automationRuleColumns[name];
    if (Array.from(draft[name] ?? '').length > limit) {
      add(name, `is too long (maximum is ${limit} characters)`);
    }
  }

  const ownKeys = store.customAttributeDefinitions
    .filter((row) => row.account_id === draft.account_id)
    .map((row) => row.attribute_key);
  const keys = unknown(draft.conditions, 'attribute_key', [...conditionKeys, ...ownKeys]);
  if (keys) add('conditions', `Automation conditions ${keys} not supported.`);
  const names = unknown(draft.actions ?? [], 'action_name', actionNames);
  if (names) add('actions', `Automation actions ${names} not supported.`);

  const operators = draft.conditions.map((condition) => condition['query_operator'] ?? null);
  if (operators.filter((operator) => operator === null).length > 1) {
    add('conditions', 'Automation conditions should have query operator.');
  }
  for (const operator of operators) {
    if (operator === null || operator === '') continue;
    if (typeof operator !== 'string') throw serverError();
    if (!/^(and|or)$/i.test(operator)) {
      add('conditions', 'Query operator must be either "AND" or "OR"');
    }
  }
  if (Object.keys(messages).length > 0) throw new RuleErrors(messages);
}

/** The names that aren't known, joined; rows without one pass as long as every other is known. */
function unknown(rows: JsonObject[], key: string, known: (string | null)[]): string | undefined {
  const names = rows
    .map((row) => row[key] ?? null)
    .filter((name) => name === null || !known.includes(asText(name)));
  return names.some((name) => name !== null) ? names.map(asText).join(',') : undefined;
}
