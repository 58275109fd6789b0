import { serverError, ValidationErrors } from '../rails/errors.js';
import { isBlank, permitScalars, type JsonObject } from '../rails/params.js';
import type { AccountSettings } from '../records/platform.js';
import { enumName, permitTexts, stringLimit } from '../rails/root_key.js';
import type { Store } from '../store.js';

const locales = (
  'en ar nl fr de hi it ja ko pt ru zh es ml ca el pt_BR ro ta fa zh_TW vi da tr cs fi id sv hu ' +
  'no zh_CN pl sk uk th lv is he lt sr bg et'
).split(' ');
const attributeNames = [
  'industry',
  'company_size',
  'timezone',
  'referral_source',
  'user_role',
  'website',
] as const;
const preferenceTypes = {
  auto_resolve_after: 'number',
  auto_resolve_message: 'string',
  auto_resolve_ignore_waiting: 'boolean',
  audio_transcriptions: 'boolean',
  auto_resolve_label: 'string',
} as const;
const preferenceNames = Object.keys(preferenceTypes) as (keyof typeof preferenceTypes)[];
/** Older releases drop them without a word. */
const preferenceSince: Record<keyof typeof preferenceTypes, string> = {
  auto_resolve_after: '4.2.0',
  auto_resolve_message: '4.2.0',
  auto_resolve_ignore_waiting: '4.2.0',
  audio_transcriptions: '4.3.0',
  auto_resolve_label: '4.3.0',
};
const columnLimit = 100;
const shortestResolve = 10;
const longestResolve = 1_439_856;

/**
 * The account's settings with what was sent put into them; a blank locale isn't.
 * @throws 500 for a locale that the server has no language for
 */
export function changedSettings(
  store: Store,
  settings: AccountSettings,
  params: JsonObject,
): AccountSettings {
  const { locale = null } = permitScalars(params, ['locale']);
  return {
    ...settings,
    ...permitTexts(params, ['domain', 'support_email']),
    ...(!isBlank(locale) && { locale: enumName(locales, locale) }),
    custom_attributes: {
      ...settings.custom_attributes,
      ...(store.atLeast('3.6.0') && permitScalars(params, attributeNames)),
    },
  };
}

/** The preferences with what was sent put into them, whatever type it has. */
export function changedPreferences(
  store: Store,
  preferences: JsonObject,
  params: JsonObject,
): JsonObject {
  const known = preferenceNames.filter((name) => store.atLeast(preferenceSince[name]));
  return { ...preferences, ...permitScalars(params, known) };
}

/**
 * Checks an account and answers its name.
 * @throws 422 when a rule refuses it, 500 when only the database does
 */
export function validateAccount(
  name: string | null,
  { domain, support_email: supportEmail }: AccountSettings,
  preferences: JsonObject,
): string {
  const errors = new ValidationErrors();
  errors.length('name', name, stringLimit);
  errors.length('support_email', supportEmail, stringLimit);
  errors.presence({ name }, 'name');
  errors.length('domain', domain, columnLimit);
  checkPreferences(errors, preferences);
  const isAddress = /^(.*<)?[^\s@<>,;:]+(@[^\s@<>,;:]+)?>?$/.test(supportEmail ?? '');
  if (!isBlank(supportEmail) && !isAddress) {
    errors.add('support_email', 'is not a valid email address');
  }
  errors.raise();
  if (name === null || Array.from(supportEmail ?? '').length > columnLimit) throw serverError();
  return name;
}

function checkPreferences(errors: ValidationErrors, preferences: JsonObject): void {
  for (const name of preferenceNames) {
    const value = preferences[name] ?? null;
    const type = preferenceTypes[name];
    const isRight = typeof value === type && (type !== 'number' || Number.isInteger(value));
    // Null is fine everywhere: with two types to choose from the message can't name one.
    if (value !== null && !isRight) errors.add(name, 'must be of type type');
  }
  const minutes = preferences['auto_resolve_after'];
  if (typeof minutes !== 'number' || !Number.isInteger(minutes)) return;
  if (minutes > longestResolve) {
    errors.add('auto_resolve_after', `must be less than or equal to ${longestResolve}`);
  }
  if (minutes < shortestResolve) {
    errors.add('auto_resolve_after', `must be greater than or equal to ${shortestResolve}`);
  }
}
