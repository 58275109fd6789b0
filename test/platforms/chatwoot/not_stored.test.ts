import { perform as createContact } from '../../../creates/create_contact.js';
import { perform as createInboxContact } from '../../../creates/create_inbox_contact.js';
import { perform as updateContact } from '../../../creates/update_contact.js';
import { perform as updateInboxContact } from '../../../creates/update_inbox_contact.js';
import {
  keys,
  seeded,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../../sandbox/chatwoot/index.js';
import { failureOf, rawContact, run as runInCore } from '../../helpers/running/app.js';
import { run } from '../../helpers/running/light_app.js';
import { guardNetwork, server } from '../../helpers/nock.js';

const { inbox_identifier: inbox, source_id: sourceId } = seeded.apiInbox;
const JANE = seeded.contacts.janeDoe;
const CONTACTS = '/api/v1/accounts/1/contacts';

describe.each(['3.5.2', '4.15.1', '4.16.0'])('what a Chatwoot %s doesn’t store', (version) => {
  guardNetwork();
  let sandbox: ChatwootSandbox;
  beforeAll(async () => {
    sandbox = await startChatwootSandbox({ version });
  });
  afterAll(() => sandbox.close());
  beforeEach(() => {
    sandbox.reset();
    sandbox.requests.length = 0;
  });
  const sent = () => sandbox.requests.map(({ method, path }) => `${method} ${path}`);
  const on = (
    perform: Parameters<typeof run>[0],
    inputData: Record<string, unknown>,
    apiKey: string = keys.administrator,
  ) =>
    run(perform, {
      authData: { platform: 'konverte_digital', apiKey, baseUrl: sandbox.url, accountId: '1' },
      inputData,
    });
  const through = (input: Record<string, unknown>, apiKey?: string) =>
    on(updateInboxContact, { inbox, contact_identifier: sourceId, ...input }, apiKey);
  const stored = () => sandbox.store.contact(1, JANE);
  const clientPath = `PATCH /public/api/v1/inboxes/${inbox}/contacts/${sourceId}`;
  const omar = () =>
    sandbox.store.addContact(1, {
      id: 900,
      name: 'Omar',
      email: 'omar@example.com',
      phone_number: '+5511900000001',
      identifier: 'crm-omar',
    });

  it('a phone of another contact with another email: the step says whose', async () => {
    omar();
    const { name, message } = await failureOf(
      through({
        name: 'Jane',
        email: 'jane.doe@example.com',
        phone: '+5511900000001',
        if_clash: 'merge',
      }),
    );
    expect(name).toBe('AppError');
    expect(message).toMatch(
      /^Phone: `\+5511900000001` belongs to another contact, Omar \(ID 900\), with another email, so Konverte Digital neither stored it nor merged/,
    );
    expect(message.length).toBeLessThanOrEqual(250);
    expect(stored()).toMatchObject({ name: 'Jane', phone_number: '+5511987654321' });
    expect(sandbox.store.contact(1, 900)).toBeDefined();
  });

  it('the external ID through an inbox is set with the connection’s key', async () => {
    const contact = await through({ name: 'Jane', external_id: 'crm-new' });
    expect(contact).not.toHaveProperty('not_stored');
    expect(stored()).toMatchObject({ name: 'Jane', identifier: 'crm-new' });
    expect(sent()).toEqual([clientPath, `PUT ${CONTACTS}/${String(JANE)}`]);
    sandbox.requests.length = 0;
    await through({ external_id: 'crm-new' });
    // The answer tells the identifier until 4.15.
    expect(sent()).toHaveLength(version === '4.16.0' ? 2 : 1);
  });

  it('the external ID of another contact is refused by its name', async () => {
    omar();
    const alone = await failureOf(through({ external_id: 'crm-omar' }));
    expect(alone.message).toMatch(
      /^External ID: `crm-omar` already belongs to another contact, Omar \(ID 900\)\..*Done: the fields\. Not done: the external ID/,
    );
    sandbox.requests.length = 0;
    const looked = await failureOf(
      through({ external_id: 'crm-omar', email: 'jane.doe@example.com', name: 'No' }),
    );
    expect(looked.message).toMatch(/^External ID: `crm-omar` already belongs to another contact/);
    // The look for clashes is one request all the same, and nothing was changed.
    expect(sent()).toEqual([`POST ${CONTACTS}/filter`]);
    expect(stored()).toMatchObject({ identifier: 'crm-1001', name: 'Jane Doe' });
  });

  it('the external ID, where the key may not, is named in the output', async () => {
    const contact = await through({ name: 'Jane', external_id: 'crm-new' }, keys.bot);
    expect(contact).toMatchObject({ id: String(JANE), name: 'Jane', not_stored: ['External ID'] });
    expect(stored()).toMatchObject({ name: 'Jane', identifier: 'crm-1001' });
  });

  it('a picture through an inbox, where there is one, is set with the connection’s key', async () => {
    const jane = stored();
    if (jane) jane.thumbnail = 'https://chat.example.com/old.png';
    await through({ avatar_url: 'https://example.com/new.png', external_id: 'crm-new' });
    expect(sent()).toEqual([clientPath, `PUT ${CONTACTS}/${String(JANE)}`]);
    await sandbox.settle();
    expect(stored()?.thumbnail).not.toBe('https://chat.example.com/old.png');
    expect(stored()?.identifier).toBe('crm-new');
    await expect(
      through({ avatar_url: 'https://example.com/2.png' }, keys.bot),
    ).resolves.toMatchObject({ id: String(JANE) });
  });

  it('of a contact that is there already is named in the output', async () => {
    const known = { inbox, email: 'jane.doe@example.com' };
    const same = await on(createInboxContact, { ...known, name: 'Jane Doe' });
    expect(same).not.toHaveProperty('not_stored');
    const other = await on(createInboxContact, {
      ...known,
      name: 'Other',
      avatar_url: 'https://example.com/a.png',
      other_attributes: { brand_new: 'x' },
    });
    expect(other).toMatchObject({
      id: String(JANE),
      name: 'Jane Doe',
      not_stored: ['Name', 'Avatar URL', 'Custom Attributes'],
    });
  });

  it('blocked, before contacts could be: an error, and the rest is done', async () => {
    const update = on(updateContact, {
      contact: String(JANE),
      name: 'Jane',
      blocked: true,
      add_labels: ['lead'],
    });
    const create = () => on(createContact, { email: 'b@example.com', blocked: true });
    if (version !== '3.5.2') {
      expect(await update).toMatchObject({ blocked: true });
      expect(await create()).toMatchObject({ blocked: true });
      return;
    }
    const { name, message } = await failureOf(update);
    expect([name, message]).toEqual([
      'AppError',
      expect.stringMatching(/^Blocked: Konverte Digital reported success, but/),
    ]);
    expect(message.length).toBeLessThanOrEqual(250);
    expect(stored()).toMatchObject({ name: 'Jane', blocked: false });
    expect(stored()?.labels).toContain('lead');
    const made = await failureOf(create());
    const { id } = sandbox.store.contactsOf(1).at(-1) ?? { id: 0 };
    expect([made.name, made.message]).toEqual([
      'HaltedError',
      expect.stringContaining(`created the contact (ID ${String(id)})`),
    ]);
    expect(made.message.length).toBeLessThanOrEqual(250);
  });
});

describe('what an answer shows not to be stored', () => {
  guardNetwork();
  const update = (inputData: Record<string, unknown>, answer: Record<string, unknown>) => {
    server()
      .put(`${CONTACTS}/7`)
      .reply(200, { payload: rawContact(answer) });
    return runInCore(updateContact, { inputData: { contact: '7', ...inputData } });
  };

  it.each([
    [{ name: 'Jane' }, {}, 'Name'],
    [{ email: 'new@example.com' }, {}, 'Email'],
    [{ phone: '+5511900000009' }, { phone_number: null }, 'Phone'],
    [{ external_id: 'crm-9' }, {}, 'External ID'],
    [{ blocked: true }, {}, 'Blocked'],
    [{ name: 'Jane', email: 'new@example.com' }, { name: 'Jane' }, 'Email'],
    [{ clear_fields: ['phone'] }, {}, 'Phone'],
  ])('is an error that names the field: %j', async (input, answer, field) => {
    const { message } = await failureOf(update(input, answer));
    expect(message).toMatch(new RegExp(`^${field}: Chatwoot reported success`));
  });

  it.each([
    [{ name: 'Jane  Doe ' }, { name: 'Jane Doe' }],
    [{ email: 'New@Example.com' }, { email: 'new@example.com' }],
    [{ blocked: false }, { blocked: false }],
    [{ avatar_url: 'https://example.com/a.png' }, { thumbnail: '' }],
    [{ clear_fields: ['phone', 'name'] }, { phone_number: null, name: '' }],
  ])('is none where it is only written otherwise, or can’t be told: %j', async (input, answer) => {
    await expect(update(input, answer)).resolves.toMatchObject({ outcome: 'updated' });
  });
});
