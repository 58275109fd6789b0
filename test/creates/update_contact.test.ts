import type { DataMatcherMap } from 'nock';
import { perform, platformFields } from '../../creates/update_contact.js';
import { BASE, connection, failureOf, KEY, rawContact, run, written } from '../helpers/app.js';
import { guardNetwork, server } from '../helpers/nock.js';

const CONTACTS = '/api/v1/accounts/1/contacts';
const definitions = [
  attribute('plan_tier', 'list', { attribute_values: ['Free', 'Pro', 'Enterprise'] }),
  attribute('seats', 'number'),
  attribute('monthly_spend', 'currency'),
  attribute('discount', 'percent'),
  attribute('crm_link', 'link'),
  attribute('renewal_date', 'date'),
  attribute('newsletter_opt_in', 'checkbox'),
  attribute('customer_code', 'text', {
    regex_pattern: '/^[A-Z]{2}-[0-9]{4}$/',
    regex_cue: 'two letters, a dash, four digits',
    attribute_description: 'Code on the invoice',
  }),
  attribute('billing.city', 'text'),
  attribute('עיר', 'text'),
];

function attribute(key: string, type: string, more: Record<string, unknown> = {}) {
  return {
    id: 1,
    attribute_display_name: `My ${key}`,
    attribute_display_type: type,
    attribute_description: '',
    attribute_key: key,
    regex_pattern: null,
    regex_cue: null,
    attribute_values: [],
    attribute_model: 'contact_attribute',
    ...more,
  };
}

/** What the editor keeps of the fields and hands back at every run. */
async function fieldMeta() {
  answerDefinitions();
  const fields = await run(platformFields);
  return { inputFields: Object.fromEntries(fields.map(({ key, meta }) => [key, meta ?? {}])) };
}

function answerDefinitions(): void {
  server()
    .get('/api/v1/accounts/1/custom_attribute_definitions?attribute_model=1')
    .reply(200, definitions);
}

function answerUpdate(body: DataMatcherMap, contact: Record<string, unknown> = {}): void {
  server().put(`${CONTACTS}/7`, body).reply(200, written(contact));
}

function answerFilter(
  found: Record<string, unknown>[],
  attributeKey: string,
  ...values: string[]
): void {
  const payload = values.map((value, index) => ({
    attribute_key: attributeKey,
    filter_operator: 'equal_to',
    values: [value],
    query_operator: index < values.length - 1 ? 'OR' : null,
  }));
  server()
    .post(`${CONTACTS}/filter`, { payload })
    .reply(200, { meta: { count: found.length }, payload: found });
}

const update = (inputData: Record<string, unknown>, meta = {}) => run(perform, { inputData, meta });

