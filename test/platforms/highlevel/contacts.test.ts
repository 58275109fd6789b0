import nock, { type DataMatcherMap } from 'nock';
import { test as performTest } from '../../../authentication.js';
import { perform as performCreate } from '../../../creates/create_contact.js';
import {
  perform as performUpdate,
  platformFields as updateFields,
} from '../../../creates/update_contact.js';
import { perform as performFind } from '../../../searches/find_contact.js';
import { onPlatform } from '../../../steps/on_platform.js';
import type { PlainInputField } from 'zapier-platform-core';
import { contactSample } from '../../../objects/contact.js';
import { highlevelPlatform } from '../../../platforms/highlevel/index.js';
import type { ConnectedPlatform } from '../../../platforms/contract/platform.js';
import {
  type HighlevelSandbox,
  keys,
  locationId as sandboxLocation,
  otherLocationId,
  startHighlevelSandbox,
} from '../../../sandbox/highlevel/index.js';
import { failureOf, run, runKeepingCache } from '../../helpers/app.js';
import { guardNetwork } from '../../helpers/nock.js';

const HOST = 'https://services.leadconnectorhq.com';
const TOKEN = 'pit-5f0c8a1e-2b3d-4e5f-8a9b-0c1d2e3f4a5b';
const LOCATION = 've9EPM428h8vShlRW1KT';
const ID = 'ocQHyuzHvysMo5N5VsXc';
const OTHER_ID = 'seD4PfOuKoVMLkEZqohJ';
const CONTACT = `/contacts/${ID}`;
const CUSTOM_FIELDS = `/locations/${LOCATION}/customFields?model=contact`;
const PAGE = `https://app.gohighlevel.com/v2/location/${LOCATION}/contacts/detail`;
const connection = { platform: 'highlevel', apiKey: TOKEN, accountId: LOCATION };

type Input = Record<string, unknown>;

const update = (inputData: Input, meta = {}) =>
  run(performUpdate, { authData: connection, inputData, meta });
const create = (inputData: Input, meta = {}) =>
  run(performCreate, { authData: connection, inputData, meta });
const find = (inputData: Input) => run(performFind, { authData: connection, inputData });
const ask = <Result>(question: (platform: ConnectedPlatform) => Promise<Result>) =>
  run(onPlatform(question), { authData: connection });

/** Nock for HighLevel; every request must carry the token and the API version. */
function server(): nock.Scope {
  return nock(HOST, {
    reqheaders: { authorization: `Bearer ${TOKEN}`, version: '2021-07-28' },
  });
}

/** A contact as get, update and the duplicate lookup send it. */
function raw(fields: Input = {}): Input {
  return {
    id: ID,
    locationId: LOCATION,
    firstName: 'Jane',
    lastName: 'Doe',
    name: 'jane doe',
    firstNameLowerCase: 'jane',
    fullNameLowerCase: 'jane doe',
    email: 'jane.doe@example.com',
    emailLowerCase: 'jane.doe@example.com',
    phone: '+15552010101',
    address1: '3535 1st St N',
    city: '',
    website: null,
    dateOfBirth: '1990-09-25T00:00:00.000Z',
    tags: ['vip', 'newsletter'],
    customFields: [],
    attachments: [],
    dateAdded: '2021-07-02T05:18:26.704Z',
    dateUpdated: '2021-07-03T05:18:26.704Z',
    ...fields,
  };
}

const shaped = {
  id: ID,
  name: 'Jane Doe',
  first_name: 'Jane',
  last_name: 'Doe',
  email: 'jane.doe@example.com',
  phone: '+15552010101',
  labels: ['vip', 'newsletter'],
  custom_attributes: {},
  created_at: '2021-07-02T05:18:26.704Z',
  updated_at: '2021-07-03T05:18:26.704Z',
  url: `${PAGE}/${ID}`,
  locationId: LOCATION,
  address1: '3535 1st St N',
  date_of_birth: '1990-09-25',
};

/** A contact after a write, as the server answers it: with what was written. */
function written(body: Input, contact = raw()): Input {
  const { customFields = [], ...fields } = body;
  const values = (customFields as { id: string; field_value: unknown }[]).map((item) => ({
    id: item.id,
    value: item.field_value,
  }));
  return {
    ...contact,
    ...fields,
    customFields: [...(contact['customFields'] as object[]), ...values],
  };
}

function answerUpdate(body: Input, contact = raw()): void {
  server()
    .put(CONTACT, body as DataMatcherMap)
    .reply(200, { succeded: true, contact: written(body, contact), traceId: 't' });
}

function definition(id: string, name: string, dataType: string, more: Input = {}): Input {
  const key = name.toLowerCase().replaceAll(' ', '_');
  return { id, name, fieldKey: `contact.${key}`, dataType, model: 'contact', ...more };
}

const definitions = [
  definition('fText', 'Nickname', 'TEXT'),
  definition('fLarge', 'History', 'LARGE_TEXT'),
  definition('fNumber', 'Visits', 'NUMERICAL'),
  definition('fMoney', 'Balance', 'MONETORY'),
  definition('fPhone', 'Work Phone', 'PHONE'),
  definition('fDate', 'Last Visit', 'DATE'),
  definition('fPlan', 'Plan', 'SINGLE_OPTIONS', { picklistOptions: ['Basic', 'Premium'] }),
  definition('fOther', 'Found Us By', 'SINGLE_OPTIONS', {
    picklistOptions: ['Google'],
    isAllowedCustomOption: true,
  }),
  definition('fInsured', 'Insured', 'RADIO', { picklistOptions: ['Yes', 'No'] }),
  definition('fInterests', 'Interests', 'MULTIPLE_OPTIONS', { picklistOptions: ['A', 'B', 'C'] }),
  definition('fColours', 'Colours', 'CHECKBOX', { picklistOptions: ['Red', 'Blue'] }),
  definition('fFamily', 'Family', 'TEXTBOX_LIST', {
    picklistOptions: [
      { id: 'boxSpouse', label: 'Spouse' },
      { id: 'boxChild', label: 'Child' },
    ],
  }),
  definition('fUnnamed', 'Unnamed', 'TEXTBOX_LIST', { picklistOptions: ['One', 'Two'] }),
  definition('fFile', 'Scan', 'FILE_UPLOAD'),
  definition('fSign', 'Signature', 'SIGNATURE'),
  definition('fTime', 'Call At', 'TIME'),
  definition('fOddKey', 'Odd', 'TEXT', { fieldKey: 'contact.vat-id' }),
];
const SPOUSE = 'attr_x_66616d696c792e626f7853706f757365';
const CHILD = 'attr_x_66616d696c792e626f784368696c64';

function answerDefinitions(customFields = definitions): void {
  server().get(CUSTOM_FIELDS).reply(200, { customFields, traceId: 't' });
}

/** What the editor keeps of the fields and hands back at every run. */
const metaOf = (fields: PlainInputField[]) => ({
  inputFields: Object.fromEntries(fields.map(({ key, meta }) => [key, meta ?? {}])),
});
async function fieldMeta() {
  answerDefinitions();
  return metaOf(await run(updateFields, { authData: connection }));
}

