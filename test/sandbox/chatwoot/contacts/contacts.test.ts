import { keys, seeded, startChatwootSandbox } from '../../../../sandbox/chatwoot/index.js';
import {
  anyList,
  anyNumber,
  blankIdentifier,
  call,
  contacts,
  contactServers,
  ids,
  including,
  janeDoe,
  notFound,
  old,
  sameName,
  sandbox,
  show,
  type Answer,
  type Call,
  type ContactBody,
  type ListBody,
  widgetVisitor,
} from '../../../helpers/sandbox/contacts.js';

contactServers();

function list(path: string, options: Call = {}): Promise<Answer<ListBody>> {
  return call<ListBody>('GET', path, options);
}

describe('contacts list', () => {
  it('has pages of 15 and echoes the page', async () => {
    const first = await list(`${contacts}?sort=created_at`);
    const third = await list(`${contacts}?sort=created_at&page=3`);
    const beyond = await list(`${contacts}?sort=created_at&page=9`);
    expect(first.body.meta).toEqual({ count: 39, current_page: 1 });
    expect(first.body.payload).toHaveLength(15);
    expect(third.body.meta).toEqual({ count: 39, current_page: '3' });
    expect(third.body.payload).toHaveLength(9);
    expect(beyond.body.payload).toEqual([]);
  });

  it('covers everything once when sorted', async () => {
    const pages = await Promise.all(
      [1, 2, 3].map((page) => list(`${contacts}?sort=-created_at&page=${page}`)),
    );
    const all = pages.flatMap(ids);
    const created = pages.flatMap(({ body }) => body.payload.map((row) => row.created_at));
    expect(new Set(all).size).toBe(39);
    expect(created).toEqual(created.toSorted((a, b) => b - a));
  });

  it('overlaps and misses contacts without a sort', async () => {
    const pages = await Promise.all([1, 2, 3].map((page) => list(`${contacts}?page=${page}`)));
    const all = pages.flatMap(ids);
    expect(all).toHaveLength(39);
    expect(new Set(all).size).toBeLessThan(39);
    expect(ids(await list(`${contacts}?sort=nonsense`))).toEqual(pages.flatMap(ids).slice(0, 15));
  });

  it('applies several sort keys in its own order', async () => {
    const named = sandbox.store.contactsOf(1).filter(({ id }) => sameName.some((s) => s === id));
    sandbox.store.contacts = named;
    expect(ids(await list(`${contacts}?sort=-created_at,name`))).toEqual(sameName.toReversed());
    expect(ids(await list(`${contacts}?sort=name,-email`))).toEqual(sameName.toReversed());
  });

  it('applies them as sent before 4.0, and skips those it does not know', async () => {
    const ancient = await startChatwootSandbox({ version: '3.5.2' });
    const sorted = async (sort: string): Promise<(string | null)[]> => {
      const answer = await call<ListBody>('GET', `${contacts}?sort=${sort}`, { server: ancient });
      return answer.body.payload.map(({ email }) => email);
    };
    const created = await sorted('-created_at');
    expect(await sorted('-created_at,email,nonsense')).toEqual(created);
    expect(await sorted('email')).not.toEqual(created);
    await ancient.close();
    expect(ids(await list(`${contacts}?sort=-created_at,email`))).toEqual(
      ids(await list(`${contacts}?sort=email`)),
    );
  });

  it('shows some of those that the order leaves equal on many pages, others on none', async () => {
    const created_at = new Date();
    for (let count = 0; count < 400; count += 1) {
      sandbox.store.addContact(1, { email: `jane.${count}@example.com`, created_at });
    }
    const read = async (sort: string): Promise<number[]> => {
      const pages = Array.from({ length: 26 }, (_, page) =>
        list(`${contacts}?sort=${sort}&page=${page + 1}`),
      );
      return (await Promise.all(pages)).flatMap(ids);
    };
    const shown = await read('-created_at');
    expect(shown).toHaveLength(390);
    expect(new Set(shown).size).toBeLessThan(60);
    expect(await read('-created_at')).toEqual(shown);
    expect(new Set(await read('email')).size).toBe(390);
  });

  it('puts contacts without activity last in both directions, without an e-mail first when descending', async () => {
    const last = async (sort: string): Promise<ContactBody | undefined> =>
      (await list(`${contacts}?sort=${sort}&page=3`)).body.payload.at(-1);
    expect(await last('last_activity_at')).not.toHaveProperty('last_activity_at');
    expect(await last('-last_activity_at')).not.toHaveProperty('last_activity_at');
    const [first] = (await list(`${contacts}?sort=-email`)).body.payload;
    expect(first?.email).toBeNull();
  });

  it('hides contacts that only have a name', async () => {
    const pages = await Promise.all(
      [1, 2, 3].map((page) => list(`${contacts}?sort=name&page=${page}`)),
    );
    expect(pages.flatMap(ids)).not.toContain(widgetVisitor);
    expect((await show(widgetVisitor)).name).toBe('snowy-sun-611');
  });

  it('filters by any of several labels, as a list or with commas', async () => {
    const either = await list(`${contacts}?sort=created_at&labels[]=vip&labels[]=churned`);
    const comma = await list(`${contacts}?sort=created_at&labels=vip,churned`);
    expect(ids(either)).toEqual([janeDoe, seeded.contacts.blocked]);
    expect(comma.body).toEqual(either.body);
  });

  it('includes contact inboxes unless told otherwise', async () => {
    const inboxes = async (query: string): Promise<unknown> =>
      (await list(`${contacts}?sort=created_at${query}`)).body.payload[0]?.contact_inboxes;
    expect(await inboxes('')).toEqual([
      {
        source_id: seeded.apiInbox.source_id,
        inbox: {
          id: 2,
          avatar_url: '',
          channel_id: 102,
          name: 'Acme App',
          channel_type: 'Channel::Api',
          provider: null,
        },
      },
      including({ source_id: '5511987654321' }),
    ]);
    expect(await inboxes('&include_contact_inboxes=true')).toHaveLength(2);
    expect(await inboxes('&include_contact_inboxes=false')).toBeUndefined();
    expect(await inboxes('&include_contact_inboxes=1')).toBeUndefined();
  });
});

