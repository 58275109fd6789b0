import type { Trigger } from 'zapier-platform-core';
import { contactOutputs } from '../fields/outputs.js';
import type { Step } from '../fields/offered_steps.js';
import { contactSample } from '../objects/contact.js';
import { needed } from '../steps/capability.js';
import { onPlatform } from '../steps/on_platform.js';
import { poll } from '../steps/polling/poll.js';
import { refuseOthers } from '../platforms/toolkit/values/index.js';

const KEY = 'updated_contact';

export const perform = onPlatform((platform, input, run) => {
  const changed = needed(platform, 'changed_contacts');
  refuseOthers(input);
  return poll(changed(), KEY, input, run);
});

/** A contact can change many times, so Zapier tells its changes apart by their time as well. */
const primaryFields = [
  { key: 'id', label: 'Contact ID', type: 'string', primary: true },
  { key: 'updated_at', label: 'Updated At', type: 'datetime', primary: true },
] as const;

export const updatedContactTrigger = {
  key: KEY,
  needs: 'changed_contacts',
  noun: 'Contact',
  display: {
    label: 'New or Updated Contact',
    description: 'Triggers when a contact is created or changed in any way.',
  },
  operation: {
    type: 'polling',
    outputFields: [...primaryFields, contactOutputs],
    perform,
    sample: { ...contactSample, updated_at: '2026-03-15T14:02:11.000Z' },
  },
} satisfies Step<Trigger>;
