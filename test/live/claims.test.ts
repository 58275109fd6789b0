import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allScenarios } from './scenarios/index.js';

/** The sections, and the beginning of the part, that say what a Chatwoot does. */
const OF_CHATWOOT =
  /^(## Instant triggers|## Chatwoot, Konverte|## The steps of the catalogue|On Chatwoot, Konverte)/;

/** Claims that no scenario proves, by how they begin: about our own code, which other tests hold. */
const OURS = [
  'An event that comes twice',
  'Contact dropdowns',
  'Labels come with the output',
  "Attribute patterns that aren't valid",
  'Steps that name the same conversation',
  'Find Message filters on our side',
  'Text filters of searches are ours',
  'A create whose end is unclear',
  'Row numbers are left out',
];

/** What a server does and no scenario shows, and why. */
const NOT_SHOWN: Record<string, string> = {
  'A CSV import starts nothing': 'that nothing comes, no wait is long enough to show',
  'An import fires no event at all': 'that nothing comes, no wait is long enough to show',
  'Chatwoot tries once': 'that nothing comes, no wait is long enough to show',
  'A phone number that two contacts share': 'the API makes no two such contacts',
  'A template is sent alone': 'templates want a WhatsApp inbox of a provider',
};

const claims = claimsOf(readFileSync(join(__dirname, '../../docs/behaviour.md'), 'utf8'));
const scenarios = allScenarios({});
const names = new Set(scenarios.map(({ name }) => name));

it('every scenario that behaviour.md names exists', () => {
  const missing = claims.flatMap(({ proved }) => proved).filter((name) => !names.has(name));
  expect(missing).toEqual([]);
});

it('every claim about Chatwoot is proved, ours, or known not to be shown', () => {
  const known = [...OURS, ...Object.keys(NOT_SHOWN)];
  const bare = claims.filter(({ proved }) => proved.length === 0).map(({ text }) => text);
  const unknown = bare.filter((text) => !known.some((begin) => text.startsWith(begin)));
  expect(unknown).toEqual([]);
  // What is proved or gone by now leaves the lists.
  expect(known.filter((begin) => !bare.some((text) => text.startsWith(begin)))).toEqual([]);
});

it('no two scenarios have one name', () => {
  expect(names.size).toBe(scenarios.length);
});

function claimsOf(document: string): { text: string; proved: string[] }[] {
  let isOfChatwoot = false;
  return document.split('\n').flatMap((line) => {
    if (/^(## |On )/.test(line)) isOfChatwoot = OF_CHATWOOT.test(line);
    if (!isOfChatwoot || !line.startsWith('- **')) return [];
    const [, proved] = / _Live: (.+)\._$/.exec(line) ?? [];
    return [{ text: line.slice('- **'.length), proved: proved?.split('; ') ?? [] }];
  });
}
