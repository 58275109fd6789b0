import type { FormField, Problem, Row, RunReport, RunRequest } from '../api.js';
import { metaOf } from './app.js';
import { loadOutputFields, type Asked } from './forms.js';
import { inputDataOf, missingField } from './input.js';

/** How a step is run: in the editor, or in a Zap that is on. */
export interface RunMode {
  isLoadingSample?: boolean;
  isPopulatingDedupe?: boolean;
}

/** Runs a step with the values of its form, and gives what the user would see of it. */
export async function runStep(
  asked: Asked,
  request: RunRequest,
  mode: RunMode,
): Promise<RunReport> {
  const { app, authData, mask } = asked;
  const started = performance.now();
  const missing = missingField(request.input, request.fields);
  if (missing) return unsent({ problem: requiredMissing(missing) });
  const { operation } = await app.step(request);
  const isHook = operation.type === 'hook';
  // The editor asks a hook trigger for a list of earlier records, and shows the sample where it has none.
  if (isHook && !operation.performList) {
    return unsent({ output: operation.sample ? [operation.sample] : [] });
  }
  const { results, problem, requests, records } = await app.run(
    `${request.kind}.${request.key}.operation.${isHook ? 'performList' : 'perform'}`,
    {
      memory: request.connection,
      compare: request.compare && request.kind === 'creates',
      bundle: {
        authData,
        inputData: inputDataOf(request.input, request.fields, request.timezone),
        inputDataRaw: request.input,
        meta: metaOf(request.fields, { timezone: request.timezone, ...mode }),
      },
    },
  );
  const milliseconds = performance.now() - started;
  const labels = problem ? { fields: [], requests: [] } : await loadOutputFields(asked, request);
  return {
    ...(problem ? { problem: mask.problem(problem) } : { output: rowsOf(results) }),
    requests: requests.map(mask.request),
    records: records.map(mask.record),
    milliseconds,
    outputFields: labels.fields,
    labelRequests: labels.requests,
  };
}

function unsent(what: Pick<RunReport, 'output' | 'problem'>): RunReport {
  return {
    ...what,
    requests: [],
    records: [],
    milliseconds: 0,
    outputFields: [],
    labelRequests: [],
  };
}

function requiredMissing({ key, label = key }: FormField): Problem {
  return {
    name: 'RequiredFieldMissing',
    message: `Required field “${label}” is missing. Zapier doesn't run the step without it.`,
  };
}

/** Searches with pages give an envelope. */
function rowsOf(results: unknown): Row[] {
  if (Array.isArray(results)) return results as Row[];
  const envelope = results as Row;
  return Array.isArray(envelope['results']) && 'paging_token' in envelope
    ? (envelope['results'] as Row[])
    : [envelope];
}
