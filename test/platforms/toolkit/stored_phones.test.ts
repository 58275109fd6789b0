import { perform as updateInboxContact } from '../../../creates/update_inbox_contact.js';
import { perform as update } from '../../../creates/update_contact.js';
import { perform as find } from '../../../searches/find_contact.js';
import { seeded } from '../../../sandbox/chatwoot/index.js';
import { keys as highlevelKeys, locationId } from '../../../sandbox/highlevel/keys.js';
import { startHighlevelSandbox, type HighlevelSandbox } from '../../../sandbox/highlevel/index.js';
import {
  basePath,
  keys as vixieesKeys,
  startVixieesSandbox,
  type VixieesSandbox,
} from '../../../sandbox/vixiees/index.js';
import { run as runInCore } from '../../helpers/running/app.js';
import { run } from '../../helpers/running/light_app.js';
import { chatwootServer } from '../../helpers/servers/chatwoot_server.js';
import { guardNetwork } from '../../helpers/nock.js';

/** How a contact is stored, and another way in which the same person's number is written. */
const TWO_FORMS = [
  ['+5511987654399', '+551187654399'],
  ['+551187654399', '+5511987654399'],
  ['+5215512345678', '+525512345678'],
  ['+525512345678', '+5215512345678'],
  ['+5491123456789', '+541123456789'],
];

describe('phone numbers as Chatwoot stores them', () => {
  const server = chatwootServer();
  const add = (phone: string) =>
    String(server.sandbox.store.addContact(1, { name: 'Ana', phone_number: phone }).id);
  const runFind = async (phone: string): Promise<string[]> =>
    (await run(find, { authData: server.authData, inputData: { phone } })).map(({ id }) => id);
  const runUpdate = (contact: string, more = {}) =>
    run(update, {
      authData: server.authData,
      inputData: { contact, find_by: 'phone', if_missing: 'create', name: 'New', ...more },
    });

  it.each(['+5215512345678', '+22507070707', '+1234567', '+9720551234567'])(
    'finds %s as the server gives it',
    async (phone) => {
      const id = add(phone);
      expect(await runFind(phone)).toEqual([id]);
      expect(await runUpdate(phone)).toMatchObject({ id, outcome: 'updated' });
    },
  );

  it.each(TWO_FORMS)('finds %s by %s, in the same request', async (stored, asked) => {
    const id = add(stored);
    expect(await runFind(asked)).toEqual([id]);
    expect(server.sent()).toEqual(['POST contacts/filter']);
    expect(await runUpdate(asked)).toMatchObject({ id, phone: stored, outcome: 'updated' });
  });

  it.each(TWO_FORMS)('takes the exact one where both are stored', async (stored, other) => {
    const [id, otherId] = [add(stored), add(other)];
    expect(await runFind(stored)).toEqual([id]);
    expect(await runFind(other)).toEqual([otherId]);
    expect(await runUpdate(stored)).toMatchObject({ id, outcome: 'updated' });
  });

  it('takes the one with the email before one with another form of the number', async () => {
    add('+551187654399');
    const inputData = { phone: '+5511987654399', email: 'jane.doe@example.com' };
    const found = await run(find, { authData: server.authData, inputData });
    expect(found.map(({ id }) => id)).toEqual(['1']);
  });

  it('creates whom nobody is, with the number as E.164', async () => {
    expect(await runUpdate('+9720559876543')).toMatchObject({
      phone: '+972559876543',
      outcome: 'created',
    });
  });

  it('sees no clash in another form: the server would not merge the two', async () => {
    add('+551187654399');
    const inputData = {
      inbox: seeded.apiInbox.inbox_identifier,
      contact_identifier: seeded.apiInbox.source_id,
      phone: '+5511987654399',
    };
    const updated = await runInCore(updateInboxContact, { authData: server.authData, inputData });
    expect(updated).toMatchObject({ phone: '+5511987654399' });
  });
});

describe('phone numbers as HighLevel stores them', () => {
  guardNetwork();
  let sandbox: HighlevelSandbox;
  beforeAll(async () => {
    sandbox = await startHighlevelSandbox();
  });
  afterAll(() => sandbox.close());
  beforeEach(() => sandbox.reset());
  const runFind = async (phone: string): Promise<string[]> => {
    const authData = {
      platform: 'highlevel',
      apiKey: highlevelKeys.all,
      baseUrl: sandbox.url,
      accountId: locationId,
    };
    return (await run(find, { authData, inputData: { phone } })).map(({ id }) => id);
  };
  const lookups = () => sandbox.requests.filter(({ path }) => path.endsWith('/duplicate')).length;

  it.each(TWO_FORMS)(
    'finds %s by %s, with a request more after the miss',
    async (stored, asked) => {
      const { id } = sandbox.store.addContact({ firstName: 'Ana', phone: stored });
      expect(await runFind(stored)).toEqual([id]);
      expect(lookups()).toBe(1);
      expect(await runFind(asked)).toEqual([id]);
      expect(lookups()).toBe(3);
    },
  );

  it.each(TWO_FORMS)('takes the exact one where both are stored', async (stored, other) => {
    sandbox.store.addContact({ firstName: 'Bea', phone: other });
    const { id } = sandbox.store.addContact({ firstName: 'Ana', phone: stored });
    expect(await runFind(stored)).toEqual([id]);
    expect(lookups()).toBe(1);
  });
});

describe('phone numbers as Vixiees stores them', () => {
  guardNetwork();
  let sandbox: VixieesSandbox;
  beforeAll(async () => {
    sandbox = await startVixieesSandbox();
  });
  afterAll(() => sandbox.close());
  beforeEach(() => sandbox.reset());
  const runFind = async (phone: string): Promise<string[]> => {
    const authData = {
      platform: 'vixiees',
      apiKey: vixieesKeys.account,
      baseUrl: `${sandbox.url}${basePath}`,
    };
    return (await run(find, { authData, inputData: { phone } })).map(({ id }) => id);
  };

  it.each(TWO_FORMS)('finds %s by %s in the pages it reads anyway', async (stored, asked) => {
    const { id } = sandbox.store.addContact({ first_name: 'Ana', phone: stored });
    expect(await runFind(asked)).toEqual([id]);
    expect(sandbox.requests).toHaveLength(1);
    const other = sandbox.store.addContact({ first_name: 'Bea', phone: asked });
    expect(await runFind(asked)).toEqual([other.id]);
  });
});
