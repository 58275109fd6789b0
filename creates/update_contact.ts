import type { Create } from 'zapier-platform-core';
import {
  clearFieldsField,
  defaultCountryField,
  emailField,
  phoneField,
  readContactChange,
} from '../fields/contact.js';
import { contactFormFields } from '../fields/contact_form.js';
import { contactKeyChoices, findByField, isContactKey } from '../fields/contact_keys.js';
import { CONTACT_LOCK } from '../fields/contact_lock.js';
import { contactField } from '../platforms/toolkit/fields/contact.js';
import { contactGroups } from '../fields/groups.js';
import { contactOutputs } from '../fields/outputs.js';
import { contactSample } from '../objects/contact.js';
import { onPlatform } from '../steps/on_platform.js';
import { inGroup } from '../platforms/toolkit/fields/in_group.js';
import { inputProblems } from '../platforms/toolkit/problems.js';
import { updateContact, type IfMissing } from '../steps/update_contact.js';
import { toOptionalText, toText } from '../platforms/toolkit/values/index.js';

const ifMissingChoices: Record<IfMissing, string> = {
  stop: 'Stop with an error',
  create: 'Create the contact',
  skip: 'Do nothing',
};

export const platformFields = contactFormFields('update');
export const perform = onPlatform((platform, input, { fieldMeta }) => {
  const {
    contact,
    find_by: findBy,
    if_missing: ifMissing = 'stop',
    default_country: defaultCountry,
    ...fields
  } = input;
  if (findBy !== undefined && !isContactKey(findBy)) {
    throw inputProblems.unknownKeyKind(toText(findBy), Object.keys(contactKeyChoices));
  }
  if (!isIfMissing(ifMissing)) {
    throw inputProblems.unknownIfMissing(toText(ifMissing), Object.keys(ifMissingChoices));
  }
  if (contact === undefined) throw inputProblems.missing('Contact');
  return updateContact(platform, {
    findBy,
    contact: toText(contact),
    ifMissing,
    defaultCountry: toOptionalText(defaultCountry),
    change: readContactChange({ values: fields, fieldMeta }),
  });
});

function isIfMissing(value: unknown): value is IfMissing {
  return typeof value === 'string' && Object.hasOwn(ifMissingChoices, value);
}

export const updateContactCreate = {
  key: 'update_contact',
  noun: 'Contact',
  display: {
    label: 'Update Contact',
    description:
      'Updates the fields you fill in on an existing contact and leaves all others as they are.',
  },
  operation: {
    inputFieldGroups: contactGroups,
    inputFields: [
      ...inGroup('who', [contactField]),
      findByField,
      ...inGroup('who', [
        {
          key: 'if_missing',
          label: 'If No Contact Is Found',
          type: 'string',
          required: false,
          default: 'stop',
          choices: ifMissingChoices,
          helpText:
            '*Create* works when Contact holds more than an ID, such as an email. *Do nothing* lets the Zap go on, with the Outcome `not_found`.',
        },
        {
          ...emailField,
          helpText:
            'The new email; blank keeps the present one. Which contact to update is said above, in Contact.',
        },
        phoneField,
        defaultCountryField,
      ]),
      platformFields,
      ...inGroup('more', [clearFieldsField]),
    ],
    outputFields: [contactOutputs, { key: 'outcome', label: 'Outcome', type: 'string' }],
    perform,
    lock: CONTACT_LOCK,
    sample: { ...contactSample, outcome: 'updated' },
  },
} satisfies Create;
