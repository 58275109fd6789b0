import { createHmac } from 'node:crypto';
import { seeded } from '../../../sandbox/chatwoot/index.js';
import {
  anyList,
  anyText,
  blankIdentifier,
  call,
  contactServers,
  isoTime,
  jane,
  janeDoe,
  like,
  next,
  sandbox,
  secureUser,
  serverError,
  show,
  uuid,
} from '../../helpers/sandbox/contacts.js';

contactServers();

describe('client API', () => {
  const inbox = `/public/api/v1/inboxes/${seeded.apiInbox.inbox_identifier}`;
  const own = `${inbox}/contacts/${seeded.apiInbox.source_id}`;
  const secure = `/public/api/v1/inboxes/${seeded.secureApiInbox.inbox_identifier}/contacts`;
  const secureOwn = `${secure}/${seeded.secureApiInbox.source_id}`;
  const anonymous = { key: null };

  function hashOf(identifier: string): string {
    return createHmac('sha256', seeded.secureApiInbox.hmac_token).update(identifier).digest('hex');
  }

  it('shows the inbox without its secrets', async () => {
    const { body } = await call('GET', inbox, anonymous);
    expect(body).toEqual({
      identifier: seeded.apiInbox.inbox_identifier,
      identity_validation_enabled: false,
      name: 'Acme App',
      timezone: 'UTC',
      working_hours: anyList,
      working_hours_enabled: false,
      csat_survey_enabled: false,
      greeting_enabled: false,
    });
  });

  it.each([`${inbox}x`, `${inbox}/contacts/nope`])('answers 404 for %s', async (path) => {
    const { status, body } = await call('GET', path, anonymous);
    expect([status, body]).toEqual([404, { status: 404, error: 'Not Found' }]);
  });

  it('shows a contact', async () => {
    expect((await call('GET', own, anonymous)).body).toEqual({
      source_id: seeded.apiInbox.source_id,
      pubsub_token: anyText,
      id: janeDoe,
      name: 'Jane Doe',
      email: 'jane.doe@example.com',
      phone_number: '+5511987654321',
    });
  });

  it('creates a contact, with a made-up name when it has none', async () => {
    const { status, body } = await call('POST', `${inbox}/contacts`, {
      ...anonymous,
      body: { identifier: 'app-9', email: 'new@example.com' },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      source_id: uuid,
      name: like(/^\w+-\w+-\d+$/),
      email: 'new@example.com',
    });
    expect(sandbox.store.contactsOf(1).at(-1)?.identifier).toBe('app-9');
  });

  it('reuses a session, or a contact by identifier, e-mail or phone, unchanged', async () => {
    const before = await show(janeDoe);
    for (const body of [
      { source_id: seeded.apiInbox.source_id, name: 'X', email: 'x@example.com' },
      { identifier: 'crm-1001', name: 'X' },
      { email: 'Jane.Doe@example.com', name: 'X' },
      { phone_number: '+5511987654321', name: 'X' },
    ]) {
      const answer = await call('POST', `${inbox}/contacts`, { ...anonymous, body });
      expect(answer.body).toMatchObject({ id: janeDoe, name: 'Jane Doe' });
    }
    const after = await show(janeDoe);
    expect(after).toEqual({ ...before, contact_inboxes: anyList });
    expect(after.contact_inboxes).toHaveLength(5);
  });

  it('updates without the identifier and without blanks, merging deeply', async () => {
    const store = sandbox.store.contact(1, janeDoe);
    if (store) store.custom_attributes['nested'] = { a: 1 };
    const { status } = await call('PATCH', own, {
      ...anonymous,
      body: {
        name: 'Jane Roe',
        email: '',
        phone_number: null,
        identifier: 'stolen',
        custom_attributes: { nested: { b: 2 } },
      },
    });
    expect(status).toBe(200);
    expect(await show(janeDoe)).toMatchObject({
      name: 'Jane Roe',
      email: 'jane.doe@example.com',
      phone_number: '+5511987654321',
      identifier: 'crm-1001',
      custom_attributes: { nested: { a: 1, b: 2 }, seats: 25 },
    });
  });

  it('answers the raw row up to 4.15.1 and the session afterwards', async () => {
    const body = { name: 'Jane Roe' };
    const raw = await call('PUT', own, { ...anonymous, body });
    const slim = await call('PUT', own, { ...anonymous, body, server: next });
    expect(raw.body).toMatchObject({
      account_id: 1,
      contact_type: 'lead',
      location: 'São Paulo',
      country_code: 'Brazil',
      created_at: isoTime,
    });
    expect(raw.body).not.toHaveProperty('source_id');
    expect(slim.body).toEqual({
      source_id: seeded.apiInbox.source_id,
      pubsub_token: anyText,
      id: janeDoe,
      name: 'Jane Roe',
      email: 'jane.doe@example.com',
      phone_number: '+5511987654321',
    });
  });

  it('destroys the own contact into the one that has the e-mail', async () => {
    const { body } = await call('PATCH', own, {
      ...anonymous,
      body: { email: 'bianca.rossi@example.com', name: 'Jane Roe' },
    });
    expect(body).toMatchObject({ id: blankIdentifier, name: 'Jane Roe' });
    expect((await call('GET', jane)).status).toBe(404);
    expect(await show(blankIdentifier)).toMatchObject({
      phone_number: '+5511987654321',
      identifier: 'crm-1001',
    });
    expect((await call('GET', own, anonymous)).body).toMatchObject({ id: blankIdentifier });
  });

  it('merges by phone only when the e-mails agree', async () => {
    const other = sandbox.store.addContact(1, {
      id: 500,
      email: 'other@example.com',
      phone_number: '+12025550177',
    });
    const phone = { phone_number: '+12025550177' };
    const kept = await call('PATCH', own, {
      ...anonymous,
      body: { ...phone, email: 'jane.new@example.com' },
    });
    expect(kept.body).toMatchObject({
      id: janeDoe,
      email: 'jane.new@example.com',
      phone_number: '+5511987654321',
    });
    const merged = await call('PATCH', own, { ...anonymous, body: phone });
    expect(merged.body).toMatchObject({ id: other.id, email: 'other@example.com' });
    expect((await call('GET', jane)).status).toBe(404);
  });

  it('takes a merge back when the update fails', async () => {
    const { status } = await call('PATCH', own, {
      ...anonymous,
      body: { email: 'bianca.rossi@example.com', phone_number: '12' },
    });
    expect(status).toBe(422);
    expect(await show(janeDoe)).toMatchObject({ email: 'jane.doe@example.com' });
    expect((await call('GET', own, anonymous)).body).toMatchObject({ id: janeDoe });
    expect(await show(blankIdentifier)).toMatchObject({ phone_number: null });
  });

  it('answers 422 to a wrong phone number', async () => {
    const body = { phone_number: '12' };
    const answer = await call('PATCH', own, { ...anonymous, body });
    expect([answer.status, answer.body]).toEqual([
      422,
      { message: 'Phone number should be in e164 format', attributes: ['phone_number'] },
    ]);
  });

  it('fails with 500 on a wrong or missing hash', async () => {
    const wrong = { ...anonymous, body: { identifier: 'a', identifier_hash: 'b' } };
    for (const answer of [
      await call('PATCH', own, wrong),
      await call('PATCH', secureOwn, { ...anonymous, body: { name: 'X' } }),
      await call('GET', secureOwn, anonymous),
      await call('POST', secure, { ...anonymous, body: { identifier: 'a' } }),
    ]) {
      expect([answer.status, answer.body]).toEqual([500, serverError]);
    }
  });

  it('wants identifier and hash in every call where they are mandatory', async () => {
    const identity = { identifier: 'app-user-8', identifier_hash: hashOf('app-user-8') };
    const query = new URLSearchParams(identity).toString();
    const session = sandbox.store.contactInboxes.find(
      (row) => row.source_id === seeded.secureApiInbox.source_id,
    );
    expect((await call('GET', `${secureOwn}?${query}`, anonymous)).status).toBe(200);
    expect(session?.hmac_verified).toBe(true);
    const updated = await call('PATCH', secureOwn, {
      ...anonymous,
      body: { ...identity, name: 'Dora L' },
    });
    expect(updated.body).toMatchObject({ id: secureUser, name: 'Dora L' });
  });

  it('takes the hash of an empty text when no identifier is sent', async () => {
    const { status } = await call('PATCH', secureOwn, {
      ...anonymous,
      body: { identifier_hash: hashOf('') },
    });
    expect(status).toBe(200);
  });
});
