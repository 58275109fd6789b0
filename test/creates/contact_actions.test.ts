import { perform as addLabels } from '../../creates/add_contact_labels.js';
import { perform as addNote } from '../../creates/add_contact_note.js';
import { perform as create, platformFields } from '../../creates/create_contact.js';
import { perform as remove } from '../../creates/delete_contact.js';
import { perform as merge } from '../../creates/merge_contacts.js';
import { perform as removeLabels } from '../../creates/remove_contact_labels.js';
import { failureOf, rawContact } from '../helpers/running/app.js';
import { run } from '../helpers/running/light_app.js';
import { guardNetwork, server } from '../helpers/nock.js';

const ACCOUNT = '/api/v1/accounts/1';
const CONTACTS = `${ACCOUNT}/contacts`;
const created = (fields: Record<string, unknown> = {}) => ({
  payload: { contact: rawContact(fields), contact_inbox: { inbox: null, source_id: null } },
});

describe('create_contact', () => {
  guardNetwork();
  const of = (inputData: Record<string, unknown>) => run(create, { inputData });

  it('sends what is filled in one request and gives out the contact', async () => {
    server()
      .post(CONTACTS, {
        email: 'jane@example.com',
        phone_number: '+5511912345678',
        name: 'Jane',
        identifier: 'crm-1',
        additional_attributes: { city: 'Rio', social_profiles: { github: 'jane' } },
        inbox_id: 4,
      })
      .reply(200, (_uri: string, body: object) => created({ ...body, id: 9 }));
    const contact = await of({
      email: 'jane@example.com',
      phone: '(11) 91234-5678',
      default_country: 'BR',
      name: 'Jane',
      external_id: 'crm-1',
      city: 'Rio',
      github: 'jane',
      inbox: '4',
      // What "Find or Create Contact" may hand over of the search.
      text: 'jane',
      contact: '',
    });
    expect(contact).toMatchObject({ id: '9', name: 'Jane' });
    expect(contact).not.toHaveProperty('outcome');
  });

  it('labels the new contact', async () => {
    server()
      .post(CONTACTS, { name: 'Jane' })
      .reply(200, created({ id: 9, name: 'Jane' }));
    server().get(`${CONTACTS}/9/labels`).reply(200, { payload: [] });
    server()
      .post(`${CONTACTS}/9/labels`, { labels: ['vip'] })
      .reply(200, { payload: ['vip'] });
    expect(await of({ name: 'Jane', add_labels: ['vip'] })).toMatchObject({ labels: ['vip'] });
  });

  it('names the contact that exists already', async () => {
    server()
      .post(CONTACTS)
      .reply(422, { message: 'Email has already been taken', attributes: ['email'] });
    server()
      .post(`${CONTACTS}/filter`)
      .reply(200, {
        meta: {},
        payload: [rawContact({ id: 3, name: 'Omar', email: 'o@example.com' })],
      });
    expect((await failureOf(of({ email: 'o@example.com' }))).message).toMatch(
      /^Email: `o@example\.com` already belongs to another contact, Omar \(ID 3\)/,
    );
  });

  it('says which contact exists when labelling it fails', async () => {
    server()
      .post(CONTACTS, { name: 'Jane' })
      .reply(200, created({ id: 9 }));
    server().get(`${CONTACTS}/9/labels`).reply(500, '');
    expect((await failureOf(of({ name: 'Jane', add_labels: ['vip'] }))).message).toMatch(
      /Done: the new contact/,
    );
  });

  it.each([
    [{}, /^Nothing to create: fill at least Email/],
    [{ email: 'x' }, /^Email: `x` is not an email/],
    [{ name: 'x', inbox: 'Main' }, /^Inbox: `Main` is not an ID, which is a whole number/],
  ])('refuses %j without a request', async (input, text) => {
    expect((await failureOf(of(input))).message).toMatch(text);
  });

  it('offers an inbox from a dropdown, which updates do not have', async () => {
    server().get(`${ACCOUNT}/custom_attribute_definitions`).query(true).reply(200, []);
    const fields = await run(platformFields);
    expect(fields.find(({ key }) => key === 'inbox')).toMatchObject({
      dynamic: 'list_inboxes.id.name',
    });
  });
});

