import type { ChatwootField } from '../entry.js';

const since = {
  key: 'since',
  label: 'From',
  type: 'datetime',
  as: 'unix',
} as const satisfies ChatwootField;

const until = {
  key: 'until',
  label: 'To',
  type: 'datetime',
  as: 'unix',
} as const satisfies ChatwootField;

/** The time of a report that counts nothing without one. */
export const range = [
  { ...since, required: true },
  { ...until, required: true, helpText: 'This moment itself is not in the report.' },
] as const satisfies ChatwootField[];

/** The time of a report that counts everything without one. */
export const anyRange = [
  { ...since, helpText: 'Used only together with To; without them, everything counts.' },
  until,
] as const satisfies ChatwootField[];

/** What a report is about, and which one of these. */
export const about = {
  key: 'type',
  label: 'Report On',
  choices: {
    account: 'The Whole Account',
    agent: 'An Agent',
    inbox: 'An Inbox',
    label: 'A Label',
    team: 'A Team',
  },
  required: true,
} as const satisfies ChatwootField;

export const aboutWhich = [
  {
    key: 'agent',
    label: 'Agent',
    name: 'id',
    dynamic: 'list_agents',
    onlyFor: { field: 'type', value: 'agent' },
    helpText: 'For a report on an agent.',
  },
  {
    key: 'inbox',
    label: 'Inbox',
    name: 'id',
    dynamic: 'list_inboxes',
    onlyFor: { field: 'type', value: 'inbox' },
    helpText: 'For a report on an inbox.',
  },
  {
    key: 'label',
    label: 'Label',
    name: 'id',
    dynamic: 'list_label_ids',
    onlyFor: { field: 'type', value: 'label' },
    helpText: 'For a report on a label.',
  },
  {
    key: 'team',
    label: 'Team',
    name: 'id',
    dynamic: 'list_teams',
    onlyFor: { field: 'type', value: 'team' },
    helpText: 'For a report on a team.',
  },
] as const satisfies ChatwootField[];

export const businessHours = {
  key: 'business_hours',
  label: 'Business Hours Only',
  group: 'More',
  type: 'boolean',
  helpText: 'Whether times are counted in the working hours of the inbox only.',
} as const satisfies ChatwootField;
