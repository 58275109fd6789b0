import {
  type HighlevelSandbox,
  keys,
  locationId,
  otherLocationId,
  startHighlevelSandbox,
} from '../../../sandbox/highlevel/index.js';

const janeId = 'contact0000000000001';
const outsideId = 'contact0000000000041';

interface Options {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

interface Reply<T> {
  status: number;
  headers: Headers;
  body: T;
}

interface ContactJson {
  id: string;
  customFields: { id: string; value: unknown }[];
  searchAfter: unknown[];
  [name: string]: unknown;
}

interface SearchJson {
  contacts: ContactJson[];
  total: number;
}

interface ContactAnswer {
  contact: ContactJson;
}

let sandbox: HighlevelSandbox;

beforeAll(async () => {
  sandbox = await startHighlevelSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());
afterEach(() => jest.restoreAllMocks());

async function call<T = unknown>(path: string, options: Options = {}): Promise<Reply<T>> {
  const { body, method = body === undefined ? 'GET' : 'POST', headers } = options;
  const answer = await fetch(sandbox.url + path, {
    method,
    headers: {
      authorization: `Bearer ${keys.all}`,
      version: '2021-07-28',
      'content-type': 'application/json',
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as T };
}

function put(body: unknown, id = janeId): Promise<Reply<unknown>> {
  return call(`/contacts/${id}`, { method: 'PUT', body });
}

async function getContact(id = janeId): Promise<ContactJson> {
  return (await call<ContactAnswer>(`/contacts/${id}`)).body.contact;
}

function search<T = SearchJson>(body: object): Promise<Reply<T>> {
  return call<T>('/contacts/search', { body: { locationId, pageLimit: 100, ...body } });
}

async function found(filters: unknown[]): Promise<unknown[]> {
  return (await search({ filters })).body.contacts.map((contact) => contact.firstNameRaw);
}

async function customValue(fieldId: string): Promise<unknown> {
  return (await getContact()).customFields.find((item) => item.id === fieldId)?.value;
}

function letTimePass(ms: number): void {
  jest.spyOn(Date, 'now').mockReturnValue(Date.now() + ms);
}

function refused(status: number, message: unknown): object {
  return { status, body: { statusCode: status, message, traceId: expect.any(String) } };
}

describe('gateway', () => {
  test('a missing Version header is a 401', async () => {
    const answer = await fetch(`${sandbox.url}/contacts/${janeId}`, {
      headers: { authorization: `Bearer ${keys.all}` },
    });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ message: 'version header was not found.' });
  });

  test('an unknown Version is a 401', async () => {
    const reply = await call(`/contacts/${janeId}`, { headers: { version: '2020-01-01' } });
    expect(reply).toMatchObject(refused(401, 'version header is invalid'));
  });

  test.each(['v3', '2023-02-21', '2021-07-28', '2021-04-15'])('Version %s', async (version) => {
    expect(await call(`/contacts/${janeId}`, { headers: { version } })).toMatchObject({
      status: 200,
    });
  });

  test.each([
    ['pit-wrong', 'Invalid Private Integration token'],
    ['other', 'Invalid token: access token is invalid'],
  ])('token %s is a 401', async (token, message) => {
    const headers = { authorization: `Bearer ${token}` };
    expect(await call(`/contacts/${janeId}`, { headers })).toMatchObject(refused(401, message));
  });

  test.each([
    [keys.noLocations, 'GET', `/locations/${locationId}`],
    [keys.noContactsWrite, 'PUT', `/contacts/${janeId}`],
    [keys.readOnly, 'GET', `/locations/${locationId}/customFields`],
  ])('token %s lacks the scope for %s %s', async (token, method, path) => {
    const headers = { authorization: `Bearer ${token}` };
    const body = method === 'PUT' ? {} : undefined;
    const message = 'The token is not authorized for this scope.';
    expect(await call(path, { method, headers, body })).toMatchObject(refused(401, message));
  });

  test('another location is a 403, by path, body, query or contact', async () => {
    const message = 'The token does not have access to this location.';
    const replies = [
      await call(`/locations/${otherLocationId}`),
      await call('/contacts/', { body: { locationId: otherLocationId, email: 'a@example.com' } }),
      await call(`/users/?locationId=${otherLocationId}`),
      await call(`/contacts/${outsideId}`),
    ];
    for (const reply of replies) expect(reply).toMatchObject(refused(403, message));
  });

  test('over the burst limit: 429, with the rate headers on every answer', async () => {
    sandbox.store.rateLimit.max = 1;
    const first = await call(`/contacts/${janeId}`);
    expect(first.status).toBe(200);
    expect(first.headers.get('x-ratelimit-remaining')).toBe('0');
    const second = await call(`/contacts/${janeId}`);
    expect(second.status).toBe(429);
    expect(second.headers.get('x-ratelimit-max')).toBe('1');
    expect(second.headers.get('x-ratelimit-interval-milliseconds')).toBe('10000');
    expect(second.headers.get('x-ratelimit-limit-daily')).toBe('200000');
    expect(second.headers.get('x-ratelimit-daily-remaining')).toBe('199999');
    expect(second.headers.get('retry-after')).toBeNull();
  });

  test('the burst limit ends with its window', async () => {
    sandbox.store.rateLimit.max = 1;
    await call(`/contacts/${janeId}`);
    expect((await call(`/contacts/${janeId}`)).status).toBe(429);
    letTimePass(10_001);
    expect((await call(`/contacts/${janeId}`)).status).toBe(200);
  });

  test('an unknown path is a 404', async () => {
    expect((await call('/nowhere')).status).toBe(404);
  });

  test('broken JSON is a 400', async () => {
    const answer = await fetch(`${sandbox.url}/contacts/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    expect(answer.status).toBe(400);
  });
});

describe('contact', () => {
  test('get: the names of the specification, with customFields as {id, value}', async () => {
    expect(await call(`/contacts/${janeId}`)).toMatchObject({
      status: 200,
      body: {
        contact: {
          id: janeId,
          locationId,
          firstName: 'Jane',
          fullNameLowerCase: 'jane doe',
          email: 'jane.doe@example.com',
          phone: '+15552010101',
          address1: '3535 1st St N',
          dateOfBirth: '1990-09-25',
          customFields: expect.arrayContaining([{ id: 'fieldNickname0000001', value: 'JD' }]),
        },
        traceId: expect.any(String),
      },
    });
  });

  test('an unknown contact is a 400', async () => {
    expect(await call('/contacts/nobody')).toMatchObject(
      refused(400, 'Contact with id nobody not found'),
    );
  });

  test('update answers `succeded` and leaves absent keys alone', async () => {
    const before = await getContact();
    expect(await put({ city: 'Mobile' })).toMatchObject({
      status: 200,
      body: { succeded: true, contact: { city: 'Mobile', firstName: 'Jane' } },
    });
    const after = await getContact();
    expect(after).toEqual({
      ...before,
      city: 'Mobile',
      dateUpdated: after.dateUpdated,
      lastActivity: after.lastActivity,
    });
    expect(after.dateUpdated).not.toBe(before.dateUpdated);
  });

  test('unknown properties are a 422, also locationId and gender on update', async () => {
    expect(await put({ locationId, gender: 'female', nope: 1 })).toMatchObject(
      refused(422, [
        'property locationId should not exist',
        'property gender should not exist',
        'property nope should not exist',
      ]),
    );
  });

  test('update takes companyName and type', async () => {
    const values = { companyName: 'Doe Ltd', type: 'customer' };
    expect(await put(values)).toMatchObject({ status: 200, body: { contact: values } });
  });

  test('a wrong type is a 422', async () => {
    expect(await put({ firstName: 5, dnd: 'yes', tags: 'vip' })).toMatchObject(
      refused(422, [
        'firstName must be a string',
        'dnd must be a boolean value',
        'tags must be an array',
      ]),
    );
  });

  test('null clears a nullable field: its key is gone', async () => {
    const names = ['lastName', 'phone', 'city', 'website', 'source', 'assignedTo', 'dateOfBirth'];
    const body = Object.fromEntries(names.map((name) => [name, null]));
    expect((await put(body)).status).toBe(200);
    const contact = await getContact();
    for (const name of names) expect(contact).not.toHaveProperty(name);
  });

  test.each(['postalCode', 'country', 'dnd', 'tags', 'customFields', 'dndSettings'])(
    'null for %s is a 422',
    async (name) => {
      expect((await put({ [name]: null })).status).toBe(422);
    },
  );

  test.each(['email', 'phone'])('an empty %s is a 422', async (name) => {
    expect((await put({ [name]: '' })).status).toBe(422);
  });

  test.each(['United States', 'us', ''])('country %p is a 422', async (country) => {
    expect((await put({ country })).status).toBe(422);
  });

  test('phone is stored without its spaces and dashes', async () => {
    await put({ phone: '+1 888-888-8888' });
    expect(await getContact()).toMatchObject({ phone: '+18888888888' });
  });

  test.each(['1991/02/03', '02/03/1991', '1991-02-03', '02-03-1991', '1991.02.03', '02_03_1991'])(
    'dateOfBirth %s',
    async (dateOfBirth) => {
      await put({ dateOfBirth });
      expect(await getContact()).toMatchObject({ dateOfBirth: '1991-02-03' });
    },
  );

  test.each(['3 Feb 1991', '1991-13-03', '1991-02/03'])('dateOfBirth %s is a 422', async (date) => {
    expect((await put({ dateOfBirth: date })).status).toBe(422);
  });

  test('tags overwrite and become lower case; new ones appear in the location', async () => {
    expect(await put({ tags: ['VIP', 'Gold'] })).toMatchObject({
      body: { contact: { tags: ['vip', 'gold'] } },
    });
    const { body } = await call<{ tags: { name: string }[] }>(`/locations/${locationId}/tags`);
    expect(body.tags.map((tag) => tag.name)).toEqual(expect.arrayContaining(['vip', 'gold']));
  });

  test('dndSettings: enum checked, other channels kept', async () => {
    expect(await put({ dndSettings: { SMS: { status: 'on' } } })).toMatchObject(
      refused(422, [
        'dndSettings.SMS.status must be one of the following values: active, inactive, permanent',
      ]),
    );
    expect(await put({ dndSettings: { sms: { status: 'active' } } })).toMatchObject(
      refused(422, ['dndSettings.property sms should not exist']),
    );
    await put({
      dnd: true,
      dndSettings: { SMS: { status: 'permanent', message: 'no', code: '1' } },
    });
    expect(await getContact()).toMatchObject({
      dnd: true,
      dndSettings: { Email: { status: 'inactive' }, SMS: { status: 'permanent' } },
    });
  });

  test('a permanent channel is refused, even as it is; the others can be written', async () => {
    const permanent = { status: 'permanent', message: 'STOP_KEYWORD' };
    await put({ dndSettings: { SMS: permanent } });
    expect(
      await put({ dndSettings: { SMS: permanent, Email: { status: 'active' } } }),
    ).toMatchObject(refused(400, 'Not authorized to update permanent dnd setting for SMS'));
    await put({ dndSettings: { Email: { status: 'active' } } });
    expect(await getContact()).toMatchObject({
      dndSettings: { Email: { status: 'active' }, SMS: permanent },
    });
  });

  test('inboundDndSettings knows no permanent', async () => {
    expect((await put({ inboundDndSettings: { all: { status: 'permanent' } } })).status).toBe(422);
    expect((await put({ inboundDndSettings: { all: { status: 'active' } } })).status).toBe(200);
  });

  test('update to another contact’s e-mail or phone is a 400 with meta', async () => {
    const other = { contactId: 'contact0000000000002', contactName: 'Aaron Abbott' };
    expect(await put({ email: 'Aaron.Abbott@example.com' })).toMatchObject({
      status: 400,
      body: {
        message: 'This location does not allow duplicated contacts.',
        meta: { ...other, matchingField: 'email' },
      },
    });
    expect(await put({ phone: '+15552010102' })).toMatchObject({
      status: 400,
      body: { meta: { ...other, matchingField: 'phone' } },
    });
  });

  test('update that leaves nobody is a 422', async () => {
    expect(await put({ email: null, phone: null, firstName: null, lastName: null })).toMatchObject(
      refused(422, 'Contacts without email, phone, firstName and lastName are not allowed.'),
    );
  });

  test('create is a 201', async () => {
    const body = { locationId, email: 'new@example.com', tags: ['New'], dateOfBirth: '1990-09-25' };
    expect(await call('/contacts/', { body })).toMatchObject({
      status: 201,
      body: {
        contact: {
          id: 'contact0000000000044',
          email: 'new@example.com',
          tags: ['new'],
          dateOfBirth: '1990-09-25T00:00:00.000Z',
        },
      },
    });
  });

  test('create needs locationId and more than a name', async () => {
    expect(await call('/contacts/', { body: { email: 'a@example.com' } })).toMatchObject(
      refused(422, ['locationId should not be empty']),
    );
    expect(await call('/contacts/', { body: { locationId, name: 'Some One' } })).toMatchObject(
      refused(422, 'Contacts without email, phone, firstName and lastName are not allowed.'),
    );
  });

  test('create of a known e-mail is a 400 unless the location allows it', async () => {
    const body = { locationId, email: 'jane.doe@example.com' };
    expect(await call('/contacts/', { body })).toMatchObject({
      status: 400,
      body: { meta: { contactId: janeId, contactName: 'Jane Doe', matchingField: 'email' } },
    });
    sandbox.store.location.settings.allowDuplicateContact = true;
    expect((await call('/contacts/', { body })).status).toBe(201);
  });

  test('create refuses null for source and assignedTo', async () => {
    const body = { locationId, email: 'a@example.com', source: null, assignedTo: null };
    expect(await call('/contacts/', { body })).toMatchObject(
      refused(422, ['source must be a string', 'assignedTo must be a string']),
    );
  });

  test('upsert updates by e-mail and overwrites tags', async () => {
    const body = { locationId, email: 'jane.doe@example.com', city: 'Mobile', tags: ['one'] };
    expect(await call('/contacts/upsert', { body })).toMatchObject({
      status: 200,
      body: { new: false, contact: { id: janeId, city: 'Mobile', tags: ['one'] } },
    });
  });

  test('upsert creates an unknown contact', async () => {
    const body = { locationId, phone: '+15550009999' };
    expect(await call('/contacts/upsert', { body })).toMatchObject({ body: { new: true } });
  });

  test('upsert of e-mail and phone of two contacts ignores the phone', async () => {
    const body = { locationId, email: 'jane.doe@example.com', phone: '+15552010102' };
    expect(await call('/contacts/upsert', { body })).toMatchObject({
      status: 200,
      body: { contact: { id: janeId, phone: '+15552010101' } },
    });
  });

  test('upsert without e-mail and phone is a 400', async () => {
    const body = { locationId, firstName: 'A' };
    expect(await call('/contacts/upsert', { body })).toMatchObject(
      refused(400, 'Pass at least one of number, email query parameter'),
    );
  });

  test('upsert with createNewIfDuplicateAllowed creates only where duplicates are allowed', async () => {
    const body = { locationId, email: 'jane.doe@example.com', createNewIfDuplicateAllowed: true };
    expect(await call('/contacts/upsert', { body })).toMatchObject({ body: { new: false } });
    sandbox.store.location.settings.allowDuplicateContact = true;
    expect(await call('/contacts/upsert', { body })).toMatchObject({ body: { new: true } });
  });

  test('delete, also with a JSON content type and no body', async () => {
    const reply = await call(`/contacts/${janeId}`, { method: 'DELETE' });
    expect(reply).toMatchObject({ status: 200, body: { succeded: true } });
    expect((await call(`/contacts/${janeId}`)).status).toBe(400);
  });
});

describe('custom fields of a contact', () => {
  function write(...customFields: object[]): Promise<Reply<unknown>> {
    return put({ customFields });
  }

  test.each([
    ['fieldNickname0000001', 'Janie'],
    ['fieldHistory00000001', 'a\nb'],
    ['fieldVisits000000001', 8],
    ['fieldBalance00000001', 9.5],
    ['fieldInterests000001', ['Braces']],
    ['fieldFamily000000001', { boxChild: 'Tim' }],
    ['fieldXray00000000001', { 'uuid-1': { url: 'https://files.example.com/1' } }],
  ])('%s is written, and cleared by ""', async (id, value) => {
    await write({ id, field_value: value });
    expect(await customValue(id)).toEqual(value);
    await write({ id, field_value: '' });
    expect((await getContact()).customFields.map((item) => item.id)).not.toContain(id);
  });

  test.each([
    ['fieldWorkPhone000001', '+15550001111'],
    ['fieldLastVisit000001', '2025-06-01'],
    ['fieldPlan00000000001', 'Basic'],
    ['fieldInsured00000001', 'No'],
    ['fieldColours00000001', ['Green']],
  ])('%s is written, ignores "", and is cleared by null', async (id, value) => {
    await write({ id, field_value: value });
    expect((await write({ id, field_value: '' })).status).toBe(200);
    expect(await customValue(id)).toEqual(value);
    await write({ id, field_value: null });
    expect((await getContact()).customFields.map((item) => item.id)).not.toContain(id);
  });

  test('a time comes back as another one, which is refused when it is written', async () => {
    const id = 'fieldCallAt000000001';
    await write({ id, field_value: '14:30' });
    expect(await customValue(id)).toBe('01:30:00');
    expect(await write({ id, field_value: '01:30:00' })).toMatchObject(
      refused(400, 'Please enter a valid time'),
    );
  });

  test('other fields are kept; key works as well as id', async () => {
    await write({ key: 'nickname', field_value: 'Janie' });
    expect(await customValue('fieldNickname0000001')).toBe('Janie');
    expect(await customValue('fieldVisits000000001')).toBe(7);
  });

  test('an item {id, value} is ignored', async () => {
    expect((await write({ id: 'fieldNickname0000001', value: 'Janie' })).status).toBe(200);
    expect(await customValue('fieldNickname0000001')).toBe('JD');
  });

  test('an item without id and key is a 422', async () => {
    expect(await write({ field_value: 'x' })).toMatchObject(
      refused(422, ['customFields.0.id should not be empty']),
    );
  });

  test.each([
    ['fieldPlan00000000001', 'Gold', 'Premium'],
    ['fieldInsured00000001', 'Maybe', 'Yes'],
    ['fieldColours00000001', ['Pink'], ['Red', 'Blue']],
    ['fieldColours00000001', ['Green', 'Pink'], ['Green']],
  ])('unknown options of %s are dropped without a word: %p', async (id, value, after) => {
    expect((await write({ id, field_value: value })).status).toBe(200);
    expect(await customValue(id)).toEqual(after);
  });

  test('an empty list leaves the key', async () => {
    await write({ id: 'fieldInterests000001', field_value: [] });
    expect(await customValue('fieldInterests000001')).toEqual([]);
  });
});

describe('tags and notes', () => {
  const tags = `/contacts/${janeId}/tags`;
  const notes = `/contacts/${janeId}/notes`;

  test('adding is a 201 and keeps the others', async () => {
    expect(await call(tags, { body: { tags: ['VIP'] } })).toMatchObject({
      status: 201,
      body: { tags: ['customer', 'newsletter', 'vip'] },
    });
  });

  test('removing is a 200', async () => {
    const reply = await call(tags, { method: 'DELETE', body: { tags: ['Customer', 'none'] } });
    expect(reply).toMatchObject({ status: 200, body: { tags: ['newsletter'] } });
  });

  test('tags are required', async () => {
    expect(await call(tags, { body: {} })).toMatchObject(
      refused(422, ['tags should not be empty']),
    );
  });

  test('notes: create, list, get, update, delete', async () => {
    const created = await call<{ note: { id: string } }>(notes, { body: { body: 'Called' } });
    expect(created).toMatchObject({
      status: 201,
      body: { note: { body: 'Called', contactId: janeId, pinned: false } },
    });
    const path = `${notes}/${created.body.note.id}`;
    expect(await call(notes)).toMatchObject({ body: { notes: [{ body: 'Called' }] } });
    expect(await call(path)).toMatchObject({ body: { note: { body: 'Called' } } });
    expect(await call(path, { method: 'PUT', body: { body: 'Twice' } })).toMatchObject({
      status: 200,
      body: { note: { body: 'Twice' } },
    });
    expect(await call(path, { method: 'DELETE' })).toMatchObject({ body: { succeded: true } });
    expect(await call(notes)).toMatchObject({ body: { notes: [] } });
  });

  test('a note needs a body and takes no locationId', async () => {
    expect(await call(notes, { body: { locationId } })).toMatchObject(
      refused(422, ['property locationId should not exist', 'body should not be empty']),
    );
  });
});

describe('contact search', () => {
  test('pageLimit and locationId are required', async () => {
    expect(await call('/contacts/search', { body: {} })).toMatchObject(
      refused(422, ['locationId should not be empty', 'pageLimit should not be empty']),
    );
    expect((await search({ pageLimit: 501 })).status).toBe(422);
    expect((await search({ pageLimit: '10' })).status).toBe(422);
    expect((await search({ limit: 10 })).status).toBe(422);
  });

  test('only this location, newest first, with the index’s own names', async () => {
    const { body } = await search({});
    expect(body.total).toBe(40);
    expect(body.contacts[0]).toMatchObject({ email: 'noname@example.com', firstName: null });
    const jane = body.contacts.find((contact) => contact.id === janeId);
    expect(jane).toMatchObject({
      address: '3535 1st St N',
      dateOfBirth: Date.UTC(1990, 8, 25),
      dateAdded: '2025-01-06T14:00:00.000Z',
      searchAfter: [Date.UTC(2025, 0, 6, 14), janeId],
    });
    expect(jane).not.toHaveProperty('address1');
  });

  test('names are in lower case, and as they were written elsewhere', async () => {
    const [jane] = (await search({ query: 'jane.doe' })).body.contacts;
    expect(jane).toMatchObject({
      firstName: 'jane',
      firstNameRaw: 'Jane',
      lastName: 'doe',
      lastNameRaw: 'Doe',
      contactName: 'jane doe',
    });
  });

  test('page', async () => {
    const { body } = await search({ pageLimit: 15, page: 3 });
    expect(body.contacts).toHaveLength(10);
    expect((await search({ pageLimit: 500, page: 21 })).status).toBe(400);
  });

  test('searchAfter of the last contact leads to the next page, without overlap', async () => {
    const ids: string[] = [];
    let searchAfter: unknown[] | undefined;
    for (let page = 1; page <= 4; page += 1) {
      const { body } = await search({ pageLimit: 15, searchAfter });
      ids.push(...body.contacts.map((contact) => contact.id));
      searchAfter = body.contacts.at(-1)?.searchAfter ?? searchAfter;
    }
    expect(new Set(ids).size).toBe(40);
    expect(ids).toHaveLength(40);
    expect((await search({ page: 2, searchAfter })).status).toBe(400);
  });

  test('sort by two fields, nulls last, with the cursor to match', async () => {
    const sort = [
      { field: 'source', direction: 'asc' },
      { field: 'firstNameLowerCase', direction: 'desc' },
    ];
    const all = (await search({ sort })).body.contacts;
    expect(all[0]).toMatchObject({
      source: 'public api',
      searchAfter: ['public api', 'jane', janeId],
    });
    expect(all.at(-1)).toMatchObject({ source: null, firstName: null });
    const rest = await search({ sort, searchAfter: all[19]?.searchAfter });
    expect(rest.body.contacts).toEqual(all.slice(20));
  });

  test('three sorts or an unknown sort field are refused', async () => {
    const sort = (field: string) => ({ field, direction: 'asc' });
    expect((await search({ sort: [sort('email'), sort('dnd'), sort('source')] })).status).toBe(422);
    expect(await search({ sort: [sort('date_updated')] })).toMatchObject(
      refused(400, 'Invalid field date_updated'),
    );
  });

  test('query searches names, e-mails and phones, up to 75 characters', async () => {
    expect((await search({ query: 'JANE.DOE@' })).body.total).toBe(1);
    expect((await search({ query: '010101' })).body.total).toBe(1);
    expect((await search({ query: 'x'.repeat(76) })).status).toBe(422);
  });

  test.each<[string, unknown[], unknown[]]>([
    ['eq', [{ field: 'email', operator: 'eq', value: 'jane.doe@example.com' }], ['Jane']],
    ['eq with a list', [{ field: 'id', operator: 'eq', value: [janeId] }], ['Jane']],
    ['contains', [{ field: 'contactName', operator: 'contains', value: 'ane do' }], ['Jane']],
    ['wildcard', [{ field: 'phone', operator: 'wildcard', value: '+1555*101' }], ['Jane']],
    [
      'a custom field',
      [{ field: 'customFields.fieldVisits000000001', operator: 'eq', value: 7 }],
      ['Jane'],
    ],
    [
      'a text box',
      [{ field: 'customFields.fieldFamily000000001.boxSpouse', operator: 'exists' }],
      ['Jane'],
    ],
    [
      'dndSettings',
      [{ field: 'dndSettings.Email.status', operator: 'eq', value: 'inactive' }],
      ['Jane'],
    ],
    [
      'AND of the top level',
      [
        { field: 'email', operator: 'not_exists' },
        { field: 'phone', operator: 'exists' },
      ],
      ['Onlyphone'],
    ],
    [
      'OR in a group',
      [
        {
          group: 'OR',
          filters: [
            { field: 'firstNameLowerCase', operator: 'eq', value: 'jane' },
            { field: 'firstNameLowerCase', operator: 'eq', value: 'nora' },
          ],
        },
      ],
      ['Nora', 'Jane'],
    ],
    [
      'not_contains with a list of tags',
      [
        { field: 'tags', operator: 'not_contains', value: ['lead', 'newsletter'] },
        { field: 'tags', operator: 'eq', value: 'customer' },
        { field: 'assignedTo', operator: 'not_exists' },
        { field: 'firstName', operator: 'not_eq', value: 'x' },
        { field: 'city', operator: 'eq', value: 'Tampa' },
      ],
      [],
    ],
    [
      'a range of epochs',
      [{ field: 'dateAdded', operator: 'range', value: { lte: Date.UTC(2025, 0, 6, 14) } }],
      ['Jane'],
    ],
    [
      'a range of ISO dates',
      [{ field: 'dateAdded', operator: 'range', value: { lt: '2025-01-06T14:00:00.001Z' } }],
      ['Jane'],
    ],
  ])('filter: %s', async (_name, filters, names) => {
    expect(await found(filters)).toEqual(names);
  });

  test('a date-only bound on a date field means that day', async () => {
    const value = { gte: '2025-05-20', lte: '2025-05-20' };
    const field = 'customFields.fieldLastVisit000001';
    expect(await found([{ field, operator: 'range', value }])).toEqual(['Jane']);
  });

  test('a date-only bound is midnight in the location’s time zone', async () => {
    const jane = sandbox.store.contacts.get(janeId);
    if (jane) jane.dateAdded = '2025-01-06T04:59:00.000Z';
    const before = (value: string) => [
      { field: 'dateAdded', operator: 'range', value: { lt: value } },
    ];
    expect(await found(before('2025-01-06'))).toEqual(['Jane']);
    expect(await found(before('2025-01-05'))).toEqual([]);
  });

  test('bare comparisons on a date are a 422', async () => {
    const filters = [{ field: 'dateUpdated', operator: 'gt', value: 0 }];
    expect(await search({ filters })).toMatchObject(
      refused(422, 'Invalid Operator (gt) passed for field date_updated'),
    );
  });

  test('an unknown operator lists the known ones', async () => {
    const filters = [{ field: 'email', operator: 'equals', value: 'a' }];
    expect(await search({ filters })).toMatchObject(
      refused(422, [expect.stringContaining('must be one of the following values: eq, not_eq')]),
    );
  });

  test.each(['date_updated', 'businessId', 'customFields.none'])(
    'field %s is a 400',
    async (field) => {
      const filters = [{ field, operator: 'exists' }];
      expect(await search({ filters })).toMatchObject(refused(400, `Invalid field ${field}`));
    },
  );

  test('contains needs three characters and is not for e-mails', async () => {
    expect(
      await search({ filters: [{ field: 'city', operator: 'contains', value: 'Ta' }] }),
    ).toMatchObject(refused(400, 'Min. 3 characters required for applying contains filter'));
    expect(
      (await search({ filters: [{ field: 'email', operator: 'contains', value: 'jane' }] })).status,
    ).toBe(422);
  });

  test('a write shows only after the lag; get and duplicate lookup show it at once', async () => {
    sandbox.store.searchLagMs = 60_000;
    await put({ city: 'Mobile', email: 'jane@new.example.com' });
    await call('/contacts/', { body: { locationId, email: 'new@example.com' } });
    await call('/contacts/contact0000000000040', { method: 'DELETE' });
    const filters = [{ field: 'id', operator: 'eq', value: janeId }];
    expect((await search({ filters })).body.contacts[0]).toMatchObject({ city: 'Dolomite' });
    expect((await search({ query: 'new@example.com' })).body.total).toBe(0);
    expect((await search({ query: 'noname@example.com' })).body.total).toBe(1);
    expect(await getContact()).toMatchObject({ city: 'Mobile' });
    expect(
      await call(`/contacts/search/duplicate?locationId=${locationId}&email=new@example.com`),
    ).toMatchObject({ body: { contact: { email: 'new@example.com' } } });
    letTimePass(60_001);
    expect((await search({ filters })).body.contacts[0]).toMatchObject({ city: 'Mobile' });
    expect((await search({ query: 'new@example.com' })).body.total).toBe(1);
    expect((await search({ query: 'noname@example.com' })).body.total).toBe(0);
  });
});

describe('duplicate lookup', () => {
  const path = `/contacts/search/duplicate?locationId=${locationId}`;

  test.each(['email=JANE.DOE@example.com', 'number=%2B15552010101'])('by %s', async (wanted) => {
    expect(await call(`${path}&${wanted}`)).toMatchObject({ body: { contact: { id: janeId } } });
  });

  test('a plus sign has to be percent-encoded', async () => {
    expect(await call(`${path}&number=+15552010101`)).toMatchObject({ body: { contact: null } });
  });

  test('nobody is null', async () => {
    expect(await call(`${path}&email=no@example.com`)).toMatchObject({
      status: 200,
      body: { contact: null },
    });
  });

  test('nothing to look for is a 400', async () => {
    expect(await call(path)).toMatchObject(
      refused(400, 'Pass at least one of number, email query parameter'),
    );
  });
});

describe('location and users', () => {
  test('location', async () => {
    expect(await call(`/locations/${locationId}`)).toMatchObject({
      status: 200,
      body: {
        location: {
          id: locationId,
          name: 'Acme Dental',
          companyId: 'companyAgency0000001',
          timezone: 'America/New_York',
          settings: { allowDuplicateContact: false },
        },
      },
    });
  });

  test('custom fields: every dataType, filtered by model, locationId refused', async () => {
    const path = `/locations/${locationId}/customFields`;
    const { body } = await call<{ customFields: { dataType: string }[] }>(`${path}?model=contact`);
    expect(body.customFields.map((field) => field.dataType)).toEqual([
      'TEXT',
      'LARGE_TEXT',
      'NUMERICAL',
      'MONETORY',
      'PHONE',
      'DATE',
      'SINGLE_OPTIONS',
      'MULTIPLE_OPTIONS',
      'RADIO',
      'CHECKBOX',
      'TEXTBOX_LIST',
      'FILE_UPLOAD',
      'TIME',
    ]);
    const opportunity = await call(`${path}?model=opportunity`);
    expect(opportunity).toMatchObject({
      body: { customFields: [{ fieldKey: 'opportunity.deal_size' }] },
    });
    expect(await call(`${path}?locationId=${locationId}`)).toMatchObject(
      refused(422, ['property locationId should not exist']),
    );
  });

  test('tags and time zones', async () => {
    expect(await call(`/locations/${locationId}/tags`)).toMatchObject({
      body: { tags: expect.arrayContaining([expect.objectContaining({ name: 'newsletter' })]) },
    });
    expect(await call(`/locations/${locationId}/timezones`)).toMatchObject({
      body: { timeZones: expect.arrayContaining(['America/New_York']) },
    });
  });

  test('users by location', async () => {
    const { body } = await call<{ users: unknown[] }>(`/users/?locationId=${locationId}`);
    expect(body.users).toHaveLength(3);
  });

  test('user search needs companyId', async () => {
    expect(await call(`/users/search?locationId=${locationId}`)).toMatchObject(
      refused(422, ['companyId should not be empty']),
    );
    expect(await call('/users/search?companyId=companyAgency0000001&query=bob')).toMatchObject({
      body: { users: [{ name: 'Bob Baker' }], count: 1 },
    });
    expect(await call('/users/search?companyId=companyAgency0000001&limit=1&skip=1')).toMatchObject(
      {
        body: { users: [{ name: 'Bob Baker' }], count: 3 },
      },
    );
  });
});

describe('conversations', () => {
  const janes = 'conversation00000001';
  const path = `/conversations/search?locationId=${locationId}`;

  interface ConversationsJson {
    conversations: { id: string; sort: number[]; unreadCount: number; starred?: boolean }[];
    total: number;
  }

  test('search: newest message first, 20 by default', async () => {
    const { body } = await call<ConversationsJson>(path);
    expect(body.total).toBe(37);
    expect(body.conversations).toHaveLength(20);
    const dates = body.conversations.map((conversation) => conversation.sort[0] ?? 0);
    expect(dates).toEqual(dates.toSorted((a, b) => b - a));
  });

  test('search: startAfterDate is the sort value of the last one; startAfterId is ignored', async () => {
    const first = (await call<ConversationsJson>(`${path}&startAfterId=x`)).body.conversations;
    const cursor = first.at(-1)?.sort[0];
    const next = (await call<ConversationsJson>(`${path}&startAfterDate=${cursor}`)).body;
    expect(next.conversations).toHaveLength(17);
    const ids = [...first, ...next.conversations].map((conversation) => conversation.id);
    expect(new Set(ids).size).toBe(37);
  });

  test('search: by contact, status, assignee and query', async () => {
    expect(await call(`${path}&contactId=${janeId}`)).toMatchObject({
      body: {
        total: 1,
        conversations: [
          {
            id: janes,
            fullName: 'Jane Doe',
            type: 'TYPE_PHONE',
            lastMessageType: 'TYPE_SMS',
            lastMessageBody: 'Thank you!',
            lastMessageDirection: 'inbound',
            unreadCount: 2,
          },
        ],
      },
    });
    const unread = (await call<ConversationsJson>(`${path}&status=unread&limit=100`)).body;
    expect(unread.conversations.every((conversation) => conversation.unreadCount > 0)).toBe(true);
    expect(unread.total).toBe(13);
    expect((await call<ConversationsJson>(`${path}&assignedTo=unassigned`)).body.total).toBe(9);
    expect((await call<ConversationsJson>(`${path}&query=jane`)).body.total).toBe(1);
  });

  test('search: unknown values are a 422', async () => {
    expect((await call(`${path}&status=open`)).status).toBe(422);
    expect((await call(`${path}&limit=101`)).status).toBe(422);
    expect((await call('/conversations/search')).status).toBe(422);
  });

  test('get has no envelope', async () => {
    expect(await call(`/conversations/${janes}`)).toMatchObject({
      body: { id: janes, contactId: janeId, type: 1, unreadCount: 2, inbox: true, deleted: false },
    });
    expect((await call('/conversations/none')).status).toBe(400);
  });

  test('update: only unreadCount, starred and feedback, with locationId', async () => {
    const update = (body: unknown) => call(`/conversations/${janes}`, { method: 'PUT', body });
    expect(await update({ locationId, unreadCount: 0, starred: true })).toMatchObject({
      status: 200,
      body: { success: true, conversation: { id: janes, unreadCount: 0, starred: true } },
    });
    expect(await update({ status: 'closed' })).toMatchObject(
      refused(422, ['property status should not exist', 'locationId should not be empty']),
    );
  });

  test('create is a 201, a second one a 400', async () => {
    const body = { locationId, contactId: 'contact0000000000039' };
    expect(await call('/conversations/', { body })).toMatchObject({
      status: 201,
      body: { success: true, conversation: { contactId: 'contact0000000000039' } },
    });
    expect(await call('/conversations/', { body })).toMatchObject(
      refused(400, 'Conversation with the contact id:contact0000000000039 already exists!'),
    );
  });
});

describe('messages', () => {
  const path = '/conversations/conversation00000001/messages';
  const exported = `/conversations/messages/export?locationId=${locationId}`;

  interface MessagesJson {
    messages: {
      lastMessageId: string;
      nextPage: boolean;
      messages: { id: string; body: string }[];
    };
  }

  interface ExportJson {
    messages: { id: string; messageType: string; dateAdded: string }[];
    nextCursor: string | null;
    total: number;
  }

  test('list: nested, newest first, continued by lastMessageId', async () => {
    const { messages } = (await call<MessagesJson>(`${path}?limit=3`)).body;
    expect(messages).toMatchObject({ nextPage: true, messages: [{ body: 'Thank you!' }, {}, {}] });
    const next = await call<MessagesJson>(
      `${path}?limit=3&lastMessageId=${messages.lastMessageId}`,
    );
    expect(next.body.messages).toMatchObject({ nextPage: false });
    expect(next.body.messages.messages).toHaveLength(2);
  });

  test('list: by type', async () => {
    const { body } = await call<MessagesJson>(`${path}?type=TYPE_EMAIL,TYPE_CALL`);
    expect(body.messages.messages).toHaveLength(2);
  });

  test('export: everything but e-mails, newest first, by cursor', async () => {
    const ids: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const next: Reply<ExportJson> = await call(
        `${exported}&cursor=${encodeURIComponent(cursor)}`,
      );
      ids.push(...next.body.messages.map((message) => message.id));
      expect(next.body.messages.some((item) => item.messageType === 'TYPE_EMAIL')).toBe(false);
      expect(next.body.total).toBe(37 * 4);
      cursor = next.body.nextCursor;
    }
    expect(new Set(ids).size).toBe(37 * 4);
  });

  test('export: channel, dates, order and limits', async () => {
    const emails = (await call<ExportJson>(`${exported}&channel=Email&sortOrder=asc`)).body;
    expect(emails.total).toBe(37);
    expect(emails.messages[0]?.dateAdded).toBe('2025-06-02T13:25:00.000Z');
    const early = await call<ExportJson>(`${exported}&endDate=2025-06-02T13:10:00Z`);
    expect(early.body.total).toBe(2);
    expect((await call(`${exported}&limit=9`)).status).toBe(422);
    expect((await call(`${exported}&channel=Fax`)).status).toBe(422);
  });

  test('send: an SMS goes into the contact’s conversation', async () => {
    const body = { type: 'SMS', contactId: janeId, message: 'Hello {{contact.name}}' };
    expect(await call('/conversations/messages', { body })).toMatchObject({
      status: 200,
      body: { conversationId: 'conversation00000001', messageId: expect.any(String) },
    });
    expect(sandbox.store.messages.at(-1)).toMatchObject({
      body: 'Hello {{contact.name}}',
      direction: 'outbound',
      messageType: 'TYPE_SMS',
    });
  });

  test('send: opens a conversation where there is none', async () => {
    const body = { type: 'SMS', contactId: 'contact0000000000038', message: 'Hello' };
    expect(await call('/conversations/messages', { body })).toMatchObject({
      body: { conversationId: 'conversation00000041' },
    });
  });

  test('send: an e-mail needs html, any message some content', async () => {
    const email = { type: 'Email', contactId: janeId, subject: 'Hi' };
    const message = 'There is no message or attachments for this message. Skip sending.';
    const send = (body: unknown) => call('/conversations/messages', { body });
    expect(await send({ ...email, message: 'Hello' })).toMatchObject(refused(422, message));
    expect(await send({ ...email, html: '<p>Hello</p>' })).toMatchObject({ status: 200 });
    expect(await send({ type: 'SMS', contactId: janeId })).toMatchObject(refused(422, message));
  });

  describe('e-mails', () => {
    const jane = { type: 'Email', contactId: janeId, html: '<p>Hello</p>' };
    const send = (body: object = {}) =>
      call<{ messageId: string; emailMessageId: string }>('/conversations/messages', {
        body: { ...jane, ...body },
      });
    const row = async (type = 'TYPE_EMAIL') =>
      (await call<MessagesJson>(`${path}?type=${type}`)).body.messages.messages;

    test('are rows without a text, which name records that have it', async () => {
      const [email] = await row();
      expect(email).not.toHaveProperty('body');
      expect(email).not.toHaveProperty('subject');
      expect(email).toMatchObject({
        meta: { email: { messageIds: ['email000000000000001'], subject: 'Your appointment' } },
      });
      const read = await call('/conversations/messages/email/email000000000000001');
      expect(read.body).toMatchObject({
        emailMessage: { subject: 'Your appointment', body: '<p>See you on Friday at 10:00.</p>' },
      });
      expect(await call(`/conversations/messages/email/${email?.id ?? ''}`)).toMatchObject({
        status: 400,
      });
      expect(await call(`/conversations/messages/${email?.id ?? ''}`)).toMatchObject({
        body: { message: { id: email?.id } },
      });
    });

    test('answered, make no new row: theirs grows and moves up by `updatedAt` alone', async () => {
      const [before] = await row();
      const reply = await send({ replyMessageId: 'email000000000000001' });
      const { messageId, emailMessageId } = reply.body;
      expect(messageId).toBe(before?.id);
      expect(await row()).toMatchObject([
        { meta: { email: { messageIds: ['email000000000000001', emailMessageId] } } },
      ]);
      const first = async (sortBy: string) =>
        (await call<ExportJson>(`${exported}&channel=Email&sortBy=${sortBy}`)).body.messages[0];
      expect(await first('updatedAt')).toMatchObject({ id: messageId });
      expect(await first('createdAt')).not.toMatchObject({ id: messageId });
    });

    test('answer an e-mail, not a message', async () => {
      const [email] = await row();
      expect((await send({ replyMessageId: email?.id })).status).toBe(404);
    });

    test('go to the contact’s own address, letter by letter', async () => {
      expect(await send({ emailTo: 'Jane.Doe@example.com' })).toMatchObject({
        status: 400,
        body: { canonicalCode: 'CONVERSATIONS_MSG_INVALID_EMAILTO' },
      });
      expect((await send({ emailTo: 'jane.doe@example.com' })).status).toBe(200);
    });

    test('are refused where the contact wants none', async () => {
      await put({ dndSettings: { Email: { status: 'active' } } });
      expect(await send()).toMatchObject({
        status: 400,
        body: {
          message: 'Cannot send message as DND is active for Email.',
          canonicalCode: 'CONVERSATIONS_MSG_DND_ACTIVE_EMAIL',
        },
      });
    });
  });

  test('send: unknown type, unknown contact, contact without phone', async () => {
    const send = (body: unknown) => call('/conversations/messages', { body });
    expect((await send({ type: 'Fax', contactId: janeId, message: 'a' })).status).toBe(422);
    expect((await send({ type: 'SMS', contactId: 'nobody', message: 'a' })).status).toBe(400);
    expect(
      (await send({ type: 'SMS', contactId: 'contact0000000000040', message: 'a' })).status,
    ).toBe(400);
  });
});

describe('sandbox', () => {
  test('reset brings the seed and the settings back', async () => {
    await put({ city: 'Mobile' });
    sandbox.store.searchLagMs = 1000;
    sandbox.fail({ status: 500 });
    sandbox.reset();
    expect(sandbox.store.searchLagMs).toBe(0);
    expect(sandbox.requests).toHaveLength(0);
    expect(await getContact()).toMatchObject({ city: 'Dolomite' });
  });

  test('a fault comes before the gateway', async () => {
    sandbox.fail({ status: 503, body: 'busy', path: /^\/contacts/ });
    const answer = await fetch(`${sandbox.url}/contacts/${janeId}`);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toBe('busy');
  });

  test('a test can add a contact', async () => {
    const { id } = sandbox.store.addContact({ email: 'fresh@example.com' });
    expect((await search({ pageLimit: 1 })).body.contacts[0]?.id).toBe(id);
  });
});
