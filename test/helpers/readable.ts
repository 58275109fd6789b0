/** Zapier cuts what is longer. */
const LONGEST = 250;
/** What no one but a programmer could read. */
const PROGRAMMER =
  /\bundefined\b|\[object |\bNaN\b|native code|\bat .+\.[jt]s:\d|\b(Type|Range|Reference|Syntax)Error\b|Cannot (read|set|convert)|is not (a function|iterable|a constructor)|Unexpected (token|end)|Maximum call stack|Invalid (array|string) length|\bE(CONN|PIPE)[A-Z]*\b|<!doctype|<html/i;

/**
 * What is wrong with an error's text for somebody who never read API docs.
 * @param typed what the user typed, which may be quoted as it is
 */
export function complaintsOf(text: string, typed = ''): string[] {
  const found = PROGRAMMER.exec(text)?.[0];
  return [
    ...(text.trim() === '' ? ['it says nothing'] : []),
    ...(text.length > LONGEST ? [`it has ${String(text.length)} characters`] : []),
    ...(found && !typed.includes(found) ? [`it says ${found}`] : []),
  ];
}
