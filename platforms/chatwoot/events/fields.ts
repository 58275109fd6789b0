import type { InputField } from '../../contract/form.js';
import type { EventKind } from '../../contract/events.js';
import type { ChatwootClient } from '../client.js';
import { STATUSES } from '../conversations/values.js';
import { readDefinitions } from '../custom_attributes/definitions.js';
import { choiceField, labelPicker, picker } from '../form_fields.js';
import { messageFilterFields } from '../messages/filter.js';

/** When a trigger tells of a visitor of whom nothing is known yet. */
export const VISITORS = {
  identified: 'When an email, phone, external ID or social account is known',
  all: 'At once, known or not',
};

const CONTACT_FIELDS = {
  name: 'Name',
  email: 'Email',
  phone: 'Phone',
  external_id: 'External ID',
  labels: 'Labels',
  blocked: 'Blocked',
  'additional_attributes.company_name': 'Company Name',
  'additional_attributes.city': 'City',
  'additional_attributes.country': 'Country',
};
const CONVERSATION_FIELDS = {
  status: 'Status',
  priority: 'Priority',
  assignee_id: 'Agent',
  team_id: 'Team',
  labels: 'Labels',
  snoozed_until: 'Snoozed Until',
};

/** The keys of each form, which can be told without a request. */
export const EVENT_INPUTS: Record<EventKind, readonly string[]> = {
  new_contact: ['visitors'],
  updated_contact: ['changed_fields', 'added_labels'],
  new_conversation: ['inbox'],
  updated_conversation: ['changed_fields', 'added_labels', 'inbox'],
  conversation_status_changed: ['from', 'to', 'inbox'],
  new_message: ['direction', 'private_notes', 'inbox'],
};

const inboxField = picker(
  'inbox',
  'Inbox',
  'list_inboxes',
  'Only what happens in this inbox. Blank means all.',
);

/** The form of an instant trigger: which events the user wants. */
export async function eventFields(client: ChatwootClient, kind: EventKind): Promise<InputField[]> {
  switch (kind) {
    case 'new_contact':
      return [
        choiceField(
          'visitors',
          'Unknown Visitors',
          VISITORS,
          'Everybody who opens the website chat, or writes on Facebook, becomes a contact before anything about them is known. Blank waits until something is.',
        ),
      ];
    case 'updated_contact':
      return [await changedField(client, 'contact', CONTACT_FIELDS), addedLabelsField('contact')];
    case 'new_conversation':
      return [inboxField];
    case 'updated_conversation':
      return [
        await changedField(client, 'conversation', CONVERSATION_FIELDS),
        addedLabelsField('conversation'),
        inboxField,
      ];
    case 'conversation_status_changed':
      return [
        choiceField('from', 'From Status', STATUSES, 'The status before. Blank means any.'),
        choiceField('to', 'To Status', STATUSES, 'The status after. Blank means any.'),
        inboxField,
      ];
    case 'new_message':
      return [...messageFilterFields('exclude'), inboxField];
  }
}

/** Which labels a trigger tells of once they are there. */
function addedLabelsField(of: 'contact' | 'conversation'): InputField {
  return labelPicker(
    'added_labels',
    'Only When These Labels Are Added',
    `Starts the Zap when one of these is put on the ${of}. With the field above filled as well, either will do. Blank leaves it to that field.`,
  );
}

/** Which changes a trigger tells of, the account's attributes among them. */
async function changedField(
  client: ChatwootClient,
  of: 'contact' | 'conversation',
  fields: Record<string, string>,
): Promise<InputField> {
  const definitions = await readDefinitions(client, of);
  const attributes = definitions.map(({ key, label }): [string, string] => [
    `custom_attributes.${key}`,
    label,
  ]);
  const field = choiceField(
    'changed_fields',
    'Only When These Change',
    { ...fields, ...Object.fromEntries(attributes) },
    `Starts the Zap when at least one of these changed. Blank means any change of the ${of}.`,
  );
  return { ...field, list: true };
}
