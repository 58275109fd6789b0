import { differences } from '../../playground/page/run/differences.js';
import { nameOf } from '../../playground/page/run/record_name.js';
import {
  changed,
  defaultsOf,
  inputOf,
  staticChoices,
  valuesOf,
  waitsFor,
} from '../../playground/page/form/values.js';
import {
  draftOf,
  withInput,
  withRow,
  withStep,
  type Placed,
} from '../../playground/page/zap/draft.js';
import { inputDataOf, missingField } from '../../playground/server/input.js';
import { maskOf } from '../../playground/server/secrets.js';
import { isList, recordUrls } from '../../playground/worker/compare.js';

describe('secrets of a connection', () => {
  const fields = [
    { key: 'baseUrl', type: 'string' },
    { key: 'apiKey', type: 'password' },
    { key: 'region' },
  ];
  const mask = maskOf(
    { baseUrl: 'https://chat.example.com', apiKey: 'k3y/+x', region: 'eu-1' },
    fields,
  );
  const request = {
    method: 'GET',
    host: 'chat.example.com',
    path: '/eu-1/k3y%2F%2Bx?access_token=abc&page=2',
    status: 200,
    milliseconds: 1,
    headers: { 'x-key': 'k3y/+x', Authorization: 'Bearer other', region: 'eu-1' },
    body: { note: 'my key is k3y/+x', nested: [{ client_secret: 's' }], count: 3 },
    answer: 'raw k3y/+x',
    failure: 'refused k3y/+x',
  };
  test('are masked wherever they stand, and nothing else is', () => {
    expect(mask.request(request)).toEqual({
      ...request,
      path: '/eu-1/••••••?access_token=••••••&page=2',
      headers: { 'x-key': '••••••', Authorization: '••••••', region: 'eu-1' },
      body: { note: 'my key is ••••••', nested: [{ client_secret: '••••••' }], count: 3 },
      answer: 'raw ••••••',
      failure: 'refused ••••••',
    });
  });
  test('what a sign-in gave is a secret too', () => {
    const { answer } = maskOf({ sessionKey: 'abcdef' }, fields).request({
      ...request,
      answer: ['abcdef'],
    });
    expect(answer).toEqual(['••••••']);
  });
});

describe('where a record that is written to can be read', () => {
  const base = 'https://x.example.com/api/v1';
  test.each([
    ['PUT', '/contacts/7?x=1', ['/contacts/7']],
    ['DELETE', '/contacts/acme01', ['/contacts/acme01']],
    ['POST', '/contacts/7/labels', ['/contacts/7/labels', '/contacts/7']],
    ['PATCH', '/contacts/7/notes/pinned', ['/contacts/7/notes/pinned', '/contacts/7']],
    // A collection: what is added has no address yet.
    ['POST', '/contacts', []],
    ['POST', '/contacts/search', []],
    ['POST', '/accounts/1/contacts/filter', []],
  ])('%s %s', (method, path, expected) => {
    expect(recordUrls(method, base + path)).toEqual(expected.map((one) => base + one));
  });
  test('an address that is none', () => {
    expect(recordUrls('PUT', 'not a url')).toEqual([]);
  });
});

test.each([
  ['rows', [{ id: 1 }], true],
  ['rows beside their count', { meta: { count: 2 }, payload: [{ id: 1 }] }, true],
  ['rows beside what is said of the answer', { notes: [{ id: 1 }], traceId: 'x' }, true],
  ['texts', { payload: ['a', 'b'] }, false],
  ['a record with rows of its own', { id: 1, inboxes: [{ id: 2 }] }, false],
  ['a record in an envelope', { payload: { id: 1, inboxes: [{ id: 2 }] } }, false],
  ['rows with a record they belong to', { meta: { contact: {} }, payload: [{ id: 1 }] }, false],
  ['nothing', null, true],
])('%s: a list is no record', (_what, answer, expected) => {
  expect(isList(answer)).toBe(expected);
});

describe('what differs between two states of a record', () => {
  test('values by their path; an envelope around the record is left out', () => {
    const before = {
      contact: { name: 'A', tags: ['x'], deep: { city: 'Rio', zip: null }, gone: 1 },
    };
    const after = {
      contact: { name: 'B', tags: ['x', 'y'], deep: { city: 'Rio', zip: '1' }, new: true },
    };
    expect(differences(before, after)).toEqual({
      rows: [
        { path: 'name', before: 'A', after: 'B' },
        { path: 'tags', before: 'x', after: 'x, y' },
        { path: 'deep.zip', before: '', after: '1' },
        { path: 'gone', before: '1', after: undefined },
        { path: 'new', before: undefined, after: 'true' },
      ],
      unchanged: 1,
    });
  });
  test('times that moved along come last', () => {
    const of = (name: string, at: string) => ({ id: 1, updated_at: at, name });
    const { rows } = differences(of('A', '2026-01-01T00:00:00Z'), of('B', '2026-01-02T00:00:00Z'));
    expect(rows.map(({ path }) => path)).toEqual(['name', 'updated_at']);
  });
  test('a record beside what is only said of the answer', () => {
    const before = { contact: { id: 1, name: 'A' }, traceId: 'x' };
    const after = { contact: { id: 1, name: 'B' }, traceId: 'y' };
    expect(differences(before, after).rows).toEqual([{ path: 'name', before: 'A', after: 'B' }]);
  });
  test('a record with a record within it is no envelope', () => {
    const of = (city: string) => ({ id: 1, address: { id: 2, city } });
    expect(differences(of('Rio'), of('Recife')).rows).toEqual([
      { path: 'address.city', before: 'Rio', after: 'Recife' },
    ]);
  });
  test('a record that is gone', () => {
    expect(differences({ id: 1 }, null).rows).toEqual([
      { path: 'id', before: '1', after: undefined },
    ]);
  });
});

