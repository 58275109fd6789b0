import { test as performTest } from '../../../authentication.js';
import {
  perform as performUpdate,
  platformFields as updateFields,
} from '../../../creates/update_contact.js';
import { perform as performFind } from '../../../searches/find_contact.js';
import { onPlatform } from '../../../steps/on_platform.js';
import { contactSample } from '../../../objects/contact.js';
import {
  type HighlevelSandbox,
  keys,
  locationId as sandboxLocation,
  otherLocationId,
  startHighlevelSandbox,
} from '../../../sandbox/highlevel/index.js';
import { failureOf, run as runInCore } from '../../helpers/running/app.js';
import { run, runKeepingCache } from '../../helpers/running/light_app.js';
import { guardNetwork } from '../../helpers/nock.js';
import { metaOf } from '../../helpers/highlevel/contacts.js';

type Input = Record<string, unknown>;

describe('the main job on HighLevel', () => {
  guardNetwork();
  const JANE = 'contact0000000000001';
  const AARON = 'contact0000000000002';
  let sandbox: HighlevelSandbox;
  let authData: Record<string, string>;

  beforeAll(async () => {
    sandbox = await startHighlevelSandbox();
  });
  afterAll(() => sandbox.close());
  beforeEach(() => {
    sandbox.reset();
    sandbox.store.rateLimit.max = 1000;
    authData = {
      platform: 'highlevel',
      apiKey: keys.all,
      baseUrl: sandbox.url,
      accountId: sandboxLocation,
    };
  });

  const stored = (id = JANE) => structuredClone(sandbox.store.contacts.get(id));
  const sent = () => sandbox.requests.map(({ method, path }) => `${method} ${path}`);
  const runUpdate = (inputData: Input, meta = {}) =>
    run(performUpdate, { authData, inputData, meta });
  const runFind = (inputData: Input) => run(performFind, { authData, inputData });
  const formMeta = async () => {
    const meta = metaOf(await run(updateFields, { authData }));
    sandbox.requests.length = 0;
    return meta;
  };

  it('connects, finds, updates: what Zapier gives out is what the server holds', async () => {
    const host = sandbox.url.replace('http://', '');
    expect(await runInCore(performTest, { authData })).toEqual({
      label: `Acme Dental (Private Integration on ${host})`,
    });
    const [jane] = await runFind({ email: 'JANE.doe@example.com' });
    expect(jane).toMatchObject({
      name: 'Jane Doe',
      labels: ['customer', 'newsletter'],
      custom_attributes: { nickname: 'JD', visits: 7, interests: ['Whitening', 'Implants'] },
    });
    const input = { contact: jane?.id, city: 'Mobile', company_name: 'Doe Ltd' };
    const updated = await runKeepingCache(performUpdate, { authData, inputData: input });
    expect(updated).toMatchObject({
      city: 'Mobile',
      company_name: 'Doe Ltd',
      custom_attributes: jane?.custom_attributes,
    });
    expect(stored()).toMatchObject({ city: 'Mobile', companyName: 'Doe Ltd', state: 'AL' });
    expect(sent()).toEqual([
      `GET /locations/${sandboxLocation}`,
      'GET /contacts/search/duplicate',
      `GET /locations/${sandboxLocation}/customFields`,
      `PUT /contacts/${JANE}`,
    ]);
    expect(Object.keys(updated)).toEqual(expect.arrayContaining(Object.keys(contactSample)));
  });

  it('gives out the same whichever way a contact is read', async () => {
    const [byId] = await runFind({ contact: JANE });
    const [byPhone] = await runFind({ phone: '+1 555 201 0101' });
    const [byText] = await runFind({ text: 'doe bakery' });
    expect(byPhone).toEqual(byId);
    expect(byText).toEqual(byId);
  });

  it('keeps every field, tag, box and channel that the step did not name', async () => {
    const before = stored();
    const meta = await formMeta();
    const spouse = 'attr_x_66616d696c792e626f784368696c64';
    await runUpdate(
      {
        contact: JANE,
        state: 'FL',
        dnd_on: ['SMS'],
        attr_visits: '9',
        [spouse]: 'Ann',
        add_labels: ['VIP'],
        remove_labels: ['newsletter'],
      },
      meta,
    );
    expect(stored()).toEqual({
      ...before,
      state: 'FL',
      dndSettings: { ...before?.dndSettings, SMS: { status: 'active' } },
      customFields: {
        ...before?.customFields,
        fieldVisits000000001: 9,
        fieldFamily000000001: { boxSpouse: 'Jim Doe', boxChild: 'Ann' },
      },
      tags: ['customer', 'vip'],
      dateUpdated: expect.any(String),
    });
  });

  it('leaves a channel alone that the contact ended for good, and says so when it is filled', async () => {
    const permanent = { SMS: { status: 'permanent' as const, message: 'STOP_KEYWORD' } };
    const jane = sandbox.store.contacts.get(JANE);
    if (jane) jane.dndSettings = permanent;
    await runUpdate({ contact: JANE, dnd_on: ['Email'] });
    expect(stored()?.dndSettings).toEqual({ ...permanent, Email: { status: 'active' } });
    expect(sent()).not.toContain(`GET /contacts/${JANE}`);
    const { name, message } = await failureOf(runUpdate({ contact: JANE, dnd_off: ['SMS'] }));
    expect(name).toBe('AppError');
    expect(message).toMatch(
      /^Do Not Disturb for SMS: the contact .* for good.*Take it out of this step/,
    );
    expect(stored()?.dndSettings['SMS']).toEqual(permanent.SMS);
  });

  it('writes and empties custom fields of every type', async () => {
    const meta = await formMeta();
    await runUpdate(
      {
        contact: AARON,
        attr_nickname: 'Ab',
        attr_medical_history: 'None.',
        attr_visits: 2,
        attr_balance: '49.90',
        attr_work_phone: '+1 555 201 0150',
        attr_last_visit: '2025-05-20T10:00:00Z',
        attr_plan: 'family',
        attr_interests: ['Braces'],
        attr_insured: 'no',
        attr_favourite_colours: ['red', 'Green'],
      },
      meta,
    );
    expect(stored(AARON)?.customFields).toEqual({
      fieldNickname0000001: 'Ab',
      fieldHistory00000001: 'None.',
      fieldVisits000000001: 2,
      fieldBalance00000001: 49.9,
      fieldWorkPhone000001: '+15552010150',
      fieldLastVisit000001: '2025-05-20',
      fieldPlan00000000001: 'Family',
      fieldInterests000001: ['Braces'],
      fieldInsured00000001: 'No',
      fieldColours00000001: ['Red', 'Green'],
    });
    await runUpdate({ contact: AARON, clear_fields: ['attr_plan', 'attr_visits', 'state'] }, meta);
    const after = stored(AARON);
    expect(after).toMatchObject({ state: undefined, city: expect.any(String) });
    expect(after?.customFields).not.toHaveProperty('fieldPlan00000000001');
    expect(after?.customFields).not.toHaveProperty('fieldVisits000000001');
    expect(after?.customFields).toHaveProperty('fieldInsured00000001', 'No');
  });

  it.each([
    ['one request by ID', {}, { city: 'x' }, ['PUT']],
    ['one for custom fields by ID', {}, { attr_visits: 1 }, ['PUT']],
    ['one for Do Not Disturb by ID', {}, { dnd_on: ['SMS', 'Inbound'] }, ['PUT']],
    ['two by phone', { find_by: 'phone', contact: '+15552010102' }, { city: 'x' }, ['GET', 'PUT']],
    ['two with labels', {}, { city: 'x', add_labels: ['a'] }, ['PUT', 'POST']],
    ['one with replaced labels', {}, { city: 'x', replace_labels: ['a'] }, ['PUT']],
    ['two for labels alone', {}, { add_labels: ['a'] }, ['GET', 'POST']],
  ])('costs %s', async (_case, by, fields, methods) => {
    const meta = await formMeta();
    await runUpdate({ contact: AARON, ...by, ...fields }, meta);
    expect(sandbox.requests.map(({ method }) => method)).toEqual(methods);
  });

  it('creates the contact when none is found and the step says so', async () => {
    const input = {
      find_by: 'phone',
      contact: '(555) 201-0999',
      default_country: 'US',
      if_missing: 'create',
      first_name: 'New',
      type: 'customer',
      add_labels: ['Lead'],
    };
    const created = await runUpdate(input);
    expect(created).toMatchObject({
      outcome: 'created',
      phone: '+15552010999',
      type: 'customer',
      labels: ['lead'],
    });
    expect(await runUpdate(input)).toMatchObject({ outcome: 'updated', id: created.id });
  });

  it('says whose a taken e-mail is, and leaves the contact as it was', async () => {
    const before = stored(AARON);
    const { message } = await failureOf(
      runUpdate({ contact: AARON, city: 'X', email: 'jane.doe@example.com' }),
    );
    expect(message).toMatch(
      /^Email: `jane\.doe@example\.com` already belongs to another contact, Jane Doe \(ID contact0000000000001\)/,
    );
    expect(stored(AARON)).toEqual(before);
  });

  it('deletes, notes and labels', async () => {
    const result = await runInCore(
      onPlatform(async ({ contacts }) => {
        const note = await contacts.addNote?.(JANE, 'Called');
        const labels = await contacts.labels?.change(JANE, {
          add: ['Gold'],
          remove: ['customer'],
          replace: undefined,
        });
        await contacts.remove?.(AARON);
        return { note, labels };
      }),
      { authData },
    );
    expect(result).toMatchObject({
      note: { contact_id: JANE, content: 'Called' },
      labels: ['newsletter', 'gold'],
    });
    expect(stored(AARON)).toBeUndefined();
    expect(await runFind({ contact: AARON })).toEqual([]);
  });

  it.each([
    ['a wrong token', { apiKey: 'pit-wrong' }, 'ExpiredAuthError', /does not appear to be valid/],
    [
      'a token without the scope',
      { apiKey: keys.noContactsWrite },
      'AppError',
      /lacks the scope `contacts\.write`/,
    ],
  ])('with %s says so', async (_case, fields, name, text) => {
    authData = { ...authData, ...fields };
    const failure = await failureOf(runUpdate({ contact: JANE, city: 'X' }));
    expect(failure).toEqual({ name, message: expect.stringMatching(text) as string });
  });

  it.each([
    ['contact', () => runUpdate({ contact: 'contact0000000000041', city: 'X' })],
    ['location', () => run(performTest, { authData: { ...authData, accountId: otherLocationId } })],
  ])('of another sub-account’s %s blames the Location ID', async (_what, act) => {
    const { name, message } = await failureOf(act());
    expect(name).toBe('AppError');
    expect(message).toMatch(/^Location ID: the Private Integration Token has no access/);
  });

  it('is over for today when the daily allowance is used up', async () => {
    sandbox.store.rateLimit.daily = 0;
    const { name, message } = await failureOf(runUpdate({ contact: JANE, city: 'X' }));
    expect(name).toBe('AppError');
    expect(message).toMatch(/no more requests today.*within 24 hours/);
  });

  it('works without the right to read the location', async () => {
    authData = { ...authData, apiKey: keys.noLocations };
    expect(await run(performTest, { authData })).toMatchObject({
      label: expect.stringContaining(`Location ${sandboxLocation}`),
    });
  });
});