describe('contact', () => {
  it('has one shape, without labels and updated_at', async () => {
    expect(await show(janeDoe)).toEqual({
      additional_attributes: including({ city: 'São Paulo', country_code: 'BR' }),
      availability_status: 'offline',
      email: 'jane.doe@example.com',
      id: janeDoe,
      name: 'Jane Doe',
      phone_number: '+5511987654321',
      blocked: false,
      identifier: 'crm-1001',
      thumbnail: '',
      custom_attributes: including({ plan_tier: 'Pro', עיר: 'תל אביב' }),
      last_activity_at: anyNumber,
      created_at: anyNumber,
      contact_inboxes: anyList,
    });
  });

  it('lacks last_activity_at when there was none', async () => {
    expect(await show(blankIdentifier)).not.toHaveProperty('last_activity_at');
  });

  it.each(['999', 'abc', '41'])('answers 404 for the id %s', async (id) => {
    const { status, body } = await call('GET', `${contacts}/${id}`);
    expect([status, body]).toEqual([404, notFound]);
  });
});

describe('contact search', () => {
  it('matches part of name, e-mail, phone and identifier', async () => {
    for (const q of ['ane do', 'JANE.DOE@', '98765', 'crm-1001']) {
      expect(ids(await list(`${contacts}/search?q=${encodeURIComponent(q)}`))).toEqual([janeDoe]);
    }
    expect(ids(await list(`${contacts}/search?q=CRM-1001`))).toEqual([]);
  });

  it('tells only whether there is more', async () => {
    const first = await list(`${contacts}/search?q=example.com&sort=created_at`);
    const second = await list(`${contacts}/search?q=example.com&sort=created_at&page=3`);
    expect(first.body.meta).toEqual({ count: 15, current_page: 1, has_more: true });
    expect(second.body.meta).toEqual({ count: 1, current_page: '3', has_more: false });
  });

  it('told the total before 4.11 and hid unidentified contacts', async () => {
    const { body } = await list(`${contacts}/search?q=example.com&sort=created_at`, {
      server: old,
    });
    expect(body.meta).toEqual({ count: 31, current_page: 1 });
    expect(ids(await list(`${contacts}/search?q=snowy`))).toEqual([widgetVisitor]);
    expect(ids(await list(`${contacts}/search?q=snowy`, { server: old }))).toEqual([]);
  });

  it('searched the company before 4.11', async () => {
    const path = `${contacts}/search?q=northwind`;
    expect((await list(path)).body.meta).toMatchObject({ count: 0 });
    expect((await list(path, { server: old })).body.meta).toMatchObject({ count: 8 });
  });

  it.each(['?q=', '?q=%20', ''])('answers 200 with nulls for a blank q (%s)', async (query) => {
    const { status, body } = await list(`${contacts}/search${query}`);
    expect(status).toBe(200);
    expect(body).toEqual({ meta: { count: null, current_page: 1, has_more: null }, payload: [] });
  });

  it('takes % and _ as wildcards', async () => {
    expect(ids(await list(`${contacts}/search?q=jane%25doe`))).toEqual([janeDoe]);
    expect(ids(await list(`${contacts}/search?q=j_ne_doe`))).toEqual([janeDoe]);
    expect(ids(await list(`${contacts}/search?q=jane%5C_doe`))).toEqual([]);
  });

  it('reads a raw + as a space, which only hurts inside', async () => {
    sandbox.store.addContact(1, { id: 500, email: 'a+b@example.com' });
    expect(ids(await list(`${contacts}/search?q=+5511987654321`))).toEqual([janeDoe]);
    expect(ids(await list(`${contacts}/search?q=a+b@example.com`))).toEqual([]);
    expect(ids(await list(`${contacts}/search?q=a%2Bb@example.com`))).toEqual([500]);
  });

  it('fails for page 0', async () => {
    expect((await list(`${contacts}/search?q=jane&page=0`)).status).toBe(500);
    expect((await list(`${contacts}?page=0`)).status).toBe(200);
  });

  it('is limited per account and minute', async () => {
    sandbox.store.contactSearchLimit = 0;
    const { status, headers, text } = await call('GET', `${contacts}/search?q=jane`);
    expect([status, text]).toEqual([429, 'Retry later\n']);
    expect(headers.get('content-type')).toMatch(/^text\/plain/);
    expect(headers.has('retry-after')).toBe(false);
    sandbox.store.contactSearchLimit = null;
    expect((await call('GET', `${contacts}/search?q=jane`)).status).toBe(200);
  });

  it('counts each account for itself, with or without a valid token', async () => {
    sandbox.store.contactSearchLimit = 1;
    const path = (account: number): string => `/api/v1/accounts/${account}/contacts/search?q=x`;
    const options = { key: keys.secondAdministrator };
    // A test may run across the turn of a minute: two searches more than the limit always hit it.
    const statuses = [];
    for (let n = 0; n < 3; n += 1) statuses.push((await call('GET', path(1), { key: 'x' })).status);
    expect(statuses).toContain(401);
    expect(statuses).toContain(429);
    expect((await call('GET', path(2), options)).status).toBe(200);
  });
});
