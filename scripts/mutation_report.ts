/** What of Stryker's report is read (mutation-testing-report-schema 2). */
export interface MutationReport {
  files: Record<string, { source: string; mutants: Mutant[] }>;
}

interface Mutant {
  mutatorName: string;
  replacement?: string;
  status: string;
  location: { start: Position; end: Position };
}

/** Both count from 1. */
interface Position {
  line: number;
  column: number;
}

interface Survivor {
  line: number;
  was: string;
  became: string;
  isReached: boolean;
}

export interface FileResult {
  file: string;
  killed: number;
  survivors: Survivor[];
  /** Told not to be tried by a comment, which says why. */
  ignored: number;
}

const KILLED = ['Killed', 'Timeout', 'RuntimeError', 'CompileError'];
const SURVIVED = ['Survived', 'NoCoverage'];
const LONGEST = 90;

export function readReport({ files }: MutationReport): FileResult[] {
  return Object.entries(files).map(([file, { source, mutants }]) => {
    const survivors = mutants.filter(({ status }) => SURVIVED.includes(status));
    return {
      file,
      killed: mutants.filter(({ status }) => KILLED.includes(status)).length,
      survivors: survivors
        .map((mutant) => ({
          line: mutant.location.start.line,
          was: short(textAt(source, mutant.location)),
          became: short(mutant.replacement ?? mutant.mutatorName),
          isReached: mutant.status === 'Survived',
        }))
        .sort((one, other) => one.line - other.line),
      ignored: mutants.filter(({ status }) => status === 'Ignored').length,
    };
  });
}

/** One line for the file, and one for each survivor. */
export function textOf({ file, killed, survivors, ignored }: FileResult): string {
  const all = killed + survivors.length;
  const share = all === 0 ? 100 : Math.floor((killed / all) * 100);
  const without = ignored === 0 ? '' : `, ${String(ignored)} not tried for a reason`;
  return [
    `${file}: ${String(killed)} of ${String(all)} killed (${String(share)} %)${without}`,
    ...survivors.map(
      ({ line, was, became, isReached }) =>
        `  ${file}:${String(line)} ${was} → ${became}${isReached ? '' : ' (no test gets here)'}`,
    ),
  ].join('\n');
}

function textAt(source: string, { start, end }: Mutant['location']): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const last = lines.length - 1;
  return lines
    .map((line, n) =>
      line.slice(n === 0 ? start.column - 1 : 0, n === last ? end.column - 1 : undefined),
    )
    .join('\n');
}

function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
