import { serverError, type ValidationErrors } from '../rails/errors.js';
import {
  asText,
  isBlank,
  isObject,
  permitFields,
  permitScalars,
  toBoolean,
  toInteger,
  toText,
  type Json,
  type JsonObject,
} from '../rails/params.js';
import { enumName } from '../rails/root_key.js';
import type { Inbox, Store } from '../store.js';

const flags = [
  'greeting_enabled',
  'enable_email_collect',
  'csat_survey_enabled',
  'enable_auto_assignment',
  'working_hours_enabled',
  'allow_messages_after_resolved',
  'lock_to_single_conversation',
] as const;
const texts = ['greeting_message', 'out_of_office_message', 'timezone', 'business_name'] as const;
const senderNameTypes = ['friendly', 'professional'];

/**
 * What was sent with POST and PATCH /inboxes of the settings that do not depend on the channel.
 * @throws 500 for a portal that doesn't exist (a foreign key) or an unknown sender_name_type (an enum)
 */
export function permittedSettings(store: Store, params: JsonObject, before?: Inbox): JsonObject {
  const settings: JsonObject = {};
  for (const [name, value] of Object.entries(permitScalars(params, flags))) {
    settings[name] = toBoolean(value);
  }
  for (const [name, value] of Object.entries(permitScalars(params, texts))) {
    settings[name] = toText(value);
  }
  const { sender_name_type: type, portal_id: portal } = permitScalars(params, [
    'sender_name_type',
    'portal_id',
  ]);
  if (type !== undefined) settings['sender_name_type'] = enumName(senderNameTypes, type);
  if (portal !== undefined) settings['portal_id'] = portalId(store, portal);
  const limit = params['auto_assignment_config'];
  // The enterprise edition permits it; any other drops it without a word.
  if (isObject(limit) && store.edition === 'enterprise') {
    settings['auto_assignment_config'] = permitFields(limit, ['max_assignment_limit']);
  }
  const survey = params['csat_config'];
  if (isObject(survey) && !isBlank(survey) && store.atLeast('4.2.0')) {
    settings['csat_config'] = before ? csatConfig(survey) : permitted(survey);
  }
  return settings;
}

function portalId(store: Store, value: Json): number | null {
  if (isBlank(value)) return null;
  const id = toInteger(value);
  if (!store.portals.some((portal) => portal.id === id)) throw serverError();
  return id;
}

/** POST keeps what it was sent of a survey. */
function permitted(config: JsonObject): JsonObject {
  const known = ['display_type', 'message', 'button_text', 'language', 'survey_rules', 'template'];
  return Object.fromEntries(Object.entries(config).filter(([name]) => known.includes(name)));
}

/** PATCH fills in what a survey needs and wasn't sent. */
function csatConfig(config: JsonObject): JsonObject {
  const rules = isObject(config['survey_rules']) ? config['survey_rules'] : {};
  return {
    display_type: config['display_type'] ?? 'emoji',
    message: config['message'] ?? '',
    survey_rules: { operator: rules['operator'] ?? 'contains', values: rules['values'] ?? [] },
    button_text: config['button_text'] ?? 'Please rate us',
    language: config['language'] ?? 'en',
    ...(isBlank(config['template']) ? {} : { template: config['template'] ?? null }),
  };
}

/** Adds what the server refuses in an inbox, in the server's order. */
export function validateSettings(
  errors: ValidationErrors,
  name: string | null,
  settings: JsonObject,
): void {
  errors.presence({ name }, 'name');
  if ('timezone' in settings && !isTimezone(asText(settings['timezone']))) {
    errors.add('timezone', 'is not included in the list');
  }
  for (const field of ['out_of_office_message', 'greeting_message']) {
    errors.length(field, asText(settings[field]), 10_000);
  }
  const config = settings['auto_assignment_config'];
  const limit = isObject(config) ? config['max_assignment_limit'] : undefined;
  if (!isBlank(limit) && toInteger(limit) <= 0) {
    errors.add('auto_assignment_config', 'max_assignment_limit must be greater than 0');
  }
}

function isTimezone(name: string): boolean {
  try {
    return name !== '' && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/**
 * The week with the days sent put into it; a day the server would not take stays as it was.
 * @throws 500 for anything but a list of days 0 to 6
 */
export function changedSchedule(schedule: JsonObject[], sent: Json): JsonObject[] {
  if (!Array.isArray(sent)) throw serverError();
  const days = sent.filter(isObject);
  if (days.some((day) => schedule[toInteger(day['day_of_week'])] === undefined)) {
    throw serverError();
  }
  return schedule.map((before, index) => {
    const day = days.findLast((row) => toInteger(row['day_of_week']) === index);
    if (!day) return before;
    const next: JsonObject = { ...before, ...permitFields(day, Object.keys(before)) };
    if (next['open_all_day'] === true) {
      Object.assign(next, { open_hour: 0, open_minutes: 0, close_hour: 23, close_minutes: 59 });
    }
    return isValidDay(next) ? { ...next, day_of_week: index } : before;
  });
}

function isValidDay(day: JsonObject): boolean {
  if (day['closed_all_day'] === true) return day['open_all_day'] !== true;
  const fields = ['open_hour', 'open_minutes', 'close_hour', 'close_minutes'];
  const values = fields.map((name) => day[name]);
  if (!values.every((value, index) => isBetween(value, index % 2 === 0 ? 23 : 59))) return false;
  const minutes = (hour: string, minute: string): number =>
    toInteger(day[hour]) * 60 + toInteger(day[minute]);
  return minutes('open_hour', 'open_minutes') < minutes('close_hour', 'close_minutes');
}

function isBetween(value: Json | undefined, max: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max;
}
