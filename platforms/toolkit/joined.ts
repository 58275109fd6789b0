/** Names as texts for the user list them. */
export function joined(names: readonly string[]): string {
  return names.join(', ');
}
