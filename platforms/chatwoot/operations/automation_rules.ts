import type { ChatwootEntry, ChatwootField } from './entry.js';
import { toActions, toConditions } from './fields/conditions.js';

const rule = {
  key: 'automation_rule',
  label: 'Automation Rule',
  dynamic: 'list_automation_rules',
} as const satisfies ChatwootField;

const name = { key: 'name', label: 'Name' } as const satisfies ChatwootField;

const event = {
  key: 'event_name',
  label: 'Event',
  helpText: 'When the rule looks whether its conditions are met.',
  choices: {
    conversation_created: 'Conversation Created',
    conversation_updated: 'Conversation Updated',
    conversation_opened: 'Conversation Opened',
    conversation_resolved: 'Conversation Resolved',
    message_created: 'Message Created',
  },
} as const satisfies ChatwootField;

const conditions = {
  key: 'conditions',
  label: 'Conditions',
  type: 'json',
  holds: 'list',
  read: toConditions,
  helpText:
    'A list; each but the last names how the next is joined: `[{"attribute_key":"status","filter_operator":"equal_to","values":["open"],"query_operator":"and"},{"attribute_key":"content","filter_operator":"contains","values":["refund"],"query_operator":null}]`',
} as const satisfies ChatwootField;

const actions = {
  key: 'actions',
  label: 'Actions',
  type: 'json',
  holds: 'list',
  read: toActions,
  helpText:
    'A list of what is done, in this order: `[{"action_name":"add_label","action_params":["refund"]},{"action_name":"assign_team","action_params":[1]},{"action_name":"change_priority","action_params":["urgent"]}]`',
} as const satisfies ChatwootField;

const details = [
  { key: 'description', label: 'Description' },
  { key: 'active', label: 'Active', type: 'boolean', helpText: 'Whether the rule runs.' },
] as const satisfies ChatwootField[];

const noSuchRule = {
  what: 'Automation Rule: the server failed (status 500), as it does when the account has no such rule.',
  todo: 'Check the ID, or map it from Find Automation Rule. If it is right, try again later.',
};

const told = {
  sample: {
    id: '1',
    account_id: '1',
    name: 'Urgent mail',
    event_name: 'message_created',
    created_on: '2026-01-06T09:00:00.000Z',
    active: true,
  },
  more: {
    description: 'string',
    'conditions[]attribute_key': 'string',
    'conditions[]filter_operator': 'string',
    'conditions[]values': 'list',
    'conditions[]query_operator': 'string',
    'actions[]action_name': 'string',
    'actions[]action_params': 'list',
  },
} as const satisfies Partial<ChatwootEntry>;

/** Automation rules (#74–#78). The server never asks whether it found the rule: an unknown id is a 500. */
export const automationRules: ChatwootEntry[] = [
  {
    key: 'find_automation_rule',
    // Not by `/automation_rules/{id}`: its 500 for an unknown rule looks like any failure of the server.
    numbers: [74, 76],
    kind: 'search',
    noun: 'Rule',
    label: 'Find Automation Rule',
    description: 'Finds an automation rule by its name or event, or lists all of them.',
    path: '/automation_rules',
    answer: ['payload'],
    fields: [
      { ...name, helpText: 'Part of the name.', to: 'match' },
      { ...event, helpText: 'Only rules of this event.', to: 'match' },
      { ...rule, name: 'id', to: 'match' },
    ],
    ...told,
  },
  {
    key: 'create_automation_rule',
    numbers: [75],
    kind: 'create',
    noun: 'Rule',
    label: 'Create Automation Rule',
    description:
      'Creates a new automation rule: what the server does by itself when something happens.',
    method: 'POST',
    path: '/automation_rules',
    lookup: {
      search: 'find_automation_rule',
      by: { name: 'name', event_name: 'event_name' },
      madeAt: 'created_on',
    },
    crash: {
      what: 'Conditions, Actions: the server failed (status 500), as it does over lists that are not like in their examples.',
      todo: 'If both are, try again later.',
    },
    fields: [
      { ...name, required: true },
      { ...event, required: true },
      { ...conditions, required: true },
      { ...actions, required: true },
      ...details,
    ],
    ...told,
  },
  {
    key: 'update_automation_rule',
    numbers: [78],
    kind: 'create',
    noun: 'Rule',
    label: 'Update Automation Rule',
    description: 'Changes an automation rule.',
    method: 'PATCH',
    path: '/automation_rules/{automation_rule}',
    answer: ['payload'],
    crash: noSuchRule,
    fields: [
      { ...rule, required: true },
      name,
      event,
      { ...conditions, helpText: `Replaces all conditions. ${conditions.helpText}` },
      { ...actions, helpText: `Replaces all actions. ${actions.helpText}` },
      ...details,
    ],
    id: 'automation_rule',
    ...told,
  },
  {
    key: 'delete_automation_rule',
    numbers: [77],
    kind: 'create',
    noun: 'Rule',
    label: 'Delete Automation Rule',
    description: 'Deletes an automation rule for good.',
    method: 'DELETE',
    path: '/automation_rules/{automation_rule}',
    crash: noSuchRule,
    warning: 'The rule is deleted for good. What it has done stays as it is.',
    fields: [{ ...rule, required: true }],
    id: 'automation_rule',
    sample: { id: '1', deleted: true },
  },
];
