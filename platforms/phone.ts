import type { CountryCode } from 'libphonenumber-js/min';
import { toCountryCode } from './countries.js';
import { inputProblems } from './problems.js';

const E164 = /^\+[1-9]\d{6,14}$/;

/**
 * A phone number as E.164.
 * @param defaultCountry ISO code or English name that completes a national number
 * @throws Problem when it has no country code and no default country, or can't be a number
 */
export async function toE164(
  field: string,
  value: string,
  defaultCountry: string | undefined,
): Promise<string> {
  const typed = value.trim().replace(/^00(?=[1-9])/, '+');
  if (E164.test(typed)) return typed;
  if (!typed.startsWith('+') && !defaultCountry) {
    throw inputProblems.phoneWithoutCountry(field, value);
  }
  const country = defaultCountry
    ? await toCountryCode('Default Country', defaultCountry)
    : undefined;
  // Loaded only for numbers that need it: it adds a tenth to a cold start.
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/min');
  const parsed = parsePhoneNumberFromString(typed, country as CountryCode | undefined);
  if (!parsed?.isPossible()) throw inputProblems.badPhone(field, value);
  return parsed.number;
}
