/** The rows that are not old, and the last `kept` of them all. */
export function pruned<Row>(
  rows: readonly Row[],
  kept: number,
  isOld: (row: Row) => boolean,
): Row[] {
  const first = Math.max(rows.length - kept, 0);
  return rows.filter((row, index) => index >= first || !isOld(row));
}
