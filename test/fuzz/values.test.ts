// What reads values: a value that the platforms take, or a sentence about the field.
import fc from 'fast-check';
import { Problem } from '../../http/problem.js';
import { waitSeconds } from '../../http/errors.js';
import { nameInHeader, nameInPath } from '../../http/files/file_name.js';
import { withoutSecrets } from '../../http/secrets.js';
import { toLabels } from '../../platforms/toolkit/labels.js';
import { toCountryCode } from '../../platforms/toolkit/values/countries.js';
import {
  toBoolean,
  toDate,
  toEmail,
  toEmails,
  toFileUrls,
  toInteger,
  toJsonObject,
  toList,
  toNumber,
  toOption,
  toText,
  toTime,
  toUrl,
  toWords,
} from '../../platforms/toolkit/values/index.js';
import { toE164, toPhoneKeys } from '../../platforms/toolkit/values/phone.js';
import { storable } from '../../platforms/toolkit/values/storable.js';
import { fuzz, oddText, oddValue } from '../helpers/fuzz.js';
import { complaintsOf } from '../helpers/readable.js';

const FIELD = 'Renewal Date';
const options = ['open', 'Closed', 'on hold'];

/** A reader, and what everything that it gives must be. */
const READERS: [
  name: string,
  read: (value: unknown) => unknown,
  holds: (result: never, value: unknown) => boolean,
][] = [
  ['toText', toText, (text: string) => typeof text === 'string'],
  ['toNumber', (value) => toNumber(FIELD, value), (number: number) => Number.isFinite(number)],
  [
    'toInteger',
    (value) => toInteger(FIELD, value),
    (number: number) => Number.isSafeInteger(number),
  ],
  ['toBoolean', (value) => toBoolean(FIELD, value), (bool: boolean) => typeof bool === 'boolean'],
  [
    'toDate',
    (value) => toDate(FIELD, value),
    (day: string) => new Date(day).toISOString().startsWith(day) && day.length === 10,
  ],
  [
    'toTime',
    (value) => toTime(FIELD, value),
    (time: Date) => time.toISOString().length >= 'YYYY-MM-DDTHH:mm:ss.sssZ'.length,
  ],
  ['toEmail', (value) => toEmail(FIELD, value), (email: string) => /^[^@\s]+@[^@\s]+$/.test(email)],
  [
    'toEmails',
    (value) => toEmails(FIELD, value),
    (emails: string[]) => emails.every((email) => /^[^@\s]+@[^@\s]+$/.test(email)),
  ],
  [
    'toUrl',
    (value) => toUrl(FIELD, value),
    (url: string) => /^https?:$/.test(new URL(url).protocol),
  ],
  ['toFileUrls', toFileUrls, (urls: string[]) => urls.every((url) => typeof url === 'string')],
  ['toList', toList, (list: string[]) => list.every((text) => text === text.trim())],
  ['toWords', toWords, (words: string[]) => words.every((word) => word && !word.includes(','))],
  [
    'toLabels',
    toLabels,
    (labels: string[]) =>
      new Set(labels.map((label) => label.toLowerCase())).size === labels.length,
  ],
  [
    'toJsonObject',
    (value) => toJsonObject(FIELD, value),
    (data: object) => typeof data === 'object' && !Array.isArray(data),
  ],
  [
    'toOption',
    (value) => toOption(FIELD, value, options),
    (option: string) => options.includes(option),
  ],
  [
    'toE164',
    (value) => toE164(FIELD, toText(value), undefined),
    (phone: string) => /^\+[1-9]\d{6,14}$/.test(phone),
  ],
  [
    'toPhoneKeys',
    (value) => toPhoneKeys(FIELD, toText(value), 'Brazil'),
    ({ phone = '', otherPhones = [] }: { phone?: string; otherPhones?: string[] }) =>
      [phone, ...otherPhones].every((form) => /^\+\d{7,15}$/.test(form)),
  ],
  [
    'toCountryCode',
    (value) => toCountryCode(FIELD, toText(value)),
    (code: string) => /^[A-Z]{2}$/.test(code),
  ],
  [
    'storable',
    storable,
    (value: unknown) =>
      value === undefined ||
      !/\\u0000|\\ud[89a-f]/i.test(JSON.stringify(value).replaceAll('\\\\', '')),
  ],
];

