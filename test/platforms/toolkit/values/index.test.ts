// The edges of each kind of value. Without core.
import {
  divided,
  lookUp,
  omit,
  parseJson,
  refuseOthers,
  toBoolean,
  toDate,
  toEmail,
  toEmails,
  toFileUrls,
  toFutureTime,
  toInteger,
  toJsonObject,
  toList,
  toNumber,
  toOptionalOption,
  toOptionalText,
  toTime,
  toUrl,
  toWords,
  withOffset,
  withoutInvisible,
} from '../../../../platforms/toolkit/values/index.js';
import { problemOf } from '../../../helpers/fakes/fake_platform.js';

const messageOf = async (run: () => unknown): Promise<string> => (await problemOf(run)).message;

afterEach(() => {
  jest.restoreAllMocks();
});

describe('a step’s fields', () => {
  it('may be blank', () => {
    expect(toOptionalText(undefined)).toBeUndefined();
    expect(toOptionalText(' x ')).toBe('x');
    expect(toOptionalOption('Plan', undefined, ['Free'])).toBeUndefined();
    expect(toOptionalOption('Plan', 'free', ['Free'])).toBe('Free');
  });

  it('are left out by their keys', () => {
    expect(omit({ a: 1, b: 2, c: 3 }, ['a', 'c'])).toEqual({ b: 2 });
  });

  it('go to the first part that takes them, or none does', async () => {
    const parts = {
      labels: (key: string) => key === 'labels',
      attributes: (key: string) => key.startsWith('attr_'),
      rest: (key: string) => key !== 'other',
    };
    expect(divided({ labels: 'vip', attr_plan: 'Pro', email: 'a', name: 'b' }, parts)).toEqual({
      labels: { labels: 'vip' },
      attributes: { attr_plan: 'Pro' },
      rest: { email: 'a', name: 'b' },
    });
    expect(await messageOf(() => divided({ email: 'a', other: 'b' }, parts))).toContain('other');
  });

  it('must all be known', async () => {
    expect(() => refuseOthers({})).not.toThrow();
    expect(await messageOf(() => refuseOthers({ colour: 'red' }))).toContain('colour');
  });

  it('are looked up among a table’s own', () => {
    expect(lookUp({ a: 1 }, 'a')).toBe(1);
    expect(lookUp({ a: 1 }, 'constructor')).toBeUndefined();
  });
});

describe('lists', () => {
  it.each<[unknown, string[]]>([
    [' ["a", "b,c"] \n', ['a', 'b,c']],
    ['[\n"a"\n]', ['a']],
    ['[vip]', ['[vip]']],
    ['["a", ["b"', ['["a", ["b"']],
    [
      ['["a", "b"]', 'c'],
      ['a', 'b', 'c'],
    ],
    // A list within a list is one value.
    [[['[1]']], ['[1]']],
  ])('toList(%j) is %j', (value, list) => {
    expect(toList(value)).toEqual(list);
  });

  it('toWords takes commas apart', () => {
    expect(toWords(['a , b', ' ,c,', '["d,e"]'])).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(toWords(undefined)).toEqual([]);
  });

  it.each([
    ['https://a.example.com/1,http://b.example.com/2', 2],
    ['https://a.example.com/1,  HTTPS://b.example.com/2', 2],
    ['https://a.example.com/1,x', 1],
  ])('toFileUrls of %s are %i', (text, count) => {
    expect(toFileUrls(text)).toHaveLength(count);
  });
});

describe('JSON', () => {
  it('is an object, as text or read already', async () => {
    expect(toJsonObject('Data', '{"a":1}')).toEqual({ a: 1 });
    expect(toJsonObject('Data', { a: 1 })).toEqual({ a: 1 });
    const others = [];
    for (const value of ['[1]', [1], 5, 'null']) {
      others.push(await messageOf(() => toJsonObject('Data', value)));
    }
    expect(new Set(others).size).toBe(1);
    expect(others[0]).toMatch(/^Data: .*object/);
  });

  it('is refused for what is wrong with it', async () => {
    const broken = await messageOf(() => toJsonObject('Data', '{"a":'));
    expect(broken).toMatch(/^Data: /);
    expect(await messageOf(() => parseJson('Data', 'x'))).toBe(broken);
    expect(parseJson('Data', '[1]')).toEqual([1]);
    const deep = `${'['.repeat(300)}${']'.repeat(300)}`;
    const tooDeep = await messageOf(() => parseJson('Data', deep));
    expect(tooDeep).not.toBe(broken);
    expect(tooDeep).toContain('200');
  });
});

