// Every step of the app is given an input that it hasn't: an agent's slip, or a field of an old form. Ignored in
// silence, it would look as if it had been done. Without core: nothing may reach the wire.
import type { Bundle, ZObject } from 'zapier-platform-core';
import { creates } from '../../creates/index.js';
import { searches } from '../../searches/index.js';
import { omit } from '../../platforms/toolkit/values/index.js';
import { triggers } from '../../triggers/index.js';
import { endingOf } from '../helpers/ending.js';
import { lightZ } from '../simulator/zapier/z.js';
import { operationInputs } from '../operation_inputs/index.js';

type Perform = (z: ZObject, bundle: Bundle) => Promise<unknown>;
type Row = Record<string, unknown>;

interface Step {
  key: string;
  display: { hidden?: boolean };
  operation: { perform: unknown; performSubscribe?: unknown; performList?: unknown };
}

const BASE = 'https://chat.example.com';
const platforms = [
  { platform: 'chatwoot', accountId: '1', id: '1' },
  { platform: 'vixiees', id: 'a1' },
  { platform: 'highlevel', accountId: 've9EPM428h8vShlRW1KT', id: 'ocQHyuzHvysMo5N5VsXc' },
];

/** What each hand-made step needs before it looks at anything else. */
const filled = (id: string): Record<string, Row> => ({
  update_contact: { contact: id, email: 'jane@example.com' },
  update_contacts: { rows: [{ contact: id, email: 'jane@example.com' }] },
  create_contact: { email: 'jane@example.com' },
  add_contact_labels: { contact: id, add_labels: 'vip' },
  remove_contact_labels: { contact: id, remove_labels: 'vip' },
  add_contact_note: { contact: id, note: 'Hello' },
  merge_contacts: { contact: '1', merged_contact: '2' },
  delete_contact: { contact: id },
  update_conversation: { conversation: id },
  create_conversation: { contact: id, inbox: '1' },
  send_message: { conversation: id, message: 'Hello' },
  update_inbox_contact: { inbox: 'inboxA', contact_identifier: 'src-1', name: 'Jane' },
  create_inbox_contact: { inbox: 'inboxA', name: 'Jane' },
  find_contact: { email: 'jane@example.com' },
  find_many_contacts: { emails: 'jane@example.com' },
  find_conversation: { contact: id },
  find_message: { conversation: id },
  contact_tagged: { tag: 'vip' },
});
/** Fields of Create Conversation and Send Message that only Chatwoot has. */
const withoutForeign = (platform: string, input: Row): Row => {
  if (platform === 'chatwoot' || 'name' in input) return input;
  if ('message' in input)
    return { contact: input['conversation'], message: 'Hello', channel: 'SMS' };
  return omit(input, ['inbox']);
};

const steps = [
  ...Object.values(triggers),
  ...Object.values(searches),
  ...Object.values(creates),
] as Step[];
const visible = steps.filter(({ display }) => !display.hidden);

describe.each(platforms)('on $platform', ({ platform, accountId, id }) => {
  const authData = {
    platform,
    apiKey: 'qN4vR8sT2wXy6ZbC1dEf5GhJ',
    baseUrl: BASE,
    ...(accountId && { accountId }),
  };

  const endingOfRun = (perform: Perform, inputData: Row): Promise<string> => {
    const { z } = lightZ(
      () => {
        throw new Error('a request was sent');
      },
      () => undefined,
    );
    const bundle = { authData, inputData, meta: {}, targetUrl: 'https://hooks.example.com/1' };
    return endingOf(perform(z, bundle as unknown as Bundle));
  };

  it('Find or Create Contact may hand the new contact’s fields to Find Contact', async () => {
    const { perform } = searches.find_contact.operation;
    const input = { text: 'jane', company_name: 'Acme', add_labels: ['vip'] };
    expect(await endingOfRun(perform, input)).toMatch(/could not be reached/);
  });

  it.each(visible.map((step) => ({ key: step.key, step })))(
    '$key refuses an input it hasn’t, before any request',
    async ({ key, step }) => {
      const input = withoutForeign(
        platform,
        operationInputs[key]?.minimal ?? filled(id)[key] ?? {},
      );
      const { perform, performSubscribe, performList } = step.operation;
      const runs = performSubscribe ? [performSubscribe, performList] : [perform];
      for (const one of runs as Perform[]) {
        const message = await endingOfRun(one, { ...input, nonsense: 'x' });
        expect(message).toMatch(
          /^`nonsense` (is not a field of this step|cannot be changed)|does not work with this connection/,
        );
      }
    },
  );
});
