import type { Trigger } from 'zapier-platform-core';
import type { Step } from '../fields/offered_steps.js';
import type { ListFacts, ListKey } from '../platforms/contract/list.js';
import { lists } from '../brands/current.js';
import { tellApart } from '../platforms/toolkit/output.js';
import { neededList } from '../steps/capability.js';
import { onForm } from '../steps/on_platform.js';

/**
 * The hidden triggers that fill dropdowns, one for each list that a platform declares. Needed for fields
 * that come from a function: Zapier takes functions for choices only in static fields. Platforms without
 * such a list say so.
 */
export const hiddenLists = Object.fromEntries(
  Object.entries(lists).map(([key, facts]) => [key, hiddenList(key as ListKey, facts)]),
);

function hiddenList(key: ListKey, { noun, plural }: ListFacts) {
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
      perform: onForm(async (platform, input, { page }) => {
        const choices = await neededList(platform, key)(page, input);
        return tellApart(choices).map(({ id, label }) => ({ id, name: label }));
      }),
    },
  } satisfies Step<Trigger>;
}
