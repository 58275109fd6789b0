// What servers with a known fault, an old flag or an unknown record are dealt with like.
import {
  keys,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../../sandbox/chatwoot/index.js';
import { formOf, messageOf, runStep, testConnection } from '../../helpers/running/light_steps.js';

type Row = Record<string, unknown>;

let sandbox: ChatwootSandbox;
let next: ChatwootSandbox;
beforeAll(async () => {
  [sandbox, next] = await Promise.all([
    startChatwootSandbox(),
    startChatwootSandbox({ version: '4.16.0' }),
  ]);
});
afterAll(() => Promise.all([sandbox.close(), next.close()]));
beforeEach(() => {
  for (const server of [sandbox, next]) {
    server.reset();
    server.clearFaults();
    server.requests.length = 0;
  }
});

const authOf = (apiKey: string, server = sandbox) => ({
  platform: 'chatwoot',
  apiKey,
  baseUrl: server.url,
  accountId: '1',
});
const run = (step: string, inputData: Row = {}, apiKey: string = keys.administrator) =>
  runStep(step, authOf(apiKey), inputData);
const sent = () =>
  sandbox.requests.map(
    ({ path, query }) => `${path.split('/accounts/1')[1]}${query && `?${query}`}`,
  );

describe('a server that fails over labels and agent bots for every key (chatwoot/chatwoot#15097)', () => {
  beforeEach(() => {
    sandbox.store.failsOverLabelsAndBots = true;
  });

  it.each([
    ['list_labels', { id: 'vip', name: 'vip' }],
    ['list_label_ids', { id: '1', name: 'vip' }],
  ])('fills %s from a report', async (list, choice) => {
    expect(await run(list)).toContainEqual(choice);
    expect(sent()).toEqual(['/labels', '/reports/inbox_label_matrix?inbox_ids%5B%5D=0']);
    expect(sandbox.requests[1]?.path).toMatch(/^\/api\/v2\//);
  });

  it('fills the labels of contacts from it too', async () => {
    const fields = await formOf('add_contact_labels', authOf(keys.administrator));
    expect(fields.find(({ key }) => key === 'add_labels')).toMatchObject({
      dynamic: 'list_labels.id.name',
    });
  });

  it.each([
    [
      'the inbox of the form',
      { inbox: '2' },
      ['/assignable_agents?inbox_ids%5B%5D=2&include_agent_bots=true'],
    ],
    [
      'any inbox',
      { inbox: '{{123__id}}' },
      ['/inboxes', expect.stringMatching(/^\/assignable_agents\?inbox_ids%5B%5D=\d&include_agent/)],
    ],
  ])('has the agent bots from the agents of %s', async (_which, input, requests) => {
    expect(await run('list_agent_bots', input)).toEqual([{ id: '1', name: 'Acme Greeter' }]);
    expect(sent()).toEqual(['/agent_bots', ...requests]);
  });

  it('says that an update mends it, and what to type until then, where nothing helps', async () => {
    const labels = await messageOf(run('list_labels', {}, keys.agent));
    expect(labels).toMatch(/cannot list labels for a key .* update of the server mends.*its name/);
    sandbox.fail({ path: /assignable_agents/, status: 404, body: '{}' });
    const bots = await messageOf(run('list_agent_bots', { inbox: '2' }));
    expect(bots).toMatch(/cannot list agent bots for a key .* type the bot's ID/);
    for (const text of [labels, bots]) expect(text.length).toBeLessThanOrEqual(250);
  });

  it.each([
    ['find_label', { title: 'vip' }],
    ['create_label', { title: 'gold' }],
    ['update_label', { label: '1', title: 'gold' }],
    ['delete_label', { label: '1' }],
    ['find_agent_bot', { name: 'greeter' }],
    ['create_agent_bot', { name: 'Greeter' }],
    ['update_agent_bot', { agent_bot: '1', name: 'Greeter' }],
    ['delete_agent_bot', { agent_bot: '1' }],
  ])('%s names the fault', async (step, input) => {
    const text = await messageOf(run(step, input));
    expect(text).toMatch(
      /fail so over labels and agent bots for every key: an update of the server/,
    );
  });
});

it('fills the dropdowns in one request where the server has no such fault', async () => {
  expect(await run('list_label_ids')).toContainEqual({ id: '1', name: 'vip' });
  expect(await run('list_agent_bots', { inbox: '2' })).toEqual([{ id: '1', name: 'Acme Greeter' }]);
  expect(sent()).toEqual(['/labels', '/agent_bots']);
});

describe('an account that is older than the flag for its API', () => {
  beforeEach(() => {
    const [account] = next.store.accounts;
    if (!account) throw new Error('the seed has no account');
    account.settings = {
      locale: 'en',
      domain: null,
      support_email: null,
      custom_attributes: {},
      limits: {},
      features: ['help_center'],
    };
  });

  it('connects in one request', async () => {
    await expect(testConnection(authOf(keys.administrator, next))).resolves.toMatchObject({
      label: expect.stringContaining('Jane Cooper') as string,
    });
    expect(next.requests.map(({ path }) => path)).toEqual(['/api/v1/profile']);
    expect(next.requests[0]?.answer).toMatchObject({ accounts: [{ api_and_webhooks: false }] });
  });

  it('is refused where the API itself refuses it', async () => {
    const body = '{"error":"API access is not enabled for this account"}';
    next.fail({ path: /contacts/, status: 403, body });
    const find = runStep('find_contact', authOf(keys.administrator, next), { contact: '1' });
    expect(await messageOf(find)).toMatch(/plan in Chatwoot does not include API access/);
  });
});

describe('an unknown record is named', () => {
  it('the inbox of a new contact', async () => {
    const made = run('create_contact', { email: 'kim@example.com', inbox: '99' });
    expect(await messageOf(made)).toMatch(
      /^Chatwoot has no inbox 99 in this account\. Check the ID/,
    );
  });

  it('the team of new conversations', async () => {
    const polled = run('new_conversation', { team: '99' });
    expect(await messageOf(polled)).toMatch(
      /^Chatwoot has no team 99 in this account\. Check the ID/,
    );
  });
});

describe('a note', () => {
  it('of 20,000 characters is taken, counted as the server counts', async () => {
    const note = '🎁'.repeat(20_000);
    await expect(run('add_contact_note', { contact: '1', note })).resolves.toMatchObject({
      content: note,
    });
  });

  it('that is longer is refused before any request', async () => {
    const added = run('add_contact_note', { contact: '1', note: 'x'.repeat(20_001) });
    expect(await messageOf(added)).toBe(
      'Note: the text has 20001 characters; at most 20000 are allowed.',
    );
    expect(sandbox.requests).toEqual([]);
  });
});
