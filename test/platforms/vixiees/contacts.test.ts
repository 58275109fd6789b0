import nock, { type DataMatcherMap } from 'nock';
import { test as performTest } from '../../../authentication.js';
import { perform as performCreate } from '../../../creates/create_contact.js';
import { perform as performUpdate } from '../../../creates/update_contact.js';
import { perform as performFind } from '../../../searches/find_contact.js';
import { onPlatform } from '../../../steps/on_platform.js';
import { contactOutputFields } from '../../../objects/contact.js';
import type { ConnectedPlatform } from '../../../platforms/contract/platform.js';
import {
  basePath,
  keys,
  startVixieesSandbox,
  type VixieesSandbox,
} from '../../../sandbox/vixiees/index.js';
import { omit } from '../../../platforms/toolkit/values/index.js';
import { failureOf, KEY, run } from '../../helpers/app.js';
import { guardNetwork } from '../../helpers/nock.js';

const HOST = 'https://crm.example.com';
const BASE = `${HOST}/api/v1`;
const connection = { platform: 'vixiees', apiKey: KEY, baseUrl: BASE };

type Input = Record<string, unknown>;

const update = (inputData: Input, authData = connection) =>
  run(performUpdate, { inputData, authData });
const find = (inputData: Input, authData = connection) => run(performFind, { inputData, authData });
const create = (inputData: Input, authData = connection) =>
  run(performCreate, { inputData, authData });
const inspect = <Result>(look: (platform: ConnectedPlatform) => Result | Promise<Result>) =>
  run(
    onPlatform((platform) => Promise.resolve(look(platform))),
    { authData: connection },
  );

/** The API's server; every request must carry the key in its header. */
const server = () => nock(BASE, { reqheaders: { 'x-api-key': KEY } });

/** A contact as Vixiees documents it. */
function raw(fields: Input = {}): Input {
  return {
    id: '66b1',
    first_name: 'Jane',
    last_name: 'Doe',
    second_last_name: null,
    email: 'jane.doe@example.com',
    phone: '+34 600 000 101',
    company_name: null,
    priority: 3,
    source: 'web',
    external_reference_id: 'crm-1001',
    is_client: false,
    skills: [],
    created_at: '2025-08-01T08:00:00',
    updated_at: '2025-08-02T08:00:00.000+02:00',
    custom_attributes: [
      { key: 'plan', value: 'premium' },
      { key: 'visits', value: 7 },
    ],
    ...fields,
  };
}

/** A full page of other people. */
function strangers(page: number): Input[] {
  return Array.from({ length: 1000 }, (_, index) => ({ id: `p${String(page)}-${String(index)}` }));
}

function answerPage(page: number, contacts: unknown): nock.Scope {
  return server()
    .get(`/contacts?limit=1000&page=${String(page)}`)
    .reply(200, contacts as object);
}

/** What the server answers to a write that it did: the contact with what was sent. */
const written = (_uri: string, body: unknown) => raw(body as Input);

function answerUpdate(body: DataMatcherMap, answer?: Input): void {
  server()
    .put('/contacts/66b1', body)
    .reply(200, answer ?? written);
}

