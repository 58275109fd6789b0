import { locationId } from '../../../sandbox/highlevel/index.js';
import {
  call,
  getContact,
  highlevelServer,
  janeId,
  letTimePass,
  put,
  refused,
  sandbox,
  search,
} from '../../helpers/sandbox/highlevel.js';

highlevelServer();

async function found(filters: unknown[]): Promise<unknown[]> {
  return (await search({ filters })).body.contacts.map((contact) => contact.firstNameRaw);
}

describe('contact search', () => {
  test('pageLimit and locationId are required', async () => {
    expect(await call('/contacts/search', { body: {} })).toMatchObject(
      refused(422, ['locationId should not be empty', 'pageLimit should not be empty']),
    );
    expect((await search({ pageLimit: 501 })).status).toBe(422);
    expect((await search({ pageLimit: '10' })).status).toBe(422);
    expect((await search({ limit: 10 })).status).toBe(422);
  });

  test('only this location, newest first, with the index’s own names', async () => {
    const { body } = await search({});
    expect(body.total).toBe(40);
    expect(body.contacts[0]).toMatchObject({ email: 'noname@example.com', firstName: null });
    const jane = body.contacts.find((contact) => contact.id === janeId);
    expect(jane).toMatchObject({
      address: '3535 1st St N',
      dateOfBirth: Date.UTC(1990, 8, 25),
      dateAdded: '2025-01-06T14:00:00.000Z',
      searchAfter: [Date.UTC(2025, 0, 6, 14), janeId],
    });
    expect(jane).not.toHaveProperty('address1');
  });

  test('names are in lower case, and as they were written elsewhere', async () => {
    const [jane] = (await search({ query: 'jane.doe' })).body.contacts;
    expect(jane).toMatchObject({
      firstName: 'jane',
      firstNameRaw: 'Jane',
      lastName: 'doe',
      lastNameRaw: 'Doe',
      contactName: 'jane doe',
    });
  });

  test('page', async () => {
    const { body } = await search({ pageLimit: 15, page: 3 });
    expect(body.contacts).toHaveLength(10);
    expect((await search({ pageLimit: 500, page: 21 })).status).toBe(400);
  });

  test('searchAfter of the last contact leads to the next page, without overlap', async () => {
    const ids: string[] = [];
    let searchAfter: unknown[] | undefined;
    for (let page = 1; page <= 4; page += 1) {
      const { body } = await search({ pageLimit: 15, searchAfter });
      ids.push(...body.contacts.map((contact) => contact.id));
      searchAfter = body.contacts.at(-1)?.searchAfter ?? searchAfter;
    }
    expect(new Set(ids).size).toBe(40);
    expect(ids).toHaveLength(40);
    expect((await search({ page: 2, searchAfter })).status).toBe(400);
  });

  test('sort by two fields, nulls last, with the cursor to match', async () => {
    const sort = [
      { field: 'source', direction: 'asc' },
      { field: 'firstNameLowerCase', direction: 'desc' },
    ];
    const all = (await search({ sort })).body.contacts;
    expect(all[0]).toMatchObject({
      source: 'public api',
      searchAfter: ['public api', 'jane', janeId],
    });
    expect(all.at(-1)).toMatchObject({ source: null, firstName: null });
    const rest = await search({ sort, searchAfter: all[19]?.searchAfter });
    expect(rest.body.contacts).toEqual(all.slice(20));
  });

  test('three sorts or an unknown sort field are refused', async () => {
    const sort = (field: string) => ({ field, direction: 'asc' });
    expect((await search({ sort: [sort('email'), sort('dnd'), sort('source')] })).status).toBe(422);
    expect(await search({ sort: [sort('date_updated')] })).toMatchObject(
      refused(400, 'Invalid field date_updated'),
    );
  });

  test('query searches names, e-mails and phones, up to 75 characters', async () => {
    expect((await search({ query: 'JANE.DOE@' })).body.total).toBe(1);
    expect((await search({ query: '010101' })).body.total).toBe(1);
    expect((await search({ query: 'x'.repeat(76) })).status).toBe(422);
  });

  test.each<[string, unknown[], unknown[]]>([
    ['eq', [{ field: 'email', operator: 'eq', value: 'jane.doe@example.com' }], ['Jane']],
    ['eq with a list', [{ field: 'id', operator: 'eq', value: [janeId] }], ['Jane']],
    ['contains', [{ field: 'contactName', operator: 'contains', value: 'ane do' }], ['Jane']],
    ['wildcard', [{ field: 'phone', operator: 'wildcard', value: '+1555*101' }], ['Jane']],
    [
      'a custom field',
      [{ field: 'customFields.fieldVisits000000001', operator: 'eq', value: 7 }],
      ['Jane'],
    ],
    [
      'a text box',
      [{ field: 'customFields.fieldFamily000000001.boxSpouse', operator: 'exists' }],
      ['Jane'],
    ],
    [
      'dndSettings',
      [{ field: 'dndSettings.Email.status', operator: 'eq', value: 'inactive' }],
      ['Jane'],
    ],
    [
      'AND of the top level',
      [
        { field: 'email', operator: 'not_exists' },
        { field: 'phone', operator: 'exists' },
      ],
      ['Onlyphone'],
    ],
    [
      'OR in a group',
      [
        {
          group: 'OR',
          filters: [
            { field: 'firstNameLowerCase', operator: 'eq', value: 'jane' },
            { field: 'firstNameLowerCase', operator: 'eq', value: 'nora' },
          ],
        },
      ],
      ['Nora', 'Jane'],
    ],
    [
      'not_contains with a list of tags',
      [
        { field: 'tags', operator: 'not_contains', value: ['lead', 'newsletter'] },
        { field: 'tags', operator: 'eq', value: 'customer' },
        { field: 'assignedTo', operator: 'not_exists' },
        { field: 'firstName', operator: 'not_eq', value: 'x' },
        { field: 'city', operator: 'eq', value: 'Tampa' },
      ],
      [],
    ],
    [
      'a range of epochs',
      [{ field: 'dateAdded', operator: 'range', value: { lte: Date.UTC(2025, 0, 6, 14) } }],
      ['Jane'],
    ],
    [
      'a range of ISO dates',
      [{ field: 'dateAdded', operator: 'range', value: { lt: '2025-01-06T14:00:00.001Z' } }],
      ['Jane'],
    ],
  ])('filter: %s', async (_name, filters, names) => {
    expect(await found(filters)).toEqual(names);
  });

  test('a date-only bound on a date field means that day', async () => {
    const value = { gte: '2025-05-20', lte: '2025-05-20' };
    const field = 'customFields.fieldLastVisit000001';
    expect(await found([{ field, operator: 'range', value }])).toEqual(['Jane']);
  });

  test('a date-only bound is midnight in the location’s time zone', async () => {
    const jane = sandbox.store.contacts.get(janeId);
    if (jane) jane.dateAdded = '2025-01-06T04:59:00.000Z';
    const before = (value: string) => [
      { field: 'dateAdded', operator: 'range', value: { lt: value } },
    ];
    expect(await found(before('2025-01-06'))).toEqual(['Jane']);
    expect(await found(before('2025-01-05'))).toEqual([]);
  });

  test('bare comparisons on a date are a 422', async () => {
    const filters = [{ field: 'dateUpdated', operator: 'gt', value: 0 }];
    expect(await search({ filters })).toMatchObject(
      refused(422, 'Invalid Operator (gt) passed for field date_updated'),
    );
  });

  test('an unknown operator lists the known ones', async () => {
    const filters = [{ field: 'email', operator: 'equals', value: 'a' }];
    expect(await search({ filters })).toMatchObject(
      refused(422, [expect.stringContaining('must be one of the following values: eq, not_eq')]),
    );
  });

  test.each(['date_updated', 'businessId', 'customFields.none'])(
    'field %s is a 400',
    async (field) => {
      const filters = [{ field, operator: 'exists' }];
      expect(await search({ filters })).toMatchObject(refused(400, `Invalid field ${field}`));
    },
  );

  test('contains needs three characters and is not for e-mails', async () => {
    expect(
      await search({ filters: [{ field: 'city', operator: 'contains', value: 'Ta' }] }),
    ).toMatchObject(refused(400, 'Min. 3 characters required for applying contains filter'));
    expect(
      (await search({ filters: [{ field: 'email', operator: 'contains', value: 'jane' }] })).status,
    ).toBe(422);
  });

  test('a write shows only after the lag; get and duplicate lookup show it at once', async () => {
    sandbox.store.searchLagMs = 60_000;
    await put({ city: 'Mobile', email: 'jane@new.example.com' });
    await call('/contacts/', { body: { locationId, email: 'new@example.com' } });
    await call('/contacts/contact0000000000040', { method: 'DELETE' });
    const filters = [{ field: 'id', operator: 'eq', value: janeId }];
    expect((await search({ filters })).body.contacts[0]).toMatchObject({ city: 'Dolomite' });
    expect((await search({ query: 'new@example.com' })).body.total).toBe(0);
    expect((await search({ query: 'noname@example.com' })).body.total).toBe(1);
    expect(await getContact()).toMatchObject({ city: 'Mobile' });
    expect(
      await call(`/contacts/search/duplicate?locationId=${locationId}&email=new@example.com`),
    ).toMatchObject({ body: { contact: { email: 'new@example.com' } } });
    letTimePass(60_001);
    expect((await search({ filters })).body.contacts[0]).toMatchObject({ city: 'Mobile' });
    expect((await search({ query: 'new@example.com' })).body.total).toBe(1);
    expect((await search({ query: 'noname@example.com' })).body.total).toBe(0);
  });
});

describe('duplicate lookup', () => {
  const path = `/contacts/search/duplicate?locationId=${locationId}`;

  test.each(['email=JANE.DOE@example.com', 'number=%2B15552010101'])('by %s', async (wanted) => {
    expect(await call(`${path}&${wanted}`)).toMatchObject({ body: { contact: { id: janeId } } });
  });

  test('a plus sign has to be percent-encoded', async () => {
    expect(await call(`${path}&number=+15552010101`)).toMatchObject({ body: { contact: null } });
  });

  test('nobody is null', async () => {
    expect(await call(`${path}&email=no@example.com`)).toMatchObject({
      status: 200,
      body: { contact: null },
    });
  });

  test('nothing to look for is a 400', async () => {
    expect(await call(path)).toMatchObject(
      refused(400, 'Pass at least one of number, email query parameter'),
    );
  });
});
