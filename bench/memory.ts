/** Megabytes in use after a tenth of the runs, and after all. */
export interface Growth {
  early: number;
  late: number;
}

/** Megabytes of objects and buffers in use. */
export interface MemoryFigure {
  ours: Growth;
  bare: Growth;
  /** One run whose answer has nearly 10 MB. */
  large: { before: number; peak: number };
}
