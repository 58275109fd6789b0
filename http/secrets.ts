/** Characters that HTML writes by name. */
const HTML_NAMES = new Map([
  ['&', 'amp'],
  ['"', 'quot'],
  ["'", 'apos'],
  ['<', 'lt'],
  ['>', 'gt'],
]);
/** Characters that JSON writes by a letter. */
const JSON_LETTERS = new Map([
  ['\n', 'n'],
  ['\r', 'r'],
  ['\t', 't'],
]);
/** In characters. A longer secret is looked for in pieces: as one pattern it would be too large for a RegExp. */
const LONGEST_PIECE = 200;
/** Pieces that are looked for: enough for any key file, and an end for what is none. */
const MOST_PIECES = 100;
/** Shorter ones may be parts of words, and are taken out only where they stand for themselves. */
const SURE_LENGTH = 8;
const LETTER = '(?:[A-Za-z0-9+/_-]|%2[bf])';
/** In bytes: of less, base64 has too few letters to be told from others. */
const SHORTEST_IN_BASE64 = 6;

/**
 * A text in which each secret is an ellipsis, in whatever form a server or proxy echoes it: as it is, in
 * another case, percent-encoded, as JSON or HTML has it, or in base64, also within something longer.
 */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret !== '')
    .toSorted((one, other) => other.length - one.length)
    .flatMap(piecesOf)
    .flatMap(patternsOf)
    .reduce((clean, pattern) => clean.replaceAll(new RegExp(pattern, 'giu'), '…'), text);
}

/** Of like length, so that no rest is short enough to be a part of other words. */
function piecesOf(secret: string): string[] {
  const chars = Array.from(secret);
  const length = Math.ceil(chars.length / Math.ceil(chars.length / LONGEST_PIECE));
  const count = Math.min(Math.ceil(chars.length / length), MOST_PIECES);
  return Array.from({ length: count }, (_, index) =>
    chars.slice(index * length, (index + 1) * length).join(''),
  );
}

function patternsOf(secret: string): string[] {
  const written = (secret.match(/\\+|[^\\]/gsu) ?? []).map(formsOf).join('');
  const isSure = secret.length >= SURE_LENGTH;
  return [
    isSure ? written : `(?<![\\p{L}\\p{N}])${written}(?![\\p{L}\\p{N}])`,
    ...inBase64(Buffer.from(secret)),
  ];
}

/**
 * One character as it is, escaped, percent-encoded (of something percent-encoded even), by its number or by
 * its name. Backslashes come together: each for itself could be any of a row, in too many ways to try.
 */
function formsOf(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  const percent = Array.from(Buffer.from(char), (byte) => `%(?:25){0,2}${hexOf(byte)}`).join('');
  const forms = [itself(char), percent, `&#(?:0{0,4}${code}|x0{0,4}${code.toString(16)});`];
  const name = HTML_NAMES.get(char);
  if (name) forms.push(`&${name};`);
  if (char === ' ') forms.push('\\+');
  // Rails writes `&` so, Python and PHP what isn't ASCII: half by half.
  if (/[^a-z0-9]/i.test(char)) {
    forms.push(
      char
        .split('')
        .map((unit) => `\\\\{1,4}u${hex4Of(unit)}`)
        .join(''),
    );
  }
  const letter = JSON_LETTERS.get(char);
  if (letter) forms.push(`\\\\{1,4}${letter}`);
  return `(?:${forms.join('|')})`;
}

function itself(char: string): string {
  if (char.startsWith('\\')) return `\\\\{${char.length},${4 * char.length}}`;
  const literal = `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
  return char === '"' || char === '/' ? `\\\\{0,3}${literal}` : literal;
}

function hex4Of(unit: string): string {
  return unit.charCodeAt(0).toString(16).padStart(4, '0');
}

function hexOf(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

/** What stands for the bytes, by how many others are before them in their group of three. */
function inBase64(bytes: Buffer): string[] {
  if (bytes.length < SHORTEST_IN_BASE64) return [];
  return [0, 1, 2].map((before) => {
    const letters = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const whole = letters.slice(
      Math.ceil((before * 8) / 6),
      Math.floor(((before + bytes.length) * 8) / 6),
    );
    // The letters at its ends hold bits of its neighbours too.
    const start = before > 0 ? `${LETTER}?` : '';
    const end = (before + bytes.length) % 3 === 0 ? '' : `${LETTER}?(?:=|%3d){0,2}`;
    const middle = whole.replaceAll('+', '(?:[+-]|%2b)').replaceAll('/', '(?:[/_]|%2f)');
    return `${start}${middle}${end}`;
  });
}
