import { readConnection } from '../../steps/connection.js';
import { certainIdOf, contactId, findNamed, readNamedContact } from '../../steps/named_contact.js';
import type { ContactKey } from '../../platforms/contract/contacts.js';
import type { ConnectedPlatform } from '../../platforms/contract/platform.js';
import { platforms } from '../../platforms/index.js';
import { fakePlatform, PLATFORM, problemOf } from '../helpers/fakes/fake_platform.js';
import { lightZ } from '../simulator/zapier/z.js';

const ignore = (): undefined => undefined;

/** Connecting sends nothing, and neither does reading a field. */
function platformOf(key: string): ConnectedPlatform {
  const authData = { platform: key, apiKey: 'x', baseUrl: 'https://127.0.0.1:1', accountId: '1' };
  const platform = platforms.find((one) => one.key === key);
  if (!platform) throw new Error(`there is no platform ${key}`);
  return platform.connect(lightZ(ignore, ignore).z, readConnection(authData));
}

const HIGHLEVEL_ID = 'ocQHyuzHvysMo5N5VsXc';

describe('what a contact is named by shows from its form', () => {
  it.each<[platform: string, typed: unknown, by: ContactKey, value: string]>([
    ['chatwoot', '7', 'id', '7'],
    ['chatwoot', 7, 'id', '7'],
    ['chatwoot', '2147483647', 'id', '2147483647'],
    ['highlevel', HIGHLEVEL_ID, 'id', HIGHLEVEL_ID],
    ['vixiees', '66b1', 'id', '66b1'],
    ['vixiees', '5511987654321', 'id', '5511987654321'],
    ['vixiees', '(11) 98765-4321', 'id', '(11) 98765-4321'],
    ...['chatwoot', 'highlevel', 'vixiees'].flatMap(
      (platform): [string, string, ContactKey, string][] => [
        [platform, 'jane@example.com', 'email', 'jane@example.com'],
        [platform, 'Jane Doe <jane@example.com>', 'email', 'jane@example.com'],
        [platform, '\u200bjane@example.com', 'email', 'jane@example.com'],
        [platform, '+5511987654321', 'phone', '+5511987654321'],
        [platform, '\u202a+55 (11) 98765-4321\u202c', 'phone', '+5511987654321'],
        [platform, '(+49) 170 1234567', 'phone', '+491701234567'],
      ],
    ),
    ['chatwoot', '00 49 170 1234567', 'phone', '+491701234567'],
    ['chatwoot', ' (0049) 170 1234567', 'phone', '+491701234567'],
    ['chatwoot', ' ( +49) 170 1234567', 'phone', '+491701234567'],
    ['highlevel', '00491701234567', 'phone', '+491701234567'],
  ])('%s: %j is the %s %s', async (key, typed, by, value) => {
    expect(await readNamedContact(platformOf(key), typed)).toMatchObject({ by, value });
  });

  it.each([
    ['chatwoot', '5511987654321'],
    ['chatwoot', '(11) 98765-4321'],
    ['highlevel', '5511987654321'],
  ])('%s: %s can be no ID, and no number without its country', async (key, typed) => {
    const platform = platformOf(key);
    const { message } = await problemOf(() => readNamedContact(platform, typed));
    expect(message).toBe(
      `Contact: \`${typed}\` can be no contact ID here, and a phone number needs its country code with a plus, like \`+5511987654321\`. Write it so, or map the ID from a Find Contact step.`,
    );
    const country = { typed: 'BR' };
    expect(await readNamedContact(platform, '(11) 98765-4321', { country })).toMatchObject({
      by: 'phone',
      value: '+5511987654321',
    });
    const without = { country: { typed: undefined } };
    expect((await problemOf(() => readNamedContact(platform, typed, without))).message).toMatch(
      /has no country code\. .*Default Country/,
    );
  });

  it.each([
    ['chatwoot', 'Jane Doe'],
    ['chatwoot', '1.5'],
    ['chatwoot', '7st'],
    ['chatwoot', '7+55 11 98765-4321'],
    ['chatwoot', 'a+5511987654321'],
    ['chatwoot', 'No. 5511987654321'],
    ['chatwoot', 'a5511987654321'],
    ['chatwoot', '5511987654321 or so'],
    ['chatwoot', '123456 a'],
    ['highlevel', 'Jane Doe'],
    ['highlevel', '20417'],
    ['vixiees', '..'],
  ])('%s: %j is none of them', async (key, typed) => {
    const { message } = await problemOf(() =>
      readNamedContact(platformOf(key), typed, { field: 'Contact to Keep' }),
    );
    expect(message).toMatch(/^Contact to Keep: `.*` is not a contact ID/);
  });

  it('a blank one is missed', async () => {
    const { message } = await problemOf(() => readNamedContact(fakePlatform(), undefined));
    expect(message).toMatch(/^Contact: this field is required/);
  });
});

