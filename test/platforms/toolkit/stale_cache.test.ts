// What an older app kept, in another shape, must not mislead a newer one: it is read anew. Without core.
import type { ZObject } from 'zapier-platform-core';
import { keys as chatwootKeys, seeded } from '../../../sandbox/chatwoot/index.js';
import { keys as highlevelKeys, locationId } from '../../../sandbox/highlevel/index.js';
import { runStep } from '../../helpers/running/light_steps.js';
import { chatwoot, everySandbox, highlevel } from '../../helpers/sandbox/every_sandbox.js';
import { emptyZ } from '../../simulator/zapier/z.js';

const BELLA = 'bella.brooks@example.com';

type Cache = Pick<ZObject['cache'], 'get'>;

everySandbox();

/** The value as of an app that knew of no lists within its records. */
function older(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(older);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([, held]) => !Array.isArray(held)));
}

/** A cache in which everything is of an older shape. */
function withOlder(z: ZObject): ZObject {
  const cache: Cache = { get: async (key: string) => older(await z.cache.get(key)) };
  return { ...z, cache: { ...z.cache, ...cache } };
}

const onChatwoot = () => ({
  platform: 'chatwoot',
  apiKey: chatwootKeys.agent,
  baseUrl: chatwoot.url,
});
const onHighlevel = () => ({
  platform: 'highlevel',
  apiKey: highlevelKeys.all,
  baseUrl: highlevel.url,
  accountId: locationId,
});

/** What a step gives out, without what is new each time. */
async function run(step: string, authData: Record<string, string>, input: object, z: ZObject) {
  for (const server of [chatwoot, highlevel]) server.reset();
  const found = await runStep(step, authData, { ...input }, z);
  return JSON.stringify(found).replaceAll(/"\d{4}-\d\d-\d\dT[^"]*"|"[0-9a-f-]{36}"/g, '"new"');
}

describe.each<[string, string, () => Record<string, string>, object]>([
  ['update_contact', 'Chatwoot', onChatwoot, { contact: '1', attr_plan_tier: 'Pro' }],
  [
    'update_conversation',
    'Chatwoot',
    onChatwoot,
    { conversation: String(seeded.conversations.website), agent: '2' },
  ],
  [
    'update_contact',
    'HighLevel',
    onHighlevel,
    { contact: BELLA, find_by: 'email', attr_plan: 'Premium' },
  ],
])('%s on %s', (step, _platform, authOf, input) => {
  it('does the same with what an older app kept', async () => {
    const z = emptyZ();
    const first = await run(step, authOf(), input, z);
    expect(await run(step, authOf(), input, withOlder(z))).toBe(first);
  });
});
