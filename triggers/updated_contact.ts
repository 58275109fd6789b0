import type { Trigger } from 'zapier-platform-core';
import { CHANGED_FIELDS, changedFieldsField } from '../fields/changed_fields.js';
import { contactOutputs } from '../fields/outputs.js';
import type { Step } from '../fields/offered_steps.js';
import { contactSample } from '../objects/contact.js';
import { needed } from '../steps/capability.js';
import { onPlatform } from '../steps/on_platform.js';
import { watchedContacts } from '../steps/polling/changed_fields.js';
import { poll } from '../steps/polling/poll.js';
import type { ChangedContacts } from '../platforms/contract/contacts.js';
import { inputProblems } from '../platforms/toolkit/problems.js';
import { refuseOthers, toWords } from '../platforms/toolkit/values/index.js';

const KEY = 'updated_contact';

export const perform = onPlatform(async (platform, input, run) => {
  const changed = needed(platform, 'changed_contacts');
  const { changed_fields: chosen, ...others } = input;
  refuseOthers(others);
  const fields = [...new Set(toWords(chosen))].sort();
  if (fields.length === 0) return poll(changed.feed(), KEY, {}, run);
  // Later on, a field that was deleted must not stop the Zap.
  if (run.mode !== 'poll') await refuseUnknown(changed, fields);
  const watched = watchedContacts(changed, fields, { trigger: KEY, memory: run.memory });
  const contacts = await poll(watched.feed, KEY, { changed_fields: fields }, run);
  await watched.save();
  return contacts;
});

async function refuseUnknown(changed: ChangedContacts, fields: readonly string[]): Promise<void> {
  for (const field of fields) {
    if (await changed.isField(field)) continue;
    throw inputProblems.notChanging(CHANGED_FIELDS.label, field);
  }
}

/** A contact can change many times, so Zapier tells its changes apart by their time as well. */
const primaryFields = [
  { key: 'id', label: 'Contact ID', type: 'string', primary: true },
  { key: 'updated_at', label: 'Updated At', type: 'datetime', primary: true },
] as const;

export const updatedContactTrigger = {
  key: KEY,
  needs: 'changed_contacts',
  noun: 'Contact',
  display: {
    label: 'New or Updated Contact',
    description:
      'Triggers when a contact is created or changed, in any way or in those you choose.',
  },
  operation: {
    type: 'polling',
    inputFields: [changedFieldsField],
    outputFields: [...primaryFields, contactOutputs],
    perform,
    sample: { ...contactSample, updated_at: '2026-03-15T14:02:11.000Z' },
  },
} satisfies Step<Trigger>;
