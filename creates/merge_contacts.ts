import type { Create } from 'zapier-platform-core';
import { contactField } from '../platforms/toolkit/fields/contact.js';
import { contactOutputs } from '../fields/outputs.js';
import type { Step } from '../fields/offered_steps.js';
import { contactSample } from '../objects/contact.js';
import { needed } from '../steps/capability.js';
import { onPlatform } from '../steps/on_platform.js';
import { certainIdOf, readNamedContact } from '../steps/named_contact.js';
import { inputProblems } from '../platforms/toolkit/problems.js';
import { refuseOthers } from '../platforms/toolkit/values/index.js';

export const perform = onPlatform(async (platform, input) => {
  const merge = needed(platform, 'contact_merge');
  const { contact, merged_contact: mergedContact, ...others } = input;
  refuseOthers(others);
  // Both are checked before anything is asked.
  const toKeep = await readNamedContact(platform, contact, { field: 'Contact to Keep' });
  const toMerge = await readNamedContact(platform, mergedContact, {
    field: 'Contact to Merge Into It',
  });
  const kept = await certainIdOf(platform, toKeep);
  const merged = await certainIdOf(platform, toMerge);
  if (kept === merged) throw inputProblems.sameContact();
  return merge(kept, merged);
});

export const mergeContactsCreate = {
  key: 'merge_contacts',
  needs: 'contact_merge',
  noun: 'Contact',
  display: {
    label: 'Merge Contacts',
    description: 'Merges two contacts of the same person into one.',
  },
  operation: {
    inputFields: [
      {
        key: 'warning',
        label: 'Careful',
        type: 'copy',
        helpText:
          '**This cannot be undone.** Conversations, notes and values of the merged contact move to the contact to keep; where both have a value, the kept one stays. The merged contact is deleted.',
      },
      {
        ...contactField,
        label: 'Contact to Keep',
        helpText:
          'The contact to keep: choose it, or map its ID from an earlier step. A mapped email or phone number is taken only if one contact alone has it.',
      },
      {
        ...contactField,
        key: 'merged_contact',
        label: 'Contact to Merge Into It',
        helpText: 'The contact that goes into the other one and is then deleted.',
      },
    ],
    outputFields: [contactOutputs],
    perform,
    sample: contactSample,
  },
} satisfies Step<Create>;