describe('update_contact', () => {
  guardNetwork();

  describe('what is sent', () => {
    it('is one request by id with only the filled fields', async () => {
      answerUpdate({ name: 'Jane', email: 'jane@example.com', blocked: false });
      const contact = await update({
        contact: '7',
        name: 'Jane',
        email: ' jane@example.com ',
        phone: '',
        external_id: null,
        blocked: false,
        add_labels: [],
        clear_fields: [''],
      });
      expect(contact).toEqual({
        id: '7',
        name: 'Jane',
        first_name: 'Jane',
        email: 'jane@example.com',
        phone: '+5511987654321',
        custom_attributes: {},
        created_at: '2026-03-14T09:26:53.000Z',
        url: `${BASE}/app/accounts/1/contacts/7`,
        blocked: false,
        availability_status: 'offline',
        additional_attributes: {},
        outcome: 'updated',
      });
    });

    it('uses the verb that 99digital documents', async () => {
      server().patch(`${CONTACTS}/7`, { name: 'Jane' }).reply(200, written());
      const authData = { ...connection, platform: '99digital' };
      await run(perform, { inputData: { contact: '7', name: 'Jane' }, authData });
    });

    it('reads the answer nested too, as 99digital documents it', async () => {
      server()
        .put(`${CONTACTS}/7`, { name: 'Jane' })
        .reply(200, { payload: { contact: rawContact({ name: 'Jane' }), contact_inbox: {} } });
      expect(await update({ contact: '7', name: 'Jane' })).toMatchObject({
        id: '7',
        outcome: 'updated',
      });
    });

    it('keeps what looks like a placeholder in a text', async () => {
      answerUpdate({ name: 'Hi {{contact.name}} {{bundle.inputData.x}}' });
      await update({ contact: '7', name: 'Hi {{contact.name}} {{bundle.inputData.x}}' });
    });

    it.each([
      ['(11) 91234-5678', 'BR', '+5511912345678'],
      ['055-1234567', 'Israel', '+972551234567'],
      ['+55 11 98765-4321', undefined, '+5511987654321'],
      ['0049 151 23456789', undefined, '+4915123456789'],
    ])('sends the phone %s (default country %s) as %s', async (phone, country, sent) => {
      answerUpdate({ phone_number: sent });
      await update({ contact: '7', phone, default_country: country });
    });

    it('stores a country as the server’s own form does, and keeps the other additional attributes', async () => {
      const known = {
        city: 'Rio',
        company_name: 'Doe',
        social_profiles: { github: 'jane', twitter: 'j' },
      };
      server()
        .get(`${CONTACTS}/7`)
        .reply(200, { payload: rawContact({ additional_attributes: known }) });
      answerUpdate({
        additional_attributes: {
          city: 'Haifa',
          company_name: 'Doe',
          country: 'Israel',
          country_code: 'IL',
          social_profiles: { github: 'jane', twitter: 'jd' },
        },
      });
      await update({ contact: '7', city: 'Haifa', country: 'il', twitter: 'jd' });
    });

    it('writes typed custom attributes in one request when the editor kept their meta', async () => {
      const meta = await fieldMeta();
      answerUpdate({
        custom_attributes: {
          plan_tier: 'Enterprise',
          seats: 25,
          monthly_spend: 49.9,
          discount: 12.5,
          crm_link: 'https://crm.example.com/7',
          renewal_date: '2027-03-14',
          newsletter_opt_in: false,
          customer_code: 'BR-1001',
          'billing.city': 'São Paulo',
          עיר: 'חיפה',
        },
      });
      await update(
        {
          contact: '7',
          attr_plan_tier: 'enterprise',
          attr_seats: '25',
          attr_monthly_spend: 49.9,
          attr_discount: '12.5 %',
          attr_crm_link: 'https://crm.example.com/7',
          attr_renewal_date: '2027-03-14T23:30:00-03:00',
          attr_newsletter_opt_in: 'false',
          attr_customer_code: 'BR-1001',
          attr_x_62696c6c696e672e63697479: 'São Paulo',
          attr_x_d7a2d799d7a8: 'חיפה',
        },
        meta,
      );
    });

    it('reads the definitions once when there is no meta', async () => {
      answerDefinitions();
      answerUpdate({ custom_attributes: { seats: 3 } });
      await update({ contact: '7', attr_seats: 3 });
    });

    it('takes an option that was added after the form was loaded', async () => {
      const meta = await fieldMeta();
      server()
        .get('/api/v1/accounts/1/custom_attribute_definitions?attribute_model=1')
        .reply(200, [attribute('plan_tier', 'list', { attribute_values: ['Free', 'Gold'] })]);
      answerUpdate({ custom_attributes: { plan_tier: 'Gold' } });
      await update({ contact: '7', attr_plan_tier: 'Gold' }, meta);
    });

    it('empties fields the way the server accepts it', async () => {
      server().get(`${CONTACTS}/7`).reply(200, { payload: rawContact() });
      answerUpdate({
        name: '',
        email: null,
        phone_number: null,
        identifier: null,
        additional_attributes: { city: '', country: '', country_code: '' },
      });
      server()
        .post(`${CONTACTS}/7/destroy_custom_attributes`, {
          custom_attributes: ['seats', 'billing.city'],
        })
        .reply(200, { payload: rawContact() });
      server().delete(`${CONTACTS}/7/avatar`).reply(200, { payload: rawContact() });
      server().post(`${CONTACTS}/7/labels`, { labels: [] }).reply(200, { payload: [] });
      const contact = await update({
        contact: '7',
        clear_fields: [
          'name',
          'email',
          'phone',
          'external_id',
          'city',
          'country',
          'attr_seats',
          'attr_x_62696c6c696e672e63697479',
          'avatar_url',
          'labels',
        ],
      });
      expect(contact).toMatchObject({ id: '7', labels: [] });
    });
  });

  describe('labels', () => {
    const answerLabels = (labels: string[]) =>
      server().get(`${CONTACTS}/7/labels`).reply(200, { payload: labels });

    it('are merged with those that are there', async () => {
      answerUpdate({ name: 'Jane' });
      answerLabels(['vip', 'newsletter', 'old']);
      server()
        .post(`${CONTACTS}/7/labels`, { labels: ['vip', 'newsletter', 'lead'] })
        .reply(200, { payload: ['vip', 'newsletter', 'lead'] });
      const contact = await update({
        contact: '7',
        name: 'Jane',
        add_labels: ['lead', 'VIP'],
        remove_labels: ['Old', 'never had'],
      });
      expect(contact).toMatchObject({ labels: ['vip', 'newsletter', 'lead'] });
    });

    it('are not written when nothing changes', async () => {
      server().get(`${CONTACTS}/7`).reply(200, { payload: rawContact() });
      answerLabels(['vip']);
      expect(await update({ contact: '7', add_labels: ['vip'] })).toMatchObject({
        name: 'Jane Doe',
        labels: ['vip'],
      });
    });

    it('are replaced without reading them first', async () => {
      answerUpdate({ name: 'Jane' });
      server()
        .post(`${CONTACTS}/7/labels`, { labels: ['vip', 'lead'] })
        .reply(200, { payload: ['vip', 'lead'] });
      await update({ contact: '7', name: 'Jane', replace_labels: ['vip, lead'] });
    });

    it('that fail after the fields were written are reported as just that', async () => {
      answerUpdate({ name: 'Jane' });
      server()
        .get(`${CONTACTS}/7/labels`)
        .reply(500, { status: 500, error: 'Internal Server Error' });
      const { name, message } = await failureOf(
        update({ contact: '7', name: 'Jane', add_labels: ['vip'] }),
      );
      expect(name).toBe('AppError');
      expect(message).toMatch(/status 500.*Done: the fields\. Not done: the labels\./);
    });
  });

  describe('odd input', () => {
    it('of commas alone replaces no labels', async () => {
      answerUpdate({ name: 'Jane' });
      await update({ contact: '7', name: 'Jane', replace_labels: ',', add_labels: ', ,' });
      const { name } = await failureOf(update({ contact: '7', replace_labels: ',' }));
      expect(name).toBe('HaltedError');
    });

    it('takes the JSON text of a list, and each label once', async () => {
      server()
        .post(`${CONTACTS}/7/labels`, { labels: ['vip', 'lead'] })
        .reply(200, { payload: [] });
      answerUpdate({ name: 'Jane' });
      await update({ contact: '7', name: 'Jane', replace_labels: '["vip","lead","VIP"]' });
    });

    it.each([
      [
        { phone: '12025550123', default_country: 'IL' },
        /looks like `\+12025550123` without its plus/,
      ],
      [
        { phone: '33612345678', default_country: 'BR' },
        /looks like `\+33612345678` without its plus/,
      ],
      [{ phone: 'call +972551234567' }, /is not a phone number/],
      [{ find_by: 'toString', name: 'x' }, /^Find Contact By: `toString` is not one of/],
      [{ if_missing: 'constructor', name: 'x' }, /^If No Contact Is Found: `constructor`/],
    ])('%j is refused', async (input, text) => {
      expect((await failureOf(update({ contact: '7', ...input }))).message).toMatch(text);
    });

    it.each(['1e400', '12345678901234567890'])(
      'the number %s would be stored as another',
      async (value) => {
        const meta = await fieldMeta();
        const { message } = await failureOf(update({ contact: '7', attr_seats: value }, meta));
        expect(message).toMatch(/^My seats: .* is not a number/);
      },
    );

    it('reads the definitions when what the editor kept is broken', async () => {
      answerDefinitions();
      answerUpdate({ custom_attributes: { plan_tier: 'Pro' } });
      const inputFields = {
        attr_plan_tier: { attribute: 'plan_tier', label: 'Tier', type: 'list', options: '["Fr' },
      };
      await update({ contact: '7', attr_plan_tier: 'Pro' }, { inputFields });
    });

    it('counts an emoji as one character', async () => {
      answerUpdate({ name: '😀'.repeat(255) });
      await update({ contact: '7', name: '😀'.repeat(255) });
    });
  });

  describe('finding the contact', () => {
    it.each([
      ['email', 'JANE.doe@example.com', 'email', ['JANE.doe@example.com']],
      // Brazil's other form of the number is asked for in the same request.
      ['phone', '+55 11 98765-4321', 'phone_number', ['5511987654321', '551187654321']],
      ['phone', '+972 55-123-4567', 'phone_number', ['972551234567']],
      ['external_id', 'crm/1001 a', 'identifier', ['crm/1001 a']],
    ])('by %s costs one request more', async (findBy, contact, attributeKey, sent) => {
      const phone = contact.startsWith('+972') ? '+972551234567' : '+5511987654321';
      const found = rawContact({ identifier: 'crm/1001 a', phone_number: phone });
      answerFilter([found], attributeKey, ...sent);
      answerUpdate({ name: 'Jane' });
      expect(await update({ find_by: findBy, contact, name: 'Jane' })).toMatchObject({ id: '7' });
    });

    it('does not read again what the lookup brought', async () => {
      answerFilter(
        [rawContact({ additional_attributes: { city: 'Rio' } })],
        'email',
        'jane.doe@example.com',
      );
      answerUpdate({ additional_attributes: { city: 'Rio', company_name: 'Doe' } });
      await update({ find_by: 'email', contact: 'jane.doe@example.com', company_name: 'Doe' });
    });

    it('checks the server’s match again: it ignores the case of identifiers', async () => {
      answerFilter([rawContact({ identifier: 'CRM-1' })], 'identifier', 'crm-1');
      const { message } = await failureOf(
        update({ find_by: 'external_id', contact: 'crm-1', name: 'Jane' }),
      );
      expect(message).toMatch(/no contact with the external ID `crm-1`.*If No Contact Is Found/);
    });

    it('stops at several and names them', async () => {
      answerFilter(
        [rawContact(), rawContact({ id: 8, name: 'Jane Two' })],
        'phone_number',
        '5511987654321',
        '551187654321',
      );
      const { message } = await failureOf(
        update({ find_by: 'phone', contact: '+5511987654321', name: 'Jane' }),
      );
      expect(message).toMatch(
        /2 contacts.*Give the ID of the one you mean.*Jane Doe \(ID 7\), Jane Two \(ID 8\)/,
      );
    });

    it('creates a missing contact with the key it was looked for, when asked to', async () => {
      answerFilter([], 'email', 'new@example.com');
      server()
        .post(CONTACTS, { email: 'new@example.com', name: 'New' })
        .reply(200, {
          payload: {
            contact: rawContact({ id: 9, email: 'new@example.com', name: 'New' }),
            contact_inbox: {},
          },
        });
      server().get(`${CONTACTS}/9/labels`).reply(200, { payload: [] });
      server()
        .post(`${CONTACTS}/9/labels`, { labels: ['lead'] })
        .reply(200, { payload: ['lead'] });
      const contact = await update({
        find_by: 'email',
        contact: 'new@example.com',
        if_missing: 'create',
        name: 'New',
        add_labels: ['lead'],
      });
      expect(contact).toMatchObject({ id: '9', outcome: 'created', labels: ['lead'] });
    });

    it('makes sure that a contact exists when only its key is filled', async () => {
      const input = { find_by: 'email', contact: 'jane.doe@example.com', if_missing: 'create' };
      answerFilter([rawContact()], 'email', 'jane.doe@example.com');
      expect(await update(input)).toMatchObject({ id: '7', outcome: 'unchanged' });
      answerFilter([], 'email', 'jane.doe@example.com');
      server()
        .post(CONTACTS, { email: 'jane.doe@example.com' })
        .reply(200, { payload: { contact: rawContact({ id: 9 }) } });
      expect(await update(input)).toMatchObject({ id: '9', outcome: 'created' });
    });

    it.each(['404 page not found', '', '{"message":"no Route matched"}'])(
      'takes a 404 of a proxy (%j) for an error, not for a missing contact',
      async (body) => {
        server().put(`${CONTACTS}/7`).reply(404, body);
        const input = { contact: '7', if_missing: 'skip', name: 'N' };
        expect((await failureOf(update(input))).message).toMatch(/nothing at this address/);
      },
    );

    it('never quotes the key a server echoes', async () => {
      server()
        .put(`${CONTACTS}/7`)
        .reply(401, { error: `bad token ${KEY}` });
      const { message } = await failureOf(update({ contact: '7', name: 'N' }));
      expect(message).toMatch(/bad token …/);
    });

    it('does nothing about a missing contact, when asked to', async () => {
      answerFilter([], 'email', 'new@example.com');
      const input = { find_by: 'email', contact: 'new@example.com', if_missing: 'skip', name: 'N' };
      expect(await update(input)).toEqual({ outcome: 'not_found' });
    });

    it.each([
      ['stop', /^Chatwoot has no contact 99 in this account\..*Account ID/],
      ['create', /gives new contacts their IDs itself/],
    ])('by an unknown id with if_missing %s says so', async (ifMissing, text) => {
      server().put(`${CONTACTS}/99`).reply(404, { error: 'Resource could not be found' });
      const input = { contact: '99', if_missing: ifMissing, name: 'N' };
      expect((await failureOf(update(input))).message).toMatch(text);
    });
  });

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
        /^Email: Chatwoot refused the value\. It says: "Email is invalid"/,
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

  it('offers the account’s attributes as typed fields with their words', async () => {
    answerDefinitions();
    const fields = await run(platformFields);
    const field = (key: string) => fields.find((candidate) => candidate.key === key);
    expect(field('attr_plan_tier')).toMatchObject({
      label: 'My plan_tier',
      type: 'string',
      choices: ['Free', 'Pro', 'Enterprise'],
      required: false,
    });
    expect(field('attr_seats')).toMatchObject({ type: 'number' });
    expect(field('attr_renewal_date')).toMatchObject({ type: 'datetime' });
    expect(field('attr_newsletter_opt_in')).toMatchObject({ type: 'boolean' });
    expect(field('attr_customer_code')).toMatchObject({
      helpText: 'Code on the invoice – two letters, a dash, four digits',
    });
    expect(field('attr_x_62696c6c696e672e63697479')).toMatchObject({ label: 'My billing.city' });
    expect(new Set(fields.map(({ key }) => key)).size).toBe(fields.length);
  });
});
