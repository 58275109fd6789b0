import {
  keys,
  seeded,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../../sandbox/chatwoot/index.js';
import { test } from '../../../authentication.js';
import { perform as update, platformFields } from '../../../creates/update_contact.js';
import { contactSample } from '../../../objects/contact.js';
import { perform as find } from '../../../searches/find_contact.js';
import { failureOf, run as runInCore } from '../../helpers/running/app.js';
import { run, runKeepingCache } from '../../helpers/running/light_app.js';
import { guardNetwork } from '../../helpers/nock.js';

const ACME = seeded.accounts.acme;
const JANE = 'jane.doe@example.com';

describe.each(['3.5.2', '4.1.0', '4.15.1'])('the main job on a Chatwoot %s', (version) => {
  guardNetwork();
  let sandbox: ChatwootSandbox;
  let authData: Record<string, string>;

  beforeAll(async () => {
    sandbox = await startChatwootSandbox({ version });
  });
  afterAll(() => sandbox.close());
  beforeEach(() => {
    sandbox.reset();
    sandbox.requests.length = 0;
    authData = {
      platform: 'konverte_digital',
      apiKey: keys.administrator,
      baseUrl: sandbox.url,
      accountId: String(ACME),
    };
  });

  const stored = (id: number) => sandbox.store.contact(ACME, id);
  const sent = () =>
    sandbox.requests.map(
      ({ method, path }) => `${method} ${path.split(`/${String(ACME)}/`)[1] ?? path}`,
    );
  const runUpdate = (inputData: Record<string, unknown>, meta = {}) =>
    run(update, { authData, inputData, meta });

  it('connects, finds, updates: what Zapier gives out is what the server holds', async () => {
    const host = sandbox.url.replace('http://', '');
    expect(await runInCore(test, { authData })).toEqual({
      label: `Acme Support (Jane Cooper on ${host})`,
    });
    const [jane] = await runInCore(find, { authData, inputData: { email: JANE } });
    expect(jane).toMatchObject({ name: 'Jane Doe', external_id: 'crm-1001' });

    const updated = await runUpdate({ contact: jane?.id, name: 'Jane D.', external_id: 'crm-9' });
    expect(updated).toMatchObject({ name: 'Jane D.', external_id: 'crm-9', email: JANE });
    expect(stored(1)).toMatchObject({ name: 'Jane D.', identifier: 'crm-9' });
    expect(sent()).toEqual(['GET /api/v1/profile', 'POST contacts/filter', 'PUT contacts/1']);
    expect(Object.keys(updated)).toEqual(expect.arrayContaining(Object.keys(contactSample)));
  });

  it.each([
    ['email', 'JANE.DOE@example.com'],
    ['phone', '+55 11 98765-4321'],
    ['external_id', 'crm-1001'],
  ])('by %s takes two requests and hits the right contact', async (findBy, contact) => {
    expect(await runUpdate({ find_by: findBy, contact, name: 'Found' })).toMatchObject({ id: '1' });
    expect(sent()).toEqual(['POST contacts/filter', 'PUT contacts/1']);
  });

  it('keeps every attribute, label and profile that the step did not name', async () => {
    const before = structuredClone(stored(1));
    const { inputFields } = { inputFields: await metaOfFields() };
    await runUpdate(
      {
        contact: '1',
        attr_seats: '99',
        city: 'Haifa',
        github: 'janedoe',
        add_labels: ['lead'],
        remove_labels: ['newsletter'],
      },
      { inputFields },
    );
    const after = stored(1);
    expect(after?.custom_attributes).toEqual({ ...before?.custom_attributes, seats: 99 });
    expect(after?.additional_attributes).toEqual({
      ...before?.additional_attributes,
      city: 'Haifa',
      social_profiles: {
        ...(before?.additional_attributes['social_profiles'] as object),
        github: 'janedoe',
      },
    });
    expect(after?.labels).toEqual(['vip', 'lead']);
  });

  const metaOfFields = async () => {
    const fields = await run(platformFields, { authData });
    return Object.fromEntries(fields.map(({ key, meta }) => [key, meta ?? {}]));
  };

  it('empties what is named, and only that', async () => {
    const before = structuredClone(stored(1));
    await runUpdate({
      contact: '1',
      clear_fields: ['email', 'external_id', 'attr_plan_note', 'city'],
    });
    const after = stored(1);
    expect(after).toMatchObject({
      email: null,
      identifier: null,
      phone_number: before?.phone_number,
    });
    expect(after?.custom_attributes).not.toHaveProperty('plan_note');
    expect(after?.custom_attributes).toHaveProperty('plan_tier');
    expect(after?.labels).toEqual(before?.labels);
  });

  it('writes attributes whose keys Zapier cannot hold', async () => {
    const inputFields = await metaOfFields();
    const of = (label: string) =>
      Object.keys(inputFields).find((key) => inputFields[key]?.['attribute'] === label) ?? '';
    await runUpdate(
      { contact: '1', [of('billing.city')]: 'Recife', [of('vat-id')]: 'BR-9', [of('עיר')]: 'חיפה' },
      { inputFields },
    );
    expect(stored(1)?.custom_attributes).toMatchObject({
      'billing.city': 'Recife',
      'vat-id': 'BR-9',
      עיר: 'חיפה',
    });
  });

  it('creates the contact when none is found and the step says so', async () => {
    const input = {
      find_by: 'phone',
      contact: '(11) 95555-0000',
      default_country: 'Brazil',
      if_missing: 'create',
      name: 'New',
      add_labels: ['lead'],
    };
    const created = await runUpdate(input);
    expect(created).toMatchObject({
      outcome: 'created',
      phone: '+5511955550000',
      labels: ['lead'],
    });
    expect(await runUpdate(input)).toMatchObject({ outcome: 'updated', id: created.id });
  });

  it('says whose a taken e-mail is, and leaves the contact as it was', async () => {
    const { message } = await failureOf(runUpdate({ contact: '8', name: 'X', email: JANE }));
    expect(message).toMatch(
      /^Email: `jane\.doe@example\.com` already belongs to another contact, Jane Doe \(ID 1\)/,
    );
    expect(stored(8)?.name).not.toBe('X');
  });

  it.each([
    [
      'a wrong key',
      { apiKey: 'wrongwrongwrongwrongwron' },
      'ExpiredAuthError',
      /does not appear to be valid/,
    ],
    ['an account of others', { accountId: '2' }, 'AppError', /Account ID: .*not a member/],
    ['an unknown account', { accountId: '404' }, 'AppError', /check the connection's Account ID/],
    ['a suspended account', { apiKey: keys.suspended, accountId: '3' }, 'AppError', /suspended/],
    ['a bot’s key', { apiKey: keys.bot }, 'AppError', /person's access token.*is an agent bot's/],
  ])('with %s says so', async (_case, fields, name, text) => {
    authData = { ...authData, ...fields };
    const failure = await failureOf(runUpdate({ contact: '1', name: 'X' }));
    expect(failure).toEqual({ name, message: expect.stringMatching(text) as string });
  });

  it('finds the key’s only account by itself, once', async () => {
    authData = { ...authData, accountId: '' };
    expect(await runUpdate({ contact: '1', name: 'X' })).toMatchObject({ outcome: 'updated' });
    expect(sent()).toEqual(['GET /api/v1/profile', 'PUT contacts/1']);
  });

  it('keeps the account it found apart from another key’s', async () => {
    const without = { ...authData, accountId: '' };
    const both = { ...without, apiKey: keys.secondAdministrator };
    expect(await run(find, { authData: without, inputData: { contact: '1' } })).toHaveLength(1);
    // The same cache, as two of Zapier's users on one server would share without the key in its key.
    const message = await failureOf(
      runKeepingCache(find, { authData: both, inputData: { contact: '1' } }),
    );
    expect(message.message).toMatch(/^Account ID: this key belongs to more than one account/);
  });

  it('works with an agent’s key', async () => {
    authData = { ...authData, apiKey: keys.agent };
    expect(await runUpdate({ contact: '1', name: 'X', add_labels: ['lead'] })).toMatchObject({
      outcome: 'updated',
      labels: expect.arrayContaining(['vip', 'newsletter', 'lead']) as string[],
    });
  });
});
