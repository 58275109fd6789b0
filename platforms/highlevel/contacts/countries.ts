import { countryChoices, countryName, toCountryCode } from '../../toolkit/values/countries.js';
import type { Choice } from '../../contract/form.js';
import { highlevelProblems } from '../problems.js';

/**
 * Where HighLevel's list of countries (`docs/Country.md` of its API documentation) differs from the
 * one all platforms share: codes it lacks, and codes that only it has.
 */
const NOT_LISTED = ['AC', 'BL', 'BQ', 'CW', 'SS', 'TA'];
const ONLY_HERE = ['AN', 'AQ', 'BV', 'GS', 'HM', 'PN', 'TF', 'UM'];

/** The countries HighLevel accepts, by name. */
export async function highlevelCountries(): Promise<Choice[]> {
  const shared = (await countryChoices()).filter(({ id }) => !NOT_LISTED.includes(id));
  const own = ONLY_HERE.map((code) => ({ id: code, label: `${ownName(code)} (${code})` }));
  return [...shared, ...own].sort((a, b) => a.label.localeCompare(b.label, 'en'));
}

/** HighLevel's code of a country given by code or English name. @throws Problem naming the field */
export async function toHighlevelCountry(field: string, value: string): Promise<string> {
  const wanted = value.toLowerCase();
  const own = ONLY_HERE.find((code) =>
    [code.toLowerCase(), ownName(code).toLowerCase()].includes(wanted),
  );
  if (own) return own;
  const code = await toCountryCode(field, value);
  if (NOT_LISTED.includes(code)) {
    throw highlevelProblems.countryNotListed(field, `${countryName(code)} (${code})`);
  }
  return code;
}

/** The Antilles were dissolved in 2010, so Intl may not name them. */
function ownName(code: string): string {
  return code === 'AN' ? 'Netherlands Antilles' : countryName(code);
}
