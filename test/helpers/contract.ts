import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { OpenAPIBackend } from 'openapi-backend';
import type { RecordedRequest } from '../../sandbox/server.js';

/** A difference from the vendor's document that is the document's fault. */
export interface Exception {
  /** `METHOD /path/{as}/in/the/document`, or the path as sent where the document has none; `*` for all. */
  operation: string;
  /** Which complaint it covers. */
  about: RegExp;
  reason: string;
}

/** A complaint about a request or answer that the vendor's document doesn't allow. */
export interface Violation {
  operation: string;
  complaint: string;
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
    ajvOpts: { strict: false, allErrors: true, verbose: true, logger: false },
    // Documents describe ids and numbers in paths and queries as numbers; there they are text.
    coerceTypes: true,
    ignoreTrailingSlashes: false,
  });
  await api.init();
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
  return [
    ...asked.map((error) => ({ at: 'request', ...error })),
    ...answered.map((error) => ({ at: `answer ${status}`, ...error })),
  ].map(({ at, instancePath, message, params, data }) => ({
    operation: name,
    complaint: `${at} ${instancePath} ${message ?? ''} ${JSON.stringify(params)}, is ${kindOf(data)}`,
  }));
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
  const covers = ({ operation, about }: Exception, violation: Violation): boolean =>
    ['*', violation.operation].includes(operation) && about.test(violation.complaint);
  const left = found.filter((violation) => !exceptions.some((row) => covers(row, violation)));
  const unused = exceptions.filter((row) => !found.some((violation) => covers(row, violation)));
  return {
    violations: [...new Set(left.map(({ operation, complaint }) => `${operation}: ${complaint}`))],
    unused: unused.map(({ operation, about }) => `${operation}: ${about.source}`),
  };
}
