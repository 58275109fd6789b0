/** How soon jobs run where they run by themselves, in milliseconds. */
const DELAY_MS = 20;

/** What a server does after its answer: avatars, bulk actions, webhooks. First come, first served. */
export class JobQueue {
  #waiting: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  readonly #runsByItself: boolean;

  /** @param runsByItself false: nothing is done before `run` is called */
  constructor(runsByItself: boolean) {
    this.#runsByItself = runsByItself;
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  add(job: () => void): void {
    this.#waiting.push(job);
    if (this.#runsByItself) this.#timer ??= setTimeout(() => this.run(), DELAY_MS);
  }

  /** Does what waits, and what comes of it. */
  run(): void {
    this.#stopTimer();
    for (let job = this.#waiting.shift(); job; job = this.#waiting.shift()) job();
  }

  /** Drops what waits. */
  clear(): void {
    this.#stopTimer();
    this.#waiting = [];
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
