import type { Create } from 'zapier-platform-core';
import { contactField } from '../fields/contact.js';
import {
  labelsOutputFields,
  labelsSample,
  labelStep,
  onlyLabelField,
} from '../fields/contact_labels.js';
import { CONTACT_LOCK } from '../fields/contact_lock.js';
import type { Step } from '../fields/offered_steps.js';

export const labelFields = onlyLabelField('add_labels');

export const perform = labelStep('add_labels', (labels) => ({
  add: labels,
  remove: [],
  replace: undefined,
}));

export const addContactLabelsCreate = {
  key: 'add_contact_labels',
  needs: 'contact_labels',
  noun: 'Contact',
  display: {
    label: 'Add Contact Labels',
    description: 'Adds labels to a contact and keeps those it has.',
  },
  operation: {
    inputFields: [
      {
        ...contactField,
        required: true,
        helpText: 'Choose the contact, or map its ID from a Find Contact step or a trigger.',
      },
      labelFields,
    ],
    outputFields: [...labelsOutputFields],
    perform,
    lock: CONTACT_LOCK,
    sample: labelsSample,
  },
} satisfies Step<Create>;
