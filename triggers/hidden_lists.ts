import type { Trigger } from 'zapier-platform-core';
import type { Step } from '../fields/offered_steps.js';
import type { ListFacts, ListKey } from '../platforms/contract/list.js';
import type { ConnectedPlatform } from '../platforms/contract/platform.js';
import { lists } from '../brands/current.js';
import { contactField } from '../platforms/toolkit/fields/contact.js';
import { tellApart } from '../platforms/toolkit/output.js';
import { neededList } from '../steps/capability.js';
import { contactId } from '../steps/named_contact.js';
import { onForm } from '../steps/on_platform.js';

/**
 * The hidden triggers that fill dropdowns, one for each list that a platform declares. Needed for fields
 * that come from a function (Zapier takes functions for choices only in static fields), and for fields that a
 * search looks up: Zapier documents that beside a hidden trigger alone. Platforms without such a list say so.
 */
export const hiddenLists = Object.fromEntries(
  Object.entries(lists).map(([key, facts]) => [key, hiddenList(key as ListKey, facts)]),
);

function hiddenList(key: ListKey, { noun, plural, dependsOn = {} }: ListFacts) {
  const inputs = Object.entries(dependsOn);
  return {
    key,
    needs: key,
    noun,
    display: {
      label: `List ${plural}`,
      description: `Triggers when a dropdown of ${plural.toLowerCase()} is opened.`,
      hidden: true,
    },
    operation: {
      type: 'polling' as const,
      // Zapier asks for the next page until one is empty.
      canPaginate: true,
      // The editor locks the dropdown until these are filled.
      inputFields: inputs.map(([input, label]) => ({ key: input, label, required: true })),
      perform: onForm(async (platform, input, { page }) => {
        const list = neededList(platform, key);
        const choices = await list(page, await withNamedContact(platform, dependsOn, input));
        return tellApart(choices).map(({ id, label }) => ({ id, name: label }));
      }),
    },
  } satisfies Step<Trigger>;
}

/** What the form holds, with the ID of a contact that it names otherwise. */
async function withNamedContact(
  platform: ConnectedPlatform,
  dependsOn: NonNullable<ListFacts['dependsOn']>,
  input: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const { key } = contactField;
  if (!(key in dependsOn) || input[key] === undefined) return input;
  return { ...input, [key]: await contactId(platform, input[key]) };
}
