import { perform, platformFields } from '../../creates/update_contact.js';
import { BASE, connection, failureOf, rawContact, run, written } from '../helpers/running/app.js';
import { guardNetwork, server } from '../helpers/nock.js';
import {
  answerDefinitions,
  answerUpdate,
  attribute,
  fieldMeta,
  update,
} from '../helpers/update_contact.js';

const CONTACTS = '/api/v1/accounts/1/contacts';

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
