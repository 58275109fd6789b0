// HighLevel’s contacts as nock plays them, and the steps on them.
import nock, { type DataMatcherMap } from 'nock';
import { perform as performCreate } from '../../../creates/create_contact.js';
import {
  perform as performUpdate,
  platformFields as updateFields,
} from '../../../creates/update_contact.js';
import { perform as performFind } from '../../../searches/find_contact.js';
import { onPlatform } from '../../../steps/on_platform.js';
import type { PlainInputField } from 'zapier-platform-core';
import type { ConnectedPlatform } from '../../../platforms/contract/platform.js';
import { run as runInCore } from '../running/app.js';
import { run } from '../running/light_app.js';

type Input = Record<string, unknown>;

const HOST = 'https://services.leadconnectorhq.com';
export const TOKEN = 'pit-5f0c8a1e-2b3d-4e5f-8a9b-0c1d2e3f4a5b';
export const LOCATION = 've9EPM428h8vShlRW1KT';
export const ID = 'ocQHyuzHvysMo5N5VsXc';
export const OTHER_ID = 'seD4PfOuKoVMLkEZqohJ';
export const CONTACT = `/contacts/${ID}`;
export const CUSTOM_FIELDS = `/locations/${LOCATION}/customFields?model=contact`;
export const PAGE = `https://app.gohighlevel.com/v2/location/${LOCATION}/contacts/detail`;
export const connection = { platform: 'highlevel', apiKey: TOKEN, accountId: LOCATION };

/** Runs Update Contact, as `create` and `find` run theirs. */
export const update = (inputData: Input, meta = {}) =>
  run(performUpdate, { authData: connection, inputData, meta });
/** Update Contact through core. */
export const updateInCore = (inputData: Input) =>
  runInCore(performUpdate, { authData: connection, inputData });
export const create = (inputData: Input, meta = {}) =>
  run(performCreate, { authData: connection, inputData, meta });
export const find = (inputData: Input) => run(performFind, { authData: connection, inputData });

/** What the connected platform answers. */
export const ask = <Result>(question: (platform: ConnectedPlatform) => Promise<Result>) =>
  run(onPlatform(question), { authData: connection });

/** Nock for HighLevel; every request must carry the token and the API version. */
export function server(): nock.Scope {
  return nock(HOST, {
    reqheaders: { authorization: `Bearer ${TOKEN}`, version: '2021-07-28' },
  });
}

/** A contact as get, update and the duplicate lookup send it. */
export function raw(fields: Input = {}): Input {
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

/** The contact of `raw` as steps give it out. */
export const shaped = {
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
export function written(body: Input, contact = raw()): Input {
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

/** Expects one update with just this body. */
export function answerUpdate(body: Input, contact = raw()): void {
  server()
    .put(CONTACT, body as DataMatcherMap)
    .reply(200, { succeded: true, contact: written(body, contact), traceId: 't' });
}

/** A custom field as the location lists it. */
export function definition(id: string, name: string, dataType: string, more: Input = {}): Input {
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
export const SPOUSE = 'attr_x_66616d696c792e626f7853706f757365';
export const CHILD = 'attr_x_66616d696c792e626f784368696c64';

/** Expects one read of the location’s custom fields. */
export function answerDefinitions(customFields = definitions): void {
  server().get(CUSTOM_FIELDS).reply(200, { customFields, traceId: 't' });
}

/** What the editor keeps of the fields and hands back at every run. */
export const metaOf = (fields: PlainInputField[]) => ({
  inputFields: Object.fromEntries(fields.map(({ key, meta }) => [key, meta ?? {}])),
});

/** What the editor keeps of the custom fields, which it reads. */
export async function fieldMeta() {
  answerDefinitions();
  return metaOf(await run(updateFields, { authData: connection }));
}

/** Expects one duplicate lookup. @param query what is looked up @param contact who is found */
export function answerLookup(query: string, contact: Input | null): void {
  server()
    .get(`/contacts/search/duplicate?locationId=${LOCATION}&${query}`)
    .reply(200, { contact, traceId: 't' });
}

/** The body of a refusal. */
export const refused = (statusCode: number, message: string | string[], more: Input = {}) => {
  const errors: Record<number, string> = { 401: 'Unauthorized', 422: 'Unprocessable Entity' };
  return { statusCode, message, error: errors[statusCode], traceId: 't', ...more };
};
export const NO_SCOPE = refused(401, 'The token is not authorized for this scope.');
