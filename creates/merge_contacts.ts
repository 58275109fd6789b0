import type { Create } from 'zapier-platform-core';
import { contactField } from '../fields/contact.js';
import { contactOutputs } from '../fields/outputs.js';
import type { Step } from '../fields/offered_steps.js';
import { contactSample } from '../objects/contact.js';
import { needed } from '../steps/capability.js';
import { onPlatform } from '../steps/on_platform.js';
import { requireContactId } from '../steps/contact_id.js';
import { inputProblems } from '../platforms/toolkit/problems.js';
import { refuseOthers } from '../platforms/toolkit/values/index.js';

export const perform = onPlatform((platform, input) => {
  const merge = needed(platform, 'contact_merge');
  const { contact, merged_contact: mergedContact, ...others } = input;
  refuseOthers(others);
  const kept = requireContactId(platform, contact, 'Contact to Keep');
  const merged = requireContactId(platform, mergedContact, 'Contact to Merge Into It');
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
        required: true,
        helpText: 'The contact to keep: choose it, or map its ID from an earlier step.',
      },
      {
        ...contactField,
        key: 'merged_contact',
        label: 'Contact to Merge Into It',
        required: true,
        helpText: 'The contact that goes into the other one and is then deleted.',
      },
    ],
    outputFields: [contactOutputs],
    perform,
    sample: contactSample,
  },
} satisfies Step<Create>;
