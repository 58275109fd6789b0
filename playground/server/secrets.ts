import type { FormField, Problem, RecordChange, Row, SentRequest } from '../api.js';

const MASK = '••••••';
/** Names under which a credential travels, in headers, queries and bodies. */
const SECRET_NAME =
  /^(authorization|cookie|set-cookie|.*(token|secret|password|passwd|signature)|.*api[-_]?key|.*access[-_]?key|.*hmac.*)$/i;
/** A shorter value is no secret worth the name, and would be found in innocent text. */
const SHORTEST_SECRET = 4;

/** Removes a connection's secrets from what is shown of its requests and errors. */
export interface Mask {
  problem: (problem: Problem) => Problem;
  request: (request: SentRequest) => SentRequest;
  record: (record: RecordChange) => RecordChange;
}

/**
 * @param authData the connection's values
 * @param fields the connection form's fields: passwords are secret, and what is named like one
 */
export function maskOf(authData: Row, fields: FormField[]): Mask {
  const known = new Set(fields.map(({ key }) => key));
  const isSecret = (key: string): boolean =>
    SECRET_NAME.test(key) ||
    fields.some((field) => field.key === key && field.type === 'password') ||
    // What a sign-in gave is in no form.
    !known.has(key);
  const secrets = Object.entries(authData)
    .filter(([key, value]) => isSecret(key) && String(value).length >= SHORTEST_SECRET)
    .map(([, value]) => String(value));

  const inText = (text: string): string => {
    let masked = text;
    for (const secret of secrets) {
      masked = masked.replaceAll(secret, MASK).replaceAll(encodeURIComponent(secret), MASK);
    }
    return masked;
  };
  const inValue = (value: unknown, name = ''): unknown => {
    if (SECRET_NAME.test(name) && typeof value === 'string' && value !== '') return MASK;
    if (typeof value === 'string') return inText(value);
    if (Array.isArray(value)) return value.map((item) => inValue(item, name));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [inText(key), inValue(inner, key)]),
    );
  };
  const inPath = (path: string): string =>
    inText(path).replace(/([?&])([^=&]+)=([^&]*)/g, (pair, start: string, name: string) =>
      SECRET_NAME.test(decoded(name)) ? `${start}${name}=${MASK}` : pair,
    );

  return {
    problem: (problem) => ({ ...problem, message: inText(problem.message) }),
    request: (request) => ({
      ...request,
      path: inPath(request.path),
      headers: inValue(request.headers) as Record<string, string>,
      ...(request.body !== undefined && { body: inValue(request.body) }),
      ...(request.answer !== undefined && { answer: inValue(request.answer) }),
      ...(request.failure !== undefined && { failure: inText(request.failure) }),
    }),
    record: ({ path, before, after }) => ({
      path: inPath(path),
      before: inValue(before),
      after: inValue(after),
    }),
  };
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
