/**
 * True when a text that was sent can be the one that is stored, however its blanks were changed.
 * @param changed what the platform puts something else in place of, such as its placeholders
 */
export function isSameText(sent: string, stored: string, changed: RegExp): boolean {
  const parts = sent.split(changed).map(withoutBlanks);
  const text = withoutBlanks(stored);
  let from = 0;
  for (const part of parts) {
    const place = text.indexOf(part, from);
    if (place === -1) return false;
    from = place + part.length;
  }
  return parts.length > 1 || text === parts[0];
}

function withoutBlanks(text: string): string {
  return text.replaceAll(/\s+/g, '');
}