describe('addresses', () => {
  it('come with marks that nobody sees', () => {
    expect(withoutInvisible('\u200e a\u200bb \u202c')).toBe('ab');
    expect(toEmail('Email', '\u202a jane@example.com \u202c')).toBe('jane@example.com');
  });

  it('are none where blanks stand', () => {
    expect(toEmails('CC', ['a@example.com', ' ', ''])).toEqual(['a@example.com']);
    expect(toEmails('CC', 'a@example.com, ,b@example.com')).toHaveLength(2);
  });

  it.each(['xhttps://a.example.com', 'see https://a.example.com'])(
    'of the web begin with their protocol: %s',
    async (text) => {
      expect(await messageOf(() => toUrl('Link', text))).toContain('is not a web address');
    },
  );
});

describe('numbers', () => {
  it.each<[string, number]>([
    ['.5', 0.5],
    ['.25', 0.25],
    ['7.', 7],
    ['+7', 7],
    ['1e+3', 1000],
    ['1E-2', 0.01],
    ['1e10', 1e10],
    ['0'.repeat(400), 0],
    ['9007199254740991', 9007199254740991],
  ])('%s is one', (text, number) => {
    expect(toNumber('Seats', text)).toBe(number);
  });

  it.each(['', '0x10', '0b1', '.', '9007199254740993', '1e999', '0'.repeat(401)])(
    '%j is none that could be stored',
    async (text) => {
      expect(await messageOf(() => toNumber('Seats', text))).toContain('is not a number');
    },
  );

  it('may have to be whole', async () => {
    expect(toInteger('Seats', '7.0')).toBe(7);
    expect(await messageOf(() => toInteger('Seats', '7.5'))).toMatch(/^Seats: `7\.5` .*whole/);
  });
});

it.each(['casino', 'not false', 'offer'])('%s is neither yes nor no', async (text) => {
  expect(await messageOf(() => toBoolean('Opt-In', text))).toContain('neither yes nor no');
});

describe('days and times', () => {
  it.each(['on 2026-03-14', '2026-03-14 soon', '2026-03-14T10:3', '2026-03-14T10:00 soon'])(
    '%s is neither',
    async (text) => {
      expect(await messageOf(() => toDate('Renewal', text))).toContain('is not a date');
      expect(await messageOf(() => toTime('Until', text))).toContain('is not a date and time');
    },
  );

  it('are as exact as they were written', () => {
    expect(toTime('Until', '2026-03-14T09:30:15.123Z').toISOString()).toBe(
      '2026-03-14T09:30:15.123Z',
    );
  });

  it.each([
    ['2026-03-14T09:30:00-0330', '2026-03-14T09:30:00-03:30'],
    ['2026-03-14T23:30:00-11:45', '2026-03-14T23:30:00-11:45'],
    ['2026-03-14T00:15:00.5+05:45', '2026-03-14T00:15:00+05:45'],
    ['2026-03-14T09:30Z', '2026-03-14T09:30:00+00:00'],
    ['2026-03-14', '2026-03-14T00:00:00+00:00'],
  ])('keep their offset: %s is %s', (text, written) => {
    expect(withOffset(toTime('Until', text), text)).toBe(written);
  });

  it('have none where the text has none', () => {
    expect(withOffset(new Date(0), 'soon')).toBe('1970-01-01T00:00:00+00:00');
  });

  it('are over at the moment itself', async () => {
    jest.spyOn(Date, 'now').mockReturnValue(Date.UTC(2026, 2, 14));
    expect(await messageOf(() => toFutureTime('Until', '2026-03-14'))).toContain('in the past');
    expect(toFutureTime('Until', '2026-03-14T00:00:00.001Z').getTime()).toBe(Date.now() + 1);
  });
});
