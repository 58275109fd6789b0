import { contactEventSample, contactOutputFields } from '../objects/contact.js';
import { onPlatform } from '../platforms/connect.js';
import { instantTrigger } from './instant.js';

export const attributeOutputFields = onPlatform((platform) => platform.contacts.outputFields());

export const newContactInstantTrigger = instantTrigger({
  key: 'new_contact_instant',
  kind: 'new_contact',
  noun: 'Contact',
  label: 'New Contact (Instant)',
  description: 'Triggers when a contact is created, at that moment.',
  outputFields: [...contactOutputFields, attributeOutputFields],
  sample: contactEventSample,
});