describe('delete_contact', () => {
  guardNetwork();

  it('deletes and says so', async () => {
    server().delete(`${CONTACTS}/7`).reply(200, '');
    expect(await run(remove, { inputData: { contact: '7' } })).toEqual({ id: '7', deleted: true });
  });

  it.each([
    [401, { error: 'You are not authorized to do this action' }, /role.*administrator/],
    [404, { error: 'Resource could not be found' }, /no contact 7 in this account/],
    [422, { message: 'Contact is online' }, /Contact is online/],
  ])('explains a refusal with %s', async (status, body, text) => {
    server().delete(`${CONTACTS}/7`).reply(status, body);
    expect((await failureOf(run(remove, { inputData: { contact: '7' } }))).message).toMatch(text);
  });

  it('refuses what is no ID', async () => {
    const { message } = await failureOf(run(remove, { inputData: { contact: 'all' } }));
    expect(message).toMatch(/^Contact: `all` is not a contact ID/);
  });
});

describe('add_contact_labels and remove_contact_labels', () => {
  guardNetwork();

  it('take two requests and keep the other labels', async () => {
    server()
      .get(`${CONTACTS}/7/labels`)
      .reply(200, { payload: ['vip', 'old'] });
    server()
      .post(`${CONTACTS}/7/labels`, { labels: ['vip', 'old', 'lead'] })
      .reply(200, { payload: ['vip', 'old', 'lead'] });
    expect(await run(addLabels, { inputData: { contact: '7', add_labels: ['lead'] } })).toEqual({
      id: '7',
      labels: ['vip', 'old', 'lead'],
    });
    server()
      .get(`${CONTACTS}/7/labels`)
      .reply(200, { payload: ['vip', 'old'] });
    server()
      .post(`${CONTACTS}/7/labels`, { labels: ['vip'] })
      .reply(200, { payload: ['vip'] });
    expect(await run(removeLabels, { inputData: { contact: 7, remove_labels: 'old' } })).toEqual({
      id: '7',
      labels: ['vip'],
    });
  });

  it('say which field is missing', async () => {
    const missing = run(addLabels, { inputData: { contact: '7', add_labels: [] } });
    expect((await failureOf(missing)).message).toMatch(/^Add Labels: this field is required/);
    const nobody = run(removeLabels, { inputData: { remove_labels: ['x'] } });
    expect((await failureOf(nobody)).message).toMatch(/^Contact: this field is required/);
  });
});

describe('add_contact_note', () => {
  guardNetwork();

  it('adds it and gives it out with its contact, which the answer leaves out', async () => {
    server().post(`${CONTACTS}/7/notes`, { content: 'Call {{her}} back' }).reply(200, {
      id: 5,
      content: 'Call {{her}} back',
      account_id: null,
      contact_id: null,
      user: {},
      created_at: 1773480413,
    });
    expect(await run(addNote, { inputData: { contact: '7', note: 'Call {{her}} back' } })).toEqual({
      id: '5',
      contact_id: '7',
      content: 'Call {{her}} back',
      created_at: '2026-03-14T09:26:53.000Z',
    });
  });
});

describe('merge_contacts', () => {
  guardNetwork();

  it('gives out the contact that is kept', async () => {
    server()
      .post(`${ACCOUNT}/actions/contact_merge`, { base_contact_id: 7, mergee_contact_id: 8 })
      .reply(200, rawContact());
    const inputData = { contact: '7', merged_contact: '8' };
    expect(await run(merge, { inputData })).toMatchObject({ id: '7', name: 'Jane Doe' });
  });

  it.each([
    [
      { contact: '7', merged_contact: '7' },
      /^Contact to Merge Into It: this is the contact to keep/,
    ],
    [{ contact: '7' }, /^Contact to Merge Into It: this field is required/],
    [{ contact: '7', merged_contact: 'x' }, /^Contact to Merge Into It: `x` is not a contact ID/],
  ])('refuses %j', async (inputData, text) => {
    expect((await failureOf(run(merge, { inputData }))).message).toMatch(text);
  });
});
