import {
  attributeInputKey,
  attributeKeyOf,
} from '../../../platforms/toolkit/fields/attribute_key.js';
import { readConnection } from '../../../steps/connection.js';
import {
  countryChoices,
  countryName,
  toCountryCode,
} from '../../../platforms/toolkit/values/countries.js';
import { toE164, toPhoneKeys } from '../../../platforms/toolkit/values/phone.js';
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
import { problemOf } from '../../helpers/fake_platform.js';

describe('readConnection', () => {
  it('fills in the defaults', () => {
    expect(readConnection({ apiKey: 'key' })).toEqual({
      platform: '',
      apiKey: 'key',
      baseUrl: undefined,
      accountId: undefined,
      hmacToken: undefined,
      timeoutSeconds: 20,
      allowSelfSigned: false,
      proxyUrl: undefined,
    });
  });

  it('reads every field without outer blanks', () => {
    const authData = {
      platform: 'chatwoot',
      apiKey: ' key\n',
      baseUrl: ' chat.example.com ',
      accountId: 7,
      hmacToken: ' hmac ',
      timeoutSeconds: ' 5 ',
      allowSelfSigned: 'true',
      proxyUrl: ' http://proxy.example.com ',
    };
    expect(readConnection(authData)).toEqual({
      platform: 'chatwoot',
      apiKey: 'key',
      baseUrl: 'chat.example.com',
      accountId: '7',
      hmacToken: 'hmac',
      timeoutSeconds: 5,
      allowSelfSigned: true,
      proxyUrl: 'http://proxy.example.com',
    });
  });

  it('takes blank fields as unfilled', () => {
    const blank = {
      baseUrl: ' ',
      accountId: '',
      hmacToken: null,
      timeoutSeconds: '',
      proxyUrl: '',
    };
    expect(readConnection({ ...blank, apiKey: 'key' })).toEqual(readConnection({ apiKey: 'key' }));
  });

  it.each([{}, { apiKey: '' }, { apiKey: ' \n' }, { apiKey: null }])(
    'asks for the key of %j',
    async (authData) => {
      const { kind, message } = await problemOf(() => readConnection(authData));
      expect(kind).toBe('error');
      expect(message).toBe(
        'API Key: enter your key. The help text below the field says where to find it.',
      );
    },
  );

  it.each<[unknown, number]>([
    ['1', 1],
    ['28', 28],
    [12, 12],
    ['2.5', 2.5],
  ])('takes the timeout %j', (timeoutSeconds, expected) => {
    expect(readConnection({ apiKey: 'key', timeoutSeconds }).timeoutSeconds).toBe(expected);
  });

  it.each(['0', '0.5', '28.1', '29', '-5', '20s', 'Infinity', 'NaN'])(
    'refuses the timeout %j',
    async (timeoutSeconds) => {
      const { message } = await problemOf(() => readConnection({ apiKey: 'key', timeoutSeconds }));
      expect(message).toBe('Timeout: enter a number of seconds from 1 to 28.');
    },
  );

  it.each<[unknown, boolean]>([
    ['true', true],
    ['True', true],
    [true, true],
    ['false', false],
    [false, false],
    ['', false],
  ])('reads Allow Self-Signed %j as %j', (allowSelfSigned, expected) => {
    expect(readConnection({ apiKey: 'key', allowSelfSigned }).allowSelfSigned).toBe(expected);
  });
});

