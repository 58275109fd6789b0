/** All that Jest could fake besides the date: sockets and timeouts go on as usual. */
const REAL = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'requestAnimationFrame',
  'cancelAnimationFrame',
  'requestIdleCallback',
  'cancelIdleCallback',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

/** From now on the date stands still, for sandbox and app alike, until it is moved. */
export function stopClock(at: number): void {
  jest.useFakeTimers({ doNotFake: [...REAL], now: at });
}

/** Moves the date; it never goes back. */
export function moveClock(to: number): void {
  if (to > Date.now()) jest.setSystemTime(Math.floor(to));
}

/** Lets the date pass. */
export function passTime(milliseconds: number): void {
  moveClock(Date.now() + milliseconds);
}
