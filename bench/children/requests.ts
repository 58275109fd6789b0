// How many requests each step sends on the sandboxes: `requests.ts <index.js>`. Each on the seed, with what is
// remembered for a day remembered: the first run of it isn't counted.
import {
  keys as chatwootKeys,
  startChatwootSandbox,
  type ChatwootSandbox,
} from '../../sandbox/chatwoot/index.js';
import {
  keys as highlevelKeys,
  locationId,
  startHighlevelSandbox,
  type HighlevelSandbox,
} from '../../sandbox/highlevel/index.js';
import { basePath, keys as vixieesKeys, startVixieesSandbox } from '../../sandbox/vixiees/index.js';
import { answer } from '../apart.js';
import { loadApp, type Run } from '../core.js';
import { requestCases, type RequestFigure } from '../requests.js';

interface Place {
  authData: Record<string, string>;
  sandbox: Pick<ChatwootSandbox | HighlevelSandbox, 'requests' | 'reset' | 'close'>;
}

// The tests' inputs of operations say what to expect too, in Jest's words.
const expected: object = new Proxy(() => ({}), { get: () => expected });
Object.assign(globalThis, { expect: expected });
const { highlevelInputs } = await import('../../test/operation_inputs/highlevel.js');
const { operationInputs } = await import('../../test/operation_inputs/index.js');

const chatwoot = await startChatwootSandbox({ edition: 'enterprise' });
const vixiees = await startVixieesSandbox();
const highlevel = await startHighlevelSandbox();
const places: Record<keyof typeof requestCases, Place> = {
  chatwoot: {
    sandbox: chatwoot,
    authData: { apiKey: chatwootKeys.administrator, baseUrl: chatwoot.url, accountId: '1' },
  },
  vixiees: {
    sandbox: vixiees,
    authData: { apiKey: vixieesKeys.account, baseUrl: vixiees.url + basePath },
  },
  highlevel: {
    sandbox: highlevel,
    authData: { apiKey: highlevelKeys.all, baseUrl: highlevel.url, accountId: locationId },
  },
};

const { app, run } = await loadApp(process.argv[2] ?? '');
const { creates } = app as { creates: object };
const figures: RequestFigure[] = [];
for (const platform of ['chatwoot', 'vixiees', 'highlevel'] as const) {
  const { authData } = places[platform];
  for (const { step, what, input, least } of requestCases[platform]) {
    const sent = await count(platform, step, { authData, inputData: input });
    figures.push({ step, platform, what, sent, least });
  }
}
for (const [step, { minimal, key, prepare }] of Object.entries(operationInputs)) {
  const apiKey = key && key !== 'none' ? chatwootKeys[key] : chatwootKeys.administrator;
  const authData = { ...places.chatwoot.authData, apiKey };
  const sent = await count('chatwoot', step, { authData, inputData: minimal }, () =>
    prepare?.(chatwoot.store),
  );
  figures.push({ step, platform: 'chatwoot', what: 'the operation', sent, least: 1 });
}
for (const [step, { minimal, requests = 1, prepare }] of Object.entries(highlevelInputs)) {
  const { authData } = places.highlevel;
  const sent = await count('highlevel', step, { authData, inputData: minimal }, () =>
    prepare?.(highlevel.store),
  );
  const least = typeof requests === 'number' ? 1 : requests.minimal;
  figures.push({ step, platform: 'highlevel', what: 'the operation', sent, least });
}
await Promise.all(Object.values(places).map(({ sandbox }) => sandbox.close()));
answer(figures);

async function count(
  platform: keyof typeof requestCases,
  step: string,
  { authData, inputData }: Run,
  prepare = (): void => undefined,
): Promise<number> {
  const { sandbox } = places[platform];
  const kind = step in creates ? 'creates' : 'searches';
  const given: Run = { authData: { ...authData, platform }, inputData, memory: {} };
  let sent = 0;
  for (let time = 0; time < 2; time += 1) {
    sandbox.reset();
    highlevel.store.rateLimit.max = 100_000;
    prepare();
    sandbox.requests.length = 0;
    await run(`${kind}.${step}.operation.perform`, given);
    sent = sandbox.requests.length;
  }
  return sent;
}
