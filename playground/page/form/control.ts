import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { FormField, Row, StepName } from '../../api.js';
import type { Value } from './values.js';

/** Whose form it is, for what a field has to ask the server. */
export interface FormContext {
  connection: string;
  step: StepName;
  /** The form's values, as the server takes them. */
  input: Row;
  fields: FormField[];
  /** Nobody can be asked: the form stands in a book. */
  isStatic?: boolean;
  /** Lets the user look a value up with the search that a field names. */
  search?: (field: FormField, onPick: (value: Value) => void) => void;
}

export const FormOf = createContext<FormContext>({
  connection: '',
  step: { kind: 'creates', key: '' },
  input: {},
  fields: [],
});

export function useForm(): FormContext {
  return useContext(FormOf);
}

/** What every control of a field gets. */
export interface ControlProps {
  id: string;
  field: FormField;
  label: string;
  describedBy?: string;
  disabled: boolean;
  value: Value | undefined;
  onChange: (value: Value) => void;
}

/** Zapier makes a label of a key where there is none. */
export function labelOfKey(key: string): string {
  return key
    .split(/__|_/)
    .filter(Boolean)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}
