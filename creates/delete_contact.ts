import type { Create } from 'zapier-platform-core';
import type { Step } from '../fields/offered_steps.js';
import { contactField } from '../platforms/toolkit/fields/contact.js';
import { contactSample } from '../objects/contact.js';
import { needed } from '../steps/capability.js';
import { onPlatform } from '../steps/on_platform.js';
import { certainIdOf, readNamedContact } from '../steps/named_contact.js';
import { refuseOthers } from '../platforms/toolkit/values/index.js';

export const perform = onPlatform(async (platform, input) => {
  const remove = needed(platform, 'contact_removal');
  const { contact, ...others } = input;
  refuseOthers(others);
  const id = await certainIdOf(platform, await readNamedContact(platform, contact));
  await remove(id);
  return { id, deleted: true };
});

export const deleteContactCreate = {
  key: 'delete_contact',
  needs: 'contact_removal',
  noun: 'Contact',
  display: {
    label: 'Delete Contact',
    description: 'Deletes a contact for good, with everything that belongs to it.',
  },
  operation: {
    inputFields: [
      {
        key: 'warning',
        label: 'Careful',
        type: 'copy',
        helpText:
          "**This cannot be undone.** The contact is deleted together with its conversations. Your key may have to be an administrator's.",
      },
      {
        ...contactField,
        helpText:
          'The contact to delete: choose it, or map its ID from a Find Contact step. A mapped email or phone number is taken only if one contact alone has it.',
      },
    ],
    outputFields: [
      { key: 'id', label: 'Contact ID', type: 'string' },
      { key: 'deleted', label: 'Deleted', type: 'boolean' },
    ],
    perform,
    sample: { id: contactSample.id, deleted: true },
  },
} satisfies Step<Create>;
