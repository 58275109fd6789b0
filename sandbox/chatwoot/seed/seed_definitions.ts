import { at } from './seed_time.js';
import type { AttributeType, CustomAttributeDefinition, Store } from '../store.js';

/** Adds custom attributes of every type. */
export function addDefinitions(store: Store): void {
  const contactDefinitions: [string, string, AttributeType, Partial<CustomAttributeDefinition>?][] =
    [
      ['plan_note', 'Plan note', 'text', { attribute_description: 'What was agreed on the phone' }],
      [
        'customer_code',
        'Customer code',
        'text',
        { regex_pattern: '/^[A-Z]{2}-[0-9]{4}$/', regex_cue: 'Two letters, a dash, four digits' },
      ],
      ['seats', 'Seats', 'number'],
      ['monthly_spend', 'Monthly spend', 'currency'],
      ['discount', 'Discount', 'percent'],
      ['crm_link', 'CRM link', 'link'],
      ['renewal_date', 'Renewal date', 'date'],
      ['plan_tier', 'Plan tier', 'list', { attribute_values: ['Free', 'Pro', 'Enterprise'] }],
      ['newsletter_opt_in', 'Newsletter opt-in', 'checkbox'],
      ['billing.city', 'Billing city', 'text'],
      ['vat-id', 'VAT ID', 'text'],
      ['עיר', 'עיר', 'text', { attribute_description: 'City, in Hebrew' }],
    ];
  const base = {
    account_id: 1,
    attribute_description: null,
    regex_pattern: null,
    regex_cue: null,
    attribute_values: [],
    default_value: null,
  };
  store.customAttributeDefinitions = contactDefinitions.map(([key, name, type, more], index) => ({
    ...base,
    id: index + 1,
    attribute_key: key,
    attribute_display_name: name,
    attribute_display_type: type,
    attribute_model: 'contact_attribute',
    created_at: at(index),
    updated_at: at(index),
    ...more,
  }));
  store.customAttributeDefinitions.push({
    ...base,
    id: contactDefinitions.length + 1,
    attribute_key: 'order_number',
    attribute_display_name: 'Order number',
    attribute_display_type: 'text',
    attribute_model: 'conversation_attribute',
    created_at: at(20),
    updated_at: at(20),
  });
}
