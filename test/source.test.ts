// Rules for the whole source that no linter knows.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, Script } from 'node:vm';
import ts from 'typescript';

const FOLDERS = [
  'http',
  'platforms',
  'steps',
  'fields',
  'creates',
  'searches',
  'triggers',
  'objects',
];

const sources = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name)),
).map((path) =>
  ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2023, true),
);

/** Every node of every source file. */
const nodes = sources.flatMap((source) => {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
});

const placeOf = (node: ts.Node): string => {
  const { fileName } = node.getSourceFile();
  const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart());
  return `${fileName}:${String(line + 1)} ${node.getText()}`;
};

it('rooms that know no platform name none', () => {
  const neutral =
    /^(platforms\/(contract|toolkit|catalogue)|steps|fields|creates|searches|triggers|objects|http)\//;
  const vendors = /chatwoot|konverte|99digital|vixiees|highlevel/i;
  const named = sources.filter(
    ({ fileName, text }) => neutral.test(fileName) && vendors.test(text),
  );
  expect(sources.filter(({ fileName }) => neutral.test(fileName)).length).toBeGreaterThan(100);
  expect(named.map(({ fileName }) => fileName)).toEqual([]);
});

describe('tables with texts for keys', () => {
  /** `const NAME: Record<string, …> = {…}`; such names are unique enough to know them by. */
  const tables = new Set(
    nodes
      .filter(ts.isVariableDeclaration)
      .filter(({ type, initializer }) => {
        if (!type || !initializer || !ts.isObjectLiteralExpression(initializer)) return false;
        return /^(Readonly<)?Record<string,/.test(type.getText());
      })
      .filter(({ initializer }) => initializer?.getText() !== '{}')
      .map(({ name }) => name.getText()),
  );

  it('are asked with lookUp, since every object has a `constructor`', () => {
    const asked = nodes
      .filter(ts.isElementAccessExpression)
      .filter(({ expression }) => tables.has(expression.getText()))
      .filter(({ argumentExpression: key }) => !ts.isStringLiteral(key));
    expect(tables.size).toBeGreaterThan(15);
    expect(asked.map(placeOf)).toEqual([]);
  });
});

describe('regular expressions', () => {
  /** Long enough to tell: a pattern that begins anew at every place takes 5 ms for it, others 0.05. */
  const SHORT = 2500;
  const SUSPECT_US = 1500;
  /** Milliseconds for patterns that read a text once, many seconds for the others. */
  const LONG = 100_000;
  const LIMIT_MS = 3000;
  /** What repeats in a text that makes a pattern try again and again. */
  const UNITS = [
    ...Array.from(' \t\n0aA.,;:-_+(){}[]<>"\'`@%/\\*=|'),
    ...['{{', '1.', 'a.', 'a_', 'a-', ', ', ' %', '] ', '\\"', 'a '],
  ];
  /** What a pattern wants to see, such as `attachments` or `{{`, as its source has it. */
  const wordsOf = (source: string): string[] =>
    [...new Set(source.match(/[A-Za-z]{3,}|(?:\\[^\w\s\\])+/g) ?? [])]
      .map((word) => word.replaceAll('\\', ''))
      .slice(0, 4);

  function textsFor(source: string, length: number): string[] {
    const words = wordsOf(source);
    return [...UNITS, ...words.flatMap((word) => [word, `${word} `])].flatMap((unit) => {
      const text = unit.repeat(Math.ceil(length / unit.length));
      return ['', ...words].flatMap((word) => [`${word}${text}`, `${word}${text}\u2026x`]);
    });
  }

  /** Asking what was used takes longer than reading one text. */
  const GROUP = 10;

  /** Reads all texts with the pattern, and notes what each group took of the processor's time. */
  const READ_ALL = new Script(`
    used = [];
    for (let at = 0; at < texts.length; at += ${GROUP}) {
      const before = usedCpu();
      for (const text of texts.slice(at, at + ${GROUP})) {
        if (pattern.global) text.replace(pattern, '');
        else (pattern.lastIndex = 0), pattern.test(text);
      }
      used.push(usedCpu() - before);
    }
    used`);

  // One for all: to make one takes longer than to read with most patterns.
  const context = createContext({ usedCpu });
  const literals = nodes.filter(ts.isRegularExpressionLiteral);
  const patterns = new Map(literals.map((node) => [node.getText(), placeOf(node)]));

  it.each([...patterns.keys()])('%s reads a long text once', (literal) => {
    const end = literal.lastIndexOf('/');
    const [source, flags] = [literal.slice(1, end), literal.slice(end + 1)];
    const pattern = new RegExp(source, flags);
    const read = (texts: string[], timeout: number): number[] =>
      READ_ALL.runInContext(Object.assign(context, { pattern, texts }), { timeout }) as number[];

    // The limit is for a pattern that never ends.
    const used = read(textsFor(source, SHORT), 20 * LIMIT_MS);
    if (used.every((microseconds) => microseconds < SUSPECT_US)) return;
    for (const [at, text] of textsFor(source, LONG).entries()) {
      if ((used[Math.floor(at / GROUP)] ?? 0) < SUSPECT_US) continue;
      try {
        read([text], LIMIT_MS);
      } catch (failure) {
        const place = `${patterns.get(literal) ?? ''} at ${JSON.stringify(text.slice(0, 40))}`;
        throw new Error(place, { cause: failure });
      }
    }
  });
});

describe('the suites of the tests', () => {
  const read = (path: string): string => readFileSync(join('test', path), 'utf8');
  /** Those that jest.config.js runs by themselves: one has a snapshot, one is about what is loaded at first. */
  const alone =
    /\/test\/\{([\w,]+)\}\.test\.ts'/.exec(readFileSync('jest.config.js', 'utf8'))?.[1] ?? '';
  const ALONE = alone.split(',').map((name) => `${name}.test.ts`);
  const files = readdirSync('test', { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !ALONE.includes(path),
  );
  const isTest = (path: string): boolean => path.endsWith('.test.ts');
  const listed = files
    .filter((path) => path.startsWith('suites/'))
    .flatMap(
      (path) => (/^suite\(([^)]*)\);$/m.exec(read(path))?.[1] ?? '').match(/[^',\s]+/g) ?? [],
    );

  it('have each test file once', () => {
    const tests = files.filter((path) => isTest(path) && !path.startsWith('suites/'));
    const suitesOf = (path: string): string[] =>
      listed.filter((part) => path === part || path.startsWith(`${part}/`));
    expect(tests.length).toBeGreaterThan(200);
    expect(ALONE).toContain('source.test.ts');
    expect(tests.filter((path) => suitesOf(path).length !== 1)).toEqual([]);
  });

  it('share modules, which no file has otherwise, and snapshots, which none of them has', () => {
    const own = /^\s*jest\.(mock|resetModules|resetAllMocks)\(|toMatchSnapshot\(/m;
    expect(files.filter((path) => own.test(read(path)))).toEqual([]);
  });

  it('run core without its limit of 250 runs, wherever they do', () => {
    const running = files.filter((path) => read(path).includes('.createAppTester('));
    expect(running.length).toBeGreaterThan(3);
    expect(running.filter((path) => !read(path).includes('/core_limit.js'))).toEqual([]);
  });

  it('load helpers once: none has a hook that only its first user would get', () => {
    const hook = /^(before|after)(Each|All)\(/m;
    expect(files.filter((path) => !isTest(path) && hook.test(read(path)))).toEqual([]);
  });
});

/** The processor's time, which other processes don't lengthen, in microseconds. */
function usedCpu(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
