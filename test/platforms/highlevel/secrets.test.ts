// What every platform's steps give out of HighLevel's records: nothing that is named like a secret. Without core.
import {
  keys,
  locationId,
  startHighlevelSandbox,
  type HighlevelSandbox,
} from '../../../sandbox/highlevel/index.js';
import { runStep } from '../../helpers/running/light_steps.js';

type Row = Record<string, unknown>;

let sandbox: HighlevelSandbox;
beforeAll(async () => {
  sandbox = await startHighlevelSandbox();
});
afterAll(() => sandbox.close());

/** An answer with keys named like secrets in each of its objects. */
function planted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(planted);
  if (typeof value !== 'object' || value === null) return value;
  const held = Object.entries(value).map(([key, inner]) => [key, planted(inner)] as const);
  return { ...Object.fromEntries(held), accessToken: 'Pl4nted1', api_keys: ['Pl4nted2'] };
}

const CONTACT = 'contact0000000000001';

it.each<[string, Row]>([
  ['find_contact', { email: 'jane.doe@example.com' }],
  ['find_many_contacts', { emails: ['jane.doe@example.com', 'aaron@example.com'] }],
  ['update_contact', { contact: CONTACT, city: 'Dolomite' }],
  ['find_conversation', { contact: CONTACT }],
  ['find_message', { conversation: '{conversation}' }],
  ['add_contact_note', { contact: CONTACT, note: 'Called' }],
])('%s gives none out', async (key, given) => {
  const authData = {
    ...{ platform: 'highlevel', apiKey: keys.all },
    ...{ baseUrl: sandbox.url, accountId: locationId },
  };
  sandbox.reset();
  const conversation = sandbox.store.conversations.find(({ id }) =>
    sandbox.store.messages.some(({ conversationId }) => conversationId === id),
  );
  const input = JSON.parse(
    JSON.stringify(given).replace('{conversation}', conversation?.id ?? ''),
  ) as Row;
  await runStep(key, authData, input);
  const answers = sandbox.requests.map(({ status, answer }) => ({ status, body: planted(answer) }));
  sandbox.reset();
  for (const { status, body } of answers) {
    const headers = { 'content-type': 'application/json' };
    sandbox.fail({ status, headers, body: JSON.stringify(body) });
  }
  const result = JSON.stringify(await runStep(key, authData, input));
  expect(sandbox.requests.map(({ answer }) => answer)).toEqual(answers.map(({ body }) => body));
  expect(result).toMatch(/"id":"\w+/);
  expect(result).not.toMatch(/Pl4nted/);
});
