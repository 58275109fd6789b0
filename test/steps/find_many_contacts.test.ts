import { fault, Problem } from '../../http/problem.js';
import type { Contact } from '../../objects/contact.js';
import type { ContactKeys } from '../../platforms/contract/contacts.js';
import { findManyContacts, type FoundContacts } from '../../steps/find_many_contacts.js';
import { newLine } from '../../steps/rows/line.js';
import {
  fakePlatform,
  problemOf,
  refusal,
  type Call,
  type FakeOptions,
  type FakePlatform,
} from '../helpers/fakes/fake_platform.js';
import { standingClock } from '../helpers/fakes/rows.js';

const jane = { id: '7', name: 'Jane', email: 'jane@example.com', external_id: 'crm-1' };
const john = { id: '8', name: 'John', email: 'john@example.com', phone: '+12025550143' };
const ann = { id: '9', name: 'Ann', email: 'ann@example.com', phone: '+972551234567' };
const holds: Contact[] = [jane, john, ann];

/** A platform that has external IDs. */
function platformWith(options: FakeOptions = {}): FakePlatform {
  const platform = fakePlatform({ holds, ...options });
  platform.contacts.isInput = (key) => key === 'external_id';
  return platform;
}

type Told = readonly Contact[] | undefined;

/** One that looks several up at once. @param tell what it tells of each, or throws */
function platformForMany(
  most: number,
  tell: (keys: ContactKeys) => Told,
  options?: FakeOptions,
): FakePlatform {
  const platform = platformWith(options);
  platform.contacts.many = {
    most,
    find: (wanted) => {
      platform.calls.push(['find many', wanted]);
      return Promise.resolve().then(() => wanted.map(tell));
    },
  };
  return platform;
}

const byEmail = ({ email }: ContactKeys): Contact[] => holds.filter((one) => one.email === email);

async function find(
  platform: FakePlatform,
  input: Record<string, unknown>,
  atOnce = 1,
): Promise<FoundContacts[]> {
  const clock = standingClock();
  const line = newLine({ requests: 9, milliseconds: 1000, atOnce }, clock, clock.now() + 28_000);
  return findManyContacts(platform, line, input);
}

const findCalls = (...keys: ContactKeys[]): Call[] => keys.map((one) => ['find', one]);

describe('contacts by many keys', () => {
  it('come in the order of the fields and their values, each with the one it was found by', async () => {
    const platform = platformWith();
    const input = {
      external_ids: ['crm-1'],
      phones: '+12025550143',
      emails: ['ann@example.com', 'zoe@example.com'],
    };
    const [result, ...more] = await find(platform, input);
    expect(more).toEqual([]);
    expect(result).toStrictEqual({
      id: result?.id,
      found: 3,
      missing: ['zoe@example.com'],
      contacts: [
        { ...ann, found_by: 'ann@example.com' },
        { ...john, found_by: '+12025550143' },
        { ...jane, found_by: 'crm-1' },
      ],
    });
    expect(platform.calls).toStrictEqual(
      findCalls(
        { email: 'ann@example.com' },
        { email: 'zoe@example.com' },
        { phone: '+12025550143' },
        { external_id: 'crm-1' },
      ),
    );
  });

  it('have an ID that tells the values, not what became of them', async () => {
    const idOf = async (emails: string, platform = platformWith()): Promise<string | undefined> =>
      (await find(platform, { emails }))[0]?.id;
    const id = await idOf('jane@example.com, zoe@example.com');
    expect(id).toMatch(/^[0-9a-f]{8}$/);
    const zoe = { id: '10', email: 'zoe@example.com' };
    expect(
      await idOf('jane@example.com,zoe@example.com', platformWith({ holds: [jane, zoe] })),
    ).toBe(id);
    expect(await idOf('jane@example.com, zack@example.com')).not.toBe(id);
  });

  it('are all of them where several have one value', async () => {
    const twin = { id: '77', email: 'jane@example.com' };
    const [result] = await find(platformWith({ holds: [jane, twin] }), { emails: jane.email });
    expect(result).toMatchObject({ found: 2, missing: [], contacts: [jane, twin] });
  });

  it('are none at all where nobody has any of the values', async () => {
    expect(await find(platformWith(), { emails: 'zoe@example.com, zack@example.com' })).toEqual([]);
  });

  it('may be in one text with commas, blanks among them', async () => {
    const platform = platformWith();
    const [result] = await find(platform, { emails: ' jane@example.com ,, john@example.com, ' });
    expect(result?.contacts.map((one) => one.found_by)).toEqual([
      'jane@example.com',
      'john@example.com',
    ]);
    expect(platform.calls).toHaveLength(2);
  });

  it('have numbers that Default Country completes', async () => {
    const platform = platformWith();
    const input = { phones: ['055-1234567'], default_country: 'IL' };
    expect((await find(platform, input))[0]?.contacts).toEqual([
      { ...ann, found_by: '055-1234567' },
    ]);
    expect(platform.calls).toStrictEqual(findCalls({ phone: '+972551234567' }));
  });
});

