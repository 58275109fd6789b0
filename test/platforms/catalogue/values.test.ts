// How a field's value is read, without a server.
import type { EntryField } from '../../../platforms/catalogue/entry.js';
import { choiceOf, fieldValue } from '../../../platforms/catalogue/values.js';
import { fakeField as field, fakeRules } from '../../helpers/fakes/fake_catalogue.js';

const read = (given: Partial<EntryField>, value: unknown): unknown =>
  fieldValue(fakeRules, field('a', given), value);
const choices = { open: 'Is Open', closed: 'Is Closed' };
const agents = { dynamic: 'agents' as never };
const SUMMER = '2026-05-01T12:00:00.700+02:00';

it.each<[string, Partial<EntryField>, unknown, unknown]>([
  ['a text', {}, 'x', 'x'],
  ['a number as text', { type: 'text' }, 5, '5'],
  ['an ID', { type: 'id' }, '7', 7],
  ['what is chosen from a list', agents, '7', 7],
  ['what goes by its text', { ...agents, goesBy: 'text' }, '7', '7'],
  ['what is stored otherwise', { ...agents, stored: (text) => `#${text}` }, 7, '#7'],
  ['an email', { type: 'email' }, ' a@example.com ', 'a@example.com'],
  ['a whole number', { type: 'integer' }, '1000', 1000],
  ['one below zero', { type: 'integer' }, '-1000', -1000],
  ['a number', { type: 'number' }, '1.5', 1.5],
  ['a big number', { type: 'number' }, '5000', 5000],
  ['yes', { type: 'boolean' }, 'yes', true],
  ['a time', { type: 'datetime' }, SUMMER, '2026-05-01T10:00:00.700Z'],
  ['a time in seconds', { type: 'datetime', as: 'unix' }, SUMMER, '1777629600'],
  [
    'a time with its offset',
    { type: 'datetime', as: 'offset' },
    '2026-05-01T12:00:00+02:00',
    '2026-05-01T12:00:00+02:00',
  ],
  ['a choice by its key', { choices }, 'OPEN', 'open'],
  ['a choice by its label', { choices }, 'is closed', 'closed'],
  ['a choice as it is sent', { choices, sent: (key) => `${key}!` }, 'open', 'open!'],
  ['an object', { type: 'json' }, '{"a":1}', { a: 1 }],
  ['an object that is parsed', { type: 'json' }, { a: 1 }, { a: 1 }],
  ['a list of JSON', { type: 'json', holds: 'list' }, '[1]', [1]],
  ['a list where either may be', { type: 'json', holds: 'either' }, '[1]', [1]],
  ['an object where either may be', { type: 'json', holds: 'either' }, '{}', {}],
  [
    'JSON as the entry reads it',
    { type: 'json', read: (label, json) => [label, json] },
    '{}',
    ['A', {}],
  ],
  ['several texts', { list: true }, ['x', 'y'], ['x', 'y']],
  ['several in one text', { list: true }, 'x, y', ['x', 'y']],
  ['several with commas of their own', { list: true }, ['x, y', 'z'], ['x, y', 'z']],
  [
    'several IDs, though in one text of several',
    { list: true, ...agents },
    ['1,2', '3'],
    [1, 2, 3],
  ],
  [
    'several choices, though in one text of several',
    { list: true, choices },
    ['open,closed', 'open'],
    ['open', 'closed', 'open'],
  ],
])('%s is read', (_what, given, value, result) => {
  expect(read(given, value)).toEqual(result);
});

it.each<[string, Partial<EntryField>, unknown, RegExp]>([
  ['a number that is too big', { type: 'integer' }, '1001', /^A: .*1,?000/],
  ['one too far below zero', { type: 'integer' }, '-1001', /^A: /],
  ['what is no email address', { type: 'email' }, 'nobody', /^A: /],
  ['what is none of the choices', { choices }, 'both', /^A: .*both.*Is Open.*Is Closed/],
  ['a list where an object belongs', { type: 'json' }, '[1]', /^A: .*object/i],
  ['an object where a list belongs', { type: 'json', holds: 'list' }, '{}', /^A: .*list/i],
  ['neither where either may be', { type: 'json', holds: 'either' }, '5', /^A: /],
  ['what is no JSON', { type: 'json' }, '{', /^A: /],
  ['a list of nothing', { list: true }, '[]', /^A: /],
  ['a list of commas', { list: true }, ',', /^A: /],
  ['one of several that can’t be', { list: true, choices }, 'open,x', /^A: .*x/],
  [
    'what the entry refuses',
    {
      check: (label, text) => {
        throw new Error(`${label}: no ${text}`);
      },
    },
    'x',
    /^A: no x$/,
  ],
])('%s is refused, by the field’s label', (_what, given, value, message) => {
  expect(() => read(given, value)).toThrow(message);
});

it('a choice goes by its key before another’s label', () => {
  const crossed = { a: 'B', b: 'A' };
  expect(choiceOf(crossed, 'b')).toBe('b');
  expect(choiceOf(crossed, 'A')).toBe('a');
  expect(choiceOf(crossed, 'c')).toBeUndefined();
});
