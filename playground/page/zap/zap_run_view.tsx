import type { Row, ZapRun, ZapStepRun } from '../../api.js';
import { samePaths } from '../run/differences.js';
import { asText } from '../text.js';
import type { Numbered } from './draft.js';
import { Output } from '../run/output.js';
import { nameOf } from '../run/record_name.js';
import { Result } from '../run/result.js';
import { nameOfStep, placeOfStep } from './zap_outline.js';

interface ZapRunViewProps {
  run: ZapRun;
  number: number;
  steps: Numbered[];
  sample: Row | undefined;
  isOpen: boolean;
}

/** One run: what started it, and what each step made of it. */
export function ZapRunView({ run, number, steps, sample, isOpen }: ZapRunViewProps) {
  return (
    <details class="zap-run" open={isOpen}>
      <summary>
        Run {number}: {nameOf(run.record)}
        <span class={run.isComplete ? 'good' : 'bad'}>
          {run.isComplete ? 'complete' : 'stopped'}
        </span>
      </summary>
      <details class="zap-step">
        <summary>1. {steps[0] ? nameOfStep(steps[0]) : 'Trigger'}</summary>
        {sample ? (
          <SampleBeside sample={sample} record={run.record} />
        ) : (
          <div class="output">
            <Output row={run.record} fields={[]} />
          </div>
        )}
      </details>
      {run.steps.map((step) => (
        <StepOfRun
          key={step.number}
          run={step}
          step={steps.find(({ number: of }) => of === step.number)}
        />
      ))}
    </details>
  );
}

function StepOfRun({ run, step }: { run: ZapStepRun; step: Numbered | undefined }) {
  const { report } = run;
  const isSearch = step !== undefined && 'placed' in step && step.placed.kind === 'searches';
  const failed = report.output?.[0] === undefined;
  return (
    <details class="zap-step" open>
      <summary>
        {run.number}. {step ? `${nameOfStep(step)} on ${placeOfStep(step)}` : 'Step'}
        <span class={failed ? 'bad' : 'good'}>{failed ? 'stopped here' : 'done'}</span>
      </summary>
      <dl class="given">
        {Object.entries(run.input).map(([key, value]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{asText(value) || JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
      <Result report={report} kind={isSearch ? 'searches' : 'creates'} compared={false} />
    </details>
  );
}

/** The trigger's sample and a live record side by side: what one has and the other hasn't is marked. */
function SampleBeside({ sample, record }: { sample: Row; record: Row }) {
  return (
    <table class="beside">
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Sample</th>
          <th scope="col">Live record</th>
        </tr>
      </thead>
      <tbody>
        {samePaths(sample, record).map(({ path, before, after }) => (
          <tr key={path}>
            <th scope="row">{path}</th>
            <td>{before ?? <i>not in the sample</i>}</td>
            <td>{after ?? <i class="bad">missing</i>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
