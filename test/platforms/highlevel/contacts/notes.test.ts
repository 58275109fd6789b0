// Add Contact Note with what only HighLevel's notes have. Without core: see light_steps.
import {
  highlevelAuth as authData,
  highlevelServer,
  sandbox,
} from '../../../helpers/sandbox/highlevel.js';
import { keys as chatwootKeys } from '../../../../sandbox/chatwoot/index.js';
import { endingOf } from '../../../helpers/ending.js';
import { formOf, runStep } from '../../../helpers/running/light_steps.js';
import { emptyZ, HaltedError } from '../../../simulator/zapier/z.js';

type Row = Record<string, unknown>;

const JANE = 'contact0000000000001';
const NOTES = `/contacts/${JANE}/notes`;
const USER = '0IHuJvc2ofPAAA8GzTRi';
const json = { 'content-type': 'application/json' };

highlevelServer();

const run = (input: Row, z = emptyZ()): Promise<unknown> =>
  runStep('add_contact_note', authData(), { contact: JANE, ...input }, z);

const ALL = { note: 'Call back', title: 'Today', color: '#FFAA00', pinned: 'yes', user: USER };
const SENT = { body: 'Call back', title: 'Today', color: '#FFAA00', pinned: true, userId: USER };

it('are fields of the step, where a platform has them', async () => {
  const keysOf = async (auth: Record<string, string>): Promise<string[]> =>
    (await formOf('add_contact_note', auth)).map(({ key }) => key);
  const shared = ['contact', 'note'];
  const chatwoot = { ...authData(), platform: 'chatwoot', accountId: '1' };
  expect(await keysOf(authData())).toEqual([...shared, 'title', 'color', 'pinned', 'user']);
  expect(await keysOf(chatwoot)).toEqual(shared);
  expect(sandbox.requests).toEqual([]);
});

it('are sent where they are filled, with the note', async () => {
  expect(await run(ALL)).toMatchObject({ contact_id: JANE, content: 'Call back' });
  await run({ note: 'Other', pinned: false, title: '' });
  expect(sandbox.requests.map(({ method, path, body }) => [method, path, body])).toEqual([
    ['POST', NOTES, SENT],
    ['POST', NOTES, { body: 'Other', pinned: false }],
  ]);
});

it.each<[Row, RegExp]>([
  [{ note: 'A', pinned: 'maybe' }, /^Pinned: /],
  [{ note: 'A', colour: 'red' }, /^`colour` is not a field/],
  [{ title: 'A' }, /^Note: /],
])('refuse %j before a request', async (input, message) => {
  expect(await endingOf(run(input))).toMatch(message);
  expect(sandbox.requests).toEqual([]);
});

it('are refused on a platform that has none', async () => {
  const chatwoot = {
    ...{ platform: 'chatwoot', apiKey: chatwootKeys.administrator },
    ...{ baseUrl: sandbox.url, accountId: '1' },
  };
  const added = runStep('add_contact_note', chatwoot, { contact: '1', note: 'A', pinned: true });
  expect(await endingOf(added)).toMatch(/^`pinned` is not a field/);
  expect(sandbox.requests).toEqual([]);
});

it('are named as the form does where HighLevel refuses them', async () => {
  sandbox.fail({ status: 422, headers: json, body: '{"message":["userId must be a string"]}' });
  expect(await endingOf(run(ALL))).toMatch(/It says: "Author must be a string/);
});

it('halt the run where the answer shows another value, as the note is there', async () => {
  const note = { id: 'note0000000000000077', ...SENT, userId: null, pinned: false };
  sandbox.fail({ status: 201, headers: json, body: JSON.stringify({ note }) });
  const failure: unknown = await run(ALL).catch((reason: unknown) => reason);
  expect(failure).toBeInstanceOf(HaltedError);
  expect((failure as Error).message).toBe(
    'Pinned, Author: HighLevel reported success, but its answer shows that this was not stored. The rest was done: repeating makes another (this one has ID note0000000000000077). Set it with Update Contact Note.',
  );
  // What isn't told isn't compared.
  const bare = { id: 'note0000000000000078', body: 'Call back' };
  sandbox.fail({ status: 201, headers: json, body: JSON.stringify({ note: bare }) });
  expect(await run(ALL)).toMatchObject({ id: bare.id });
});

it('tell a repeat after a lost answer from another note with the same text', async () => {
  const z = emptyZ();
  sandbox.fail({ method: 'POST', afterwards: true, connection: 'reset', times: 1 });
  await endingOf(run(ALL, z));
  expect(await run(ALL, z)).toMatchObject({ content: 'Call back' });
  const notes = (): number => sandbox.store.notes.filter(({ body }) => body === 'Call back').length;
  expect(notes()).toBe(1);
  await run({ ...ALL, pinned: false }, z);
  expect(notes()).toBe(2);
});

it('are found again where HighLevel gives the text back as its editor would have it', async () => {
  const z = emptyZ();
  const note = 'Call back\nat <3 p.m.';
  sandbox.fail({ method: 'POST', afterwards: true, connection: 'reset' });
  await endingOf(run({ note }, z));
  for (const one of sandbox.store.notes) {
    if (one.body === note) one.body = '<p>Call back</p><p>at &lt;3 p.m.</p>';
  }
  expect(await run({ note }, z)).toMatchObject({ content: note });
  expect(sandbox.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
});
