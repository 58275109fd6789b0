// What changes many contacts at once: parts, an outcome for each, and what the vendor passes over in silence.
import {
  highlevelServer,
  runOnHighlevel as run,
  sandbox,
} from '../../helpers/sandbox/highlevel.js';
import { keys, locationId, otherLocationId } from '../../../sandbox/highlevel/keys.js';
import { endingOf } from '../../helpers/ending.js';
import { runOperation } from '../../helpers/running/operation_run.js';

type Row = Record<string, unknown>;

const JANE = 'contact0000000000001';
const AARON = 'contact0000000000002';
const GONE = 'contact0000000000999';
const BAKERY = 'businessBakery000001';
const json = { 'content-type': 'application/json' };

highlevelServer();

const elsewhere = (): string =>
  [...sandbox.store.contacts.values()].find((contact) => contact.locationId === otherLocationId)
    ?.id ?? '';

/** So many contacts of the sandbox. */
function crowd(count: number): string[] {
  return Array.from({ length: count }, () => sandbox.store.addContact({ firstName: 'Crowd' }).id);
}

const STEPS: [string, Row, string][] = [
  ['add_tags_to_contacts', { tags: ['vip'] }, 'contacts'],
  ['remove_tags_from_contacts', { tags: ['customer'] }, 'contacts'],
  ['add_contacts_to_business', { business: BAKERY }, 'ids'],
  ['remove_contacts_from_business', {}, 'ids'],
];

describe.each(STEPS)('%s', (key, rest, name) => {
  it('says of every contact what became of it', async () => {
    const result = (await run(key, { ...rest, contacts: [JANE, GONE, elsewhere()] })) as Row;
    expect(result).toMatchObject({
      ...{ total: 3, updated: 1, failed: 2 },
      contacts: [
        { id: JANE, outcome: 'updated' },
        { id: GONE, outcome: 'failed', reason: expect.stringMatching(/\.$/) as string },
        { id: elsewhere(), outcome: 'failed', reason: expect.stringMatching(/location/) as string },
      ],
    });
    expect(sandbox.requests).toHaveLength(1);
  });

  it('fails where not one was changed, and says why', async () => {
    const message = await endingOf(run(key, { ...rest, contacts: [GONE] }));
    expect(message).toMatch(
      /^Contacts: HighLevel changed none of the 1\. Of contact0000000000999: /,
    );
    expect(message.length).toBeLessThanOrEqual(250);
  });

  it.each(['[]', ' , ', []])('refuses the list %j before a request', async (contacts) => {
    expect(await endingOf(run(key, { ...rest, contacts }))).toMatch(
      /^Contacts: this (list has no|field is)/,
    );
    expect(sandbox.requests).toEqual([]);
  });

  it('refuses what is no ID before a request', async () => {
    const contacts = [JANE, 'jane.doe@example.com'];
    expect(await endingOf(run(key, { ...rest, contacts }))).toMatch(
      /^Contacts: `jane\.doe@example\.com` is not a/,
    );
    expect(sandbox.requests).toEqual([]);
  });

  it('sends a contact that is named twice once', async () => {
    expect(await run(key, { ...rest, contacts: `${JANE}, ${JANE}` })).toMatchObject({ total: 1 });
    expect(sandbox.requests[0]?.body).toMatchObject({ [name]: [JANE], locationId });
  });

  const most = name === 'ids' ? 50 : 500;

  it(`sends more than ${most} in parts`, async () => {
    const contacts = crowd(most + 1);
    expect(await run(key, { ...rest, contacts })).toMatchObject({
      ...{ total: most + 1, updated: most + 1, failed: 0 },
      contacts: contacts.map((id) => ({ id, outcome: 'updated' })),
    });
    expect(sandbox.requests.map(({ body }) => (body as Row)[name])).toEqual([
      contacts.slice(0, most),
      contacts.slice(most),
    ]);
  });

  it('says which part is done where a later one fails', async () => {
    sandbox.fail({ skip: 1, status: 422, body: '{"message":["tags must be an array"]}' });
    const message = await endingOf(run(key, { ...rest, contacts: crowd(most + 2) }));
    expect(message).toContain(`Done: Contacts 1 to ${most}.`);
    expect(message).toContain(`Contacts ${most + 1} to ${most + 2}`);
    expect(message.length).toBeLessThanOrEqual(250);
  });

  it('believes no answer without a word on a contact', async () => {
    sandbox.fail({
      ...{ status: 200, headers: json },
      body: '{"succeded":true,"success":true,"errorCount":0,"responses":[],"ids":[]}',
    });
    expect(await endingOf(run(key, { ...rest, contacts: [JANE] }))).toMatch(
      /changed none .*did not change this/,
    );
  });
});

it.each([
  ['add_tags_to_contacts', { oldTags: ['customer'], tagsAdded: [], tagsRemoved: [] }],
  ['remove_tags_from_contacts', { oldTags: ['vip'], tagsAdded: [], tagsRemoved: [] }],
])('%s compares the tags of a row with what was asked', async (key, told) => {
  const row = { contactId: JANE, type: 'success', message: 'Tags updated', ...told };
  sandbox.fail({
    status: 201,
    headers: json,
    body: JSON.stringify({ succeded: true, errorCount: 0, responses: [row] }),
  });
  expect(await endingOf(run(key, { contacts: [JANE], tags: ['VIP'] }))).toMatch(
    /reported success, but .*no change of vip/,
  );
});

it('rows count even where the answer as a whole says that it failed', async () => {
  const responses = [
    { contactId: JANE, type: 'success', message: 'Tags updated' },
    { contactId: AARON, type: 'error', message: 'Rate limited' },
  ];
  sandbox.fail({
    status: 201,
    headers: json,
    body: JSON.stringify({ succeded: false, errorCount: 1, responses }),
  });
  expect(
    await run('add_tags_to_contacts', { contacts: [JANE, AARON], tags: ['vip'] }),
  ).toMatchObject({
    contacts: [
      { outcome: 'updated' },
      { outcome: 'failed', reason: 'HighLevel refused it and says: "Rate limited"' },
    ],
  });
});

it('contacts are taken out of a business by null, not by leaving it out', async () => {
  await run('remove_contacts_from_business', { contacts: [JANE] });
  expect(sandbox.requests[0]?.body).toEqual({ locationId, ids: [JANE], businessId: null });
});

it('a business gives all its contacts, page by page, none twice', async () => {
  const contacts = crowd(230);
  for (const id of contacts)
    Object.assign(sandbox.store.contacts.get(id) ?? {}, { businessId: BAKERY });
  const ids: unknown[] = [];
  let cursor: string | null | undefined;
  do {
    const page = (await runOperation(
      sandbox.url,
      'find_business_contacts',
      { business: BAKERY },
      {
        ...{ platform: 'highlevel', apiKey: keys.all, accountId: locationId },
        ...(cursor && { cursor }),
      },
    )) as { results: Row[]; paging_token: string | null };
    ids.push(...page.results.map(({ id }) => id));
    cursor = page.paging_token;
  } while (cursor);
  expect(ids).toEqual(contacts);
  expect(sandbox.requests).toHaveLength(3);
});
