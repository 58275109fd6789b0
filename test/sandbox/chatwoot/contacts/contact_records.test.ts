import { keys, seeded } from '../../../../sandbox/chatwoot/index.js';
import {
  anyNumber,
  anyText,
  badRole,
  blankIdentifier,
  call,
  contacts,
  contactServers,
  including,
  jane,
  janeDoe,
  old,
  sandbox,
  show,
  type Answer,
  uuid,
  widgetVisitor,
} from '../../../helpers/sandbox/contacts.js';

contactServers();

describe('contact labels', () => {
  it('replaces the whole list', async () => {
    expect((await call('GET', `${jane}/labels`)).body).toEqual({ payload: ['vip', 'newsletter'] });
    const { status, body } = await call('POST', `${jane}/labels`, { body: { labels: ['lead'] } });
    expect([status, body]).toEqual([200, { payload: ['lead'] }]);
  });

  it.each([{ labels: [] }, {}, { labels: 'vip' }])('clears the list for %j', async (body) => {
    expect((await call('POST', `${jane}/labels`, { body })).body).toEqual({ payload: [] });
  });

  it('stores a label by the tag that was there first, whatever its case, and answers what was sent', async () => {
    const post = (labels: string[]): Promise<Answer<unknown>> =>
      call('POST', `${jane}/labels`, { body: { labels } });
    expect((await post(['VIP', 'Brand-New'])).body).toEqual({ payload: ['VIP', 'Brand-New'] });
    const { body } = await call('GET', `${jane}/labels`);
    expect(body).toEqual({ payload: ['vip', 'Brand-New'] });
    await post(['brand-new']);
    expect((await call('GET', `${jane}/labels`)).body).toEqual({ payload: ['Brand-New'] });
  });

  it('splits a label at its comma and takes labels the account does not have', async () => {
    const { body } = await call('POST', `${jane}/labels`, { body: { labels: ['a, b', 'a'] } });
    expect(body).toEqual({ payload: ['a', 'b'] });
  });

  it('adds or removes in the background', async () => {
    const bulk = (labels: object): Promise<Answer<unknown>> =>
      call('POST', '/api/v1/accounts/1/bulk_actions', {
        body: { type: 'Contact', ids: [janeDoe, blankIdentifier], labels },
      });
    const { status, text } = await bulk({ add: ['lead'], remove: ['vip'] });
    expect([status, text]).toEqual([200, '']);
    expect(sandbox.store.contact(1, janeDoe)?.labels).toEqual(['vip', 'newsletter']);
    await sandbox.settle();
    expect(sandbox.store.contact(1, janeDoe)?.labels).toEqual(['vip', 'newsletter', 'lead']);
    expect(sandbox.store.contact(1, blankIdentifier)?.labels).toEqual(['lead']);
    await bulk({ remove: ['vip'] });
    await sandbox.settle();
    expect(sandbox.store.contact(1, janeDoe)?.labels).toEqual(['newsletter', 'lead']);
  });

  it('knows no bulk action on contacts before 4.8', async () => {
    const { status, body } = await call('POST', '/api/v1/accounts/1/bulk_actions', {
      server: old,
      body: { type: 'Contact', ids: [janeDoe], labels: { add: ['lead'] } },
    });
    expect([status, body]).toEqual([422, { success: false }]);
  });
});

