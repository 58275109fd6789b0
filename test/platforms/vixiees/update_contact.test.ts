import type { DataMatcherMap } from 'nock';
import { omit } from '../../../platforms/toolkit/values/index.js';
import { failureOf } from '../../helpers/running/app.js';
import { guardNetwork } from '../../helpers/nock.js';
import {
  answerPage,
  raw,
  server,
  strangers,
  update,
  updateInCore,
  written,
} from '../../helpers/vixiees_contacts.js';

type Input = Record<string, unknown>;

function answerUpdate(body: DataMatcherMap, answer?: Input): void {
  server()
    .put('/contacts/66b1', body)
    .reply(200, answer ?? written);
}

describe('vixiees', () => {
  guardNetwork();

  describe('update', () => {
    it('is one request by id with only the filled fields, whatever the answer holds', async () => {
      answerUpdate({ first_name: 'Jane', email_marketing_opt_in: false });
      const contact = await updateInCore({
        contact: '66b1',
        first_name: ' Jane ',
        last_name: '',
        email: null,
        skills: [''],
        email_marketing_opt_in: false,
        clear_fields: [],
      });
      expect(contact).toEqual({
        id: '66b1',
        name: 'Jane Doe',
        first_name: 'Jane',
        last_name: 'Doe',
        email: 'jane.doe@example.com',
        phone: '+34600000101',
        external_id: 'crm-1001',
        custom_attributes: { plan: 'premium', visits: 7 },
        created_at: '2025-08-01T08:00:00Z',
        updated_at: '2025-08-02T08:00:00.000+02:00',
        priority: 3,
        source: 'web',
        is_client: false,
        skills: [],
        email_marketing_opt_in: false,
        outcome: 'updated',
      });
    });

    it('sends every field in the API’s own terms', async () => {
      answerUpdate({
        email: 'jane@example.com',
        phone: '+34600000109',
        first_name: 'Jane',
        last_name: 'Doe',
        second_last_name: 'Roe',
        company_name: 'Bakery',
        external_reference_id: 'erp/1 b',
        external_reference_url: 'https://crm.example.com/1',
        additional_phones: ['+34600000102', '+34600000103'],
        additional_emails: ['j@example.com'],
        priority: 5,
        source: 'whatsapp',
        country_code: 'US',
        language: 'ca',
        whatsapp_transactional_opt_in: true,
        email_transactional_opt_in: false,
        whatsapp_marketing_opt_in: true,
        email_marketing_opt_in: false,
        skills: ['sales', 'support'],
      });
      await update({
        contact: '66b1',
        email: ' jane@example.com',
        phone: '600 000 109',
        default_country: 'ES',
        first_name: 'Jane',
        last_name: 'Doe',
        second_last_name: 'Roe',
        company_name: 'Bakery',
        external_id: 'erp/1 b',
        external_reference_url: 'https://crm.example.com/1',
        additional_phones: ['+34 600 000 102', '0034600000103'],
        additional_emails: 'j@example.com',
        priority: '5',
        source: 'WhatsApp',
        country: 'United States',
        language: 'Catalan',
        whatsapp_transactional_opt_in: 'yes',
        email_transactional_opt_in: 'false',
        whatsapp_marketing_opt_in: true,
        email_marketing_opt_in: 'no',
        skills: ['sales', '', 'support'],
      });
    });

    it.each([
      ['bare', raw({ priority: 1 })],
      ['in data', { data: raw({ priority: 1 }) }],
      ['in contact', { contact: raw({ priority: 1 }) }],
    ])('reads the answer %s', async (_where, answer) => {
      answerUpdate({ priority: 1 }, answer);
      expect(await update({ contact: '66b1', priority: 1 })).toMatchObject({ id: '66b1' });
    });

    it.each([
      ['First Name', { first_name: 'J' }, { first_name: 'Jane' }],
      ['Phone', { phone: '+34600000109' }, {}],
      ['Skills', { skills: ['sales'] }, { skills: [] }],
      ['Skills', { clear_fields: ['skills'] }, { skills: ['sales'] }],
    ])('says that the answer shows %s not to be stored: %j', async (field, input, answer) => {
      server().put('/contacts/66b1').reply(200, raw(answer));
      const { name, message } = await failureOf(update({ contact: '66b1', ...input }));
      expect([name, message]).toEqual([
        'AppError',
        expect.stringMatching(new RegExp(`^${field}: Vixiees reported success`)),
      ]);
    });

    it('can’t tell of lists whose items have a form of their own, nor of what the answer lacks', async () => {
      const answer = omit(raw({ additional_phones: [{ number: '1' }] }), ['priority']);
      server().put('/contacts/66b1').reply(200, answer);
      await update({ contact: '66b1', additional_phones: '+34600000102', priority: '5' });
    });

    it('empties lists with [] and the custom attributes with null, in one request', async () => {
      answerUpdate({
        additional_phones: [],
        additional_emails: [],
        skills: [],
        custom_attributes: null,
      });
      await update({
        contact: '66b1',
        clear_fields: ['additional_phones', 'additional_emails', 'skills', 'custom_attributes'],
      });
    });

    it('encodes the id', async () => {
      server().put('/contacts/crm%2F7%20b', { priority: 1 }).reply(200, written);
      await update({ contact: 'crm/7 b', priority: 1 });
    });

    describe('custom attributes', () => {
      const write = {
        contact: '66b1',
        custom_attributes: { plan: ' basic ', visits: '8', team: 'a' },
      };
      const merged = [
        { key: 'plan', value: 'basic' },
        { key: 'visits', value: 8 },
        { key: 'team', value: 'a' },
      ];

      it('are merged with what the contact has, which is read first', async () => {
        server().get('/contacts/66b1').reply(200, raw());
        answerUpdate({ custom_attributes: merged, priority: 1 });
        await update({ ...write, priority: 1 });
      });

      it('are merged with what the lookup brought', async () => {
        server().get('/contacts/crm-1001').reply(200, raw());
        answerUpdate({ custom_attributes: merged });
        await update({ ...write, find_by: 'external_id', contact: 'crm-1001' });
      });

      it('are read when the lookup’s list did not have them', async () => {
        answerPage(1, [raw({ custom_attributes: undefined })]);
        server().get('/contacts/66b1').reply(200, raw());
        answerUpdate({ custom_attributes: merged });
        await update({ ...write, find_by: 'email', contact: 'jane.doe@example.com' });
      });

      it('keep what else their items hold', async () => {
        const items = [{ key: 'plan', value: 'premium', label: 'Plan' }];
        server()
          .get('/contacts/66b1')
          .reply(200, raw({ custom_attributes: items }));
        const written = [{ key: 'plan', value: 'basic', label: 'Plan' }];
        answerUpdate({ custom_attributes: written }, raw({ custom_attributes: written }));
        const contact = await update({ contact: '66b1', custom_attributes: { plan: 'basic' } });
        expect(contact).toMatchObject({
          custom_attributes: { plan: 'basic' },
          custom_attribute_items: written,
        });
      });

      it('start from nothing where the contact has none', async () => {
        server()
          .get('/contacts/66b1')
          .reply(200, raw({ custom_attributes: null }));
        answerUpdate({ custom_attributes: [{ key: 'plan', value: 'basic' }] });
        await update({ contact: '66b1', custom_attributes: { plan: 'basic', note: ' ' } });
      });

      it('of a form nobody knows are never written over', async () => {
        const items = [{ name: 'plan', value: 'premium' }];
        server()
          .get('/contacts/66b1')
          .reply(200, raw({ custom_attributes: items }));
        const { message } = await failureOf(update(write));
        expect(message).toMatch(
          /^Custom Attributes: .*contact 66b1 in a form.*Nothing was changed/,
        );
      });

      it('that are all blank change nothing', async () => {
        const failure = await failureOf(
          update({ contact: '66b1', custom_attributes: { plan: ' ' } }),
        );
        expect(failure.name).toBe('HaltedError');
      });
    });
  });

  describe('finding the contact to update', () => {
    afterEach(() => jest.restoreAllMocks());

    it.each([
      ['email', 'JANE.doe@example.com'],
      ['phone', '+34 600-000-101'],
    ])('by %s costs one request more', async (findBy, contact) => {
      answerPage(1, [{ id: '66b0' }, raw()]);
      answerUpdate({ priority: 1 });
      expect(await update({ find_by: findBy, contact, priority: 1 })).toMatchObject({ id: '66b1' });
    });

    it.each([
      ['crm-1001', '/contacts/crm-1001'],
      ['erp/1002 b', '/contacts/erp%2F1002%20b'],
    ])('by the external ID %s costs one request more', async (contact, path) => {
      server()
        .get(path)
        .reply(200, raw({ external_reference_id: contact }));
      answerUpdate({ priority: 1 });
      await update({ find_by: 'external_id', contact, priority: 1 });
    });

    it('looks further when the external ID is somebody else’s ID', async () => {
      server()
        .get('/contacts/77')
        .reply(200, raw({ id: '77', external_reference_id: null }));
      answerPage(1, [
        raw({ id: '77', external_reference_id: null }),
        raw({ external_reference_id: '77' }),
      ]);
      answerUpdate({ priority: 1 });
      await update({ find_by: 'external_id', contact: '77', priority: 1 });
    });

    it('stops at several, also when the second is on another page', async () => {
      answerPage(1, [raw(), ...strangers(1).slice(1)]);
      answerPage(2, [raw({ id: '66b2', first_name: 'Second' })]);
      const { message } = await failureOf(
        update({ find_by: 'phone', contact: '+34600000101', priority: 1 }),
      );
      expect(message).toMatch(
        /2 contacts with the phone number .*Jane Doe \(ID 66b1\), Second Doe \(ID 66b2\)/,
      );
    });

    it('does not take a contact that moved to the next page for two', async () => {
      answerPage(1, [...strangers(1).slice(1), raw()]);
      answerPage(2, [raw()]);
      answerUpdate({ priority: 1 });
      await update({ find_by: 'email', contact: 'jane.doe@example.com', priority: 1 });
    });

    it('gives up after 20 full pages, even with a match', async () => {
      answerPage(1, [raw(), ...strangers(1).slice(1)]);
      for (let page = 2; page <= 20; page += 1) answerPage(page, strangers(page));
      const { message } = await failureOf(
        update({ find_by: 'email', contact: 'jane.doe@example.com', priority: 1 }),
      );
      expect(message).toMatch(/more than 20000, which is all that one run can read.*external ID/);
    });

    it('gives up at once where the server ignores the page', async () => {
      answerPage(1, strangers(1));
      answerPage(2, strangers(1));
      const { message } = await failureOf(
        update({ find_by: 'email', contact: 'jane.doe@example.com', priority: 1 }),
      );
      expect(message).toMatch(/more than 1000, which is all that one run can read/);
    });

    it('gives up while there is time to say so', async () => {
      const start = Date.now();
      const clock = jest.spyOn(Date, 'now');
      server()
        .get('/contacts?limit=1000&page=1')
        .reply(200, () => {
          clock.mockImplementation(() => start + 24_000);
          return strangers(1);
        });
      const failure = await failureOf(update({ find_by: 'email', contact: 'a@b.co', priority: 1 }));
      expect(failure.message).toMatch(/more than 1000, which is all that one run can read/);
    });

    it('creates a missing contact with the key it was looked for, when asked to', async () => {
      answerPage(1, []);
      server()
        .post('/contacts', { email: 'new@example.com', first_name: 'New' })
        .reply(201, raw({ id: '66b9', email: 'new@example.com', first_name: 'New' }));
      const input = { find_by: 'email', contact: 'new@example.com', if_missing: 'create' };
      expect(await update({ ...input, first_name: 'New' })).toMatchObject({
        id: '66b9',
        outcome: 'created',
      });
    });

    it('does nothing about a missing contact, when asked to', async () => {
      server().get('/contacts/none').reply(404, { message: 'contact not found' });
      const input = { find_by: 'external_id', contact: 'none', if_missing: 'skip', priority: 1 };
      expect(await update(input)).toEqual({ outcome: 'not_found' });
    });

    it('cannot create one by external ID alone', async () => {
      server().get('/contacts/none').reply(404, { message: 'contact not found' });
      const input = { find_by: 'external_id', contact: 'none', if_missing: 'create', priority: 1 };
      expect((await failureOf(update(input))).message).toMatch(/^Email or Phone: Vixiees needs/);
    });
  });
});
