/** SQL's LIKE: `%` is any text, `_` any character, a backslash takes the next one literally. */
export function likePattern(pattern: string, flags: string): RegExp {
  const source = pattern.replace(
    /\\([\s\S])|[\s\S]/gu,
    (character, escaped: string | undefined) => {
      if (escaped !== undefined) return literal(escaped);
      if (character === '%') return '[\\s\\S]*';
      return character === '_' ? '[\\s\\S]' : literal(character);
    },
  );
  return new RegExp(`^${source}$`, flags);
}

function literal(character: string): string {
  return character.replace(/[$()*+.?[\\\]^{|}/]/g, '\\$&');
}
