import { contactSample } from '../objects/contact.js';
import { needed } from '../platforms/capability.js';
import { onPlatform } from '../platforms/connect.js';
import { requireContactId } from '../platforms/contact_id.js';
import type { LabelChange } from '../platforms/platform.js';
import { inputProblems } from '../platforms/problems.js';

/** What the label steps give out. */
export const labelsSample = { id: contactSample.id, labels: ['vip', 'newsletter'] };

export const labelsOutputFields = [
  { key: 'id', label: 'Contact ID', type: 'string' },
  { key: 'labels', label: 'Labels', list: true },
] as const;

/**
 * The perform of a step that only changes labels.
 * @param read makes the change of the step's input; undefined when its field is blank
 * @param field the label of that field
 */
export function labelStep(
  field: string,
  read: (input: Record<string, unknown>) => LabelChange | undefined,
) {
  return onPlatform(async (platform, input) => {
    const labels = needed(platform, platform.contacts.labels, 'label contacts');
    const id = requireContactId(platform, input['contact']);
    const change = read(input);
    if (!change) throw inputProblems.missing(field);
    return { id, labels: await labels.change(id, change) };
  });
}
