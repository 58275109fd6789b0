// Find Many Contacts on every sandbox. Without core: see light_steps.
import type { FoundContacts } from '../../steps/find_many_contacts.js';
import { chatwoot } from '../conformance/harness/chatwoot.js';
import { highlevel } from '../conformance/harness/highlevel.js';
import { vixiees } from '../conformance/harness/vixiees.js';
import type { Harness, Server } from '../conformance/harness.js';
import { messageOf, runStep } from '../helpers/running/light_steps.js';

type Row = Record<string, unknown>;

describe.each<[string, Harness, number]>([
  ['chatwoot', chatwoot('chatwoot'), 4],
  ['highlevel', highlevel, 1],
  ['vixiees', vixiees, 1],
])('on %s', (_platform, harness, requestsForFifty) => {
  let server: Server;
  beforeAll(async () => {
    server = await harness.start();
  });
  afterAll(() => server.close());
  beforeEach(() => {
    server.reset();
  });

  const emailOf = (index: number): string => `row${index}@example.com`;
  const phoneOf = (index: number): string => `+1202555${1000 + index}`;
  const arrive = (index: number): string =>
    server.arrive({ email: emailOf(index), phone: phoneOf(index), first_name: 'A' }, new Date());
  const find = async (input: Row): Promise<FoundContacts[]> =>
    (await runStep('find_many_contacts', server.authData, input)) as FoundContacts[];

  it('finds fifty emails in the fewest requests, in their order', async () => {
    const ids = Array.from({ length: 50 }, (_id, index) => arrive(index));
    const emails = ids.map((_id, index) => emailOf(index)).reverse();
    const [result] = await find({ emails });
    expect(result).toMatchObject({ found: 50, missing: [] });
    expect(result?.contacts.map(({ id }) => id)).toEqual(ids.toReversed());
    expect(server.requests).toHaveLength(requestsForFifty);
  });

  it('finds by emails and phones together, and says who is missing', async () => {
    const [first = '', second = ''] = [0, 1].map(arrive);
    const [result] = await find({
      emails: `${emailOf(0).toUpperCase()}, nobody@example.com`,
      phones: ['(202) 555-1001', phoneOf(77)],
      default_country: 'US',
    });
    expect(result).toMatchObject({
      found: 2,
      missing: ['nobody@example.com', phoneOf(77)],
      contacts: [
        { id: first, found_by: emailOf(0).toUpperCase() },
        { id: second, found_by: '(202) 555-1001' },
      ],
    });
  });

  it('finds nothing where nobody has any of them', async () => {
    expect(await find({ emails: ['nobody@example.com', 'none@example.com'] })).toEqual([]);
  });

  it.each([
    [{}, /^Fill at least one field to search by: Emails, Phones/],
    [{ emails: ['jane'] }, /^Emails: `jane` is not an email/],
    [{ phones: ['12'] }, /^Phones: `12`/],
    [{ emails: ['a@example.com'], name: 'Jane' }, /^`name` is not a field/],
  ])('refuses %j before any request', async (input, message) => {
    expect(await messageOf(find(input))).toMatch(message);
    expect(server.requests).toEqual([]);
  });
});

describe('HighLevel’s search for many', () => {
  let server: Server;
  beforeAll(async () => {
    server = await highlevel.start();
  });
  afterAll(() => server.close());
  beforeEach(() => {
    server.reset();
  });
  const emails = ['a@example.com', 'b@example.com', 'nobody@example.com'];
  const run = (): Promise<unknown> => runStep('find_many_contacts', server.authData, { emails });
  const refuse = (status: number, message: string): void => {
    server.fail({ status, body: JSON.stringify({ message }) });
  };

  it.each([
    [400, 'Too many filters in a group'],
    [422, 'filters.0.filters must contain no more than 2 elements'],
    [500, 'Internal server error'],
  ])('that is refused with %i leaves each to its own lookup', async (status, said) => {
    const ids = emails
      .slice(0, 2)
      .map((email) => server.arrive({ email, phone: '', first_name: 'A' }, new Date()));
    refuse(status, said);
    expect(await run()).toMatchObject([
      { found: 2, missing: ['nobody@example.com'], contacts: ids.map((id) => ({ id })) },
    ]);
    expect(server.requests.slice(-3).map(({ path }) => path)).toEqual(
      emails.map(() => '/contacts/search/duplicate'),
    );
  });

  it('that the token may not make is not tried again one by one', async () => {
    refuse(401, 'The token is not authorized for this scope.');
    expect(await messageOf(run())).toMatch(/lacks the scope/);
    expect(server.requests).toHaveLength(1);
  });
});
