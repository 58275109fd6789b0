/** The requests of the last so many milliseconds. */
export class RateWindow {
  private times: number[] = [];

  /** How many of `max` requests are left in the window that ends now. */
  left(max: number, intervalMs: number): number {
    const start = Date.now() - intervalMs;
    // In the order of their times; of a day there are thousands.
    const kept = this.times.findIndex((time) => time > start);
    this.times.splice(0, kept < 0 ? this.times.length : kept);
    return Math.max(max - this.times.length, 0);
  }

  /** Counts one request. */
  add(): void {
    this.times.push(Date.now());
  }
}
