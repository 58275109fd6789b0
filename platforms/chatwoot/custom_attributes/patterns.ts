/** A text and the pattern that its attribute wants it to fit. */
export interface PatternCheck {
  /** As Chatwoot stores it: a JavaScript literal, `/^[A-Z]+$/i`; '' for none. */
  pattern: string;
  text: string;
}

/** Enough for any honest pattern on any machine; what a hostile one costs at most. */
const MOST_MILLISECONDS = 500;

/** Pushes what it finds as it goes, so that a pattern that never ends takes nothing from those before it. */
const SCRIPT = `
  for (const { source, flags, text } of checks) {
    try { found.push(new RegExp(source, flags).test(text)); } catch { found.push(true); }
  }`;

/**
 * The checks that fail. A pattern that isn't valid, or that doesn't come to an end (`^(a+)+$` takes years
 * for 34 letters), is the account's mistake, which must not stop a Zap: what it would say is left to the
 * server. The patterns are somebody else's, so they run where they can be stopped, all of them in one go:
 * in a context of its own, which takes a millisecond or two.
 */
export async function misfits<Check extends PatternCheck>(
  checks: readonly Check[],
): Promise<Check[]> {
  const patterned = checks.filter(({ pattern }) => pattern !== '');
  if (patterned.length === 0) return [];
  const { runInNewContext } = await import('node:vm');
  const found: boolean[] = [];
  const inputs = patterned.map(({ pattern, text }) => ({ ...partsOf(pattern), text }));
  try {
    runInNewContext(SCRIPT, { checks: inputs, found }, { timeout: MOST_MILLISECONDS });
  } catch {
    // The time is up.
  }
  return patterned.filter((_, index) => found[index] === false);
}

function partsOf(literal: string): { source: string; flags: string } {
  const end = literal.lastIndexOf('/');
  return literal.startsWith('/') && end > 0
    ? { source: literal.slice(1, end), flags: literal.slice(end + 1).replace(/[gy]/g, '') }
    : { source: literal, flags: '' };
}
