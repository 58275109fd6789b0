// Update Contact on a Chatwoot server that nock plays.
import type { DataMatcherMap } from 'nock';
import { perform, platformFields } from '../../creates/update_contact.js';
import { run, written } from './running/app.js';
import { server } from './nock.js';

const CONTACTS = '/api/v1/accounts/1/contacts';
const definitions = [
  attribute('plan_tier', 'list', { attribute_values: ['Free', 'Pro', 'Enterprise'] }),
  attribute('seats', 'number'),
  attribute('monthly_spend', 'currency'),
  attribute('discount', 'percent'),
  attribute('crm_link', 'link'),
  attribute('renewal_date', 'date'),
  attribute('newsletter_opt_in', 'checkbox'),
  attribute('customer_code', 'text', {
    regex_pattern: '/^[A-Z]{2}-[0-9]{4}$/',
    regex_cue: 'two letters, a dash, four digits',
    attribute_description: 'Code on the invoice',
  }),
  attribute('billing.city', 'text'),
  attribute('עיר', 'text'),
];

/** An attribute as the account defines it. */
export function attribute(key: string, type: string, more: Record<string, unknown> = {}) {
  return {
    id: 1,
    attribute_display_name: `My ${key}`,
    attribute_display_type: type,
    attribute_description: '',
    attribute_key: key,
    regex_pattern: null,
    regex_cue: null,
    attribute_values: [],
    attribute_model: 'contact_attribute',
    ...more,
  };
}

/** What the editor keeps of the fields and hands back at every run. */
export async function fieldMeta() {
  answerDefinitions();
  const fields = await run(platformFields);
  return { inputFields: Object.fromEntries(fields.map(({ key, meta }) => [key, meta ?? {}])) };
}

/** Expects one read of the account’s attributes. */
export function answerDefinitions(): void {
  server()
    .get('/api/v1/accounts/1/custom_attribute_definitions?attribute_model=1')
    .reply(200, definitions);
}

/** Expects one update of contact 7 with just this body. */
export function answerUpdate(body: DataMatcherMap, contact: Record<string, unknown> = {}): void {
  server().put(`${CONTACTS}/7`, body).reply(200, written(contact));
}

/** Expects one lookup by these values of an attribute. @param found whom it finds */
export function answerFilter(
  found: Record<string, unknown>[],
  attributeKey: string,
  ...values: string[]
): void {
  const payload = values.map((value, index) => ({
    attribute_key: attributeKey,
    filter_operator: 'equal_to',
    values: [value],
    query_operator: index < values.length - 1 ? 'OR' : null,
  }));
  server()
    .post(`${CONTACTS}/filter`, { payload })
    .reply(200, { meta: { count: found.length }, payload: found });
}

/** Runs the step. */
export const update = (inputData: Record<string, unknown>, meta = {}) =>
  run(perform, { inputData, meta });
