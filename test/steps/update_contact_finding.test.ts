import { Problem, problem, type ProblemKind } from '../../http/problem.js';
import type { RecordChange } from '../../platforms/contract/change.js';
import type { ContactKey } from '../../platforms/contract/contacts.js';
import {
  updateContact,
  type IfMissing,
  type UpdateRequest,
  type UpdateResult,
} from '../../steps/update_contact.js';
import {
  fakePlatform,
  PLATFORM,
  problemOf,
  refusal,
  type FakePlatform,
} from '../helpers/fakes/fake_platform.js';

const jane = {
  id: '7',
  name: 'Jane Doe',
  email: 'jane@example.com',
  phone: '+972551234567',
  external_id: 'crm-1',
};
const noLabels = { add: [], remove: [], replace: undefined };

function changeWith(fields: Partial<RecordChange> = {}): RecordChange {
  return { values: { name: 'Jane' }, clear: [], labels: noLabels, fieldMeta: {}, ...fields };
}

function update(
  platform: FakePlatform,
  request: Partial<UpdateRequest> = {},
): Promise<UpdateResult> {
  return updateContact(platform, {
    findBy: 'email',
    contact: 'jane@example.com',
    ifMissing: 'stop',
    defaultCountry: undefined,
    change: changeWith(),
    ...request,
  });
}

const keyed: [ContactKey, string, string][] = [
  ['email', 'email', 'jane@example.com'],
  ['phone', 'phone number', '+972551234567'],
  ['external_id', 'external ID', 'crm-1'],
];

describe('updateContact finds the contact', () => {
  it.each<[ContactKey, string, string]>([
    ['email', ' jane@example.com ', 'jane@example.com'],
    ['phone', '055-1234567', '+972551234567'],
    ['phone', '+972 55 123 4567', '+972551234567'],
    ['external_id', 'crm-1', 'crm-1'],
  ])('by %s %j and hands on what it found', async (findBy, contact, sent) => {
    const platform = fakePlatform({ holds: [jane, { id: '8', email: 'other@example.com' }] });
    const result = await update(platform, { findBy, contact, defaultCountry: 'IL' });
    expect(result).toEqual({ ...jane, name: 'Jane', outcome: 'updated' });
    expect(platform.calls).toEqual([
      ['draft', changeWith()],
      ['find', { [findBy]: sent }],
      ['update', { id: '7', known: jane }],
    ]);
  });

  it('by id without looking it up', async () => {
    const platform = fakePlatform({ holds: [jane] });
    const result = await update(platform, { findBy: 'id', contact: '7' });
    expect(result).toEqual({ ...jane, name: 'Jane', outcome: 'updated' });
    expect(platform.calls).toEqual([
      ['checkId', '7'],
      ['draft', changeWith()],
      ['update', { id: '7' }],
    ]);
  });

  it('hands the whole change on, with e-mail and phone in shape', async () => {
    const platform = fakePlatform({ holds: [jane] });
    const change = changeWith({
      values: { name: ' J ', email: ' j@example.com ', phone: '055 7654321', attr_seats: 5 },
      clear: ['attr_plan'],
      labels: { add: ['vip'], remove: ['lead'], replace: undefined },
      fieldMeta: { attr_seats: { type: 'number' } },
    });
    await update(platform, { defaultCountry: 'Israel', change });
    expect(platform.calls[0]).toEqual([
      'draft',
      {
        ...change,
        values: { name: ' J ', email: 'j@example.com', phone: '+972557654321', attr_seats: 5 },
      },
    ]);
  });
});

