/** How a run ended: the text that it failed with, else `no failure` and what it gave, which no test takes for a text. */
export async function endingOf(result: Promise<unknown>): Promise<string> {
  return result.then(
    (value) => `no failure: ${JSON.stringify(value)}`,
    (failure: unknown) => (failure as Error).message,
  );
}