describe('what Find Contact By says goes before the form', () => {
  it.each<[platform: string, findBy: ContactKey, typed: string, value: string]>([
    ['vixiees', 'id', 'jane@example.com', 'jane@example.com'],
    ['vixiees', 'phone', '+34600000101', '+34600000101'],
    ['chatwoot', 'external_id', 'jane@example.com', 'jane@example.com'],
    ['chatwoot', 'external_id', '7', '7'],
    ['chatwoot', 'id', '7', '7'],
    ['chatwoot', 'email', 'jane@example.com', 'jane@example.com'],
  ])('%s: as %s, %s is looked up so', async (key, findBy, typed, value) => {
    const read = readNamedContact(platformOf(key), typed, { findBy });
    expect(await read).toMatchObject({ by: findBy, keys: { [findBy]: value } });
  });

  it.each<[platform: string, findBy: ContactKey, typed: string, noun: string]>([
    ['chatwoot', 'email', '7', 'an email address'],
    ['highlevel', 'email', HIGHLEVEL_ID, 'an email address'],
    ['chatwoot', 'phone', 'jane@example.com', 'a phone number'],
    ['chatwoot', 'id', 'jane@example.com', 'an ID'],
    ['highlevel', 'id', '+12025550143', 'an ID'],
  ])('%s: as %s, %s is refused unsent', async (key, findBy, typed, noun) => {
    const { message } = await problemOf(() => readNamedContact(platformOf(key), typed, { findBy }));
    expect(message).toMatch(
      new RegExp(
        `is not ${noun}, which Find Contact By says it is\\. .*leave Find Contact By blank`,
      ),
    );
    expect(message).toContain(`Contact: \`${typed}\``);
  });
});

it('a field of one kind says itself that a value is of another', async () => {
  const reading = { field: 'Phones', findBy: 'phone', isOfOneKind: true } as const;
  const read = readNamedContact(fakePlatform(), 'jane@example.com', reading);
  expect((await problemOf(() => read)).message).toBe(
    'Phones: `jane@example.com` is not a phone number. Correct the value, or take it out of this field.',
  );
});

it('what may be an ID, and is none, is told so whatever Find Contact By says', async () => {
  const read = readNamedContact(platformOf('chatwoot'), 'Jane Doe', { findBy: 'id' });
  expect((await problemOf(() => read)).message).toMatch(/^Contact: `Jane Doe` is not a contact ID/);
});

describe('looking a named contact up', () => {
  it('costs nothing by its ID', async () => {
    const platform = fakePlatform();
    expect(await findNamed(platform, await readNamedContact(platform, '7'))).toEqual({ id: '7' });
    expect(platform.calls).toEqual([['checkId', '7']]);
  });

  it('never guesses among several', async () => {
    const holds = ['7', '8'].map((id) => ({ id, email: 'jane@example.com' }));
    const platform = fakePlatform({ holds });
    const named = await readNamedContact(platform, 'jane@example.com');
    expect((await problemOf(() => findNamed(platform, named))).message).toBe(
      `${PLATFORM} has 2 contacts with the email \`jane@example.com\`. Give the ID of the one you mean instead: no name (ID 7), no name (ID 8).`,
    );
  });
});

describe('the ID of a contact', () => {
  const jane = { id: '7', email: 'jane@example.com', phone: '+5511987654321' };

  it('is the one that was given, or that of who is found', async () => {
    const platform = fakePlatform({ holds: [jane] });
    expect(await contactId(platform, '9')).toBe('9');
    expect(await contactId(platform, 'jane@example.com')).toBe('7');
  });

  it.each<[ContactKey, string]>([
    ['phone', 'phone number'],
    ['external_id', 'external ID'],
  ])('is told to be missing by %s', async (by, words) => {
    const platform = fakePlatform();
    const named = { field: 'Contact', by, value: 'crm-7', keys: {} };
    const { message } = await problemOf(() => certainIdOf(platform, named));
    expect(message).toContain(`${words} \`crm-7\``);
  });

  it('is none where nobody is found, which the field is told of', async () => {
    const nobody = (field?: string): Promise<Error> =>
      problemOf(() => contactId(fakePlatform(), 'zoe@example.com', field));
    expect((await nobody()).message).toMatch(/^Contact: .*email `zoe@example\.com`/);
    expect((await nobody('Contact to Keep')).message).toMatch(/^Contact to Keep: /);
  });
});

describe('the ID of a contact for what can’t be undone', () => {
  const find = jest.fn(() => Promise.resolve([{ id: '7' }]));
  beforeEach(() => find.mockClear());
  /** A number of which another form may be somebody else's. */
  const named = {
    field: 'Contact',
    by: 'phone',
    value: '+5511987654321',
    keys: { phone: '+5511987654321', otherPhones: ['+551187654321'] },
  } as const;
  const keys = { phone: '+5511987654321' };

  it('is what was given, without a request', async () => {
    const platform = fakePlatform();
    platform.contacts.find = find;
    const byId = { ...named, by: 'id', value: '9', keys: { id: '9' } } as const;
    expect(await certainIdOf(platform, byId)).toBe('9');
    expect(find).not.toHaveBeenCalled();
  });

  it('is looked up by the very number alone', async () => {
    const platform = fakePlatform();
    platform.contacts.find = find;
    expect(
      await certainIdOf(platform, { ...named, keys: { ...named.keys, otherPhones: [] } }),
    ).toBe('7');
    expect(find.mock.calls).toEqual([[keys]]);
  });

  it('is looked for in every contact where the platform can', async () => {
    const platform = fakePlatform();
    const unasked = jest.fn();
    Object.assign(platform.contacts, { find: unasked, findEvery: find });
    const all = { ...named, keys: { ...named.keys, otherPhones: ['+551187654321'] } };
    expect(await certainIdOf(platform, all)).toBe('7');
    expect(find.mock.calls).toEqual([[keys]]);
    expect(unasked).not.toHaveBeenCalled();
  });

  it('is none where there are several, or nobody', async () => {
    const platform = fakePlatform();
    platform.contacts.find = find;
    const all = { ...named, keys };
    find.mockResolvedValueOnce([{ id: '7' }, { id: '8' }]);
    expect((await problemOf(() => certainIdOf(platform, all))).message).toMatch(/has 2 contacts/);
    find.mockResolvedValueOnce([]);
    expect((await problemOf(() => certainIdOf(platform, all))).message).toMatch(
      /^Contact: .*phone number `\+5511987654321`/,
    );
  });
});