describe('updateContact finds nobody', () => {
  it.each(keyed)('by %s and stops', async (findBy, word, contact) => {
    const platform = fakePlatform();
    const { kind, message } = await problemOf(() => update(platform, { findBy, contact }));
    expect(kind).toBe('error');
    expect(message).toBe(
      `${PLATFORM} has no contact with the ${word} \`${contact}\`. Check the value, or set If No Contact Is Found to create the contact or to do nothing.`,
    );
    expect(methods(platform)).toEqual(['draft', 'find']);
  });

  it.each(keyed)('by %s and does nothing', async (findBy, _word, contact) => {
    const platform = fakePlatform();
    const result = await update(platform, { findBy, contact, ifMissing: 'skip' });
    expect(result).toEqual({ outcome: 'not_found' });
    expect(methods(platform)).toEqual(['draft', 'find']);
  });

  it.each(keyed)('by %s and creates the contact with it', async (findBy, _word, contact) => {
    const platform = fakePlatform();
    const result = await update(platform, { findBy, contact, ifMissing: 'create' });
    const values = { [findBy]: contact, name: 'Jane' };
    expect(result).toEqual({ ...values, id: '900', outcome: 'created' });
    expect(platform.calls).toEqual([
      ['draft', changeWith()],
      ['find', { [findBy]: contact }],
      ['create', values],
    ]);
  });

  it('creates with the shaped phone number, not the typed one', async () => {
    const platform = fakePlatform();
    const request = { contact: '055-1234567', defaultCountry: 'IL', ifMissing: 'create' } as const;
    await update(platform, { ...request, findBy: 'phone' });
    expect(platform.calls.at(-1)).toEqual(['create', { phone: '+972551234567', name: 'Jane' }]);
  });

  it('creates with the new value where the step changes the key itself', async () => {
    const platform = fakePlatform();
    const change = changeWith({ values: { email: 'new@example.com' } });
    await update(platform, { ifMissing: 'create', change });
    expect(platform.calls.at(-1)).toEqual(['create', { email: 'new@example.com' }]);
  });

  it('keeps labels for the new contact', async () => {
    const platform = fakePlatform();
    const labels = { add: ['vip'], remove: [], replace: undefined };
    const change = changeWith({ values: {}, labels });
    await update(platform, { ifMissing: 'create', change });
    expect(platform.calls).toEqual([
      ['draft', change],
      ['find', { email: 'jane@example.com' }],
      ['create', { email: 'jane@example.com' }],
    ]);
  });

  it.each<[IfMissing, string]>([
    ['stop', refusal(404).message],
    [
      'create',
      `${PLATFORM} has no contact with the ID \`99\`, and it gives new contacts their IDs itself. To create missing contacts, give the email or phone instead, or the external ID with Find Contact By.`,
    ],
  ])('by id, with %s', async (ifMissing, expected) => {
    const platform = fakePlatform({ holds: [jane] });
    const request = { findBy: 'id', contact: '99', ifMissing } as const;
    const { kind, message } = await problemOf(() => update(platform, request));
    expect(kind).toBe('error');
    expect(message).toBe(expected);
    expect(methods(platform)).toEqual(['checkId', 'draft', 'update']);
  });

  it('by id, with skip', async () => {
    const platform = fakePlatform({ holds: [jane] });
    const result = await update(platform, { findBy: 'id', contact: '99', ifMissing: 'skip' });
    expect(result).toEqual({ outcome: 'not_found' });
    expect(methods(platform)).toEqual(['checkId', 'draft', 'update']);
  });
});

describe('updateContact finds several', () => {
  it.each<IfMissing>(['stop', 'create', 'skip'])('and changes none, with %s', async (ifMissing) => {
    const twin = { id: '8', email: 'jane@example.com' };
    const platform = fakePlatform({ holds: [jane, twin] });
    const { kind, message } = await problemOf(() => update(platform, { ifMissing }));
    expect(kind).toBe('error');
    expect(message).toBe(
      `${PLATFORM} has 2 contacts with the email \`jane@example.com\`. Give the ID of the one you mean instead: Jane Doe (ID 7), no name (ID 8).`,
    );
    expect(methods(platform)).toEqual(['draft', 'find']);
  });
});

describe('updateContact passes a failure of the platform on', () => {
  const fault = new Problem('throttled', 'Slow down.', { retryAfterSeconds: 5 });

  it.each<['draft' | 'find' | 'update' | 'create', string[]]>([
    ['draft', ['draft']],
    ['find', ['draft', 'find']],
    ['update', ['draft', 'find', 'update']],
    ['create', ['draft', 'find', 'create']],
  ])('of %s', async (method, expected) => {
    const holds = method === 'update' ? [jane] : [];
    const platform = fakePlatform({ holds, fails: { [method]: fault } });
    expect(await problemOf(() => update(platform, { ifMissing: 'create' }))).toBe(fault);
    expect(methods(platform)).toEqual(expected);
  });

  it.each<IfMissing>(['stop', 'create', 'skip'])(
    'of an update by id that isn’t a miss, with %s',
    async (ifMissing) => {
      const failure = refusal(422);
      const platform = fakePlatform({ holds: [jane], fails: { update: failure } });
      const request = { findBy: 'id', contact: '7', ifMissing } as const;
      expect(await problemOf(() => update(platform, request))).toBe(failure);
    },
  );

  it('of a contact that goes away after it was found, instead of creating it anew', async () => {
    const gone = refusal(404);
    const platform = fakePlatform({ holds: [jane], fails: { update: gone } });
    expect(await problemOf(() => update(platform, { ifMissing: 'create' }))).toBe(gone);
    expect(methods(platform)).toEqual(['draft', 'find', 'update']);
  });
});

