import { platformFields as updateFields } from '../../../../creates/update_contact.js';
import { failureOf, run } from '../../../helpers/running/app.js';
import { guardNetwork } from '../../../helpers/nock.js';
import {
  answerDefinitions,
  answerLookup,
  answerUpdate,
  ask,
  CHILD,
  connection,
  CONTACT,
  create,
  CUSTOM_FIELDS,
  fieldMeta,
  find,
  ID,
  LOCATION,
  NO_SCOPE,
  OTHER_ID,
  PAGE,
  raw,
  refused,
  server,
  shaped,
  SPOUSE,
  written,
} from '../../../helpers/highlevel/contacts.js';

type Input = Record<string, unknown>;

describe('HighLevel', () => {
  guardNetwork();

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
