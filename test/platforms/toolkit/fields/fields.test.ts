// What the fields say that every platform's forms have. Without core.
import type { InputField } from '../../../../platforms/contract/form.js';
import {
  clearableChoices,
  isClearableKey,
} from '../../../../platforms/toolkit/fields/clearable.js';
import { CONTACT_LIST, contactField } from '../../../../platforms/toolkit/fields/contact.js';
import { directionField } from '../../../../platforms/toolkit/fields/direction.js';

const STANDARD = [
  { key: 'email', label: 'Email' },
  { key: 'company', label: 'Company' },
];

it('Clear Fields offers the standard fields, all labels, and attributes', () => {
  const attributes: InputField[] = [
    { key: 'attr_plan', label: 'Plan', type: 'string' },
    { key: 'attr_tier', type: 'string' },
    { key: 'attr_hint', label: 'A hint', type: 'copy' },
  ];
  expect(clearableChoices(STANDARD, attributes, 'Tags')).toEqual([
    { id: 'email', label: 'Email' },
    { id: 'company', label: 'Company' },
    { id: 'labels', label: 'Tags (all of them)' },
    { id: 'attr_plan', label: 'Plan' },
    { id: 'attr_tier', label: 'attr_tier' },
  ]);
});

it.each([
  ['email', true],
  ['labels', true],
  ['attr_plan', true],
  ['phone', false],
  ['', false],
])('whether %s can be emptied: %s', (key, can) => {
  expect(isClearableKey(STANDARD, key)).toBe(can);
});

it('a direction is a choice, with the help that is given', () => {
  const field = {
    key: 'direction',
    label: 'Direction',
    type: 'string',
    required: false,
    choices: { incoming: 'Incoming (from the contact)', outgoing: 'Outgoing (from the team)' },
  };
  expect(directionField()).toEqual({ ...field, helpText: 'Blank means both.' });
  expect(directionField('Both.')).toEqual({ ...field, helpText: 'Both.' });
});

it('a contact is chosen, searched for or mapped', () => {
  expect(CONTACT_LIST).toBe('list_contacts');
  expect(contactField).toEqual({
    key: 'contact',
    label: 'Contact',
    type: 'string',
    required: true,
    dynamic: 'list_contacts.id.name',
    search: 'find_contact.id',
    helpText:
      'Choose the contact, or map its ID from a Find Contact step or a trigger. A mapped email, or a phone number with its `+`, works as well: the contact is then looked up first.',
  });
});