describe('updateContact refuses before it asks the platform anything', () => {
  const clearedAndSet = (field: string) =>
    `Clear Fields: \`${field}\` is to be emptied but also has a value. Remove the value, or take the field out of Clear Fields.`;
  const replaceWithOthers =
    'Replace Labels: it already sets the whole list, so it cannot be combined with Add Labels or Remove Labels. Fill one or the other.';
  const phoneWithoutCountry = (field: string) =>
    `${field}: \`055-1234567\` has no country code. Write it like \`+972551234567\`, or choose the country in Default Country.`;

  it.each<[string, Partial<UpdateRequest>, string, ProblemKind]>([
    [
      'an e-mail to find by',
      { findBy: 'email', contact: 'jane' },
      'Contact: `jane` is not an email address, which Find Contact By says it is. Correct the value, or leave Find Contact By blank: what an ID, email or phone number is shows by itself.',
      'error',
    ],
    [
      'a phone number to find by',
      { findBy: 'phone', contact: '055-1234567' },
      phoneWithoutCountry('Contact'),
      'error',
    ],
    [
      'a new e-mail',
      { change: changeWith({ values: { email: 'jane@' } }) },
      'Email: `jane@` is not an email address. It looks like `jane@example.com`.',
      'error',
    ],
    [
      'a new phone number',
      { change: changeWith({ values: { phone: '055-1234567' } }) },
      phoneWithoutCountry('Phone'),
      'error',
    ],
    [
      'a default country',
      { change: changeWith({ values: { phone: '055-1234567' } }), defaultCountry: 'Atlantis' },
      'Default Country: `Atlantis` is not a country. Enter the two-letter code, like `BR`.',
      'error',
    ],
    [
      'labels to replace and to add',
      { change: changeWith({ labels: { add: ['a'], remove: [], replace: ['b'] } }) },
      replaceWithOthers,
      'error',
    ],
    [
      'labels to replace and to remove',
      { change: changeWith({ labels: { add: [], remove: ['a'], replace: ['b'] } }) },
      replaceWithOthers,
      'error',
    ],
    [
      'a label to add and to remove, in any case',
      {
        change: changeWith({
          labels: { add: ['new', 'VIP'], remove: ['vip'], replace: undefined },
        }),
      },
      'Add Labels and Remove Labels both hold `VIP`. Take it out of one of them.',
      'error',
    ],
    [
      'labels to empty and to add',
      { change: changeWith({ clear: ['labels'], labels: { ...noLabels, add: ['a'] } }) },
      clearedAndSet('labels'),
      'error',
    ],
    [
      'labels to empty and to remove',
      { change: changeWith({ clear: ['labels'], labels: { ...noLabels, remove: ['a'] } }) },
      clearedAndSet('labels'),
      'error',
    ],
    [
      'labels to empty and to replace',
      { change: changeWith({ clear: ['labels'], labels: { ...noLabels, replace: ['a'] } }) },
      clearedAndSet('labels'),
      'error',
    ],
    [
      'a field to empty that has a value',
      { change: changeWith({ values: { email: 'j@example.com' }, clear: ['email'] }) },
      clearedAndSet('email'),
      'error',
    ],
    [
      'an attribute to empty that has a value',
      { change: changeWith({ values: { attr_plan: false }, clear: ['attr_plan'] }) },
      clearedAndSet('attr_plan'),
      'error',
    ],
    [
      'nothing to change',
      { change: changeWith({ values: {} }) },
      'Nothing to change: every field of this step is blank, and blank means "leave unchanged". Fill at least one field, or use Clear Fields.',
      'halted',
    ],
  ])('%s', async (_what, request, expected, expectedKind) => {
    const platform = fakePlatform({ holds: [jane] });
    const { kind, message } = await problemOf(() => update(platform, request));
    expect(message).toBe(expected);
    expect(kind).toBe(expectedKind);
    expect(platform.calls).toEqual([]);
  });

  it('an id that can’t be one', async () => {
    const failure = problem('Contact: that is no ID.');
    const platform = fakePlatform({ fails: { checkId: failure } });
    const request = { findBy: 'id', contact: 'jane' } as const;
    expect(await problemOf(() => update(platform, request))).toBe(failure);
    expect(platform.calls).toEqual([['checkId', 'jane']]);
  });

  it('a field that can’t be emptied', async () => {
    const platform = fakePlatform({ holds: [jane] });
    const change = changeWith({ clear: ['email', 'created_at'] });
    const { message } = await problemOf(() => update(platform, { change }));
    expect(message).toBe(
      'Clear Fields: `created_at` is not one of the fields that can be emptied. Choose from the list of Clear Fields.',
    );
    expect(platform.calls).toEqual([]);
  });

  it.each<[string, Partial<RecordChange>]>([
    ['a value', { values: { attr_seats: 0 } }],
    ['a field to empty', { clear: ['email'] }],
    ['a label to add', { labels: { ...noLabels, add: ['a'] } }],
    ['a label to remove', { labels: { ...noLabels, remove: ['a'] } }],
    ['labels to replace', { labels: { ...noLabels, replace: ['a'] } }],
  ])('but takes %s alone as something to change', async (_what, fields) => {
    const platform = fakePlatform({ holds: [jane] });
    const change = changeWith({ values: {}, ...fields });
    expect(await update(platform, { change })).toMatchObject({ id: '7', outcome: 'updated' });
    expect(platform.calls[0]).toEqual(['draft', change]);
  });

  it('but takes different labels to add and to remove', async () => {
    const platform = fakePlatform({ holds: [jane] });
    const labels = { add: ['a', 'b'], remove: ['c'], replace: undefined };
    await update(platform, { change: changeWith({ values: {}, labels }) });
    expect(methods(platform)).toEqual(['draft', 'find', 'update']);
  });
});

function methods(platform: FakePlatform): string[] {
  return platform.calls.map(([method]) => method);
}
