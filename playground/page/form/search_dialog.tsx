import { useEffect, useRef, useState } from 'preact/hooks';
import type { Form, FormField, Row, RunReport, StepName } from '../../api.js';
import { ask, asRefused } from '../ask.js';
import { FormOf } from './control.js';
import { StepForm } from './form.js';
import { nameOf } from '../run/record_name.js';
import { asText } from '../text.js';
import { timezone } from '../timezone.js';
import { defaultsOf, inputOf, type Value, type Values } from './values.js';

/** A search that the user was led to by a field, and what to do with what is found. */
export interface WantedSearch {
  field: FormField;
  onPick: (value: Value) => void;
}

interface SearchDialogProps {
  wanted: WantedSearch;
  connection: string;
  onClose: () => void;
}

/**
 * “Add a search step”: the editor offers it where a field names a search, and maps its result. Here the
 * search is run at once and what it finds is put in.
 */
export function SearchDialog({ wanted, connection, onClose }: SearchDialogProps) {
  const [key = '', output = 'id'] = (wanted.field.search ?? '').split('.');
  const dialog = useRef<HTMLDialogElement>(null);
  const [form, setForm] = useState<Form>();
  const [values, setValues] = useState<Values>({});
  const [found, setFound] = useState<Row[]>();
  const [problem, setProblem] = useState('');
  const [isSearching, setSearching] = useState(false);
  const step: StepName = { kind: 'searches', key };
  const fields = form?.fields ?? [];
  const input = inputOf(values, fields);

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setProblem('');
    try {
      await work();
    } catch (error) {
      setProblem(asRefused(error).message);
    }
  };
  const load = () =>
    attempt(async () => {
      const loaded = await ask<Form>('form', { connection, ...step, input: {} });
      setForm(loaded);
      setProblem(loaded.problem?.message ?? '');
      setValues(defaultsOf(loaded.fields));
    });
  const search = async (): Promise<void> => {
    setSearching(true);
    await attempt(async () => {
      const report = await ask<RunReport>('run', {
        connection,
        ...step,
        input,
        fields,
        timezone: timezone(),
        compare: false,
      });
      setFound(report.output ?? []);
      setProblem(report.problem?.message ?? '');
    });
    setSearching(false);
  };
  useEffect(() => {
    dialog.current?.showModal();
    void load();
  }, []);

  return (
    <dialog ref={dialog} aria-labelledby="search-title" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void search();
        }}
      >
        <h1 id="search-title">Find the {wanted.field.label ?? wanted.field.key}</h1>
        <p class="waits">
          In the editor this adds a search step before this one and maps what it finds.
        </p>
        <FormOf.Provider value={{ connection, step, input, fields }}>
          {form ? (
            <StepForm form={form} values={values} onChange={setValues} />
          ) : (
            <p class="waits">Loading…</p>
          )}
        </FormOf.Provider>
        {problem && (
          <p class="refusal" role="alert">
            {problem}
          </p>
        )}
        {found && (
          <Found
            rows={found}
            onPick={(row) => {
              wanted.onPick(asText(row[output]));
              dialog.current?.close();
            }}
          />
        )}
        <div class="run">
          <button type="submit" class="primary" disabled={!form || isSearching}>
            {isSearching ? 'Searching…' : 'Search'}
          </button>
          <button type="button" class="quiet" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
        </div>
      </form>
    </dialog>
  );
}

function Found({ rows, onPick }: { rows: Row[]; onPick: (row: Row) => void }) {
  if (rows.length === 0) return <p class="nothing">Nothing was found.</p>;
  return (
    <ul class="found" aria-label="Found">
      {rows.map((row, at) => (
        <li key={at}>
          <button type="button" class="secondary" onClick={() => onPick(row)}>
            {nameOf(row)}
          </button>
        </li>
      ))}
    </ul>
  );
}
