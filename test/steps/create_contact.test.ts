// A contact is made of what was checked, or nothing is asked of the platform at all.
import type { Contact } from '../../objects/contact.js';
import type { RecordChange } from '../../platforms/contract/change.js';
import { contactProblems } from '../../platforms/toolkit/problems.js';
import { createContact } from '../../steps/create_contact.js';
import { fakePlatform, problemOf, type FakePlatform } from '../helpers/fakes/fake_platform.js';

const changeWith = (fields: Partial<RecordChange>): RecordChange => ({
  values: {},
  clear: [],
  labels: { add: [], remove: [], replace: undefined },
  fieldMeta: {},
  ...fields,
});

const create = (
  platform: FakePlatform,
  fields: Partial<RecordChange>,
  country?: string,
): Promise<Contact> => createContact(platform, changeWith(fields), country);

describe('a new contact', () => {
  it('is made of the filled fields, once they are checked', async () => {
    const platform = fakePlatform();
    const values = { name: 'Jane', email: 'Jane Doe <jane@example.com>', phone: '055-1234567' };
    const checked = { name: 'Jane', email: 'jane@example.com', phone: '+972551234567' };
    expect(await create(platform, { values }, 'IL')).toEqual({ id: '900', ...checked });
    expect(platform.calls).toEqual([
      ['draft', changeWith({ values: checked })],
      ['create', checked],
    ]);
  });

  it('may have labels alone', async () => {
    const platform = fakePlatform();
    const labels = { add: ['VIP'], remove: [], replace: undefined };
    expect(await create(platform, { labels })).toEqual({ id: '900' });
    expect(platform.calls).toEqual([
      ['draft', changeWith({ labels })],
      ['create', {}],
    ]);
  });

  it('is not made of nothing, which the step says', async () => {
    const platform = fakePlatform();
    const { kind, message } = await problemOf(() => create(platform, {}));
    expect(kind).toBe('error');
    expect(message).toBe(
      'Nothing to create: fill at least Email, Phone or a name. What Find Contact searched by as Contact or Search Text is not used for the new contact.',
    );
    expect(message.length).toBeLessThanOrEqual(250);
    expect(platform.calls).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    [
      'an email address that is none',
      { email: 'jane' },
      'Email: `jane` is not an email address. It looks like `jane@example.com`.',
    ],
    [
      'a number without its country',
      { phone: '055-1234567' },
      'Phone: `055-1234567` has no country code. Write it like `+972551234567`, or choose the country in Default Country.',
    ],
  ])('is refused with %s before anything is sent', async (_what, values, expected) => {
    const platform = fakePlatform();
    expect((await problemOf(() => create(platform, { values }))).message).toBe(expected);
    expect(platform.calls).toEqual([]);
  });

  it('that is there already is the failure that the platform tells', async () => {
    const owner = { id: '7', name: 'Jane' };
    const taken = contactProblems.taken('Email', 'jane@example.com', owner);
    const platform = fakePlatform({ fails: { create: taken } });
    const values = { email: 'jane@example.com' };
    expect(await problemOf(() => create(platform, { values }))).toBe(taken);
    expect(taken.message).toBe(
      'Email: `jane@example.com` already belongs to another contact, Jane (ID 7). Update that contact instead, or use another value.',
    );
  });

  it('that the platform’s own checks refuse is not sent', async () => {
    const failure = contactProblems.noLabels('Acme Desk');
    const platform = fakePlatform({ fails: { draft: failure } });
    expect(await problemOf(() => create(platform, { values: { name: 'Jane' } }))).toBe(failure);
    expect(platform.calls.map(([method]) => method)).toEqual(['draft']);
  });
});
