import { changeOutputFields, changeSample } from '../objects/change.js';
import { contactEventSample, contactOutputFields } from '../objects/contact.js';
import { onPlatform } from '../platforms/connect.js';
import { instantTrigger } from './instant.js';

export const attributeOutputFields = onPlatform((platform) => platform.contacts.outputFields());

export const updatedContactInstantTrigger = instantTrigger({
  key: 'updated_contact_instant',
  kind: 'updated_contact',
  noun: 'Contact',
  label: 'Updated Contact (Instant)',
  description: 'Triggers when a contact is changed, at that moment.',
  outputFields: [...contactOutputFields, ...changeOutputFields, attributeOutputFields],
  sample: { ...contactEventSample, ...changeSample(['email']) },
});
