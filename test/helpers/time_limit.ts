/** The limits of `AbortSignal.timeout` from now on: they end when the test says so, not by the clock. */
export interface TimeLimit {
  /** The milliseconds that were asked for, in order. */
  asked: number[];
  /** Ends all of them. */
  end: () => void;
  /** Ends those that were asked for with so many milliseconds. */
  endOf: (milliseconds: number) => void;
}

/** Holds all time limits until the mocks are restored, for tests of what comes after them. */
export function holdTimeLimits(): TimeLimit {
  const limits: { milliseconds: number; time: AbortController }[] = [];
  const asked: number[] = [];
  jest.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
    const time = new AbortController();
    asked.push(milliseconds);
    limits.push({ milliseconds, time });
    return time.signal;
  });
  const endIf = (isMeant: (milliseconds: number) => boolean): void => {
    const reason = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    for (const { milliseconds, time } of limits) if (isMeant(milliseconds)) time.abort(reason);
  };
  return {
    asked,
    end: () => endIf(() => true),
    endOf: (meant) => endIf((milliseconds) => milliseconds === meant),
  };
}
