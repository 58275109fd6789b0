// Node's own module, which is the one that Jest gives the source.
const timers = process.getBuiltinModule('node:timers/promises');

/**
 * What waits for a server's limit to pass doesn't wait in the tests of the file that calls this.
 * The clock knows nothing of it: what waits until a moment wants `virtualTime`, else it asks until that has come.
 * @returns how long the test that runs would have waited, in milliseconds
 */
export function noWaits(): number[] {
  const waits: number[] = [];
  let spy: jest.SpyInstance;
  beforeEach(() => {
    waits.length = 0;
    spy = jest.spyOn(timers, 'setTimeout').mockImplementation((milliseconds = 0) => {
      waits.push(milliseconds);
      return Promise.resolve();
    });
  });
  afterEach(() => spy.mockRestore());
  return waits;
}