describe('a value', () => {
  it('is looked up once, however often and in whatever case it is given', async () => {
    const platform = platformWith();
    const emails = ['jane@example.com', 'Jane@Example.com', 'JANE@EXAMPLE.COM'];
    expect((await find(platform, { emails }))[0]).toMatchObject({
      found: 1,
      contacts: [{ found_by: 'jane@example.com' }],
    });
    expect(platform.calls).toStrictEqual(findCalls({ email: 'jane@example.com' }));
  });

  it('is another one as another key', async () => {
    const platform = platformWith();
    const input = { emails: 'jane@example.com', external_ids: 'jane@example.com' };
    await find(platform, input);
    expect(platform.calls).toStrictEqual(
      findCalls({ email: 'jane@example.com' }, { external_id: 'jane@example.com' }),
    );
  });

  it('is another one where only capitals are alike', async () => {
    const platform = platformWith();
    await find(platform, { external_ids: ['straße', 'strasse'] });
    expect(platform.calls).toStrictEqual(
      findCalls({ external_id: 'straße' }, { external_id: 'strasse' }),
    );
  });

  it('may hold commas where it is an external ID', async () => {
    const platform = platformWith();
    await find(platform, { external_ids: [' crm, 1 ', ' '] });
    expect(platform.calls).toStrictEqual(findCalls({ external_id: 'crm, 1' }));
  });

  it.each<[Record<string, unknown>, string]>([
    [
      { emails: ['ann@example.com', 'jane'] },
      'Emails: `jane` is not an email address. Correct the value, or take it out of this field.',
    ],
    [
      { phones: ['+12025550143', 'jane@example.com'] },
      'Phones: `jane@example.com` is not a phone number. Correct the value, or take it out of this field.',
    ],
    [
      { phones: '055-1234567' },
      'Phones: `055-1234567` has no country code. Write it like `+972551234567`, or choose the country in Default Country.',
    ],
    [
      { emails: 'ann@example.com', names: 'Jane' },
      "`names` is not a field of this step on the connected platform. Refresh the step's fields and fill the ones shown.",
    ],
    ...[{}, { default_country: 'IL' }, { emails: ' , ' }].map(
      (input): [Record<string, unknown>, string] => [
        input,
        'Fill at least one field to search by: Emails, Phones or External IDs, where there are.',
      ],
    ),
  ])('is refused before any request: %j', async (input, expected) => {
    const platform = platformForMany(9, byEmail);
    const { kind, message } = await problemOf(() => find(platform, input));
    expect(kind).toBe('error');
    expect(message).toBe(expected);
    expect(message.length).toBeLessThanOrEqual(250);
    expect(platform.calls).toEqual([]);
  });

  it('is no external ID on a platform without them', async () => {
    const platform = fakePlatform({ holds });
    const input = { emails: 'jane@example.com', external_ids: 'crm-1' };
    expect((await problemOf(() => find(platform, input))).message).toBe(
      "`external_ids` is not a field of this step on the connected platform. Refresh the step's fields and fill the ones shown.",
    );
    expect(platform.calls).toEqual([]);
    expect(await find(platform, { emails: 'jane@example.com' })).toMatchObject([{ found: 1 }]);
  });
});

