import type { OutputField } from '../contract/form.js';
import type { Entry } from './entry.js';
import { outputsOf, typesIn } from '../toolkit/outputs.js';

type Labels = Readonly<Record<string, string>>;

/**
 * Operations with labels for what they give out: what a form calls a field its record calls it too, and an id is
 * its record's.
 * @param words labels by key, where neither a form has one nor the key's own words would do
 */
export function withOutputs<Any extends Entry>(operations: readonly Any[], words: Labels): Any[] {
  return operations.map((operation) => ({
    ...operation,
    outputs: () => outputsFor(operation, { ...words, ...formLabels(operations, operation.noun) }),
  }));
}

function outputsFor({ noun, sample = { id: '1' }, more }: Entry, labels: Labels): OutputField[] {
  const outputs = outputsOf({ ...typesIn(sample), ...more }, labels);
  const own = `${noun} ID`;
  // What belongs to such a record may be given out under its ID, and tell the record as well.
  const isTaken = outputs.some(({ label }) => label === own);
  return outputs.map((field) =>
    field.key === 'id' && !isTaken ? { ...field, label: own } : field,
  );
}

/** Labels of the fields that write such a record, by the keys under which an answer has them. */
function formLabels(operations: readonly Entry[], noun: string): Labels {
  // The form of a new record, which comes first, has the last word.
  const writes = operations
    .filter((each) => each.kind === 'create' && each.noun === noun)
    .reverse();
  const labels: Record<string, string> = {};
  for (const { path, fields } of writes) {
    for (const { key, name = key, held = name, label, to } of fields) {
      const isWritten = to === undefined && !path.includes(`{${key}}`);
      // A form asks for a record, of which the answer tells the ID.
      if (isWritten && !held.endsWith('_id')) labels[held.replaceAll('.', '__')] = label;
    }
  }
  return labels;
}