describe('vixiees', () => {
  guardNetwork();

  describe('the connection', () => {
    const test = (authData: Record<string, string>) => run(performTest, { authData });

    it('is tested in one request and named after its host and the end of the key', async () => {
      server().get('/contacts?limit=1').reply(200, []);
      expect(await test(connection)).toEqual({
        label: 'Vixiees account on crm.example.com (key ending in 5GhJ)',
      });
    });

    it.each([
      ['a-key-of-account-7f3c', 'Vixiees account on crm.example.com (key ending in 7f3c)'],
      ['short-key-7f3c', 'Vixiees account on crm.example.com'],
    ])(
      'tells accounts apart by the end of a key that is long enough: %s',
      async (apiKey, label) => {
        nock(BASE, { reqheaders: { 'x-api-key': apiKey } })
          .get('/contacts?limit=1')
          .reply(200, []);
        expect(await test({ ...connection, apiKey })).toEqual({ label });
      },
    );

    it.each([`${BASE}/`, `${BASE}/contacts`, `${BASE}/contacts/66b1?x=1`, BASE.slice(8)])(
      'keeps the path of the address %s',
      async (baseUrl) => {
        server().get('/contacts?limit=1').reply(200, { data: [] });
        expect(await test({ ...connection, baseUrl })).toHaveProperty('label');
      },
    );

    it('needs the API’s address and says where it comes from', async () => {
      const { name, message } = await failureOf(test({ ...connection, baseUrl: '' }));
      expect(name).toBe('AppError');
      expect(message).toMatch(/^API URL: Vixiees needs it.*Settings → Account → API/);
    });

    it('asks to reconnect when the key is refused', async () => {
      server().get('/contacts?limit=1').reply(401, { message: 'unauthorized' });
      const { name, message } = await failureOf(test(connection));
      expect(name).toBe('ExpiredAuthError');
      expect(message).toMatch(
        /^Your API key does not appear to be valid.*Settings → Account → API/,
      );
      expect(message).not.toContain(KEY);
    });

    it('blames the address when there is no such path', async () => {
      server().get('/contacts?limit=1').reply(404, { message: 'Not Found' });
      const { name, message } = await failureOf(test(connection));
      expect(name).toBe('AppError');
      expect(message).toMatch(/^Vixiees has no contacts at this address.*API URL/);
    });

    it.each([[{ contacts: 40 }], ['no'], [{ data: [{ name: 'no id' }] }]])(
      'does not take %j for a list of contacts',
      async (answer) => {
        server()
          .get('/contacts?limit=1')
          .reply(200, JSON.stringify(answer), { 'content-type': 'application/json' });
        expect((await failureOf(test(connection))).message).toMatch(/does not understand.*API URL/);
      },
    );
  });

  describe('update', () => {
    it('is one request by id with only the filled fields, whatever the answer holds', async () => {
      answerUpdate({ first_name: 'Jane', email_marketing_opt_in: false });
      const contact = await update({
        contact: '66b1',
        first_name: ' Jane ',
        last_name: '',
        email: null,
        skills: [''],
        email_marketing_opt_in: false,
        clear_fields: [],
      });
      expect(contact).toEqual({
        id: '66b1',
        name: 'Jane Doe',
        first_name: 'Jane',
        last_name: 'Doe',
        email: 'jane.doe@example.com',
        phone: '+34600000101',
        external_id: 'crm-1001',
        custom_attributes: { plan: 'premium', visits: 7 },
        created_at: '2025-08-01T08:00:00Z',
        updated_at: '2025-08-02T08:00:00.000+02:00',
        priority: 3,
        source: 'web',
        is_client: false,
        skills: [],
        email_marketing_opt_in: false,
        outcome: 'updated',
      });
    });

    it('sends every field in the API’s own terms', async () => {
      answerUpdate({
        email: 'jane@example.com',
        phone: '+34600000109',
        first_name: 'Jane',
        last_name: 'Doe',
        second_last_name: 'Roe',
        company_name: 'Bakery',
        external_reference_id: 'erp/1 b',
        external_reference_url: 'https://crm.example.com/1',
        additional_phones: ['+34600000102', '+34600000103'],
        additional_emails: ['j@example.com'],
        priority: 5,
        source: 'whatsapp',
        country_code: 'US',
        language: 'ca',
        whatsapp_transactional_opt_in: true,
        email_transactional_opt_in: false,
        whatsapp_marketing_opt_in: true,
        email_marketing_opt_in: false,
        skills: ['sales', 'support'],
      });
      await update({
        contact: '66b1',
        email: ' jane@example.com',
        phone: '600 000 109',
        default_country: 'ES',
        first_name: 'Jane',
        last_name: 'Doe',
        second_last_name: 'Roe',
        company_name: 'Bakery',
        external_id: 'erp/1 b',
        external_reference_url: 'https://crm.example.com/1',
        additional_phones: ['+34 600 000 102', '0034600000103'],
        additional_emails: 'j@example.com',
        priority: '5',
        source: 'WhatsApp',
        country: 'United States',
        language: 'Catalan',
        whatsapp_transactional_opt_in: 'yes',
        email_transactional_opt_in: 'false',
        whatsapp_marketing_opt_in: true,
        email_marketing_opt_in: 'no',
        skills: ['sales', '', 'support'],
      });
    });

    it.each([
      ['bare', raw({ priority: 1 })],
      ['in data', { data: raw({ priority: 1 }) }],
      ['in contact', { contact: raw({ priority: 1 }) }],
    ])('reads the answer %s', async (_where, answer) => {
      answerUpdate({ priority: 1 }, answer);
      expect(await update({ contact: '66b1', priority: 1 })).toMatchObject({ id: '66b1' });
    });

    it.each([
      ['First Name', { first_name: 'J' }, { first_name: 'Jane' }],
      ['Phone', { phone: '+34600000109' }, {}],
      ['Skills', { skills: ['sales'] }, { skills: [] }],
      ['Skills', { clear_fields: ['skills'] }, { skills: ['sales'] }],
    ])('says that the answer shows %s not to be stored: %j', async (field, input, answer) => {
      server().put('/contacts/66b1').reply(200, raw(answer));
      const { name, message } = await failureOf(update({ contact: '66b1', ...input }));
      expect([name, message]).toEqual([
        'AppError',
        expect.stringMatching(new RegExp(`^${field}: Vixiees reported success`)),
      ]);
    });

    it('can’t tell of lists whose items have a form of their own, nor of what the answer lacks', async () => {
      const answer = omit(raw({ additional_phones: [{ number: '1' }] }), ['priority']);
      server().put('/contacts/66b1').reply(200, answer);
      await update({ contact: '66b1', additional_phones: '+34600000102', priority: '5' });
    });

    it('empties lists with [] and the custom attributes with null, in one request', async () => {
      answerUpdate({
        additional_phones: [],
        additional_emails: [],
        skills: [],
        custom_attributes: null,
      });
      await update({
        contact: '66b1',
        clear_fields: ['additional_phones', 'additional_emails', 'skills', 'custom_attributes'],
      });
    });

    it('encodes the id', async () => {
      server().put('/contacts/crm%2F7%20b', { priority: 1 }).reply(200, written);
      await update({ contact: 'crm/7 b', priority: 1 });
    });

    describe('custom attributes', () => {
      const write = {
        contact: '66b1',
        custom_attributes: { plan: ' basic ', visits: '8', team: 'a' },
      };
      const merged = [
        { key: 'plan', value: 'basic' },
        { key: 'visits', value: 8 },
        { key: 'team', value: 'a' },
      ];

      it('are merged with what the contact has, which is read first', async () => {
        server().get('/contacts/66b1').reply(200, raw());
        answerUpdate({ custom_attributes: merged, priority: 1 });
        await update({ ...write, priority: 1 });
      });

      it('are merged with what the lookup brought', async () => {
        server().get('/contacts/crm-1001').reply(200, raw());
        answerUpdate({ custom_attributes: merged });
        await update({ ...write, find_by: 'external_id', contact: 'crm-1001' });
      });

      it('are read when the lookup’s list did not have them', async () => {
        answerPage(1, [raw({ custom_attributes: undefined })]);
        server().get('/contacts/66b1').reply(200, raw());
        answerUpdate({ custom_attributes: merged });
        await update({ ...write, find_by: 'email', contact: 'jane.doe@example.com' });
      });

      it('keep what else their items hold', async () => {
        const items = [{ key: 'plan', value: 'premium', label: 'Plan' }];
        server()
          .get('/contacts/66b1')
          .reply(200, raw({ custom_attributes: items }));
        const written = [{ key: 'plan', value: 'basic', label: 'Plan' }];
        answerUpdate({ custom_attributes: written }, raw({ custom_attributes: written }));
        const contact = await update({ contact: '66b1', custom_attributes: { plan: 'basic' } });
        expect(contact).toMatchObject({
          custom_attributes: { plan: 'basic' },
          custom_attribute_items: written,
        });
      });

      it('start from nothing where the contact has none', async () => {
        server()
          .get('/contacts/66b1')
          .reply(200, raw({ custom_attributes: null }));
        answerUpdate({ custom_attributes: [{ key: 'plan', value: 'basic' }] });
        await update({ contact: '66b1', custom_attributes: { plan: 'basic', note: ' ' } });
      });

      it('of a form nobody knows are never written over', async () => {
        const items = [{ name: 'plan', value: 'premium' }];
        server()
          .get('/contacts/66b1')
          .reply(200, raw({ custom_attributes: items }));
        const { message } = await failureOf(update(write));
        expect(message).toMatch(
          /^Custom Attributes: .*contact 66b1 in a form.*Nothing was changed/,
        );
      });

      it('that are all blank change nothing', async () => {
        const failure = await failureOf(
          update({ contact: '66b1', custom_attributes: { plan: ' ' } }),
        );
        expect(failure.name).toBe('HaltedError');
      });
    });
  });

  describe('finding the contact to update', () => {
    afterEach(() => jest.restoreAllMocks());

    it.each([
      ['email', 'JANE.doe@example.com'],
      ['phone', '+34 600-000-101'],
    ])('by %s costs one request more', async (findBy, contact) => {
      answerPage(1, [{ id: '66b0' }, raw()]);
      answerUpdate({ priority: 1 });
      expect(await update({ find_by: findBy, contact, priority: 1 })).toMatchObject({ id: '66b1' });
    });

    it.each([
      ['crm-1001', '/contacts/crm-1001'],
      ['erp/1002 b', '/contacts/erp%2F1002%20b'],
    ])('by the external ID %s costs one request more', async (contact, path) => {
      server()
        .get(path)
        .reply(200, raw({ external_reference_id: contact }));
      answerUpdate({ priority: 1 });
      await update({ find_by: 'external_id', contact, priority: 1 });
    });

    it('looks further when the external ID is somebody else’s ID', async () => {
      server()
        .get('/contacts/77')
        .reply(200, raw({ id: '77', external_reference_id: null }));
      answerPage(1, [
        raw({ id: '77', external_reference_id: null }),
        raw({ external_reference_id: '77' }),
      ]);
      answerUpdate({ priority: 1 });
      await update({ find_by: 'external_id', contact: '77', priority: 1 });
    });

    it('stops at several, also when the second is on another page', async () => {
      answerPage(1, [raw(), ...strangers(1).slice(1)]);
      answerPage(2, [raw({ id: '66b2', first_name: 'Second' })]);
      const { message } = await failureOf(
        update({ find_by: 'phone', contact: '+34600000101', priority: 1 }),
      );
      expect(message).toMatch(
        /2 contacts with the phone number .*Jane Doe \(ID 66b1\), Second Doe \(ID 66b2\)/,
      );
    });

    it('does not take a contact that moved to the next page for two', async () => {
      answerPage(1, [...strangers(1).slice(1), raw()]);
      answerPage(2, [raw()]);
      answerUpdate({ priority: 1 });
      await update({ find_by: 'email', contact: 'jane.doe@example.com', priority: 1 });
    });

    it('gives up after 20 full pages, even with a match', async () => {
      answerPage(1, [raw(), ...strangers(1).slice(1)]);
      for (let page = 2; page <= 20; page += 1) answerPage(page, strangers(page));
      const { message } = await failureOf(
        update({ find_by: 'email', contact: 'jane.doe@example.com', priority: 1 }),
      );
      expect(message).toMatch(/more than 20000, which is all that one run can read.*external ID/);
    });

    it('gives up at once where the server ignores the page', async () => {
      answerPage(1, strangers(1));
      answerPage(2, strangers(1));
      const { message } = await failureOf(
        update({ find_by: 'email', contact: 'jane.doe@example.com', priority: 1 }),
      );
      expect(message).toMatch(/more than 1000, which is all that one run can read/);
    });

    it('gives up while there is time to say so', async () => {
      const start = Date.now();
      const clock = jest.spyOn(Date, 'now');
      server()
        .get('/contacts?limit=1000&page=1')
        .reply(200, () => {
          clock.mockImplementation(() => start + 24_000);
          return strangers(1);
        });
      const failure = await failureOf(update({ find_by: 'email', contact: 'a@b.co', priority: 1 }));
      expect(failure.message).toMatch(/more than 1000, which is all that one run can read/);
    });

    it('creates a missing contact with the key it was looked for, when asked to', async () => {
      answerPage(1, []);
      server()
        .post('/contacts', { email: 'new@example.com', first_name: 'New' })
        .reply(201, raw({ id: '66b9', email: 'new@example.com', first_name: 'New' }));
      const input = { find_by: 'email', contact: 'new@example.com', if_missing: 'create' };
      expect(await update({ ...input, first_name: 'New' })).toMatchObject({
        id: '66b9',
        outcome: 'created',
      });
    });

    it('does nothing about a missing contact, when asked to', async () => {
      server().get('/contacts/none').reply(404, { message: 'contact not found' });
      const input = { find_by: 'external_id', contact: 'none', if_missing: 'skip', priority: 1 };
      expect(await update(input)).toEqual({ outcome: 'not_found' });
    });

    it('cannot create one by external ID alone', async () => {
      server().get('/contacts/none').reply(404, { message: 'contact not found' });
      const input = { find_by: 'external_id', contact: 'none', if_missing: 'create', priority: 1 };
      expect((await failureOf(update(input))).message).toMatch(/^Email or Phone: Vixiees needs/);
    });
  });

  describe('create', () => {
    it('is one request', async () => {
      server()
        .post('/contacts', {
          phone: '+34600000777',
          external_reference_id: 'crm-7',
          custom_attributes: [{ key: 'plan', value: 'basic' }],
        })
        .reply(201, (_uri: string, body: unknown) => ({
          data: raw({ ...(body as Input), id: '66b9' }),
        }));
      const input = { phone: '+34 600000777', external_id: 'crm-7' };
      expect(await create({ ...input, custom_attributes: { plan: 'basic' } })).toMatchObject({
        id: '66b9',
      });
    });

    it('halts where the answer shows that something is missing, since a repeat would make another', async () => {
      server()
        .post('/contacts')
        .reply(201, raw({ id: '66b9', phone: '+34600000777', custom_attributes: [] }));
      const input = { phone: '+34600000777', custom_attributes: { plan: 'basic' } };
      const { name, message } = await failureOf(create(input));
      expect([name, message]).toEqual([
        'HaltedError',
        expect.stringMatching(/^`plan`: Vixiees created the contact \(ID 66b9\), but/),
      ]);
    });

    it('needs an e-mail or a phone before anything is sent', async () => {
      const { message } = await failureOf(create({ first_name: 'Nobody' }));
      expect(message).toBe(
        'Email or Phone: Vixiees needs at least one of them for a new contact. Fill one in.',
      );
    });
  });

  describe('find', () => {
    it('by id is one request', async () => {
      server().get('/contacts/66b1').reply(200, raw());
      expect(await find({ contact: '66b1' })).toMatchObject([{ id: '66b1' }]);
    });

    it('by an unknown id finds nobody', async () => {
      server().get('/contacts/none').reply(404, { message: 'contact not found' });
      expect(await find({ contact: 'none' })).toEqual([]);
    });

    it('reads no page when the external ID finds somebody', async () => {
      server().get('/contacts/crm-1001').reply(200, raw());
      expect(await find({ external_id: 'crm-1001', email: 'other@example.com' })).toHaveLength(1);
    });

    it('tries the e-mail when the external ID finds nobody; best match first', async () => {
      server().get('/contacts/none').reply(404, { message: 'contact not found' });
      const byPhone = raw({ id: 'a', email: null });
      const byMail = raw({ id: 'b', phone: null });
      answerPage(1, { results: [byPhone, raw({ id: 'c', email: null, phone: null }), byMail] });
      const found = await find({
        external_id: 'none',
        email: 'jane.doe@example.com',
        phone: '+34600000101',
      });
      expect(found.map(({ id }) => id)).toEqual(['b', 'a']);
    });

    it.each([
      ['dOE', ['66b1']],
      ['jane.doe@', ['66b1']],
      ['00000101', ['66b1']],
      ['CRM-1001', ['66b1']],
      ['premium', []],
    ])('by the text %s looks through the first thousand', async (text, ids) => {
      answerPage(1, { items: [{ id: '66b0' }, raw()] });
      expect((await find({ text })).map(({ id }) => id)).toEqual(ids);
    });

    it('does not take a failing server for a miss', async () => {
      server().get('/contacts/crm-1').reply(500, { message: 'boom' });
      const { message } = await failureOf(find({ external_id: 'crm-1' }));
      expect(message).toMatch(/^Vixiees has a problem of its own \(status 500, contact crm-1\)/);
    });
  });

  describe('bad input is refused before any request', () => {
    it.each([
      [{ contact: '..' }, /^Contact: `\.\.` is not a contact ID/],
      [{ priority: 6 }, /^Priority: `6` is not one of its options: `1`, `2`/],
      [{ source: 'fax' }, /^Source: `fax` is not one of its options: `manual`/],
      [{ country: 'Atlantis' }, /^Country: `Atlantis` is not a country/],
      [{ language: 'xx' }, /^Language: `xx` is not a language.*`es`/],
      [
        { whatsapp_marketing_opt_in: 'perhaps' },
        /^WhatsApp Marketing Opt-In: `perhaps` is neither/,
      ],
      [{ additional_phones: ['600000102'] }, /^Additional Phones: `600000102` has no country code/],
      [{ additional_phones: ['+34 6'] }, /^Additional Phones: `\+34 6` is not a phone number/],
      [{ additional_emails: ['a@b.co', 'jane'] }, /^Additional Emails: `jane` is not an email/],
      [{ external_reference_url: 'crm' }, /^External Reference URL: `crm` is not a web address/],
      [{ custom_attributes: 'plan' }, /^Custom Attributes: fill it in row by row/],
      [{ custom_attributes: { ' ': 'x' } }, /^Custom Attributes: fill it in row by row/],
      [{ nickname: 'x' }, /^`nickname` is not a field of this step/],
      [
        { clear_fields: ['email'] },
        /^Clear Fields: `email` is not one of the fields that can be emptied/,
      ],
      [{ clear_fields: ['skills'], skills: ['a'] }, /^Clear Fields: `skills` .*also has a value/],
    ])('%j', async (input, text) => {
      const { name, message } = await failureOf(
        update({ contact: '66b1', first_name: 'x', ...input }),
      );
      expect(name).toBe('AppError');
      expect(message).toMatch(text);
    });
  });

  describe('what the server refuses', () => {
    const refuse = (status: number, body: unknown, headers = {}) =>
      server()
        .put('/contacts/66b1')
        .reply(status, body as string, headers);
    const failure = () => failureOf(update({ contact: '66b1', priority: 1 }));

    it.each([
      [404, { message: 'contact not found' }, /^Vixiees has no contact 66b1\. Check the ID/],
      [404, {}, /^Vixiees has no contact 66b1/],
      [404, '404 page not found', /no contacts at this address.*API URL/],
      [404, { message: 'no Route matched' }, /no contacts at this address.*API URL/],
      [
        422,
        { message: 'invalid', errors: { email: ['is taken'] } },
        /^Vixiees refused the values for contact 66b1\. It says: "email: is taken invalid"\.$/,
      ],
      [403, { error: 'Forbidden' }, /refused the request \(status 403, contact 66b1\).*Forbidden/],
      [503, '<html>', /problem of its own \(status 503, contact 66b1\)/],
    ])('with %s %j', async (status, body, text) => {
      refuse(status, body);
      const { name, message } = await failure();
      expect(name).toBe('AppError');
      expect(message).toMatch(text);
    });

    it.each([{ error: 'unauthorized' }, {}, ''])(
      'as unauthorized (%j) asks to reconnect',
      async (body) => {
        refuse(401, body);
        expect((await failure()).name).toBe('ExpiredAuthError');
      },
    );

    it('by a missing id is no error when the step may skip it', async () => {
      refuse(404, { message: 'contact not found' });
      expect(await update({ contact: '66b1', priority: 1, if_missing: 'skip' })).toEqual({
        outcome: 'not_found',
      });
    });

    it.each([
      [{}, 60],
      [{ 'retry-after': '7' }, 7],
    ])('as too many requests is left to Zapier to retry %j', async (headers, delay) => {
      refuse(429, { error: 'TooManyRequests' }, headers);
      expect(await failure()).toMatchObject({ name: 'ThrottledError', delay });
    });
  });

  describe('the form', () => {
    it('offers every parameter of the API as a field, lists with a warning', async () => {
      const fields = await inspect(({ contacts }) => contacts.inputFields('update'));
      expect(fields.map(({ key }) => key).sort()).toEqual(
        [
          'additional_emails',
          'additional_phones',
          'company_name',
          'country',
          'custom_attributes',
          'email_marketing_opt_in',
          'email_transactional_opt_in',
          'external_id',
          'external_reference_url',
          'first_name',
          'language',
          'last_name',
          'priority',
          'second_last_name',
          'skills',
          'source',
          'whatsapp_marketing_opt_in',
          'whatsapp_transactional_opt_in',
        ].sort(),
      );
      const field = (key: string) => fields.find((candidate) => candidate.key === key);
      expect(field('language')?.choices).toContainEqual({
        value: 'he',
        sample: 'he',
        label: 'Hebrew (he)',
      });
      expect(field('language')?.choices).toHaveLength(183);
      expect(field('country')?.choices).toContainEqual({
        value: 'ES',
        sample: 'ES',
        label: 'Spain (ES)',
      });
      expect(field('priority')).toMatchObject({ type: 'integer', required: false });
      expect(field('custom_attributes')).toMatchObject({ dict: true });
      for (const list of fields.filter((candidate) => candidate.list)) {
        expect(list.helpText).toMatch(/^\*\*Careful:\*\* .*loses all others/);
      }
      expect(fields.filter((candidate) => candidate.list)).toHaveLength(3);
    });

    it('labels its own outputs, without those every step labels', async () => {
      const own = await inspect(({ contacts }) => Promise.resolve(contacts.outputFields));
      const shared: string[] = contactOutputFields.map(({ key }) => key);
      expect(own).toContainEqual({ key: 'priority', label: 'Priority', type: 'integer' });
      expect(own.filter(({ key }) => shared.includes(key))).toEqual([]);
    });

    it('offers to empty only what the API can empty', async () => {
      const choices = await inspect(({ contacts }) => contacts.clearableFields());
      expect(choices).toEqual([
        { id: 'additional_phones', label: 'Additional Phones' },
        { id: 'additional_emails', label: 'Additional Emails' },
        { id: 'skills', label: 'Skills' },
        { id: 'custom_attributes', label: 'Custom Attributes' },
      ]);
    });

    it('offers contacts by their IDs, page by page', async () => {
      const full = [...strangers(1).slice(0, 99), raw()];
      server().get('/contacts?limit=100&page=1').reply(200, { contacts: full });
      const list = (number: number) =>
        inspect(async ({ lists }) => lists.list_contacts?.(number, {}) ?? []);
      expect((await list(1)).at(-1)).toEqual({
        id: '66b1',
        label: 'Jane Doe (jane.doe@example.com, +34600000101, crm-1001)',
      });
      server()
        .get('/contacts?limit=100&page=2')
        .reply(200, [{ id: '9' }]);
      expect(await list(2)).toEqual([{ id: '9', label: 'Contact 9' }]);
    });

    it('has nothing for what the API cannot do', async () => {
      const absent = await inspect(({ contacts, lists, inboxContacts }) => [
        contacts.labels,
        contacts.remove,
        contacts.addNote,
        contacts.merge,
        inboxContacts,
        Object.keys(lists),
      ]);
      expect(absent).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
        ['list_contacts'],
      ]);
    });
  });
});

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

