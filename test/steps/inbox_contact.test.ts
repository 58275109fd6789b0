import type {
  InboxContact,
  InboxContactRequest,
  InboxContacts,
} from '../../platforms/contract/inbox_contacts.js';
import { createInboxContact, updateInboxContact } from '../../steps/inbox_contact.js';
import { problemOf, type Call } from '../helpers/fakes/fake_platform.js';

const jane: InboxContact = { id: '7', source_id: 'src-1' };

/** An inbox's API that writes down what it gets. */
function inbox() {
  const calls: Call[] = [];
  const answer = (method: string) => (given: InboxContactRequest) => {
    calls.push([method, given]);
    return Promise.resolve(jane);
  };
  const contacts = {
    create: answer('create'),
    update: answer('update'),
  } as unknown as InboxContacts;
  return { contacts, calls };
}

const typed = { name: 'Jane', email: 'Jane <jane@example.com>', phone: '055-1234567' };
const checked = { name: 'Jane', email: 'jane@example.com', phone: '+972551234567' };

const request = (values: Record<string, unknown>): InboxContactRequest & { sourceId: string } => ({
  inbox: 'inboxA',
  sourceId: 'src-1',
  ifClash: 'stop',
  values,
  fieldMeta: { attr_seats: { type: 'number' } },
});

describe.each([
  ['create', createInboxContact],
  ['update', updateInboxContact],
] as const)('a contact of an inbox: %s', (method, run) => {
  it('takes the request whole, with email and phone in shape', async () => {
    const { contacts, calls } = inbox();
    expect(await run(contacts, request(typed), 'IL')).toBe(jane);
    expect(calls).toStrictEqual([[method, request(checked)]]);
  });

  it('leaves the request that it was given as it was', async () => {
    const { contacts } = inbox();
    const given = request(typed);
    await run(contacts, given, 'IL');
    expect(given).toStrictEqual(request(typed));
  });

  it.each([
    [
      { phone: '055-1234567' },
      'Phone: `055-1234567` has no country code. Write it like `+972551234567`, or choose the country in Default Country.',
    ],
    [{ email: 'jane' }, 'Email: `jane` is not an email address. It looks like `jane@example.com`.'],
  ])('sends nothing of %j', async (values, expected) => {
    const { contacts, calls } = inbox();
    const refused = await problemOf(() => run(contacts, request(values), undefined));
    expect(refused.kind).toBe('error');
    expect(refused.message).toBe(expected);
    expect(calls).toEqual([]);
  });
});
