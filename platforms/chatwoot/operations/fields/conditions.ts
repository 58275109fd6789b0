import { isBlank } from '../../../../http/blanks.js';
import { isRecord } from '../../../../http/body.js';
import type { ChatwootField } from '../entry.js';
import { chatwootProblems } from '../../problems.js';

type Json = Record<string, unknown>;

/** Operators that compare with nothing. */
const PRESENCE = ['is_present', 'is_not_present'];
/** Its values are what the attribute was and became: `{"from": […], "to": […]}`. */
const CHANGED = 'attribute_changed';
/** Numbers of records, which the server and its web app keep as numbers; everything else is compared as text. */
const RECORD_KEY = /^(?!display_id$).*_id$/;
/** Actions whose parameters are texts, whatever they look like. */
const TEXT_ACTIONS = [
  'add_label',
  'remove_label',
  'send_message',
  'add_private_note',
  'send_webhook_event',
  'change_priority',
  'change_status',
  'send_email_transcript',
];

/**
 * Conditions of a filter or an automation rule as the server takes them: of a `values` that is no list
 * it compares the first character, a number among them is a status 500, and so is a missing link between
 * two conditions (`filter_service.rb`).
 * @throws Problem naming the condition and the key that can't be
 */
export function toConditions(label: string, json: unknown): Json[] {
  const list = json as unknown[];
  return list.map((given, index) => {
    const place = `condition ${index + 1}`;
    const wrong = (part: string, wanted: string): Error =>
      chatwootProblems.badItemPart(label, place, part, wanted);
    if (!isRecord(given)) throw chatwootProblems.badItem(label, place);
    const { attribute_key: key, filter_operator: operator, query_operator: link } = given;
    if (!isText(key)) throw wrong('attribute_key', 'a name, like `"email"`');
    if (!isText(operator)) throw wrong('filter_operator', 'a name, like `"equal_to"`');
    const values = toValues(given['values'], key, operator);
    if (!values) throw wrong('values', 'a list of texts, like `["open"]`');
    // The last one is joined to nothing, whatever it says.
    if (index === list.length - 1) return { ...given, values, query_operator: null };
    if (!isText(link) || !/^(and|or)$/i.test(link)) {
      throw wrong('query_operator', '`"AND"` or `"OR"`, since another condition follows');
    }
    return { ...given, values };
  });
}

/** The field of a step that finds records by conditions. @param example one condition, in a list, as JSON */
export function filterBy(example: string): ChatwootField {
  return {
    key: 'filter',
    label: 'Filter',
    type: 'json',
    holds: 'list',
    read: toConditions,
    name: 'payload',
    required: true,
    to: 'body',
    helpText: `Conditions as JSON: \`${example}\`. Several are joined by \`"query_operator": "AND"\` or \`"OR"\` in all but the last.`,
  };
}

/** A saved filter, whose `payload` are its conditions. @throws Problem as `toConditions` does */
export function toQuery(label: string, json: unknown): Json {
  const query = json as Json;
  const { payload } = query;
  if (payload === undefined) return query;
  if (!Array.isArray(payload)) throw chatwootProblems.badPayload(label);
  return { ...query, payload: toConditions(label, payload) };
}

/** What an automation rule does. @throws Problem naming the action and the key that can't be */
export function toActions(label: string, json: unknown): Json[] {
  return (json as unknown[]).map((given, index) => {
    const place = `action ${index + 1}`;
    const wrong = (part: string, wanted: string): Error =>
      chatwootProblems.badItemPart(label, place, part, wanted);
    if (!isRecord(given)) throw chatwootProblems.badItem(label, place);
    const { action_name: name, action_params: params = [] } = given;
    if (!isText(name)) throw wrong('action_name', 'a name, like `"add_label"`');
    const list = (Array.isArray(params) ? params : [params]).filter((item) => !isBlank(item));
    const isOfTexts = TEXT_ACTIONS.includes(name);
    if (isOfTexts && !list.every(isScalar)) {
      throw wrong('action_params', 'a list of texts, like `["refund"]`');
    }
    return { ...given, action_params: isOfTexts ? list.map(String) : list };
  });
}

/** The list to compare with; undefined when there is none to be made of it. */
function toValues(given: unknown, key: string, operator: string): unknown {
  if (operator === CHANGED && isRecord(given)) return given;
  const list = (Array.isArray(given) ? given : [given]).filter((item) => !isBlank(item));
  if (!list.every(isScalar)) return undefined;
  if (list.length === 0) return PRESENCE.includes(operator) ? [] : undefined;
  return list.map((item) =>
    typeof item === 'number' && RECORD_KEY.test(key) ? item : String(item).trim(),
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
