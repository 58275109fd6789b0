/** The text that a run fails with; a run that doesn't fail is told, so that no test takes it for a text. */
export async function messageOf(result: Promise<unknown>): Promise<string> {
  return result.then(
    (value) => `no failure: ${JSON.stringify(value)}`,
    (failure: unknown) => (failure as Error).message,
  );
}
