// The commands that the project's documents tell a reader to type, and who runs each of them.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../bundle.js';

/** A command as it stands in a document. */
export interface DocumentCommand {
  /** Path from the project's folder. */
  file: string;
  /** `npm run brand -- highlevel push`, without what a shell wouldn't read. */
  text: string;
  /** The whole line that it stands in. */
  line: string;
}

/** The documents, by their path from the project's folder. */
export const documents = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];

/** In backticks anywhere, or on a line of its own within a block. */
const COMMAND =
  /(?<=`|^)(?:[A-Z]+=\S+ )*(?:npm (?:start|test|run [\w:]+)|npx|\.ci\/run)\b[^`#|\n]*/g;

/** Every command of every document, in their order. */
export function documentCommands(): DocumentCommand[] {
  return documents.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line) =>
        [...line.matchAll(COMMAND)].map(([text]) => ({ file, line, text: text.trim() })),
      ),
  );
}

/** What Zapier's tool does for an account alone. */
const OF_ACCOUNT =
  /^npm run brand -- \S+ (login|register|link|validate$|push|promote|migrate|users:|invoke auth)/;

export function needsAccount({ text }: Pick<DocumentCommand, 'text'>): boolean {
  return OF_ACCOUNT.test(text);
}

/**
 * Who runs a command that needs no account.
 * `ci`: a line of `.ci/run`. `server`: started until its start line is there, then ended. `once`: run to its end.
 * `hand`: takes many minutes or hours, or wants a server of one's own. `quick`: takes minutes; the documents have it with
 * `-- --quick` too, and that is run.
 */
export type RunBy = 'ci' | 'server' | 'once' | 'hand' | 'quick';

const RULES: [pattern: RegExp, by: RunBy][] = [
  [/^(npm (start|test)|\.ci\/run)$/, 'ci'],
  // With a seed, a number of runs or a file they are the same command.
  [/^([A-Z]+=\S+ )+npm test$/, 'ci'],
  [/^([A-Z]+=\S+ )*npm run (lint|typecheck|format:check)\b/, 'ci'],
  [/^npm run thorough$/, 'ci'],
  [/^([A-Z]+=\S+ )+npm run thorough\b/, 'hand'],
  [/^npm run (faults|fuzz|trust|mutate|live)\b/, 'hand'],
  [/^npm run brand -- \S+ (validate --without-style|build --skip-validation|invoke)/, 'ci'],
  [/^npm run (sandbox|playground)\b/, 'server'],
  [/^npm start -- /, 'once'],
  [/^npm run bench$/, 'quick'],
  [/^npm run (build|docs|book|bench)\b/, 'once'],
  [/^npx tsx scripts\/check_/, 'ci'],
  // A part of `npm test`.
  [/^([A-Z]+=\S+ )*npx jest /, 'ci'],
];

/** @returns `undefined` for a command that nobody thought of */
export function runBy({ text }: Pick<DocumentCommand, 'text'>): RunBy | undefined {
  return RULES.find(([pattern]) => pattern.test(text))?.[1];
}
