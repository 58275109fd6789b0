import type { Choice } from '../contract/form.js';
import { vixieesProblems } from './problems.js';
import { englishNames } from '../toolkit/values/english_names.js';
import { lookUp } from '../toolkit/values/index.js';

/** ISO 639-1 without its withdrawn codes. `Intl` can name languages but not list them. */
const CODES = `
  aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv
  dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie
  ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv
  mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm
  rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts
  tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu`
  .trim()
  .split(/\s+/);

/** `Intl` takes these two for languages that have codes of their own. */
const OWN_NAMES: Record<string, string> = { tl: 'Tagalog', tw: 'Twi' };

const nameOf = englishNames('language');

/** Every language as a dropdown choice, by name. */
export function languageChoices(): Choice[] {
  return CODES.map((code) => ({ id: code, label: `${languageName(code)} (${code})` })).sort(
    (a, b) => a.label.localeCompare(b.label, 'en'),
  );
}

/**
 * ISO 639-1 code of a language given by code or English name, in any case.
 * @throws Problem that names the field
 */
export function toLanguageCode(field: string, value: string): string {
  const wanted = value.toLowerCase();
  const match = CODES.find(
    (code) => code === wanted || languageName(code).toLowerCase() === wanted,
  );
  if (!match) throw vixieesProblems.badLanguage(field, value);
  return match;
}

function languageName(code: string): string {
  return lookUp(OWN_NAMES, code) ?? nameOf(code) ?? code;
}
