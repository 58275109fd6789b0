// Every step on every kind of server, with an input that gets past its checks.
import type { Bundle, ZObject } from 'zapier-platform-core';
import { stepsOn } from '../../../fields/offered_steps.js';
import { platforms } from '../../../platforms/index.js';
import { creates } from '../../../creates/index.js';
import { searches } from '../../../searches/index.js';
import { triggers } from '../../../triggers/index.js';
import type { RecordedRequest } from '../../../sandbox/server.js';
import { keys } from '../../../sandbox/chatwoot/index.js';
import { highlevelInputs } from '../../operation_inputs/highlevel.js';
import { operationInputs } from '../../operation_inputs/index.js';
import { authDataOf, chatwoot, highlevel, sandboxOf, type Side } from '../sandbox/every_sandbox.js';
import { formOf } from './light_steps.js';
import { keyOf } from './operation_run.js';
import { stepRuns, type Perform } from './steps.js';

type Input = Record<string, unknown>;

/** One step on one platform. */
export interface ConnectedStep {
  /** `update_contact on highlevel`. */
  name: string;
  key: string;
  side: Side;
  /** True for what changes something. */
  writes: boolean;
  perform: Perform;
  authData: Record<string, string>;
  /** The keys of its form. */
  fields: string[];
  /** An input that works, as far as the sandbox's seed has what it names. */
  input: Input;
  /** Puts into the sandbox what the input names besides its seed. */
  prepare?: () => void;
}

/** All of a side's seed again, and no request or fault on record. */
export function reseed(side: Side): void {
  sandboxOf(side).reset();
  forgetRun(side);
  highlevel.store.rateLimit.max = 100_000;
}

function forgetRun(side: Side): void {
  const sandbox = sandboxOf(side);
  sandbox.store.forgetRequests();
  sandbox.clearFaults();
  sandbox.requests.length = 0;
}

/** The sandboxes that `begin` has reseeded, and nothing but requests can have changed since. */
const seeded = new WeakSet<object>();

/** The seed with what the step needs, and no request or fault on record. */
export function begin({ side, prepare }: Pick<ConnectedStep, 'side' | 'prepare'>): void {
  const sandbox = sandboxOf(side);
  const wasRead = sandbox.requests.every(({ method }) => method === 'GET');
  // Most runs of thousands only read, and leave the sandbox as it is: it isn't filled again.
  if (wasRead && !prepare && seeded.has(sandbox)) forgetRun(side);
  else reseed(side);
  prepare?.();
  if (prepare) seeded.delete(sandbox);
  else seeded.add(sandbox);
}

/** What a side has been asked since it was reseeded. */
export function requestsOf(side: Side): RecordedRequest[] {
  return sandboxOf(side).requests;
}

interface Declared {
  key: string;
  operation: { perform: Perform; performList?: Perform };
}

/** Every step that a platform has; also its hidden lists. */
export async function connectedSteps(): Promise<ConnectedStep[]> {
  const found: ConnectedStep[] = [];
  const chatwootInputs = new Map(stepRuns().map(({ key, input }) => [key, input]));
  const inputOf = (side: Side, key: string): Input => {
    if (side === 'chatwoot') return chatwootInputs.get(key) ?? {};
    const walked = side === 'highlevel' ? highlevelInputs[key] : undefined;
    return walked?.full ?? INPUTS[side][key] ?? {};
  };
  for (const side of ['chatwoot', 'highlevel', 'vixiees'] as const) {
    const offered = platforms.filter(({ key }) => key === side);
    const steps = stepsOn(offered, { ...triggers, ...searches, ...creates }) as unknown as Record<
      string,
      Declared
    >;
    for (const { key, operation } of Object.values(steps)) {
      const authData = connectionFor(side, key);
      const input = inputOf(side, key);
      const form = await formOf(key, authData, input).catch(() => []);
      const fields = [...new Set([...form.map((field) => field.key), ...Object.keys(input)])];
      const { perform, performList = perform } = operation;
      const prepare = preparing(side, key);
      found.push({
        name: `${key} on ${side}`,
        key,
        side,
        writes: key in creates,
        perform: performList,
        authData,
        fields,
        input,
        ...(prepare && { prepare }),
      });
    }
  }
  return found;
}

function preparing(side: Side, key: string): (() => void) | undefined {
  const onChatwoot = side === 'chatwoot' ? operationInputs[key]?.prepare : undefined;
  const onHighlevel = side === 'highlevel' ? highlevelInputs[key]?.prepare : undefined;
  if (onChatwoot) return () => onChatwoot(chatwoot.store);
  return onHighlevel && (() => onHighlevel(highlevel.store));
}

/** Runs a step without core. */
export function runConnected(step: ConnectedStep, inputData: Input, z: ZObject): Promise<unknown> {
  const { perform, authData } = step;
  return perform(z, { authData, inputData, meta: { page: 0 } } as unknown as Bundle);
}

/** With the key that a step's operation is walked with. */
function connectionFor(side: Side, key: string): Record<string, string> {
  const connection = authDataOf(side);
  if (side !== 'chatwoot') return connection;
  const walked = operationInputs[key];
  if (key.startsWith('list_platform_')) return { ...connection, apiKey: keys.platformApp };
  return walked ? { ...connection, apiKey: keyOf(walked) } : connection;
}

const HIGHLEVEL_CONTACT = { contact: 'contact0000000000001' };
const HIGHLEVEL_CONVERSATION = { conversation: 'conversation00000001' };

/** What Chatwoot's `stepRuns` and the catalogues' inputs don't have. */
const INPUTS: Record<Exclude<Side, 'chatwoot'>, Record<string, Input>> = {
  highlevel: {
    contact_tagged: { tag: 'vip' },
    new_message: { channel: 'Email' },
    find_contact: { email: 'jane.doe@example.com' },
    find_conversation: HIGHLEVEL_CONTACT,
    find_message: { ...HIGHLEVEL_CONVERSATION, direction: 'incoming' },
    update_contact: { ...HIGHLEVEL_CONTACT, name: 'Ann Lee', city: 'Haifa', add_labels: ['lead'] },
    find_many_contacts: { emails: ['jane.doe@example.com', 'a@example.com'] },
    update_contacts: { rows: [{ contact: 'jane.doe@example.com', name: 'Ann', city: 'Haifa' }] },
    create_contact: { name: 'Ann Lee', email: 'ann@example.com', phone: '+5511987654388' },
    add_contact_labels: { ...HIGHLEVEL_CONTACT, add_labels: 'lead' },
    remove_contact_labels: { ...HIGHLEVEL_CONTACT, remove_labels: 'vip' },
    add_contact_note: { ...HIGHLEVEL_CONTACT, note: 'Called back' },
    delete_contact: HIGHLEVEL_CONTACT,
    update_conversation: { ...HIGHLEVEL_CONVERSATION, starred: 'yes' },
    create_conversation: HIGHLEVEL_CONTACT,
    send_message: { ...HIGHLEVEL_CONTACT, channel: 'SMS', message: 'Hello' },
  },
  vixiees: {
    find_contact: { external_id: 'crm-1001' },
    update_contact: { contact: 'crm-1001', find_by: 'external_id', first_name: 'Ann' },
    find_many_contacts: { external_ids: ['crm-1001'], emails: ['a@example.com'] },
    update_contacts: { rows: [{ contact: 'crm-1001', find_by: 'external_id', first_name: 'Ann' }] },
    create_contact: { first_name: 'Ann', email: 'ann@example.com' },
  },
};