describe('attribute input keys', () => {
  const parts = ['a', 'Z9', '_', '__', '.', '-', ' ', 'x_', 'attr_', 'עיר', '💥', '%', '61'];
  const made = parts.flatMap((one) => parts.flatMap((two) => [one, one + two, one + two + one]));
  const attributeKeys = [...new Set(made)];

  it.each([
    ['plan_tier', 'attr_plan_tier'],
    ['2fa', 'attr_2fa'],
    ['VIP', 'attr_VIP'],
    ['x', 'attr_x'],
    ['X_1', 'attr_X_1'],
    ['xylophone', 'attr_xylophone'],
    ['billing.city', 'attr_x_62696c6c696e672e63697479'],
    ['e-mail', 'attr_x_652d6d61696c'],
    ['עיר', 'attr_x_d7a2d799d7a8'],
    ['x_1', 'attr_x_785f31'],
    ['a__b', 'attr_x_615f5f62'],
    ['_a', 'attr_x_5f61'],
    ['a_', 'attr_x_615f'],
    ['a b', 'attr_x_612062'],
  ])('%s is %s and back', (attributeKey, inputKey) => {
    expect(attributeInputKey(attributeKey)).toBe(inputKey);
    expect(attributeKeyOf(inputKey)).toBe(attributeKey);
  });

  it('come back as they were, whatever the attribute is called', () => {
    expect(attributeKeys.length).toBeGreaterThan(250);
    expect(attributeKeys.map((key) => attributeKeyOf(attributeInputKey(key)))).toEqual(
      attributeKeys,
    );
  });

  it('are never the same for two attributes', () => {
    expect(new Set(attributeKeys.map(attributeInputKey)).size).toBe(attributeKeys.length);
  });

  it('hold only what Zapier’s field keys can, and no double underscore', () => {
    const inputKeys = attributeKeys.map(attributeInputKey);
    expect(inputKeys.filter((key) => !/^[A-Za-z0-9_]+$/.test(key))).toEqual([]);
    expect(inputKeys.filter((key) => key.includes('__'))).toEqual([]);
  });

  it.each([
    'email',
    '',
    'attr',
    'attr_',
    'attr_x_',
    'attr_x_6',
    'attr_x_zz',
    'attr_x_6A',
    'attr_a__b',
    'attr_a.b',
    'ATTR_a',
    'my_attr_a',
  ])('%j is no attribute’s', (inputKey) => {
    expect(attributeKeyOf(inputKey)).toBeUndefined();
  });
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

describe('toE164', () => {
  it.each<[string, string | undefined, string]>([
    ['+972551234567', undefined, '+972551234567'],
    [' +972551234567 ', undefined, '+972551234567'],
    ['+972 55-123-4567', undefined, '+972551234567'],
    ['+972 (0)55 1234567', undefined, '+972551234567'],
    ['00972551234567', undefined, '+972551234567'],
    ['00972 55 123 4567', undefined, '+972551234567'],
    ['055-1234567', 'IL', '+972551234567'],
    ['055-1234567', 'il', '+972551234567'],
    ['055-1234567', 'Israel', '+972551234567'],
    ['(055) 123 4567', 'IL', '+972551234567'],
    ['972551234567', 'IL', '+972551234567'],
    ['(11) 98765-4321', 'Brazil', '+5511987654321'],
    ['+5511987654321', 'IL', '+5511987654321'],
    ['+55 11 98765-4321', 'IL', '+5511987654321'],
    ['+972 055 1234567', 'Atlantis', '+972551234567'],
    ['+9720551234567', undefined, '+972551234567'],
    ['\u200e+972551234567\u202c', undefined, '+972551234567'],
    ['00 49 30 123456', undefined, '+4930123456'],
    ['00-49-30-123456', undefined, '+4930123456'],
    ['(00)49 30 123456', undefined, '+4930123456'],
    ['(00 49) 30 123456', undefined, '+4930123456'],
    ['(+49) 30 123456', undefined, '+4930123456'],
    ['00 49 30 123456', 'IL', '+4930123456'],
    // No country's plan knows these, and yet people have them: E.164 alone counts.
    ['+5215512345678', undefined, '+5215512345678'],
    ['+52 1 55 1234 5678', undefined, '+5215512345678'],
    ['+22507070707', undefined, '+22507070707'],
    ['+1234567', undefined, '+1234567'],
    ['+123456789012345', undefined, '+123456789012345'],
  ])('of %j in %j is %s', async (value, country, number) => {
    expect(await toE164('Phone', value, country)).toBe(number);
  });

  it.each(['055-1234567', '972551234567', 'abc', '0'])(
    'asks for the country of %j',
    async (value) => {
      const { kind, message } = await problemOf(() => toE164('Phone', value, undefined));
      expect(kind).toBe('error');
      expect(message).toBe(
        `Phone: \`${value}\` has no country code. Write it like \`+972551234567\`, or choose the country in Default Country.`,
      );
    },
  );

  it.each<[string, string | undefined]>([
    ['123', 'IL'],
    ['+123', undefined],
    ['055-1234567890123', 'IL'],
    ['abc', 'IL'],
    ['+abc', undefined],
    ['+1 800 FLOWERS', undefined],
    ['+', 'IL'],
    ['+123456', undefined],
    ['+1234567890123456', undefined],
    ['+0123456789', undefined],
    ['+1 202 555 0101 ramal 12', undefined],
    ['+1 202-555-0101 / 02', undefined],
    ['+1 202 555 0101, +1 202 555 0102', undefined],
  ])('refuses %j in %j', async (value, country) => {
    const { message } = await problemOf(() => toE164('Work Phone', value, country));
    expect(message).toBe(
      `Work Phone: \`${value}\` is not a phone number that can exist. Write it with its country code, like \`+5511987654321\`.`,
    );
  });

  it('refuses a number without an end', async () => {
    const { message } = await problemOf(() =>
      toE164('Phone', `+${'1'.repeat(200_000)}`, undefined),
    );
    expect(message.slice(0, 20)).toBe('Phone: `+11111111111');
  });

  it.each<[string, string | undefined]>([
    ['+1 202 555 0101 ext. 12', undefined],
    ['+1 202 555 0101;ext=12', undefined],
    ['+12025550101x12', undefined],
    ['+12025550101 #12', undefined],
    ['(202) 555-0101 ext 12', 'US'],
    ['+5215512345678 x12', undefined],
  ])('refuses the extension of %j', async (value, country) => {
    const { kind, message } = await problemOf(() => toE164('Work Phone', value, country));
    expect(kind).toBe('error');
    expect(message).toBe(
      `Work Phone: \`${value}\` has an extension, \`12\`, which is no part of a phone number and would be lost. Take it out; it can be kept in another field.`,
    );
  });

  it.each(['Atlantis', 'XX'])('names the field of the country %j', async (country) => {
    const { message } = await problemOf(() => toE164('Phone', '055-1234567', country));
    expect(message).toBe(
      `Default Country: \`${country}\` is not a country. Enter the two-letter code, like \`BR\`.`,
    );
  });
});

describe('toPhoneKeys', () => {
  it.each<[string, string | undefined, string, string[]]>([
    ['+972551234567', undefined, '+972551234567', []],
    ['055-1234567', 'IL', '+972551234567', []],
    // As it may be stored, then as it is written today.
    ['+9720551234567', undefined, '+9720551234567', ['+972551234567']],
    ['+0551234567', undefined, '+0551234567', []],
    ['+22507070707', undefined, '+22507070707', []],
    ['+5215512345678', undefined, '+5215512345678', ['+525512345678']],
    ['+52 55 1234 5678', undefined, '+525512345678', ['+5215512345678']],
    ['+5511987654321', undefined, '+5511987654321', ['+551187654321']],
    ['+551187654321', undefined, '+551187654321', ['+5511987654321']],
    ['(11) 98765-4321', 'BR', '+5511987654321', ['+551187654321']],
    // A landline: with a 9 in front it is somebody's mobile phone, and the other way round.
    ['+551132654321', undefined, '+551132654321', []],
    ['+5511932654321', undefined, '+5511932654321', []],
    ['+5491123456789', undefined, '+5491123456789', ['+541123456789']],
    ['+541123456789', undefined, '+541123456789', ['+5491123456789']],
  ])('of %j in %j are %s and %j', async (value, country, phone, otherPhones) => {
    expect(await toPhoneKeys('Phone', value, country)).toEqual({
      phone,
      ...(otherPhones.length > 0 && { otherPhones }),
    });
  });

  it.each(['055-1234567', '+12', '+1 202 555 0101 x12'])('refuses %j', async (value) => {
    const { message } = await problemOf(() => toPhoneKeys('Phone', value, undefined));
    expect(message).toContain(`Phone: \`${value}\``);
  });
});

describe('countries', () => {
  it.each([
    ['BR', 'Brazil'],
    ['IL', 'Israel'],
  ])('countryName(%j) is %j', (code, name) => {
    expect(countryName(code)).toBe(name);
  });

  it.each([
    ['IL', 'IL'],
    [' il ', 'IL'],
    ['Israel', 'IL'],
    ['BRAZIL', 'BR'],
    [' united states ', 'US'],
    ['uk', 'GB'],
    ['USA', 'US'],
    ["Cote d'Ivoire", 'CI'],
  ])('toCountryCode(%j) is %s', async (value, code) => {
    expect(await toCountryCode('Country', value)).toBe(code);
  });

  it.each(['EU', 'UN', 'ZZ', 'DD'])(
    'takes no code that Intl names but no country has: %s',
    async (code) => {
      const { message } = await problemOf(() => toCountryCode('Country', code));
      expect(message).toMatch(/^Country: `..` is not a country\./);
    },
  );

  it('suggests the country that starts alike', async () => {
    const { message } = await problemOf(() => toCountryCode('Country', 'Brazill'));
    expect(message).toBe(
      'Country: `Brazill` is not a country. Did you mean Brazil (BR)? Enter the two-letter code, like `BR`.',
    );
  });

  it.each(['United States of Amerika', 'Unted States'])(
    'suggests nothing rather than another country for %s',
    async (country) => {
      const { message } = await problemOf(() => toCountryCode('Country', country));
      expect(message).not.toMatch(/Did you mean/);
    },
  );

  it('suggests nothing when none does', async () => {
    const { message } = await problemOf(() => toCountryCode('Country', 'Atlantis'));
    expect(message).toBe(
      'Country: `Atlantis` is not a country. Enter the two-letter code, like `BR`.',
    );
  });

  it('offers every country once, by name', async () => {
    const choices = await countryChoices();
    const labels = choices.map(({ label }) => label);
    expect(choices).toContainEqual({ id: 'BR', label: 'Brazil (BR)' });
    expect(choices.length).toBeGreaterThan(200);
    expect(new Set(choices.map(({ id }) => id)).size).toBe(choices.length);
    expect(labels).toEqual([...labels].sort((a, b) => a.localeCompare(b, 'en')));
    expect(labels.indexOf('Israel (IL)')).toBeLessThan(labels.indexOf('Japan (JP)'));
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
