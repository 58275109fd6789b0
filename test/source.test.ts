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
function* nodes(): Generator<ts.Node> {
  function* below(node: ts.Node): Generator<ts.Node> {
    yield node;
    for (const child of node.getChildren()) yield* below(child);
  }
  for (const source of sources) yield* below(source);
}

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
    [...nodes()]
      .filter(ts.isVariableDeclaration)
      .filter(({ type, initializer }) => {
        if (!type || !initializer || !ts.isObjectLiteralExpression(initializer)) return false;
        return /^(Readonly<)?Record<string,/.test(type.getText());
      })
      .filter(({ initializer }) => initializer?.getText() !== '{}')
      .map(({ name }) => name.getText()),
  );

  it('are asked with lookUp, since every object has a `constructor`', () => {
    const asked = [...nodes()]
      .filter(ts.isElementAccessExpression)
      .filter(({ expression }) => tables.has(expression.getText()))
      .filter(({ argumentExpression: key }) => !ts.isStringLiteral(key));
    expect(tables.size).toBeGreaterThan(15);
    expect(asked.map(placeOf)).toEqual([]);
  });
});

describe('regular expressions', () => {
  const LENGTH = 100_000;
  /** What repeats in a text that makes a pattern try again and again. */
  const UNITS = [
    ...Array.from(' \t\n0aA.,;:-_+(){}[]<>"\'`@%/\\*=|'),
    ...['{{', '1.', 'a.', 'a_', 'a-', ', ', ' %', '] ', '\\"', 'a '],
  ];
  const long = (unit: string): string => unit.repeat(Math.ceil(LENGTH / unit.length));
  const GENERAL = UNITS.map(long);

  /** What a pattern wants to see, such as `attachments` or `{{`, as its source has it. */
  const wordsOf = (source: string): string[] =>
    [...new Set(source.match(/[A-Za-z]{3,}|(?:\\[^\w\s\\])+/g) ?? [])]
      .map((word) => word.replaceAll('\\', ''))
      .slice(0, 4);

  function textsFor(source: string): string[] {
    const words = wordsOf(source);
    const own = words.flatMap((word) => [long(word), long(`${word} `)]);
    return [...GENERAL, ...own].flatMap((text) => ['', ...words].map((word) => `${word}${text}`));
  }

  const literals = [...nodes()].filter(ts.isRegularExpressionLiteral);
  const patterns = new Map(literals.map((node) => [node.getText(), placeOf(node)]));

  it.each([...patterns.keys()])('%s reads a long text once', (literal) => {
    const end = literal.lastIndexOf('/');
    const [source, flags] = [literal.slice(1, end), literal.slice(end + 1)];
    const texts = textsFor(source);
    const room = createContext({ pattern: new RegExp(source, flags), text: '' });
    const read = new Script(
      "pattern.global ? text.replace(pattern, '') : (pattern.lastIndex = 0, pattern.test(text))",
    );
    for (const text of texts.flatMap((text) => [text, `${text}\u2026x`])) {
      room['text'] = text;
      // Milliseconds for patterns that read a text once, many seconds for one that begins anew at every place.
      try {
        read.runInContext(room, { timeout: 3000 });
      } catch (failure) {
        const place = `${patterns.get(literal) ?? ''} at ${JSON.stringify(text.slice(0, 40))}`;
        throw new Error(place, { cause: failure });
      }
    }
  });
});
