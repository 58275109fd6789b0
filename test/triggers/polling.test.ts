import {
  basePath,
  keys as vixieesKeys,
  startVixieesSandbox,
  type VixieesSandbox,
} from '../../sandbox/vixiees/index.js';
import { startChatwootSandbox } from '../../sandbox/chatwoot/index.js';
import { perform as newContact } from '../../triggers/new_contact.js';
import {
  filterFields as conversationFilterFields,
  perform as newConversation,
} from '../../triggers/new_conversation.js';
import { perform as contactTagged } from '../../triggers/contact_tagged.js';
import { perform as newMessage } from '../../triggers/new_message.js';
import { perform as updatedContact } from '../../triggers/updated_contact.js';
import { failureOf } from '../helpers/running/app.js';
import { run, runKeepingCache } from '../helpers/running/light_app.js';
import { chatwootServer } from '../helpers/servers/chatwoot_server.js';
import { guardNetwork } from '../helpers/nock.js';

const MINUTE = 60_000;
const ago = (milliseconds: number): Date => new Date(Date.now() - milliseconds);
const ids = (records: { id: string }[]): string[] => records.map(({ id }) => id);

describe('the polling triggers on Chatwoot', () => {
  const server = chatwootServer();

  const sent = (): string[] =>
    server.sandbox.requests.map(
      ({ method, path, query }) => `${method} ${path.replace('/api/v1/accounts/1', '')}?${query}`,
    );
  const paths = (): string[] => sent().map((request) => request.replace(/\?.*/, ''));
  /** One after another, a millisecond apart. */
  const arrive = (count: number, at: Date): number[] =>
    Array.from({ length: count }, (_, index) => {
      const created_at = new Date(at.getTime() - index);
      return server.sandbox.store.addContact(1, { email: 'x@example.com', created_at }).id;
    });
  /** At one instant; some known by a phone or an external ID alone. */
  const importAll = (count: number, at: Date, labels: string[] = []): number[] =>
    Array.from({ length: count }, (_, index) => {
      const known = [
        { email: `imported.${index * 7919}@example.com` },
        { phone_number: `+55119${String(index).padStart(8, '0')}` },
        { identifier: `crm-${index}`, name: `Jane ${index}` },
      ][Math.max(0, (index % 10) - 7)];
      return server.sandbox.store.addContact(1, { ...known, created_at: at, labels }).id;
    });

  it('new_contact needs one small request when nothing is new', async () => {
    const contacts = await run(newContact, { authData: server.authData });
    // Of 15; nobody knows whether the last shares its moment with others.
    expect(contacts).toHaveLength(14);
    expect(sent()).toEqual(['GET /contacts?sort=-created_at&page=1&include_contact_inboxes=false']);
    expect(JSON.stringify(server.sandbox.requests[0]?.answer).length).toBeLessThan(64_000);
  });

  it('new_contact gives a burst of 300 whole, newest first, within one second or not', async () => {
    const burst = [...arrive(150, ago(2 * MINUTE)), ...arrive(150, ago(MINUTE))];
    const contacts = await run(newContact, { authData: server.authData });
    expect(new Set(ids(contacts))).toEqual(new Set([...burst.map(String), ...ids(contacts)]));
    const times = contacts.map(({ created_at: at }) => Date.parse(at ?? ''));
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(server.sandbox.requests.length).toBe(21);
  });

  it.each([20, 250, 400])('new_contact gives an import of %i whole', async (count) => {
    const imported = [...arrive(8, ago(3 * MINUTE)), ...importAll(count, ago(2 * MINUTE))];
    imported.push(...arrive(10, ago(MINUTE)));
    const contacts = await run(newContact, { authData: server.authData });
    expect(ids(contacts).length).toBe(new Set(ids(contacts)).size);
    expect(ids(contacts)).toEqual(expect.arrayContaining(imported.map(String)));
    expect(paths().slice(0, 3)).toEqual([
      'GET /contacts',
      'GET /contacts',
      'POST /contacts/filter',
    ]);
    // A sweep reads what came since yesterday ended: here one page more.
    expect(server.sandbox.requests.length).toBeLessThanOrEqual(
      2 + Math.ceil(imported.length / 15) + 3,
    );
    const [, , sweep] = server.sandbox.requests;
    expect(sweep?.query).toBe(
      'sort=email%2Cname%2Cphone_number%2Ccreated_at&page=1&include_contact_inboxes=false',
    );
    const dayBefore = new Date(Date.now() - 25 * 60 * MINUTE).toISOString().slice(0, 10);
    expect(sweep?.body).toEqual({
      payload: [
        {
          attribute_key: 'created_at',
          filter_operator: 'is_greater_than',
          values: [dayBefore],
          query_operator: null,
        },
      ],
    });
  });

  it('new_contact with a label gives an import with that label whole', async () => {
    const imported = importAll(40, ago(MINUTE), ['vip']);
    importAll(40, ago(MINUTE), ['churned']);
    const contacts = await run(newContact, {
      authData: server.authData,
      inputData: { label: 'vip' },
    });
    expect(ids(contacts)).toEqual(expect.arrayContaining(imported.map(String)));
    expect(contacts.length).toBeLessThan(60);
    const sweep = server.sandbox.requests.find(({ method }) => method === 'POST');
    expect(sweep?.body).toMatchObject({
      payload: [
        { attribute_key: 'created_at', query_operator: 'AND' },
        {
          attribute_key: 'labels',
          filter_operator: 'equal_to',
          values: ['vip'],
          query_operator: null,
        },
      ],
    });
  });

  it.each(['3.5.2', '4.1.0'])(
    'new_contact gives an import of Chatwoot %s whole, and nobody unlisted',
    async (version) => {
      const old = await startChatwootSandbox({ version });
      const created_at = ago(MINUTE);
      const imported = Array.from({ length: 100 }, (_, index) => {
        old.store.addContact(1, { name: 'visitor', created_at });
        return old.store.addContact(1, { email: `imported.${index}@example.com`, created_at }).id;
      });
      const authData = { ...server.authData, baseUrl: old.url };
      const contacts = await run(newContact, { authData });
      await old.close();
      expect(ids(contacts)).toEqual(expect.arrayContaining(imported.map(String)));
      expect(contacts.filter(({ name }) => name === 'visitor')).toEqual([]);
    },
  );

  it('new_contact reaches back to what the poll before a long break had seen', async () => {
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() - 300 * MINUTE);
    await run(newContact, { authData: server.authData });
    clock.mockRestore();
    const missed = arrive(40, ago(200 * MINUTE));
    const contacts = await runKeepingCache(newContact, { authData: server.authData });
    expect(ids(contacts)).toEqual(expect.arrayContaining(missed.map(String)));
  });

  it.each([
    ['a sample', { isLoadingSample: true }, 3],
    ['switching on', { isPopulatingDedupe: true }, 33],
  ])('new_contact for %s', async (_case, meta, count) => {
    const contacts = await run(newContact, { authData: server.authData, meta });
    expect(contacts.length).toBeGreaterThanOrEqual(count);
    if (count === 3) expect(server.sandbox.requests).toHaveLength(1);
  });

  it('new_contact can be limited to a label', async () => {
    const contacts = await run(newContact, {
      authData: server.authData,
      inputData: { label: 'vip' },
    });
    expect(ids(contacts)).toContain('1');
    expect(sent()[0]).toContain('labels%5B%5D=vip');
    expect(contacts.length).toBeLessThan(15);
  });

  it('new_conversation sees every status, newest first', async () => {
    const conversations = await run(newConversation, { authData: server.authData });
    expect(sent()[0]).toBe(
      'GET /conversations?status=all&assignee_type=all&sort_by=created_at_desc&page=1',
    );
    expect(server.sandbox.requests).toHaveLength(1);
    expect(new Set(conversations.map(({ status }) => status)).size).toBeGreaterThan(1);
    expect(conversations[0]).toMatchObject({
      id: expect.any(String) as string,
      contact: { id: expect.any(String) as string },
      url: expect.stringContaining('/app/accounts/1/conversations/') as string,
    });
    expect(JSON.stringify(server.sandbox.requests[0]?.answer).length).toBeLessThan(64_000);
  });

  it('new_conversation can be limited', async () => {
    await run(newConversation, {
      authData: server.authData,
      inputData: { inbox: '2', status: 'open', agent: 'me', team: '1', labels: ['vip', 'lead'] },
    });
    expect(sent()).toEqual([
      'GET /conversations?status=open&assignee_type=me&inbox_id=2&team_id=1&labels%5B%5D=vip&labels%5B%5D=lead&sort_by=created_at_desc&page=1',
    ]);
    await run(newConversation, { authData: server.authData, inputData: { agent: 'Nobody' } });
    expect(sent().at(-1)).toContain('assignee_type=unassigned');
  });

  it.each([
    [{ status: 'closed' }, /^Status: `closed` is not one of its options: `open`/],
    [{ agent: '2' }, /^Agent: `2` is not one of its options: `me`, `nobody`, `anybody`/],
    [{ inbox: 'Website' }, /^Inbox: `Website` is not an ID/],
    [{ team: 'sales' }, /^Team: `sales` is not an ID/],
    [{ assignee: 'me' }, /^`assignee` is not a field of this step/],
  ])('new_conversation refuses %j', async (inputData, text) => {
    const { message } = await failureOf(
      run(newConversation, { authData: server.authData, inputData }),
    );
    expect(message).toMatch(text);
    expect(server.sandbox.requests).toEqual([]);
  });

  it('triggers that Chatwoot polls in vain name the instant ones', async () => {
    for (const perform of [updatedContact, newMessage, contactTagged]) {
      const { message } = await failureOf(
        run(perform, { authData: server.authData, inputData: { tag: 'vip' } }),
      );
      expect(message).toMatch(/^Chatwoot cannot list .* Use .*\(Instant\)/);
    }
    expect(await run(conversationFilterFields, { authData: server.authData })).not.toMatchObject([
      { type: 'copy' },
    ]);
  });
});

