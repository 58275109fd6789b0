/** Where the browser is, for times without a zone: IANA name. */
export function timezone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