describe('where the platform looks many up at once', () => {
  const emails = ['jane@example.com', 'zoe@example.com', 'ann@example.com'];
  const keys = emails.map((email) => ({ email }));

  it('as many are asked for by one call as it takes', async () => {
    const platform = platformForMany(2, byEmail);
    expect(await find(platform, { emails })).toMatchObject([
      { found: 2, missing: ['zoe@example.com'], contacts: [{ id: '7' }, { id: '9' }] },
    ]);
    expect(platform.calls).toStrictEqual([
      ['find many', keys.slice(0, 2)],
      ['find many', keys.slice(2)],
    ]);
  });

  it('a single one has its own lookup', async () => {
    const platform = platformForMany(2, byEmail);
    await find(platform, { emails: emails.slice(0, 1) });
    expect(platform.calls).toStrictEqual(findCalls({ email: 'jane@example.com' }));
  });

  it('those that it can’t tell of have their own lookups', async () => {
    const platform = platformForMany(9, ({ email }) =>
      email === 'zoe@example.com' ? byEmail({ email }) : undefined,
    );
    expect(await find(platform, { emails })).toMatchObject([
      { found: 2, missing: ['zoe@example.com'], contacts: [{ id: '7' }, { id: '9' }] },
    ]);
    expect(platform.calls).toStrictEqual([
      ['find many', keys],
      ...findCalls({ email: 'jane@example.com' }, { email: 'ann@example.com' }),
    ]);
  });

  it.each([400, 404, 422, 500])('each is asked for where it refuses with %i', async (status) => {
    const platform = platformForMany(9, () => {
      throw refusal(status);
    });
    expect(await find(platform, { emails })).toMatchObject([
      { found: 2, missing: ['zoe@example.com'], contacts: [{ id: '7' }, { id: '9' }] },
    ]);
    expect(platform.calls).toStrictEqual([['find many', keys], ...findCalls(...keys)]);
  });

  const details = refusal(429).details;
  it.each<[string, Error]>([
    ['status 401', refusal(401)],
    ['status 403', refusal(403)],
    ['a limit', new Problem('throttled', 'Too many.', details)],
    ['a dead key', new Problem('expired', 'The key is dead.', details)],
    ['a server that is down', fault({ what: 'Down.' })],
    ['a fault of the code', new TypeError('x is not a function')],
  ])('nobody is asked for any more after %s', async (_what, failure) => {
    const platform = platformForMany(9, () => {
      throw failure;
    });
    await expect(find(platform, { emails })).rejects.toBe(failure);
    expect(platform.calls).toStrictEqual([['find many', keys]]);
  });
});

describe('lookups one by one', () => {
  const emails = ['jane@example.com', 'zoe@example.com', 'ann@example.com'];

  it('are on their way together, as many as the platform takes', async () => {
    const platform = platformWith();
    const open: string[] = [];
    let most = 0;
    platform.contacts.find = async (keys) => {
      open.push(keys.email ?? '');
      most = Math.max(most, open.length);
      await Promise.resolve();
      open.pop();
      return byEmail(keys);
    };
    await find(platform, { emails }, 2);
    expect(most).toBe(2);
    await find(platform, { emails }, 3);
    expect(most).toBe(3);
  });

  it('fail as the platform does', async () => {
    const failure = refusal(500);
    const platform = platformWith({ fails: { find: failure } });
    expect(await problemOf(() => find(platform, { emails }))).toBe(failure);
  });
});
