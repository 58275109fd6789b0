// Pictures as files: of contacts and of inboxes.
import nock from 'nock';
import type { ZObject } from 'zapier-platform-core';
import {
  keys,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../../sandbox/chatwoot/index.js';
import { messageOf, runStep } from '../../helpers/running/light_steps.js';
import { guardNetwork } from '../../helpers/nock.js';
import { emptyZ } from '../../simulator/zapier/z.js';
import { noWaits } from '../../helpers/no_waits.js';

noWaits();

type Row = Record<string, unknown>;

const FILES = 'https://files.example.com';
const PICTURE = `${FILES}/jane.png`;

guardNetwork();
let sandbox: ChatwootSandbox;
beforeAll(async () => {
  sandbox = await startChatwootSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.reset();
  sandbox.clearFaults();
  sandbox.requests.length = 0;
});

const run = (step: string, inputData: Row, platform = 'chatwoot', z?: ZObject): Promise<unknown> =>
  runStep(
    step,
    { platform, apiKey: keys.administrator, baseUrl: sandbox.url, accountId: '1' },
    inputData,
    z,
  );
const picture = (path = '/jane.png', type = 'image/png') =>
  nock(FILES, { badheaders: ['api-access-token'] })
    .get(path)
    .reply(200, 'PNG', { 'content-type': type });
const sent = () =>
  sandbox.requests.map(({ method, path, headers }) => {
    const [type = ''] = (headers['content-type'] ?? '').split(';');
    return `${method} ${path.split('/accounts/1/')[1]} ${type.split('/')[1]}`;
  });
const stored = (id: number) => sandbox.store.contacts.find((row) => row.id === id);

describe('of a contact', () => {
  it('goes alone where nothing else is filled, and is there at once', async () => {
    picture();
    await expect(run('update_contact', { contact: '3', avatar: PICTURE })).resolves.toMatchObject({
      id: '3',
      avatar_url: expect.stringContaining('jane.png') as string,
      outcome: 'updated',
    });
    expect(sent()).toEqual(['PUT contacts/3 form-data']);
  });

  it('follows the other fields in a request of its own, so that these keep their types', async () => {
    picture();
    const fields = { name: 'Jane', attr_seats: '12', add_labels: ['lead'] };
    await run('update_contact', { contact: '1', avatar: PICTURE, ...fields }, '99digital');
    expect(sent().filter((call) => !call.startsWith('GET'))).toEqual([
      'PATCH contacts/1 json',
      'PATCH contacts/1 form-data',
      'POST contacts/1/labels json',
    ]);
    expect(stored(1)).toMatchObject({ name: 'Jane', custom_attributes: { seats: 12 } });
    expect(stored(1)?.thumbnail).toContain('jane.png');
  });

  it('is read again where it must be sent again, once the contact is there', async () => {
    picture();
    picture();
    const headers = { 'retry-after': '2' };
    sandbox.fail({ method: 'PUT', path: /contacts/, status: 429, body: 'Retry later', headers });
    const made = await run('create_contact', { email: 'kim@example.com', avatar: PICTURE });
    expect(made).toMatchObject({ avatar_url: expect.stringContaining('jane.png') as string });
    expect(sandbox.store.contacts.filter((row) => row.email === 'kim@example.com')).toHaveLength(1);
  });

  it('comes to a new contact after it', async () => {
    picture();
    const made = await run('create_contact', { email: 'kim@example.com', avatar: PICTURE });
    expect(made).toMatchObject({ avatar_url: expect.stringContaining('jane.png') as string });
    expect(sent()).toEqual([
      'POST contacts json',
      `PUT contacts/${(made as { id: string }).id} form-data`,
    ]);
  });

  it('says what was done when the picture is refused', async () => {
    picture('/jane.png', 'image/svg+xml');
    const message = await messageOf(
      run('update_contact', { contact: '1', name: 'Jane', avatar: PICTURE }),
    );
    expect(message).toMatch(
      /^Avatar File: Chatwoot takes JPEG, PNG and GIF .*filetype not supported/,
    );
    expect(message).toContain('the fields');
    expect(message).toContain('the Avatar File');
  });

  it.each([
    ['none', { avatar: 'jane.png' }, undefined, /^Avatar File: file 1 is not a file's web address/],
    [
      'no picture',
      { avatar: `${FILES}/a.pdf` },
      ['/a.pdf', 'application/pdf'],
      /^Avatar File: `a\.pdf` is not a picture/,
    ],
    [
      'also an address',
      { avatar: PICTURE, avatar_url: PICTURE },
      undefined,
      /^Avatar File and Avatar URL: /,
    ],
    [
      'also taken away',
      { avatar: PICTURE, clear_fields: ['avatar_url'] },
      undefined,
      /^Clear Fields: `avatar_url`/,
    ],
  ] as const)(
    'that is %s is refused before anything is written',
    async (_case, fields, file, text) => {
      if (file) picture(...file);
      expect(
        await messageOf(run('update_contact', { contact: '1', name: 'X', ...fields })),
      ).toMatch(text);
      expect(sandbox.requests).toEqual([]);
    },
  );

  it('is one file', async () => {
    const avatar = [PICTURE, `${FILES}/b.png`];
    expect(await messageOf(run('update_contact', { contact: '1', avatar }))).toMatch(
      /several files/,
    );
    expect(sandbox.requests).toEqual([]);
  });
});

describe('of an inbox', () => {
  const inbox = (id: number) => sandbox.store.inboxes.find((row) => row.id === id);

  it('goes alone where nothing else is filled', async () => {
    picture();
    await expect(run('update_inbox', { inbox: '1', avatar: PICTURE })).resolves.toMatchObject({
      id: '1',
      avatar_url: expect.stringContaining('jane.png') as string,
    });
    expect(sent()).toEqual(['PATCH inboxes/1 form-data']);
  });

  it('follows the other settings, and comes to a new inbox after it', async () => {
    picture();
    await run('update_inbox', {
      inbox: '1',
      name: 'Shop',
      csat_config: '{"display_type":"star"}',
      avatar: PICTURE,
    });
    expect(sent()).toEqual(['PATCH inboxes/1 json', 'PATCH inboxes/1 form-data']);
    expect(inbox(1)?.settings).toMatchObject({ csat_config: { display_type: 'star' } });
    sandbox.requests.length = 0;
    picture();
    const made = await run('create_inbox', { type: 'api', name: 'App', avatar: PICTURE });
    const { id } = made as { id: string };
    expect(sent()).toEqual(['POST inboxes json', `PATCH inboxes/${id} form-data`]);
    expect(inbox(Number(id))?.avatar_url).toContain('jane.png');
  });

  it.each([
    ['update_inbox', { inbox: '1' }],
    ['create_inbox', { type: 'api' }],
  ])('is stored by %s though another value is not', async (step, input) => {
    picture();
    const message = await messageOf(
      run(step, { ...input, name: 'Shop', max_assignment_limit: 5, avatar: PICTURE }),
    );
    expect(message).toMatch(/^Most Conversations per Agent: not stored\..* [Tt]he rest .*was done/);
    expect(sent().at(-1)).toMatch(/^PATCH inboxes\/\d+ form-data$/);
    const shop = sandbox.store.inboxes.find(({ name }) => name === 'Shop');
    expect(shop?.avatar_url).toContain('jane.png');
  });

  it('says what was done when it cannot be stored', async () => {
    picture();
    sandbox.fail({ method: 'PATCH', path: /inboxes/, status: 422, body: '{"message":"No"}' });
    const message = await messageOf(
      run('create_inbox', { type: 'api', name: 'App', avatar: PICTURE }),
    );
    expect(message).toContain('the inbox');
    expect(message).toContain('the Avatar File');
  });

  it('is all that a repeat sends where the inbox is there already', async () => {
    const z = emptyZ();
    const input = { type: 'api', name: 'App', avatar: PICTURE };
    picture();
    sandbox.fail({ method: 'PATCH', path: /inboxes/, status: 422, body: '{"message":"No"}' });
    await messageOf(run('create_inbox', input, 'chatwoot', z));
    const made = sandbox.store.inboxes.at(-1);
    sandbox.requests.length = 0;
    picture('/again.png');
    const again = { ...input, avatar: `${FILES}/again.png` };
    expect(await run('create_inbox', again, 'chatwoot', z)).toMatchObject({
      id: String(made?.id),
      name: 'App',
      avatar_url: expect.stringContaining('again.png') as string,
    });
    expect(sent()).toEqual([`PATCH inboxes/${made?.id} form-data`]);
    expect(sandbox.store.inboxes.at(-1)).toBe(made);
  });

  it('changes nothing without a picture or another field', async () => {
    expect(await messageOf(run('update_inbox', { inbox: '1' }))).toMatch(/^Nothing to change/);
  });
});
