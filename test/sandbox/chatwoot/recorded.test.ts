import { chatwootOperations as operations } from '../../../platforms/chatwoot/operations/index.js';
import { startChatwootSandbox, type ChatwootSandbox } from '../../../sandbox/chatwoot/index.js';
import type { RecordedRequest } from '../../../sandbox/server.js';
import { keyOf, runOperation } from '../../helpers/running/operation_run.js';
import { differences, hasRecorded, nameOf, recordedPairs, templateOf } from '../../helpers/sandbox/recorded.js';
import { probes, send } from '../../helpers/sandbox/recorded_requests.js';
import { operationInputs } from '../../operation_inputs/index.js';

const pairs = recordedPairs();
const paths = [...new Set(pairs.map(({ path }) => path))];

it('x', async () => {
  const sandbox = await startChatwootSandbox({ edition: 'switched_off' });
  const requests: RecordedRequest[] = [];
    for (const { key } of operations) {
      const input = operationInputs[key];
      if (!input) throw new Error(`test/operation_inputs has nothing for ${key}`);
      for (const values of [input.minimal, input.full, input.single]) {
        if (!values) continue;
        sandbox.reset();
        sandbox.requests.length = 0;
        input.prepare?.(sandbox.store);
        await runOperation(sandbox.url, key, values, { apiKey: keyOf(input) }).catch(() => undefined);
        requests.push(...sandbox.requests);
      }
    }
  sandbox.reset();
  sandbox.requests.length = 0;
  for (const probe of probes) { await send(sandbox, probe); await sandbox.settle(); }
  requests.push(...sandbox.requests);
  await sandbox.close();
  const byName = new Map<string, RecordedRequest[]>();
  for (const r of requests) {
    const name = nameOf({ ...r, path: templateOf(paths, r.path) ?? `? ${r.path}` });
    byName.set(name, [...(byName.get(name) ?? []), r]);
  }
  const out: string[] = [];
  for (const pair of pairs) {
    if (pair.status > 299) continue;
    const answers = byName.get(nameOf(pair));
    if (!answers) { out.push('NOT ASKED ' + nameOf(pair)); continue; }
    const d = differences(pair, answers);
    if (d.length) out.push(nameOf(pair), ...d.map((x) => '    ' + x));
  }
  out.push(...[...byName.keys()].filter((n) => n.includes('?')));
  console.log(out.join('\n'));
  expect(hasRecorded).toBe(true);
});
