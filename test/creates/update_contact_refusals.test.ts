import { failureOf, KEY, rawContact } from '../helpers/running/app.js';
import { guardNetwork, server } from '../helpers/nock.js';
import { answerDefinitions, answerFilter, fieldMeta, update } from '../helpers/update_contact.js';
import { shortestWaits } from '../helpers/shortest_waits.js';

shortestWaits();

const CONTACTS = '/api/v1/accounts/1/contacts';

describe('update_contact', () => {
  guardNetwork();

  describe('bad input is refused before any request', () => {
    it.each([
      [{ contact: 'abc', name: 'x' }, /^Contact: `abc` is not a contact ID.*Find Contact step/],
      [{ contact: '..', name: 'x' }, /^Contact: `\.\.` is not a contact ID/],
      [{ name: 'x' }, /^Contact: this field is required/],
      [{ contact: '7', find_by: 'fax', name: 'x' }, /^Find Contact By: `fax` is not one of/],
      [{ contact: '7', if_missing: 'x', name: 'x' }, /^If No Contact Is Found: `x` is not one of/],
      [{ contact: 'jane', find_by: 'email', name: 'x' }, /^Contact: `jane` is not an email/],
      [
        { contact: '7', phone: '055-1234567' },
        /^Phone: `055-1234567` has no country code.*Default Country/,
      ],
      [{ contact: '7', phone: '+1 23' }, /^Phone: `\+1 23` is not a phone number/],
      [
        { contact: '7', phone: '055-1234567', default_country: 'Isreal' },
        /^Default Country: `Isreal` is not a country/,
      ],
      [
        { contact: '7', email: 'jane.example.com' },
        /^Email: `jane.example.com` is not an email address/,
      ],
      [{ contact: '7', blocked: 'perhaps' }, /^Blocked: `perhaps` is neither yes nor no/],
      [{ contact: '7', avatar_url: 'jane.png' }, /^Avatar URL: `jane.png` is not a web address/],
      [{ contact: '7', name: 'x'.repeat(256) }, /^Name: the text has 256 characters; at most 255/],
      [{ contact: '7', country: 'Atlantis' }, /^Country: `Atlantis` is not a country/],
      [{ contact: '7', replace_labels: ['a'], add_labels: ['b'] }, /^Replace Labels: .*Add Labels/],
      [{ contact: '7', add_labels: ['a'], remove_labels: ['A'] }, /both hold `a`/],
      [
        { contact: '7', clear_fields: ['email'], email: 'a@b.co' },
        /^Clear Fields: `email` .*also has a value/,
      ],
      [{ contact: '7', nickname: 'x' }, /^`nickname` is not a field of this step/],
    ])('%j', async (input, text) => {
      const { name, message } = await failureOf(update(input));
      expect(name).toBe('AppError');
      expect(message).toMatch(text);
    });

    it.each([
      [{ attr_seats: 'many' }, /^My seats: `many` is not a number/],
      [{ attr_newsletter_opt_in: 'x' }, /^My newsletter_opt_in: `x` is neither yes nor no/],
      [{ attr_renewal_date: 'soon' }, /^My renewal_date: `soon` is not a date/],
      [{ attr_renewal_date: '2026-02-30' }, /^My renewal_date: `2026-02-30` is not a date/],
      [{ attr_crm_link: 'crm' }, /^My crm_link: `crm` is not a web address/],
    ])('custom attribute %j', async (input, text) => {
      const meta = await fieldMeta();
      expect((await failureOf(update({ contact: '7', ...input }, meta))).message).toMatch(text);
    });

    it.each([
      [
        { attr_plan_tier: 'Gold' },
        /^My plan_tier: `Gold` is not one of its options: `Free`, `Pro`, `Enterprise`/,
      ],
      [
        { attr_customer_code: 'br-1' },
        /^My customer_code: `br-1` .*: two letters, a dash, four digits\.$/,
      ],
      [{ attr_gone: 'x' }, /^`attr_gone`: this account has no such custom attribute/],
    ])('%j, after a look whether the account allows it meanwhile', async (input, text) => {
      const meta = await fieldMeta();
      answerDefinitions();
      expect((await failureOf(update({ contact: '7', ...input }, meta))).message).toMatch(text);
    });

    it('says when a field cannot be emptied', async () => {
      const { message } = await failureOf(update({ contact: '7', clear_fields: ['blocked'] }));
      expect(message).toMatch(
        /^Clear Fields: `blocked` is not one of the fields that can be emptied/,
      );
    });

    it('halts, without an error, when there is nothing to change', async () => {
      const { name, message } = await failureOf(
        update({ contact: '7', name: '  ', add_labels: [] }),
      );
      expect(name).toBe('HaltedError');
      expect(message).toMatch(/^Nothing to change: .*Clear Fields\.$/);
    });
  });

  describe('what the server refuses', () => {
    const refuse = (status: number, body: unknown) =>
      server()
        .put(`${CONTACTS}/7`)
        .reply(status, body as string);

    it.each([
      [{ email: 'omar@example.com' }, 'email', 'email', 'omar@example.com', 'Email'],
      [{ phone: '+5511900000000' }, 'phone_number', 'phone_number', '5511900000000', 'Phone'],
      [{ external_id: 'crm-2' }, 'identifier', 'identifier', 'crm-2', 'External ID'],
    ])(
      'as taken is explained with its owner, in any language: %j',
      async (input, name, key, value, label) => {
        refuse(422, { message: 'já está em uso', attributes: [name] });
        const owner = rawContact({
          id: 12,
          name: 'Omar',
          email: 'omar@example.com',
          phone_number: '+5511900000000',
          identifier: 'crm-2',
        });
        answerFilter([owner], key, value);
        const { message } = await failureOf(update({ contact: '7', ...input }));
        expect(message).toMatch(
          new RegExp(`^${label}: .*already belongs to another contact, Omar \\(ID 12\\)`),
        );
      },
    );

    it('for a phone that was not even sent says whose it is too', async () => {
      refuse(422, { message: 'Phone number has already been taken', attributes: ['phone_number'] });
      server().get(`${CONTACTS}/7`).reply(200, { payload: rawContact() });
      answerFilter(
        [rawContact(), rawContact({ id: 12, name: 'Omar' })],
        'phone_number',
        '5511987654321',
      );
      const { message } = await failureOf(update({ contact: '7', name: 'Jane' }));
      expect(message).toMatch(/^Phone: another contact, Omar \(ID 12\), has the same phone number/);
    });

    it('for a stored phone that is not valid any more says so', async () => {
      refuse(422, {
        message: 'Phone number should be in e164 format',
        attributes: ['phone_number'],
      });
      server()
        .get(`${CONTACTS}/7`)
        .reply(200, { payload: rawContact({ phone_number: '0551' }) });
      answerFilter([], 'phone_number', '0551');
      const { message } = await failureOf(update({ contact: '7', name: 'Jane' }));
      expect(message).toMatch(
        /stored on this contact is not valid any more.*fill Phone.*e164 format/,
      );
    });

    it.each([
      [
        422,
        { message: 'Email is invalid', attributes: ['email'] },
        /^Email: Chatwoot refused the value\. Correct it in the step\. It says: "Email is invalid"/,
      ],
      [
        401,
        { error: 'You are not authorized to do this action' },
        /may not do this in Chatwoot \(contact 7\).*role.*key itself is fine/,
      ],
      [
        401,
        { error: 'You are not authorized to access this account' },
        /^Account ID: .*not a member.*key itself is fine/,
      ],
      [401, { error: 'Account is suspended' }, /suspended.*key itself is fine/],
      [
        402,
        { error: 'Payment required' },
        /plan in Chatwoot does not include this.*Payment required/,
      ],
      [403, { error: 'API access is not enabled for this account' }, /plan.*API access/],
      [
        500,
        { status: 500, error: 'Internal Server Error' },
        /problem of its own \(status 500, contact 7\)/,
      ],
    ])('with %s %j', async (status, body, text) => {
      refuse(status, body);
      if (status === 422) answerFilter([], 'email', 'a@b.co');
      const { name, message } = await failureOf(update({ contact: '7', email: 'a@b.co' }));
      expect(name).toBe('AppError');
      expect(message).toMatch(text);
      expect(message).not.toContain(KEY);
    });

    it('as too many requests is left to Zapier to retry', async () => {
      server().put(`${CONTACTS}/7`).reply(429, 'Retry later\n', { 'content-type': 'text/plain' });
      expect(await failureOf(update({ contact: '7', name: 'J' }))).toMatchObject({
        name: 'ThrottledError',
        delay: 60,
      });
    });
  });
});
