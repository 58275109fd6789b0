import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { RecordedRequest } from '../../../sandbox/server.js';

/** One endpoint × status pair of what a real server answered. */
export interface RecordedPair {
  method: string;
  /** With parameters in braces. */
  path: string;
  status: number;
  /** Types by key path, such as `payload[].id`, joined by `|`; an empty body has none. */
  shape?: Record<string, string>;
  refusals?: { body: unknown; case: string }[];
}

const FILE = resolve('../shared/reference/chatwoot-recorded.json');
/** Whether the recorded answers are there: on developers' machines and in CI, not in every clone. */
export const hasRecorded = existsSync(FILE);
if (!hasRecorded) console.warn(`The recorded answers are skipped: there is no ${FILE}.`);

/** All pairs; none where the file isn't there. */
export function recordedPairs(): RecordedPair[] {
  if (!hasRecorded) return [];
  return (JSON.parse(readFileSync(FILE, 'utf8')) as { endpoints: RecordedPair[] }).endpoints;
}

/** `GET /api/…/{id} 200`: what a pair is called. */
export function nameOf({ method, path, status }: RecordedPair): string {
  return `${method} ${path} ${String(status)}`;
}

/** The recorded path that a request's path is one of; the one with the fewest parameters. */
export function templateOf(paths: readonly string[], path: string): string | undefined {
  const fits = (template: string): boolean =>
    new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(path);
  const parameters = (template: string): number => template.split('{').length;
  return paths.filter(fits).sort((a, b) => parameters(a) - parameters(b))[0];
}

/** Types by key path of several answers, as the recording tells them: `{'[].id': Set {'number'}}`. */
export function shapeOf(answers: readonly unknown[]): Map<string, Set<string>> {
  const shape = new Map<string, Set<string>>();
  const walk = (path: string, value: unknown): void => {
    shape.set(path || '.', (shape.get(path || '.') ?? new Set()).add(typeOf(value)));
    if (Array.isArray(value)) for (const item of value) walk(`${path}[]`, item);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) walk(path ? `${path}.${key}` : key, inner);
    }
  };
  for (const answer of answers) walk('', answer);
  return shape;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** What accounts fill with keys of their own: which ones are there says nothing of the server. */
const OWN =
  /(^|[.\]])(custom_attributes|additional_attributes|ui_settings|social_profiles|limits|submitted_values)\./;

/**
 * Where the sandbox's answers to one endpoint differ from the recorded ones: keys that one side lacks, and types
 * that the server never answered. A null on either side says nothing of the type.
 */
export function differences(pair: RecordedPair, answers: readonly RecordedRequest[]): string[] {
  const real = new Map(
    Object.entries(pair.shape ?? {}).map(([path, types]) => [path, new Set(types.split('|'))]),
  );
  const ours = shapeOf(answers.map(({ answer }) => answer));
  if (real.size === 0) {
    const filled = answers.some(({ answer }) => answer !== undefined && answer !== '');
    return filled ? ['. should be empty'] : [];
  }
  const isOwn = (path: string): boolean => OWN.test(path);
  const lacks = [...real.keys()].filter(
    (path) => !isOwn(path) && isReachable(path, ours) && !ours.has(path),
  );
  const more = [...ours.keys()].filter(
    (path) => !isOwn(path) && isReachable(path, real) && !real.has(path),
  );
  const others = [...ours].flatMap(([path, types]) => {
    const known = real.get(path);
    if (!known || onlyNull(known) || isOwn(path)) return [];
    return [...types]
      .filter((type) => type !== 'null' && !known.has(type))
      .map((type) => `${path} ${type}`);
  });
  return [
    ...lacks.map((path) => `${path} is lacking`),
    ...more.map((path) => `${path} is too much`),
    ...others.map(
      (text) => `${text}, not ${[...(real.get(text.split(' ')[0] ?? '') ?? [])].join('|')}`,
    ),
  ];
}

/** Whether what holds a key was answered at all: an empty list tells nothing of its items. */
function isReachable(path: string, shape: ReadonlyMap<string, Set<string>>): boolean {
  const parent = path.replace(/(\[\]|(^|\.)[^.[\]]+)$/, '') || '.';
  if (path === '.' || parent === path) return true;
  if (path.endsWith('[]')) return false;
  const types = shape.get(parent);
  return types?.has('object') ?? false;
}

function onlyNull(types: ReadonlySet<string>): boolean {
  return types.size === 1 && types.has('null');
}
