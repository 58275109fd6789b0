import { createContext } from 'preact';
import { useContext, useId } from 'preact/hooks';
import type { FieldGroup, Form, FormField, Row, StepName } from '../api.js';
import { ChoiceControl } from './choice_control.js';
import { Markdown } from './markdown.js';
import { PairsControl, RowsControl } from './many_controls.js';
import { SearchLink } from './search_link.js';
import { TextControl } from './text_control.js';
import { changed, hasChoices, waitsFor, type Value, type Values } from './values.js';

/** Whose form it is, for what a field has to ask the server. */
export interface FormContext {
  connection: string;
  step: StepName;
  /** The form's values, as the server takes them. */
  input: Row;
}

export const FormOf = createContext<FormContext>({
  connection: '',
  step: { kind: 'creates', key: '' },
  input: {},
});

interface StepFormProps {
  form: Form;
  values: Values;
  onChange(values: Values, field: FormField): void;
}

/** A step's form, as the editor shows it: ungrouped fields first, then the groups, closed unless emphasized. */
export function StepForm({ form, values, onChange }: StepFormProps) {
  const groups = new Set(form.groups.map(({ key }) => key));
  const loose = form.fields.filter(({ group }) => !group || !groups.has(group));
  const set = (field: FormField, value: Value): void =>
    onChange(changed(values, form.fields, field.key, value), field);
  const rows = (fields: FormField[]) =>
    fields.map((field) => (
      <FieldRow
        key={field.key}
        field={field}
        all={form.fields}
        values={values}
        onChange={(value) => set(field, value)}
      />
    ));
  return (
    <>
      {rows(loose)}
      {form.groups.map((group) => {
        const fields = form.fields.filter((field) => field.group === group.key);
        return (
          fields.length > 0 && (
            <Group key={group.key} group={group}>
              {rows(fields)}
            </Group>
          )
        );
      })}
    </>
  );
}

function Group({ group, children }: { group: FieldGroup; children: preact.ComponentChildren }) {
  return (
    <details class="group" open={group.emphasize ?? false}>
      <summary>{group.label ?? labelOfKey(group.key)}</summary>
      <div class="group-body">{children}</div>
    </details>
  );
}

interface FieldRowProps {
  field: FormField;
  all: FormField[];
  values: Values;
  onChange(value: Value): void;
}

/** One field: label, mark, control, help. */
export function FieldRow({ field, all, values, onChange }: FieldRowProps) {
  const id = useId();
  const helpId = `${id}-help`;
  const label = field.label ?? labelOfKey(field.key);
  if (field.type === 'copy') {
    return <Markdown class="copy" text={field.helpText ?? label} />;
  }
  const waiting = waitsFor(field, values);
  const names = waiting.map((key) => all.find((other) => other.key === key)?.label ?? key);
  const many = field.list === true || field.dict === true || field.children !== undefined;
  const control: ControlProps = {
    id,
    field,
    label,
    describedBy: field.helpText ? helpId : undefined,
    disabled: waiting.length > 0,
    value: values[field.key],
    onChange,
  };
  const Head = many ? 'span' : 'label';
  return (
    <div
      class="field"
      role={many ? 'group' : undefined}
      aria-labelledby={many ? `${id}-label` : undefined}
    >
      <div class="field-head">
        <Head id={`${id}-label`} {...(!many && { for: id })} class="label">
          {label}
          {field.required && <span class="required"> (required)</span>}
        </Head>
        <code class="key" title="The field's key">
          {field.key}
        </code>
      </div>
      <Control {...control} />
      {names.length > 0 && <p class="waits">Fill in {names.join(' and ')} first.</p>}
      {field.helpText && <Markdown id={helpId} text={field.helpText} />}
      {field.search && !control.disabled && <SearchLink field={field} onPick={onChange} />}
    </div>
  );
}

export interface ControlProps {
  id: string;
  field: FormField;
  label: string;
  describedBy?: string;
  disabled: boolean;
  value: Value | undefined;
  onChange(value: Value): void;
}

function Control(props: ControlProps) {
  const { field } = props;
  if (field.children) return <RowsControl {...props} />;
  if (field.dict) return <PairsControl {...props} />;
  if (field.list) return <ListControl {...props} />;
  return <OneControl {...props} />;
}

function OneControl(props: ControlProps) {
  return hasChoices(props.field) ? <ChoiceControl {...props} /> : <TextControl {...props} />;
}

/** A field that takes several values, one a line. */
function ListControl({ value, onChange, ...props }: ControlProps) {
  const items = Array.isArray(value) ? (value as string[]) : value ? [value] : [];
  const shown = items.length > 0 ? items : [''];
  const set = (at: number, item: string): void =>
    onChange(shown.map((old, index) => (index === at ? item : old)));
  return (
    <div class="many">
      {shown.map((item, at) => (
        <div class="many-row" key={at}>
          <OneControl
            {...props}
            id={`${props.id}-${at}`}
            label={`${props.label} ${at + 1}`}
            value={item}
            onChange={(next) => set(at, String(next))}
          />
          {shown.length > 1 && (
            <button
              type="button"
              class="icon"
              aria-label={`Remove ${props.label} ${at + 1}`}
              onClick={() => onChange(shown.filter((_old, index) => index !== at))}
            >
              ×
            </button>
          )}
        </div>
      ))}
      <button
        type="button"
        class="quiet"
        disabled={props.disabled}
        onClick={() => onChange([...shown, ''])}
      >
        Add another
      </button>
    </div>
  );
}

export function useForm(): FormContext {
  return useContext(FormOf);
}

/** Zapier makes a label of a key where there is none. */
export function labelOfKey(key: string): string {
  return key
    .split(/__|_/)
    .filter(Boolean)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}
