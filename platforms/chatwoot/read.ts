/** A text of an answer; undefined for an empty one and everything else. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Unix seconds, or the ISO text that other versions and webhooks send, as ISO 8601. 0 means never. */
export function time(value: unknown): string | undefined {
  if (typeof value === 'number' && value > 0) return new Date(value * 1000).toISOString();
  return text(value);
}
