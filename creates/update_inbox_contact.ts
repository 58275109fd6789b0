import type { Create } from 'zapier-platform-core';
import { defaultCountryField, emailField, phoneField } from '../fields/contact.js';
import { inboxContactGroups } from '../fields/groups.js';
import {
  avatarUrlField,
  identifierHashField,
  ifClashChoices,
  inboxContactFields,
  inboxField,
  nameField,
  readInboxContactRequest,
} from '../fields/inbox_contact.js';
import type { Step } from '../fields/offered_steps.js';
import { inboxContactOutputFields, inboxContactSample } from '../objects/inbox_contact.js';
import { needed } from '../steps/capability.js';
import { onPlatform } from '../steps/on_platform.js';
import { updateInboxContact } from '../steps/inbox_contact.js';
import { inputProblems } from '../platforms/toolkit/problems.js';
import { inGroup } from '../platforms/toolkit/fields/in_group.js';
import { toOptionalText, toText } from '../platforms/toolkit/values/index.js';

export const platformFields = inboxContactFields('update');

export const perform = onPlatform((platform, input, { fieldMeta }) => {
  const inboxContacts = needed(platform, 'inbox_contacts');
  const { contact_identifier: sourceId, default_country: defaultCountry, ...fields } = input;
  const request = readInboxContactRequest({ values: fields, fieldMeta });
  if (sourceId === undefined) throw inputProblems.missing('Contact Identifier');
  return updateInboxContact(
    inboxContacts,
    { ...request, sourceId: toText(sourceId) },
    toOptionalText(defaultCountry),
  );
});

export const updateInboxContactCreate = {
  key: 'update_inbox_contact',
  needs: 'inbox_contacts',
  noun: 'Contact',
  display: {
    label: 'Update Contact in API Inbox',
    description:
      'Updates a contact by the identifier it has in an API inbox: one that an app of your own feeds.',
  },
  operation: {
    inputFieldGroups: inboxContactGroups,
    inputFields: [
      ...inGroup('who', [
        {
          key: 'warning',
          label: 'Careful',
          type: 'copy',
          helpText:
            '**Careful with Email and Phone:** if another contact already has one of them, the server merges the two contacts and deletes the one you name here. Update Contact does not do that: use it unless you only have the Contact Identifier.',
        },
        inboxField,
        {
          key: 'contact_identifier',
          label: 'Contact Identifier',
          type: 'string',
          required: true,
          dynamic: 'list_inbox_contacts.id.name',
          dependsOn: ['inbox'],
          helpText:
            'The ID that the contact has in this inbox alone. Choose the contact, or map the ID from a Create Contact in API Inbox step, or from Contact Inboxes of a Find Contact step.',
        },
        nameField,
        emailField,
        phoneField,
        defaultCountryField,
        {
          key: 'if_clash',
          label: 'If Another Contact Has It',
          type: 'string',
          required: false,
          default: 'stop',
          choices: ifClashChoices,
          helpText: 'What to do when the email or phone belongs to another contact.',
        },
        {
          key: 'external_id',
          label: 'External ID',
          type: 'string',
          required: false,
          helpText:
            "The contact's ID in your own system, from which the Identifier Hash is made. It is stored only if the connection's key may change contacts; otherwise the output names it in Not Stored.",
        },
      ]),
      platformFields,
      ...inGroup('more', [
        identifierHashField,
        {
          ...avatarUrlField,
          helpText:
            "Public address of a JPEG or PNG picture. It replaces an earlier picture only if the connection's key may change contacts.",
        },
      ]),
    ],
    outputFields: [...inboxContactOutputFields],
    perform,
    sample: inboxContactSample,
  },
} satisfies Step<Create>;
