import { keys, seeded } from '../../../../sandbox/chatwoot/index.js';
import {
  badRole,
  blankIdentifier,
  call,
  contacts,
  contactServers,
  including,
  isoTime,
  jane,
  janeDoe,
  like,
  notFound,
  old,
  sandbox,
  serverError,
  show,
  update,
  uuid,
} from '../../../helpers/sandbox/contacts.js';

contactServers();

describe('create contact', () => {
  it('answers 200 with contact and contact_inbox', async () => {
    const { status, body } = await call('POST', contacts, {
      body: { name: 'Ida Berg', email: 'Ida.Berg@Example.com', labels: ['vip'], nonsense: 1 },
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      payload: {
        contact: including({
          name: 'Ida Berg',
          email: 'ida.berg@example.com',
          contact_inboxes: [],
        }),
        contact_inbox: { inbox: null, source_id: null },
      },
    });
    expect(sandbox.store.contactsOf(1).at(-1)?.labels).toEqual([]);
  });

  it('needs no field', async () => {
    const { body } = await call('POST', contacts, { body: {} });
    expect(body).toMatchObject({ payload: { contact: { name: '', email: null } } });
  });

  it('makes a session in the inbox, with the raw inbox in the answer', async () => {
    const { body } = await call('POST', contacts, { body: { name: 'Ida', inbox_id: 2 } });
    expect(body).toMatchObject({
      payload: {
        contact: { contact_inboxes: [{ inbox: { id: 2 } }] },
        contact_inbox: {
          inbox: { id: 2, account_id: 1, created_at: isoTime },
          source_id: uuid,
        },
      },
    });
  });

  it('takes the source id of an e-mail or WhatsApp inbox from the contact', async () => {
    const source = async (body: object): Promise<unknown> =>
      (
        await call<{ payload: { contact_inbox: { source_id: string } } }>('POST', contacts, {
          body,
        })
      ).body.payload.contact_inbox.source_id;
    expect(await source({ email: 'Ida@example.com', inbox_id: 4 })).toBe('ida@example.com');
    expect(await source({ phone_number: '+12025550199', inbox_id: 5 })).toBe('12025550199');
  });

  it('keeps no contact when the inbox part fails', async () => {
    const attempts: [object, number, object][] = [
      [{ inbox_id: 99 }, 404, notFound],
      [{ inbox_id: 4 }, 422, { error: 'param is missing or the value is empty: contact email' }],
      [{ inbox_id: 2, source_id: seeded.apiInbox.source_id }, 500, serverError],
    ];
    for (const [body, status, expected] of attempts) {
      const answer = await call('POST', contacts, { body });
      expect([answer.status, answer.body]).toEqual([status, expected]);
    }
    expect(sandbox.store.contactsOf(1)).toHaveLength(40);
  });

  it.each([
    [{ email: 'JANE.DOE@example.com' }, 'Email has already been taken', ['email']],
    [{ email: 'no at sign' }, 'Email Invalid email', ['email']],
    [{ identifier: 'crm-1001' }, 'Identifier has already been taken', ['identifier']],
    [{ phone_number: '5511987650000' }, 'Phone number should be in e164 format', ['phone_number']],
    [
      { email: 'jane.doe@example.com', phone_number: '12' },
      'Email has already been taken, Phone number should be in e164 format',
      ['email', 'phone_number'],
    ],
    [{ name: 'x'.repeat(256) }, 'Name is too long (maximum is 255 characters)', ['name']],
  ])('answers 422 to %j', async (body, message, attributes) => {
    const answer = await call('POST', contacts, { body });
    expect([answer.status, answer.body]).toEqual([422, { message, attributes }]);
    expect(sandbox.store.contactsOf(1)).toHaveLength(40);
  });

  it('does not anchor the phone rule at the start', async () => {
    const status = async (phone_number: string): Promise<number> =>
      (await call('POST', contacts, { body: { phone_number } })).status;
    expect(await status('abc+5511999999999')).toBe(200);
    expect(await status('+55 11 99999-9999')).toBe(422);
    expect(await status('+0511999999999')).toBe(422);
  });

  it('keeps accounts apart', async () => {
    const { status } = await call('POST', '/api/v1/accounts/2/contacts', {
      key: keys.secondAdministrator,
      body: { phone_number: '+5511987654321', identifier: 'crm-1001' },
    });
    expect(status).toBe(200);
  });
});

