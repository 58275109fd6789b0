import { useState } from 'preact/hooks';
import type { OutputField, Row, RunReport, StepKind } from '../../api.js';
import { Changes } from './changes.js';
import { Output } from './output.js';
import { ProblemText } from './problem_text.js';
import { RequestList } from './request_list.js';

interface ResultProps {
  report: RunReport;
  kind: StepKind;
  compared: boolean;
}

/** What a run gave: the output or the error, what it changed, what it sent. */
export function Result({ report, kind, compared }: ResultProps) {
  const { output, problem, records, requests, milliseconds, outputFields, labelRequests } = report;
  return (
    <>
      <h2>Result</h2>
      <p class="waits">
        {Math.round(milliseconds)} ms, {requests.length}{' '}
        {requests.length === 1 ? 'request' : 'requests'}
      </p>
      {problem && <ProblemText problem={problem} />}
      {records.length > 0 && <Changes records={records} />}
      {output && <Rows rows={output} outputFields={outputFields} kind={kind} />}
      {records.length === 0 && compared && kind === 'creates' && output && (
        <p class="waits">
          What this step wrote can’t be read at an address of its own, so there is nothing to
          compare.
        </p>
      )}
      {requests.length > 0 && <RequestList title="Requests" requests={requests} />}
      {labelRequests.length > 0 && (
        <RequestList title="Requests for the labels" requests={labelRequests} />
      )}
    </>
  );
}

function Rows({
  rows,
  outputFields,
  kind,
}: {
  rows: Row[];
  outputFields: OutputField[];
  kind: StepKind;
}) {
  const [at, setAt] = useState(0);
  const row = rows[Math.min(at, rows.length - 1)];
  if (!row) {
    return (
      <p class="nothing">
        {kind === 'searches'
          ? 'Nothing was found. In a Zap the steps after it are skipped or go on, as its owner chose.'
          : 'Nothing is there yet. The editor would show the sample.'}
      </p>
    );
  }
  return (
    <section class="output">
      <h2>Output</h2>
      {rows.length > 1 && (
        <div class="pager">
          <button type="button" class="quiet" disabled={at === 0} onClick={() => setAt(at - 1)}>
            Previous
          </button>
          <span role="status">
            {at + 1} of {rows.length}
          </span>
          <button
            type="button"
            class="quiet"
            disabled={at >= rows.length - 1}
            onClick={() => setAt(at + 1)}
          >
            Next
          </button>
        </div>
      )}
      {kind === 'searches' && rows.length > 1 && <p class="waits">A Zap goes on with the first.</p>}
      <Output row={row} fields={outputFields} />
    </section>
  );
}