describe('what the documents of vixiees leave open', () => {
  guardNetwork();
  const misses = [{}, '', { error: 'NotFound' }, { message: 'Contact does not exist' }];

  it.each(misses)('takes a 404 with %j for a missing contact', async (body) => {
    server()
      .get('/contacts/nobody')
      .reply(404, body as never);
    expect(await find({ contact: 'nobody' })).toEqual([]);
  });

  it('reads on when the server keeps its pages smaller, and says how many there are', async () => {
    const page = (number: number, contacts: Input[]) =>
      server()
        .get('/contacts')
        .query({ limit: '1000', page: String(number) })
        .reply(200, { data: contacts, total: 3, limit: 2 });
    page(1, [raw({ id: 'a', email: 'a@b.co' }), raw({ id: 'b', email: 'b@b.co' })]);
    page(2, [raw({ id: 'c', email: 'c@b.co' })]);
    expect(await find({ email: 'c@b.co' })).toMatchObject([{ id: 'c' }]);
  });

  it.each([{ data: { contacts: [raw()] } }, { records: [raw()] }, { data: [], contacts: [raw()] }])(
    'reads the envelope %#',
    async (answer) => {
      server().get('/contacts').query(true).reply(200, answer);
      expect(await find({ text: 'jane' })).toHaveLength(1);
    },
  );

  it('reads lists and attributes given as text, as agents write them', async () => {
    server()
      .get('/contacts/66b1')
      .reply(200, raw({ custom_attributes: [] }));
    server()
      .put('/contacts/66b1', {
        additional_emails: ['a@x.com', 'b@x.com'],
        skills: ['sales', 'german'],
        custom_attributes: [{ key: 'plan', value: 'gold' }],
      })
      .reply(200, written);
    await update({
      contact: '66b1',
      additional_emails: 'a@x.com, b@x.com',
      skills: '["sales","german"]',
      custom_attributes: '{"plan":"gold"}',
    });
  });

  it('makes sure that a contact exists when only its key is filled', async () => {
    server()
      .get('/contacts')
      .query(true)
      .reply(200, [raw({ email: 'jane.doe@example.com' })]);
    const input = { find_by: 'email', contact: 'jane.doe@example.com', if_missing: 'create' };
    expect(await update(input)).toMatchObject({ outcome: 'unchanged' });
  });

  it('says that there are no labels, and that the rest works', async () => {
    const platform = { platform: 'vixiees', apiKey: KEY, baseUrl: BASE };
    const inputData = { contact: '66b1', first_name: 'J', add_labels: ['vip'] };
    const labelled = run(performUpdate, { authData: platform, inputData });
    expect((await failureOf(labelled)).message).toMatch(
      /^Vixiees has no labels\. .*rest of this step works/,
    );
  });
});
