import type { Trigger } from 'zapier-platform-core';
import { labelChoices } from '../fields/contact_labels.js';
import { contactOutputs } from '../fields/outputs.js';
import type { Step } from '../fields/offered_steps.js';
import { contactSample } from '../objects/contact.js';
import { needed } from '../steps/capability.js';
import { onPlatform } from '../steps/on_platform.js';
import { poll } from '../steps/polling/poll.js';
import { inputProblems } from '../platforms/toolkit/problems.js';
import { refuseOthers, toText } from '../platforms/toolkit/values/index.js';

const KEY = 'contact_tagged';

export const perform = onPlatform((platform, input, run) => {
  const tagged = needed(platform, 'tagged_contacts');
  const { tag, ...others } = input;
  refuseOthers(others);
  if (tag === undefined) throw inputProblems.missing('Tag');
  return poll(tagged(toText(tag)), KEY, input, run);
});

export const contactTaggedTrigger = {
  key: KEY,
  needs: 'tagged_contacts',
  noun: 'Contact',
  display: {
    label: 'Contact Tagged',
    description: 'Triggers when a contact gets a tag, once for each contact.',
  },
  operation: {
    type: 'polling',
    inputFields: [
      {
        key: 'tag',
        label: 'Tag',
        type: 'string',
        required: true,
        choices: { perform: labelChoices },
        helpText: 'A contact that loses the tag and gets it again does not trigger a second time.',
      },
    ],
    outputFields: [contactOutputs],
    perform,
    sample: contactSample,
  },
} satisfies Step<Trigger>;
