import type { Create } from 'zapier-platform-core';
import {
  labelsOutputFields,
  labelsSample,
  labelStep,
  onlyLabelField,
} from '../fields/contact_labels.js';
import { CONTACT_LOCK } from '../fields/contact_lock.js';
import type { Step } from '../fields/offered_steps.js';
import { contactField } from '../platforms/toolkit/fields/contact.js';

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
    inputFields: [contactField, labelFields],
    outputFields: [...labelsOutputFields],
    perform,
    lock: CONTACT_LOCK,
    sample: labelsSample,
  },
} satisfies Step<Create>;
