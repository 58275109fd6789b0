import type { Connection, FormField, Row } from '../api.js';
import { metaOf, type ShownApp } from './app.js';
import type { Connections } from './connections.js';
import type { DefinedAuthentication } from './definition.js';
import { isFunction } from './definition.js';
import { Refused } from './refused.js';
import { maskOf } from './secrets.js';

const USER_AND_PASSWORD: FormField[] = [
  { key: 'username', label: 'Username', type: 'string', required: true },
  { key: 'password', label: 'Password', type: 'password', required: true },
];
const PASTED = 'This app signs in by OAuth, which needs Zapier. Paste what you got elsewhere.';
const OAUTH1: FormField[] = [
  {
    key: 'oauth_token',
    label: 'OAuth Token',
    type: 'password',
    required: true,
    helpText: PASTED,
  },
  { key: 'oauth_token_secret', label: 'OAuth Token Secret', type: 'password', required: true },
];
const OAUTH2: FormField[] = [
  {
    key: 'access_token',
    label: 'Access Token',
    type: 'password',
    required: true,
    helpText: PASTED,
  },
];

/** What the connection form asks for; a field is required unless it says otherwise. */
export function authFieldsOf({ type, fields = [] }: DefinedAuthentication): FormField[] {
  const given = fields.filter((field) => !('computed' in field && field.computed));
  const missing = impliedFields(type).filter(({ key }) =>
    given.every((field) => field.key !== key),
  );
  return [...missing, ...given.map((field) => ({ ...field, required: isRequired(field) }))];
}

/** A text within the form asks for nothing. */
function isRequired({ required, type }: FormField): boolean {
  return required !== false && type !== 'copy';
}

function impliedFields(type: DefinedAuthentication['type']): FormField[] {
  if (type === 'basic' || type === 'digest') return USER_AND_PASSWORD;
  if (type === 'oauth1') return OAUTH1;
  return type === 'oauth2' ? OAUTH2 : [];
}

/**
 * Tests a connection as Zapier does when an account is connected, and keeps it in memory.
 * @throws Refused with the app's own words when the test fails
 */
export async function signIn(
  app: ShownApp,
  connections: Connections,
  values: Row,
): Promise<Connection> {
  const { authentication } = await app.definition();
  if (!authentication) throw new Refused(400, 'This app needs no connection.');
  const missing = authFieldsOf(authentication).find(
    ({ key, required }) => required && !values[key],
  );
  if (missing) throw new Refused(400, `${missing.label ?? missing.key} is missing.`);
  const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
  const authData =
    authentication.type === 'session' ? { ...filled, ...(await session(app, filled)) } : filled;
  const tested = await run(app, 'authentication.test', authData);
  const label = await labelOf(app, authentication, authData, tested);
  return connections.add(label, platformOf(authentication, authData), authData);
}

async function session(app: ShownApp, authData: Row): Promise<Row> {
  return asRow(await run(app, 'authentication.sessionConfig.perform', authData));
}

async function labelOf(
  app: ShownApp,
  { connectionLabel = '' }: DefinedAuthentication,
  authData: Row,
  tested: Row,
): Promise<string> {
  const known = { ...authData, ...tested };
  if (isFunction(connectionLabel)) {
    const { results } = await app.run('authentication.connectionLabel', {
      memory: 'sign_in',
      bundle: { authData, inputData: known, meta: metaOf([]) },
    });
    return String(results);
  }
  const label = connectionLabel.replace(/\{\{\s*([^}\s]+)\s*\}\}/g, (_all, path: string) => {
    const value = valueAt(known, path.replace(/^bundle\.(authData|inputData)\./, ''));
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  });
  return label.trim() || 'Your connection';
}

/** A test may return an answer as it came: its label then begins with `json.`. */
function valueAt(row: Row, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => asRow(value)[key], row);
}

/** The chosen option of the dropdown names the platform, where an app has several. */
function platformOf({ fields = [] }: DefinedAuthentication, authData: Row): string {
  const value = authData['platform'];
  if (typeof value !== 'string') return '';
  const choices = fields.find(({ key }) => key === 'platform')?.choices;
  if (!choices || Array.isArray(choices)) return value;
  return new Map<string, unknown>(Object.entries(choices)).get(value)?.toString() ?? value;
}

async function run(app: ShownApp, method: string, authData: Row): Promise<Row> {
  const { results, problem } = await app.run(method, {
    memory: 'sign_in',
    bundle: { authData, inputData: {}, meta: metaOf([], { isTestingAuth: true }) },
  });
  if (problem) throw new Refused(400, await masked(app, authData, problem.message));
  return asRow(results);
}

async function masked(app: ShownApp, authData: Row, message: string): Promise<string> {
  const { authentication } = await app.definition();
  const fields = authentication ? authFieldsOf(authentication) : [];
  return maskOf(authData, fields).problem({ name: 'Error', message }).message;
}

function asRow(value: unknown): Row {
  return typeof value === 'object' && value !== null ? (value as Row) : {};
}
