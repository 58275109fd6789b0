import { onPlatform } from '../steps/on_platform.js';
import { readRows } from '../steps/rows/read_rows.js';
import type { RowsRequest } from '../steps/update_contacts.js';
import type { RecordChange } from '../platforms/contract/change.js';
import type { FormInput, InputField } from '../platforms/contract/form.js';
import { isSameLabel, toLabels } from '../platforms/toolkit/labels.js';
import { omit, refuseOthers, toOptionalText } from '../platforms/toolkit/values/index.js';
import { clearFieldsField, emailField, phoneField } from './contact.js';
import { findByOn } from './contact_keys.js';
import { labelFields } from './contact_labels.js';
import { readUpdateRequest } from './contact_update.js';

const ROWS = { key: 'rows', label: 'Rows' };
const ROWS_JSON = { key: 'rows_json', label: 'Rows as JSON' };

/** What Update Contact asks for, once for each row. */
export const rowsField = onPlatform(async (platform) => {
  const children: InputField[] = [
    {
      key: 'contact',
      label: 'Contact',
      type: 'string',
      required: false,
      helpText: "Whose row it is: the contact's ID, email, or phone number with its `+`.",
    },
    findByOn(platform),
    { ...emailField, helpText: 'The new email; blank keeps the present one.' },
    phoneField,
    ...(await platform.contacts.inputFields('update')),
    ...labelFields(platform, 'update'),
    {
      key: clearFieldsField.key,
      label: clearFieldsField.label,
      type: 'string',
      helpText: 'Keys of fields to empty on purpose, with commas between them.',
    },
  ];
  return [{ ...ROWS, children: children.flatMap(inRow) }];
});

/** The same rows as one text, for those who have no line items. */
export const rowsJsonField = {
  ...ROWS_JSON,
  type: 'text',
  required: false,
  helpText:
    'Instead of Rows: a list of objects with the keys of Update Contact, like `[{"contact": "jane@example.com", "name": "Jane"}]`.',
} satisfies InputField;

/** Labels for every row, in the platform's own words; none where it has none. */
export const labelsForAllField = onPlatform((platform) =>
  Promise.resolve(
    labelFields(platform, 'update')
      .filter(({ key }) => key === 'add_labels')
      .map((field) => ({ ...field, key: 'add_labels_to_all', label: `${field.label} to All` })),
  ),
);

export const continueFromField = {
  key: 'continue_from',
  label: 'Continue From',
  type: 'string',
  required: false,
  helpText:
    'Map Continue From of an earlier Update Contacts step with the same rows: only the rows that it left are done. Blank begins with the first row.',
} satisfies InputField;

/**
 * The rows of a step's input, and how each is read with the options for all.
 * @param given the input with its blanks: the place of a row is its number
 * @throws Problem for rows that can't be read, or that come twice
 */
export function readRowsRequest(
  { values, fieldMeta }: FormInput,
  given: Record<string, unknown>,
): RowsRequest {
  const {
    if_missing: ifMissing,
    default_country: country,
    add_labels_to_all: labels,
    continue_from: continueFrom,
    ...others
  } = omit(values, [ROWS.key, ROWS_JSON.key]);
  refuseOthers(others);
  const options = {
    ...(ifMissing !== undefined && { if_missing: ifMissing }),
    ...(country !== undefined && { default_country: country }),
  };
  const added = toLabels(labels);
  return {
    rows: readRows([ROWS, ROWS_JSON].map(({ key, label }) => ({ label, value: given[key] }))),
    read: (row) => {
      const request = readUpdateRequest({ values: { ...options, ...row }, fieldMeta });
      return { ...request, change: withLabels(request.change, added) };
    },
    continueFrom: toOptionalText(continueFrom),
  };
}

/** The change with labels for all, which a row's own whole list takes up. */
function withLabels(change: RecordChange, added: readonly string[]): RecordChange {
  const { add, replace, ...others } = change.labels;
  const plus = (labels: readonly string[]): string[] => [
    ...labels,
    ...added.filter((label) => !labels.some((other) => isSameLabel(other, label))),
  ];
  const labels = replace
    ? { ...others, add, replace: plus(replace) }
    : { ...others, add: plus(add), replace };
  return { ...change, labels };
}

/** A field as one of a row: line items have no lists, groups, files and dropdowns of their own. */
function inRow(field: InputField): InputField[] {
  if (field.type === 'file' || field.type === 'copy') return [];
  const { key, label, type, choices, helpText, meta, dict, list } = field;
  const notes = [
    helpText,
    list && 'Several with commas between them.',
    dict && 'Written as JSON, like `{"plan": "Pro"}`.',
  ];
  const text = notes.filter(Boolean).join(' ');
  return [
    {
      key,
      ...(label !== undefined && { label }),
      type: type ?? 'string',
      required: false,
      ...(Array.isArray(choices) || (choices && !('perform' in choices)) ? { choices } : {}),
      ...(meta && { meta }),
      ...(text && { helpText: text }),
    },
  ];
}
