import { contactSample } from '../objects/contact.js';
import { needed } from '../steps/capability.js';
import { onPlatform } from '../steps/on_platform.js';
import { contactId } from '../steps/named_contact.js';
import type { LabelChange } from '../platforms/contract/change.js';
import { toLabels } from '../platforms/toolkit/labels.js';
import { inputProblems } from '../platforms/toolkit/problems.js';
import { refuseOthers } from '../platforms/toolkit/values/index.js';

/** What the label steps give out. */
export const labelsSample = { id: contactSample.id, labels: ['vip', 'newsletter'] };

export const labelsOutputFields = [
  { key: 'id', label: 'Contact ID', type: 'string' },
  { key: 'labels', label: 'Labels', list: true },
] as const;

/**
 * The perform of a step that only changes labels.
 * @param field label of the field that holds them
 * @param key its input key
 */
export function labelStep(
  field: string,
  key: 'add_labels' | 'remove_labels',
  toChange: (labels: string[]) => LabelChange,
) {
  return onPlatform(async (platform, input) => {
    const contactLabels = needed(platform, 'contact_labels');
    const { contact, [key]: typed, ...others } = input;
    refuseOthers(others);
    const labels = toLabels(typed);
    if (labels.length === 0) throw inputProblems.missing(field);
    const id = await contactId(platform, contact);
    return { id, labels: await contactLabels.change(id, toChange(labels)) };
  });
}
