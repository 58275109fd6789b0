import type { OutputTypes } from '../../../platforms/contract/form.js';
import { outputsOf, outputsWithin, typesIn } from '../../../platforms/toolkit/outputs.js';

const labelsOf = (types: OutputTypes, labels?: Record<string, string>) =>
  outputsOf(types, labels).map(({ label }) => label);

it('the types of a record are those of its values', () => {
  expect(
    typesIn({
      count: 7,
      price: 7.5,
      active: false,
      name: 'Jane',
      made_at: '2026-03-14T09:30:00Z',
      early: '2026-03-14T09:3',
      day: '2026-03-14',
      text: 'on 2026-03-14T09:30',
      nothing: null,
      tags: ['vip'],
      none: [],
      meta: {},
      inbox: { id: 3, sender: { email: 'a' } },
      notes: [{ body: 'x', by: { id: 1 } }],
    }),
  ).toEqual({
    count: 'integer',
    price: 'number',
    active: 'boolean',
    name: 'string',
    made_at: 'datetime',
    early: 'string',
    day: 'string',
    text: 'string',
    nothing: 'dict',
    tags: 'list',
    none: 'list',
    meta: 'dict',
    inbox__id: 'integer',
    inbox__sender__email: 'string',
    'notes[]body': 'string',
    'notes[]by__id': 'integer',
  });
});

it('an output says what it is', () => {
  expect(outputsOf({ id: 'integer', tags: 'list', meta: 'dict' })).toEqual([
    { key: 'id', label: 'ID', type: 'integer' },
    { key: 'tags', label: 'Tags', list: true },
    { key: 'meta', label: 'Meta', dict: true },
  ]);
});

it.each([
  ['first_name', 'First Name'],
  ['firstName', 'First Name'],
  ['contactId', 'Contact ID'],
  ['_private_', 'Private'],
  ['constructor', 'Constructor'],
  ['inbox__id', 'Inbox ID'],
  ['inbox__inbox_name', 'Inbox Name'],
  ['inbox__inboxes', 'Inbox Inboxes'],
  ['notes[]body', 'Notes Body'],
  ['a__b__c', 'A B C'],
  [
    'ids_uid_uuid_url_ui_csat_hmac_imap_smtp_cc_bcc_sla_api_sso_ssl_json',
    'IDs UID UUID URL UI CSAT HMAC IMAP SMTP CC BCC SLA API SSO SSL JSON',
  ],
  ['made_by_of', 'Made by of'],
])('the key %s is called %s', (key, label) => {
  expect(labelsOf({ [key]: 'string' })).toEqual([label]);
});

it('a label that is given counts, also for what is within', () => {
  const labels = { id: 'Number', inbox: 'Mailbox', inbox__name: 'Its Name' };
  const types: OutputTypes = { id: 'string', inbox__id: 'string', inbox__name: 'string' };
  expect(labelsOf(types, labels)).toEqual(['Number', 'Mailbox ID', 'Its Name']);
});

it('fields within a record stand behind its label', () => {
  expect(
    outputsWithin('contact', 'Contact', [
      { key: 'email', label: 'Email', type: 'string' },
      { key: 'id', label: 'Contact ID', type: 'string' },
      { key: 'last_name', type: 'string' },
    ]),
  ).toEqual([
    { key: 'contact__email', label: 'Contact Email', type: 'string' },
    { key: 'contact__id', label: 'Contact ID', type: 'string' },
    { key: 'contact__last_name', label: 'Contact Last Name', type: 'string' },
  ]);
});
