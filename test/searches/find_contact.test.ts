import { isResolved, keys, startChatwootSandbox } from '../../sandbox/chatwoot/index.js';
import { clearFieldsField, defaultCountryField } from '../../fields/contact.js';
import { perform } from '../../searches/find_contact.js';
import { connection, failureOf, rawContact } from '../helpers/running/app.js';
import { run } from '../helpers/running/light_app.js';
import { listTrigger } from '../helpers/running/list_trigger.js';
import { guardNetwork, server } from '../helpers/nock.js';

const CONTACTS = '/api/v1/accounts/1/contacts';
const find = (inputData: Record<string, unknown>) => run(perform, { inputData });

function answerFilter(payload: unknown[], found: Record<string, unknown>[]): void {
  server()
    .post(`${CONTACTS}/filter`, { payload } as never)
    .reply(200, { meta: { count: found.length }, payload: found });
}

const condition = (key: string, value: string, operator: string | null = null) => ({
  attribute_key: key,
  filter_operator: 'equal_to',
  values: [value],
  query_operator: operator,
});

describe('find_contact', () => {
  guardNetwork();

  it('by ID reads that contact, and an unknown one is a miss', async () => {
    server().get(`${CONTACTS}/7`).reply(200, { payload: rawContact() });
    expect(await find({ contact: '7' })).toMatchObject([
      { id: '7', email: 'jane.doe@example.com' },
    ]);
    server().get(`${CONTACTS}/99`).reply(404, { error: 'Resource could not be found' });
    expect(await find({ contact: '99' })).toEqual([]);
  });

  it('goes on with the other keys when there is no such ID', async () => {
    server().get(`${CONTACTS}/99`).reply(404, { error: 'Resource could not be found' });
    answerFilter([condition('email', 'jane.doe@example.com')], [rawContact()]);
    const found = await find({ contact: '99', email: 'jane.doe@example.com' });
    expect(found.map(({ id }) => id)).toEqual(['7']);
  });

  it('by several keys asks once, and puts the surest match first', async () => {
    const byEmail = rawContact({ id: 1, identifier: null, phone_number: null });
    const byExternalId = rawContact({
      id: 2,
      email: null,
      identifier: 'crm-1',
      phone_number: null,
    });
    answerFilter(
      [
        condition('identifier', 'crm-1', 'OR'),
        condition('email', 'jane.doe@example.com', 'OR'),
        condition('phone_number', '5511987654321', 'OR'),
        condition('phone_number', '551187654321'),
      ],
      [byEmail, byExternalId],
    );
    const found = await find({
      email: 'jane.doe@example.com',
      phone: '11 98765-4321',
      default_country: 'br',
      external_id: 'crm-1',
    });
    expect(found.map(({ id }) => id)).toEqual(['2', '1']);
  });

  it('misses with an empty list, whatever similar contacts the server offers', async () => {
    answerFilter([condition('email', 'a@b.co')], [rawContact({ email: 'aa@b.co' })]);
    expect(await find({ email: 'a@b.co' })).toEqual([]);
  });

  it('by text gives the server’s list', async () => {
    server()
      .get(`${CONTACTS}/search`)
      .query({ q: 'jane+x', sort: '-last_activity_at,-created_at' })
      .reply(200, { meta: {}, payload: [rawContact(), rawContact({ id: 8 })] });
    expect((await find({ text: ' jane+x ' })).map(({ id }) => id)).toEqual(['7', '8']);
  });

  it.each([
    [{}, /^Fill at least one field to search by/],
    [{ email: '' }, /^Fill at least one field/],
    [{ email: 'jane' }, /^Email: `jane` is not an email/],
    [{ phone: '055-1234567' }, /^Phone: `055-1234567` has no country code/],
    [{ contact: 'jane' }, /^Contact: `jane` is not a contact ID/],
  ])('refuses %j without a request', async (input, text) => {
    expect((await failureOf(find(input))).message).toMatch(text);
  });

  it('leaves a dead server’s error an error, not a miss', async () => {
    server().get(`${CONTACTS}/7`).reply(503, 'down');
    expect((await failureOf(find({ contact: '7' }))).message).toMatch(/status 503/);
  });
});

