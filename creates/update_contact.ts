import type { Create } from 'zapier-platform-core';
import {
  clearFieldsField,
  contactField,
  contactKeyChoices,
  defaultCountryField,
  emailField,
  isContactKey,
  addLabelsField,
  removeLabelsField,
  replaceLabelsField,
  phoneField,
  readContactChange,
} from '../fields/contact.js';
import { CONTACT_LOCK } from '../fields/contact_lock.js';
import { contactOutputs } from '../fields/outputs.js';
import { contactSample } from '../objects/contact.js';
import { onPlatform } from '../steps/on_platform.js';
import { inputProblems } from '../platforms/toolkit/problems.js';
import { updateContact, type IfMissing } from '../steps/update_contact.js';
import { toOptionalText, toText } from '../platforms/toolkit/values/index.js';

const ifMissingChoices: Record<IfMissing, string> = {
  stop: 'Stop with an error',
  create: 'Create the contact',
  skip: 'Do nothing',
};

export const platformFields = onPlatform((platform) => platform.contacts.inputFields('update'));
export const perform = onPlatform((platform, input, { fieldMeta }) => {
  const {
    find_by: findBy = 'id',
    contact,
    if_missing: ifMissing = 'stop',
    default_country: defaultCountry,
    ...fields
  } = input;
  if (!isContactKey(findBy)) {
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
    inputFields: [
      {
        key: 'find_by',
        label: 'Find Contact By',
        type: 'string',
        required: false,
        default: 'id',
        choices: contactKeyChoices,
        helpText: 'What you know about the contact: its ID, or a value only this contact has.',
      },
      {
        ...contactField,
        required: true,
        dependsOn: ['find_by'],
        helpText:
          'The contact to update. Choose it, or map its ID from a Find Contact step or a trigger; with another choice above, map that value, such as the email.',
      },
      {
        key: 'if_missing',
        label: 'If No Contact Is Found',
        type: 'string',
        required: false,
        default: 'stop',
        choices: ifMissingChoices,
        helpText:
          '*Create* works when you find the contact by email, phone or external ID. *Do nothing* lets the Zap go on, with the Outcome `not_found`.',
      },
      {
        ...emailField,
        helpText:
          'The new email; blank keeps the present one. Which contact to update is said above, in Contact.',
      },
      phoneField,
      defaultCountryField,
      platformFields,
      clearFieldsField,
      addLabelsField,
      removeLabelsField,
      replaceLabelsField,
    ],
    outputFields: [contactOutputs, { key: 'outcome', label: 'Outcome', type: 'string' }],
    perform,
    lock: CONTACT_LOCK,
    sample: { ...contactSample, outcome: 'updated' },
  },
} satisfies Create;
