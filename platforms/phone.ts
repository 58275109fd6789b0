import type { CountryCode } from 'libphonenumber-js/max';
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
  if (!international && typed.includes('+')) throw inputProblems.badPhone(field, value);
  if (!international && !defaultCountry) throw inputProblems.phoneWithoutCountry(field, value);
  const country =
    !international && defaultCountry
      ? await toCountryCode('Default Country', defaultCountry)
      : undefined;
  // Loaded only when there is a phone number: it adds a tenth to a cold start.
  const { parsePhoneNumberFromString: parse } = await import('libphonenumber-js/max');
  const parsed = parse(typed, country as CountryCode | undefined);
  if (!parsed?.isPossible()) throw inputProblems.badPhone(field, value);
  // `12025550123` with Israel as default country is an American number without its plus, not an Israeli one.
  const whole = international ? undefined : parse(`+${typed.replace(/\D/g, '')}`);
  if (whole?.isValid() && !parsed.isValid()) {
    throw inputProblems.ambiguousPhone(field, value, whole.number);
  }
  return parsed.number;
}
