import { locationId } from '../../../sandbox/highlevel/index.js';
import {
  call,
  getContact,
  highlevelServer,
  janeId,
  put,
  refused,
  sandbox,
  type Reply,
} from '../../helpers/sandbox/highlevel.js';

highlevelServer();

async function customValue(fieldId: string): Promise<unknown> {
  return (await getContact()).customFields.find((item) => item.id === fieldId)?.value;
}

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
