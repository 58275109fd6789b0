import {
  isOption,
  toBoolean,
  toDate,
  toEmail,
  toEmails,
  toFileUrls,
  toFutureTime,
  toList,
  toNumber,
  toOption,
  toText,
  toTime,
  toTypedText,
  toUrl,
} from '../../../platforms/toolkit/values/index.js';
import { problemOf } from '../../helpers/fakes/fake_platform.js';

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
