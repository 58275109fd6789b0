// What finding out the connection's account costs where its number is blank. Without core.
import {
  keys,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../../sandbox/chatwoot/index.js';
import { runStep } from '../../helpers/running/light_steps.js';
import { emptyZ } from '../../simulator/zapier/z.js';

const PROFILE = 'GET /api/v1/profile';

let server: ChatwootSandbox;
beforeAll(async () => {
  server = await startChatwootSandbox();
});
afterAll(() => server.close());
beforeEach(() => {
  server.reset();
  server.clearFaults();
  server.requests.length = 0;
});

const authOf = (apiKey: string) => ({ platform: 'chatwoot', apiKey, baseUrl: server.url });
const sent = () => server.requests.map(({ method, path }) => `${method} ${path}`);
const reads = () => sent().filter((request) => request === PROFILE).length;

describe('an account whose number is blank', () => {
  it.each(['list_custom_filters', 'list_labels', 'list_conversations'])(
    'is found out once by %s, and not again for a day',
    async (list) => {
      const z = emptyZ();
      await runStep(list, authOf(keys.agent), {}, z);
      expect(sent()[0]).toBe(PROFILE);
      expect(reads()).toBe(1);
      const { length } = sent();
      await runStep(list, authOf(keys.agent), {}, z);
      expect(sent().slice(length)).not.toContain(PROFILE);
    },
  );

  it('is asked for again after it could not be told', async () => {
    const z = emptyZ();
    server.fail({ path: /profile/, status: 503 });
    await expect(runStep('list_labels', authOf(keys.agent), {}, z)).rejects.toThrow();
    await expect(runStep('list_labels', authOf(keys.agent), {}, z)).resolves.not.toEqual([]);
  });

  it('is not found out by what needs none', async () => {
    await runStep('list_platform_agent_bots', authOf(keys.platformApp), {});
    await runStep('list_articles', authOf(keys.agent), {});
    await runStep('list_contact_inboxes', authOf(keys.agent), {});
    expect(sent()).toEqual(['GET /platform/api/v1/agent_bots']);
  });

  it('is not found out for what is refused before any request', async () => {
    const refused = [
      runStep('send_message', authOf(keys.agent), { conversation: '1' }),
      runStep('find_message', authOf(keys.agent), { conversation: '1', direction: 'sideways' }),
      runStep('add_contact_note', authOf(keys.agent), { contact: 'x', content: 'Hi' }),
    ];
    for (const run of refused) await expect(run).rejects.toThrow();
    expect(sent()).toEqual([]);
  });
});
