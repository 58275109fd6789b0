import { problem } from '../../http/problem.js';
import type { Conversation } from '../../objects/conversation.js';
import type { Conversations } from '../../platforms/contract/conversations.js';
import { findConversation } from '../../steps/find_conversation.js';
import {
  fakePlatform,
  problemOf,
  refusal,
  type Call,
  type FakeOptions,
} from '../helpers/fakes/fake_platform.js';

const jane = { id: '7', email: 'jane@example.com' };
const talk: Conversation = { id: '31', status: 'open' };

/** Looks for a conversation, of which there is one, and writes down what the platform was asked in order. */
function searching({ checkId, ...options }: FakeOptions & { checkId?: Error } = {}) {
  const platform = fakePlatform({ holds: [jane], ...options });
  const { calls } = platform;
  const conversations = {
    checkId: (id: string) => {
      calls.push(['checkId of a conversation', id]);
      if (checkId) throw checkId;
    },
    find: (query: Record<string, unknown>) => {
      calls.push(['find conversations', query]);
      return Promise.resolve([talk]);
    },
  } as unknown as Conversations;
  const find = (input: Record<string, unknown>): Promise<Conversation[]> =>
    findConversation(platform, conversations, input);
  return { find, calls };
}

describe('a conversation', () => {
  it.each<[string, Record<string, unknown>, Call[]]>([
    [
      'its ID, as text, once its form is checked',
      { conversation: 31 },
      [
        ['checkId of a conversation', '31'],
        ['find conversations', { conversation: '31' }],
      ],
    ],
    [
      'filters alone, as they were filled',
      { status: 'open', inbox: 3 },
      [['find conversations', { status: 'open', inbox: 3 }]],
    ],
    [
      'the ID of a contact, which costs no request',
      { contact: '9' },
      [
        ['checkId', '9'],
        ['find conversations', { contact: '9' }],
      ],
    ],
    [
      'the contact that a key names',
      { contact: 'jane@example.com', status: 'open' },
      [
        ['find', { email: 'jane@example.com' }],
        ['find conversations', { status: 'open', contact: '7' }],
      ],
    ],
    [
      'all of them together',
      { conversation: ' 31 ', contact: 'jane@example.com', status: 'open' },
      [
        ['checkId of a conversation', '31'],
        ['find', { email: 'jane@example.com' }],
        ['find conversations', { status: 'open', conversation: '31', contact: '7' }],
      ],
    ],
  ])('is found by %s', async (_what, input, expected) => {
    const { find, calls } = searching();
    expect(await find(input)).toEqual([talk]);
    expect(calls).toStrictEqual(expected);
  });

  it('is none where nobody is the contact, and none is asked for', async () => {
    const { find, calls } = searching();
    expect(await find({ contact: 'zoe@example.com', status: 'open' })).toEqual([]);
    expect(calls).toStrictEqual([['find', { email: 'zoe@example.com' }]]);
  });

  it('is not looked for where nothing is filled', async () => {
    const { find, calls } = searching();
    const { kind, message } = await problemOf(() => find({}));
    expect(kind).toBe('error');
    expect(message).toBe(
      'Fill at least one field to search by: Contact, Conversation or one of the filters.',
    );
    expect(calls).toEqual([]);
  });

  it('whose ID can be none is refused before anybody is looked up', async () => {
    const failure = problem('Conversation: that is no ID.');
    const { find, calls } = searching({ checkId: failure });
    const input = { conversation: 'x', contact: 'jane@example.com' };
    expect(await problemOf(() => find(input))).toBe(failure);
    expect(calls).toStrictEqual([['checkId of a conversation', 'x']]);
  });

  it('is not “none” where looking the contact up fails', async () => {
    const failure = refusal(500);
    const { find, calls } = searching({ fails: { find: failure } });
    expect(await problemOf(() => find({ contact: 'jane@example.com' }))).toBe(failure);
    expect(calls).toStrictEqual([['find', { email: 'jane@example.com' }]]);
  });

  it('is not looked for where several have what names the contact', async () => {
    const { find, calls } = searching({ holds: [jane, { ...jane, id: '8' }] });
    const lookup = find({ contact: 'jane@example.com' });
    expect((await problemOf(() => lookup)).message).toBe(
      'Acme Desk has 2 contacts with the email `jane@example.com`. Give the ID of the one you mean instead: no name (ID 7), no name (ID 8).',
    );
    expect(calls).toHaveLength(1);
  });
});
