import { at } from './seed_time.js';
import { newRow } from './seed_row.js';
import {
  definitionColumns,
  type AttributeType,
  type CustomAttributeDefinition,
  type Store,
} from '../store.js';

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
  store.customAttributeDefinitions = contactDefinitions.map(([key, name, type, more], index) =>
    definition(index + 1, [key, name], at(index), {
      attribute_display_type: type,
      attribute_model: 'contact_attribute',
      ...more,
    }),
  );
  store.customAttributeDefinitions.push(
    definition(contactDefinitions.length + 1, ['order_number', 'Order number'], at(20)),
  );
}

function definition(
  id: number,
  [key, name]: [key: string, name: string],
  created: Date,
  more: Partial<CustomAttributeDefinition> = {},
): CustomAttributeDefinition {
  const told = { id, attribute_key: key, attribute_display_name: name };
  const types = {
    attribute_display_type: 'text',
    attribute_model: 'conversation_attribute',
  } as const;
  return newRow(definitionColumns, { ...told, ...types, ...more }, created);
}
