// The sandbox is held to what a real server answered: keys and types of every answer, and every refusal's words.
import { chatwootOperations as operations } from '../../../platforms/chatwoot/operations/index.js';
import { startChatwootSandbox, type ChatwootSandbox } from '../../../sandbox/chatwoot/index.js';
import type { RecordedRequest } from '../../../sandbox/server.js';
import { keyOf, runOperation } from '../../helpers/running/operation_run.js';
import {
  differences,
  hasRecorded,
  nameOf,
  recordedPairs,
  templateOf,
  type RecordedPair,
} from '../../helpers/sandbox/recorded.js';
import {
  memberProbes,
  probes,
  refusedProbe,
  send,
} from '../../helpers/sandbox/recorded_requests.js';
import { allowed, notProduced } from '../../helpers/sandbox/recorded_exceptions.js';
import { operationInputs } from '../../operation_inputs/index.js';

const pairs = recordedPairs();
const answered = pairs.filter(({ status }) => status < 300);
const refused = pairs.filter(({ refusals }) => refusals !== undefined);

/** What a difference is called, and those of one pair that nothing covers. */
function unexplained(found: readonly string[]): { left: string[]; unused: string[] } {
  return {
    left: found.filter((text) => !allowed.some(({ covers }) => covers.test(text))),
    unused: allowed
      .filter(({ covers }) => !found.some((text) => covers.test(text)))
      .map(({ covers }) => covers.source),
  };
}

(hasRecorded ? describe : describe.skip)('the sandbox and a real server', () => {
  let sandbox: ChatwootSandbox;
  const found: string[] = [];
  const produced = new Set<string>();
  beforeAll(async () => {
    // The recorded server said 4.15.1 and was built from what became 4.16.
    sandbox = await startChatwootSandbox({ version: '4.16.0', edition: 'switched_off' });
    compareAnswers(await allRequests(sandbox));
    for (const pair of refused) await compareRefusals(pair);
  }, 60_000);
  afterAll(() => sandbox.close());

  function compareAnswers(requests: readonly RecordedRequest[]): void {
    const paths = [...new Set(pairs.map(({ path }) => path))];
    const byPair = new Map<string, RecordedRequest[]>();
    for (const entry of requests) {
      const name = nameOf({ ...entry, path: templateOf(paths, entry.path) ?? entry.path });
      byPair.set(name, [...(byPair.get(name) ?? []), entry]);
    }
    for (const pair of answered) {
      const name = nameOf(pair);
      const answers = byPair.get(name);
      if (!answers) continue;
      produced.add(name);
      found.push(...differences(pair, answers).map((text) => `${name}: ${text}`));
    }
  }

  /** One that the sandbox can be brought to is enough to have the pair; each that it is asked for must be right. */
  async function compareRefusals(pair: RecordedPair): Promise<void> {
    for (const refusal of pair.refusals ?? []) {
      const probe = refusedProbe(pair, refusal);
      if (!probe) continue;
      sandbox.reset();
      sandbox.requests.length = 0;
      sandbox.store.failsOverLabelsAndBots = pair.status === 500;
      if (probe.before) {
        await send(sandbox, probe.before);
        await sandbox.settle();
      }
      await send(sandbox, probe);
      const entry = sandbox.requests.at(-1);
      const body = JSON.stringify(entry?.answer ?? '');
      produced.add(nameOf(pair));
      if (entry?.status === pair.status && isSaid(body, JSON.stringify(refusal.body))) continue;
      const got = `${String(entry?.status)} ${body}`;
      found.push(`${nameOf(pair)}: [${refusal.case}] ${JSON.stringify(refusal.body)}, not ${got}`);
    }
  }

  it('agree on keys, types and refusals, but for what is explained', () => {
    expect(unexplained(found)).toEqual({ left: [], unused: [] });
  });

  it('have every pair in common, but for those with a reason', () => {
    const without = notProduced.flatMap(({ pairs }) => pairs);
    expect(pairs.map(nameOf).filter((name) => !produced.has(name))).toEqual(
      expect.arrayContaining(without),
    );
    expect(
      pairs.map(nameOf).filter((name) => !produced.has(name) && !without.includes(name)),
    ).toEqual([]);
  });
});

/** Whether an answer is the recorded one, of which long texts are cut. */
function isSaid(answer: string, recorded: string): boolean {
  const [start = '', end] = recorded.split('…');
  return end === undefined ? answer === recorded : answer.startsWith(start) && answer.endsWith(end);
}

/** Everything the catalogue and the probes are answered. */
async function allRequests(sandbox: ChatwootSandbox): Promise<RecordedRequest[]> {
  const requests: RecordedRequest[] = [];
  for (const { key } of operations) {
    const input = operationInputs[key];
    if (!input) throw new Error(`test/operation_inputs has nothing for ${key}`);
    for (const values of [input.minimal, input.full, input.single]) {
      if (!values) continue;
      sandbox.reset();
      sandbox.requests.length = 0;
      input.prepare?.(sandbox.store);
      // What this edition or release hasn't is a pair of its own.
      await runOperation(sandbox.url, key, values, { apiKey: keyOf(input) }).catch(() => undefined);
      requests.push(...sandbox.requests);
    }
  }
  sandbox.reset();
  sandbox.requests.length = 0;
  for (const user of sandbox.store.users) user.custom_attributes = { phone_number: '+4912345' };
  for (const probe of memberProbes) await send(sandbox, probe);
  sandbox.reset();
  for (const probe of probes) {
    await send(sandbox, probe);
    await sandbox.settle();
  }
  return [...requests, ...sandbox.requests];
}