describe('what reads a value', () => {
  it.each(READERS)('%s gives what it promises, or names the field', async (_name, read, holds) => {
    await fuzz(0.008, oddValue, async (value) => {
      const outcome = await Promise.resolve(value)
        .then(read)
        .catch((failure: unknown) => failure);
      if (outcome instanceof Error) {
        if (!(outcome instanceof Problem)) throw outcome;
        expect(complaintsOf(outcome.message, JSON.stringify(value))).toEqual([]);
      } else {
        expect(holds(outcome as never, value)).toBe(true);
      }
    });
  });

  it('reads again what it gave, as the same', async () => {
    const again: ((value: unknown) => unknown)[] = [
      (value) => toNumber(FIELD, value),
      (value) => toDate(FIELD, value),
      (value) => toEmail(FIELD, value),
      (value) => toE164(FIELD, toText(value), undefined),
      (value) => toLabels(value),
    ];
    await fuzz(0.02, fc.tuple(fc.constantFrom(...again), oddText), async ([read, value]) => {
      const first = await Promise.resolve(value)
        .then(read)
        .catch(() => undefined);
      if (first === undefined) return;
      expect(JSON.stringify(await read(first))).toBe(JSON.stringify(first));
    });
  });
});

describe('what servers write into headers', () => {
  it('becomes a wait of a second to an hour, or none', async () => {
    const header = fc.oneof(oddText, fc.nat().map(String), fc.date().map(String));
    await fuzz(0.02, header, (text) => {
      const seconds = waitSeconds(text, Date.UTC(2026, 0, 1));
      expect(seconds === undefined || (seconds >= 1 && seconds <= 3600)).toBe(true);
    });
  });

  it('becomes a file’s name without folders, or none', async () => {
    const forms = [
      (name: string) => nameInHeader(`attachment; filename="${name}"`),
      (name: string) => nameInHeader(`attachment; filename=${name}`),
      (name: string) => nameInHeader(`attachment; filename*=UTF-8''${encodeURIComponent(name)}`),
      (name: string) => nameInPath(new URL(`http://a.example/${encodeURIComponent(name)}`)),
    ];
    await fuzz(0.02, fc.tuple(fc.constantFrom(...forms), oddText), ([read, text]) => {
      const name = read(storable(text) as string);
      if (name === undefined) return;
      expect(name).not.toMatch(/[\\/"\p{Cc}]|^\.{0,2}$/u);
      expect(Array.from(name).length).toBeLessThanOrEqual(150);
    });
  });
});

describe('a secret in what a server says', () => {
  const encodings: ((secret: string) => string)[] = [
    (secret) => secret,
    (secret) => secret.replaceAll(/[a-z]+/g, (letters) => letters.toUpperCase()),
    (secret) => encodeURIComponent(secret),
    (secret) => encodeURIComponent(encodeURIComponent(secret)),
    (secret) => new URLSearchParams({ a: secret }).toString().slice(2),
    (secret) => JSON.stringify(secret).slice(1, -1),
    (secret) => JSON.stringify(JSON.stringify(secret)).slice(3, -3),
    (secret) => Buffer.from(secret).toString('base64'),
    (secret) => Buffer.from(`user:${secret}`).toString('base64'),
    (secret) => Buffer.from(secret).toString('base64url'),
  ];
  const secrets = fc.string({ unit: 'grapheme', minLength: 12, maxLength: 300 });

  it('is not said again, however it is written', async () => {
    const echoes = fc.tuple(secrets, fc.constantFrom(...encodings), oddText, oddText);
    await fuzz(0.05, echoes, ([secret, encode, before, after]) => {
      const echo = encode(secret);
      const clean = withoutSecrets(`${before} ${echo} ${after}`, [secret]);
      // Of a piece's letters in base64 one or two may be its neighbours' as well.
      const middle = echo.slice(4, -4);
      expect(clean.includes(middle) && !`${before} ${after}`.includes(middle)).toBe(false);
    });
  });
});
