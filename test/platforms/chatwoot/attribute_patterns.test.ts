import { misfits } from '../../../platforms/chatwoot/custom_attributes/patterns.js';

const fits = async (pattern: string, text: string): Promise<boolean> =>
  (await misfits([{ pattern, text }])).length === 0;

it.each([
  ['', 'anything'],
  ['/^[A-Z]+$/', 'ABC'],
  ['/^[A-Z]+$/i', 'abc'],
  ['^[A-Z]+$', 'ABC'],
  ['/', 'a/b'],
  ['^a/b', 'a/b'],
  ['//', 'anything'],
  // Not valid: the server is left to say it.
  ['/[/', 'a'],
  ['/a/q', 'b'],
])('%s takes %s', async (pattern, text) => {
  await expect(fits(pattern, text)).resolves.toBe(true);
});

it.each([
  ['/^[A-Z]+$/', 'abc'],
  ['^[A-Z]+$', 'abc'],
  ['/', 'ab'],
  ['^a/i', 'A/I'],
  ['/a/gy', 'b'],
  ['/b/y', 'c'],
])('%s does not take %s', async (pattern, text) => {
  await expect(fits(pattern, text)).resolves.toBe(false);
});

it('a pattern that goes on where it ended, does so in no text', async () => {
  await expect(fits('/b/y', 'ab')).resolves.toBe(true);
});

it('gives the checks that fail as they came, whatever stands between them', async () => {
  const bad = { pattern: '/^1$/', text: '2', label: 'One' };
  const worse = { pattern: '/^3$/', text: '4', label: 'Three' };
  const checks = [
    { pattern: '', text: 'x', label: 'None' },
    bad,
    { pattern: '/[/', text: 'x', label: 'Broken' },
    worse,
  ];
  await expect(misfits(checks)).resolves.toEqual([bad, worse]);
});

it('a pattern without end takes nothing from those before it, and stops', async () => {
  const bad = { pattern: '/^1$/', text: '2' };
  const endless = { pattern: '/^(a+)+$/', text: `${'a'.repeat(40)}!` };
  await expect(misfits([bad, endless])).resolves.toEqual([bad]);
});
