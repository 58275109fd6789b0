const PREFIX = 'attr_';
const HEX_PREFIX = 'x_';
const PLAIN = /^[A-Za-z0-9]+(_[A-Za-z0-9]+)*$/;

/**
 * Input key of a custom attribute: `attr_plan_tier`, or `attr_x_<hex of its UTF-8>` for keys that
 * Zapier's field keys can't hold (dots, dashes, other alphabets, double underscores).
 */
export function attributeInputKey(attributeKey: string): string {
  const plain = PLAIN.test(attributeKey) && !attributeKey.startsWith(HEX_PREFIX);
  return plain
    ? `${PREFIX}${attributeKey}`
    : `${PREFIX}${HEX_PREFIX}${Buffer.from(attributeKey, 'utf8').toString('hex')}`;
}

/** The custom attribute's own key, or undefined when the input key is no custom attribute's. */
export function attributeKeyOf(inputKey: string): string | undefined {
  if (!inputKey.startsWith(PREFIX)) return undefined;
  const rest = inputKey.slice(PREFIX.length);
  if (!rest.startsWith(HEX_PREFIX)) return PLAIN.test(rest) ? rest : undefined;
  const hex = rest.slice(HEX_PREFIX.length);
  const key = Buffer.from(hex, 'hex').toString('utf8');
  return hex !== '' && Buffer.from(key, 'utf8').toString('hex') === hex ? key : undefined;
}
