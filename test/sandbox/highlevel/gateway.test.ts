import { keys, locationId, otherLocationId } from '../../../sandbox/highlevel/index.js';
import {
  call,
  getContact,
  highlevelServer,
  janeId,
  letTimePass,
  put,
  refused,
  sandbox,
  search,
} from '../../helpers/sandbox/highlevel.js';

highlevelServer();

const outsideId = 'contact0000000000041';

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