describe('dropdowns', () => {
  guardNetwork();
  const page = (contacts: Record<string, unknown>[], number = 1) =>
    server()
      .get(CONTACTS)
      .query({
        // Page 1: who was active last; then all, by email.
        ...(number === 1
          ? { sort: '-last_activity_at,-created_at', page: 1 }
          : { sort: 'email,name,phone_number,created_at', page: number - 1 }),
        include_contact_inboxes: 'false',
      })
      .reply(200, { meta: { count: 16 }, payload: contacts });

  const contacts = listTrigger('list_contacts').operation.perform;

  it('offer contacts by their IDs, page by page', async () => {
    const emailed = (id: number) => rawContact({ id, email: `jane.${id}@example.com` });
    page(Array.from({ length: 15 }, (_, index) => emailed(index + 1)));
    expect(await run(contacts)).toContainEqual({
      id: '1',
      name: 'Jane Doe (jane.1@example.com, +5511987654321)',
    });
    page(
      [rawContact({ id: 16, email: null }), rawContact({ id: 17, name: '', phone_number: null })],
      2,
    );
    expect(await run(contacts, { meta: { page: 1 } })).toEqual([
      { id: '16', name: 'Jane Doe (+5511987654321)' },
      { id: '17', name: 'Contact 17 (jane.doe@example.com)' },
    ]);
  });

  it('offer people who look alike with their IDs', async () => {
    const bare = { email: null, phone_number: null };
    page([rawContact({ id: 1 }), rawContact({ id: 2 }), rawContact({ id: 3, ...bare })]);
    const listed = await run(contacts);
    expect(listed.map(({ name }) => name)).toEqual([
      'Jane Doe (jane.doe@example.com, +5511987654321) (ID 1)',
      'Jane Doe (jane.doe@example.com, +5511987654321) (ID 2)',
      'Jane Doe (ID 3)',
    ]);
  });

  it('offer all contacts of an import', async () => {
    const sandbox = await startChatwootSandbox();
    const created_at = new Date();
    for (let count = 0; count < 150; count += 1) {
      sandbox.store.addContact(1, { email: `jane.${count}@example.com`, created_at });
    }
    const authData = { ...connection, apiKey: keys.administrator, baseUrl: sandbox.url };
    const offered: string[] = [];
    for (let page = 0; offered.length === page * 15; page += 1) {
      const shown = await run(contacts, { authData, meta: { page } });
      offered.push(...shown.map(({ id }) => id));
    }
    const listed = sandbox.store.contactsOf(1).filter(isResolved);
    await sandbox.close();
    expect(new Set(offered)).toEqual(new Set(listed.map(({ id }) => String(id))));
    expect(offered.length).toBe(listed.length + 15);
  });

  it('offer labels, countries and the fields that can be emptied', async () => {
    server()
      .get('/api/v1/accounts/1/labels')
      .reply(200, {
        payload: [
          { id: 1, title: 'vip' },
          { id: 2, title: 'lead' },
        ],
      });
    expect(await run(listTrigger('list_labels').operation.perform)).toEqual([
      { id: 'vip', name: 'vip' },
      { id: 'lead', name: 'lead' },
    ]);
    const countries = await run(defaultCountryField.choices.perform);
    expect(countries.results).toContainEqual({ id: 'BR', label: 'Brazil (BR)' });
    server()
      .get('/api/v1/accounts/1/custom_attribute_definitions')
      .query({ attribute_model: '1' })
      .reply(200, [
        { attribute_key: 'vat-id', attribute_display_name: 'VAT', attribute_display_type: 'text' },
      ]);
    const { results } = await run(clearFieldsField.choices.perform);
    expect(results).toContainEqual({ id: 'attr_x_7661742d6964', label: 'VAT' });
    expect(results.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['email', 'avatar_url', 'labels']),
    );
    expect(results.map(({ id }) => id)).not.toContain('blocked');
  });
});
