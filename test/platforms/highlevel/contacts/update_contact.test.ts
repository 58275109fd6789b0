import { platformFields as updateFields } from '../../../../creates/update_contact.js';
import { failureOf, run } from '../../../helpers/running/app.js';
import { guardNetwork } from '../../../helpers/nock.js';
import {
  answerDefinitions,
  answerLookup,
  answerUpdate,
  ask,
  connection,
  CONTACT,
  find,
  ID,
  LOCATION,
  NO_SCOPE,
  OTHER_ID,
  raw,
  refused,
  server,
  shaped,
  update,
  written,
} from '../../../helpers/highlevel/contacts.js';

describe('HighLevel', () => {
  guardNetwork();

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
        helpText: expect.stringMatching(/your sub-account/),
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
});
