import { createHmac } from 'node:crypto';
import nock from 'nock';
import { perform as create } from '../../creates/create_inbox_contact.js';
import { perform as update } from '../../creates/update_inbox_contact.js';
import { inboxField } from '../../fields/inbox_contact.js';
import {
  keys,
  seeded,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../sandbox/chatwoot/index.js';
import { omit } from '../../platforms/toolkit/values/index.js';
import { BASE, connection, failureOf, rawContact } from '../helpers/running/app.js';
import { run } from '../helpers/running/light_app.js';
import { guardNetwork, server } from '../helpers/nock.js';

const PUBLIC = '/public/api/v1/inboxes/inboxA/contacts';
/** The client API: the key must not be sent to it. */
const clientApi = () => nock(BASE, { badheaders: ['api-access-token'] });
const slim = {
  source_id: 'src-1',
  pubsub_token: 'secret-pubsub',
  id: 7,
  name: 'Jane',
  email: 'jane@example.com',
  phone_number: null,
};
const input = { inbox: 'inboxA', contact_identifier: 'src-1' };
const of = (inputData: Record<string, unknown>, authData = connection) =>
  run(update, { inputData: { ...input, ...inputData }, authData });
/** What the client API answers to a write that it did. */
const done = (_uri: string, body: unknown) => ({ ...slim, ...(body as object) });
const answerFilter = (found: unknown[]) =>
  server().post('/api/v1/accounts/1/contacts/filter').reply(200, { meta: {}, payload: found });

describe('update_inbox_contact', () => {
  guardNetwork();

  it('is one request without the key, and its answer without the token', async () => {
    clientApi().patch(`${PUBLIC}/src-1`, { name: 'Jane' }).reply(200, slim);
    const contact = await of({ name: 'Jane', email: '' });
    expect(contact).toEqual({
      id: '7',
      source_id: 'src-1',
      name: 'Jane',
      first_name: 'Jane',
      email: 'jane@example.com',
    });
  });

  it('gives out the same for servers that answer with the raw row', async () => {
    const row = omit(slim, ['source_id', 'pubsub_token']);
    clientApi()
      .patch(`${PUBLIC}/src-1`, { name: 'Jane' })
      .reply(200, {
        ...row,
        account_id: 1,
        custom_attributes: {},
        created_at: '2026-01-01T00:00:00Z',
      });
    expect(await of({ name: 'Jane' })).toEqual({
      id: '7',
      source_id: 'src-1',
      name: 'Jane',
      first_name: 'Jane',
      email: 'jane@example.com',
    });
  });

  it('looks for a clash before it sends an e-mail or phone', async () => {
    const own = rawContact({ contact_inboxes: [{ source_id: 'src-1', inbox: { id: 2 } }] });
    answerFilter([own]);
    clientApi().patch(`${PUBLIC}/src-1`, { email: 'jane.doe@example.com' }).reply(200, done);
    await of({ email: 'jane.doe@example.com' });
  });

  it('stops when another contact has it, and says whose', async () => {
    answerFilter([rawContact({ id: 12, name: 'Omar' })]);
    const { message } = await failureOf(of({ email: 'jane.doe@example.com' }));
    expect(message).toMatch(
      /^Another contact, Omar \(ID 12\), .*merge the two.*Nothing was changed/,
    );
  });

  it('merges when asked to', async () => {
    clientApi().patch(`${PUBLIC}/src-1`, { phone_number: '+5511987654321' }).reply(200, done);
    await of({ phone: '+55 11 98765-4321', if_clash: 'merge' });
  });

  it('proves the identity with the mapped hash, or makes it of the connection’s token', async () => {
    clientApi()
      .patch(`${PUBLIC}/src-1`, { name: 'J', identifier: 'crm-1', identifier_hash: 'abc' })
      .reply(200, done);
    await of({ name: 'J', external_id: 'crm-1', identifier_hash: 'abc' });
    const hash = createHmac('sha256', 'hmac-token').update('crm-1').digest('hex');
    clientApi()
      .patch(`${PUBLIC}/src-1`, { name: 'J', identifier: 'crm-1', identifier_hash: hash })
      .reply(200, done);
    const result = await of({ name: 'J', external_id: 'crm-1' }, {
      ...connection,
      hmacToken: 'hmac-token',
    } as never);
    expect(JSON.stringify(result)).not.toContain(hash);
  });

  it('does not send the hash of another inbox’s token to one that verifies nothing', async () => {
    const authData = { ...connection, hmacToken: 'of-another-inbox' } as never;
    const failing = () =>
      clientApi()
        .patch(`${PUBLIC}/src-1`, (body: object) => 'identifier_hash' in body)
        .reply(500, { status: 500, error: 'Internal Server Error' });
    const inbox = (verifies: boolean) =>
      clientApi()
        .get('/public/api/v1/inboxes/inboxA')
        .reply(200, { identifier: 'inboxA', identity_validation_enabled: verifies });
    failing();
    inbox(false);
    clientApi().patch(`${PUBLIC}/src-1`, { name: 'J' }).reply(200, done);
    expect(await of({ name: 'J' }, authData)).toMatchObject({ id: '7' });
    failing();
    inbox(true);
    expect((await failureOf(of({ name: 'J' }, authData))).message).toMatch(
      /^HMAC Token: .*Every API inbox has its own token/,
    );
  });

  it.each([
    [{}, /^Nothing to change/],
    [{ identifier_hash: 'abc' }, /^Nothing to change/],
    [{ name: 'J', inbox: ' ' }, /^Inbox: this field is required/],
    [{ name: 'J', contact_identifier: '' }, /^Contact Identifier: this field is required/],
    [{ name: 'J', contact_identifier: '..' }, /`\.\.` is not an ID/],
    [{ name: 'J', if_clash: 'x' }, /^If Another Contact Has It: `x` is not one of/],
    [{ phone: '055' }, /^Phone: `055` has no country code/],
    [{ avatar_url: 'x' }, /^Avatar URL: `x` is not a web address/],
  ])('refuses %j without a request', async (fields, text) => {
    expect((await failureOf(of(fields))).message).toMatch(text);
  });

  it.each([
    [
      404,
      { status: 404, error: 'Not Found' },
      /^Inbox or Contact Identifier: .*no contact `src-1` in this inbox/,
    ],
    [500, { status: 500, error: 'Internal Server Error' }, /Identifier Hash is wrong or missing/],
    [422, { message: 'Email is invalid', attributes: ['email'] }, /^Email: .*Email is invalid/],
  ])('explains a refusal with %s', async (status, body, text) => {
    clientApi().patch(`${PUBLIC}/src-1`).reply(status, body);
    expect((await failureOf(of({ name: 'J' }))).message).toMatch(text);
  });
});

describe('create_inbox_contact', () => {
  guardNetwork();

  it('creates in one request', async () => {
    let sent: unknown;
    clientApi()
      .post(PUBLIC, (body) => {
        sent = body;
        return true;
      })
      .reply(200, slim);
    const inputData = {
      inbox: 'inboxA',
      email: 'jane@example.com',
      external_id: 'crm-1',
      name: 'Jane',
    };
    expect(await run(create, { inputData })).toMatchObject({ id: '7', source_id: 'src-1' });
    expect(sent).toEqual({
      email: 'jane@example.com',
      identifier: 'crm-1',
      name: 'Jane',
      // Ours, so that a repeat can name it again.
      source_id: expect.stringMatching(/^[\da-f-]{36}$/),
    });
  });

  it('names the inbox that does not exist', async () => {
    clientApi().post(PUBLIC).reply(404, { status: 404, error: 'Not Found' });
    const { message } = await failureOf(run(create, { inputData: { inbox: 'inboxA', name: 'J' } }));
    expect(message).toMatch(/^Inbox: .*no API inbox with this identifier/);
  });

  it('offers API inboxes alone', async () => {
    server()
      .get('/api/v1/accounts/1/inboxes')
      .reply(200, {
        payload: [
          { id: 1, name: 'Site', channel_type: 'Channel::WebWidget' },
          {
            id: 2,
            name: 'App',
            channel_type: 'Channel::Api',
            inbox_identifier: 'inboxA',
            hmac_token: 's',
          },
        ],
      });
    expect(await run(inboxField.choices.perform)).toEqual({
      results: [{ id: 'inboxA', label: 'App' }],
      paging_token: null,
    });
  });
});

describe.each(['3.5.2', '4.15.1', '4.16.0'])('the client API of a Chatwoot %s', (version) => {
  guardNetwork();
  let sandbox: ChatwootSandbox;
  beforeAll(async () => {
    sandbox = await startChatwootSandbox({ version });
  });
  afterAll(() => sandbox.close());
  beforeEach(() => sandbox.reset());
  const authData = (more: Record<string, string> = {}) => ({
    platform: 'konverte_digital',
    apiKey: keys.administrator,
    baseUrl: sandbox.url,
    accountId: '1',
    ...more,
  });
  const { inbox_identifier: inbox, source_id: sourceId } = seeded.apiInbox;
  const secure = seeded.secureApiInbox;

  it('updates Jane through her app', async () => {
    const inputData = { inbox, contact_identifier: sourceId, name: 'Jane App', attr_seats: '31' };
    expect(await run(update, { inputData, authData: authData() })).toEqual({
      id: '1',
      source_id: sourceId,
      name: 'Jane App',
      first_name: 'Jane',
      last_name: 'App',
      email: 'jane.doe@example.com',
      phone: '+5511987654321',
    });
    expect(sandbox.store.contact(1, 1)).toMatchObject({ name: 'Jane App', identifier: 'crm-1001' });
    expect(sandbox.store.contact(1, 1)?.custom_attributes).toMatchObject({
      seats: 31,
      plan_tier: 'Pro',
    });
  });

  it('never loses a contact to a merge unless asked to', async () => {
    const other = sandbox.store.addContact(1, { name: 'Other', email: 'other@example.com' });
    const inputData = { inbox, contact_identifier: sourceId, email: 'other@example.com' };
    expect((await failureOf(run(update, { inputData, authData: authData() }))).message).toMatch(
      /^Another contact, Other/,
    );
    expect(sandbox.store.contact(1, 1)?.name).toBe('Jane Doe');
    await run(update, { inputData: { ...inputData, if_clash: 'merge' }, authData: authData() });
    expect(sandbox.store.contact(1, 1)).toBeUndefined();
    expect(sandbox.store.contact(1, other.id)).toBeDefined();
  });

  it('opens an inbox that verifies identities with the connection’s token alone', async () => {
    const inputData = {
      inbox: secure.inbox_identifier,
      contact_identifier: secure.source_id,
      external_id: 'app-user-8',
      name: 'Dora',
    };
    expect((await failureOf(run(update, { inputData, authData: authData() }))).message).toMatch(
      /Identifier Hash is wrong or missing/,
    );
    const withToken = authData({ hmacToken: secure.hmac_token });
    expect(await run(update, { inputData, authData: withToken })).toMatchObject({ name: 'Dora' });
  });

  it('creates a contact that can then be updated', async () => {
    const inputData = { inbox, name: 'New', email: 'new@example.com', phone: '+5511955554444' };
    const made = await run(create, { inputData, authData: authData() });
    expect(made).toMatchObject({ name: 'New', email: 'new@example.com', phone: '+5511955554444' });
    const change = { inbox, contact_identifier: made.source_id, name: 'Newer' };
    expect(await run(update, { inputData: change, authData: authData() })).toMatchObject({
      id: made.id,
      name: 'Newer',
    });
  });
});
