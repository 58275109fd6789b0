// Chatwoot sandboxes of three releases, and what is asked of their contacts.
import {
  keys,
  seeded,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../../sandbox/chatwoot/index.js';

export interface ContactBody {
  id: number;
  name: string | null;
  email: string | null;
  phone_number: string | null;
  identifier: string | null;
  thumbnail: string;
  created_at: number;
  custom_attributes: Record<string, unknown>;
  additional_attributes: Record<string, unknown>;
  contact_inboxes?: { source_id: string; inbox: Record<string, unknown> }[];
}
export interface ListBody {
  meta: Record<string, unknown>;
  payload: ContactBody[];
}
export interface Call {
  server?: ChatwootSandbox;
  key?: string | null;
  body?: unknown;
  headers?: Record<string, string>;
}
export interface Answer<Body> {
  status: number;
  headers: Headers;
  text: string;
  body: Body;
}

export const { janeDoe, widgetVisitor, blankIdentifier, sameName, secureUser } = seeded.contacts;
export const contacts = '/api/v1/accounts/1/contacts';
export const jane = `${contacts}/${janeDoe}`;

/** The sandbox of today. */
export let sandbox: ChatwootSandbox;
export let old: ChatwootSandbox;
export let next: ChatwootSandbox;

/** Sandboxes of 4.1, of today and of 4.16, back at the seed before each test of the file that calls this. */
export function contactServers(): void {
  beforeAll(async () => {
    sandbox = await startChatwootSandbox();
    old = await startChatwootSandbox({ version: '4.1.0' });
    next = await startChatwootSandbox({ version: '4.16.0' });
  });
  beforeEach(() => [sandbox, old, next].forEach((server) => server.reset()));
  afterAll(() => Promise.all([sandbox, old, next].map((server) => server.close())));
}

/** Calls a sandbox as an administrator, unless told another key; null sends none. */
export async function call<Body = unknown>(
  method: string,
  path: string,
  { server = sandbox, key = keys.administrator, body, headers = {} }: Call = {},
): Promise<Answer<Body>> {
  const response = await fetch(server.url + path, {
    method,
    headers: {
      ...(key !== null && { 'Api-Access-Token': key }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  const parsed: unknown = isJson ? JSON.parse(text) : undefined;
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: parsed as Body,
  };
}

/** A contact as the API shows it. */
export async function show(id: number, server = sandbox): Promise<ContactBody> {
  const { body } = await call<{ payload: ContactBody }>('GET', `${contacts}/${id}`, { server });
  return body.payload;
}

/** Changes a contact. */
export function update(id: number, body: object, server = sandbox): Promise<Answer<unknown>> {
  return call('PUT', `${contacts}/${id}`, { body, server });
}

/** The IDs of a page of contacts, in its order. */
export function ids({ body }: Answer<ListBody>): number[] {
  return body.payload.map((contact) => contact.id);
}

// Jest's own matchers are typed any, which the rest of this file isn't.
export const anyText: unknown = expect.any(String);
export const anyNumber: unknown = expect.any(Number);
export const anyList: unknown = expect.any(Array);
export const uuid: unknown = expect.stringMatching(/^[0-9a-f-]{36}$/);
export const isoTime: unknown = expect.stringMatching(/T.*Z$/);

/** A text that matches. */
export function like(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}

/** An object that has at least these values. */
export function including(values: object): unknown {
  return expect.objectContaining(values);
}

export const serverError = { status: 500, error: 'Internal Server Error' };
export const notFound = { error: 'Resource could not be found' };
export const badRole = { error: 'You are not authorized to do this action' };
