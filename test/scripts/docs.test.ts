// docs/actions.md against the app, and the app against the list of operations it is to cover.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { creates } from '../../creates/index.js';
import { searches } from '../../searches/index.js';
import { triggers } from '../../triggers/index.js';
import {
  actionsPage,
  factsOf,
  stepsByHighlevelCall,
  stepsByNumber,
} from '../../scripts/docs/actions_page.js';
import { hasDocuments, highlevelOperations } from '../helpers/documented.js';

const REFERENCE = resolve('../shared/reference/konverte-digital.md');

/** Operations that are done by another path, and why. */
const OTHERWISE: Record<number, string> = {
  26: 'the labels come with the conversation itself',
  57: 'answers a web page; its data come from /public/api/v1/csat_survey/{uuid}',
  76: 'answers an unknown rule with a status 500, so that rules are read from their list',
  81: 'is PATCH /portals/{slug} in the routes; /portals alone takes no PATCH',
  90: 'PATCH /conversations/{id} sets the priority too, and answers the conversation',
};

it('docs/actions.md is what `npm run docs` writes', () => {
  expect(readFileSync('docs/actions.md', 'utf8')).toBe(
    actionsPage({ triggers, searches, creates }),
  );
});

it('all 115 operations have a step', () => {
  const numbers = Array.from({ length: 115 }, (_, index) => index + 1);
  expect([...stepsByNumber().keys()]).toEqual(numbers);
});

(hasDocuments ? it : it.skip)('all 31 of HighLevel’s Contacts API have a step', () => {
  const documented = highlevelOperations().map(({ call }) => bare(call));
  expect(documented).toHaveLength(31);
  expect([...stepsByHighlevelCall().keys()].sort()).toEqual(documented.sort());
});

(existsSync(REFERENCE) ? it : it.skip)('every number stands at its own method and path', () => {
  const steps = stepsByNumber();
  const wrong = listedOperations().flatMap(({ number, call }) => {
    const calls = (steps.get(number) ?? []).flatMap((key) => factsOf(key).operations.map(bare));
    return number in OTHERWISE || calls.includes(bare(call))
      ? []
      : [`#${number} ${call}: ${calls.join(', ')}`];
  });
  expect(wrong).toEqual([]);
});

/** The rows of the reference's tables: `| 1 | List All Teams | GET | \`/api/…\` | …`. */
function listedOperations(): { number: number; call: string }[] {
  const rows = readFileSync(REFERENCE, 'utf8').matchAll(
    /^\| (\d+) \| [^|]+ \| ([A-Z]+) \| `([^`]+)` \|/gm,
  );
  return [...rows].map(([, number, method = '', path = '']) => ({
    number: Number(number),
    call: `${method} ${path}`,
  }));
}

/** `GET /teams/{}` for all ways to write it. */
function bare(call: string): string {
  return call
    .replace('PUT or PATCH', 'PUT')
    .replace(/^(\w+) \/api\/v[12]\/accounts\/\{\w+\}/, '$1 ')
    .replace(/^(\w+) \/(platform|public)\/api\/v1/, '$1 /$2')
    .replace(/\{[^}]*\}/g, '{}')
    .replace(/\/$/, '');
}
