// Pictures and messages to click on servers of 3.5: the same requests as on those of today, kept alike.
import nock from 'nock';
import {
  keys,
  seeded,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../../../sandbox/chatwoot/index.js';
import { runStep } from '../../../helpers/running/light_steps.js';
import { guardNetwork } from '../../../helpers/nock.js';

type Row = Record<string, unknown>;

const FILES = 'https://files.example.com';
const avatar = `${FILES}/jane.png`;
const choices = [{ title: 'Yes', value: 'yes' }];

guardNetwork();
const servers: ChatwootSandbox[] = [];
beforeAll(async () => {
  servers.push(await startChatwootSandbox({ version: '3.5' }), await startChatwootSandbox());
});
afterAll(() => Promise.all(servers.map((server) => server.close())));

/** Runs a step on both servers. @returns what each was asked, with the statuses */
async function runOnBoth(step: string, inputData: Row): Promise<unknown[][]> {
  const asked: unknown[][] = [];
  for (const server of servers) {
    server.reset();
    server.requests.length = 0;
    if (inputData['avatar'] !== undefined) {
      nock(FILES).get('/jane.png').reply(200, 'PNG', { 'content-type': 'image/png' });
    }
    const auth = { platform: 'chatwoot', apiKey: keys.administrator, baseUrl: server.url };
    await runStep(step, { ...auth, accountId: '1' }, inputData);
    asked.push(
      server.requests.map(({ method, path, status, body, headers }) => {
        const isForm = headers['content-type']?.startsWith('multipart') ?? false;
        return { method, path, status, body: isForm ? 'a form' : body };
      }),
    );
  }
  return asked;
}

describe.each([
  ['update_contact', { contact: '3', avatar, name: 'Jane' }],
  ['update_inbox', { inbox: '1', avatar, name: 'Shop' }],
])('%s with a picture', (step, input) => {
  it('sends the same, and the picture is there', async () => {
    const [old, today] = await runOnBoth(step, input);
    expect(old).toEqual(today);
    expect(old?.map((call) => (call as Row)['status'])).toEqual([200, 200]);
    for (const { store } of servers) {
      const held = step.endsWith('contact')
        ? store.contacts.find(({ id }) => id === 3)?.thumbnail
        : store.inboxes.find(({ id }) => id === 1)?.avatar_url;
      expect(held).toContain('jane.png');
    }
  });
});

it('Find Conversation gives the last active of the open ones first', async () => {
  for (const server of servers) {
    server.reset();
    const { store } = server;
    const own = store.conversations.filter((row) => row.account_id === 1 && row.contact_id === 1);
    const [first] = own;
    if (!first || own.length < 2)
      throw new Error('the seed has too few conversations of contact 1');
    for (const row of own) row.status = 'open';
    first.last_activity_at = new Date();
    const auth = { platform: 'chatwoot', apiKey: keys.administrator, baseUrl: server.url };
    const found = await runStep('find_conversation', { ...auth, accountId: '1' }, { contact: '1' });
    expect(found).toMatchObject([
      { id: String(first.display_id) },
      ...own.slice(1).map(() => expect.anything() as unknown),
    ]);
  }
});

describe('a message to click', () => {
  const conversation = String(seeded.conversations.website);

  it.each([
    ['input_select', choices],
    ['cards', [{ title: 'Pro', actions: [{ type: 'link', text: 'Buy', uri: FILES }] }]],
    ['form', [{ name: 'email', type: 'email', label: 'Email' }]],
    ['article', [{ title: 'Refunds', description: 'How', link: FILES }]],
    ['input_email', undefined],
  ])('%s', async (content_type, items) => {
    const message = { conversation, message: 'Well?', content_type };
    const input = items ? { ...message, content_attributes: JSON.stringify(items) } : message;
    const [old, today] = await runOnBoth('send_message', input);
    expect(old).toEqual(today);
    for (const { store } of servers) {
      expect(store.messages.at(-1)).toMatchObject({
        content: 'Well?',
        content_type,
        ...(items && { content_attributes: { items } }),
      });
    }
  });
});
