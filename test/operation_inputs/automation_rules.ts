import type { OperationInputs } from '../helpers/running/operation_inputs.js';

const conditions = [
  {
    attribute_key: 'status',
    filter_operator: 'equal_to',
    values: ['open'],
    query_operator: 'and',
  },
  {
    attribute_key: 'content',
    filter_operator: 'is_present',
    values: [],
    query_operator: null,
  },
];
const actions = [
  { action_name: 'add_label', action_params: ['refund'] },
  { action_name: 'mute_conversation', action_params: [] },
];

export const automationRules: OperationInputs = {
  find_automation_rule: {
    minimal: {},
    full: { name: 'urgent', event_name: 'Message_Created' },
    unknown: { automation_rule: '99' },
    single: { automation_rule: '1' },
    // The seed has one rule only: two that come before it, and fit by half.
    prepare: (store) => {
      const others = store.automationRules.flatMap((rule) => [
        { ...rule, id: 11, name: 'Welcome' },
        { ...rule, id: 12, event_name: 'conversation_created' },
      ]);
      store.automationRules.unshift(...others);
    },
    gives: {
      id: '1',
      name: 'Urgent mail',
      conditions: [expect.objectContaining({ values: ['refund'], query_operator: null })],
      created_on: '2026-01-06T09:00:00.000Z',
      active: true,
    },
  },
  create_automation_rule: {
    minimal: { name: 'Mute', event_name: 'conversation_opened', conditions: '[]', actions: '[]' },
    full: {
      name: 'Refunds',
      event_name: 'conversation_updated',
      conditions: JSON.stringify(conditions),
      actions: JSON.stringify(actions),
      description: 'Labels refunds',
      active: 'no',
    },
    gives: {
      id: '2',
      name: 'Refunds',
      event_name: 'conversation_updated',
      conditions,
      actions,
      description: 'Labels refunds',
      active: false,
    },
  },
  update_automation_rule: {
    minimal: { automation_rule: '1', active: false },
    full: {
      automation_rule: '1',
      name: 'Refunds',
      event_name: 'conversation_resolved',
      conditions,
      actions,
      description: 'Labels refunds',
      active: false,
    },
    unknown: { automation_rule: '99', active: false },
    gives: {
      id: '1',
      name: 'Refunds',
      event_name: 'conversation_resolved',
      conditions,
      actions,
      description: 'Labels refunds',
      active: false,
    },
  },
  delete_automation_rule: {
    minimal: { automation_rule: '1' },
    full: { automation_rule: '1' },
    unknown: { automation_rule: '99' },
    gives: { id: '1', deleted: true },
  },
};
