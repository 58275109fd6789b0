import { failureOf, KEY, rawContact } from '../helpers/running/app.js';
import { guardNetwork, server } from '../helpers/nock.js';
import { answerFilter, answerUpdate, update } from '../helpers/update_contact.js';

const CONTACTS = '/api/v1/accounts/1/contacts';

describe('update_contact', () => {
  guardNetwork();

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
});
