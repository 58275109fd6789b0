/** Waits that Zapier is told are as long as the platform asks, without the spread that keeps runs apart. */
export function shortestWaits(): void {
  let random: jest.SpyInstance;
  beforeEach(() => {
    random = jest.spyOn(Math, 'random').mockReturnValue(0);
  });
  afterEach(() => random.mockRestore());
}
