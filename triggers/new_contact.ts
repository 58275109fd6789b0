import type { Trigger } from 'zapier-platform-core';
import { labelFilterFields } from '../fields/contact_labels.js';
import { contactOutputs } from '../fields/outputs.js';
import { contactSample } from '../objects/contact.js';
import { onPlatform } from '../steps/on_platform.js';
import { poll } from '../steps/polling/poll.js';
import { refuseOthers, toOptionalText } from '../platforms/toolkit/values/index.js';

const KEY = 'new_contact';

export const perform = onPlatform((platform, input, run) => {
  const { label, ...others } = input;
  refuseOthers(others);
  const feed = platform.contacts.newest({ label: toOptionalText(label) });
  return poll(feed, KEY, input, run);
});

export const newContactTrigger = {
  key: KEY,
  noun: 'Contact',
  display: {
    label: 'New Contact',
    description: 'Triggers when a contact is created.',
  },
  operation: {
    type: 'polling',
    inputFields: [labelFilterFields],
    outputFields: [contactOutputs],
    perform,
    sample: contactSample,
  },
} satisfies Trigger;
