import { isObject } from '../api_error.js';
import { unprocessable } from './errors.js';
import type { Contact } from './store.js';

/** What is wrong with a value, or `undefined`. */
type Check = (value: unknown) => string | undefined;

const text: Check = (value) => (typeof value === 'string' ? undefined : 'must be a string');

const flag: Check = (value) => (typeof value === 'boolean' ? undefined : 'must be a boolean');

const list: Check = (value) => (Array.isArray(value) ? undefined : 'must be an array');

function pattern(expression: RegExp, problem: string): Check {
  return (value) => (typeof value === 'string' && expression.test(value) ? undefined : problem);
}

function oneOf(...words: unknown[]): Check {
  return (value) => (words.includes(value) ? undefined : `must be one of ${words.join(', ')}`);
}

const customAttributes: Check = (value) => {
  if (value === null) return undefined;
  return Array.isArray(value) &&
    value.every((item) => isObject(item) && typeof item.key === 'string' && 'value' in item)
    ? undefined
    : 'must be an array of {key, value} or null';
};

// `custom_attributes` is the only parameter documented as nullable, so `null` is refused elsewhere.
// What the real API does with it, with "" and with properties it does not know is unknown.
const checks: Readonly<Record<string, Check>> = {
  first_name: text,
  last_name: text,
  second_last_name: text,
  email: pattern(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'must be an e-mail address'),
  phone: pattern(/^\+\d[\d ]{5,17}$/, 'must be in international format'),
  company_name: text,
  additional_phones: list,
  additional_emails: list,
  priority: oneOf(1, 2, 3, 4, 5),
  source: oneOf('manual', 'csv', 'api', 'call', 'whatsapp', 'email', 'crm'),
  country_code: pattern(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 code'),
  language: pattern(/^[a-z]{2}$/, 'must be an ISO 639-1 code'),
  whatsapp_transactional_opt_in: flag,
  email_transactional_opt_in: flag,
  whatsapp_marketing_opt_in: flag,
  email_marketing_opt_in: flag,
  external_reference_id: text,
  external_reference_url: text,
  skills: list,
  custom_attributes: customAttributes,
};

/** Returns the body as changes of a contact; arrays are taken whole. @throws 422 */
export function contactChanges(body: Record<string, unknown>): Partial<Contact> {
  const errors: Record<string, string[]> = {};
  for (const [name, value] of Object.entries(body)) {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    const problem = check ? check(value) : 'is not a parameter';
    if (problem) errors[name] = [problem];
  }
  if (Object.keys(errors).length > 0) throw unprocessable(errors);
  return body;
}
