// What tags are sent and read as, without a server.
import type { Host, HostRequest } from '../../../../http/host.js';
import type { HighlevelClient } from '../../../../platforms/highlevel/client.js';
import {
  addTags,
  changeTags,
  removeTags,
  tagChoices,
  TAG_WORDS,
} from '../../../../platforms/highlevel/contacts/tags.js';
import { problemOf, wireWith } from '../../../helpers/fakes/fake_platform.js';
import { memoryIn } from '../../../helpers/fakes/memory.js';

const BASE = 'https://api.example.com';

/** A client whose requests get these answers, one after another, and what it sent. */
function clientWith(...answers: [status: number, body: unknown][]) {
  const sent: unknown[][] = [];
  const request = ({ method, url, body }: HostRequest) => {
    sent.push([method, url, ...(typeof body === 'string' ? [JSON.parse(body) as unknown] : [])]);
    const [status, answer] = answers[sent.length - 1] ?? [500, {}];
    const getHeader = (name: string) => (name === 'content-type' ? 'application/json' : undefined);
    return Promise.resolve({ status, getHeader, content: JSON.stringify(answer) });
  };
  const client: HighlevelClient = {
    host: { request } as unknown as Host,
    wire: wireWith({ baseUrl: BASE, platform: 'HighLevel' }),
    memory: memoryIn(new Map()),
    locationId: 'loc1',
  };
  return { client, sent };
}

const TAGS = `${BASE}/contacts/c1/tags`;

const noChange = { add: [], remove: [], replace: undefined };

/** What is told where the token may not do it. */
const lacking = (scope: string, about = ''): string =>
  `This token may not do this${about}: it lacks the scope \`${scope}\`. In HighLevel, open Settings → Private Integrations, tick it in this token's integration, and save. The token stays the same.`;
const REFUSED: [number, unknown] = [
  401,
  { message: 'The token is not authorized for this scope.' },
];
const NOT_UNDERSTOOD = 'HighLevel sent an answer that this integration does not understand.';

it('they are called tags', () => {
  expect(TAG_WORDS).toEqual({ one: 'Tag', many: 'Tags' });
});

describe('the tags of a location', () => {
  it('go by their names', async () => {
    const { client, sent } = clientWith([200, { tags: [{ id: 't1', name: 'vip' }, { name: 7 }] }]);
    expect(await tagChoices(client)).toStrictEqual([
      { id: 'vip', label: 'vip' },
      { id: '7', label: '7' },
    ]);
    expect(sent).toStrictEqual([['GET', `${BASE}/locations/loc1/tags`]]);
  });

  it.each([
    { tags: [{ id: 't1', name: 'vip' }, { id: 't2' }] },
    { tags: 'vip' },
    { data: [] },
    [{ name: 'vip' }],
  ])('are not none where the answer is another: %j', async (answer) => {
    const { client } = clientWith([200, answer]);
    const { kind, text } = await problemOf(() => tagChoices(client));
    expect(kind).toBe('error');
    expect(text.what).toBe(NOT_UNDERSTOOD);
  });

  it('need a scope, which is told', async () => {
    const { client } = clientWith(REFUSED);
    expect((await problemOf(() => tagChoices(client))).message).toBe(
      lacking('locations/tags.readonly'),
    );
  });
});

describe.each([
  ['POST', 'adding', addTags],
  ['DELETE', 'removing', removeTags],
] as const)('%s: %s tags', (method, _what, run) => {
  it('is one request, whose answer tells all that are there then', async () => {
    const { client, sent } = clientWith([200, { tags: ['vip', 7] }]);
    expect(await run(client, 'c1', ['VIP', 'a, b'])).toStrictEqual(['vip', '7']);
    expect(sent).toStrictEqual([[method, TAGS, { tags: ['VIP', 'a, b'] }]]);
  });

  it.each([{ contact: { tags: [] } }, { tags: {} }])(
    'may have been done where the answer is another, and can be done again: %j',
    async (answer) => {
      const { client } = clientWith([200, answer]);
      const { kind, text, details } = await problemOf(() => run(client, 'c1', ['VIP']));
      expect(text.what).toBe(NOT_UNDERSTOOD);
      expect(details.unsure).toBe(true);
      expect(kind).toBe('error');
    },
  );

  it('needs a scope, which is told with whose tags they are', async () => {
    const { client } = clientWith(REFUSED);
    expect((await problemOf(() => run(client, 'c1', ['VIP']))).message).toBe(
      lacking('contacts.write', ' (contact c1)'),
    );
  });
});

describe('a change of a contact’s tags', () => {
  it('adds first, then removes, and gives what is left at last', async () => {
    const { client, sent } = clientWith([201, { tags: ['old', 'new'] }], [200, { tags: ['new'] }]);
    const change = { add: ['new'], remove: ['old'], replace: undefined };
    expect(await changeTags(client, 'c1', change)).toEqual(['new']);
    expect(sent).toStrictEqual([
      ['POST', TAGS, { tags: ['new'] }],
      ['DELETE', TAGS, { tags: ['old'] }],
    ]);
  });

  it.each([
    ['POST', { ...noChange, add: ['new'] }, ['new']],
    ['DELETE', { ...noChange, remove: ['old'] }, ['old']],
  ])('is one request where one thing is asked for: %s', async (method, change, tags) => {
    const { client, sent } = clientWith([200, { tags: ['vip'] }]);
    expect(await changeTags(client, 'c1', change)).toEqual(['vip']);
    expect(sent).toStrictEqual([[method, TAGS, { tags }]]);
  });

  it('is none where nothing is asked for', async () => {
    const { client, sent } = clientWith();
    expect(await changeTags(client, 'c1', noChange)).toEqual([]);
    expect(sent).toEqual([]);
  });

  it('is left where adding fails', async () => {
    const { client, sent } = clientWith([422, { message: 'No.' }]);
    const change = { add: ['new'], remove: ['old'], replace: undefined };
    await problemOf(() => changeTags(client, 'c1', change));
    expect(sent).toHaveLength(1);
  });
});

describe('replacing a contact’s tags', () => {
  const replace = (client: HighlevelClient, tags: string[]): Promise<string[]> =>
    changeTags(client, 'c1', { add: ['x'], remove: ['y'], replace: tags });

  it.each([[['new', 'vip']], [[]]])('updates the contact with %j alone', async (tags) => {
    const { client, sent } = clientWith([200, { contact: { id: 'c1', tags: ['held', 7] } }]);
    expect(await replace(client, tags)).toStrictEqual(['held', '7']);
    expect(sent).toStrictEqual([['PUT', `${BASE}/contacts/c1`, { tags }]]);
  });

  it.each([{ tags: [] }, { contact: { id: 'c1' } }])(
    'may have been done where the answer is another: %j',
    async (answer) => {
      const { client } = clientWith([200, answer]);
      const { kind, text, details } = await problemOf(() => replace(client, ['new']));
      expect(text.what).toBe(NOT_UNDERSTOOD);
      expect(details.unsure).toBe(true);
      expect(kind).toBe('error');
    },
  );

  it('needs a scope, which is told with whose tags they are', async () => {
    const { client } = clientWith(REFUSED);
    expect((await problemOf(() => replace(client, ['new']))).message).toBe(
      lacking('contacts.write', ' (contact c1)'),
    );
  });
});
