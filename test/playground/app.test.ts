import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  AppSummary,
  ChoicePage,
  Connection,
  Refusal,
  StepName,
} from '../../playground/api.js';
import { hostApp } from '../../playground/server/app_host.js';
import {
  BROKEN_APP,
  closePlaygrounds,
  FIXTURE_APP,
  openPlayground,
  rawGet,
  testPlayground,
  type TestPlayground,
} from '../helpers/playground.js';
import { inThorough } from '../helpers/thorough.js';

const EVERY: StepName = { kind: 'creates', key: 'every_field' };
const FAILING: StepName = { kind: 'creates', key: 'failing' };
const CHANGE: StepName = { kind: 'creates', key: 'change_record' };
const LABEL: StepName = { kind: 'creates', key: 'add_label' };
const SECRET = 'open-sesame';

afterAll(closePlaygrounds);

describe('the playground on an app', () => {
  let playground: TestPlayground;
  let connection: string;
  beforeAll(async () => {
    playground = await testPlayground({ path: FIXTURE_APP });
    const { answer } = await playground.ask<Connection>('connections', { secret_word: SECRET });
    connection = answer.id;
  });

  describe('lets in nobody but its page', () => {
    const origin = (): string => new URL(playground.url).origin;
    test('without the token nothing is answered', async () => {
      const { status, answer } = await rawGet(`${origin()}/api/app`, {});
      expect(status).toBe(401);
      expect(answer).toContain('start line');
      expect(answer).not.toContain(playground.token);
    });
    test('a wrong token of the same length is refused', async () => {
      const authorization = `Bearer ${'0'.repeat(playground.token.length)}`;
      expect((await rawGet(`${origin()}/api/app`, { authorization })).status).toBe(401);
    });
    test.each([
      ['another host name', { host: 'playground.example.com' }],
      ['a host name that begins like ours', { host: '127.0.0.1.example.com' }],
      ['another origin', { origin: 'https://example.com' }],
      ['the origin of another port', { origin: 'http://127.0.0.1:1' }],
      ['an opaque origin', { origin: 'null' }],
    ])('%s is refused, even with the token', async (_what, headers) => {
      const authorization = `Bearer ${playground.token}`;
      expect((await rawGet(`${origin()}/api/app`, { authorization, ...headers })).status).toBe(403);
      expect((await rawGet(`${origin()}/`, headers)).status).toBe(403);
    });
    test('the page runs its own scripts alone', async () => {
      const response = await fetch(`${origin()}/`);
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(await response.text()).toContain('/main.js');
      expect((await fetch(`${origin()}/main.js`)).headers.get('content-type')).toContain(
        'javascript',
      );
    });
  });

  test('a port that is in use is said in a sentence', async () => {
    const port = Number(new URL(playground.url).port);
    await expect(openPlayground({ path: FIXTURE_APP, port })).rejects.toThrow(
      `Port ${port} is in use. Take another one: npm run playground -- --port ${port + 1}`,
    );
  });

  test('says what the app offers, and which core it runs on', async () => {
    const { answer } = await playground.ask<AppSummary>('app');
    expect(answer.coreVersion).toBe('19.1.0');
    expect(answer.steps.map(({ kind, key, hidden }) => [kind, key, hidden])).toEqual([
      ['triggers', 'list_shades', true],
      ['creates', 'every_field', false],
      ['creates', 'failing', false],
      ['creates', 'change_record', false],
      ['creates', 'add_label', false],
    ]);
    expect(answer.authFields).toEqual([
      expect.objectContaining({ key: 'secret_word', required: true }),
    ]);
    expect(JSON.stringify(answer)).not.toContain(SECRET);
  });

  test('a key that is refused is said in the words of the app, and not kept', async () => {
    const before = (await playground.ask<AppSummary>('app')).answer.connections.length;
    const { status, answer } = await playground.ask<Refusal>('connections', {
      secret_word: 'mumble',
    });
    expect([status, answer.problem]).toEqual([400, 'The secret word is wrong.']);
    expect((await playground.ask<AppSummary>('app')).answer.connections).toHaveLength(before);
  });
  test('a blank required field of the connection is named', async () => {
    const { answer } = await playground.ask<Refusal>('connections', {});
    expect(answer.problem).toBe('Secret Word is missing.');
  });
  test('a connection is labelled as the app says', async () => {
    const { answer } = await playground.ask<AppSummary>('app');
    expect(answer.connections.map(({ label }) => label)).toEqual(['Ali']);
  });
  test('a connection that is gone is said', async () => {
    const { status, answer } = await playground.ask<Refusal>('form', {
      connection: 'gone',
      ...EVERY,
      input: {},
    });
    expect([status, answer.problem]).toEqual([404, expect.stringContaining('not there any more')]);
  });

  describe('forms', () => {
    test('static fields and groups come as they are defined', async () => {
      const form = await playground.form(connection, EVERY);
      expect(form.fields.map(({ key }) => key)).not.toContain('green_only');
      expect(form.groups).toEqual([
        { key: 'who', label: 'Who', emphasize: true },
        { key: 'more', label: 'More' },
      ]);
    });
    test('a field appears when another one changes', async () => {
      const { fields } = await playground.form(connection, EVERY, { color: 'green' });
      expect(fields.at(-1)).toEqual({ key: 'green_only', label: 'Only for Green' });
    });
    test('a form that fails shows its static fields and the error', async () => {
      const form = await playground.form(connection, FAILING);
      expect(form.fields).toEqual([{ key: 'plain', label: 'Plain' }]);
      expect(form.problem).toEqual({ name: 'AppError', message: 'The account has no forms.' });
    });
    test('a dropdown is read page by page until one is empty', async () => {
      const field = { key: 'shade', dynamic: 'list_shades.id.name' };
      const read = async (page?: string) =>
        (
          await playground.ask<ChoicePage>('choices', {
            connection,
            ...EVERY,
            input: {},
            field,
            ...(page && { page }),
          })
        ).answer;
      const first = await read();
      expect(first).toEqual({ choices: [{ value: '1', label: 'Light' }], next: '1', requests: [] });
      const second = await read(first.next);
      expect(second).toMatchObject({ choices: [{ value: '2', label: 'Dark' }], next: '2' });
      expect(await read(second.next)).toEqual({ choices: [], requests: [] });
    });
    test('a dropdown of a trigger that is not there says so', async () => {
      const { answer } = await playground.ask<Refusal>('choices', {
        connection,
        ...EVERY,
        input: {},
        field: { key: 'shade', dynamic: 'list_nothing.id' },
      });
      expect(answer.problem).toContain('list_nothing');
    });
  });

  describe('runs', () => {
    test('a required field without a value stops the run', async () => {
      const { problem, requests } = await playground.run(connection, EVERY, { color: 'red' });
      expect(problem?.message).toContain('“Name”');
      expect(requests).toEqual([]);
    });
    test('the step gets what Zapier would hand it', async () => {
      const { output, outputFields } = await playground.run(connection, EVERY, {
        name: 'Ada',
        count: '12',
        price: 'EUR 3.50',
        active: 'false',
        when: '2026-12-31T09:00',
        colors: ['r', ''],
        pairs: { a: 'b' },
        settings: '{"deep":[1]}',
        lines: [{ line_name: 'One', line_count: '2' }],
        shade: '1',
        text: '',
      });
      expect(output?.[0]?.['given']).toEqual({
        name: 'Ada',
        count: 12,
        price: 3.5,
        active: false,
        when: '2026-12-31T09:00:00-03:00',
        colors: ['r'],
        pairs: { a: 'b' },
        settings: { deep: [1] },
        lines: [{ line_name: 'One', line_count: 2 }],
        shade: '1',
      });
      expect(output?.[0]?.['meta']).toMatchObject({
        isLoadingSample: true,
        limit: -1,
        page: 0,
        timezone: 'America/Sao_Paulo',
      });
      expect(outputFields).toEqual([{ key: 'id', label: 'The ID' }]);
    });
    test('an error comes with its class and its delay', async () => {
      const { problem } = await playground.run(connection, FAILING, {});
      expect(problem).toEqual({ name: 'ThrottledError', message: 'Too many calls.', delay: 30 });
    });
    test('an app that ends its process is said, and the next run starts it again', async () => {
      const { status, answer } = await playground.ask<Refusal>('run', {
        connection,
        ...FAILING,
        input: { plain: 'exit' },
        fields: [],
        timezone: 'UTC',
        compare: false,
      });
      expect([status, answer.remedy]).toEqual([503, 'reload_app']);
      expect(answer.problem).toContain('code 3');
      expect((await playground.run(connection, FAILING, {})).problem?.name).toBe('ThrottledError');
    });

    describe('their requests', () => {
      let server: http.Server;
      let url: string;
      let name = 'old';
      beforeAll(async () => {
        server = http.createServer((request, response) => {
          if (request.method === 'PUT') name = 'new';
          if (request.method === 'POST') name = 'labelled';
          if (request.method === 'GET' && request.url?.endsWith('/labels'))
            response.statusCode = 404;
          request.resume();
          response.setHeader('content-type', 'application/json');
          response.end(JSON.stringify({ id: 7, name, api_key: 'shown-by-the-server' }));
        });
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
        url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/records/7`;
      });
      afterAll(() => {
        server.closeAllConnections();
        server.close();
      });

      test('are shown whoever sent them, without a secret, with the record before and after', async () => {
        const report = await playground.run(connection, CHANGE, { url });
        expect(report.requests.map(({ method, path, status }) => [method, path, status])).toEqual([
          ['PUT', '/records/7', 200],
          ['GET', '/records/7?token=••••••', 200],
          ['GET', '/records/7?by=fetch', 200],
        ]);
        expect(report.requests[0]?.body).toEqual({ name: 'new', password: '••••••' });
        expect(report.requests[0]?.answer).toEqual({ id: 7, name: 'new', api_key: '••••••' });
        expect(report.requests[0]?.headers['x-access-key']).toBe('••••••');
        expect(report.records).toEqual([
          {
            path: '/records/7',
            before: { id: 7, name: 'old', api_key: '••••••' },
            after: { id: 7, name: 'new', api_key: '••••••' },
          },
        ]);
        const shown = JSON.stringify(report);
        for (const secret of [SECRET, 'hidden-from-view', 'shown-by-the-server']) {
          expect(shown).not.toContain(secret);
        }
      });
      test('to a part of a record show the record, where that changed', async () => {
        name = 'old';
        const first = await playground.run(connection, LABEL, { url });
        expect(first.records).toMatchObject([
          { path: '/records/7', before: { name: 'old' }, after: { name: 'labelled' } },
        ]);
        const again = await playground.run(connection, LABEL, { url });
        expect(again.records).toEqual([]);
        const unread = await playground.run(connection, LABEL, { url }, { compare: false });
        expect(unread.records).toEqual([]);
      });
      test('that get no answer say why', async () => {
        const closed = 'http://127.0.0.1:1/records/7';
        const { requests, problem } = await playground.run(connection, CHANGE, { url: closed });
        expect(requests[0]).toMatchObject({
          status: 0,
          failure: expect.stringContaining('ECONNREFUSED'),
        });
        expect(problem?.message).toContain('ECONNREFUSED');
      });
    });
  });
});

describe('what goes wrong is said in a sentence', () => {
  test('an app that does not load, with its own error and the file', async () => {
    const playground = await testPlayground({ path: BROKEN_APP });
    const { status, answer } = await playground.ask<Refusal>('app');
    expect(status).toBe(503);
    expect(answer.remedy).toBe('reload_app');
    expect(answer.problem).toMatch(
      /^The app doesn't load: no such setting: REGION \(.*playground_broken\/index\.ts:1:\d+\)$/,
    );
  });
  inThorough('an app that is stopped is started again once, not at every call', async () => {
    const host = hostApp(FIXTURE_APP);
    const method = 'creates.every_field.operation.perform';
    const pid = async () => (await host.call({ command: 'execute', method, bundle: {} })).results;
    await host.load();
    host.stop();
    // The first process ends while the second is loaded.
    const second = await pid();
    expect(await pid()).toEqual(second);
    host.stop();
  });
  test('a path without an app', async () => {
    const host = hostApp('/no/such/folder');
    await expect(host.load()).rejects.toThrow(
      "The app doesn't load: There is nothing at /no/such/folder.",
    );
    host.stop();
  });
});
