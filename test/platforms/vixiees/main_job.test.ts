import { test as performTest } from '../../../authentication.js';
import {
  basePath,
  keys,
  startVixieesSandbox,
  type VixieesSandbox,
} from '../../../sandbox/vixiees/index.js';
import { failureOf, run } from '../../helpers/running/app.js';
import { guardNetwork } from '../../helpers/nock.js';
import { connection, create, find, update } from '../../helpers/vixiees_contacts.js';
import { shortestWaits } from '../../helpers/shortest_waits.js';

shortestWaits();

describe.each(['array', 'data'] as const)('the main job on a Vixiees that lists %s', (envelope) => {
  guardNetwork();
  let sandbox: VixieesSandbox;
  let authData: typeof connection;

  beforeAll(async () => {
    sandbox = await startVixieesSandbox();
  });
  afterAll(() => sandbox.close());
  beforeEach(() => {
    sandbox.reset();
    sandbox.store.listEnvelope = envelope;
    Object.assign(sandbox.store.rateLimit, { licences: 1000, burst: 1000 });
    authData = { ...connection, apiKey: keys.account, baseUrl: sandbox.url + basePath };
  });

  const stored = (index: number) => structuredClone(sandbox.store.contacts[index]);
  const sent = () =>
    sandbox.requests.map(({ method, path }) => `${method} ${path.slice(basePath.length)}`);

  it('connects, finds, updates: what Zapier gives out is what the server holds', async () => {
    expect(await run(performTest, { authData })).toEqual({
      label: `Vixiees account on ${sandbox.url.replace('http://', '')} (key ending in 0001)`,
    });
    const [jane] = await find({ email: 'JANE.DOE@example.com' }, authData);
    expect(jane).toMatchObject({ name: 'Jane Doe', external_id: 'crm-1001' });
    const updated = await update({ contact: jane?.id, last_name: 'Roe', priority: 1 }, authData);
    expect(updated).toMatchObject({ name: 'Jane Roe', priority: 1, outcome: 'updated' });
    expect(stored(0)).toMatchObject({ last_name: 'Roe', priority: 1 });
    expect(sent()).toEqual(['GET /contacts', 'GET /contacts', `PUT /contacts/${String(jane?.id)}`]);
  });

  it.each([
    ['email', 'marc.soler@example.com', 'GET /contacts'],
    ['phone', '600 000 102', 'GET /contacts'],
    ['external_id', 'erp/1002 b', 'GET /contacts/erp%2F1002%20b'],
  ])('by %s takes two requests and hits the right contact', async (findBy, contact, lookup) => {
    const { id } = stored(1) ?? {};
    const input = { find_by: findBy, contact, default_country: 'Spain', last_name: 'Found' };
    expect(await update(input, authData)).toMatchObject({ id, last_name: 'Found' });
    expect(sent()).toEqual([lookup, `PUT /contacts/${String(id)}`]);
    expect(sandbox.requests.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('keeps every value and attribute that the step did not name', async () => {
    const before = stored(0);
    await update({ contact: before?.id, custom_attributes: { visits: '8', team: 'a' } }, authData);
    expect(stored(0)).toEqual({
      ...before,
      updated_at: expect.any(String),
      custom_attributes: [
        { key: 'plan', value: 'premium' },
        { key: 'visits', value: 8 },
        { key: 'team', value: 'a' },
      ],
    });
    expect(sent()).toHaveLength(2);
  });

  it('empties what is named, and only that', async () => {
    const before = stored(0);
    await update({ contact: before?.id, clear_fields: ['skills', 'custom_attributes'] }, authData);
    expect(stored(0)).toEqual({
      ...before,
      skills: [],
      custom_attributes: null,
      updated_at: expect.any(String),
    });
    expect(sent()).toHaveLength(1);
  });

  it('every field it offers is one the server takes', async () => {
    const { id } = stored(1) ?? {};
    const updated = await update(
      {
        contact: id,
        email: 'm@example.com',
        phone: '+34600000999',
        company_name: 'Soler',
        additional_phones: ['+34600000998'],
        additional_emails: ['m2@example.com'],
        priority: 5,
        source: 'crm',
        country: 'France',
        language: 'French',
        whatsapp_marketing_opt_in: true,
        external_id: 'erp-9',
        external_reference_url: 'https://crm.example.com/9',
        skills: ['support'],
        custom_attributes: { plan: 'basic' },
      },
      authData,
    );
    expect(updated).toMatchObject({
      phone: '+34600000999',
      country: 'FR',
      language: 'fr',
      external_id: 'erp-9',
      custom_attributes: { plan: 'basic' },
    });
  });

  it('creates the contact when none is found and the step says so, once', async () => {
    const input = {
      find_by: 'phone',
      contact: '+34 600 000 555',
      if_missing: 'create',
      first_name: 'New',
    };
    const created = await update(input, authData);
    expect(created).toMatchObject({ outcome: 'created', phone: '+34600000555' });
    expect(await update(input, authData)).toMatchObject({ outcome: 'updated', id: created.id });
  });

  it('creates directly in one request', async () => {
    const created = await create({ email: 'new@example.com', first_name: 'New' }, authData);
    expect(created).toMatchObject({ name: 'New', source: 'api' });
    expect(sent()).toEqual(['POST /contacts']);
  });

  it('finds beyond the first thousand, and says when two share an e-mail', async () => {
    for (let count = 0; count < 1000; count += 1) sandbox.store.addContact();
    const last = sandbox.store.addContact({ email: 'last@example.com' });
    const input = { find_by: 'email', contact: 'last@example.com', priority: 1 };
    expect(await update(input, authData)).toMatchObject({ id: last.id });
    expect(sent()).toEqual(['GET /contacts', 'GET /contacts', `PUT /contacts/${last.id}`]);
    sandbox.store.addContact({ email: 'Last@example.com' });
    expect((await failureOf(update(input, authData))).message).toMatch(/has 2 contacts/);
  });

  it('waits when it is too fast', async () => {
    sandbox.store.rateLimit.licences = 0;
    expect(await failureOf(find({ text: 'x' }, authData))).toMatchObject({
      name: 'ThrottledError',
      delay: 60,
    });
  });
});