describe('update contact', () => {
  it.each(['PUT', 'PATCH'])('changes only what %s sends', async (method) => {
    const before = await show(janeDoe);
    const { status, body } = await call(method, jane, { body: { name: 'Jane Roe' } });
    expect(status).toBe(200);
    expect(body).toEqual({ payload: { ...before, name: 'Jane Roe' } });
  });

  it('merges custom attributes one level deep and keeps a null', async () => {
    await update(janeDoe, { custom_attributes: { nested: { a: 1, b: 2 } } });
    await update(janeDoe, { custom_attributes: { nested: { c: 3 }, plan_note: null } });
    expect((await show(janeDoe)).custom_attributes).toMatchObject({
      nested: { c: 3 },
      plan_note: null,
      seats: 25,
    });
  });

  it('stores custom attributes without checking them', async () => {
    const custom_attributes = { customer_code: 'wrong', plan_tier: 'Gold', undefined_key: 1 };
    await update(janeDoe, { custom_attributes });
    expect((await show(janeDoe)).custom_attributes).toMatchObject(custom_attributes);
  });

  it.each([['{"a":1}'], [['a']], [null]])('drops custom_attributes %j', async (value) => {
    const before = await show(janeDoe);
    const { status } = await update(janeDoe, { custom_attributes: value });
    expect(status).toBe(200);
    expect(await show(janeDoe)).toEqual(before);
  });

  it('merges additional attributes since 4.2 and replaced them before', async () => {
    const body = { additional_attributes: { city: 'Recife', social_profiles: { github: 'j' } } };
    await update(janeDoe, body);
    await update(janeDoe, body, old);
    expect((await show(janeDoe)).additional_attributes).toMatchObject({
      ...body.additional_attributes,
      country: 'Brazil',
    });
    expect((await show(janeDoe, old)).additional_attributes).toEqual(body.additional_attributes);
  });

  it.each([
    ['email', null, null],
    ['email', '', null],
    ['phone_number', null, null],
    ['phone_number', '', ''],
    ['identifier', null, null],
    ['name', null, null],
  ])('clears %s with %j', async (field, value, stored) => {
    expect((await update(janeDoe, { [field]: value })).status).toBe(200);
    expect(await show(janeDoe)).toHaveProperty(field, stored);
  });

  it.each([{ identifier: '' }, { blocked: null }])('fails with 500 for %j', async (body) => {
    const answer = await update(janeDoe, body);
    expect([answer.status, answer.body]).toEqual([500, serverError]);
    expect((await show(janeDoe)).identifier).toBe('crm-1001');
  });

  it('takes one empty identifier per account', async () => {
    await update(blankIdentifier, { identifier: null });
    expect((await update(janeDoe, { identifier: '' })).status).toBe(200);
    expect((await show(janeDoe)).identifier).toBe('');
  });

  it('checks the whole contact, also what is not sent', async () => {
    sandbox.store.addContact(1, { email: 'twin@example.com', phone_number: '+5511987654321' });
    const { status, body } = await update(janeDoe, { name: 'Jane Roe' });
    expect(status).toBe(422);
    expect(body).toEqual({
      message: 'Phone number has already been taken',
      attributes: ['phone_number'],
    });
  });

  it('writes nothing when one field is wrong', async () => {
    await update(janeDoe, { name: 'Jane Roe', phone_number: '123' });
    expect((await show(janeDoe)).name).toBe('Jane Doe');
  });

  it('ignores labels, unknown keys and wrong types', async () => {
    const before = await show(janeDoe);
    await update(janeDoe, { labels: ['x'], thumbnail: 'y', id: 9, name: { first: 'J' } });
    expect(await show(janeDoe)).toEqual(before);
  });

  it('fetches an avatar later', async () => {
    const avatar_url = 'https://cdn.example.com/jane.png';
    const { body } = await update(janeDoe, { avatar_url });
    expect(body).toMatchObject({ payload: { thumbnail: '' } });
    expect(JSON.stringify(body)).not.toContain('avatar_url_hash');
    await sandbox.settle();
    const after = await show(janeDoe);
    expect(after.thumbnail).toMatch(/^https:/);
    expect(after.additional_attributes).toMatchObject({
      avatar_url_hash: like(/^[0-9a-f]{64}$/),
      last_avatar_sync_at: like(/Z$/),
    });
    const removed = await call('DELETE', `${jane}/avatar`);
    expect(removed.body).toMatchObject({ payload: { id: janeDoe, thumbnail: '' } });
    expect(removed.text).not.toContain('contact_inboxes');
  });

  it('never tells that an avatar could not be fetched', async () => {
    await update(janeDoe, { avatar_url: 'http://127.0.0.1/jane.png' });
    await sandbox.settle();
    expect((await show(janeDoe)).thumbnail).toBe('');
  });

  it('removes custom attributes by key', async () => {
    const { body } = await call('POST', `${jane}/destroy_custom_attributes`, {
      body: { custom_attributes: ['seats', 'nope'] },
    });
    const after = await show(janeDoe);
    expect(after.custom_attributes).not.toHaveProperty('seats');
    expect(after.custom_attributes).toHaveProperty('plan_tier');
    expect(body).toEqual({ payload: after });
  });

  it('reads an unknown content type as no body', async () => {
    const { status } = await call('PUT', jane, {
      body: { name: 'Jane Roe' },
      headers: { 'Content-Type': 'text/plain' },
    });
    expect(status).toBe(200);
    expect((await show(janeDoe)).name).toBe('Jane Doe');
  });
});