function answerLookup(query: string, contact: Input | null): void {
  server()
    .get(`/contacts/search/duplicate?locationId=${LOCATION}&${query}`)
    .reply(200, { contact, traceId: 't' });
}

const refused = (statusCode: number, message: string | string[], more: Input = {}) => {
  const errors: Record<number, string> = { 401: 'Unauthorized', 422: 'Unprocessable Entity' };
  return { statusCode, message, error: errors[statusCode], traceId: 't', ...more };
};
const NO_SCOPE = refused(401, 'The token is not authorized for this scope.');

describe('HighLevel', () => {
  guardNetwork();

  describe('connection', () => {
    const test = (fields = {}) => run(performTest, { authData: { ...connection, ...fields } });

    it('is tested in one request and named after the location, without secrets', async () => {
      server()
        .get(`/locations/${LOCATION}`)
        .reply(200, { location: { id: LOCATION, name: 'Acme Dental' } });
      const result = await test();
      expect(result).toEqual({
        label: 'Acme Dental (Private Integration on services.leadconnectorhq.com)',
      });
    });

    it('is tried on contacts where the token may not read the location', async () => {
      server().get(`/locations/${LOCATION}`).reply(401, NO_SCOPE);
      server()
        .post('/contacts/search', { locationId: LOCATION, pageLimit: 1 })
        .reply(200, { contacts: [], total: 0 });
      expect(await test()).toEqual({
        label: `Location ${LOCATION} (Private Integration on services.leadconnectorhq.com)`,
      });
    });

    it.each(['Invalid token: access token is invalid', 'Invalid Private Integration token'])(
      'asks to reconnect for "%s"',
      async (message) => {
        server().get(`/locations/${LOCATION}`).reply(401, refused(401, message));
        const failure = await failureOf(test());
        expect(failure.name).toBe('ExpiredAuthError');
        expect(failure.message).toMatch(
          /^Your API key does not appear to be valid: HighLevel does not know it\. .*Private Integrations/,
        );
        expect(failure.message).not.toContain(TOKEN);
      },
    );

    it.each([
      [
        401,
        refused(401, 'version header is invalid'),
        /did not accept the API version.*`Version`.*key itself is fine/,
      ],
      [
        401,
        refused(401, 'This authClass type is not allowed'),
        /not of the agency\. It says: "This authClass type is not allowed"\.$/,
      ],
      [
        403,
        refused(403, 'The token does not have access to this location.'),
        /^Location ID: the Private Integration Token has no access.*after `\/location\/`.*key itself is fine/,
      ],
      [
        403,
        refused(403, 'Plan expired'),
        /does not permit this\. Check the scopes.*It says: "Plan expired"/,
      ],
      [
        400,
        refused(400, `Location with id ${LOCATION} not found`),
        /^Location ID: HighLevel has no such location\..*after `\/location\/`/,
      ],
      [404, refused(404, 'Cannot GET /locations'), /found nothing at this address.*API URL/],
      [200, { hello: 'world' }, /does not understand.*API URL leads to HighLevel/],
    ])('explains %s %j without calling the key dead', async (status, body, text) => {
      server().get(`/locations/${LOCATION}`).reply(status, body);
      const { name, message } = await failureOf(test());
      expect(name).toBe('AppError');
      expect(message).toMatch(text);
    });

    it('names the scope that even the second try lacks', async () => {
      server().get(`/locations/${LOCATION}`).reply(401, NO_SCOPE);
      server().post('/contacts/search').reply(401, NO_SCOPE);
      const { name, message } = await failureOf(test());
      expect(name).toBe('AppError');
      expect(message).toMatch(
        /lacks the scope `contacts\.readonly`\. In HighLevel, open Settings → Private Integrations/,
      );
    });

    it('leaves too many requests to Zapier, for as long as the rate window lasts', async () => {
      server().get(`/locations/${LOCATION}`).reply(429, refused(429, 'Too Many Requests'));
      expect(await failureOf(test())).toMatchObject({ name: 'ThrottledError', delay: 10 });
    });

    it.each(['0', '4'])('leaves them to the user where %s are left for the day', async (left) => {
      server()
        .get(`/locations/${LOCATION}`)
        .reply(429, refused(429, 'Too Many Requests'), { 'x-ratelimit-daily-remaining': left });
      const { name, message } = await failureOf(test());
      expect(name).toBe(left === '0' ? 'AppError' : 'ThrottledError');
      if (left === '0') expect(message).toMatch(/^HighLevel allows no more requests today/);
    });

    it.each([
      [{ accountId: '' }, /^Location ID: enter the Location ID.*after `\/location\/`/],
      [{ accountId: 'Acme Dental' }, /^Location ID: `Acme Dental` is not a Location ID/],
      [{ apiKey: '' }, /^API Key: enter your key/],
      [{ baseUrl: 'http://example.com' }, /^API URL: the address must start with/],
    ])('refuses %j without a request', async (fields, text) => {
      expect((await failureOf(test(fields))).message).toMatch(text);
    });

    it('takes another address of the API, cut at a page’s path', async () => {
      nock('https://api.example.com')
        .get(`/locations/${LOCATION}`)
        .reply(200, { location: { name: 'Acme' } });
      expect(
        await test({ baseUrl: `https://api.example.com/v2/location/${LOCATION}/dashboard` }),
      ).toEqual({ label: 'Acme (Private Integration on api.example.com)' });
    });

    it('says where the token is, with a link and the scopes', () => {
      expect(highlevelPlatform.connection.keyHelp).toMatch(
        /\(https:\/\/app\.gohighlevel\.com\).*Settings → Private Integrations.*scopes of contacts/,
      );
    });
  });

  describe('update: what is sent', () => {
    it('is one request by ID with only the filled fields', async () => {
      answerUpdate({ firstName: 'Jane', email: 'jane@example.com', dnd: false });
      expect(
        await update({
          contact: ID,
          first_name: ' Jane ',
          last_name: '',
          email: 'jane@example.com',
          phone: null,
          dnd: 'no',
          add_labels: [],
          clear_fields: [''],
        }),
      ).toEqual({ ...shaped, email: 'jane@example.com', dnd: false, outcome: 'updated' });
    });

    it('is every standard field in the API’s own terms', async () => {
      answerUpdate({
        firstName: 'Jane',
        lastName: 'Doe',
        name: 'Jane Doe',
        email: 'jane@example.com',
        phone: '+15552010109',
        companyName: 'Doe Bakery',
        address1: '1 Main St',
        city: 'Dolomite',
        state: 'AL',
        postalCode: '35061',
        country: 'US',
        website: 'jane.example.com',
        timezone: 'America/Chicago',
        dateOfBirth: '1990-09-25',
        type: 'customer',
        source: '{{contact.source}}',
        assignedTo: 'userAlice',
        dnd: true,
      });
      await update({
        contact: ID,
        default_country: 'US',
        first_name: 'Jane',
        last_name: 'Doe',
        name: 'Jane Doe',
        email: 'jane@example.com',
        phone: '(555) 201-0109',
        company_name: 'Doe Bakery',
        address1: '1 Main St',
        city: 'Dolomite',
        state: 'AL',
        postal_code: 35061,
        country: 'united states',
        website: 'jane.example.com',
        timezone: 'America/Chicago',
        date_of_birth: '1990-09-25T22:00:00-05:00',
        type: 'customer',
        source: '{{contact.source}}',
        assigned_to: 'userAlice',
        dnd: 'true',
      });
    });

    it.each([
      ['il', 'IL'],
      ['Brasil', 'BR'],
      ['Antarctica', 'AQ'],
      ['an', 'AN'],
    ])('names the country %s as %s', async (country, code) => {
      answerUpdate({ country: code });
      await update({ contact: ID, country });
    });

    it('is the Do Not Disturb channels that are filled and no others, without a look before', async () => {
      answerUpdate({
        dndSettings: {
          GMB: { status: 'permanent' },
          Email: { status: 'active', message: 'asked by phone' },
        },
        inboundDndSettings: { all: { status: 'inactive' } },
      });
      await update({
        contact: ID,
        dnd_on: ['Email'],
        dnd_permanent: 'google business (gmb)',
        dnd_off: ['Inbound'],
        dnd_messages: { email: ' asked by phone ', SMS: '' },
      });
    });

    it('is everything that the API can say of Do Not Disturb, in five fields', async () => {
      answerUpdate({
        dnd: true,
        dndSettings: {
          Call: { status: 'inactive', message: 'may call' },
          Email: { status: 'inactive' },
          SMS: { status: 'active', message: 'asked by phone' },
          WhatsApp: { status: 'permanent', message: 'wrote STOP' },
          GMB: { status: 'active' },
          FB: { status: 'permanent' },
        },
        inboundDndSettings: { all: { status: 'active', message: 'spam' } },
      });
      const fields = {
        dnd: 'true',
        dnd_on: ['SMS', 'GMB', 'Inbound'],
        dnd_off: 'Calls, Email',
        dnd_permanent: ['WhatsApp', 'FB'],
        // As an agent writes it.
        dnd_messages:
          '{"Call":"may call","SMS":"asked by phone","WhatsApp":"wrote STOP","Inbound":"spam"}',
      };
      expect(Object.keys(fields).length).toBeLessThanOrEqual(5);
      await update({ contact: ID, ...fields });
    });

    it.each([
      ['Customer', 'customer'],
      ['LEAD', 'lead'],
      ['past_customer', 'past_customer'],
      ['Funding Lead', 'Funding Lead'],
    ])('is a contact type of the location’s own list: %s', async (type, sent) => {
      answerUpdate({ type: sent });
      await update({ contact: ID, type });
    });

    it('suggests the two types that every location has', async () => {
      answerDefinitions();
      const fields = await run(updateFields, { authData: connection });
      expect(fields.find(({ key }) => key === 'type')).toMatchObject({
        choices: { lead: 'Lead', customer: 'Customer' },
        helpText: expect.stringMatching(/your location/),
      });
    });

    it('empties fields with null, and labels with an empty list', async () => {
      answerUpdate({
        firstName: null,
        email: null,
        phone: null,
        assignedTo: null,
        dateOfBirth: null,
        tags: [],
      });
      await update({
        contact: ID,
        clear_fields: ['first_name', 'email', 'phone', 'assigned_to', 'date_of_birth', 'labels'],
      });
    });

    it('refuses an ID that would lead to another path', async () => {
      const { message } = await failureOf(update({ contact: '../locations/x', city: 'x' }));
      expect(message).toMatch(/^Contact: `\.\.\/locations\/x` is not a contact ID of HighLevel/);
    });
  });

  describe('custom fields', () => {
    it('are offered as typed fields, those that cannot be written left out', async () => {
      answerDefinitions();
      const fields = await run(updateFields, { authData: connection });
      const custom = fields.filter(({ key }) => key.startsWith('attr_'));
      expect(
        custom.map(({ key, label, type, list, choices }) => [key, label, type, list, choices]),
      ).toEqual([
        ['attr_nickname', 'Nickname', 'string', undefined, undefined],
        ['attr_history', 'History', 'text', undefined, undefined],
        ['attr_visits', 'Visits', 'number', undefined, undefined],
        ['attr_balance', 'Balance', 'number', undefined, undefined],
        ['attr_work_phone', 'Work Phone', 'string', undefined, undefined],
        ['attr_last_visit', 'Last Visit', 'datetime', undefined, undefined],
        ['attr_plan', 'Plan', 'string', undefined, ['Basic', 'Premium']],
        ['attr_found_us_by', 'Found Us By', 'string', undefined, ['Google']],
        ['attr_insured', 'Insured', 'string', undefined, ['Yes', 'No']],
        ['attr_interests', 'Interests', 'string', true, ['A', 'B', 'C']],
        ['attr_colours', 'Colours', 'string', true, ['Red', 'Blue']],
        [SPOUSE, 'Family: Spouse', 'string', undefined, undefined],
        [CHILD, 'Family: Child', 'string', undefined, undefined],
        ['attr_x_7661742d6964', 'Odd', 'string', undefined, undefined],
      ]);
      expect(new Set(fields.map(({ key }) => key)).size).toBe(fields.length);
      for (const { meta = {}, required } of custom) {
        expect(required).toBe(false);
        for (const value of Object.values(meta)) expect(typeof value).toMatch(/string|boolean/);
      }
    });

    it('are named where they can not be written, times with the reason', async () => {
      answerDefinitions();
      const fields = await run(updateFields, { authData: connection });
      const notices = fields.filter(({ type }) => type === 'copy').map(({ helpText }) => helpText);
      expect(notices).toEqual([
        expect.stringMatching(/not to be written.*: Unnamed, Scan, Signature\.$/),
        expect.stringMatching(/times.*changed.*: Call At\.$/),
      ]);
    });

    it('of the type time are refused, also by a form from before', async () => {
      const { inputFields } = await fieldMeta();
      const meta = { id: 'fTime', attribute: 'call_at', label: 'Call At', type: 'TIME' };
      const { message } = await failureOf(
        update(
          { contact: ID, attr_call_at: '14:30' },
          { inputFields: { ...inputFields, attr_call_at: { ...meta, options: '[]', box: '' } } },
        ),
      );
      expect(message).toMatch(/^Call At: HighLevel gives times back changed/);
    });

    it('give way to a notice where the token may not read them', async () => {
      server().get(CUSTOM_FIELDS).reply(401, NO_SCOPE);
      const fields = await run(updateFields, { authData: connection });
      expect(fields.find(({ key }) => key === 'first_name')).toBeDefined();
      expect(fields.find(({ key }) => key === 'custom_fields_notice')).toMatchObject({
        type: 'copy',
        group: 'custom_fields',
        helpText: expect.stringContaining('`locations/customFields.readonly`'),
      });
    });

    it('are written by ID with their types, in one request when the editor kept their meta', async () => {
      const meta = await fieldMeta();
      answerUpdate({
        customFields: [
          { id: 'fText', field_value: 'JD' },
          { id: 'fNumber', field_value: 25 },
          { id: 'fMoney', field_value: 49.9 },
          { id: 'fPhone', field_value: '+15552010199' },
          { id: 'fDate', field_value: '2027-03-14' },
          { id: 'fPlan', field_value: 'Premium' },
          { id: 'fOther', field_value: 'A friend' },
          { id: 'fInsured', field_value: 'Yes' },
          { id: 'fInterests', field_value: ['B', 'A'] },
          { id: 'fColours', field_value: ['Red'] },
          { id: 'fOddKey', field_value: 'BR-1' },
        ],
      });
      await update(
        {
          contact: ID,
          attr_nickname: 'JD',
          attr_visits: '25',
          attr_balance: 49.9,
          attr_work_phone: '+1 (555) 201-0199',
          attr_last_visit: '2027-03-14T23:30:00-03:00',
          attr_plan: 'premium',
          attr_found_us_by: 'A friend',
          attr_insured: 'yes',
          attr_interests: 'b, A',
          attr_colours: 'Red',
          attr_x_7661742d6964: 'BR-1',
        },
        meta,
      );
    });

    it('are read once when there is no meta', async () => {
      answerDefinitions();
      answerUpdate({ customFields: [{ id: 'fNumber', field_value: 3 }] });
      await update({ contact: ID, attr_visits: 3 });
    });

    it('take an option that was added after the form was loaded', async () => {
      const meta = await fieldMeta();
      answerDefinitions([
        definition('fPlan', 'Plan', 'SINGLE_OPTIONS', { picklistOptions: ['X'] }),
      ]);
      answerUpdate({ customFields: [{ id: 'fPlan', field_value: 'X' }] });
      await update({ contact: ID, attr_plan: 'x' }, meta);
    });

    it.each([
      [{ attr_plan: 'Gold' }, /^Plan: `Gold` is not one of its options: `Basic`, `Premium`/],
      [{ attr_interests: ['A', 'Z'] }, /^Interests: `Z` is not one of its options: `A`, `B`, `C`/],
      [{ attr_gone: 'x' }, /^`attr_gone`: this location has no such custom field any more/],
      [{ attr_scan: 'x' }, /^`attr_scan`: this location has no such custom field.*can be written/],
      [{ clear_fields: ['attr_gone'] }, /^`attr_gone`: this location has no such custom field/],
    ])('%j is refused after a fresh look', async (input, text) => {
      const meta = await fieldMeta();
      answerDefinitions();
      expect((await failureOf(update({ contact: ID, ...input }, meta))).message).toMatch(text);
    });

    it.each([
      [{ attr_visits: 'many' }, /^Visits: `many` is not a number/],
      [{ attr_last_visit: '2026-02-30' }, /^Last Visit: `2026-02-30` is not a date/],
      [{ attr_work_phone: '555 201 0199' }, /^Work Phone: `555 201 0199` has no country code/],
      [{ attr_work_phone: '+1 23' }, /^Work Phone: `\+1 23` is not a phone number/],
    ])('%j is refused without a request', async (input, text) => {
      const meta = await fieldMeta();
      expect((await failureOf(update({ contact: ID, ...input }, meta))).message).toMatch(text);
    });

    it('are emptied with an empty text', async () => {
      const meta = await fieldMeta();
      answerUpdate({
        city: null,
        customFields: [
          { id: 'fText', field_value: '' },
          { id: 'fInterests', field_value: '' },
        ],
      });
      await update(
        { contact: ID, clear_fields: ['attr_nickname', 'city', 'attr_interests'] },
        meta,
      );
    });

    it('keep the boxes of a list that the step did not name', async () => {
      const meta = await fieldMeta();
      const held = { boxSpouse: 'Jim', boxChild: 'Ann', boxOld: 'x' };
      const contact = raw({ customFields: [{ id: 'fFamily', value: held }] });
      server().get(CONTACT).reply(200, { contact });
      answerDefinitions();
      answerUpdate(
        {
          customFields: [
            { id: 'fFamily', field_value: { ...held, boxChild: '', boxSpouse: 'Joe' } },
          ],
        },
        contact,
      );
      const updated = await update({ contact: ID, [SPOUSE]: 'Joe', clear_fields: [CHILD] }, meta);
      const family = { ...held, boxChild: '', boxSpouse: 'Joe' };
      expect(updated).toMatchObject({ custom_attributes: { family } });
    });

    describe('in the output', () => {
      const held = [
        { id: 'fText', value: 'JD' },
        { id: 'fDate', value: 1747699200000 },
        { id: 'fInterests', value: ['A'] },
      ];
      const named = { nickname: 'JD', last_visit: '2025-05-20', interests: ['A'] };

      it('stand under their keys, for one request that later runs don’t repeat', async () => {
        answerUpdate({ city: 'x' }, raw({ customFields: held }));
        answerDefinitions();
        expect(await update({ contact: ID, city: 'x' })).toMatchObject({
          custom_attributes: named,
        });
        answerUpdate({ city: 'y' }, raw({ customFields: held }));
        const again = { authData: connection, inputData: { contact: ID, city: 'y' } };
        expect(await runKeepingCache(performUpdate, again)).toMatchObject({
          custom_attributes: named,
        });
      });

      it('need no request where the step’s own fields name them all', async () => {
        const meta = await fieldMeta();
        answerUpdate(
          { customFields: [{ id: 'fText', field_value: 'JD' }] },
          raw({ customFields: [{ id: 'fText', value: 'JD' }] }),
        );
        const updated = await update({ contact: ID, attr_nickname: 'JD' }, meta);
        expect(updated).toMatchObject({ custom_attributes: { nickname: 'JD' } });
      });

      it('keep their IDs where the token may not read the fields, and are asked for once', async () => {
        const ids = { fText: 'JD', fDate: 1747699200000, fInterests: ['A'] };
        server()
          .get(CONTACT)
          .twice()
          .reply(200, { contact: raw({ customFields: held }) });
        server().get(CUSTOM_FIELDS).reply(401, NO_SCOPE);
        const bundle = { authData: connection, inputData: { contact: ID } };
        expect(await run(performFind, bundle)).toMatchObject([{ custom_attributes: ids }]);
        expect(await runKeepingCache(performFind, bundle)).toMatchObject([
          { custom_attributes: ids },
        ]);
      });

      it('keep the ID of a field made since they were read', async () => {
        answerUpdate({ city: 'x' }, raw({ customFields: [{ id: 'fNew', value: 1 }, ...held] }));
        answerDefinitions();
        expect(await update({ contact: ID, city: 'x' })).toMatchObject({
          custom_attributes: { ...named, fNew: 1 },
        });
      });

      it('never turn a write that was done into a failure', async () => {
        answerUpdate({ city: 'x' }, raw({ customFields: [{ id: 'fText', value: 'JD' }] }));
        server().get(CUSTOM_FIELDS).reply(503, 'down');
        expect(await update({ contact: ID, city: 'x' })).toMatchObject({
          outcome: 'updated',
          custom_attributes: { fText: 'JD' },
        });
      });

      it('stop a search when they cannot be named, rather than change its shape', async () => {
        server()
          .get(CONTACT)
          .reply(200, { contact: raw({ customFields: held }) });
        server().get(CUSTOM_FIELDS).reply(503, 'down');
        expect((await failureOf(find({ contact: ID }))).message).toMatch(/status 503/);
      });

      it('have labels', async () => {
        answerDefinitions();
        const fields = await ask(
          async ({ contacts }) => (await contacts.attributeOutputs?.()) ?? [],
        );
        expect(fields).toContainEqual({ key: 'custom_attributes__nickname', label: 'Nickname' });
        expect(fields).toContainEqual({ key: 'custom_attributes__scan', label: 'Scan' });
        expect(fields).toContainEqual({
          key: 'custom_attributes__family__boxSpouse',
          label: 'Family: Spouse',
        });
      });
    });
  });

  describe('labels', () => {
    const tags = `${CONTACT}/tags`;

    it('are added and removed by requests of their own, which keep all others', async () => {
      answerUpdate({ city: 'x' });
      server()
        .post(tags, { tags: ['Lead', 'a, b'] })
        .reply(201, { tags: ['vip', 'newsletter', 'lead', 'a, b'] });
      server()
        .delete(tags, { tags: ['newsletter'] })
        .reply(200, { tags: ['vip', 'lead', 'a, b'] });
      const contact = await update({
        contact: ID,
        city: 'x',
        add_labels: ['Lead', 'a, b'],
        remove_labels: ['newsletter'],
      });
      expect(contact).toMatchObject({ labels: ['vip', 'lead', 'a, b'] });
    });

    it('alone cost one more request, which reads the contact', async () => {
      server().get(CONTACT).reply(200, { contact: raw() });
      server()
        .post(tags, { tags: ['lead'] })
        .reply(201, { tags: ['vip', 'newsletter', 'lead'] });
      expect(await update({ contact: ID, add_labels: ['lead'] })).toEqual({
        ...shaped,
        labels: ['vip', 'newsletter', 'lead'],
        outcome: 'updated',
      });
    });

    it('are replaced together with the fields', async () => {
      answerUpdate({ city: 'x', tags: ['vip', 'lead'] }, raw({ tags: ['vip', 'lead'] }));
      const contact = await update({ contact: ID, city: 'x', replace_labels: ['vip', 'lead'] });
      expect(contact).toMatchObject({ labels: ['vip', 'lead'] });
    });

    it('that fail after the fields were written are reported as just that', async () => {
      answerUpdate({ city: 'x' });
      server().post(tags).reply(201, { tags: [] });
      server().delete(tags).reply(401, NO_SCOPE);
      const { name, message } = await failureOf(
        update({ contact: ID, city: 'x', add_labels: ['a'], remove_labels: ['b'] }),
      );
      expect(name).toBe('AppError');
      expect(message).toMatch(
        /lacks the scope `contacts\.write`.*Done: the fields, the tags to add\. Not done: the tags to remove\./,
      );
    });

    it('are changed by steps of their own', async () => {
      const change = (add: string[], remove: string[], replace?: string[]) =>
        ask(async ({ contacts }) => contacts.labels?.change(ID, { add, remove, replace }));
      server()
        .post(tags, { tags: ['a'] })
        .reply(201, { tags: ['vip', 'a'] });
      expect(await change(['a'], [])).toEqual(['vip', 'a']);
      server()
        .delete(tags, { tags: ['vip'] })
        .reply(200, { tags: ['a'] });
      expect(await change([], ['vip'])).toEqual(['a']);
      answerUpdate({ tags: ['z'] }, raw({ tags: ['z'] }));
      expect(await change([], [], ['z'])).toEqual(['z']);
    });

    it('are offered as the location has them', async () => {
      server()
        .get(`/locations/${LOCATION}/tags`)
        .reply(200, { tags: [{ id: 't1', name: 'vip', locationId: LOCATION }] });
      expect(await ask(async ({ contacts }) => contacts.labels?.choices())).toEqual([
        { id: 'vip', label: 'vip' },
      ]);
    });
  });

  describe('finding the contact to update', () => {
    it.each([
      ['email', 'JANE.doe+x@example.com', 'email=JANE.doe%2Bx%40example.com'],
      ['phone', '+1 555-201-0101', 'number=%2B15552010101'],
    ])('by %s costs one request more', async (findBy, contact, query) => {
      answerLookup(query, raw({ email: 'jane.doe+x@example.com' }));
      answerUpdate({ city: 'x' });
      expect(await update({ find_by: findBy, contact, city: 'x' })).toMatchObject({ id: ID });
    });

    it('takes a second e-mail or phone for the contact’s own', async () => {
      answerLookup(
        'email=j%40example.com',
        raw({ additionalEmails: [{ email: 'J@example.com', validEmail: true }] }),
      );
      expect(await find({ email: 'j@example.com' })).toMatchObject([{ id: ID }]);
      answerLookup('number=%2B15552010177', raw({ additionalPhones: ['+1 555 201 0177'] }));
      expect(await find({ phone: '+15552010177' })).toMatchObject([{ id: ID }]);
    });

    it.each([{}, { traceId: 't' }, { contact: {} }, { contact: '' }, [], 'ok', null])(
      'takes only a contact that is null for a miss, not %j',
      async (answer) => {
        server()
          .get(/duplicate/)
          .reply(200, JSON.stringify(answer));
        const { message } = await failureOf(
          update({ find_by: 'email', contact: 'new@example.com', if_missing: 'create' }),
        );
        expect(message).toMatch(/does not understand/);
      },
    );

    it('checks the server’s match again', async () => {
      answerLookup('email=other%40example.com', raw());
      const { message } = await failureOf(
        update({ find_by: 'email', contact: 'other@example.com', city: 'x' }),
      );
      expect(message).toMatch(/no contact with the email `other@example\.com`/);
    });

    it('creates a missing contact in one request more, labels and all', async () => {
      answerLookup('email=new%40example.com', null);
      const body = {
        locationId: LOCATION,
        email: 'new@example.com',
        firstName: 'New',
        tags: ['lead'],
      };
      server()
        .post('/contacts/', body)
        .reply(201, { contact: written(body, raw({ id: OTHER_ID })) });
      const contact = await update({
        find_by: 'email',
        contact: 'new@example.com',
        if_missing: 'create',
        first_name: 'New',
        add_labels: ['lead'],
        clear_fields: ['city'],
      });
      expect(contact).toMatchObject({ id: OTHER_ID, outcome: 'created', labels: ['lead'] });
    });

    it('by an unknown ID says so, or does nothing when asked to', async () => {
      const unknown = () =>
        server()
          .put(CONTACT)
          .reply(400, refused(400, `Contact with id ${ID} not found`));
      unknown();
      const { message } = await failureOf(update({ contact: ID, city: 'x' }));
      expect(message).toBe(
        `HighLevel has no contact ${ID} in this location. Check the ID, or map it from a Find step, and check the connection's Location ID.`,
      );
      unknown();
      expect(await update({ contact: ID, city: 'x', if_missing: 'skip' })).toEqual({
        outcome: 'not_found',
      });
    });

    it('by external ID is refused without a request', async () => {
      const input = { find_by: 'external_id', contact: 'crm-1', city: 'x' };
      expect((await failureOf(update(input))).message).toBe(
        'HighLevel contacts have no external ID. Find the contact by its ID, email or phone instead.',
      );
    });
  });

  describe('bad input is refused before any request', () => {
    it.each([
      [
        { contact: 'jane@example.com', find_by: 'id', city: 'x' },
        /^Contact: `jane@example\.com` is not an ID, which Find Contact By says/,
      ],
      [{ contact: '15552010101', city: 'x' }, /^Contact: `15552010101` has no country code/],
      [{ contact: ID, email: 'jane' }, /^Email: `jane` is not an email address/],
      [{ contact: ID, phone: '201-0101' }, /^Phone: `201-0101` has no country code/],
      [{ contact: ID, country: 'Atlantis' }, /^Country: `Atlantis` is not a country/],
      [
        { contact: ID, country: 'Curaçao' },
        /^Country: HighLevel does not have `Curaçao \(CW\)` in its list/,
      ],
      [{ contact: ID, timezone: 'Chicago' }, /^Time Zone: `Chicago` is not .*`America\/Chicago`/],
      [
        { contact: ID, date_of_birth: '25/09/1990' },
        /^Date of Birth: `25\/09\/1990` is not a date/,
      ],
      [{ contact: ID, dnd: 'perhaps' }, /^Do Not Disturb: `perhaps` is neither yes nor no/],
      [
        { contact: ID, dnd_on: ['Fax'] },
        /^Do Not Disturb On: `Fax` is not one of its options: `Call`, `Email`, .*`Inbound`/,
      ],
      [
        { contact: ID, dnd_permanent: ['Inbound'] },
        /^Do Not Disturb for Good: `Inbound` is not one of its options: `Call`, .*`FB`\.$/,
      ],
      [
        { contact: ID, dnd_on: ['SMS'], dnd_off: 'email,sms' },
        /^SMS is in Do Not Disturb On and in Do Not Disturb Off\. Take it out of one of them/,
      ],
      [
        { contact: ID, dnd_on: ['SMS'], dnd_messages: { FB: 'x' } },
        /^Do Not Disturb Messages: .*Facebook \(FB\).* Do Not Disturb On, Off or for Good/,
      ],
      [
        { contact: ID, dnd_messages: { Fax: 'x' } },
        /^Do Not Disturb Messages: `Fax` is not one of its options: `Call`/,
      ],
      [{ contact: ID, dnd_on: 'SMS', dnd_messages: 'asked' }, /^Do Not Disturb Messages: .*row/],
      [{ contact: ID, dnd_sms: 'active' }, /^`dnd_sms` is not a field of this step/],
      [{ contact: ID, gender: 'female' }, /^`gender` is not a field of this step/],
      [{ contact: ID, external_id: 'x' }, /^`external_id` is not a field of this step/],
      [{ contact: ID, postalCode: 'x' }, /^`postalCode` is not a field of this step/],
      [{ contact: ID, replace_labels: ['a'], add_labels: ['b'] }, /^Replace Tags: .*Add Tags/],
      [{ contact: ID, clear_fields: ['city'], city: 'x' }, /^Clear Fields: `city` .*has a value/],
    ])('%j', async (input, text) => {
      const { name, message } = await failureOf(update(input));
      expect(name).toBe('AppError');
      expect(message).toMatch(text);
    });

    it.each(['postal_code', 'country', 'dnd', 'dnd_on', 'type'])(
      '%s cannot be emptied',
      async (field) => {
        const { message } = await failureOf(update({ contact: ID, clear_fields: [field] }));
        expect(message).toMatch(/^Clear Fields: .* is not one of the fields that can be emptied/);
      },
    );

    it('nothing to change halts without an error', async () => {
      expect((await failureOf(update({ contact: ID, city: ' ' }))).name).toBe('HaltedError');
    });
  });

  describe('what the server refuses', () => {
    const duplicate = (meta?: Input) =>
      refused(400, 'This location does not allow duplicated contacts.', meta && { meta });

    it('as a duplicate names the owner even where it does not say of what', async () => {
      const meta = { contactId: OTHER_ID, contactName: 'Omar Haddad' };
      server().put(CONTACT).reply(400, duplicate(meta));
      const { message } = await failureOf(update({ contact: ID, first_name: 'O' }));
      expect(message).toMatch(
        new RegExp(`another contact, Omar Haddad \\(ID ${OTHER_ID}\\), already has it`),
      );
    });

    it('as a duplicate is explained with the owner it names', async () => {
      const meta = { contactId: OTHER_ID, contactName: 'Omar Haddad', matchingField: 'email' };
      server().put(CONTACT).reply(400, duplicate(meta));
      const { message } = await failureOf(update({ contact: ID, email: 'omar@example.com' }));
      expect(message).toBe(
        `Email: \`omar@example.com\` already belongs to another contact, Omar Haddad (ID ${OTHER_ID}). Update that contact instead, or use another value.`,
      );
    });

    it('as a duplicate without naming the owner is explained by a lookup', async () => {
      server().post('/contacts/').reply(400, duplicate());
      answerLookup('email=new%40example.com', null);
      answerLookup('number=%2B15552010101', raw());
      const { message } = await failureOf(
        create({ email: 'new@example.com', phone: '+15552010101' }),
      );
      expect(message).toMatch(
        new RegExp(`^Phone: \`\\+15552010101\` already belongs to .* Jane Doe \\(ID ${ID}\\)`),
      );
    });

    it('as a duplicate that nobody can be found for still says what to do', async () => {
      server().put(CONTACT).reply(400, duplicate());
      answerLookup('email=new%40example.com', null);
      const { message } = await failureOf(update({ contact: ID, email: 'new@example.com' }));
      expect(message).toMatch(
        /already has a contact with this email or phone.*Update that contact/,
      );
    });

    it.each([
      [
        422,
        refused(422, ['email must be an email', 'dndSettings.SMS.status must be one of: active']),
        `HighLevel refused the values (contact ${ID}). It says: "Email must be an email Do Not Disturb by channel (SMS) must be one of: active".`,
      ],
      [
        422,
        refused(422, ['property companyName should not exist']),
        `HighLevel refused the values (contact ${ID}). It says: "property Company Name should not exist".`,
      ],
      [
        422,
        refused(422, 'Contacts without email, phone, firstName and lastName are not allowed.'),
        'HighLevel keeps no contact without an email, a phone number, a first name or a last name. Fill in at least one of Email, Phone, First Name and Last Name.',
      ],
      [
        400,
        refused(400, 'Bad things'),
        `HighLevel refused the values (contact ${ID}). It says: "Bad things".`,
      ],
      [
        403,
        refused(403, 'The token does not have access to this location.'),
        `Location ID: the Private Integration Token has no access to this location (contact ${ID}). Enter the ID of the sub-account in which it was made: the part after \`/location/\` in its address bar. The key itself is fine.`,
      ],
      [
        401,
        NO_SCOPE,
        `This token may not do this (contact ${ID}): it lacks the scope \`contacts.write\`. In HighLevel, open Settings → Private Integrations, tick it in this token's integration, and save. The token stays the same.`,
      ],
    ])('with %s %j', async (status, body, text) => {
      server().put(CONTACT).reply(status, body);
      expect(await failureOf(update({ contact: ID, city: 'x' }))).toEqual({
        name: 'AppError',
        message: text,
      });
    });

    it('is no change when the answer is not HighLevel’s', async () => {
      server().put(CONTACT).reply(200, { succeded: true });
      expect((await failureOf(update({ contact: ID, city: 'x' }))).message).toMatch(
        /does not understand.*may have been made all the same/,
      );
    });
  });

  describe('what the server does not take, without a word', () => {
    const answer = (body: Input, contact: Input) =>
      server()
        .put(CONTACT, body as DataMatcherMap)
        .reply(200, { succeded: true, contact, traceId: 't' });

    it('is no update: the fields are named, and what to do', async () => {
      const meta = await fieldMeta();
      const customFields = [
        { id: 'fText', field_value: 'JD' },
        { id: 'fNumber', field_value: 3 },
      ];
      const held = [{ id: 'fText', value: 'JD' }];
      answer(
        { city: 'Mobile', type: 'vendor', customFields },
        raw({ type: 'lead', customFields: held }),
      );
      const input = { city: 'Mobile', type: 'vendor', attr_nickname: 'JD', attr_visits: 3 };
      expect(await failureOf(update({ contact: ID, ...input }, meta))).toEqual({
        name: 'AppError',
        message: `City, Contact Type, Visits: HighLevel updated contact ${ID}, but its answer shows another value than asked for. Correct it in HighLevel; everything else is saved.`,
      });
    });

    it('stops no other part of the step', async () => {
      answer({ city: 'Mobile' }, raw({ city: 'Dolomite' }));
      server()
        .post(`${CONTACT}/tags`, { tags: ['lead'] })
        .reply(201, { tags: ['lead'] });
      const input = { contact: ID, city: 'Mobile', add_labels: ['lead'] };
      expect((await failureOf(update(input))).message).toMatch(/^City: HighLevel updated/);
    });

    it('halts a create, which nothing may repeat', async () => {
      server()
        .post('/contacts/', { locationId: LOCATION, firstName: 'New', city: 'Mobile' })
        .reply(201, { contact: raw({ firstName: 'New' }) });
      expect(await failureOf(create({ first_name: 'New', city: 'Mobile' }))).toEqual({
        name: 'HaltedError',
        message: expect.stringMatching(`^City: HighLevel created contact ${ID}`) as string,
      });
    });

    it('by an empty text is tried with null, and said where that does not help either', async () => {
      const meta = await fieldMeta();
      const held = raw({ customFields: [{ id: 'fPlan', value: 'Basic' }] });
      const emptying = (value: unknown) => ({
        customFields: [{ id: 'fPlan', field_value: value }],
      });
      answer(emptying(''), held);
      answer(emptying(null), raw());
      const input = { contact: ID, clear_fields: ['attr_plan'] };
      expect(await update(input, meta)).toMatchObject({
        outcome: 'updated',
        custom_attributes: {},
      });
      answer(emptying(''), held);
      answer(emptying(null), held);
      expect((await failureOf(update(input, meta))).message).toMatch(/^Plan: HighLevel updated/);
      answer(emptying(''), held);
      server().put(CONTACT).reply(422, refused(422, 'field_value must be a string'));
      expect((await failureOf(update(input, meta))).message).toMatch(/^Plan: HighLevel updated/);
    });
  });

  describe('create', () => {
    it('is one request with labels, gender and custom fields', async () => {
      const meta = await fieldMeta();
      const { gender, ...body } = {
        locationId: LOCATION,
        firstName: 'New',
        gender: 'female',
        tags: ['lead'],
        dndSettings: { SMS: { status: 'active' } },
        customFields: [
          { id: 'fPlan', field_value: 'Basic' },
          { id: 'fFamily', field_value: { boxSpouse: 'Joe', boxChild: 'Ann' } },
        ],
      };
      server()
        .post('/contacts/', { ...body, gender })
        .reply(201, { contact: written(body, raw({ id: OTHER_ID })), traceId: 't' });
      const input = {
        first_name: 'New',
        gender: 'female',
        dnd_on: ['SMS'],
        attr_plan: 'basic',
        [SPOUSE]: 'Joe',
        [CHILD]: 'Ann',
        replace_labels: ['lead'],
      };
      expect(await create(input, meta)).toEqual({
        ...shaped,
        id: OTHER_ID,
        name: 'New Doe',
        first_name: 'New',
        labels: ['lead'],
        dndSettings: { SMS: { status: 'active' } },
        custom_attributes: { plan: 'Basic', family: { boxSpouse: 'Joe', boxChild: 'Ann' } },
        url: `${PAGE}/${OTHER_ID}`,
      });
    });

    it('sets the type by a second request, and says so when that fails', async () => {
      const answer = () =>
        server()
          .post('/contacts/', { locationId: LOCATION, firstName: 'New' })
          .reply(201, { contact: raw({ firstName: 'New' }) });
      answer();
      answerUpdate({ type: 'customer' }, raw({ type: 'customer' }));
      expect(await create({ first_name: 'New', type: 'customer' })).toMatchObject({
        type: 'customer',
      });
      answer();
      server().put(CONTACT).reply(500, {});
      const { message } = await failureOf(create({ first_name: 'New', type: 'customer' }));
      expect(message).toMatch(/Done: the new contact\. Perhaps done: the contact type/);
    });

    it('alone offers the gender', async () => {
      const offers = async (purpose: 'create' | 'update') => {
        answerDefinitions();
        const fields = await ask(({ contacts }) => contacts.inputFields(purpose));
        return fields.some(({ key }) => key === 'gender');
      };
      expect([await offers('create'), await offers('update')]).toEqual([true, false]);
    });
  });

  describe('find', () => {
    it('by ID reads that contact, and an unknown one is a miss', async () => {
      server().get(CONTACT).reply(200, { contact: raw() });
      expect(await find({ contact: ID })).toEqual([shaped]);
      server()
        .get(CONTACT)
        .reply(400, refused(400, `Contact with id ${ID} not found`));
      expect(await find({ contact: ID })).toEqual([]);
    });

    it('asks for the surest key first and stops at the first hit', async () => {
      answerLookup('email=jane.doe%40example.com', raw());
      const input = { phone: '+15552010109', email: 'jane.doe@example.com' };
      expect(await find(input)).toMatchObject([{ id: ID }]);
    });

    it('goes on to the next key after a miss', async () => {
      server()
        .get(CONTACT)
        .reply(400, refused(400, `Contact with id ${ID} not found`));
      answerLookup('email=a%40b.co', null);
      answerLookup('number=%2B15552010101', raw());
      const input = { contact: ID, email: 'a@b.co', phone: '+15552010101' };
      expect(await find(input)).toMatchObject([{ id: ID }]);
    });

    it('by text gives the search’s first page in the same shape as all else', async () => {
      const { name, address1, ...rest } = raw();
      const found = {
        ...rest,
        contactName: name,
        address: address1,
        dateOfBirth: Date.UTC(1990, 8, 25),
        searchAfter: [1, ID],
        businessName: null,
      };
      server()
        .post('/contacts/search', { locationId: LOCATION, pageLimit: 20, query: 'jane' })
        .reply(200, { contacts: [found, { ...found, id: OTHER_ID }], total: 2, traceId: 't' });
      expect(await find({ text: ' jane ' })).toEqual([
        shaped,
        { ...shaped, id: OTHER_ID, url: `${PAGE}/${OTHER_ID}` },
      ]);
    });

    it('reads the custom fields once for all contacts it finds', async () => {
      const contacts = [ID, OTHER_ID].map((id) =>
        raw({ id, customFields: [{ id: 'fText', value: id }] }),
      );
      server().post('/contacts/search').reply(200, { contacts, total: 2 });
      answerDefinitions();
      expect((await find({ text: 'jane' })).map((found) => found.custom_attributes)).toEqual([
        { nickname: ID },
        { nickname: OTHER_ID },
      ]);
    });

    it.each([
      [{ firstName: 'jane', firstNameRaw: 'Jane', lastName: 'mcdoe', lastNameRaw: 'McDoe' }],
      [{ firstName: 'Jane', lastName: 'McDoe', firstNameLowerCase: 'jane' }],
      [{ firstName: null, firstNameRaw: null, firstNameLowerCase: 'Jane', lastName: 'McDoe' }],
      [{ firstNameLowerCase: 'Jane', lastNameLowerCase: 'McDoe', contactName: 'x', name: 'y' }],
    ])('by text has the names as they were written, or at all: %j', async (names) => {
      server()
        .post('/contacts/search')
        .reply(200, { contacts: [{ id: ID, ...names }], total: 1 });
      const [found] = await find({ text: 'jane' });
      expect(found).toMatchObject({
        name: 'Jane McDoe',
        first_name: 'Jane',
        last_name: 'McDoe',
      });
      expect(Object.keys(found ?? {}).join()).not.toMatch(/Raw|LowerCase/);
    });

    it('falls back on the name the API gives where there is no first and last name', async () => {
      server()
        .get(CONTACT)
        .reply(200, { contact: { id: ID, name: 'Jane & Co' } });
      expect(await find({ contact: ID })).toEqual([
        {
          id: ID,
          name: 'Jane & Co',
          first_name: 'Jane',
          last_name: '& Co',
          custom_attributes: {},
          url: `${PAGE}/${ID}`,
        },
      ]);
    });

    it.each([
      [{ text: 'x'.repeat(76) }, /^Search Text: the text has 76 characters; at most 75/],
      [{ contact: 'jane' }, /^Contact: `jane` is not a contact ID/],
      [{ external_id: 'crm-1', email: 'a@b.co' }, /have no external ID/],
    ])('refuses %j without a request', async (input, text) => {
      expect((await failureOf(find(input))).message).toMatch(text);
    });

    it('leaves a dead server’s error an error, not a miss', async () => {
      server().get(CONTACT).reply(503, 'down');
      expect((await failureOf(find({ contact: ID }))).message).toMatch(/status 503/);
      server().get(CONTACT).reply(401, NO_SCOPE);
      expect((await failureOf(find({ contact: ID }))).message).toMatch(
        /lacks the scope `contacts\.readonly`/,
      );
    });
  });

  describe('dropdowns', () => {
    const page = (number: number, contacts: Input[]) =>
      server()
        .post('/contacts/search', {
          locationId: LOCATION,
          page: number,
          pageLimit: 50,
          sort: [{ field: 'dateAdded', direction: 'desc' }],
        })
        .reply(200, { contacts, total: 60 });

    it('offer contacts newest first, page by page, without reading custom fields', async () => {
      const customFields = [{ id: 'fText', value: 'x' }];
      page(1, Array<Input>(50).fill(raw({ customFields })));
      const list = (number: number) =>
        ask(async ({ lists }) => lists.list_contacts?.(number, {}) ?? []);
      const first = await list(1);
      expect(first[0]).toEqual({
        id: ID,
        label: 'Jane Doe (jane.doe@example.com, +15552010101)',
      });
      const nameless = raw({ firstName: null, lastName: null, name: null });
      page(2, [
        raw({ email: null }),
        { ...nameless, firstNameLowerCase: null, fullNameLowerCase: null },
      ]);
      expect(await list(2)).toEqual([
        { id: ID, label: 'Jane Doe (+15552010101)' },
        { id: ID, label: `Contact ${ID} (jane.doe@example.com, +15552010101)` },
      ]);
    });

    it('end where HighLevel stops counting pages', async () => {
      expect(await ask(async ({ lists }) => lists.list_contacts?.(201, {}))).toEqual([]);
    });

    it('offer the fields that can be emptied', async () => {
      answerDefinitions();
      const choices = await ask(({ contacts }) => contacts.clearableFields());
      const ids = choices.map(({ id }) => id);
      expect(ids).toEqual(expect.arrayContaining(['email', 'first_name', 'labels', SPOUSE]));
      for (const never of ['country', 'dnd', 'attr_scan', 'custom_fields_notice']) {
        expect(ids).not.toContain(never);
      }
      server().get(CUSTOM_FIELDS).reply(401, NO_SCOPE);
      const without = await ask(({ contacts }) => contacts.clearableFields());
      expect(without.at(-1)).toEqual({ id: 'labels', label: 'Tags (all of them)' });
    });

    it('offer the location’s users, without those that are gone', async () => {
      server()
        .get(`/users/?locationId=${LOCATION}`)
        .reply(200, {
          users: [
            { id: 'u1', name: 'Alice Admin', email: 'alice@example.com' },
            { id: 'u2', name: '', email: 'bob@example.com', deleted: false },
            { id: 'u3', name: 'Gone', deleted: true },
          ],
        });
      expect(await ask(async ({ lists }) => lists.list_users?.(1, {}))).toEqual([
        { id: 'u1', label: 'Alice Admin (alice@example.com)' },
        { id: 'u2', label: 'bob@example.com' },
      ]);
    });

    it('offer the countries of HighLevel’s own list', async () => {
      answerDefinitions();
      const fields = await run(updateFields, { authData: connection });
      const country = fields.find(({ key }) => key === 'country');
      const codes = (country?.choices as { value: string }[]).map(({ value }) => value);
      expect(codes).toHaveLength(247);
      expect(codes).toEqual(expect.arrayContaining(['AN', 'AQ', 'XK']));
      expect(codes).not.toEqual(expect.arrayContaining(['CW']));
    });
  });

  describe('other actions', () => {
    it('delete a contact', async () => {
      server().delete(CONTACT).reply(200, { succeded: true });
      await expect(ask(async ({ contacts }) => contacts.remove?.(ID))).resolves.toBeUndefined();
    });

    it('add a note', async () => {
      server()
        .post(`${CONTACT}/notes`, { body: 'Called. {{x}}' })
        .reply(201, {
          note: {
            id: 'n1',
            body: 'Called. {{x}}',
            contactId: ID,
            dateAdded: '2021-07-08T12:02:11.285Z',
          },
        });
      expect(await ask(async ({ contacts }) => contacts.addNote?.(ID, 'Called. {{x}}'))).toEqual({
        id: 'n1',
        contact_id: ID,
        content: 'Called. {{x}}',
        created_at: '2021-07-08T12:02:11.285Z',
      });
    });

    it.each([{ note: {} }, { note: { id: '' } }, {}])(
      'take no note for added that has no ID: %j',
      async (answer) => {
        server().post(`${CONTACT}/notes`).reply(201, answer);
        const added = ask(async ({ contacts }) => contacts.addNote?.(ID, 'Called'));
        expect((await failureOf(added)).message).toMatch(/does not understand/);
      },
    );

    it('cannot merge contacts', async () => {
      expect(await ask(({ contacts }) => Promise.resolve(contacts.merge))).toBeUndefined();
    });
  });
});

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
    expect(await run(performTest, { authData })).toEqual({
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
    const result = await run(
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
