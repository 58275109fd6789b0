import type { Trigger } from 'zapier-platform-core';
import { onPlatform } from '../platforms/connect.js';
import type { ListKey } from '../platforms/platform.js';

/**
 * A hidden trigger that fills a dropdown. Needed for fields that come from a function: Zapier takes
 * functions for choices only in static fields. Platforms without such a list give an empty one.
 */
export function hiddenList(key: ListKey, noun: string, plural: string) {
  return {
    key,
    noun,
    display: {
      label: `List ${plural}`,
      description: `Triggers when a dropdown of ${plural.toLowerCase()} is opened.`,
      hidden: true,
    },
    operation: {
      type: 'polling' as const,
      perform: onPlatform(async (platform) => {
        const choices = (await platform.lists[key]?.()) ?? [];
        return choices.map(({ id, label }) => ({ id, name: label }));
      }),
      sample: { id: '1', name: `${noun} 1` },
    },
  } satisfies Trigger;
}
