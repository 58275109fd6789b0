import { seeded } from '../../../../sandbox/chatwoot/index.js';
import {
  call,
  contacts,
  contactServers,
  ids,
  janeDoe,
  old,
  sameName,
  sandbox,
  serverError,
  type Answer,
  type ListBody,
  widgetVisitor,
} from '../../../helpers/sandbox/contacts.js';

contactServers();

function filter(payload: unknown, server = sandbox): Promise<Answer<ListBody>> {
  return call<ListBody>('POST', `${contacts}/filter?sort=created_at`, {
    body: { payload },
    server,
  });
}

function condition(
  attribute_key: string,
  filter_operator: string,
  values?: unknown,
  query_operator: string | null = null,
): object {
  return { attribute_key, filter_operator, values, query_operator };
}

describe('contact filter', () => {
  it('finds the exact e-mail, name and identifier in any case', async () => {
    for (const [key, value] of [
      ['email', 'Jane.Doe@Example.com'],
      ['name', 'JANE DOE'],
      ['identifier', 'CRM-1001'],
    ] as const) {
      const answer = await filter([condition(key, 'equal_to', [value])]);
      expect(ids(answer)).toEqual([janeDoe]);
      expect(answer.body.meta).toEqual({ count: 1, current_page: 1 });
    }
    expect(ids(await filter([condition('name', 'equal_to', ['Robin Keller'])]))).toEqual(sameName);
  });

  it('finds a phone with or without its + since 4.7', async () => {
    const phone = (value: string): object[] => [condition('phone_number', 'equal_to', [value])];
    expect(ids(await filter(phone('+5511987654321')))).toEqual([janeDoe]);
    expect(ids(await filter(phone('5511987654321')))).toEqual([janeDoe]);
    expect(ids(await filter(phone('+55 11 98765-4321')))).toEqual([]);
    expect(ids(await filter(phone('+5511987654321'), old))).toEqual([]);
    expect(ids(await filter(phone('5511987654321'), old))).toEqual([janeDoe]);
  });

  it('takes starts_with for an equality', async () => {
    expect(ids(await filter([condition('phone_number', 'starts_with', ['+5511'])]))).toEqual([]);
    const whole = [condition('phone_number', 'starts_with', ['+5511987654321'])];
    expect(ids(await filter(whole))).toEqual([janeDoe]);
  });

  it('knows contains and does_not_contain', async () => {
    const contains = await filter([condition('email', 'contains', ['JANE.'])]);
    const without = await filter([condition('email', 'does_not_contain', ['@example.com'])]);
    expect(ids(contains)).toEqual([janeDoe]);
    expect(ids(without)).toEqual([]);
  });

  it('binds AND tighter than OR', async () => {
    const answer = await filter([
      condition('name', 'equal_to', ['jane doe'], 'or'),
      condition('name', 'equal_to', ['robin keller'], 'AND'),
      condition('email', 'contains', ['keller.2']),
    ]);
    expect(ids(answer)).toEqual([janeDoe, sameName[1]]);
  });

  it('pages and sorts', async () => {
    const { body } = await call<ListBody>('POST', `${contacts}/filter?page=2&sort=-created_at`, {
      body: { payload: [condition('email', 'contains', ['example.com'])] },
    });
    expect(body.meta).toEqual({ count: 31, current_page: '2' });
    expect(body.payload).toHaveLength(15);
  });

  it('hides unidentified contacts since 4.7', async () => {
    const visitor = [condition('name', 'equal_to', ['snowy-sun-611'])];
    expect(ids(await filter(visitor))).toEqual([]);
    expect(ids(await filter(visitor, old))).toEqual([widgetVisitor]);
  });

  it('filters by additional attributes', async () => {
    expect(ids(await filter([condition('city', 'equal_to', ['são paulo'])]))).toEqual([janeDoe]);
    expect(ids(await filter([condition('country_code', 'equal_to', ['br'])]))).toEqual([janeDoe]);
    const company = await filter([condition('company_name', 'contains', ['comércio'])]);
    expect(ids(company)).toEqual([janeDoe]);
  });

  it('called the company key company before 4.14', async () => {
    const company = (key: string): object[] => [condition(key, 'contains', ['comércio'])];
    expect((await filter(company('company'))).status).toBe(422);
    expect((await filter(company('company_name'), old)).status).toBe(422);
    expect(ids(await filter(company('company'), old))).toEqual([]);
  });

  it('failed on a date that is none before 4.12', async () => {
    const dates = [condition('created_at', 'is_less_than', ['soon'])];
    expect((await filter(dates, old)).status).toBe(500);
  });

  it('filters by labels', async () => {
    expect(ids(await filter([condition('labels', 'equal_to', ['VIP'])]))).toEqual([janeDoe]);
    const others = await filter([condition('labels', 'not_equal_to', ['vip'])]);
    expect(others.body.meta['count']).toBe(38);
    const present = await filter([condition('labels', 'is_present', [])]);
    const absent = await filter([condition('labels', 'is_not_present', [])]);
    expect(Number(present.body.meta['count']) + Number(absent.body.meta['count'])).toBe(39);
    expect((await filter([condition('labels', 'is_present')])).status).toBe(500);
  });

  it('filters by blocked, as text or as a boolean', async () => {
    for (const value of ['true', true]) {
      expect(ids(await filter([condition('blocked', 'equal_to', [value])]))).toEqual([
        seeded.contacts.blocked,
      ]);
    }
  });

  it('compares days, strictly', async () => {
    sandbox.store.addContact(1, { id: 500, email: 'x@example.com', created_at: new Date() });
    const today = new Date().toISOString().slice(0, 10);
    const none = await filter([condition('created_at', 'is_greater_than', [today])]);
    const created = await filter([condition('created_at', 'is_greater_than', ['2026-02-01'])]);
    expect(ids(none)).toEqual([]);
    expect(ids(created)).toEqual([500]);
  });

  it('fails over an operator that it lists itself', async () => {
    const { status } = await filter([condition('created_at', 'days_before', ['1'])]);
    expect(status).toBe(500);
  });

  it('filters custom attributes by their type', async () => {
    const found = async (
      key: string,
      operator: string,
      value: unknown,
    ): Promise<number[] | number> => {
      const answer = await filter([condition(key, operator, [value])]);
      return answer.status === 200 ? ids(answer) : answer.status;
    };
    expect(await found('plan_note', 'contains', 'JANUARY')).toEqual([janeDoe]);
    expect(await found('seats', 'equal_to', '25')).toContain(janeDoe);
    expect(await found('seats', 'is_greater_than', '31')).toEqual([]);
    expect(await found('renewal_date', 'is_greater_than', '2026-12-30')).toEqual([janeDoe]);
    expect(await found('newsletter_opt_in', 'equal_to', 'true')).toEqual([janeDoe]);
    expect(await found('billing.city', 'equal_to', 'são paulo')).toEqual([janeDoe]);
    expect(await found('עיר', 'equal_to', 'תל אביב')).toEqual([janeDoe]);
    expect(await found('monthly_spend', 'equal_to', '499.9')).toBe(500);
    expect(await found('order_number', 'equal_to', '1001')).toBe(422);
  });

  it('counts missing keys as different, beyond its own AND', async () => {
    const different = condition('plan_tier', 'not_equal_to', ['Pro']);
    const { body } = await filter([condition('name', 'equal_to', ['nobody'], 'AND'), different]);
    expect(body.meta['count']).toBeGreaterThan(20);
    const first = condition('plan_tier', 'not_equal_to', ['Pro'], 'AND');
    expect((await filter([first, condition('name', 'contains', ['a'])])).status).toBe(500);
  });

  it('fails when a stored value is not of the type', async () => {
    const jane = sandbox.store.contact(1, janeDoe);
    if (jane) jane.custom_attributes['seats'] = 'many';
    const { status, body } = await filter([condition('seats', 'equal_to', ['25'])]);
    expect([status, body]).toEqual([500, serverError]);
  });

  it.each([
    [
      'an unknown key',
      [condition('nope', 'equal_to', ['x'])],
      'Invalid attribute key - [nope]. The key should be one of [name,phone_number,email,identifier,country_code,city,company_name,labels,created_at,last_activity_at,blocked] or a custom attribute defined in the account.',
    ],
    [
      'an operator the key lacks',
      [condition('name', 'is_present', ['x'])],
      'Invalid operator. The allowed operators for name are [equal_to,not_equal_to,contains,does_not_contain].',
    ],
    [
      'a bad joiner',
      [condition('name', 'equal_to', ['x'], 'XOR')],
      'Query operator must be either "AND" or "OR".',
    ],
    [
      'no value',
      [condition('email', 'equal_to', [])],
      'Invalid value. The values provided for email are invalid',
    ],
    [
      'a date that is none',
      [condition('created_at', 'is_less_than', ['soon'])],
      'Invalid value. The values provided for created_at are invalid',
    ],
  ])('answers 422 to %s', async (_what, payload, error) => {
    const { status, body } = await filter(payload);
    expect([status, body]).toEqual([422, { error }]);
  });

  it.each([
    ['a number for a text', [condition('name', 'equal_to', [5])]],
    ['a number for a phone', [condition('phone_number', 'equal_to', [5511987654321])]],
    ['no payload', undefined],
    [
      'a joiner missing in between',
      [condition('name', 'equal_to', ['a']), condition('email', 'equal_to', ['b'])],
    ],
    ['a joiner at the end', [condition('name', 'equal_to', ['a'], 'AND')]],
  ])('fails with 500 for %s', async (_what, payload) => {
    const { status, body } = await filter(payload);
    expect([status, body]).toEqual([500, serverError]);
  });

  it('takes the first character of a bare text', async () => {
    sandbox.store.addContact(1, { id: 500, name: 'J', email: 'j@example.com' });
    expect(ids(await filter([condition('name', 'equal_to', 'Jane Doe')]))).toEqual([500]);
    expect(ids(await filter([condition('name', 'contains', 'Jane Doe')]))).toEqual([janeDoe]);
  });

  it('uses only the first value', async () => {
    expect(ids(await filter([condition('name', 'equal_to', ['nobody', 'Jane Doe'])]))).toEqual([]);
  });
});
