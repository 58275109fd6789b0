import type { Choice } from './platform.js';
import { inputProblems } from './problems.js';

const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** English name of an ISO 3166-1 alpha-2 code, or undefined when there is no such country. */
export function countryName(code: string): string | undefined {
  return /^[A-Z]{2}$/.test(code) ? names.of(code) : undefined;
}

/** Every country as a dropdown choice, by name. */
export async function countryChoices(): Promise<Choice[]> {
  // Intl can name a country but not list them; the phone library has the list.
  const { getCountries } = await import('libphonenumber-js/min');
  return getCountries()
    .map((code) => ({ id: code, label: `${countryName(code) ?? code} (${code})` }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en'));
}

/**
 * ISO code of a country given by code or English name, in any case.
 * @throws Problem that names the field
 */
export async function toCountryCode(field: string, value: string): Promise<string> {
  const code = value.trim().toUpperCase();
  if (countryName(code)) return code;
  const wanted = value.trim().toLowerCase();
  const choices = await countryChoices();
  const match = choices.find(({ id }) => countryName(id)?.toLowerCase() === wanted);
  if (match) return match.id;
  const close = choices.find(({ label }) => label.toLowerCase().startsWith(wanted.slice(0, 5)));
  throw inputProblems.badCountry(field, value, close?.id);
}