describe('delete contact', () => {
  it('is for administrators, with an empty answer', async () => {
    const agent = await call('DELETE', jane, { key: keys.agent });
    expect([agent.status, agent.body]).toEqual([401, badRole]);
    const { status, text } = await call('DELETE', jane);
    expect([status, text]).toEqual([200, '']);
    expect((await call('GET', jane)).status).toBe(404);
  });

  it('waits until the contact is offline', async () => {
    const contact = sandbox.store.contact(1, janeDoe);
    if (contact) contact.online = true;
    const { status, body } = await call('DELETE', jane);
    expect(status).toBe(422);
    expect(body).toEqual({ message: 'Jane doe is Online, please try again later' });
  });
});

describe('merge contacts', () => {
  it('keeps the base and what the other one adds', async () => {
    const { status, body, text } = await call('POST', '/api/v1/accounts/1/actions/contact_merge', {
      body: { base_contact_id: blankIdentifier, mergee_contact_id: janeDoe },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: blankIdentifier,
      name: 'Bianca Rossi',
      email: 'bianca.rossi@example.com',
      phone_number: '+5511987654321',
      identifier: 'crm-1001',
      custom_attributes: { seats: 25 },
    });
    expect(text).not.toContain('contact_inboxes');
    expect((await call('GET', jane)).status).toBe(404);
    expect((await show(blankIdentifier)).contact_inboxes).toHaveLength(2);
    const notes = await call<object[]>('GET', `${contacts}/${blankIdentifier}/notes`);
    expect(notes.body).toHaveLength(1);
    expect(sandbox.store.contact(1, blankIdentifier)?.labels).toEqual([]);
  });

  it('does nothing with one and the same contact', async () => {
    const { status } = await call('POST', '/api/v1/accounts/1/actions/contact_merge', {
      body: { base_contact_id: janeDoe, mergee_contact_id: janeDoe },
    });
    expect(status).toBe(200);
    expect((await show(janeDoe)).contact_inboxes).toHaveLength(2);
  });
});
