import type { Choice } from '../../contract/form.js';
import { inputProblems } from '../problems.js';
import { englishNames } from './english_names.js';
import { lookUp } from './index.js';

const nameOf = englishNames('region');

/** Names in daily use that ISO 3166-1 has no entry for. */
const ALIASES: Record<string, string> = {
  uk: 'GB',
  england: 'GB',
  'great britain': 'GB',
  usa: 'US',
  'united states of america': 'US',
  brasil: 'BR',
  turkey: 'TR',
};

/** English name of an ISO 3166-1 alpha-2 code. */
export function countryName(code: string): string {
  return nameOf(code) ?? code;
}

/** Every country as a dropdown choice, by name. */
export async function countryChoices(): Promise<Choice[]> {
  // Intl can name countries but not list them; the phone library has the list.
  const { getCountries } = await import('./phone_library.js');
  return getCountries()
    .map((code) => ({ id: code, label: `${countryName(code)} (${code})` }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en'));
}

/**
 * ISO code of a country given by code or English name, in any case.
 * @throws Problem that names the field
 */
export async function toCountryCode(field: string, value: string): Promise<string> {
  const wanted = fold(value);
  const choices = await countryChoices();
  const match = choices.find(({ id }) =>
    [id.toLowerCase(), fold(countryName(id))].includes(wanted),
  );
  if (match) return match.id;
  const alias = lookUp(ALIASES, wanted);
  if (alias) return alias;
  // A slip near the end, and only if it can mean one country: a wrong suggestion is worse than none.
  const start = wanted.slice(0, Math.max(4, wanted.length - 3));
  const [close, ...others] = choices.filter(({ id }) => fold(countryName(id)).startsWith(start));
  throw close && others.length === 0
    ? inputProblems.nearlyCountry(field, value, close.label)
    : inputProblems.badCountry(field, value);
}

/** Without case, accents and apostrophes: "Côte d’Ivoire" is typed in many ways. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\p{M}'’]/gu, '')
    .trim()
    .toLowerCase();
}
