// Success is believed only where the answer is what the API promises: every operation of the catalogue, and
// the steps that have a file of their own, against answers that are none. Without core.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Bundle, ZObject } from 'zapier-platform-core';
import { perform as addLabels } from '../../creates/add_contact_labels.js';
import { perform as addNote } from '../../creates/add_contact_note.js';
import { perform as createContact } from '../../creates/create_contact.js';
import { perform as createConversation } from '../../creates/create_conversation.js';
import { perform as createInboxContact } from '../../creates/create_inbox_contact.js';
import { perform as deleteContact } from '../../creates/delete_contact.js';
import { perform as mergeContacts } from '../../creates/merge_contacts.js';
import { perform as sendMessage } from '../../creates/send_message.js';
import { perform as updateContact } from '../../creates/update_contact.js';
import { perform as updateConversation } from '../../creates/update_conversation.js';
import { perform as updateInboxContact } from '../../creates/update_inbox_contact.js';
import { chatwootOperations as operations } from '../../platforms/chatwoot/operations/index.js';
import type { Entry } from '../../platforms/catalogue/entry.js';
import { omit } from '../../platforms/toolkit/values/index.js';
import {
  keys,
  seeded,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../sandbox/chatwoot/index.js';
import { perform as findContact } from '../../searches/find_contact.js';
import { perform as findConversation } from '../../searches/find_conversation.js';
import { perform as findMessage } from '../../searches/find_message.js';
import { catalogues, type CatalogueServer } from '../helpers/running/catalogues.js';
import { keyOf, runOperation } from '../helpers/running/operation_run.js';
import { emptyZ, HaltedError } from '../simulator/zapier/z.js';
import { sampleOf } from '../helpers/thorough.js';
import { operationInputs } from '../operation_inputs/index.js';

type Row = Record<string, unknown>;
type Perform = (z: ZObject, bundle: Bundle) => Promise<unknown>;

let sandbox: ChatwootSandbox;
beforeAll(async () => {
  sandbox = await startChatwootSandbox({ edition: 'enterprise' });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.reset();
  sandbox.clearFaults();
  sandbox.requests.length = 0;
});

const page = { 'content-type': 'text/html; charset=utf-8' };
const plain = { 'content-type': 'text/plain; charset=utf-8' };

const ANSWERS = {
  'an empty 200': { status: 200, body: '' },
  'an empty 204': { status: 204, body: '' },
  '{}': { status: 200, body: '{}' },
  '{"hello":"world"}': { status: 200, body: '{"hello":"world"}' },
  '[]': { status: 200, body: '[]' },
  '[{"hello":"world"}]': { status: 200, body: '[{"hello":"world"}]' },
  null: { status: 200, body: 'null' },
  'plain text': { status: 200, body: 'OK', headers: plain },
  'a web page': { status: 200, body: '<!DOCTYPE html><h1>Hi</h1>', headers: page },
};
type AnswerName = keyof typeof ANSWERS;

/** What the server answers with nothing (`head :ok`, 204): recorded, see the reference. */
const EMPTY = [
  'delete_agent',
  'delete_agent_bot',
  'delete_article',
  'delete_automation_rule',
  'delete_canned_response',
  'delete_category',
  'delete_custom_attribute',
  'delete_custom_filter',
  'delete_integration_hook',
  'delete_label',
  'delete_portal',
  'delete_team',
  'delete_webhook',
  'delete_account_user',
  'delete_platform_account',
  'delete_platform_agent_bot',
  'delete_user',
  'remove_inbox_agent_bot',
  'remove_inbox_members',
  'remove_team_members',
  'set_inbox_agent_bot',
  'set_inbox_typing_status',
  'set_typing_status',
  'update_inbox_last_seen',
];
/** What it answers with a list, not wrapped in anything: an empty one is one. */
const BARE_LISTS = [
  'add_team_members',
  'find_account_user',
  'find_agent',
  'find_agent_bot',
  'find_agent_metrics',
  'find_canned_response',
  'find_custom_attribute',
  'find_custom_filter',
  'find_inbox_conversation',
  'find_inbox_message',
  'find_outgoing_messages_count',
  'find_platform_account',
  'find_platform_agent_bot',
  'find_report',
  'find_summary_report',
  'find_team',
  'find_team_member',
  'update_team_members',
];
/** What it answers with an object that has nothing in it when there is nothing. */
const BARE_OBJECTS = [
  'find_inbox_agent_bot',
  'find_response_time_distribution',
  // By kind of channel.
  'find_summary_report',
];

const REAL: Partial<Record<AnswerName, readonly string[]>> = {
  'an empty 200': EMPTY,
  'an empty 204': EMPTY,
  '{}': BARE_OBJECTS,
  '[]': BARE_LISTS,
};

const inputOf = (key: string): (typeof operationInputs)[string] & object => {
  const input = operationInputs[key];
  if (!input) throw new Error(`test/operation_inputs has nothing for ${key}`);
  return input;
};

/** What a run gave out or failed with. */
async function outcomeOf(run: Promise<unknown>): Promise<{ result?: unknown; failure?: Error }> {
  return run.then(
    (result) => ({ result }),
    (failure: unknown) => ({ failure: failure as Error }),
  );
}

/** The failure of a write: Zapier must not repeat what adds something, and everybody must look. */
function expectUnsure(failure: Error | undefined, mayRepeat: boolean): void {
  expect(failure instanceof HaltedError).toBe(!mayRepeat);
  expect(failure?.message).toMatch(
    mayRepeat ? /may have been made all the same/ : /may have been done all the same/,
  );
  expect(failure?.message.length).toBeLessThanOrEqual(250);
}

const isRepeatable = (operation: Entry): boolean =>
  operation.kind === 'create' && (operation.method !== 'POST' || operation.repeatable === true);

describe.each(catalogues)('the catalogue of $platform', ({ operations: entries, ...walked }) => {
  let server: CatalogueServer;
  beforeAll(async () => {
    server = await walked.start();
  });
  afterAll(() => server.close());

  // Each operation meets two of them or so, of which each meets every kind of operation.
  describe.each([...(Object.keys(ANSWERS) as AnswerName[]).entries()])('%i: %s', (at, name) => {
    it.each(sampleOf(entries, 8, at))('$key', async (operation) => {
      const { key, kind } = operation;
      const input = walked.inputOf(key);
      server.reset(key);
      for (const given of [input.minimal, ...(input.single ? [input.single] : [])]) {
        // What is read before a write has nothing to do with whether it was done.
        const { method } = operation;
        server.fail({ ...ANSWERS[name], ...(kind === 'create' && { method }) });
        const { result, failure } = await outcomeOf(server.run(key, given));
        const isSingle =
          kind === 'search' && operation.one?.field !== undefined && given === input.single;
        if (walked.platform === 'Chatwoot' && !isSingle && REAL[name]?.includes(key)) {
          expect(failure).toBeUndefined();
          if (kind === 'search') expect(key === 'find_report' || result).toEqual(expect.anything());
          else expect(result).toMatchObject({ id: expect.any(String) });
        } else if (kind === 'search') {
          expect(failure?.message).toMatch(/does not understand|incomplete answer|web page/);
        } else {
          expectUnsure(failure, isRepeatable(operation));
        }
      }
    });
  });
});

/** What a real server answered; like the vendors' documents it isn't in every clone. */
const RECORDED = resolve('../shared/reference/chatwoot-recorded.json');
if (!existsSync(RECORDED)) console.warn(`Recorded answers are skipped: there is no ${RECORDED}.`);
interface Recorded {
  method: string;
  path: string;
  status: number;
  example?: unknown;
}
const recorded: Recorded[] = existsSync(RECORDED)
  ? (JSON.parse(readFileSync(RECORDED, 'utf8')) as { endpoints: Recorded[] }).endpoints.filter(
      ({ status }) => status < 300,
    )
  : [];
/**
 * The enterprise edition, which the recorded server wasn't; a label, which it didn't make; and an address whose
 * recorded answer is the one it gives for agents.
 */
const UNRECORDED = [
  'create_label',
  'find_account_metrics',
  'find_audit_log',
  'find_reporting_event',
];

(recorded.length > 0 ? describe : describe.skip)('what a real server answered', () => {
  const placeholders = /\\\{\w+\\\}/g;
  const patternOf = (path: string): RegExp =>
    new RegExp(`^${path.replace(/[{}.]/g, '\\$&').replace(placeholders, '[^/]+')}$`);

  /** The answers to the request; `/conversations/meta` is no `/conversations/{id}`. */
  const answersTo = (method: string, path: string): Recorded[] => {
    const fitting = recorded.filter(
      (row) => row.method === method && patternOf(row.path).test(path),
    );
    const open = (row: Recorded): number => row.path.split('{').length;
    return fitting.filter((row) => open(row) === Math.min(...fitting.map(open)));
  };

  const known = operations.filter(({ key }) => !UNRECORDED.includes(key));
  it.each(sampleOf(known, 6))('$key', async ({ key }) => {
    const input = inputOf(key);
    for (const filled of [input.minimal, input.full, input.single]) {
      if (!filled) continue;
      // What was recorded is the community edition's, which doesn't keep it.
      const given = omit(filled, ['max_assignment_limit']);
      sandbox.reset();
      sandbox.requests.length = 0;
      input.prepare?.(sandbox.store);
      const options = { apiKey: keyOf(input) };
      await runOperation(sandbox.url, key, given, options);
      const [request] = sandbox.requests;
      const answers = answersTo(request?.method ?? '', request?.path ?? '');
      expect(answers).not.toEqual([]);
      for (const { status, example } of answers) {
        const answer = withSent(example, request?.body);
        const body = answer === null || answer === undefined ? '' : JSON.stringify(answer);
        sandbox.fail({ status, body });
        const { result, failure } = await outcomeOf(runOperation(sandbox.url, key, given, options));
        expect(failure).toBeUndefined();
        expect(result).toBeDefined();
      }
    }
  });
});

/** A recorded answer as it would be to another request: with the texts, numbers and so on that were sent. */
function withSent(example: unknown, sent: unknown): unknown {
  if (Array.isArray(example)) return example.map((item) => withSent(item, sent));
  if (!isRow(example) || !isRow(sent)) return example;
  return Object.fromEntries(
    Object.entries(example).map(([key, value]) => {
      if (isRow(value)) return [key, withSent(value, isRow(sent[key]) ? sent[key] : sent)];
      const given = sent[key];
      const isPlain = given !== undefined && typeof given !== 'object' && !Array.isArray(value);
      return [key, isPlain ? given : value];
    }),
  );
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function runStep(perform: Perform, inputData: Row): Promise<unknown> {
  const authData = {
    platform: 'chatwoot',
    apiKey: keys.administrator,
    baseUrl: sandbox.url,
    accountId: '1',
  };
  return perform(emptyZ(), { authData, inputData, meta: {} } as unknown as Bundle);
}

interface Write {
  name: string;
  perform: Perform;
  input: Row;
  /** The request that is answered so. */
  method: string;
  path: RegExp;
  mayRepeat: boolean;
  /** Answered with nothing by the server. */
  isEmpty?: true;
}

const inbox = seeded.apiInbox.inbox_identifier;
const contact_identifier = seeded.apiInbox.source_id;
const WRITES: Write[] = [
  {
    name: 'create_contact',
    perform: createContact,
    input: { name: 'Zoe', email: 'zoe@example.com' },
    method: 'POST',
    path: /\/contacts$/,
    mayRepeat: false,
  },
  {
    name: 'update_contact',
    perform: updateContact,
    input: { contact: '1', name: 'Zoe' },
    method: 'PUT',
    path: /\/contacts\/1$/,
    mayRepeat: true,
  },
  {
    name: 'delete_contact',
    perform: deleteContact,
    input: { contact: '1' },
    method: 'DELETE',
    path: /\/contacts\/1$/,
    mayRepeat: true,
    isEmpty: true,
  },
  {
    name: 'merge_contacts',
    perform: mergeContacts,
    input: { contact: '1', merged_contact: '3' },
    method: 'POST',
    path: /contact_merge$/,
    mayRepeat: true,
  },
  {
    name: 'add_contact_note',
    perform: addNote,
    input: { contact: '1', note: 'Called' },
    method: 'POST',
    path: /\/notes$/,
    mayRepeat: false,
  },
  {
    name: 'add_contact_labels',
    perform: addLabels,
    input: { contact: '1', add_labels: ['churned'] },
    method: 'POST',
    path: /\/contacts\/1\/labels$/,
    mayRepeat: true,
  },
  {
    name: 'create_conversation',
    perform: createConversation,
    input: { contact: '1', inbox: '2' },
    method: 'POST',
    path: /\/conversations$/,
    mayRepeat: false,
  },
  ...(
    [
      [{ priority: 'low' }, 'PATCH', /\/conversations\/4$/],
      [{ add_labels: 'churned' }, 'POST', /\/labels$/],
      [{ status: 'pending' }, 'POST', /\/toggle_status$/],
      [{ agent: '1' }, 'POST', /\/assignments$/],
      [{ team: '2' }, 'POST', /\/assignments$/],
    ] as const
  ).map(([fields, method, path]): Write => ({
    name: `update_conversation ${JSON.stringify(fields)}`,
    perform: updateConversation,
    input: { conversation: '4', ...fields },
    method,
    path,
    mayRepeat: true,
  })),
  {
    name: 'send_message',
    perform: sendMessage,
    input: { conversation: '1', message: 'Hi' },
    method: 'POST',
    path: /\/messages$/,
    mayRepeat: false,
  },
  {
    name: 'create_inbox_contact',
    perform: createInboxContact,
    input: { inbox, name: 'Zoe', email: 'zoe@example.com' },
    method: 'POST',
    path: /\/contacts$/,
    mayRepeat: false,
  },
  {
    name: 'update_inbox_contact',
    perform: updateInboxContact,
    input: { inbox, contact_identifier, name: 'Zoe' },
    method: 'PATCH',
    path: /\/contacts\/[^/]+$/,
    mayRepeat: true,
  },
];

describe('steps with a file of their own', () => {
  it.each(WRITES)('$name runs here', async ({ perform, input }) => {
    await expect(runStep(perform, input)).resolves.toBeDefined();
  });

  // Outside `npm run thorough` each meets some of them, of which each meets several steps.
  it.each([...WRITES.entries()].map(([at, write]) => ({ at, ...write })))(
    '$name believes no other answer',
    async (write) => {
      const { at, perform, input, method, path, mayRepeat, isEmpty } = write;
      for (const [name, answer] of sampleOf(Object.entries(ANSWERS), 2, at)) {
        sandbox.reset();
        sandbox.clearFaults();
        // Nobody is a real answer of an assignment: then it is the agent or team that is unknown.
        if (name === 'null' && path.test('/assignments')) continue;
        sandbox.fail({ method, path, ...answer });
        const { result, failure } = await outcomeOf(runStep(perform, input));
        if (isEmpty && answer.body === '') expect(result).toEqual({ id: '1', deleted: true });
        else expectUnsure(failure, mayRepeat);
      }
    },
  );

  const READS: [string, Perform, Row][] = [
    ['find_contact by ID', findContact, { contact: '1' }],
    ['find_contact by email', findContact, { email: 'jane.doe@example.com' }],
    ['find_contact by text', findContact, { text: 'Jane' }],
    ['find_conversation by ID', findConversation, { conversation: '4' }],
    ['find_conversation by contact', findConversation, { contact: '1' }],
    ['find_conversation by status', findConversation, { status: 'open' }],
    ['find_message', findMessage, { conversation: '1' }],
  ];

  it.each(READS.map(([name, perform, input], at) => ({ at, name, perform, input })))(
    '$name takes no other answer for a miss',
    async ({ at, perform, input }) => {
      await expect(runStep(perform, input)).resolves.not.toEqual([]);
      for (const answer of sampleOf(Object.values(ANSWERS), 2, at)) {
        sandbox.clearFaults();
        sandbox.fail(answer);
        const { failure } = await outcomeOf(runStep(perform, input));
        expect(failure?.message).toMatch(/does not understand|incomplete answer|web page/);
      }
    },
  );
});
