import type { OperationInputs } from '../helpers/operation_inputs.js';

export const customAttributes: OperationInputs = {
  find_custom_attribute: {
    minimal: {},
    // The only one of conversations, and not the first of all.
    full: {
      attribute_model: 'conversation_attribute',
      attribute_display_name: 'order',
      attribute_key: 'order_',
      attribute_display_type: 'text',
    },
    unknown: { custom_attribute: '99' },
    single: { custom_attribute: '13' },
    gives: { id: '13', attribute_key: 'order_number', attribute_model: 'conversation_attribute' },
  },
  create_custom_attribute: {
    minimal: { attribute_display_name: 'Size', attribute_key: 'size' },
    full: {
      attribute_display_name: 'Shirt size',
      attribute_key: 'shirt_size',
      attribute_model: 'contact_attribute',
      attribute_display_type: 'List',
      attribute_description: 'For the welcome gift',
      attribute_values: ['S', 'M'],
      regex_pattern: '/^[SM]$/',
      regex_cue: 'S or M',
    },
    gives: {
      id: '14',
      attribute_display_name: 'Shirt size',
      attribute_key: 'shirt_size',
      attribute_model: 'contact_attribute',
      attribute_display_type: 'list',
      attribute_description: 'For the welcome gift',
      attribute_values: ['S', 'M'],
      regex_pattern: '/^[SM]$/',
      regex_cue: 'S or M',
    },
  },
  update_custom_attribute: {
    minimal: { custom_attribute: '8', attribute_values: ['Free', 'Pro'] },
    full: {
      custom_attribute: '8',
      attribute_display_name: 'Tier',
      attribute_key: 'tier',
      attribute_model: 'conversation_attribute',
      attribute_display_type: 'text',
      attribute_description: 'What they pay for',
      attribute_values: ['One'],
      regex_pattern: '/^One$/',
      regex_cue: 'One',
    },
    unknown: { custom_attribute: '99', attribute_key: 'x' },
    gives: {
      id: '8',
      attribute_display_name: 'Tier',
      attribute_key: 'tier',
      attribute_model: 'conversation_attribute',
      attribute_display_type: 'text',
      attribute_description: 'What they pay for',
      attribute_values: ['One'],
      regex_pattern: '/^One$/',
      regex_cue: 'One',
    },
  },
  delete_custom_attribute: {
    minimal: { custom_attribute: '8' },
    full: { custom_attribute: '1' },
    unknown: { custom_attribute: '99' },
    gives: { id: '1', deleted: true },
  },
};
