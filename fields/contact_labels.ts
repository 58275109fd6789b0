import { contactSample } from '../objects/contact.js';
import { needed } from '../steps/capability.js';
import { onPlatform } from '../steps/on_platform.js';
import { contactId } from '../steps/named_contact.js';
import type { LabelChange } from '../platforms/contract/change.js';
import type { ContactLabels } from '../platforms/contract/contacts.js';
import type { InputField } from '../platforms/contract/form.js';
import type { ConnectedPlatform } from '../platforms/contract/platform.js';
import { toLabels } from '../platforms/toolkit/labels.js';
import { inputProblems } from '../platforms/toolkit/problems.js';
import { refuseOthers } from '../platforms/toolkit/values/index.js';
import { onePage } from './one_page.js';

/** What the label steps give out. */
export const labelsSample = { id: contactSample.id, labels: ['vip', 'newsletter'] };

export const labelsOutputFields = [
  { key: 'id', label: 'Contact ID', type: 'string' },
  { key: 'labels', label: 'Labels', list: true },
] as const;

/** The labels to choose from, for a static field. */
export const labelChoices = onPlatform(async (platform) =>
  onePage(await needed(platform, 'contact_labels').choices()),
);

/** Input keys of what becomes of a contact's labels, whatever the platform calls them; public. */
type LabelKey = 'add_labels' | 'remove_labels' | 'replace_labels';

/** The fields of Create or Update Contact for labels, in the platform's own words; none where it has none. */
export function labelFields(
  { contacts: { labels } }: ConnectedPlatform,
  purpose: 'create' | 'update',
): InputField[] {
  if (!labels) return [];
  const keys: LabelKey[] =
    purpose === 'create' ? ['add_labels'] : ['add_labels', 'remove_labels', 'replace_labels'];
  return keys.map((key) => labelField(labels, key, purpose));
}

/** The field of a trigger for only contacts that have a label; none where the platform has no labels. */
export const labelFilterFields = onPlatform(({ contacts: { labels } }) => {
  if (!labels) return Promise.resolve([]);
  const { one } = labels.words;
  return Promise.resolve([
    {
      key: 'label',
      label: one,
      type: 'string',
      required: false,
      dynamic: `${labels.list}.id.name`,
      helpText: `Only contacts that have this ${one.toLowerCase()}. Blank means all.`,
    } satisfies InputField,
  ]);
});

/** The required field of a step that does nothing else. @throws Problem on platforms without labels */
export function onlyLabelField(key: 'add_labels' | 'remove_labels') {
  return onPlatform((platform) =>
    Promise.resolve([
      { ...labelField(needed(platform, 'contact_labels'), key, 'update'), required: true },
    ]),
  );
}

/**
 * The perform of a step that only changes labels.
 * @param key input key of the field that holds them
 */
export function labelStep(
  key: 'add_labels' | 'remove_labels',
  toChange: (labels: string[]) => LabelChange,
) {
  return onPlatform(async (platform, input) => {
    const contactLabels = needed(platform, 'contact_labels');
    const { contact, [key]: typed, ...others } = input;
    refuseOthers(others);
    const labels = toLabels(typed);
    if (labels.length === 0) throw inputProblems.missing(labelOf(contactLabels, key));
    const id = await contactId(platform, contact);
    return { id, labels: await contactLabels.change(id, toChange(labels)) };
  });
}

function labelField(
  labels: ContactLabels,
  key: LabelKey,
  purpose: 'create' | 'update',
): InputField {
  return {
    key,
    label: labelOf(labels, key),
    type: 'string',
    list: true,
    required: false,
    dynamic: `${labels.list}.id.name`,
    helpText: helpOf(labels, key, purpose),
  };
}

function labelOf({ words: { many } }: ContactLabels, key: LabelKey): string {
  return {
    add_labels: `Add ${many}`,
    remove_labels: `Remove ${many}`,
    replace_labels: `Replace ${many}`,
  }[key];
}

function helpOf(
  { words, newOnes }: ContactLabels,
  key: LabelKey,
  purpose: 'create' | 'update',
): string {
  const many = words.many.toLowerCase();
  switch (key) {
    case 'add_labels':
      return purpose === 'create'
        ? `${words.many} to put on the new contact. ${newOnes}`
        : `${words.many} to put on the contact. Those it already has stay. ${newOnes}`;
    case 'remove_labels':
      return `${words.many} to take off the contact, if it has them.`;
    case 'replace_labels':
      return `**Careful:** the contact keeps only the ${many} listed here and loses all others. Leave blank to keep its ${many}, and use Add ${words.many} to add some.`;
  }
}
