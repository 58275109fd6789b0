import type { PlainInputField } from 'zapier-platform-core';
import { onForm, onPlatform } from '../steps/on_platform.js';
import type { RecordChange } from '../platforms/contract/change.js';
import type { ContactKey } from '../platforms/contract/contacts.js';
import { countryChoices } from '../platforms/toolkit/values/countries.js';
import type { ChoicePage, FormInput } from '../platforms/contract/form.js';
import { toLabels } from '../platforms/toolkit/labels.js';
import { tellApart } from '../platforms/toolkit/output.js';
import { contactProblems } from '../platforms/toolkit/problems.js';
import { toWords } from '../platforms/toolkit/values/index.js';
import { onePage } from './one_page.js';

/** Key of the search that looks contacts up, for fields that link to it. */
export const FIND_CONTACT = 'find_contact';

/** What a contact can be found by, as the form offers it. */
export const contactKeyChoices: Record<ContactKey, string> = {
  id: 'ID',
  email: 'Email',
  phone: 'Phone',
  external_id: 'External ID',
};

/** True for a value of a `find_by` field. */
export function isContactKey(value: unknown): value is ContactKey {
  return typeof value === 'string' && Object.hasOwn(contactKeyChoices, value);
}

const contactChoices = onForm(async (platform, input, { page }) => {
  const by = isContactKey(input['find_by']) ? input['find_by'] : 'id';
  const { results, paging_token } = await platform.contacts.choices(by, page);
  return { results: tellApart(results), paging_token };
});

const clearableFieldChoices = onPlatform(async (platform) =>
  onePage(await platform.contacts.clearableFields()),
);

export const labelChoices = onPlatform(async (platform) => {
  if (!platform.contacts.labels) throw contactProblems.noLabels(platform.name);
  return onePage(await platform.contacts.labels.choices());
});

async function defaultCountryChoices(): Promise<ChoicePage> {
  return onePage(await countryChoices());
}

/** A contact picked from the platform's list; in Update Contact it offers what `find_by` says. */
export const contactField = {
  key: 'contact',
  label: 'Contact',
  type: 'string',
  choices: { perform: contactChoices },
  resource: 'contact',
  search: `${FIND_CONTACT}.id`,
} satisfies PlainInputField;

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

/** For triggers: only contacts that have it. */
export const labelFilterField = {
  key: 'label',
  label: 'Label',
  type: 'string',
  required: false,
  choices: { perform: labelChoices },
  helpText: 'Only contacts that have this label or tag. Blank means all.',
} satisfies PlainInputField;

const labelList = {
  type: 'string',
  list: true,
  required: false,
  choices: { perform: labelChoices },
} satisfies Partial<PlainInputField>;

export const addLabelsField = {
  ...labelList,
  key: 'add_labels',
  label: 'Add Labels',
  helpText:
    'Labels to put on the contact. Those it already has stay. Choose labels that exist: others are stored too, but the platform may not show them.',
} satisfies PlainInputField;

export const removeLabelsField = {
  ...labelList,
  key: 'remove_labels',
  label: 'Remove Labels',
  helpText: 'Labels to take off the contact, if it has them.',
} satisfies PlainInputField;

export const replaceLabelsField = {
  ...labelList,
  key: 'replace_labels',
  label: 'Replace Labels',
  helpText:
    '**Careful:** the contact keeps only the labels listed here and loses all others. Leave blank to keep its labels, and use Add Labels to add some.',
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
