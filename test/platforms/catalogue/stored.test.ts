// What a server answers like any other change without having stored it. Without core, as in operations.test.ts.
import { chatwootOperations as operations } from '../../../platforms/chatwoot/operations/index.js';
import type { EntryField, WriteEntry } from '../../../platforms/catalogue/entry.js';
import type { ChatwootField, ChatwootWrite } from '../../../platforms/chatwoot/operations/entry.js';
import { startChatwootSandbox, type ChatwootSandbox } from '../../../sandbox/chatwoot/index.js';
import { endingOf } from '../../helpers/ending.js';
import { catalogues, type CatalogueServer } from '../../helpers/running/catalogues.js';
import { keyOf, runOperation } from '../../helpers/running/operation_run.js';
import { operationInputs } from '../../operation_inputs/index.js';

type Row = Record<string, unknown>;

let today: ChatwootSandbox;
let old: ChatwootSandbox;
let community: ChatwootSandbox;
beforeAll(async () => {
  [today, old, community] = await Promise.all([
    startChatwootSandbox({ edition: 'enterprise' }),
    startChatwootSandbox({ version: '3.5.2', edition: 'enterprise' }),
    startChatwootSandbox(),
  ]);
});
afterAll(() => Promise.all([today.close(), old.close(), community.close()]));
beforeEach(() => {
  for (const server of [today, old, community]) {
    server.reset();
    server.clearFaults();
    server.requests.length = 0;
  }
});

const writes = operations.filter((one): one is ChatwootWrite => one.kind === 'create');

const inputOf = (key: string) => operationInputs[key] ?? { minimal: {}, full: {}, gives: {} };

const run = (operation: ChatwootWrite, values: Row, server = today): Promise<unknown> => {
  const input = inputOf(operation.key);
  input.prepare?.(server.store);
  return runOperation(server.url, operation.key, values, { apiKey: keyOf(input) });
};

/** A field with what its operation needs to be run with it. */
const withField = (operation: ChatwootWrite, { key }: ChatwootField): Row => {
  const { minimal, full } = inputOf(operation.key);
  return { ...minimal, [key]: full[key] };
};

const dated = writes.flatMap((operation) =>
  operation.fields
    .filter(({ since }) => since !== undefined)
    .map((field) => ({ operation, field, name: `${operation.key}: ${field.key}` })),
);

describe('a field that came with a later release', () => {
  it.each(dated)('$name is stored today', async ({ operation, field }) => {
    await expect(run(operation, withField(operation, field))).resolves.toBeDefined();
    expect(today.requests.filter(({ method }) => method !== 'GET')).toHaveLength(1);
  });

  it.each(dated)('$name is said not to be stored on 3.5.2', async ({ operation, field }) => {
    const message = await endingOf(run(operation, withField(operation, field), old));
    expect(message).toMatch(
      new RegExp(
        `^${field.label}: not stored\\. It came with Chatwoot \\d\\.\\d+.*\\(3\\.5\\.2\\)`,
      ),
    );
    expect(message).toMatch(operation.method === 'POST' ? /this one has ID \d+/ : /rest .* done/);
  });
});

describe('a field that only the enterprise edition stores', () => {
  const limited = writes.flatMap((operation) =>
    operation.fields
      .filter(({ edition }) => edition !== undefined)
      .map((field) => ({ operation, field, name: `${operation.key}: ${field.key}` })),
  );

  it('is known', () => {
    expect(limited.map(({ name }) => name)).toEqual([
      'create_inbox: max_assignment_limit',
      'update_inbox: max_assignment_limit',
    ]);
  });

  it.each(limited)('$name is stored there', async ({ operation, field }) => {
    await expect(run(operation, withField(operation, field))).resolves.toBeDefined();
    expect(today.requests.filter(({ method }) => method !== 'GET')).toHaveLength(1);
  });

  it.each(limited)('$name is said not to be stored elsewhere', async ({ operation, field }) => {
    const message = await endingOf(run(operation, withField(operation, field), community));
    expect(message).toMatch(
      new RegExp(
        `^${field.label}: not stored\\. Only .*Enterprise edition.* Leave the field blank`,
      ),
    );
    expect(message).toMatch(operation.method === 'POST' ? /this one has ID \d+/ : /rest .* done/);
    expect(message.length).toBeLessThanOrEqual(250);
  });
});

it('an article that was to be published and stays a draft', async () => {
  const operation = writes.find(({ key }) => key === 'create_article');
  if (!operation) throw new Error('no create_article');
  const { full } = inputOf('create_article');
  expect(await endingOf(run(operation, full, old))).toMatch(
    /^Status: Chatwoot reported success, but .* not stored\. .*this one has ID \d+/,
  );
});

describe.each(catalogues)('$platform', ({ operations: entries, platform, ...walked }) => {
  let server: CatalogueServer;
  beforeAll(async () => {
    server = await walked.start();
  });
  afterAll(() => server.close());

  const told = entries.flatMap((operation) => {
    if (operation.kind !== 'create' || operation.gives === 'nothing') return [];
    return operation.fields.flatMap((field) => {
      const { key, name = key, held = name, choices, type, to = 'body', list } = field;
      const isOwn = !operation.path.includes(`{${key}}`) && to === 'body' && !list;
      const isComparable = choices !== undefined || type === 'boolean' || type === 'integer';
      const value = walked.inputOf(operation.key).full[key];
      const isUsed = value !== undefined && !held.includes('.') && !operation.again?.includes(name);
      return isOwn && isComparable && isUsed
        ? [{ operation, field, held, label: `${operation.key}: ${key}` }]
        : [];
    });
  });

  /** Runs an operation, and once more with an answer that has other values than what was sent. */
  const answersWith = async (
    { key, method, answer = [] }: WriteEntry,
    change: (record: Row) => void,
  ): Promise<string> => {
    const values = walked.inputOf(key).full;
    server.reset(key);
    await server.run(key, values);
    const changed = structuredClone(server.requests.at(-1)?.answer);
    change(answer.reduce<unknown>((inner, name) => (inner as Row)[name], changed) as Row);
    server.reset(key);
    server.fail({ method, path: /./, status: 200, body: JSON.stringify(changed) });
    return endingOf(server.run(key, values));
  };

  describe('a value that the answer hasn’t', () => {
    const TYPES: Partial<Record<NonNullable<EntryField['type']>, string>> = {
      boolean: 'boolean',
      integer: 'number',
    };
    const compared: string[] = [];

    it.each(told)('$label', async ({ operation, field, held, label }) => {
      const seen = { isTold: false };
      const message = await answersWith(operation, (answer) => {
        const value = answer[held];
        seen.isTold = typeof value === (TYPES[field.type ?? 'string'] ?? 'string');
        if (seen.isTold) answer[held] = typeof value === 'boolean' ? !value : null;
      });
      if (seen.isTold) {
        compared.push(label);
        expect(message).toMatch(new RegExp(`^${field.label}: ${platform} reported success`));
      } else expect(message).toMatch(/^no failure/);
    });

    it('is told of most of them', () => {
      expect(told.length).toBeGreaterThan(0);
      expect(compared.length).toBeGreaterThan(told.length / 2);
    });
  });
});
