import { isInternational, toE164, toPhoneKeys } from '../../../platforms/toolkit/values/phone.js';
import { problemOf } from '../../helpers/fakes/fake_platform.js';

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
    ['055+1234567', 'IL'],
    ['tel +972 55 123 4567', 'IL'],
    ['+1 202 555 0101, +1 202 555 0102', undefined],
  ])('refuses %j in %j', async (value, country) => {
    const { message } = await problemOf(() => toE164('Work Phone', value, country));
    expect(message).toBe(
      `Work Phone: \`${value}\` is not a phone number that can exist. Write it with its country code, like \`+5511987654321\`.`,
    );
  });

  it('refuses what is another country’s number without its plus', async () => {
    const { message } = await problemOf(() => toE164('Phone', '1 (202) 555-0123', 'IL'));
    expect(message).toMatch(/^Phone: `1 \(202\) 555-0123` .*\+12025550123/);
    expect(await toE164('Phone', '202 555 0123', 'US')).toBe('+12025550123');
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
    // Longer or shorter ones are no such numbers.
    ['+55119876543210', undefined, '+55119876543210', []],
    ['+52155123456789', undefined, '+52155123456789', []],
    ['+54911234567890', undefined, '+54911234567890', []],
  ])('of %j in %j are %s and %j', async (value, country, phone, otherPhones) => {
    expect(await toPhoneKeys('Phone', value, country)).toEqual({
      phone,
      ...(otherPhones.length > 0 && { otherPhones }),
    });
  });

  it.each(['055-1234567', '+12', '+1 202 555 0101 x12', '+1234567890123456', 'tel +972551234567'])(
    'refuses %j',
    async (value) => {
      const { message } = await problemOf(() => toPhoneKeys('Phone', value, undefined));
      expect(message).toContain(`Phone: \`${value}\``);
    },
  );
});

describe('isInternational', () => {
  it.each<[string, boolean]>([
    ['+49 30 123456', true],
    ['\u200e(+49) 30 123456', true],
    ['00 49 30 123456', true],
    ['030 123456', false],
    ['000 123', false],
    ['x+49 30 123456', false],
    ['30 0049', false],
  ])('of %j is %s', (value, international) => {
    expect(isInternational(value)).toBe(international);
  });
});
