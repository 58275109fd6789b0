import type { CountryCode } from 'libphonenumber-js/min';
import { toCountryCode } from './countries.js';
import { inputProblems } from './problems.js';
import { withoutInvisible } from './values.js';

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
  const typed = withoutInvisible(value).replace(/^00(?=[1-9])/, '+');
  const international = typed.startsWith('+');
  if (!international && !defaultCountry) throw inputProblems.phoneWithoutCountry(field, value);
  const country =
    !international && defaultCountry
      ? await toCountryCode('Default Country', defaultCountry)
      : undefined;
  // Loaded only when there is a phone number: it adds a tenth to a cold start.
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/min');
  const parsed = parsePhoneNumberFromString(typed, country as CountryCode | undefined);
  if (!parsed?.isPossible()) throw inputProblems.badPhone(field, value);
  return parsed.number;
}
