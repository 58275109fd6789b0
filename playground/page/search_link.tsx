import { useState } from 'preact/hooks';
import type { Form, FormField, Row, RunReport, StepName } from '../api.js';
import { ask, asRefused } from './ask.js';
import { FormOf, StepForm, useForm } from './form.js';
import { defaultsOf, inputOf, type Value, type Values } from './values.js';

interface SearchLinkProps {
  field: FormField;
  onPick(value: Value): void;
}

/** “Add a search step”: the editor offers it where a field names a search. Here its result is put in at once. */
export function SearchLink({ field, onPick }: SearchLinkProps) {
  const [isOpen, setOpen] = useState(false);
  const [key = '', output = 'id'] = (field.search ?? '').split('.');
  return (
    <div class="search-link">
      <button type="button" class="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? 'Close the search' : 'Find it with a search step'}
      </button>
      {isOpen && (
        <SearchPanel
          step={{ kind: 'searches', key }}
          onPick={(row) => {
            onPick(String(row[output] ?? ''));
            setOpen(false);
          }}
        />
      )}
    </div>
  );
}

function SearchPanel({ step, onPick }: { step: StepName; onPick(row: Row): void }) {
  const { connection } = useForm();
  const [form, setForm] = useState<Form>();
  const [values, setValues] = useState<Values>({});
  const [found, setFound] = useState<Row[]>();
  const [problem, setProblem] = useState('');

  const load = async (input: Row): Promise<void> => {
    try {
      const loaded = await ask<Form>('form', { connection, ...step, input });
      setForm(loaded);
      setProblem(loaded.problem?.message ?? '');
      setValues((now) => ({ ...defaultsOf(loaded.fields), ...now }));
    } catch (error) {
      setProblem(asRefused(error).message);
    }
  };
  if (!form && !problem) {
    void load({});
    return <p class="waits">Loading the search…</p>;
  }
  const fields = form?.fields ?? [];
  const search = async (): Promise<void> => {
    setProblem('');
    try {
      const report = await ask<RunReport>('run', {
        connection,
        ...step,
        input: inputOf(values, fields),
        fields,
        timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        compare: false,
      });
      setFound(report.output ?? []);
      setProblem(report.problem?.message ?? '');
    } catch (error) {
      setProblem(asRefused(error).message);
    }
  };
  return (
    <div class="panel">
      <FormOf.Provider value={{ connection, step, input: inputOf(values, fields) }}>
        {form && <StepForm form={form} values={values} onChange={setValues} />}
      </FormOf.Provider>
      <button type="button" class="secondary" onClick={() => void search()}>
        Search
      </button>
      {problem && (
        <p class="refusal" role="alert">
          {problem}
        </p>
      )}
      {found?.length === 0 && !problem && <p class="waits">Nothing was found.</p>}
      {found && found.length > 0 && (
        <ul class="found">
          {found.map((row, at) => (
            <li key={at}>
              <button type="button" class="quiet" onClick={() => onPick(row)}>
                {nameOf(row)}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The parts of a record that a person knows it by. */
export function nameOf(row: Row): string {
  const parts = ['name', 'title', 'email', 'phone', 'content', 'id'].map((key) => row[key]);
  const texts = parts.filter(
    (part): part is string | number => typeof part === 'string' || typeof part === 'number',
  );
  return (
    [...new Set(texts.map(String))].filter(Boolean).slice(0, 3).join(' · ') ||
    JSON.stringify(row).slice(0, 80)
  );
}
