// A route that the server hasn't is no missing record. Without core.
import { chatwootOperations as operations } from '../../../../platforms/chatwoot/operations/index.js';
import { hasRelease } from '../../../../platforms/chatwoot/server.js';
import {
  keys,
  seeded,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../../../sandbox/chatwoot/index.js';
import { endingOf } from '../../../helpers/ending.js';
import { runStep } from '../../../helpers/running/light_steps.js';
import { keyOf, runOperation } from '../../../helpers/running/operation_run.js';
import { operationInputs } from '../../../operation_inputs/index.js';

type Row = Record<string, unknown>;

const LONGEST = 250;
const { source_id: contact_identifier, inbox_identifier: inbox } = seeded.apiInbox;
const NOT_FOUND = '{"status":404,"error":"Not Found"}';

let old: ChatwootSandbox;
let today: ChatwootSandbox;
beforeAll(async () => {
  old = await startChatwootSandbox({ version: '3.5', edition: 'enterprise' });
  today = await startChatwootSandbox({ edition: 'enterprise' });
});
afterAll(() => Promise.all([old.close(), today.close()]));
beforeEach(() => {
  for (const server of [old, today]) {
    server.reset();
    server.clearFaults();
    server.requests.length = 0;
  }
});

const run = (key: string, input: Row, server = old, apiKey?: string): Promise<unknown> =>
  runOperation(server.url, key, input, { ...(apiKey && { apiKey }) });
const listOf = (result: unknown): unknown => (result as { results?: unknown[] }).results ?? result;
const sent = (server = old): string[] =>
  server.requests.map(({ method, path }) => `${method} ${path}`);

const later = operations.filter(({ since }) => since !== undefined);

describe('an operation that came later says which release brought it', () => {
  it.each(later)('$key', async ({ key, since, absent }) => {
    const input = operationInputs[key];
    if (!input) throw new Error(`test/operation_inputs has nothing for ${key}`);
    input.prepare?.(old.store);
    const releases = typeof since === 'string' ? [since] : Object.values(since?.values ?? {});
    for (const release of releases) {
      const chosen =
        typeof since === 'object'
          ? { [since.field]: Object.entries(since.values).find(([, of]) => of === release)?.[0] }
          : {};
      const message = await endingOf(run(key, { ...input.minimal, ...chosen }, old, keyOf(input)));
      expect(message).toMatch(new RegExp(`(came with Chatwoot|since) ${release}\\b`));
      if (!absent) expect(message).toMatch(/^This server's version \(3\.5\.2\) has no "/);
      expect(message).not.toMatch(/Check the ID|found nothing/);
      expect(message.length).toBeLessThanOrEqual(LONGEST);
    }
  });
});

describe('the version', () => {
  const input = { by: 'agent', since: '2026-01-01', until: '2026-02-01' };
  const failAll = (body: string, version: string | undefined): void => {
    today.fail({ path: /summary_reports/, status: 404, body: NOT_FOUND });
    if (version === undefined) today.fail({ path: /^\/api$/, status: 403, body });
    else today.fail({ path: /^\/api$/, status: 200, body });
  };

  it('is asked without a key, when something failed', async () => {
    await run('find_summary_report', input, today);
    expect(sent(today)).toHaveLength(1);
    await endingOf(run('find_summary_report', input));
    expect(sent()).toEqual(['GET /api/v2/accounts/1/summary_reports/agent', 'GET /api']);
    expect(old.requests[1]?.headers).not.toHaveProperty('api-access-token');
  });

  it.each([
    ['of a fork', '{"version":"3.5.2-konverte"}', '3.5.2-konverte', /\(3\.5\.2-konverte\)/],
    ['that is none', '{"version":"konverte"}', 'konverte', /\(konverte\)/],
    ['hidden by a proxy', '<html>Forbidden</html>', undefined, /^This server has no ".*API URL/],
    ['of a fork that dropped it', '{"version":"9.0"}', '9.0', /\(9\.0\) has no "/],
  ])('%s', async (_case, body, version, text) => {
    failAll(body, version);
    const message = await endingOf(run('find_summary_report', input, today));
    expect(message).toMatch(text);
    expect(message).toContain('it came with Chatwoot 3.6.');
    expect(message.length).toBeLessThanOrEqual(LONGEST);
  });

  it('a choice is known by its label too', async () => {
    const byLabel = { ...input, by: 'Kind of Channel' };
    expect(await endingOf(run('find_summary_report', byLabel))).toContain('Chatwoot 4.10.');
  });

  it('that can’t be told right now is left out', async () => {
    today.fail({ path: /summary_reports/, status: 404, body: NOT_FOUND });
    today.fail({ path: /^\/api$/, status: 503 });
    expect(await endingOf(run('find_summary_report', input, today))).toMatch(
      /^This server has no "Find Summary Report: Agent"; it came with Chatwoot 3\.6\./,
    );
  });

  it('a wrong path in the API URL stays one', async () => {
    const result = runOperation(`${today.url}/chat`, 'find_summary_report', input);
    expect(await endingOf(result)).toMatch(/^API URL/);
  });

  it('a fork that has the route is believed, whatever its number', async () => {
    today.fail({ path: /^\/api$/, status: 200, body: '{"version":"3.5.2"}' });
    expect(await endingOf(run('find_summary_report', input, today))).toMatch(/^no failure/);
  });

  it.each([
    ['3.7.0', '3.7', true],
    ['3.6.9', '3.7', false],
    ['3.10', '3.7', true],
    ['4.0.0', '3.7', true],
    ['3.5.2-konverte', '3.7', false],
    ['v4.11.0', '4.11', true],
    ['konverte', '3.7', undefined],
    ['', '3.7', undefined],
    [undefined, '3.7', undefined],
  ])('%s has what came with %s: %s', (version, release, expected) => {
    expect(hasRelease(version, release)).toBe(expected);
  });
});

describe('conversations of the client API', () => {
  const ids = (server: ChatwootSandbox): Promise<string[]> =>
    run('find_inbox_conversation', { inbox, contact_identifier }, server).then((found) =>
      (listOf(found) as Row[]).map(({ id }) => String(id)),
    );

  it('one is found through the list where the server shows none alone', async () => {
    const [conversation] = await ids(old);
    const input = { inbox, contact_identifier, conversation };
    const found = listOf(await run('find_inbox_conversation', input)) as Row[];
    expect(found).toEqual([expect.objectContaining({ id: conversation })]);
    const [same] = listOf(await run('find_inbox_conversation', input, today)) as Row[];
    expect(Object.keys(found[0] ?? {})).toEqual(Object.keys(same ?? {}));
  });

  it('one that isn’t there is a miss on every server, without the list on servers of today', async () => {
    const input = { inbox, contact_identifier, conversation: '999' };
    expect(listOf(await run('find_inbox_conversation', input))).toEqual([]);
    expect(listOf(await run('find_inbox_conversation', input, today))).toEqual([]);
    expect(sent(today).slice(1)).toEqual(['GET /api']);
    expect(old.requests.at(-1)?.path).toMatch(/conversations$/);
  });

  it('resolving says that the server can’t, of one that is there', async () => {
    const [conversation] = await ids(old);
    const input = { inbox, contact_identifier, conversation };
    expect(await endingOf(run('resolve_inbox_conversation', input))).toMatch(
      /^This server's version \(3\.5\.2\) has no "Resolve Conversation as Customer"; it came with Chatwoot 3\.7\./,
    );
  });

  it.each([
    ['3.5', () => old],
    ['today', () => today],
  ])('resolving one that isn’t there says so: %s', async (_version, server) => {
    const input = { inbox, contact_identifier, conversation: '999' };
    expect(await endingOf(run('resolve_inbox_conversation', input, server()))).toMatch(
      /^Chatwoot has no conversation 999/,
    );
  });

  it.each(['{"version":"konverte"}', '<html>Forbidden</html>'])(
    'a version that can’t be told: the list decides (%s)',
    async (body) => {
      const [conversation] = await ids(today);
      const hide = (): void => {
        today.fail({ path: /conversations\/\d+/, status: 404, body: NOT_FOUND });
        today.fail({ path: /^\/api$/, status: body.startsWith('<') ? 403 : 200, body });
      };
      const input = { inbox, contact_identifier, conversation };
      hide();
      expect(listOf(await run('find_inbox_conversation', input, today))).toHaveLength(1);
      hide();
      expect(await endingOf(run('resolve_inbox_conversation', input, today))).toMatch(
        /has no "Resolve Conversation as Customer"; it came with Chatwoot 3\.7\./,
      );
    },
  );
});

describe('a proxy that hides /api', () => {
  it('makes no wrong address of a miss', async () => {
    today.fail({ path: /^\/api$/, status: 403, body: '<html>Forbidden</html>' });
    const found = await run('find_user', { user: '99' }, today, keys.platformApp);
    expect(listOf(found)).toEqual([]);
  });
});

describe('a 404 that is not about the record', () => {
  it.each([
    ['update_conversation', { conversation: '1', add_labels: ['lead'] }],
    ['update_conversation', { conversation: '1', priority: 'low' }],
    ['update_conversation', { conversation: '1', team: '1', status: 'resolved' }],
    ['send_message', { conversation: '1', message: 'Hi' }],
    ['find_message', { conversation: '1' }],
    ['find_conversation', { conversation: '1' }],
    ['add_contact_note', { contact: '1', note: 'Hi' }],
  ])('%s %j blames no ID', async (step, input) => {
    for (const body of [NOT_FOUND, '<!DOCTYPE html><h1>Not found</h1>', '']) {
      today.clearFaults();
      today.fail({ path: /\/accounts\//, status: 404, body, times: 9 });
      const authData = {
        platform: 'chatwoot',
        apiKey: keys.administrator,
        baseUrl: today.url,
        accountId: '1',
      };
      const message = await endingOf(runStep(step, authData, input));
      expect(message).toMatch(/^The server at .* has nothing at this address/);
      expect(message).not.toMatch(/Check the ID|found nothing/);
      expect(message.length).toBeLessThanOrEqual(LONGEST);
    }
  });
});
