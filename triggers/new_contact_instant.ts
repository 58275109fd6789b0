import { contactOutputs } from '../fields/outputs.js';
import { contactEventSample } from '../objects/contact.js';
import { instantTrigger } from './instant.js';

export const newContactInstantTrigger = instantTrigger({
  key: 'new_contact_instant',
  kind: 'new_contact',
  noun: 'Contact',
  label: 'New Contact (Instant)',
  description: 'Triggers when a contact is created, at that moment.',
  outputFields: [contactOutputs],
  sample: contactEventSample,
});
