import type { Trigger } from 'zapier-platform-core';
import { labelChoices } from '../fields/contact_labels.js';
import { contactOutputs } from '../fields/outputs.js';
import type { Step } from '../fields/offered_steps.js';
import { contactSample } from '../objects/contact.js';
import { needed } from '../steps/capability.js';
import { onPlatform } from '../steps/on_platform.js';
import { poll } from '../steps/polling/poll.js';
import { inputProblems } from '../platforms/toolkit/problems.js';
import { toLabels } from '../platforms/toolkit/labels.js';
import { refuseOthers } from '../platforms/toolkit/values/index.js';

const KEY = 'contact_tagged';

export const perform = onPlatform((platform, input, run) => {
  const tagged = needed(platform, 'tagged_contacts');
  const { tag, ...others } = input;
  refuseOthers(others);
  const tags = toLabels(tag)
    .map((label) => label.toLowerCase())
    .sort();
  if (tags.length === 0) throw inputProblems.missing('Tags');
  return poll(tagged(tags), KEY, { tag: tags }, run);
});

/** A contact can get several of the tags, so Zapier tells its events apart by the tag as well. */
const primaryFields = [
  { key: 'id', label: 'Contact ID', type: 'string', primary: true },
  { key: 'tag', label: 'Tag It Got', type: 'string', primary: true },
] as const;

export const contactTaggedTrigger = {
  key: KEY,
  needs: 'tagged_contacts',
  noun: 'Contact',
  display: {
    label: 'Contact Tagged',
    description:
      'Triggers when a contact gets one of the tags you choose, once for each contact and tag.',
  },
  operation: {
    type: 'polling',
    inputFields: [
      {
        key: 'tag',
        label: 'Tags',
        type: 'string',
        list: true,
        required: true,
        choices: { perform: labelChoices },
        helpText:
          'With several, each of them triggers by itself. A contact that loses a tag and gets it again does not trigger a second time.',
      },
    ],
    outputFields: [...primaryFields, contactOutputs],
    perform,
    sample: { ...contactSample, tag: 'vip' },
  },
} satisfies Step<Trigger>;