describe('contact notes', () => {
  const notes = `${jane}/notes`;

  it('takes a bare content and never knows its contact', async () => {
    const { status, body } = await call('POST', notes, {
      key: keys.agent,
      body: { content: 'Wants a demo' },
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      id: 2,
      content: 'Wants a demo',
      account_id: null,
      contact_id: null,
      user: including({ name: 'Omar Haddad', role: 'agent' }),
      created_at: anyNumber,
      updated_at: anyNumber,
    });
    expect((await call('GET', notes)).body).toMatchObject([{ id: 2 }, { id: 1 }]);
    expect((await call('GET', `${notes}/2`)).body).toEqual(body);
  });

  it('refuses a missing or blank content', async () => {
    const missing = await call('POST', notes, { body: {} });
    const blank = await call('POST', notes, { body: { note: { content: ' ' } } });
    expect([missing.status, missing.body]).toEqual([
      422,
      { error: 'param is missing or the value is empty: note' },
    ]);
    expect([blank.status, blank.body]).toEqual([
      422,
      { message: "Content can't be blank", attributes: ['content'] },
    ]);
  });

  it('answers 200 to an update it did not store', async () => {
    const { status, body } = await call('PATCH', `${notes}/1`, { body: { content: '' } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ content: '' });
    expect((await call('GET', `${notes}/1`)).body).toMatchObject({
      content: 'Called about the renewal.',
    });
  });

  it('updates and deletes', async () => {
    await call('PATCH', `${notes}/1`, { body: { content: 'Called twice.' } });
    expect((await call('GET', `${notes}/1`)).body).toMatchObject({ content: 'Called twice.' });
    const { status, text } = await call('DELETE', `${notes}/1`);
    expect([status, text]).toEqual([200, '']);
    expect((await call('GET', `${notes}/1`)).status).toBe(404);
  });
});

describe('contact inboxes', () => {
  it('lists where the contact can be written to', async () => {
    const sources = async (path: string, key: string): Promise<object> => {
      const { body } = await call<{ payload: { source_id: string; inbox: { id: number } }[] }>(
        'GET',
        `${path}/contactable_inboxes`,
        { key },
      );
      return Object.fromEntries(body.payload.map((row) => [row.inbox.id, row.source_id]));
    };
    expect(await sources(jane, keys.administrator)).toEqual({
      2: seeded.apiInbox.source_id,
      3: uuid,
      4: 'jane.doe@example.com',
      5: '5511987654321',
      6: uuid,
    });
    expect(await sources(jane, keys.agent)).toEqual({ 2: seeded.apiInbox.source_id });
    const visitor = `${contacts}/${widgetVisitor}`;
    const first = await sources(visitor, keys.agent);
    expect(first).toEqual({ 1: anyText, 2: uuid });
    expect(await sources(visitor, keys.agent)).not.toEqual(first);
  });

  it('finds or makes a session', async () => {
    const path = `${jane}/contact_inboxes`;
    const again = await call('POST', path, {
      body: { inbox_id: 2, source_id: seeded.apiInbox.source_id },
    });
    const made = await call('POST', path, { body: { inbox_id: 4 } });
    expect(again.body).toMatchObject({ source_id: seeded.apiInbox.source_id, inbox: { id: 2 } });
    expect(made.body).toMatchObject({ source_id: 'jane.doe@example.com', inbox: { id: 4 } });
    expect((await show(janeDoe)).contact_inboxes).toHaveLength(3);
  });

  it("takes over another contact's e-mail session but not its API session", async () => {
    await call('POST', `${jane}/contact_inboxes`, { body: { inbox_id: 4 } });
    const path = `${contacts}/${blankIdentifier}/contact_inboxes`;
    const mail = { inbox_id: 4, source_id: 'jane.doe@example.com' };
    expect((await call('POST', path, { body: mail })).status).toBe(200);
    expect((await show(janeDoe)).contact_inboxes?.at(-1)?.source_id).toMatch(/^\djane\.doe@/);
    const api = { inbox_id: 2, source_id: seeded.apiInbox.source_id };
    expect((await call('POST', path, { body: api })).status).toBe(500);
  });

  it("refuses an inbox the agent isn't in", async () => {
    const options = { key: keys.agent, body: { inbox_id: 4 } };
    const { status, body } = await call('POST', `${jane}/contact_inboxes`, options);
    expect([status, body]).toEqual([401, badRole]);
  });

  it('finds a contact by its source id', async () => {
    const path = '/api/v1/accounts/1/contact_inboxes/filter';
    const body = { inbox_id: 2, source_id: seeded.apiInbox.source_id };
    expect((await call('POST', path, { body })).body).toMatchObject({ id: janeDoe });
    const missing = await call('POST', path, { body: { ...body, source_id: 'nope' } });
    expect([missing.status, missing.text]).toEqual([404, '']);
  });

  it("lists a contact's conversations", async () => {
    const { body } = await call('GET', `${jane}/conversations`, { key: keys.agent });
    expect(body).toMatchObject({
      payload: [{ id: 1, status: 'open', meta: { sender: { id: janeDoe } } }],
    });
    expect(JSON.stringify(body)).not.toContain('contact_inboxes');
  });
});

