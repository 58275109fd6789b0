// Vixiees’ contacts as nock plays them, and the steps on them.
import nock from 'nock';
import { perform as performCreate } from '../../creates/create_contact.js';
import { perform as performUpdate } from '../../creates/update_contact.js';
import { perform as performFind } from '../../searches/find_contact.js';
import { KEY, run as runInCore } from './running/app.js';
import { run } from './running/light_app.js';

type Input = Record<string, unknown>;

const HOST = 'https://crm.example.com';
export const BASE = `${HOST}/api/v1`;
export const connection = { platform: 'vixiees', apiKey: KEY, baseUrl: BASE };

/** Runs Update Contact, as `find` and `create` run theirs. */
export const update = (inputData: Input, authData = connection) =>
  run(performUpdate, { inputData, authData });
/** Update Contact through core. */
export const updateInCore = (inputData: Input) =>
  runInCore(performUpdate, { inputData, authData: connection });
export const find = (inputData: Input, authData = connection) =>
  run(performFind, { inputData, authData });
export const create = (inputData: Input, authData = connection) =>
  run(performCreate, { inputData, authData });

/** The API's server; every request must carry the key in its header. */
export const server = () => nock(BASE, { reqheaders: { 'x-api-key': KEY } });

/** A contact as Vixiees documents it. */
export function raw(fields: Input = {}): Input {
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
export function strangers(page: number): Input[] {
  return Array.from({ length: 1000 }, (_, index) => ({ id: `p${String(page)}-${String(index)}` }));
}

/** Expects one read of a page of the list. */
export function answerPage(page: number, contacts: unknown): nock.Scope {
  return server()
    .get(`/contacts?limit=1000&page=${String(page)}`)
    .reply(200, contacts as object);
}

/** What the server answers to a write that it did: the contact with what was sent. */
export const written = (_uri: string, body: unknown) => raw(body as Input);