describe('a form on its way to the step', () => {
  const fields = [
    { key: 'name', default: 'x' },
    { key: 'tags', list: true, default: 'a' },
    { key: 'copy', type: 'copy', default: 'never' },
    { key: 'pairs', dict: true },
    { key: 'child', dependsOn: ['name'] },
  ];
  test('begins with the defaults', () => {
    expect(defaultsOf(fields)).toEqual({ name: 'x', tags: ['a'] });
  });
  test('leaves blanks out, and makes pairs an object and back', () => {
    const values = {
      name: '',
      tags: ['a'],
      pairs: [
        ['k', 'v'],
        ['', 'lost'],
      ] as [string, string][],
    };
    expect(inputOf(values, fields)).toEqual({ tags: ['a'], pairs: { k: 'v' } });
    expect(valuesOf({ pairs: { k: 'v' }, name: 'x' })).toEqual({ pairs: [['k', 'v']], name: 'x' });
  });
  test('a field waits for what it depends on, and is emptied when that changes', () => {
    const child = { key: 'child', dependsOn: ['name'] };
    expect(waitsFor(child, {})).toEqual(['name']);
    expect(changed({ name: 'x', child: '1' }, fields, 'name', 'y')).toEqual({
      name: 'y',
      child: undefined,
    });
    expect(changed({ name: 'x', child: '1' }, fields, 'child', '2')).toEqual({
      name: 'x',
      child: '2',
    });
  });
  test('choices in each of their forms', () => {
    const pair = [{ value: 'a', label: 'A' }];
    expect(staticChoices({ key: 'c', choices: { a: 'A' } })).toEqual(pair);
    expect(staticChoices({ key: 'c', choices: pair })).toEqual(pair);
    expect(staticChoices({ key: 'c', choices: ['a'] })).toEqual([{ value: 'a', label: 'a' }]);
    expect(staticChoices({ key: 'c', choices: { perform: true } })).toEqual([]);
  });
  test.each([
    ['datetime', '2026-07-01', '2026-07-01T00:00:00-04:00'],
    ['datetime', '2026-12-01T10:30', '2026-12-01T10:30:00-05:00'],
    ['datetime', '2026-12-01T10:30:00Z', '2026-12-01T10:30:00Z'],
    ['datetime', 'tomorrow', 'tomorrow'],
    ['integer', '12.9', 12],
    ['integer', 'none', 0],
    ['integer', '{{1__id}}', '{{1__id}}'],
    ['number', '-1.5 kg', -1.5],
    ['boolean', 'No', false],
    ['boolean', 'yes', true],
    ['json', '{broken', '{broken'],
    ['string', '007', '007'],
  ])('%s %s arrives as %s', (type, text, expected) => {
    expect(inputDataOf({ f: text }, [{ key: 'f', type }], 'America/New_York')).toEqual({
      f: expected,
    });
  });
  test('a required field is missed within a line item too', () => {
    const lines = { key: 'lines', children: [{ key: 'sku', required: true }] };
    expect(missingField({ lines: [{ sku: 'a' }, {}] }, [lines])).toBe(lines);
    expect(missingField({ lines: [{ sku: 'a' }] }, [lines])).toBeUndefined();
    expect(missingField({}, [{ key: 'note', type: 'copy', required: true }])).toBeUndefined();
  });
});

test('a record is named by what a person knows it by', () => {
  expect(nameOf({ id: 7, name: 'Jane', email: 'j@example.com', phone: '' })).toBe(
    'Jane · j@example.com · 7',
  );
  expect(nameOf({ x: 1 })).toBe('{"x":1}');
});

describe('what comes late to a Zap', () => {
  const trigger = { kind: 'triggers', key: 'new_contact', connection: 'a', input: {} } as const;
  const draft = withStep(
    draftOf({ name: 'A Zap', trigger, steps: [] }),
    '2',
    { kind: 'creates', key: 'update_contact' },
    'a',
  );
  const placed = { kind: 'creates', key: 'update_contact', connection: 'a', input: {} } as const;
  const asked: Placed = { number: '2', placed, step: undefined, connection: undefined };

  test.each(['outputs', 'samples'] as const)(
    '%s are kept of the step they were asked for',
    (kind) => {
      const filled = withInput(draft, '2', { name: 'Jane' });
      expect(withRow(filled, kind, asked, { id: '1' })).toEqual({
        ...filled,
        [kind]: { 2: { id: '1' } },
      });
    },
  );
  test.each([
    ['another step', { kind: 'creates', key: 'create_contact' }, 'a'],
    ['another kind', { kind: 'searches', key: 'update_contact' }, 'a'],
    ['another connection', { kind: 'creates', key: 'update_contact' }, 'b'],
  ] as const)('of %s in its place nothing is', (_what, name, connection) => {
    const replaced = withStep(draft, '2', name, connection);
    expect(withRow(replaced, 'samples', asked, { id: '1' })).toBe(replaced);
  });
  test('of a step that is gone nothing is', () => {
    expect(withRow(draft, 'samples', { ...asked, number: '3' }, { id: '1' })).toBe(draft);
  });
});
