import { asText, isRecord } from '../../../http/body.js';
import { isBlank } from '../../../http/blanks.js';
import type { Change } from '../../../objects/change.js';
import { lookUp } from '../../toolkit/values/index.js';

/** A column's value before and after a change. */
export interface Values {
  before: unknown;
  after: unknown;
}

/** Our names of the API's columns; objects are compared key by key. */
const FIELDS: Record<string, string> = {
  name: 'name',
  email: 'email',
  phone_number: 'phone',
  identifier: 'external_id',
  blocked: 'blocked',
  label_list: 'labels',
  status: 'status',
  priority: 'priority',
  assignee_id: 'assignee_id',
  team_id: 'team_id',
  snoozed_until: 'snoozed_until',
};
/** Ids are text, as in the record. */
const IDS = ['assignee_id', 'team_id'];
const OBJECTS = ['custom_attributes', 'additional_attributes'];
/** Chatwoot's own notes on fetching a contact's picture. */
const NOISE = [
  'additional_attributes.last_avatar_sync_at',
  'additional_attributes.avatar_url_hash',
];

/**
 * What an event says has changed. Times of activity and of the change itself aren't among it: they
 * move with every message.
 * @param attributes `changed_attributes` of a webhook: `[{name: {previous_value, current_value}}, …]`
 */
export function changeOf(attributes: unknown): Change {
  const changed = columnsOf(attributes).flatMap(([column, values]) => fieldsOf(column, values));
  const wanted = changed.filter(([field]) => !NOISE.includes(field));
  return {
    changed_fields: wanted.map(([field]) => field),
    previous_values: Object.fromEntries(
      wanted.flatMap(([field, { before }]) => (isBlank(before) ? [] : [[field, before]])),
    ),
  };
}

/** Whether an event tells what changed at all; servers before 2.4 don't. */
export function tellsChanges(attributes: unknown): boolean {
  return Array.isArray(attributes);
}

/** Whether a change touches one of the wanted fields; `custom_attributes` stands for all of them. */
export function touches(change: Change, wanted: readonly string[]): boolean {
  return change.changed_fields.some((field) =>
    wanted.some((name) => field === name || field.startsWith(`${name}.`)),
  );
}

/** What a change did to a column; undefined when it isn't among the changes. */
export function changeIn(attributes: unknown, column: string): Values | undefined {
  return columnsOf(attributes).find(([name]) => name === column)?.[1];
}

function columnsOf(attributes: unknown): [string, Values][] {
  if (!Array.isArray(attributes)) return [];
  return attributes.filter(isRecord).flatMap((entry) =>
    Object.entries(entry).map(([column, values]): [string, Values] => {
      const { previous_value: before, current_value: after } = isRecord(values) ? values : {};
      return [column, { before, after }];
    }),
  );
}

function fieldsOf(column: string, values: Values): [string, Values][] {
  if (!OBJECTS.includes(column)) {
    const field = lookUp(FIELDS, column);
    if (!field) return [];
    const { before, after } = values;
    return [
      [field, IDS.includes(column) ? { before: asText(before), after: asText(after) } : values],
    ];
  }
  const before = isRecord(values.before) ? values.before : {};
  const after = isRecord(values.after) ? values.after : {};
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((key): [string, Values] => [
      `${column}.${key}`,
      { before: lookUp(before, key), after: lookUp(after, key) },
    ])
    .filter(([, changed]) => JSON.stringify(changed.before) !== JSON.stringify(changed.after));
}
