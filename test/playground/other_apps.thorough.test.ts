import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type {
  AppSummary,
  ChoicePage,
  Connection,
  Refusal,
  StepName,
} from '../../playground/api.js';
import { closePlaygrounds, testPlayground, type TestPlayground } from '../helpers/playground.js';

const folders: string[] = [];

/** An app of somebody else, in a folder of its own that has no core. */
function writeApp(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'app-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}

/** @param parts of the app's definition, as source text */
function appOf(parts: string): Record<string, string> {
  return {
    'package.json': '{"name":"theirs","version":"1.2.3"}',
    'index.js': `module.exports = { version: '1.2.3', platformVersion: '19.1.0', ${parts} };`,
  };
}

function open(files: Record<string, string>): Promise<TestPlayground> {
  return testPlayground({ path: writeApp(files) });
}

async function refusalOf(files: Record<string, string>): Promise<string> {
  const playground = await open(files);
  const { status, answer } = await playground.ask<Refusal>('app');
  expect(status).toBe(503);
  return answer.problem;
}

afterAll(async () => {
  await closePlaygrounds();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describe('how an app signs in', () => {
  const show = (type: string, more = ''): Record<string, string> =>
    appOf(`authentication: { type: '${type}', test: (z, b) => ({ json: { user: { name: 'ada' } },
      given: b.authData }), connectionLabel: '{{json.user.name}} {{bundle.authData.username}}', ${more} }`);

  const KINDS: [string, string[]][] = [
    ['basic', ['username', 'password']],
    ['digest', ['username', 'password']],
    ['oauth1', ['oauth_token', 'oauth_token_secret']],
    ['oauth2', ['access_token']],
  ];
  test.each(KINDS)('%s asks for %j', async (type, keys) => {
    const config =
      type === 'oauth2'
        ? "oauth2Config: { authorizeUrl: 'https://x.example.com', getAccessToken: () => ({}) }"
        : type === 'oauth1'
          ? "oauth1Config: { getRequestToken: () => ({}), authorizeUrl: 'https://x.example.com', getAccessToken: () => ({}) }"
          : '';
    const playground = await open(show(type, config));
    const { answer } = await playground.ask<AppSummary>('app');
    expect(answer.authFields.map(({ key }) => key)).toEqual(keys);
    expect(answer.notes.some((note) => note.includes('OAuth'))).toBe(type.startsWith('oauth'));
    const values = Object.fromEntries(keys.map((key) => [key, `${key}-value`]));
    const connected = await playground.ask<Connection>('connections', values);
    // A label reads what the test gave, however deep, and what was entered.
    expect(connected.answer.label).toBe(keys.includes('username') ? 'ada username-value' : 'ada');
  });

  test('a session is begun when the account is connected, and that it ends is said', async () => {
    const playground = await open(
      appOf(`authentication: { type: 'session', test: (z, b) => ({ key: b.authData.sessionKey }),
        connectionLabel: '{{key}}', fields: [{ key: 'read', type: 'copy', helpText: 'Read this.' }, { key: 'pin' }],
        sessionConfig: { perform: (z, b) => ({ sessionKey: 'of-' + b.authData.pin }) } },
      creates: { over: { key: 'over', noun: 'X', display: { label: 'Over', description: 'Is over.' },
        operation: { perform: (z) => { throw new z.errors.RefreshAuthError('The session is over.'); }, sample: { id: 1 } } } }`),
    );
    const { answer: summary } = await playground.ask<AppSummary>('app');
    expect(summary.notes.join(' ')).toContain('session');
    // A text in the form asks for nothing.
    const { answer } = await playground.ask<Connection>('connections', { pin: '1234' });
    expect(answer.label).toBe('of-1234');
    const { problem } = await playground.run(answer.id, { kind: 'creates', key: 'over' }, {});
    expect(problem).toEqual({ name: 'RefreshAuthError', message: 'The session is over.' });
  });
});

describe('what the user of another app would read', () => {
  const create = (key: string, perform: string, inputFields = '[]'): string =>
    `${key}: { key: '${key}', noun: 'X', display: { label: 'X', description: 'Does X.' },
      operation: { inputFields: ${inputFields}, perform: ${perform}, sample: { id: 1 } } }`;
  const SECRET = 'open-sesame';
  const step = (key: string): StepName => ({ kind: 'creates', key });
  let playground: TestPlayground;
  let connection: string;

  beforeAll(async () => {
    const fails = `(z, b) => { throw new Error('No answer of https://x.example.com/?word=' + b.authData.word); }`;
    playground = await open(
      appOf(`authentication: { type: 'custom', fields: [{ key: 'word', type: 'password' }],
        test: (z, b) => { if (b.authData.word !== '${SECRET}') throw new Error('Wrong: ' + b.authData.word); return { id: 1 }; } },
      creates: {
        ${create('plain', fails)},
        ${create('halt', `(z) => { throw new z.errors.HaltedError('Nothing to do.'); }`)},
        ${create('answered', `(z, b) => z.request({ url: b.inputData.url })`, `[{ key: 'url' }]`)},
        ${create('broken_form', '() => ({ id: 1 })', `[${fails}]`)},
        ${create(
          'advanced',
          '() => ({ id: 1 })',
          `[{ key: 'advanced', type: 'boolean', altersDynamicFields: true },
            { key: 'count', type: 'integer', choices: { perform: (z, b) => {
              if (b.inputData.advanced === false) throw new Error(b.authData.word);
              return [{ id: 1, label: typeof b.inputData.count }]; } } },
            (z, b) => (b.inputData.advanced === true ? [{ key: 'more', type: 'integer', altersDynamicFields: true }] : []),
            (z, b) => (b.inputData.more === 5 ? [{ key: 'five' }] : [])]`,
        )},
      }`),
    );
    const { answer } = await playground.ask<Connection>('connections', { word: SECRET });
    connection = answer.id;
  });

  test('is the error alone, without what core adds for developers, and without the key', async () => {
    const plain = await playground.run(connection, step('plain'), {});
    expect(plain.problem?.message).toBe('No answer of https://x.example.com/?word=••••••');
    const halted = await playground.run(connection, step('halt'), {});
    expect(halted.problem).toEqual({ name: 'HaltedError', message: 'Nothing to do.' });
  });
  test('of a refused key has no key in it', async () => {
    const { answer } = await playground.ask<Refusal>('connections', { word: 'mumbled' });
    expect(answer.problem).toBe('Wrong: ••••••');
  });
  test('of a form or a dropdown that fails has no key in it', async () => {
    const { problem } = await playground.form(connection, step('broken_form'));
    expect(problem?.message).toBe('No answer of https://x.example.com/?word=••••••');
    const { answer } = await playground.ask<Refusal>('choices', {
      connection,
      ...step('advanced'),
      input: { advanced: 'false' },
      field: { key: 'count' },
    });
    expect(answer.problem).toBe('••••••');
  });
  test('of a refused request is what the server said', async () => {
    const url = `${new URL(playground.url).origin}/nothing`;
    const { problem } = await playground.run(connection, step('answered'), { url });
    expect(problem?.name).toBe('ResponseError');
    expect(problem?.message).toMatch(/^The server answered 404: .*There is nothing here\./);
  });

  test('a form and a dropdown get values of their types, as a run does', async () => {
    const form = await playground.form(connection, step('advanced'), { advanced: 'true' });
    expect(form.fields.map(({ key }) => key)).toEqual(['advanced', 'count', 'more']);
    // A field that came from a function has a type as well: the page sends what it shows.
    const { answer } = await playground.ask<typeof form>('form', {
      connection,
      ...step('advanced'),
      input: { advanced: 'true', more: '5' },
      fields: form.fields,
    });
    expect(answer.fields.map(({ key }) => key)).toContain('five');
    const choices = await playground.ask<ChoicePage>('choices', {
      connection,
      ...step('advanced'),
      input: { count: '3' },
      field: { key: 'count' },
    });
    expect(choices.answer.choices).toEqual([{ value: '1', label: 'number' }]);
  });
});

describe('an app that does not load says why, with the file', () => {
  test('a package that is not installed', async () => {
    const problem = await refusalOf({
      'index.js': "require('./deep.js');",
      'deep.js': "\nrequire('not-there');",
    });
    expect(problem).toMatch(
      /^The app doesn't load: Cannot find module 'not-there' \(.*\/deep\.js:2:\d+\) Is everything installed\? Run npm install in its folder\.$/,
    );
  });
  test.each(['index.ts', 'index.js'])('a syntax error in %s', async (file) => {
    const problem = await refusalOf({ [file]: 'const a = 1;\nconst b = ;' });
    expect(problem).toMatch(new RegExp(`/${file.replace('.', '\\.')}:2\\b`));
  });
  test('something that is no app', async () => {
    expect(await refusalOf({ 'index.js': 'module.exports = { hello: 1 };' })).toMatch(
      /\/index\.js exports no Zapier app: it has no platformVersion\.$/,
    );
  });
  test('a package.json that can not be read', async () => {
    expect(await refusalOf({ 'package.json': '{ "name": ', 'index.js': '' })).toMatch(
      /\/package\.json is no JSON: /,
    );
  });
  test('an app that ends itself, or never ends loading', async () => {
    expect(await refusalOf({ 'index.js': 'process.exit(4);' })).toContain('code 4');
  });
});

test('an app’s .env is read, as Zapier’s tool does', async () => {
  const playground = await open({
    ...appOf(`creates: { show: { key: 'show', noun: 'X', display: { label: 'X', description: 'Shows.' },
      operation: { perform: () => ({ id: process.env.REGION }), sample: { id: 1 } } } }`),
    '.env': 'REGION=eu-7\n',
  });
  const { output } = await playground.run('none', { kind: 'creates', key: 'show' }, {});
  expect(output).toEqual([{ id: 'eu-7' }]);
});

test('an app brings its own core; those before 16 call back', async () => {
  const core = `exports.version = '15.0.0';
    exports.createAppHandler = (app) => (event, context, callback) => {
      context.callbackWaitsForEmptyEventLoop = true;
      callback(null, { results: event.command === 'definition' ? app : { core: 'theirs' } });
    };`;
  const playground = await open({
    ...appOf(`creates: { show: { key: 'show', noun: 'X', display: { label: 'X', description: 'Shows.' },
      operation: { perform: () => ({}), sample: { id: 1 } } } }`),
    'node_modules/zapier-platform-core/index.js': core,
  });
  const { answer } = await playground.ask<AppSummary>('app');
  expect([answer.coreVersion, answer.notes]).toEqual(['15.0.0', []]);
  const { output } = await playground.run('none', { kind: 'creates', key: 'show' }, {});
  expect(output).toEqual([{ core: 'theirs' }]);
});
