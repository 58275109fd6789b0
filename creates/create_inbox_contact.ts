import type { Create } from 'zapier-platform-core';
import { defaultCountryField, emailField, phoneField } from '../fields/contact.js';
import { inboxContactGroups } from '../fields/groups.js';
import {
  avatarUrlField,
  identifierHashField,
  inboxContactFields,
  inboxField,
  nameField,
  readInboxContactRequest,
} from '../fields/inbox_contact.js';
import type { Step } from '../fields/offered_steps.js';
import { inboxContactOutputFields, inboxContactSample } from '../objects/inbox_contact.js';
import { needed } from '../steps/capability.js';
import { onPlatform } from '../steps/on_platform.js';
import { createInboxContact } from '../steps/inbox_contact.js';
import { inGroup } from '../platforms/toolkit/fields/in_group.js';
import { toOptionalText } from '../platforms/toolkit/values/index.js';

export const platformFields = inboxContactFields('create');

export const perform = onPlatform((platform, input, { fieldMeta }) => {
  const inboxContacts = needed(platform, 'inbox_contacts');
  const { default_country: defaultCountry, ...fields } = input;
  const request = readInboxContactRequest({ values: fields, fieldMeta });
  return createInboxContact(inboxContacts, request, toOptionalText(defaultCountry));
});

export const createInboxContactCreate = {
  key: 'create_inbox_contact',
  needs: 'inbox_contacts',
  noun: 'Contact',
  display: {
    label: 'Create Contact in API Inbox',
    description:
      'Creates a contact in an API inbox (one that an app of your own feeds), or gives the one that has its external ID, email or phone a new identifier there.',
  },
  operation: {
    inputFieldGroups: inboxContactGroups,
    inputFields: [
      ...inGroup('who', [
        inboxField,
        nameField,
        emailField,
        phoneField,
        defaultCountryField,
        {
          key: 'external_id',
          label: 'External ID',
          type: 'string',
          required: false,
          helpText:
            "The contact's ID in your own system. A contact that has it, or the email or phone, is given back as it is: none of the other fields are written to it, and it gets one more Contact Identifier each time. To change it, use Update Contact.",
        },
      ]),
      platformFields,
      ...inGroup('more', [identifierHashField, avatarUrlField]),
    ],
    outputFields: [...inboxContactOutputFields],
    perform,
    sample: inboxContactSample,
  },
} satisfies Step<Create>;
