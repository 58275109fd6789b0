import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Connection, Step, StepKind } from '../api.js';
import { FormOf } from './form/control.js';
import { StepForm } from './form/form.js';
import { Markdown } from './form/markdown.js';
import { ProblemText } from './run/problem_text.js';
import { Refusal } from './run/refusal.js';
import { RequestList } from './run/request_list.js';
import { Result } from './run/result.js';
import { SearchDialog, type WantedSearch } from './form/search_dialog.js';
import { useStep, type OpenStep, type StepOptions } from './use_step.js';

const ONE: Record<StepKind, string> = {
  triggers: 'Trigger',
  searches: 'Search',
  creates: 'Action',
};

interface StepViewProps {
  step: Step;
  connection: Connection;
  options?: StepOptions;
  /** Stands above the form. */
  children?: ComponentChildren;
}

/** A step: its form on a connection, and what a test of it gives. */
export function StepView({ step, connection, options, children }: StepViewProps) {
  const open = useStep(step, connection, options);
  const [compare, setCompare] = useState(connection.origin === 'sandbox');
  const [wanted, setWanted] = useState<WantedSearch>();
  const result = useRef<HTMLElement>(null);
  const { form, fields, report, refused, isLoading } = open;
  const context = {
    connection: connection.id,
    step: { kind: step.kind, key: step.key },
    input: open.input,
    fields,
    search: (field: WantedSearch['field'], onPick: WantedSearch['onPick']) =>
      setWanted({ field, onPick }),
  };
  const run = async (): Promise<void> => {
    await open.run(compare);
    requestAnimationFrame(() => result.current?.focus());
  };
  return (
    <>
      <main id="step" class="step" aria-busy={isLoading}>
        <p class="kind">
          {ONE[step.kind]}
          {step.instant ? ', instant' : ''}
        </p>
        <h1>{step.label}</h1>
        <Markdown class="description" text={step.description} />
        <StepFacts step={step} />
        {children}
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void run();
          }}
        >
          <FormOf.Provider value={context}>
            {form && <StepForm form={form} values={open.values} onChange={open.change} />}
          </FormOf.Provider>
          {isLoading && (
            <p class="waits" role="status">
              Loading the fields of this account…
            </p>
          )}
          {form?.problem && (
            <div class="form-problem" role="alert">
              <p>The editor can’t load all fields. It would say:</p>
              <ProblemText problem={form.problem} />
            </div>
          )}
          {form && fields.length === 0 && !isLoading && (
            <p class="waits">This step asks for nothing.</p>
          )}
          {refused && <Refusal refused={refused} onRemedy={() => void open.remedy()} />}
          <RunBar
            step={step}
            connection={connection}
            open={open}
            compare={compare}
            onCompare={setCompare}
          />
        </form>
        {form && form.requests.length > 0 && (
          <RequestList title="Requests of the form" requests={form.requests} />
        )}
      </main>
      <aside class="result" aria-label="Result" tabIndex={0} ref={result}>
        {report ? (
          <Result report={report} kind={step.kind} compared={compare} />
        ) : (
          <div class="empty">
            <h2>Result</h2>
            <p>
              Test the step, and what it gives stands here: its output, the requests it made, what
              it changed.
            </p>
          </div>
        )}
      </aside>
      {wanted && (
        <SearchDialog
          wanted={wanted}
          connection={connection.id}
          onClose={() => setWanted(undefined)}
        />
      )}
    </>
  );
}

interface RunBarProps {
  step: Step;
  connection: Connection;
  open: OpenStep;
  compare: boolean;
  onCompare: (compare: boolean) => void;
}

function RunBar({ step, connection, open, compare, onCompare }: RunBarProps) {
  const what = step.kind === 'triggers' ? 'Test the trigger' : 'Test the step';
  return (
    <div class="run">
      <button
        type="submit"
        class="primary"
        disabled={open.isRunning || open.isLoading || !open.form}
      >
        {open.isRunning ? 'Running…' : what}
      </button>
      {step.kind === 'creates' && (
        <label class="check">
          <input
            type="checkbox"
            checked={compare}
            onChange={(event) => onCompare(event.currentTarget.checked)}
          />
          Compare the record before and after (reads it twice more)
        </label>
      )}
      {connection.origin === 'own' && step.kind === 'creates' && (
        <p class="waits">This writes to {connection.label}.</p>
      )}
    </div>
  );
}

function StepFacts({ step }: { step: Step }) {
  if (!step.platforms) return null;
  return (
    <details class="facts">
      <summary>
        {step.platforms} · <code>{step.key}</code>
      </summary>
      <ul>
        {step.operations?.map((operation) => (
          <li key={operation}>
            <code>{operation}</code>
          </li>
        ))}
      </ul>
      {step.requests && <p>Requests: {step.requests}</p>}
    </details>
  );
}
