import { problem } from '../../http/problem.js';
import { findContact } from '../../steps/find_contact.js';
import {
  fakePlatform,
  problemOf,
  refusal,
  type Call,
  type FakePlatform,
} from '../helpers/fakes/fake_platform.js';

const jane = {
  id: '7',
  name: 'Jane Doe',
  email: 'jane@example.com',
  phone: '+972551234567',
  external_id: 'crm-1',
};

const methodsOf = ({ calls }: FakePlatform): string[] => calls.map(([method]) => method);

describe('findContact', () => {
  it.each<[string, Record<string, unknown>, Call[]]>([
    [
      'by id',
      { contact: 7 },
      [
        ['checkId', '7'],
        ['find', { id: '7' }],
      ],
    ],
    ['by e-mail', { email: ' jane@example.com ' }, [['find', { email: 'jane@example.com' }]]],
    ['by phone', { phone: '+972 55 1234567' }, [['find', { phone: '+972551234567' }]]],
    [
      'by a national phone number',
      { phone: '055-1234567', default_country: 'IL' },
      [['find', { phone: '+972551234567' }]],
    ],
    ['by external id', { external_id: ' crm-1 ' }, [['find', { external_id: 'crm-1' }]]],
    [
      'by all keys at once',
      {
        text: 'Jane',
        phone: '+972551234567',
        email: 'jane@example.com',
        external_id: 'crm-1',
        contact: '7',
      },
      [
        ['checkId', '7'],
        [
          'find',
          { id: '7', external_id: 'crm-1', email: 'jane@example.com', phone: '+972551234567' },
        ],
      ],
    ],
    ['by text', { text: ' Jane ' }, [['search', 'Jane']]],
    [
      'by text, with a country that no phone needs',
      { text: 'J', default_country: 'IL' },
      [['search', 'J']],
    ],
  ])('looks %s', async (_what, input, calls) => {
    const platform = fakePlatform({ holds: [jane] });
    expect(await findContact(platform, input)).toEqual([jane]);
    expect(platform.calls).toStrictEqual(calls);
  });

  it('does not fall back to the text when a key finds nobody', async () => {
    const platform = fakePlatform({ holds: [jane] });
    expect(await findContact(platform, { email: 'x@example.com', text: 'Jane' })).toEqual([]);
    expect(methodsOf(platform)).toEqual(['find']);
  });

  it('gives out every match', async () => {
    const twin = { id: '8', email: 'jane@example.com' };
    const platform = fakePlatform({ holds: [jane, twin] });
    expect(await findContact(platform, { email: 'jane@example.com' })).toEqual([jane, twin]);
  });

  it.each<[Record<string, unknown>, string]>([
    [
      {},
      'Fill at least one field to search by: Email, Phone, External ID, Contact or Search Text.',
    ],
    [
      { default_country: 'IL' },
      'Fill at least one field to search by: Email, Phone, External ID, Contact or Search Text.',
    ],
    [
      { contact: '7', email: 'jane' },
      'Email: `jane` is not an email address. It looks like `jane@example.com`.',
    ],
    [
      { contact: '7', phone: '055-1234567' },
      'Phone: `055-1234567` has no country code. Write it like `+972551234567`, or choose the country in Default Country.',
    ],
    [
      { phone: '055-1234567', default_country: 'Atlantis' },
      'Default Country: `Atlantis` is not a country. Enter the two-letter code, like `BR`.',
    ],
  ])('refuses %j before any request', async (input, expected) => {
    const platform = fakePlatform({ holds: [jane] });
    const { kind, message } = await problemOf(() => findContact(platform, input));
    expect(kind).toBe('error');
    expect(message).toBe(expected);
    expect(message.length).toBeLessThanOrEqual(250);
    expect(platform.calls).toEqual([]);
  });

  it('refuses an id that can’t be one before it looks', async () => {
    const failure = problem('Contact: that is no ID.');
    const platform = fakePlatform({ fails: { checkId: failure } });
    expect(await problemOf(() => findContact(platform, { contact: 'jane' }))).toBe(failure);
    expect(methodsOf(platform)).toEqual(['checkId']);
  });

  it('passes a failure of the platform on', async () => {
    const failure = refusal(500);
    const platform = fakePlatform({ fails: { find: failure } });
    expect(await problemOf(() => findContact(platform, { contact: '7' }))).toBe(failure);
  });
});

