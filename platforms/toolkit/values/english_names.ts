/**
 * What Intl calls the code of a region or language in English; undefined where it has no name for it. Intl's
 * names are loaded at the first one that is asked for: that takes longer than all the rest of a cold start.
 */
export function englishNames(type: 'region' | 'language'): (code: string) => string | undefined {
  let names: Intl.DisplayNames | undefined;
  return (code) => {
    names ??= new Intl.DisplayNames(['en'], { type, fallback: 'none' });
    return names.of(code);
  };
}
