import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** What an operation of a vendor's document takes besides its path: names, dots lead into objects. */
export interface DocumentedOperation {
  /** `GET /api/v1/…` as the document writes it. */
  call: string;
  /** Its number in Konverte Digital's list; 0 elsewhere. */
  number: number;
  parameters: string[];
}

type Json = Record<string, unknown>;

const REFERENCE = resolve('../shared/reference');
const SPECS = `${REFERENCE}/openapi`;
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** The documents are there on developers' machines and in CI, not in every clone. */
export const hasDocuments = existsSync(SPECS);
if (!hasDocuments) console.warn(`The parameter tests are skipped: there is no ${SPECS}.`);

/** Chatwoot's 115 operations, with their numbers. */
export function chatwootOperations(): DocumentedOperation[] {
  const numbers = numbersByCall();
  return operationsIn(`${SPECS}/chatwoot/3.2-115-operations.json`).map((operation) => ({
    ...operation,
    number: numbers.get(operation.call) ?? 0,
  }));
}

/** HighLevel's Contacts API, without what it says is outdated. */
export function highlevelOperations(): DocumentedOperation[] {
  return operationsIn(`${SPECS}/highlevel/apps/contacts.json`);
}

/** The body fields of Vixiees' page, which runs each together with its type: `first_namestring`. */
export function vixieesBody(): string[] {
  const page = seed('vixiees-updates-a-contact').split('Response')[0] ?? '';
  const body = page.slice(page.indexOf('Body Parameters'));
  return [...body.matchAll(/^([a-z_]+?)(string|array|integer|boolean)$/gm)].map(
    ([, name = '']) => name,
  );
}

/** The body fields of 99digital's page, in whose table the row of `email` has lost its name. */
export function digital99Body(): string[] {
  const table = seed('99digital-update-contact').split('Request body example')[0] ?? '';
  const rows = table.slice(table.indexOf('Request body:')).matchAll(/^(\w+) \| (.+) \| no \|/gm);
  return [...rows].map(([, name = '', about = '']) => (about.startsWith('Email') ? 'email' : name));
}

function seed(name: string): string {
  return readFileSync(`${REFERENCE}/seeds/${name}.txt`, 'utf8');
}

/** Rows like `| 1 | List All Teams | GET | \`/api/…\` |`. */
function numbersByCall(): Map<string, number> {
  const rows = readFileSync(`${REFERENCE}/konverte-digital.md`, 'utf8').matchAll(
    /^\| (\d+) \| [^|]+ \| ([A-Z]+) \| `([^`]+)` \|/gm,
  );
  return new Map(
    [...rows].map(([, number, method = '', path = '']) => [`${method} ${path}`, Number(number)]),
  );
}

function operationsIn(file: string): DocumentedOperation[] {
  const document = JSON.parse(readFileSync(file, 'utf8')) as Json;
  return Object.entries(document['paths'] as Json).flatMap(([path, item]) => {
    const { parameters: shared = [], ...operations } = item as { parameters?: Json[] } & Json;
    return Object.entries(operations as Record<string, Json>)
      .filter(([method, { deprecated }]) => METHODS.includes(method) && deprecated !== true)
      .map(([method, operation]) => ({
        call: `${method.toUpperCase()} ${path}`,
        number: 0,
        parameters: parametersOf(document, shared, operation),
      }));
  });
}

function parametersOf(document: Json, shared: readonly Json[], operation: Json): string[] {
  const listed = [...shared, ...((operation['parameters'] ?? []) as Json[])].map((parameter) =>
    resolved(document, parameter),
  );
  const { content = {} } = (operation['requestBody'] ?? {}) as {
    content?: Record<string, { schema?: Json }>;
  };
  return [
    ...listed.filter((one) => one['in'] === 'query').map((one) => String(one['name'])),
    ...[...listed.filter((one) => one['in'] === 'body'), ...Object.values(content)].flatMap((one) =>
      namesIn(document, one['schema'] as Json | undefined),
    ),
  ];
}

/** Names of a body's fields; of an object whose fields are named, those instead of itself. */
function namesIn(document: Json, schema: Json | undefined, before = ''): string[] {
  const own = resolved(document, schema ?? {});
  const parts = [own['allOf'], own['oneOf'], own['anyOf']].flatMap(
    (list) => (list ?? []) as Json[],
  );
  const inner = Object.entries((own['properties'] ?? {}) as Record<string, Json>).flatMap(
    ([name, property]) => {
      const named = namesIn(document, property, `${before}${name}.`);
      return named.length > 0 ? named : [`${before}${name}`];
    },
  );
  return [...new Set([...parts.flatMap((part) => namesIn(document, part, before)), ...inner])];
}

function resolved(document: Json, value: Json): Json {
  const { $ref: reference } = value;
  if (typeof reference !== 'string') return value;
  const keys = reference.split('#/')[1]?.split('/') ?? [];
  const found = keys.reduce<unknown>((inner, key) => (inner as Json | undefined)?.[key], document);
  return resolved(document, (found ?? {}) as Json);
}
