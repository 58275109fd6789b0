/** Megabytes of objects and buffers in use. */
export interface MemoryFigure {
  ours: { after100: number; after1000: number };
  bare: { after100: number; after1000: number };
  /** One run whose answer has nearly 10 MB. */
  large: { before: number; peak: number };
}