describe('custom attribute definitions', () => {
  const path = '/api/v1/accounts/1/custom_attribute_definitions';

  it('is a bare array with names for types', async () => {
    const { body } = await call<Record<string, unknown>[]>(
      'GET',
      `${path}?attribute_model=contact_attribute`,
      { key: keys.agent },
    );
    expect(body.map((row) => row['attribute_display_type'])).toEqual(
      'text text number currency percent link date list checkbox text text text'.split(' '),
    );
    expect(body[1]).toEqual({
      id: 2,
      attribute_display_name: 'Customer code',
      attribute_display_type: 'text',
      attribute_description: null,
      attribute_key: 'customer_code',
      regex_pattern: '/^[A-Z]{2}-[0-9]{4}$/',
      regex_cue: 'Two letters, a dash, four digits',
      attribute_values: [],
      attribute_model: 'contact_attribute',
      default_value: null,
      created_at: anyText,
      updated_at: anyText,
    });
  });

  it.each([
    ['', 13],
    ['?attribute_model=1', 12],
    ['?attribute_model=0', 1],
    ['?attribute_model=conversation_attribute', 1],
    ['?attribute_model=nope', 0],
  ])('lists%s %i', async (query, count) => {
    expect((await call('GET', path + query)).body).toHaveLength(count);
  });

  it('creates, changes and deletes', async () => {
    const created = await call<{ id: number }>('POST', path, {
      body: {
        attribute_display_name: ' Region ',
        attribute_display_type: 6,
        attribute_key: 'region',
        attribute_model: 'contact_attribute',
        attribute_values: ['EU', 'US'],
      },
    });
    expect(created.status).toBe(200);
    expect(created.body).toMatchObject({
      attribute_display_name: 'Region',
      attribute_display_type: 'list',
      attribute_values: ['EU', 'US'],
    });
    const own = `${path}/${created.body.id}`;
    const changed = await call('PATCH', own, { body: { attribute_values: ['EU'] } });
    expect(changed.body).toMatchObject({ attribute_values: ['EU'], attribute_key: 'region' });
    const deleted = await call('DELETE', own);
    expect([deleted.status, deleted.text]).toEqual([204, '']);
    expect((await call('GET', own)).status).toBe(404);
  });

  it.each([
    ['plan_note', 'Attribute key has already been taken'],
    [
      'has space',
      'Attribute key must only contain letters, numbers, underscores, hyphens, and dots',
    ],
    [
      'email',
      'Attribute key The provided key is not allowed as it might conflict with default attributes.',
    ],
  ])('refuses the key %s', async (attribute_key, message) => {
    const { status, body } = await call('POST', path, {
      body: {
        attribute_display_name: 'X',
        attribute_key,
        attribute_model: 'contact_attribute',
      },
    });
    expect([status, body]).toEqual([422, { message, attributes: ['attribute_key'] }]);
  });

  it('is changed by administrators only', async () => {
    const options = { key: keys.agent, body: { attribute_display_name: 'X' } };
    for (const [method, url] of [
      ['POST', path],
      ['PATCH', `${path}/1`],
      ['DELETE', `${path}/1`],
    ] as const) {
      const { status, body } = await call(method, url, options);
      expect([status, body]).toEqual([401, badRole]);
    }
  });
});
