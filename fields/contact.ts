import type { PlainInputField } from 'zapier-platform-core';
import { onPlatform } from '../steps/on_platform.js';
import type { RecordChange } from '../platforms/contract/change.js';
import { countryChoices } from '../platforms/toolkit/values/countries.js';
import type { ChoicePage, FormInput } from '../platforms/contract/form.js';
import { toLabels } from '../platforms/toolkit/labels.js';
import { toWords } from '../platforms/toolkit/values/index.js';
import { onePage } from './one_page.js';

const clearableFieldChoices = onPlatform(async (platform) =>
  onePage(await platform.contacts.clearableFields()),
);

async function defaultCountryChoices(): Promise<ChoicePage> {
  return onePage(await countryChoices());
}

export const emailField = {
  key: 'email',
  label: 'Email',
  type: 'string',
  required: false,
} satisfies PlainInputField;

export const phoneField = {
  key: 'phone',
  label: 'Phone',
  type: 'string',
  required: false,
  helpText:
    'With the country code, like `+5511987654321`. Numbers without one are completed from Default Country.',
} satisfies PlainInputField;

export const defaultCountryField = {
  key: 'default_country',
  label: 'Default Country',
  type: 'string',
  required: false,
  choices: { perform: defaultCountryChoices },
  helpText: 'The country of phone numbers that come without a country code.',
} satisfies PlainInputField;

export const clearFieldsField = {
  key: 'clear_fields',
  label: 'Clear Fields',
  type: 'string',
  list: true,
  required: false,
  choices: { perform: clearableFieldChoices },
  helpText:
    'Fields to empty on purpose. Everywhere else a blank field means that the value stays as it is.',
} satisfies PlainInputField;

/** Splits a step's contact fields into values, fields to empty and label changes. */
export function readContactChange(input: FormInput): RecordChange {
  const {
    clear_fields: clear,
    add_labels: add,
    remove_labels: remove,
    replace_labels: replace,
    ...values
  } = input.values;
  return {
    ...input,
    values,
    clear: toWords(clear),
    labels: {
      add: toLabels(add),
      remove: toLabels(remove),
      // A text of nothing but commas names no label: only Clear Fields takes all labels off.
      replace: toLabels(replace).length > 0 ? toLabels(replace) : undefined,
    },
  };
}
