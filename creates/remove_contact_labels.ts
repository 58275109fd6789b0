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

export const labelFields = onlyLabelField('remove_labels');

export const perform = labelStep('remove_labels', (labels) => ({
  add: [],
  remove: labels,
  replace: undefined,
}));

export const removeContactLabelsCreate = {
  key: 'remove_contact_labels',
  needs: 'contact_labels',
  noun: 'Contact',
  display: {
    label: 'Remove Contact Labels',
    description: 'Removes labels from a contact and keeps all others.',
  },
  operation: {
    inputFields: [contactField, labelFields],
    outputFields: [...labelsOutputFields],
    perform,
    lock: CONTACT_LOCK,
    sample: labelsSample,
  },
} satisfies Step<Create>;
