import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a definition doesn't say about a step. */
export interface StepFacts {
  platforms: string;
  /** `METHOD path` of what it calls. */
  operations: string[];
  /** How many requests it makes, in words. */
  requests: string;
}

/** The app's list of steps, which its `npm run docs` makes from its definition. */
const PAGE = 'docs/actions.md';
const COLUMNS = 6;

/** By the step's key; empty for an app without such a page. */
export function readStepFacts(folder: string): Map<string, StepFacts> {
  const file = join(folder, PAGE);
  const facts = new Map<string, StepFacts>();
  if (!existsSync(file)) return facts;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const cells = line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim());
    const [name = '', , platforms = '', operations = '', , requests = ''] = cells;
    const key = /<br>`([^`]+)`$/.exec(name)?.[1];
    if (!key || cells.length !== COLUMNS) continue;
    facts.set(key, {
      platforms,
      operations: operations.split('<br>').map((operation) => operation.replaceAll('`', '')),
      requests,
    });
  }
  return facts;
}
