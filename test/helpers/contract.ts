import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { OpenAPIBackend, type Operation } from 'openapi-backend';
import type { RecordedRequest } from '../../sandbox/server.js';

/** Differences from the vendor's document that are the document's fault, for one reason. */
export interface Exception {
  reason: string;
  /**
   * Complaints by operation: `METHOD /path/{as}/in/the/document`, or the path as sent where the document has
   * none; `*` for all.
   */
  covers: Readonly<Record<string, RegExp>>;
}

/** A complaint about a request or answer that the vendor's document doesn't allow. */
export interface Violation {
  operation: string;
  complaint: string;
}

/** What of a schema tells which keys a body may have. */
interface Schema {
  properties?: Record<string, Schema>;
  items?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
}

/** Folder of the vendors' documents; it is there on developers' machines and in CI, not in every clone. */
export const SPECS = resolve('../shared/reference/openapi');
export const hasSpecs = existsSync(SPECS);
if (!hasSpecs) console.warn(`The contract tests are skipped: there is no ${SPECS}.`);

/** Checks recorded requests and the sandbox's answers against a vendor's OpenAPI document. */
export async function violations(
  file: string,
  recorded: readonly RecordedRequest[],
): Promise<Violation[]> {
  const api = new OpenAPIBackend({
    definition: `${SPECS}/${file}`,
    quick: true,
    ajvOpts: {
      strict: false,
      allErrors: true,
      verbose: true,
      logger: false,
      // Each operation has validators of its own, each read a few times: what makes them faster takes longer.
      validateSchema: false,
      meta: false,
      code: { optimize: false },
    },
    // Documents describe ids and numbers in paths and queries as numbers; there they are text.
    coerceTypes: true,
    ignoreTrailingSlashes: false,
  });
  await api.init();
  for (const { parameters = [] } of api.getOperations()) {
    for (const { schema } of parameters as { schema?: { type?: string } }[]) {
      // HighLevel's word for no type, which JSON Schema doesn't know.
      if (schema?.type === 'any') delete schema.type;
    }
  }
  return recorded.flatMap((entry) => check(api, entry));
}

function check(api: OpenAPIBackend, entry: RecordedRequest): Violation[] {
  const { method, path, query, headers, body, status, answer } = entry;
  const request = { method, path, query, headers, body };
  const operation = api.matchOperation(request);
  if (!operation) return [{ operation: `${method} ${path}`, complaint: 'no such operation' }];
  const name = `${method} ${operation.path}`;
  const asked = api.validateRequest(request, operation).errors ?? [];
  const answered = api.validateResponse(answer, operation, status).errors ?? [];
  const complaints = [
    ...asked.map((error) => ({ at: 'request', ...error })),
    ...answered.map((error) => ({ at: `answer ${status}`, ...error })),
  ].map(
    ({ at, instancePath, message, params, data }) =>
      `${at} ${instancePath} ${message ?? ''} ${JSON.stringify(params)}, is ${kindOf(data)}`,
  );
  const unknown = undocumented(bodySchema(operation, headers), body).map(
    (key) => `request ${key} is not documented`,
  );
  return [...complaints, ...unknown].map((complaint) => ({ operation: name, complaint }));
}

function bodySchema(operation: Operation, headers: Record<string, string>): Schema | undefined {
  // The documents' references are resolved when the API is initialized.
  const { content } = (operation.requestBody ?? {}) as {
    content?: Record<string, { schema?: Schema }>;
  };
  const type = headers['content-type']?.split(';')[0] ?? 'application/json';
  return (content?.[type] ?? content?.['application/json'])?.schema;
}

/** Paths of what a body has and its schema doesn't name; a schema that names nothing allows everything. */
function undocumented(schema: Schema | undefined, value: unknown, path = ''): string[] {
  if (!schema || typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    const items = partsOf(schema).find((part) => part.items)?.items;
    return value.flatMap((item, index) => undocumented(items, item, `${path}/${String(index)}`));
  }
  const named: Record<string, Schema> = Object.assign(
    {},
    ...partsOf(schema).map(({ properties }) => properties),
  );
  if (Object.keys(named).length === 0) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    named[key] ? undocumented(named[key], inner, `${path}/${key}`) : [`${path}/${key}`],
  );
}

function partsOf(schema: Schema): Schema[] {
  const { allOf = [], anyOf = [], oneOf = [] } = schema;
  return [schema, ...[...allOf, ...anyOf, ...oneOf].flatMap(partsOf)];
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** Complaints that no exception covers, and exceptions that nothing needs any more. */
export function unexplained(
  found: readonly Violation[],
  exceptions: readonly Exception[],
): { violations: string[]; unused: string[] } {
  const rows = exceptions.flatMap(({ covers }) => Object.entries(covers));
  const covers = ([operation, about]: [string, RegExp], violation: Violation): boolean =>
    ['*', violation.operation].includes(operation) && about.test(violation.complaint);
  const left = found.filter((violation) => !rows.some((row) => covers(row, violation)));
  const unused = rows.filter((row) => !found.some((violation) => covers(row, violation)));
  return {
    violations: [...new Set(left.map(({ operation, complaint }) => `${operation}: ${complaint}`))],
    unused: unused.map(([operation, about]) => `${operation}: ${about.source}`),
  };
}
