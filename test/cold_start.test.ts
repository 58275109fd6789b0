import { jest } from '@jest/globals';

// What a process does before its first run, every cold start pays for.
describe('loading the app', () => {
  it('makes none of Intl’s tables of names, which take longer than all the rest', async () => {
    const made = jest.spyOn(Intl, 'DisplayNames');
    await import('../entry.js');
    expect(made).not.toHaveBeenCalled();
  });
});
