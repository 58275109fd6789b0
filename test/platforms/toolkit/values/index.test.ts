// Without core.
import {
  divided,
  isOption,
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
  toOption,
  toOptionalOption,
  toOptionalText,
  toText,
  toTime,
  toTypedText,
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

describe('values', () => {
  it.each<[unknown, string]>([
    [' x y\n', 'x y'],
    [5, '5'],
    [0, '0'],
    [false, 'false'],
    [['a', 1], 'a, 1'],
    [{ a: 1 }, '{"a":1}'],
  ])('toText(%j) is %j', (value, text) => {
    expect(toText(value)).toBe(text);
  });

  it.each<[unknown, string[]]>([
    [undefined, []],
    [' vip ', ['vip']],
    [
      ['vip', ' new ', 7],
      ['vip', 'new', '7'],
    ],
    ['a, b', ['a, b']],
    [5, ['5']],
  ])('toList(%j) is %j', (value, list) => {
    expect(toList(value)).toEqual(list);
  });

  it.each<[unknown, string]>([
    [' Jane@Example.com ', 'Jane@Example.com'],
    ['jane+tag@example.com', 'jane+tag@example.com'],
    ['Erin Bar <erin@example.com>', 'erin@example.com'],
    ['"Bar, Erin" <erin@example.com> ', 'erin@example.com'],
    ['<erin@example.com>', 'erin@example.com'],
    ['Erin < erin@example.com >', 'erin@example.com'],
    ['erin@old.example.com <erin@example.com>', 'erin@example.com'],
  ])('toEmail takes %j', (value, email) => {
    expect(toEmail('Email', value)).toBe(email);
  });

  it.each<[unknown, string]>([
    ['jane', 'jane'],
    ['jane@', 'jane@'],
    ['@example.com', '@example.com'],
    ['a@b@c', 'a@b@c'],
    ['jane doe@example.com', 'jane doe@example.com'],
    [
      'Jane <jane@example.com>, Erin <erin@example.com>',
      'Jane <jane@example.com>, Erin <erin@example.com>',
    ],
    ['Jane <jane>', 'Jane <jane>'],
    ['Jane <>', 'Jane <>'],
    ['Jane <jane@example.com', 'Jane <jane@example.com'],
    [7, '7'],
  ])('toEmail refuses %j', async (value, shown) => {
    const { message } = await problemOf(() => toEmail('Work Email', value));
    expect(message).toBe(
      `Work Email: \`${shown}\` is not an email address. It looks like \`jane@example.com\`.`,
    );
  });

  it.each<[unknown, string[]]>([
    [undefined, []],
    ['a@example.com', ['a@example.com']],
    ['A <a@example.com>, B <b@example.com>', ['a@example.com', 'b@example.com']],
    ['"Doe, Jane" <a@example.com>,b@example.com,', ['a@example.com', 'b@example.com']],
    [
      ['A <a@example.com>', 'b@example.com, "C, D" <c@example.com>'],
      ['a@example.com', 'b@example.com', 'c@example.com'],
    ],
    ['["A <a@example.com>", "b@example.com"]', ['a@example.com', 'b@example.com']],
  ])('toEmails(%j) is %j', (value, emails) => {
    expect(toEmails('CC', value)).toEqual(emails);
  });

  it('toEmails names the address that is none', async () => {
    const { message } = await problemOf(() => toEmails('CC', 'A <a@example.com>, bob'));
    expect(message).toContain('CC: `bob` is not an email address.');
  });

  it.each<[unknown, number]>([
    [' 49.90 ', 49.9],
    ['-3', -3],
    [0, 0],
    ['1e3', 1000],
    [7.5, 7.5],
  ])('toNumber(%j) is %j', (value, number) => {
    expect(toNumber('Seats', value)).toBe(number);
  });

  it.each(['1,5', '49 €', '10%', 'twelve', 'Infinity', 'NaN', true, [1, 2]])(
    'toNumber refuses %j',
    async (value) => {
      const { message } = await problemOf(() => toNumber('Seats', value));
      expect(message).toBe(
        `Seats: \`${toText(value)}\` is not a number. Write digits with a point for decimals, like \`49.90\`, without currency or percent sign.`,
      );
    },
  );

  it.each<[unknown, boolean]>([
    [true, true],
    [false, false],
    ...['true', 'TRUE', 'yes', 'Y', 1, 'on', ' yes '].map((value): [unknown, boolean] => [
      value,
      true,
    ]),
    ...['false', 'False', 'no', 'N', 0, '0', 'off'].map((value): [unknown, boolean] => [
      value,
      false,
    ]),
  ])('toBoolean(%j) is %j', (value, expected) => {
    expect(toBoolean('Opt-In', value)).toBe(expected);
  });

  it.each(['maybe', '2', 'yess', 'not true'])('toBoolean refuses %j', async (value) => {
    const { message } = await problemOf(() => toBoolean('Opt-In', value));
    expect(message).toBe(`Opt-In: \`${value}\` is neither yes nor no. Use \`true\` or \`false\`.`);
  });

  it.each([
    ['2026-03-14', '2026-03-14'],
    [' 2026-03-14 ', '2026-03-14'],
    ['2024-02-29', '2024-02-29'],
    ['2026-03-14T23:30:00-11:00', '2026-03-14'],
    ['2026-03-14T00:30:00+14:00', '2026-03-14'],
    ['2026-03-14 10:00', '2026-03-14'],
  ])('toDate(%j) is %j', (value, day) => {
    expect(toDate('Renewal', value)).toBe(day);
  });

  it.each(['2026-02-29', '2026-02-30', '2026-13-01', '2026-3-4', '14/03/2026', '20260314', 'soon'])(
    'toDate refuses %j',
    async (value) => {
      const { message } = await problemOf(() => toDate('Renewal', value));
      expect(message).toBe(`Renewal: \`${value}\` is not a date. Write it like \`2026-03-14\`.`);
    },
  );

  it.each(['https://example.com/jane', 'http://example.com', 'HTTPS://Example.com'])(
    'toUrl takes %s as typed',
    (value) => {
      expect(toUrl('Link', ` ${value} `)).toBe(value);
    },
  );

  it.each(['example.com', 'ftp://example.com', 'https://', 'https://a b', 'javascript:alert(1)'])(
    'toUrl refuses %j',
    async (value) => {
      const { message } = await problemOf(() => toUrl('Link', value));
      expect(message).toBe(
        `Link: \`${value}\` is not a web address. It starts with \`https://\`, like \`https://example.com/jane\`.`,
      );
    },
  );

  it.each<[unknown, string[], string]>([
    ['Pro', ['Free', 'Pro'], 'Pro'],
    [' pRO ', ['Free', 'Pro'], 'Pro'],
    ['GOLD', ['Gold', 'gold', 'GOLD'], 'GOLD'],
    ['gold', ['Gold '], 'Gold '],
    [5, ['4', '5'], '5'],
  ])('toOption(%j of %j) is %j', (value, options, option) => {
    expect(toOption('Plan', value, options)).toBe(option);
    expect(isOption(value, options)).toBe(true);
  });

  it('toOption lists the options', async () => {
    expect(isOption('Gold', ['Free', 'Pro'])).toBe(false);
    const { message } = await problemOf(() => toOption('Plan', 'Gold', ['Free', 'Pro']));
    expect(message).toBe('Plan: `Gold` is not one of its options: `Free`, `Pro`.');
  });
});

describe('times', () => {
  it.each([
    ['2026-03-14T09:30:00+02:00', '2026-03-14T07:30:00.000Z'],
    ['2026-03-14T09:30:00+0200', '2026-03-14T07:30:00.000Z'],
    ['2026-03-14T09:30', '2026-03-14T09:30:00.000Z'],
    ['2026-03-14 09:30:15.5Z', '2026-03-14T09:30:15.500Z'],
    ['2026-03-14', '2026-03-14T00:00:00.000Z'],
  ])('reads %s', (text, instant) => {
    expect(toTime('Until', text).toISOString()).toBe(instant);
  });

  it.each(['soon', '2026-02-30T09:30:00Z', '2026-03-14T25:00:00Z', '14.03.2026'])(
    'refuses %s',
    async (text) => {
      const { message } = await problemOf(() => toTime('Until', text));
      expect(message).toContain(`Until: \`${text}\` is not a date and time`);
    },
  );

  it('tells a moment that is over from one that is yet to come', async () => {
    expect(toFutureTime('Until', '2099-01-01').toISOString()).toBe('2099-01-01T00:00:00.000Z');
    const { message } = await problemOf(() => toFutureTime('Until', '2020-01-01T09:00'));
    expect(message).toBe('Until: `2020-01-01T09:00` is in the past. Enter a time in the future.');
  });
});

describe('texts and files of a message', () => {
  it('keeps what was typed', () => {
    expect(toTypedText(' a\n b ')).toBe(' a\n b ');
    expect(toTypedText(7)).toBe('7');
  });

  it('reads several addresses from one text, commas in an address included', () => {
    const one = 'https://x.example.com/a,b.png';
    expect(toFileUrls(`${one}, ${one}`)).toEqual([one, one]);
    expect(toFileUrls([one])).toEqual([one]);
    expect(toFileUrls(undefined)).toEqual([]);
  });
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
