import { useEffect, useRef, useState } from 'preact/hooks';
import type { Connection, Form, FormField, RunReport, Step, StepKind } from '../api.js';
import { ask, asRefused, type Refused } from './ask.js';
import { FormOf } from './control.js';
import { StepForm } from './form.js';
import { Markdown } from './markdown.js';
import { ProblemText } from './problem_text.js';
import { Refusal } from './refusal.js';
import { RequestList } from './request_list.js';
import { Result } from './result.js';
import { SearchDialog, type WantedSearch } from './search_dialog.js';
import { defaultsOf, inputOf, type Values } from './values.js';

const ONE: Record<StepKind, string> = {
  triggers: 'Trigger',
  searches: 'Search',
  creates: 'Action',
};

interface StepViewProps {
  step: Step;
  connection: Connection;
}

/** One step alone: its form on a connection, and what a test of it gives. */
export function StepView({ step, connection }: StepViewProps) {
  const [form, setForm] = useState<Form>();
  const [values, setValues] = useState<Values>({});
  const [refused, setRefused] = useState<Refused>();
  const [report, setReport] = useState<RunReport>();
  const [isLoading, setLoading] = useState(true);
  const [isRunning, setRunning] = useState(false);
  const [compare, setCompare] = useState(connection.origin === 'sandbox');
  const [wanted, setWanted] = useState<WantedSearch>();
  const newest = useRef(0);
  const result = useRef<HTMLElement>(null);
  const name = { kind: step.kind, key: step.key };
  const fields = form?.fields ?? [];
  const input = inputOf(values, fields);

  const load = async (filled: Values, known: FormField[]): Promise<void> => {
    newest.current += 1;
    const turn = newest.current;
    setLoading(true);
    try {
      const loaded = await ask<Form>('form', {
        connection: connection.id,
        ...name,
        input: inputOf(filled, known),
      });
      // A later question has overtaken this one.
      if (turn !== newest.current) return;
      setForm(loaded);
      setRefused(undefined);
      setValues((now) => (form ? now : { ...defaultsOf(loaded.fields), ...now }));
    } catch (error) {
      setRefused(asRefused(error));
    }
    setLoading(false);
  };
  useEffect(() => void load({}, []), []);

  const search = (field: FormField, onPick: WantedSearch['onPick']): void =>
    setWanted({ field, onPick });
  const change = (next: Values, field: FormField): void => {
    setValues(next);
    if (field.altersDynamicFields) void load(next, fields);
  };
  const run = async (): Promise<void> => {
    setRunning(true);
    setRefused(undefined);
    try {
      const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
      setReport(
        await ask<RunReport>('run', {
          connection: connection.id,
          ...name,
          input,
          fields,
          timezone,
          compare,
        }),
      );
      requestAnimationFrame(() => result.current?.focus());
    } catch (error) {
      setRefused(asRefused(error));
    }
    setRunning(false);
  };
  const remedy = async (): Promise<void> => {
    try {
      if (refused?.remedy === 'restart_sandbox')
        await ask(`connections/${connection.id}/restart`, {});
      else await ask('reload', {});
      setRefused(undefined);
      await load(values, fields);
    } catch (error) {
      setRefused(asRefused(error));
    }
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
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void run();
          }}
        >
          <FormOf.Provider value={{ connection: connection.id, step: name, input, search }}>
            {form && <StepForm form={form} values={values} onChange={change} />}
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
          {refused && <Refusal refused={refused} onRemedy={() => void remedy()} />}
          <div class="run">
            <button type="submit" class="primary" disabled={isRunning || !form}>
              {isRunning
                ? 'Running…'
                : step.kind === 'triggers'
                  ? 'Test the trigger'
                  : 'Test the step'}
            </button>
            {step.kind === 'creates' && (
              <label class="check">
                <input
                  type="checkbox"
                  checked={compare}
                  onChange={(event) => setCompare(event.currentTarget.checked)}
                />
                Compare the record before and after (reads it twice more)
              </label>
            )}
            {connection.origin === 'own' && step.kind === 'creates' && (
              <p class="waits">This writes to {connection.label}.</p>
            )}
          </div>
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
