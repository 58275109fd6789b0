/** The requests of the last so many milliseconds. */
export class RateWindow {
  private times: number[] = [];

  /** How many of `max` requests are left in the window that ends now. */
  left(max: number, intervalMs: number): number {
    const start = Date.now() - intervalMs;
    this.times = this.times.filter((time) => time > start);
    return Math.max(max - this.times.length, 0);
  }

  /** Counts one request. */
  add(): void {
    this.times.push(Date.now());
  }
}
