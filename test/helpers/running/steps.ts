import type { Bundle, ZObject } from 'zapier-platform-core';
import { creates } from '../../../creates/index.js';
import { chatwootOperations as operations } from '../../../platforms/chatwoot/operations/index.js';
import { searches } from '../../../searches/index.js';
import { seeded } from '../../../sandbox/chatwoot/index.js';
import { triggers } from '../../../triggers/index.js';
import { operationInputs } from '../../operation_inputs/index.js';
import { keyOf } from './operation_run.js';
import { keys } from '../../../sandbox/chatwoot/index.js';

export type Perform = (z: ZObject, bundle: Bundle) => Promise<unknown>;

/** A step as its tests run it on the seed of the Chatwoot sandbox. */
export interface StepRun {
  key: string;
  perform: Perform;
  /** An input that works. */
  input: Record<string, unknown>;
  apiKey: string;
}

const { inbox_identifier: inbox, source_id: contact_identifier } = seeded.apiInbox;

/** Inputs of the steps that aren't of the catalogue, with every kind of value that they take. */
const INPUTS: Record<string, Record<string, unknown>> = {
  update_contact: {
    contact: 'jane.doe@example.com',
    find_by: 'email',
    name: 'Ann',
    phone: '+55 11 98765-4399',
    city: 'Haifa',
    country: 'Brazil',
    external_id: 'crm-77',
    attr_plan_tier: 'Pro',
    attr_seats: '30',
    add_labels: ['lead'],
    clear_fields: ['github'],
  },
  update_contacts: {
    rows: [
      {
        contact: 'jane.doe@example.com',
        find_by: 'email',
        name: 'Ann',
        phone: '+55 11 98765-4399',
        add_labels: 'lead',
      },
    ],
  },
  create_contact: {
    name: 'Ann',
    email: 'Ann <ann@example.com>',
    phone: '(11) 98765-4388',
    default_country: 'BR',
  },
  add_contact_labels: { contact: '1', add_labels: 'lead, churned' },
  remove_contact_labels: { contact: '1', remove_labels: ['vip'] },
  add_contact_note: { contact: '1', note: 'Called back' },
  merge_contacts: { contact: '1', merged_contact: '5' },
  delete_contact: { contact: '1' },
  update_conversation: {
    conversation: '1',
    status: 'open',
    priority: 'high',
    add_labels: ['lead'],
  },
  create_conversation: { contact: '1', inbox: '4', message: 'Hello', status: 'pending' },
  send_message: { conversation: '1', message: 'Hello', private: 'true' },
  update_inbox_contact: { inbox, contact_identifier, name: 'Ann', attr_plan_tier: 'Pro' },
  create_inbox_contact: { inbox, name: 'Ann', email: 'ann@example.com', external_id: 'crm-78' },
  find_contact: { email: 'jane.doe@example.com', phone: '+5511987654321', external_id: 'crm-1001' },
  find_many_contacts: {
    emails: ['jane.doe@example.com', 'a@example.com'],
    phones: '+5511987654321',
  },
  find_conversation: { status: 'open', inbox: '1', labels: ['vip'] },
  find_message: { conversation: '2', direction: 'incoming', text: 'hello' },
  new_contact: { label: 'vip' },
  new_conversation: { status: 'open', inbox: '1', agent: 'anybody' },
};

/** Every step that Chatwoot has: creates, searches, and triggers that poll. */
export function stepRuns(): StepRun[] {
  const steps = Object.values({ ...triggers, ...searches, ...creates }) as {
    key: string;
    operation: { perform: Perform };
  }[];
  const ofCatalogue = new Set(operations.map(({ key }) => key));
  return steps.flatMap(({ key, operation: { perform } }) => {
    const walked = operationInputs[key];
    if (ofCatalogue.has(key)) {
      if (!walked) throw new Error(`test/operation_inputs has nothing for ${key}`);
      return [{ key, perform, input: walked.full, apiKey: keyOf(walked) }];
    }
    const input = INPUTS[key];
    return input ? [{ key, perform, input, apiKey: keys.administrator }] : [];
  });
}
