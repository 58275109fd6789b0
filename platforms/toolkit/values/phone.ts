import type { CountryCode } from 'libphonenumber-js/max';
import type { ContactKeys } from '../../contract/contacts.js';
import { toCountryCode } from './countries.js';
import { inputProblems } from '../problems.js';
import { withoutInvisible } from './index.js';

/** A plus, or the `00` that is dialled for it in most of the world: `00 49…`, `00-49…`, `(00)49…`, `(+49)…`. */
const PLUS = /^[\s(]*(?:\+|00[\s().–-]*(?=[1-9]))/;
/** What E.164 asks of a number, and all it asks: who may have which one is for the countries to say. */
const E164 = /^\+[1-9]\d{6,14}$/;
/** A number as some platform may hold it. */
const STORED = /^\+\d{7,15}$/;
/** Digits and what people write between them; a slash often parts two numbers. */
const PLAIN = /^\+[\d\s().–-]+$/;

/**
 * Numbers that are written in two ways, both in use: WhatsApp knows people by one and address books by
 * the other. Without this a lookup of the one would not find the other, and "create" make a second person.
 */
const OTHER_FORMS: [form: RegExp, other: string][] = [
  // Brazil put a 9 before its mobile numbers. Numbers from 2 to 5 are landlines: with a 9 they are others'.
  [/^\+55(?<area>\d\d)9(?<number>[016-9]\d{7})$/, '+55$<area>$<number>'],
  [/^\+55(?<area>\d\d)(?<number>[016-9]\d{7})$/, '+55$<area>9$<number>'],
  // Mexico's mobile numbers had a 1, Argentina's have a 9 when they are called from abroad.
  [/^\+521(?<number>\d{10})$/, '+52$<number>'],
  [/^\+52(?<number>\d{10})$/, '+521$<number>'],
  [/^\+549(?<number>\d{10})$/, '+54$<number>'],
  [/^\+54(?<number>\d{10})$/, '+549$<number>'],
];

/** True for a number with its country code, after a plus or `00`. */
export function isInternational(value: string): boolean {
  return PLUS.test(withoutInvisible(value));
}

/**
 * A phone number as E.164. A number with its country code is refused only where E.164 itself refuses it:
 * platforms hold numbers that no country's plan knows any more.
 * @param defaultCountry ISO code or English name that completes a national number
 * @throws Problem when it has no country code and no default country, can't be a number, or has an extension
 */
export async function toE164(
  field: string,
  value: string,
  defaultCountry: string | undefined,
): Promise<string> {
  const typed = withoutInvisible(value).replace(PLUS, '+');
  const international = typed.startsWith('+');
  if (!international && typed.includes('+')) throw inputProblems.badPhone(field, value);
  if (!international && !defaultCountry) throw inputProblems.phoneWithoutCountry(field, value);
  const country =
    !international && defaultCountry
      ? await toCountryCode('Default Country', defaultCountry)
      : undefined;
  // Loaded only when there is a phone number: it adds a tenth to a cold start.
  const { parsePhoneNumberFromString: parse } = await import('./phone_library.js');
  const parsed = parse(typed, country as CountryCode | undefined);
  // The number without it may be another person's, or a whole company's.
  if (parsed?.ext) throw inputProblems.phoneExtension(field, value, parsed.ext);
  if (international && PLAIN.test(typed) && parsed && E164.test(parsed.number)) {
    return parsed.number;
  }
  if (!parsed?.isPossible()) throw inputProblems.badPhone(field, value);
  // `12025550123` with Israel as default country is an American number without its plus, not an Israeli one.
  const whole = international ? undefined : parse(`+${typed.replace(/\D/g, '')}`);
  if (whole?.isValid() && !parsed.isValid()) {
    throw inputProblems.ambiguousPhone(field, value, whole.number);
  }
  return parsed.number;
}

/**
 * A phone number to look up: exactly as it was given where it looks as if it came from a platform (a plus
 * and 7 to 15 digits), else as E.164; and the other forms in which somebody may hold it.
 * @throws Problem as `toE164` does
 */
export async function toPhoneKeys(
  field: string,
  value: string,
  defaultCountry: string | undefined,
): Promise<Pick<ContactKeys, 'phone' | 'otherPhones'>> {
  const typed = withoutInvisible(value).replace(PLUS, '+');
  const isStored = STORED.test(typed);
  const written = await toE164(field, value, defaultCountry).catch((failure: unknown) => {
    if (isStored) return typed;
    throw failure;
  });
  const phone = isStored ? typed : written;
  const forms = [...new Set([phone, written].flatMap((form) => [form, ...otherForms(form)]))];
  const otherPhones = forms.filter((form) => form !== phone);
  return { phone, ...(otherPhones.length > 0 && { otherPhones }) };
}

/** Where none fits, the number itself. */
function otherForms(phone: string): string[] {
  return OTHER_FORMS.map(([form, other]) => phone.replace(form, other));
}
