import { useEffect, useRef, useState } from 'preact/hooks';
import type { Connection, Form, FormField, Row, RunReport, Step } from '../api.js';
import { ask, asRefused, type Refused } from './ask.js';
import { timezone } from './timezone.js';
import { defaultsOf, inputOf, valuesOf, type Values } from './form/values.js';

export interface StepOptions {
  /** What the form begins with. */
  initial?: Row;
  /** Puts the values of earlier steps in place before a test. */
  resolve?: (input: Row, fields: FormField[]) => Row;
  onInput?: (input: Row) => void;
  /** The record that a test gave first. */
  onOutput?: (row: Row) => void;
  /** The sample that the app gives for the step. */
  onSample?: (row: Row) => void;
}

export interface OpenStep {
  form: Form | undefined;
  fields: FormField[];
  values: Values;
  /** The values, as the server takes them. */
  input: Row;
  report: RunReport | undefined;
  refused: Refused | undefined;
  isLoading: boolean;
  isRunning: boolean;
  change: (values: Values, field: FormField) => void;
  run: (compare: boolean) => Promise<void>;
  /** Does what may mend a refusal, and loads the form again. */
  remedy: () => Promise<void>;
}

/** A step that is open on a connection: its form is loaded, and again whenever a field alters others. */
export function useStep(step: Step, connection: Connection, options: StepOptions = {}): OpenStep {
  const { initial = {}, resolve, onInput, onOutput, onSample } = options;
  const [form, setForm] = useState<Form>();
  const [values, setValues] = useState(valuesOf(initial));
  const [refused, setRefused] = useState<Refused>();
  const [report, setReport] = useState<RunReport>();
  const [isLoading, setLoading] = useState(true);
  const [isRunning, setRunning] = useState(false);
  const newest = useRef(0);
  const name = { kind: step.kind, key: step.key };
  const fields = form?.fields ?? [];
  const input = form ? inputOf(values, fields) : initial;

  const load = async (given: Row): Promise<void> => {
    newest.current += 1;
    const turn = newest.current;
    setLoading(true);
    try {
      const loaded = await ask<Form>('form', {
        connection: connection.id,
        ...name,
        input: given,
        ...(form && { fields }),
        timezone: timezone(),
      });
      // A later question has overtaken this one.
      if (turn !== newest.current) return;
      setForm(loaded);
      setRefused(undefined);
      setValues((now) => (form ? now : { ...defaultsOf(loaded.fields), ...now }));
      if (loaded.sample) onSample?.(loaded.sample);
    } catch (error) {
      if (turn !== newest.current) return;
      setRefused(asRefused(error));
    }
    setLoading(false);
  };
  useEffect(() => void load(initial), []);

  return {
    form,
    fields,
    values,
    input,
    report,
    refused,
    isLoading,
    isRunning,
    change(next, field) {
      setValues(next);
      onInput?.(inputOf(next, fields));
      if (field.altersDynamicFields) void load(inputOf(next, fields));
    },
    async run(compare) {
      setRunning(true);
      setRefused(undefined);
      try {
        const body = {
          connection: connection.id,
          ...name,
          input: resolve ? resolve(input, fields) : input,
          fields,
          timezone: timezone(),
          compare,
        };
        const ran = await ask<RunReport>('run', body);
        setReport(ran);
        const [first] = ran.output ?? [];
        if (first) onOutput?.(first);
      } catch (error) {
        setRefused(asRefused(error));
      }
      setRunning(false);
    },
    async remedy() {
      const path =
        refused?.remedy === 'restart_sandbox' ? `connections/${connection.id}/restart` : 'reload';
      try {
        await ask(path, {});
        await load(input);
      } catch (error) {
        setRefused(asRefused(error));
      }
    },
  };
}
