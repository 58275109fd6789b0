// What the app is for, on each server that the sandbox plays.
import {
  keys,
  releases,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../../../sandbox/chatwoot/index.js';
import { runStep, testConnection } from '../../../helpers/running/light_steps.js';

type Row = Record<string, unknown>;

describe.each(releases)('on Chatwoot $name', ({ name, version }) => {
  let sandbox: ChatwootSandbox;
  beforeAll(async () => {
    sandbox = await startChatwootSandbox({ version: name });
  });
  afterAll(() => sandbox.close());
  beforeEach(() => sandbox.reset());

  const auth = () => ({
    platform: 'chatwoot',
    apiKey: keys.administrator,
    baseUrl: sandbox.url,
    accountId: '1',
  });
  const run = (step: string, input: Row = {}) => runStep(step, auth(), input) as Promise<Row>;

  it('connects, and the server says which release it is', async () => {
    await expect(testConnection(auth())).resolves.toBeDefined();
    const answer = await fetch(`${sandbox.url}/api`);
    expect(await answer.json()).toMatchObject({ version });
  });

  it.each(['list_labels', 'list_agents', 'list_inboxes', 'list_teams', 'list_agent_bots'])(
    'fills %s',
    async (list) => {
      expect(await run(list, { inbox: '2' })).toContainEqual(
        expect.objectContaining({ id: expect.any(String) as string }),
      );
    },
  );

  it('updates a contact and leaves alone what was not filled in', async () => {
    const before = structuredClone(sandbox.store.contact(1, 1));
    await run('update_contact', { contact: '1', name: 'Ana Luz', city: 'Haifa' });
    const after = sandbox.store.contact(1, 1);
    expect(after).toMatchObject({
      name: 'Ana Luz',
      email: before?.email,
      labels: before?.labels,
      custom_attributes: before?.custom_attributes,
      additional_attributes: { ...before?.additional_attributes, city: 'Haifa' },
    });
  });

  it('adds labels to those that are there', async () => {
    const before = sandbox.store.contact(1, 1)?.labels ?? [];
    await run('add_contact_labels', { contact: '1', add_labels: ['gold'] });
    expect(sandbox.store.contact(1, 1)?.labels).toEqual(
      expect.arrayContaining([...before, 'gold']),
    );
  });

  it('creates a contact and finds it again', async () => {
    const made = await run('create_contact', { name: 'Nia', email: 'nia@example.com' });
    const found = await run('find_contact', { text: 'nia@example.com' });
    expect(found).toMatchObject([{ id: made['id'] }]);
  });

  it('changes a conversation, and writes in it', async () => {
    const conversation = '2';
    await run('update_conversation', { conversation, status: 'resolved', priority: 'high' });
    await run('send_message', { conversation, message: 'Hello' });
    const row = sandbox.store.conversations.find(({ display_id: id }) => id === 2);
    expect(row).toMatchObject({ priority: 'high' });
    expect(sandbox.store.messages.map(({ content }) => content)).toContain('Hello');
  });
});
