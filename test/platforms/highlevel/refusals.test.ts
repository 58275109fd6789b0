import type { DataMatcherMap } from 'nock';
import { failureOf } from '../../helpers/running/app.js';
import { guardNetwork } from '../../helpers/nock.js';
import {
  answerLookup,
  CONTACT,
  create,
  fieldMeta,
  ID,
  LOCATION,
  NO_SCOPE,
  OTHER_ID,
  raw,
  refused,
  server,
  update,
  updateInCore,
} from '../../helpers/highlevel/contacts.js';

type Input = Record<string, unknown>;

describe('HighLevel', () => {
  guardNetwork();

  describe('bad input is refused before any request', () => {
    it.each([
      [
        { contact: 'jane@example.com', find_by: 'id', city: 'x' },
        /^Contact: `jane@example\.com` is not an ID, which Find Contact By says/,
      ],
      [{ contact: '15552010101', city: 'x' }, /^Contact: `15552010101` has no country code/],
      [{ contact: ID, email: 'jane' }, /^Email: `jane` is not an email address/],
      [{ contact: ID, phone: '201-0101' }, /^Phone: `201-0101` has no country code/],
      [{ contact: ID, country: 'Atlantis' }, /^Country: `Atlantis` is not a country/],
      [
        { contact: ID, country: 'Curaçao' },
        /^Country: HighLevel does not have `Curaçao \(CW\)` in its list/,
      ],
      [{ contact: ID, timezone: 'Chicago' }, /^Time Zone: `Chicago` is not .*`America\/Chicago`/],
      [
        { contact: ID, date_of_birth: '25/09/1990' },
        /^Date of Birth: `25\/09\/1990` is not a date/,
      ],
      [{ contact: ID, dnd: 'perhaps' }, /^Do Not Disturb: `perhaps` is neither yes nor no/],
      [
        { contact: ID, dnd_on: ['Fax'] },
        /^Do Not Disturb On: `Fax` is not one of its options: `Call`, `Email`, .*`Inbound`/,
      ],
      [
        { contact: ID, dnd_permanent: ['Inbound'] },
        /^Do Not Disturb for Good: `Inbound` is not one of its options: `Call`, .*`FB`\.$/,
      ],
      [
        { contact: ID, dnd_on: ['SMS'], dnd_off: 'email,sms' },
        /^SMS is in Do Not Disturb On and in Do Not Disturb Off\. Take it out of one of them/,
      ],
      [
        { contact: ID, dnd_on: ['SMS'], dnd_messages: { FB: 'x' } },
        /^Do Not Disturb Messages: .*Facebook \(FB\).* Do Not Disturb On, Off or for Good/,
      ],
      [
        { contact: ID, dnd_messages: { Fax: 'x' } },
        /^Do Not Disturb Messages: `Fax` is not one of its options: `Call`/,
      ],
      [{ contact: ID, dnd_on: 'SMS', dnd_messages: 'asked' }, /^Do Not Disturb Messages: .*row/],
      [{ contact: ID, dnd_sms: 'active' }, /^`dnd_sms` is not a field of this step/],
      [{ contact: ID, gender: 'female' }, /^`gender` is not a field of this step/],
      [{ contact: ID, external_id: 'x' }, /^`external_id` is not a field of this step/],
      [{ contact: ID, postalCode: 'x' }, /^`postalCode` is not a field of this step/],
      [{ contact: ID, replace_labels: ['a'], add_labels: ['b'] }, /^Replace Tags: .*Add Tags/],
      [{ contact: ID, clear_fields: ['city'], city: 'x' }, /^Clear Fields: `city` .*has a value/],
    ])('%j', async (input, text) => {
      const { name, message } = await failureOf(update(input));
      expect(name).toBe('AppError');
      expect(message).toMatch(text);
    });

    it.each(['postal_code', 'country', 'dnd', 'dnd_on', 'type'])(
      '%s cannot be emptied',
      async (field) => {
        const { message } = await failureOf(update({ contact: ID, clear_fields: [field] }));
        expect(message).toMatch(/^Clear Fields: .* is not one of the fields that can be emptied/);
      },
    );
  });

  describe('what the server refuses', () => {
    const duplicate = (meta?: Input) =>
      refused(400, 'This location does not allow duplicated contacts.', meta && { meta });

    it('as a duplicate names the owner even where it does not say of what', async () => {
      const meta = { contactId: OTHER_ID, contactName: 'Omar Haddad' };
      server().put(CONTACT).reply(400, duplicate(meta));
      const { message } = await failureOf(updateInCore({ contact: ID, first_name: 'O' }));
      expect(message).toMatch(
        new RegExp(`another contact, Omar Haddad \\(ID ${OTHER_ID}\\), already has it`),
      );
    });

    it('as a duplicate is explained with the owner it names', async () => {
      const meta = { contactId: OTHER_ID, contactName: 'Omar Haddad', matchingField: 'email' };
      server().put(CONTACT).reply(400, duplicate(meta));
      const { message } = await failureOf(update({ contact: ID, email: 'omar@example.com' }));
      expect(message).toBe(
        `Email: \`omar@example.com\` already belongs to another contact, Omar Haddad (ID ${OTHER_ID}). Update that contact instead, or use another value.`,
      );
    });

    it('as a duplicate without naming the owner is explained by a lookup', async () => {
      server().post('/contacts/').reply(400, duplicate());
      answerLookup('email=new%40example.com', null);
      answerLookup('number=%2B15552010101', raw());
      const { message } = await failureOf(
        create({ email: 'new@example.com', phone: '+15552010101' }),
      );
      expect(message).toMatch(
        new RegExp(`^Phone: \`\\+15552010101\` already belongs to .* Jane Doe \\(ID ${ID}\\)`),
      );
    });

    it('as a duplicate that nobody can be found for still says what to do', async () => {
      server().put(CONTACT).reply(400, duplicate());
      answerLookup('email=new%40example.com', null);
      const { message } = await failureOf(update({ contact: ID, email: 'new@example.com' }));
      expect(message).toMatch(
        /already has a contact with this email or phone.*Update that contact/,
      );
    });

    it.each([
      [
        422,
        refused(422, ['email must be an email', 'dndSettings.SMS.status must be one of: active']),
        `HighLevel refused the values (contact ${ID}). Correct them in the step. It says: "Email must be an email Do Not Disturb by channel (SMS) must be one of: active".`,
      ],
      [
        422,
        refused(422, ['property companyName should not exist']),
        `HighLevel refused the values (contact ${ID}). Correct them in the step. It says: "property Company Name should not exist".`,
      ],
      [
        422,
        refused(422, 'Contacts without email, phone, firstName and lastName are not allowed.'),
        'HighLevel keeps no contact without an email, a phone number, a first name or a last name. Fill in at least one of Email, Phone, First Name and Last Name.',
      ],
      [
        400,
        refused(400, 'Bad things'),
        `HighLevel refused the values (contact ${ID}). Correct them in the step. It says: "Bad things".`,
      ],
      [
        403,
        refused(403, 'The token does not have access to this location.'),
        `Location ID: the Private Integration Token has no access to this location (contact ${ID}). Enter the ID of the sub-account in which it was made: the part after \`/location/\` in its address bar. The key itself is fine.`,
      ],
      [
        401,
        NO_SCOPE,
        `This token may not do this (contact ${ID}): it lacks the scope \`contacts.write\`. In HighLevel, open Settings → Private Integrations, tick it in this token's integration, and save. The token stays the same.`,
      ],
    ])('with %s %j', async (status, body, text) => {
      server().put(CONTACT).reply(status, body);
      expect(await failureOf(update({ contact: ID, city: 'x' }))).toEqual({
        name: 'AppError',
        message: text,
      });
    });

    it('is no change when the answer is not HighLevel’s', async () => {
      server().put(CONTACT).reply(200, { succeded: true });
      expect((await failureOf(update({ contact: ID, city: 'x' }))).message).toMatch(
        /does not understand.*may have been made all the same/,
      );
    });
  });

  describe('what the server does not take, without a word', () => {
    const answer = (body: Input, contact: Input) =>
      server()
        .put(CONTACT, body as DataMatcherMap)
        .reply(200, { succeded: true, contact, traceId: 't' });

    it('is no update: the fields are named, and what to do', async () => {
      const meta = await fieldMeta();
      const customFields = [
        { id: 'fText', field_value: 'JD' },
        { id: 'fNumber', field_value: 3 },
      ];
      const held = [{ id: 'fText', value: 'JD' }];
      answer(
        { city: 'Mobile', type: 'vendor', customFields },
        raw({ type: 'lead', customFields: held }),
      );
      const input = { city: 'Mobile', type: 'vendor', attr_nickname: 'JD', attr_visits: 3 };
      expect(await failureOf(update({ contact: ID, ...input }, meta))).toEqual({
        name: 'AppError',
        message: `City, Contact Type, Visits: HighLevel updated contact ${ID}, but its answer shows another value than asked for. Correct it in HighLevel; everything else is saved.`,
      });
    });

    it('stops no other part of the step', async () => {
      answer({ city: 'Mobile' }, raw({ city: 'Dolomite' }));
      server()
        .post(`${CONTACT}/tags`, { tags: ['lead'] })
        .reply(201, { tags: ['lead'] });
      const input = { contact: ID, city: 'Mobile', add_labels: ['lead'] };
      expect((await failureOf(update(input))).message).toMatch(/^City: HighLevel updated/);
    });

    it('halts a create, which nothing may repeat', async () => {
      server()
        .post('/contacts/', { locationId: LOCATION, firstName: 'New', city: 'Mobile' })
        .reply(201, { contact: raw({ firstName: 'New' }) });
      expect(await failureOf(create({ first_name: 'New', city: 'Mobile' }))).toEqual({
        name: 'HaltedError',
        message: expect.stringMatching(`^City: HighLevel created contact ${ID}`) as string,
      });
    });

    it('by an empty text is tried with null, and said where that does not help either', async () => {
      const meta = await fieldMeta();
      const held = raw({ customFields: [{ id: 'fPlan', value: 'Basic' }] });
      const emptying = (value: unknown) => ({
        customFields: [{ id: 'fPlan', field_value: value }],
      });
      answer(emptying(''), held);
      answer(emptying(null), raw());
      const input = { contact: ID, clear_fields: ['attr_plan'] };
      expect(await update(input, meta)).toMatchObject({
        outcome: 'updated',
        custom_attributes: {},
      });
      answer(emptying(''), held);
      answer(emptying(null), held);
      expect((await failureOf(update(input, meta))).message).toMatch(/^Plan: HighLevel updated/);
      answer(emptying(''), held);
      server().put(CONTACT).reply(422, refused(422, 'field_value must be a string'));
      expect((await failureOf(update(input, meta))).message).toMatch(/^Plan: HighLevel updated/);
    });
  });
});