describe('the polling triggers on Vixiees', () => {
  guardNetwork();
  let sandbox: VixieesSandbox;
  let authData: Record<string, string>;

  beforeAll(async () => {
    sandbox = await startVixieesSandbox();
  });
  afterAll(() => sandbox.close());
  beforeEach(() => {
    sandbox.reset();
    sandbox.requests.length = 0;
    authData = {
      platform: 'vixiees',
      apiKey: vixieesKeys.account,
      baseUrl: sandbox.url + basePath,
    };
  });

  it.each([
    ['new_contact', newContact, 'created_at'],
    ['updated_contact', updatedContact, 'updated_at'],
  ])('%s asks for those since, in one small request', async (_trigger, perform, moment) => {
    sandbox.store.addContact({ first_name: 'Old', created_at: ago(99 * MINUTE).toISOString() });
    const now = sandbox.store.addContact({ first_name: 'New' });
    const contacts = await run(perform, { authData });
    expect(ids(contacts)).toEqual([now.id]);
    expect(sandbox.requests).toHaveLength(1);
    expect(decodeURIComponent(sandbox.requests[0]?.query ?? '')).toMatch(
      new RegExp(`^limit=1000&page=1&${moment}>=20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d$`),
    );
  });

  it('new_contact reads on past a contact from just before the moment it asks for', async () => {
    const now = Date.parse('2026-11-20T12:00:00.900Z');
    const clock = jest.spyOn(Date, 'now').mockReturnValue(now);
    const arrive = (count: number, created: number): string[] =>
      Array.from({ length: count }, () => {
        const created_at = new Date(created).toISOString();
        return sandbox.store.addContact({ created_at }).id;
      });
    // An hour is asked for, by the second.
    const burst = arrive(999, now - MINUTE);
    const [before] = arrive(1, now - 60 * MINUTE - 800);
    burst.push(...arrive(500, now - MINUTE));
    const contacts = await run(newContact, { authData });
    clock.mockRestore();
    expect(new Set(ids(contacts))).toEqual(new Set(burst));
    expect(ids(contacts)).not.toContain(before);
  });

  it('new_contact reads all pages of a server that keeps them small and says how many there are', async () => {
    for (const id of ['a', 'b', 'c']) {
      const data = [{ id, first_name: id, created_at: ago(MINUTE).toISOString() }];
      sandbox.fail({ status: 200, body: JSON.stringify({ data, total: 3 }) });
    }
    expect(ids(await run(newContact, { authData })).sort()).toEqual(['a', 'b', 'c']);
    expect(sandbox.requests).toHaveLength(3);
  });

  it('new_contact gives a contact of which no time is told', async () => {
    sandbox.fail({ status: 200, body: JSON.stringify([{ id: 'a', first_name: 'A' }]) });
    expect(ids(await run(newContact, { authData }))).toEqual(['a']);
  });

  it('updated_contact tells the changes of a contact apart', async () => {
    const contact = sandbox.store.addContact({
      first_name: 'Ana',
      updated_at: ago(5).toISOString(),
    });
    const [before] = await run(updatedContact, { authData });
    sandbox.store.updateContact(contact, { first_name: 'Anna' });
    const [after] = await runKeepingCache(updatedContact, { authData });
    expect(after).toMatchObject({ id: contact.id, first_name: 'Anna' });
    expect(after?.updated_at).not.toBe(before?.updated_at);
  });

  it('updated_contact can be limited to changes of some fields, attributes among them', async () => {
    const contact = sandbox.store.addContact({ updated_at: ago(600 * MINUTE).toISOString() });
    const inputData = { changed_fields: ['email', 'custom_attributes.plan'] };
    const meta = { isPopulatingDedupe: true };
    const known = await run(updatedContact, { authData, inputData, meta });
    expect(ids(known)).toHaveLength(sandbox.store.contacts.length);
    expect(decodeURIComponent(sandbox.requests[0]?.query ?? '')).toContain(
      'updated_at>=1970-01-01',
    );
    const pollAgain = () => runKeepingCache(updatedContact, { authData, inputData });
    sandbox.store.updateContact(contact, { priority: 2 });
    expect(await pollAgain()).toEqual([]);
    const custom_attributes = [{ key: 'plan', value: 'gold' }];
    sandbox.store.updateContact(contact, { custom_attributes });
    expect(ids(await pollAgain())).toEqual([contact.id]);
    // Items of a form that isn't known can't be told apart.
    contact.updated_at = ago(-1000).toISOString();
    Object.assign(contact, { custom_attributes: [...custom_attributes, { name: 'x' }] });
    expect(await pollAgain()).toMatchObject([{ id: contact.id, updated_at: contact.updated_at }]);
    expect(sandbox.requests.filter(({ path }) => path.endsWith('/contacts'))).toHaveLength(4);
    const wrong = { changed_fields: 'Email' };
    const { message } = await failureOf(run(updatedContact, { authData, inputData: wrong, meta }));
    expect(message).toMatch(/^Only When These Change: `Email` is no field of contacts here/);
  });

  it('gives a sample of whatever there is, in one request', async () => {
    const contacts = await run(newContact, { authData, meta: { isLoadingSample: true } });
    expect(contacts).toHaveLength(3);
    expect(sandbox.requests.map(({ query }) => query)).toEqual(['limit=3&page=1']);
  });

  it('has no labels to filter by, and no conversations', async () => {
    const labelled = await failureOf(run(newContact, { authData, inputData: { label: 'vip' } }));
    expect(labelled.message).toMatch(/^Vixiees has no labels/);
    const { message } = await failureOf(run(newConversation, { authData }));
    expect(message).toMatch(/^Vixiees cannot work with conversations.*Use New Contact/);
  });
});
