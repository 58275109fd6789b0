import {
  countryChoices,
  countryName,
  toCountryCode,
} from '../../../platforms/toolkit/values/countries.js';
import { problemOf } from '../../helpers/fakes/fake_platform.js';

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
    ['England', 'GB'],
    ['Great Britain', 'GB'],
    ['USA', 'US'],
    ['United States of America', 'US'],
    ['Brasil', 'BR'],
    ['Turkey', 'TR'],
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

  it('suggests by all but the end of a long name', async () => {
    const { message } = await problemOf(() => toCountryCode('Country', 'United Kingdon'));
    expect(message).toContain('Did you mean United Kingdom (GB)?');
  });

  it.each(['United States of Amerika', 'Unted States', 'Guines'])(
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
