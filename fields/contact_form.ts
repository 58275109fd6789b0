import { onPlatform } from '../steps/on_platform.js';
import { inGroup } from '../platforms/toolkit/fields/in_group.js';
import { labelFields } from './contact_labels.js';
import { contactGroups, inOrder } from './groups.js';

/** The part of Create or Update Contact's form that the platform gives, by its groups. */
export function contactFormFields(purpose: 'create' | 'update') {
  return onPlatform(async (platform) =>
    inOrder(contactGroups, [
      ...(await platform.contacts.inputFields(purpose)),
      ...inGroup('labels', labelFields(platform, purpose)),
    ]),
  );
}
