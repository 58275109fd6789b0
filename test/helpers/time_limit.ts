/** The limits of `AbortSignal.timeout` from now on: they end when the test says so, not by the clock. */
export interface TimeLimit {
  /** The milliseconds that were asked for, in order. */
  asked: number[];
  /** Ends all of them. */
  end: () => void;
}

/** Holds all time limits until the mocks are restored, for tests of what comes after them. */
export function holdTimeLimits(): TimeLimit {
  const time = new AbortController();
  const asked: number[] = [];
  jest.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
    asked.push(milliseconds);
    return time.signal;
  });
  return {
    asked,
    end: () =>
      time.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')),
  };
}
