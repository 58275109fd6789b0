import { inParallel } from '../../../steps/rows/in_parallel.js';

/** Works on numbers, and notes when each began and ended. */
async function notesOf(atOnce: number, count: number): Promise<string[]> {
  const notes: string[] = [];
  const items = Array.from({ length: count }, (_item, index) => index + 1);
  await inParallel(atOnce, items, async (item) => {
    notes.push(`${item}…`);
    await Promise.resolve();
    notes.push(`${item}.`);
  });
  return notes;
}

it('so many are worked on at the same time, in their order', async () => {
  expect(await notesOf(1, 3)).toEqual(['1…', '1.', '2…', '2.', '3…', '3.']);
  expect((await notesOf(2, 3)).slice(0, 2)).toEqual(['1…', '2…']);
  expect((await notesOf(2, 3))[2]).toBe('1.');
});

it('each is worked on once, and all of them', async () => {
  for (const atOnce of [1, 2, 9]) {
    const begun = (await notesOf(atOnce, 5)).filter((note) => note.endsWith('…'));
    expect(begun).toEqual(['1…', '2…', '3…', '4…', '5…']);
  }
  expect(await notesOf(3, 0)).toEqual([]);
});
