import { contactOutputs } from '../fields/outputs.js';
import { changeOutputFields, changeSample } from '../objects/change.js';
import { contactEventSample } from '../objects/contact.js';
import { instantTrigger } from './instant.js';

export const updatedContactInstantTrigger = instantTrigger({
  key: 'updated_contact_instant',
  kind: 'updated_contact',
  noun: 'Contact',
  label: 'Updated Contact (Instant)',
  description: 'Triggers when a contact is changed, at that moment.',
  outputFields: [contactOutputs, ...changeOutputFields],
  sample: { ...contactEventSample, ...changeSample(['email']) },
});
