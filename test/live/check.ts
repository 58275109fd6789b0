import { isDeepStrictEqual } from 'node:util';

export type Row = Record<string, unknown>;

/** @throws Error with both when they differ */
export function same(what: string, actual: unknown, expected: unknown): void {
  if (isDeepStrictEqual(actual, expected)) return;
  throw new Error(`${what}: expected ${shown(expected)}, got ${shown(actual)}`);
}

/** @throws Error when a record hasn't these values, at any depth; further keys don't matter */
export function holds(what: string, actual: unknown, expected: Row): void {
  if (fits(actual, expected)) return;
  throw new Error(`${what}: expected ${shown(expected)} in ${shown(actual)}`);
}

/** @throws Error when a text doesn't fit */
export function says(what: string, actual: unknown, expected: RegExp): void {
  if (typeof actual === 'string' && expected.test(actual)) return;
  throw new Error(`${what}: expected ${String(expected)}, got ${shown(actual)}`);
}

/** What a run fails with, as the user reads it. @throws Error when it succeeds */
export async function failure(what: string, run: Promise<unknown>): Promise<string> {
  const error = await run.then(
    (result) => new Error(`${what}: expected a failure, got ${shown(result)}`),
    (reason: unknown) => messageOf(reason),
  );
  if (error instanceof Error) throw error;
  return error;
}

/** Core wraps our errors' texts in JSON for its own transport. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  try {
    const { message } = JSON.parse(text) as { message?: unknown };
    return typeof message === 'string' ? message : text;
  } catch {
    return text;
  }
}

/**
 * Asks until there is an answer: servers do much of their work in the background.
 * @param seconds how long at most
 * @throws Error when none came
 */
export async function eventually<Result>(
  what: string,
  ask: () => Promise<Result | undefined>,
  seconds = 20,
): Promise<Result> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`${what}: nothing of it within ${seconds} s`);
    await new Promise((resume) => setTimeout(resume, 25));
  }
}

/** A record's ID, which the API gives as a number and the app as a text. @throws Error where there is none */
export function idOf(row: unknown): string {
  const { id } = row as { id?: unknown };
  if (typeof id === 'number' || (typeof id === 'string' && id)) return String(id);
  throw new Error(`no ID in ${shown(row)}`);
}

function fits(actual: unknown, expected: unknown): boolean {
  if (typeof expected !== 'object' || expected === null || Array.isArray(expected)) {
    return isDeepStrictEqual(actual, expected);
  }
  if (typeof actual !== 'object' || actual === null) return false;
  return Object.entries(expected).every(([key, value]) => fits((actual as Row)[key], value));
}

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 600 ? `${text.slice(0, 600)} …` : text;
}
