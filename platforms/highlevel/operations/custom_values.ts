import type { EntryField } from '../../catalogue/entry.js';
import type { HighlevelEntry } from './entry.js';

const PATH = '/locations/{location}/customValues';
const ONE = `${PATH}/{custom_value}`;

const customValue = {
  key: 'custom_value',
  label: 'Custom Value',
  dynamic: 'list_custom_values',
} as const satisfies EntryField;
const name = { key: 'name', label: 'Name' } as const satisfies EntryField;

const told = {
  noun: 'Value',
  sample: {
    id: 'rWQ709Pb62syqGLceg1x',
    name: 'Opening hours',
    fieldKey: '{{ custom_values.opening_hours }}',
    value: 'Mon-Fri 9-17',
  },
} as const satisfies Partial<HighlevelEntry>;

/** Texts of the location that its templates, funnels and workflows use. */
export const customValues: HighlevelEntry[] = [
  {
    ...told,
    key: 'find_custom_value',
    kind: 'search',
    scope: 'locations/customValues.readonly',
    label: 'Find Custom Value',
    description: 'Finds custom values of the location by their name, or lists all of them.',
    path: PATH,
    answer: ['customValues'],
    one: { field: 'custom_value', path: ONE, answer: ['customValue'] },
    fields: [{ ...name, to: 'match', helpText: 'Part of the name.' }, customValue],
  },
  {
    ...told,
    key: 'update_custom_value',
    kind: 'create',
    scope: 'locations/customValues.write',
    label: 'Update Custom Value',
    description: 'Changes a custom value of the location, for all that use it.',
    method: 'PUT',
    path: ONE,
    answer: ['customValue'],
    id: 'custom_value',
    whole: { names: ['name', 'value'], scope: 'locations/customValues.readonly' },
    fields: [
      { ...customValue, required: true },
      { key: 'value', label: 'Value', type: 'text' },
      { ...name, helpText: 'A new name; blank keeps the present one.' },
    ],
  },
];