describe('who Contact names', () => {
  const john = { id: '8', name: 'John', email: 'john@example.com' };
  const holds = [jane, john];

  it.each<[string, Record<string, unknown>, string]>([
    ['an email address', { contact: 'jane@example.com' }, 'email'],
    ['a phone number', { contact: '+972551234567' }, 'phone'],
    ['a national phone number', { contact: '055-1234567', default_country: 'IL' }, 'phone'],
  ])('is looked up by %s alone', async (_what, input, key) => {
    const platform = fakePlatform({ holds });
    expect(await findContact(platform, input)).toEqual([jane]);
    expect(platform.calls).toStrictEqual([['find', { [key]: jane[key as 'email' | 'phone'] }]]);
  });

  it('is found without the other keys', async () => {
    const platform = fakePlatform({ holds });
    const input = { contact: 'jane@example.com', email: 'john@example.com', text: 'J' };
    expect(await findContact(platform, input)).toEqual([jane]);
    expect(platform.calls).toStrictEqual([['find', { email: 'jane@example.com' }]]);
  });

  it('is looked for by the other keys where nobody is named so', async () => {
    const platform = fakePlatform({ holds });
    const input = { contact: 'zoe@example.com', email: 'john@example.com', text: 'J' };
    expect(await findContact(platform, input)).toEqual([john]);
    expect(platform.calls).toStrictEqual([
      ['find', { email: 'zoe@example.com' }],
      ['find', { email: 'john@example.com' }],
    ]);
  });

  it('is nobody where nobody is named so, whatever the text', async () => {
    const platform = fakePlatform({ holds });
    expect(await findContact(platform, { contact: 'zoe@example.com', text: 'J' })).toEqual([]);
    expect(platform.calls).toStrictEqual([['find', { email: 'zoe@example.com' }]]);
  });

  it('may be a number that only Default Country completes, which is told', async () => {
    const platform = fakePlatform({ holds });
    const lookup = findContact(platform, { contact: '055-1234567' });
    expect((await problemOf(() => lookup)).message).toBe(
      'Contact: `055-1234567` has no country code. Write it like `+972551234567`, or choose the country in Default Country.',
    );
    expect(platform.calls).toEqual([]);
  });
});

describe('one form for finding and creating', () => {
  it('may hold what is for the new contact, which nobody is searched by', async () => {
    const platform = fakePlatform({ holds: [jane] });
    const input = { email: 'jane@example.com', add_labels: ['VIP'], attr_plan: 'gold' };
    expect(await findContact(platform, input)).toEqual([jane]);
    expect(platform.calls).toStrictEqual([['find', { email: 'jane@example.com' }]]);
  });

  it.each(['remove_labels', 'nickname'])('may not hold %s, which neither has', async (key) => {
    const platform = fakePlatform({ holds: [jane] });
    const input = { email: 'jane@example.com', add_labels: ['VIP'], [key]: 'x' };
    expect((await problemOf(() => findContact(platform, input))).message).toBe(
      `\`${key}\` is not a field of this step on the connected platform. Refresh the step's fields and fill the ones shown.`,
    );
    expect(platform.calls).toEqual([]);
  });

  it('is no search where it holds only what is for the new contact', async () => {
    const platform = fakePlatform({ holds: [jane] });
    const lookup = findContact(platform, { add_labels: 'VIP', attr_plan: 'gold' });
    expect((await problemOf(() => lookup)).message).toBe(
      'Fill at least one field to search by: Email, Phone, External ID, Contact or Search Text.',
    );
    expect(platform.calls).toEqual([]);
  });
});
